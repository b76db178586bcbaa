"""Comparisons as they are printed: inputs on top, then endings, then whatever moved by more than two errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from multipolar.cli.printed import NARROW, figure
from multipolar.cli.terminal import heading, table
from multipolar.report.narrative import FEW, LEAST, courses_text, ending_name, share_text

SHOWN = 16
Document = Mapping[str, Any]


def print_comparison(out: Console, document: Document) -> None:
    """Print a comparison of variants."""
    paired = not any(row.get("unpaired") for row in document["variants"].values())
    courses = f"{document['members']:,} {'paired courses' if paired else 'courses in ' + str(document['base'])}"
    out.print(Text(f"{document['scenario']} as of {document['as_of']}: {courses}, seed {document['seed']}", style="bold"))
    for name, row in document["variants"].items():
        _inputs(out, f"{document['base']} → {name}", row)
        if row.get("unpaired"):
            out.print(Text(str(row["unpaired"])))
        if row.get("identical"):
            out.print(Text(str(row["identical"])))
        _endings(out, row, int(document["members"]), int(row.get("members", document["members"])))
        _moved(out, row, str(document.get("too_few") or ""))
    _scores(out, document, paired=paired)


def _inputs(out: Console, title: str, row: Document) -> None:
    heading(out, title)
    cells = [(r["what"], str(r["base"]), str(r["value"])) for r in row["inputs"]]
    out.print(table(["input", "before", "after"], cells[:SHOWN]) if cells else Text("no stored input differs"))
    if len(cells) > SHOWN:
        out.print(Text(f"and {len(cells) - SHOWN} more inputs (--json shows all)"))


def points(d: Document) -> tuple[str, str, str, str]:
    """Return the cells of a difference between probabilities, in per cent and points."""
    sign = "moved" if d["moved"] else ""
    return f"{100 * d['base']:.1f} %", f"{100 * d['value']:.1f} %", _gap(100 * d["difference"], 100 * d["error"]), sign


def counts(d: Document, n: int, m: int) -> tuple[str, str, str, str]:
    """Return the cells of a difference between shares of n and of m courses, few of them: counts, and no verdict."""
    gap = f"{round(d['difference'] * n):+d} courses" if n == m else ""
    return share_text(d["base"], n), share_text(d["value"], m), gap, ""


def units(d: Document) -> tuple[str, str, str, str]:
    """Return the cells of a difference between quantities."""
    sign = "moved" if d["moved"] else ""
    gap = quantity(d["difference"])
    signed = gap if gap.startswith("-") else f"+{gap}"
    return quantity(d["base"]), quantity(d["value"]), f"{signed} ± {quantity(d['error'])}", sign


def quantity(value: float) -> str:
    """Return a number as people write it: 105,200 or 0.35."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def named(outcome: str) -> str:
    """Return an outcome's name as words: ``question:Q16:none`` is ``question Q16, none``."""
    head, *rest = outcome.split(":")
    return " ".join([head.replace("_", " "), ", ".join(rest)]).strip()


def _gap(gap: float, error: float) -> str:
    return f"{gap:+.1f} ± {error:.1f}"


def _endings(out: Console, row: Document, n: int, m: int) -> None:
    if min(n, m) < LEAST:
        out.print(Text(f"Only {courses_text(min(n, m))}: too few for a number."))
        return
    few = min(n, m) < FEW
    cells = [
        (ending_name(label, {}), *(counts(d, n, m) if few else points(d)), label)
        for label, d in ((key.removeprefix("ending:"), d) for key, d in row["outcomes"].items() if key.startswith("ending:"))
    ]
    head = ["ending", "before", "after", "difference" if few else "difference, points", "", "label"]
    shown = 6 if out.width >= NARROW else 5
    out.print(table(head[:shown], [cell[:shown] for cell in cells], right=(1, 2, 3)))


def _moved(out: Console, row: Document, too_few: str) -> None:
    if too_few:
        out.print(Text(f"What moved is not told: {too_few}."))
        return
    moved = [key for key in row["moved"] if not key.startswith("ending:")]
    if not moved:
        out.print(Text(f"Nothing else moved by more than two {'' if row.get('unpaired') else 'paired '}standard errors."))
        return
    cells = [(named(key), *cells_of(row["outcomes"][key])) for key in moved[:SHOWN]]
    out.print(table(["what else moved", "before", "after", "difference ± error", ""], cells, right=(1, 2, 3)))
    if len(moved) > SHOWN:
        out.print(Text(f"and {len(moved) - SHOWN} more (--json shows all)"))


def cells_of(d: Document) -> tuple[str, str, str, str]:
    """Return the cells of a difference: shares and chances in per cent, the rest in its unit, however small it is."""
    return points(d) if d["share"] else units(d)


def _scores(out: Console, document: Document, *, paired: bool) -> None:
    scores = document.get("scores") or {}
    if not scores:
        return
    heading(out, f"Scores against what happened{', same courses' if paired else ''}")
    rows = [(name, *_means(score)) for name, score in scores.items()]
    head = ["variant", "Brier, yes or no", "Brier, categories", "CRPS skill", "lost to uniform"]
    out.print(table(head, rows, right=(1, 2, 3, 4)))


def _means(score: Document) -> tuple[str, str, str, str]:
    means = score["means"]
    cells = [figure(means[k]["model"]) if k in means else "" for k in ("binary_brier", "category_brier", "crps_skill")]
    return cells[0], cells[1], cells[2], str(len(score["lost_to_uniform"]))
