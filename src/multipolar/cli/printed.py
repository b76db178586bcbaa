"""The forecast as it is printed: headline, endings, length, who comes in, who mediates, deaths, ground, questions, limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from multipolar.cli.terminal import heading, table
from multipolar.report.narrative import ending_name, headline, in_words, percent, span_text, subline, trust_line
from multipolar.report.tables import answer, band, option_name

Forecast = Mapping[str, Any]
NARROW = 100
LEAST_ACT = 0.05
SHOWN_ACTS = 12
SCORED = "Brier for yes or no (0 to 1), Brier over categories (0 to 2), CRPS in the question's unit for numbers."


def print_forecast(out: Console, f: Forecast, scores: Mapping[str, Any] | None = None) -> None:
    """Print a whole forecast."""
    out.print(Text(f"{f['title']}: forecast as of {f['as_of']}, horizon {f['horizon_days']} days", style="bold"))
    out.print(Text(headline(f)))
    out.print(Text(subline(f)))
    out.print(Text(trust_line(f), style="dim"))
    for part in (_endings, _uncertainty, _powers, _acts, _terms, _quantities, _lifelines):
        part(out, f)
    _questions(out, f, scores)
    _list(out, "Quality of this run", f["quality"]["notes"])
    off = [str(name).replace("_", " ") for name in f.get("mechanisms_off", [])]
    _list(out, "Mechanisms switched off", [", ".join(off)] if off else [])
    _list(out, "Limits", f["limits"])


def _list(out: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        heading(out, title)
        for line in lines:
            out.print(Padding(Text(f"- {line}"), (0, 0, 0, 1)))


def _p(p: float) -> str:
    return f"{percent(p)} %"


def _endings(out: Console, f: Forecast) -> None:
    heading(out, "How it may end (counted, with 95 % counting interval)")
    ranked = sorted(f["endings"].items(), key=lambda item: -item[1]["p"])
    pooled = (f.get("calibrated") or {}).get("endings", {})
    rows = [
        (
            ending_name(label, f), _p(e["p"]), span_text(e["low"], e["high"]), _pooled(pooled, label),
            in_words(e["p"], e["low"], e["high"]), label,
        )
        for label, e in ranked
    ]  # fmt: skip
    head = ["ending", "p", "interval", "calibrated", "in words", "label"]
    shown = [i for i, name in enumerate(head) if (name != "label" or _wide(out)) and (name != "calibrated" or pooled)]
    right = (1, 2, 3) if pooled else (1, 2)
    out.print(table([head[i] for i in shown], [tuple(row[i] for i in shown) for row in rows], right=right))


def _pooled(pooled: Mapping[str, float], label: str) -> str:
    return _p(pooled[label]) if label in pooled else ""


def _wide(out: Console) -> bool:
    return out.width >= NARROW


def _uncertainty(out: Console, f: Forecast) -> None:
    found = f.get("uncertainty", {})
    luck = found.get("luck_share")
    if luck is not None:
        said = f"Of the doubt about the ending {100 * (1 - luck):.0f} % is not knowing the inputs, {100 * luck:.0f} % luck"
        out.print(Text(f"{said} ({found['pairs']:,} pairs of courses with equal inputs)."))


def _powers(out: Console, f: Forecast) -> None:
    heading(out, "Who comes in: the highest step of each power")
    head = ["power", "no arms", "armed", "combat", "of it new", "day"]
    rows = [
        (p["name"], *(_p(p[k]) for k in ("out", "armed", "direct", "newly_direct")), _day(p["median_day_of_entry"]))
        for p in f["powers"].values()
    ]
    out.print(table(head, rows, right=(1, 2, 3, 4, 5)))


def _day(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _acts(out: Console, f: Forecast) -> None:
    acts = [
        (a["p"], f["powers"][power]["name"], option_name(option, f), a["median_day"])
        for power, options in f["power_actions"].items()
        for option, a in options.items()
        if a["p"] >= LEAST_ACT
    ]
    fresh = sorted((a for a in acts if (a[3] or 0) > 0), reverse=True)[:SHOWN_ACTS]
    if fresh:
        heading(out, f"New acts of the powers (the {len(fresh)} likeliest; all are in the page)")
        rows = [(name, act, _p(p), _day(day)) for p, name, act, day in fresh]
        out.print(table(["power", "act", "p", "day"], rows, right=(2, 3)))


def _terms(out: Console, f: Forecast) -> None:
    heading(out, "Who mediates the end, and on what terms")
    names = {key: p["name"] for key, p in f["powers"].items()} | {"none": "nobody"}
    brokers = [(names.get(k, k), _p(p)) for k, p in f["brokers"].items() if p >= 0.0005]
    out.print(table(["mediator", "p"], sorted(brokers, key=lambda b: b[0] == "nobody"), right=(1,)))
    kinds = [(k.replace("_", " "), _p(p)) for k, p in sorted(f["arrangement"].items(), key=lambda i: -i[1])]
    out.print(table(["arrangement", "p"], kinds, right=(1,)))
    designs = sorted(f["designs"].items(), key=lambda i: -i[1]["p"])
    rows = [(d["what"], _p(d["p"]), f"{d['face_A']:+.2f} / {d['face_B']:+.2f}") for _, d in designs if d["p"] > 0]
    if rows:
        out.print(table(["terms reached", "p", "face of A / B"], rows, right=(1, 2)))


def _quantities(out: Console, f: Forecast) -> None:
    heading(out, "How long, how many, how much ground")
    sides = {key: side["name"] for key, side in f["sides"].items()}
    rows = [("length from the as-of date", *band(f["length_days"], "days"))]
    rows += [(f"military dead, {sides[s]}", *band(f["deaths"][s])) for s in "AB"]
    rows += [("people displaced at the peak", *band(f["displaced"]))]
    rows += [(f"ground taken by {sides['A']}, at the start", *band(f["area"]["start"], "km2"))]
    rows += [(f"ground taken by {sides['A']}, at the end", *band(f["area"]["end"], "km2"))]
    for key, words in (("force", "share of the zone by force"), ("final", "share of the zone, hand-overs counted")):
        share = {k: 100 * v for k, v in f["share"][key].items()}
        rows.append((words, *band(share, "%")))
    out.print(table(["quantity", "middle", "half lie in", "nine in ten"], rows, right=(1, 2, 3)))


def _lifelines(out: Console, f: Forecast) -> None:
    if f["lifelines"]:
        rows = [
            (v["name"], _p(v["p_cut"]), span_text(v["low"], v["high"]), _day(v["median_day"]), _p(v["p_under_fire"]))
            for v in f["lifelines"].values()
        ]
        out.print(table(["lifeline", "cut", "interval", "day", "under fire"], rows, right=(1, 2, 3, 4)))


def _questions(out: Console, f: Forecast, scores: Mapping[str, Any] | None) -> None:
    unanswered = f.get("unanswered", {})
    if not f["questions"] and not unanswered:
        return
    heading(out, "Questions")
    per = (scores or {}).get("targets", {})
    lost = set((scores or {}).get("lost_to_uniform", []))
    head = ["id", "question", "forecast", *(["score", "uniform"] if per else [])]
    rows = []
    for key, q in f["questions"].items():
        row = [key, q["text"], answer(q)]
        if per:
            row += score_cells(per.get(key), lost=key in lost)
        rows.append(row)
    for key, q in unanswered.items():
        rows.append([key, q["text"], f"could not be answered: {q['reason']}", *(["", ""] if per else [])])
    out.print(table(head, rows, right=(3, 4)))
    if per:
        out.print(Text(score_sentence(scores or {})))
        out.print(Text(SCORED, style="dim"))


def score_cells(row: Mapping[str, Any] | None, *, lost: bool) -> list[str]:
    """Return score and uniform score of a target; a star marks what was lost to the uniform forecast."""
    if row is None:
        return ["", ""]
    return [figure(row["score"]) + ("*" if lost else ""), figure(row["baselines"]["uniform"])]


def figure(value: float | None) -> str:
    """Return a score with three figures."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"


def score_sentence(scores: Mapping[str, Any]) -> str:
    """Return the means beside the uniform forecast, and what was lost to it."""
    means = scores["means"]
    parts = []
    if "binary_brier" in means:
        m = means["binary_brier"]
        parts.append(f"mean Brier {m['model']:.3f} over {m['questions']} yes-or-no questions (uniform {m['uniform']:.3f})")
    if "crps_skill" in means:
        m = means["crps_skill"]
        parts.append(f"CRPS skill {m['model']:+.2f} over {m['questions']} numbers (uniform 0)")
    lost = scores["lost_to_uniform"]
    said = f"Lost to the uniform forecast (*): {', '.join(lost)}." if lost else "Nothing was lost to the uniform forecast."
    return f"Scores: {'; '.join(parts)}. {said}"
