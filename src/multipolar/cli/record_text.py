"""The record as it is printed: the ledger's tables, calibration over time, the post-mortem, and deaths by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from multipolar.cli.printed import figure
from multipolar.cli.terminal import heading, table
from multipolar.forecast.probability import too_few

Document = Mapping[str, Any]
SHOWN = 12


def print_ledger(out: Console, document: Document) -> None:
    """Print whatever the ledger answered."""
    out.print(Text(f"Ledger {document['db']}", style="bold"))
    {
        "add": _added, "list": _list, "forecast": _forecast, "question": _question, "score": _scored, "calibration": _calibration,
    }[document["kind"]](out, document)  # fmt: skip
    _chain(out, document["chain"])


def _chain(out: Console, chain: Document) -> None:
    """Print whether the rows are as they were written, and each that is not."""
    for text in chain["notes"]:
        out.print(Text(text))
    if chain["state"] == "whole":
        out.print(Text(f"Chain of {chain['rows']:,} rows whole, head {chain['head'][:16]}."))
    for row in chain["spoiled"]:
        out.print(Text(f"Row {row['row']} of {row['table']} {row['why']}; it is left out."))
    for text in chain["breaks"]:
        out.print(Text(f"The chain is broken: {text}."))


def _partial(row: Document) -> str:
    return f" ({row['interrupted']})" if row.get("interrupted") else ""


def _added(out: Console, document: Document) -> None:
    row = document["forecasts"][0]
    said = "added" if row["new"] else "was there already"
    out.print(Text(f"forecast {row['id']} of {row['scenario']} as of {row['as_of']} {said}{_partial(row)}"))


def _list(out: Console, document: Document) -> None:
    rows = [
        (
            str(r["id"]), r["scenario"], r["as_of"], r["bundle"], r["frozen"][:16], str(r["questions"]), str(r["scored"]),
            r["sha256"][:8],
        )
        for r in document["forecasts"]
    ]  # fmt: skip
    head = ["no.", "war", "as of", "bundle", "frozen", "questions", "scored", "digest"]
    out.print(table(head, rows, right=(0, 5, 6)) if rows else Text("no forecast yet"))
    for r in document["forecasts"]:
        for said in filter(None, (r["spoiled"], r["interrupted"])):
            out.print(Text(f"forecast {r['id']} {said}" if said == r["spoiled"] else f"forecast {r['id']}, {said}"))


def _forecast(out: Console, document: Document) -> None:
    counts = {"questions": len(document["answers"]), "scored": len(document["scores"])}
    _list(out, {"forecasts": [row | counts for row in document["forecasts"]]})
    rows = [(a["question"], a["type"], said_text(a["said"])) for a in document["answers"]]
    out.print(table(["question", "type", "said"], rows))
    for score in document["scores"]:
        found = (score["means"] or {}).items()
        means = ", ".join(f"{name} {m['model']:.3f} (uniform {m['uniform']:.3f})" for name, m in found) or "nothing"
        voids = ", ".join(row["question"] for row in score["voids"] or ())
        void = f"; void: {voids}" if voids else ""
        out.print(Text(f"scored {score['added'][:10]}: {means}{_partial(score)}{void}"))


def said_text(said: Document) -> str:
    """Return what a forecast said about a question in a cell: a chance, the likeliest answer, or middle and nine in ten."""
    if said.get("p") is not None:
        return f"{100 * said['p']:.1f} %"
    if "options" in said:
        name, share = max(said["options"].items(), key=lambda item: item[1])
        return f"{name} {100 * share:.0f} %"
    if "quantiles" in said:
        q = said["quantiles"]
        return f"{figure(q['q50'])} ({figure(q['q05'])} to {figure(q['q95'])})"
    return ""


def happened_text(value: Any) -> str:
    """Return what happened in a cell: yes, no, a number or an option; void where the question was declared so."""
    if value is None or isinstance(value, str):
        return value or ""
    return ("yes" if value else "no") if isinstance(value, bool) else figure(value)


def _question(out: Console, document: Document) -> None:
    rows = [
        (
            u["scenario"], u["as_of"], u["frozen"][:16], u["bundle"], said_text(u["said"]) + _partial(u),
            "" if u["change"] is None else f"{100 * u['change']:+.1f} points", happened_text(u["happened"]),
        )
        for u in document["updates"]
    ]  # fmt: skip
    out.print(Text(f"question {document['question']}"))
    out.print(table(["war", "as of", "frozen", "bundle", "said", "change", "happened"], rows, right=(5,)))


def _scored(out: Console, document: Document) -> None:
    rows = []
    for s in document["scores"]:
        m = s["means"].get("binary_brier", {})
        cells = (figure(m["model"]), figure(m["uniform"])) if m else ("", "")
        rows.append((str(s["id"]), s["scenario"], s["as_of"], *cells, str(len(s["lost_to_uniform"]))))
    out.print(table(["no.", "war", "as of", "Brier", "uniform", "lost to uniform"], rows, right=(0, 3, 4, 5)))
    for s in document["scores"]:
        if s["interrupted"]:
            out.print(Text(f"forecast {s['id']}: {s['interrupted']}"))
        if s["voids"]:
            out.print(Text(f"forecast {s['id']}, void and not scored: {', '.join(row['question'] for row in s['voids'])}"))
    for row in document["skipped"]:
        out.print(Text(f"forecast {row['id']} is not scored: {row['why']}"))


def _calibration(out: Console, document: Document) -> None:
    which = "every forecast" if document["every"] else "the last forecast of each question and date"
    out.print(Text(f"{document['n']} resolved yes-or-no forecasts of {document['questions']} questions ({which})"))
    if not document["n"]:
        return
    rows = [
        (
            f"{100 * b['from']:.0f} to {100 * b['to']:.0f} %", str(b["n"]), f"{100 * b['said']:.0f} %",
            f"{100 * b['happened']:.0f} %",
            f"{100 * b['band'][0]:.0f} to {100 * b['band'][1]:.0f} %", "" if b["consistent"] else "outside",
        )
        for b in document["bins"]
    ]  # fmt: skip
    out.print(table(["said between", "n", "said", "happened", "luck allows", ""], rows, right=(1, 2, 3, 4)))
    heading(out, "The record as it grew")
    months = [
        (r["month"], str(r["new"]), str(r["n"]), figure(r["brier"]), f"{100 * r['said']:.0f} %", f"{100 * r['happened']:.0f} %",
         f"{sum(b['consistent'] for b in r['bins'])} of {len(r['bins'])}")
        for r in document["over_time"]
    ]  # fmt: skip
    head = ["month", "new", "in all", "mean Brier", "said", "happened", "bins within luck"]
    out.print(table(head, months, right=(1, 2, 3, 4, 5, 6)))
    for text in document["notes"]:
        out.print(Text(text))


def print_post_mortem(out: Console, document: Document) -> None:
    """Print which claims and facts helped or hurt."""
    said = f"{document['scenario']} as of {document['as_of']}: each claim on and off, {document['members']:,} paired courses"
    out.print(Text(said, style="bold"))
    if document.get("interrupted"):
        out.print(Text(f"The run rests on a part of its courses ({document['interrupted']})."))
    rows = [r for r in document["claims"] if r["verdict"] in {"helps", "hurts"}]
    cells = [
        (r["claim"], r["verdict"], f"{r['score']['difference']:+.4f} ± {r['score']['error']:.4f}", _moved(r), r["text"])
        for r in rows
    ]
    head = ["claim", "", "score without it", "most moved", "says"]
    out.print(table(head, cells) if cells else Text("No claim made the score better or worse by more than two errors."))
    told = [r["claim"] for r in document["claims"] if r["verdict"] == "not told"]
    out.print(Text(f"No difference told: {', '.join(told) or 'none'}. Silent: {', '.join(document['silent']) or 'none'}."))
    if any(r["verdict"] == "too few" for r in document["claims"]):
        out.print(Text(f"No claim is said to help or hurt: {too_few(document['members'])}."))
    if not document["complete"]:
        out.print(Text("Interrupted: not every claim was tried."))
    _facts(out, document["facts"])
    for text in document["notes"]:
        out.print(Text(f"- {text}"))


def _moved(row: Document) -> str:
    return ", ".join(f"{name} {c['difference']:+.2f}" for name, c in list(row["targets"].items())[:2])


def _facts(out: Console, facts: Document) -> None:
    heading(out, "Numbers that the outcome pulls away from where the analysis put them")
    said = f"{facts['over_two_errors']} of {facts['numbers']} numbers over two errors, luck alone {facts['by_chance']['mean']:.0f}"
    out.print(Text(f"{said}; {facts['members']:,} courses weighted, {facts['effective_members']:.0f} effective"))
    rows = [
        (r["number"], r["said"] + (", certain" if r["certain"] else ""), f"{r['shift']:+.2f} ± {r['error']:.2f} sd",
         f"{r['prior_mean']:.3g} → {r['weighted_mean']:.3g}", ", ".join(r["source"]) or "shared prior")
        for r in facts["rows"][:SHOWN] if r["said"] != "not told"
    ]  # fmt: skip
    out.print(table(["number", "was put", "shift", "mean", "source"], rows))


def print_views(out: Console, document: Document) -> None:
    """Print deaths by month beside the benchmarks: rows with a bar are judged, single months are only reported."""
    said = f"{document['scenario']} as of {document['as_of']}: deaths booked to {document['isoab']}, {document['draws']:,} draws"
    out.print(Text(said, style="bold"))
    rows = []
    for name, t in document["targets"].items():
        f = t["forecast"]
        spread = f"{figure(f['q50'])} ({figure(f['q05'])}-{figure(f['q95'])})"
        rows.append((name, figure(t["recorded"]), spread, *_scores(t), "this forecast"))
        for key, b in t["benchmarks"].items():
            rows.append(("", "", "", *_scores(b), key))
    out.print(table(["months", "recorded", "forecast", "CRPS", "bits", "90 %", "whose"], rows, right=(1, 3, 4, 5)))
    out.print(Text("Zero is computed, the other benchmarks' CRPS is published; >= is a lower bound derived from the months."))
    for name, t in document["targets"].items():
        if t["bar"]:
            beaten, benchmarks = set(t["beats"]), set(t["benchmarks"])
            lost = f"; not {', '.join(sorted(benchmarks - beaten))}" if benchmarks - beaten else ""
            won = ", ".join(t["beats"]) or "none of the benchmarks"
            out.print(Text(f"{name}: CRPS beats {won}{lost}. Single months have no bar."))
    out.print(Text(f"Ignorance in bins: {', '.join(document['bins'])}. Benchmarks: {document['source']}."))
    for text in (*document["left_out"], *document["notes"]):
        out.print(Text(f"- {text}"))


def _scores(row: Document) -> tuple[str, str, str]:
    bound = f">= {figure(row['crps_at_least'])}" if "crps_at_least" in row else ""
    crps, bits, interval = (figure(row[key]) if key in row else "" for key in ("crps", "ignorance", "interval"))
    return crps or bound, bits, interval
