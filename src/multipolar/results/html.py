"""Results as small HTML tables for notebooks: every text escaped, no script, no style but what the notebook has.

Shares are printed as everywhere: in per cent, as counts where courses are few, not at all under thirty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from multipolar.codes import Ending
from multipolar.printable import printable
from multipolar.shares import LEAST_SHOWN, interval_text, share_text, span_text

__all__ = [
    "answer_html", "comparison_html", "conditioned_html", "drivers_html", "forecast_html", "grid", "signposts_html", "sweep_html",
    "when",
]  # fmt: skip

Row = Mapping[str, Any]
SHOWN = 12
"""Rows of a table in a notebook; the document holds all."""
TITLES = {ending.spelling: ending.title for ending in Ending}


def safe(value: object) -> str:
    """Return a text that can stand in HTML: markup is shown, control characters are visible signs."""
    return escape(printable(str(value)))


def grid(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; nothing where there are no rows."""
    body = "".join("<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    names = "".join(f"<th>{safe(name)}</th>" for name in head)
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def said(*sentences: object) -> str:
    """Return a paragraph of the sentences that say something."""
    told = " ".join(safe(sentence) for sentence in sentences if sentence)
    return f"<p>{told}</p>" if told else ""


def titled(title: object, *parts: str) -> str:
    """Return parts under a bold line."""
    return f"<div><p><strong>{safe(title)}</strong></p>{''.join(parts)}</div>"


def more(found: int, shown: int) -> str:
    """Return how many rows are not shown; nothing where all are."""
    return said(f"{found - shown} more in the document.") if found > shown else ""


def figure(value: float | None) -> str:
    """Return a number with three figures, whole from a hundred on; nothing for none."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _title(label: str, sides: Row) -> str:
    names = {key: str(side.get("name", f"side {key}")) for key, side in sides.items()}
    return TITLES.get(label, label.replace("_", " ")).format(**({"A": "side A", "B": "side B"} | names))


def forecast_html(f: Row, about: str = "") -> str:
    """Return endings and length of a forecast, the likeliest ending first."""
    n = int(f["members"])
    title = f"{f['title']}: forecast as of {f['as_of']}, {n:,} courses, horizon {f['horizon_days']} days"
    if n < LEAST_SHOWN:
        return titled(title, said(f"No number is printed from {n} courses: at least {LEAST_SHOWN} are needed."), said(about))
    endings = sorted(f["endings"].items(), key=lambda item: -float(item[1]["p"]))
    beside = bool(f.get("outside"))
    rows = [
        (_title(label, f["sides"]), share_text(row["p"], n), interval_text(row["low"], row["high"], n),
         *((share_text(row["counted"], n), share_text(row["alike"])) if beside else ()))
        for label, row in endings
    ]  # fmt: skip
    head = ["ending", "probability", "counting interval", *(("as counted", "past wars alike") if beside else ())]
    days = f["length_days"]
    length = f"Half of the courses end within {days['q50']:.0f} days; nine in ten between {days['q05']:.0f} and {days['q95']:.0f}."
    return titled(title, grid(head, rows), said(length, about))


def answer_html(d: Row) -> str:
    """Return the answer to a question, as published and as counted."""
    n, kind = int(d["members"]), d["kind"]
    both = (d["published"], d["counted"])

    def cells(rows: Sequence[Row]) -> list[str]:
        return [cell for row in rows for cell in (share_text(row["p"], n), interval_text(row["low"], row["high"], n))]

    if kind == "yes or no":
        rows = [["yes", *cells(both)]]
    elif kind == "name":
        order = sorted(both[0]["options"], key=lambda name: -float(both[0]["options"][name]["p"]))
        rows = [[name, *cells([part["options"][name] for part in both])] for name in order]
    else:
        mean = [cell for row in both for cell in (figure(row["mean"]), f"{figure(row['low'])}–{figure(row['high'])}")]
        rows = [
            ["mean", *mean],
            *([q, figure(both[0][q]), "", figure(both[1][q]), ""] for q in ("q05", "q25", "q50", "q75", "q95")),
        ]
    unit = "" if d["unit"] in ("1", "probability") else f" [{d['unit']}]"
    above = "" if d["threshold"] is None else f" above {d['threshold']:g}"
    head = ["answer", "published", "interval", "as counted", "interval"]
    return titled(f"{d['feature']}{above}{unit}, {n:,} courses", grid(head, rows), said(f"{d['meaning']}; {d['last']}."))


def comparison_html(d: Row) -> str:
    """Return what differs between variants: what moved by more than two paired errors, the surest first."""
    parts = []
    for name, row in d["variants"].items():
        moved = list(row["moved"])
        outcomes = {key: row["outcomes"][key] for key in moved[:SHOWN]}
        cells = [(key, *_difference(o)) for key, o in outcomes.items()]
        parts.append(said(f"{d['base']} → {name}: {len(moved)} of {len(row['outcomes'])} outcomes moved.", row.get("unpaired")))
        parts += [grid(["outcome", str(d["base"]), name, "difference ± error"], cells), more(len(moved), len(cells))]
    title = f"{d['scenario']} as of {d['as_of']}: {int(d['members']):,} courses, seed {d['seed']}"
    return titled(title, said(d.get("too_few")), *parts)


def _difference(o: Row) -> tuple[str, str, str]:
    if o.get("share"):
        gap = f"{100 * o['difference']:+.1f} ± {100 * o['error']:.1f} points"
        return f"{100 * o['base']:.1f} %", f"{100 * o['value']:.1f} %", gap
    sign = "+" if o["difference"] >= 0 else ""
    return figure(o["base"]), figure(o["value"]), f"{sign}{figure(o['difference'])} ± {figure(o['error'])}"


def drivers_html(d: Row) -> str:
    """Return what moves a target: luck, the strongest inputs, and the crux."""
    luck = d["luck"]
    share = luck and f"Luck {100 * luck['value']:.0f} % ({span_text(max(0.0, luck['low']), min(1.0, luck['high']))}) of the spread."
    rows = []
    for one in d["drivers"][:SHOWN]:
        part = one["first_order"]
        span = span_text(max(0.0, part["low"]), min(1.0, part["high"]))
        rows.append(
            (one["label"], one["kind"], f"{100 * part['value']:.1f} % ({span})", *(_at(d, one["at"][at]) for at in ("low", "high")))
        )
    crux = d["crux"] and d["crux"]["sentence"]
    head = ["input", "kind", "share of the variance", "at its low end", "at its high end"]
    title = f"What moves {d['target']} of {d['scenario']} as of {d['as_of']}, {int(d['members']):,} courses"
    return titled(title, said(f"{d['headline']['text']}.", share), grid(head, rows), more(len(d["drivers"]), len(rows)), said(crux))


def _at(d: Row, value: float | None) -> str:
    shares = d["target_kind"] != "number"
    return "" if value is None else f"{100 * value:.0f} %" if shares else figure(value)


def when(d: Row) -> tuple[str, str]:
    """Return of what day signposts are, and how that day stands before a number: the as-of date, or until when reports are in."""
    until = d.get("until")
    return (f"as of {d['as_of']}", "As of today") if until is None else (f"given reports until {until}", f"By {until}")


def signposts_html(d: Row) -> str:
    """Return the events to watch for, the most telling first."""
    rows = [
        (row["event"], row["by"], share_text(row["p"]), *(
            f"{share_text(row[name])} ({span_text(row[f'{name}_low'], row[f'{name}_high'])})" for name in ("seen", "unseen")
        ))
        for row in d["signposts"][:SHOWN]
    ]  # fmt: skip
    head = ["event", "by", "chance", "target if seen", "if not seen"]
    day, now = when(d)
    title = f"{d['scenario']} {day}: what would tell of {d['target']}"
    return titled(title, said(d["sentence"], f"{now} {share_text(d['p'])}."), grid(head, rows))


def conditioned_html(d: Row) -> str:
    """Return a forecast given reports, and what each report did."""
    rows = [(row["date"], row["text"], f"{row['surprise']:.1f}", figure(row["ess"])) for row in d["evidence"]]
    reports = grid(["of", "report", "surprise [bits]", "effective courses after it"], rows[-SHOWN:])
    if d["refused"] is not None:
        return titled(f"{d['scenario']} as of {d['as_of']}: no probabilities", said(d["refused"]), reports)
    return forecast_html(d) + reports


def sweep_html(d: Row) -> str:
    """Return per point of a sweep how many outcomes moved, and the three that moved most surely."""
    rows = []
    for point in d["points"]:
        moved = [row for row in d["rows"] if row["point"] == point and row["moved"]]
        surest = sorted(moved, key=lambda row: -abs(row["difference"]) / max(row["error"], 1e-12))[:3]
        rows.append((point, len(moved), "; ".join(f"{row['outcome']} {_difference(row)[2]}" for row in surest)))
    title = f"{d['scenario']} as of {d['as_of']}: {len(rows)} points, {int(d['members']):,} paired courses each, seed {d['seed']}"
    missing = f"Interrupted: {len(d['missing'])} points are missing." if d["missing"] else ""
    return titled(title, said(d["too_few"], missing), grid(["point", "outcomes moved", "most surely"], rows))
