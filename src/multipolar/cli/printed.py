"""The forecast as it is printed: headline, endings, length, who comes in, who mediates, deaths, ground, questions, limits.

Words, shares, counts of few courses and roundings are those of the page and the brief: the same tables stand behind all three.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from multipolar.cli.terminal import heading, table
from multipolar.report import tables
from multipolar.report.narrative import (
    LEAST,
    courses_in,
    courses_text,
    enough,
    headline,
    power_names,
    share_text,
    side_name,
    subline,
    trust_line,
    with_ending_names,
)
from multipolar.report.scored import figure as score_figure
from multipolar.report.scored import target_name
from multipolar.report.table import Table

Forecast = Mapping[str, Any]
NARROW = 100
LEAST_ACT = 0.05
SHOWN_ACTS = 12
SCORED = "Brier for yes or no (0 to 1), Brier over categories (0 to 2), CRPS in the question's unit for numbers."
SHORT = {
    "Ending": "ending", tables.FORECAST: "p", tables.COUNTING: "interval", tables.COUNTED: "counted", tables.ALIKE: "alike",
    "In words": "in words",
    "Power": "power", "Stays out of arms": "no arms", "Armed help": "armed", "Own forces": "combat", "Of that: new": "of it new",
    "Median day of entry, where it enters": "day",
    "Broker of the end": "mediator", "Arrangement": "arrangement", "What the end stands on": "paper", "Terms": "terms reached",
    "Quantity": "quantity", "Middle course": "middle", "Half of the courses lie in": "half lie in",
    "Nine in ten courses lie in": "nine in ten",
    "Lifeline": "lifeline", "Cut": "cut", "Median day, where it is cut": "day", "Under fire": "under fire",
}  # fmt: skip
"""The heads of the page's tables as they stand in the narrow columns of a terminal."""


def print_forecast(out: Console, f: Forecast, scores: Mapping[str, Any] | None = None) -> None:
    """Print a whole forecast; of one counted over too few courses only what holds no number."""
    given = f.get("conditioned")
    until = f", given reports until {given['until']}" if given else ""
    out.print(Text(f"{f['title']}: forecast as of {f['as_of']}{until}, horizon {f['horizon_days']} days", style="bold"))
    out.print(Text(headline(f)))
    if subline(f):
        out.print(Text(subline(f)))
    out.print(Text(trust_line(f), style="dim"))
    if enough(f):
        for part in (_endings, _uncertainty, _powers, _acts, _terms, _quantities, _lifelines):
            part(out, f)
        _questions(out, f, scores)
    else:
        few = courses_text(courses_in(f) or 0)
        out.print(Text(f"No table and no score is printed from {few}: at least {LEAST} are needed (--members)."))
    _list(out, "Quality of this run", [with_ending_names(str(note), f) for note in f["quality"]["notes"]])
    off = [str(name).replace("_", " ") for name in f.get("mechanisms_off", [])]
    _list(out, "Mechanisms switched off", [", ".join(off)] if off else [])
    _list(out, "Limits", f["limits"])


def _shown(out: Console, found: Table, *, without: Sequence[str] = (), more: Mapping[str, Sequence[str]] | None = None) -> None:
    """Print a table of the page under the heads of a terminal, its figures flush right; ``more`` adds columns at the end."""
    kept = [i for i, name in enumerate(found.head) if name not in without]
    head = [*(SHORT.get(found.head[i], found.head[i]) for i in kept), *(more or {})]
    extra = list(zip(*(more or {}).values(), strict=True)) if more else [()] * len(found.rows)
    rows = [(*(row[i] for i in kept), *cells) for row, cells in zip(found.rows, extra, strict=True)]
    right = [k for k, name in enumerate(head) if k and name != "in words" and name not in (more or {})]
    out.print(table(head, rows, right=right))


def _list(out: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        heading(out, title)
        for line in lines:
            out.print(Padding(Text(f"- {line}"), (0, 0, 0, 1)))


def _endings(out: Console, f: Forecast) -> None:
    heading(
        out,
        "How it may end (with 95 % counting interval; as counted, and of past wars like this one)"
        if f.get("outside")
        else "How it may end (with 95 % counting interval)",
    )
    keys = sorted(f["endings"], key=lambda k: -float(f["endings"][k]["p"]))
    _shown(out, tables.endings(f), without=("Meaning",), more={"label": keys} if _wide(out) else None)


def _wide(out: Console) -> bool:
    return out.width >= NARROW


def _uncertainty(out: Console, f: Forecast) -> None:
    split = tables.doubt(f)
    for name, inputs, luck in split.rows:
        if name == tables.DOUBT_NAMES["ending"]:
            pairs = f"{f['uncertainty']['pairs']:,} pairs of courses with equal inputs"
            out.print(Text(f"Of the doubt about the ending {inputs} is not knowing the inputs, {luck} luck ({pairs})."))


def _powers(out: Console, f: Forecast) -> None:
    heading(out, "Who comes in: the highest step of each power")
    _shown(out, tables.powers(f))


def _day(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _acts(out: Console, f: Forecast) -> None:
    n = courses_in(f)
    acts = [
        (a["p"], f["powers"][power]["name"], tables.option_name(option, f), a["median_day"])
        for power, options in f["power_actions"].items()
        for option, a in options.items()
        if a["p"] >= LEAST_ACT
    ]
    fresh = sorted((a for a in acts if (a[3] or 0) > 0), reverse=True)[:SHOWN_ACTS]
    if fresh:
        heading(out, f"New acts of the powers (the {len(fresh)} likeliest; all are in the page)")
        rows = [(name, act, share_text(p, n), _day(day)) for p, name, act, day in fresh]
        out.print(table(["power", "act", "p", "day"], rows, right=(2, 3)))


def _terms(out: Console, f: Forecast) -> None:
    heading(out, "Who mediates the end, and on what terms")
    _shown(out, tables.brokers(f))
    if tables.brokers_note(f):
        out.print(Text(tables.brokers_note(f)))
    _shown(out, tables.paper(f))
    _shown(out, tables.arrangement(f))
    found = tables.designs(f)
    reached = [row for row in found.rows if row[1] != "none"]
    if reached:
        faces = {f"Face of {side_name(f, side)}": f"face of {side}" for side in "AB"}
        _shown(out, Table([faces.get(name, name) for name in found.head], reached))
        out.print(Text(f"Side A is {side_name(f, 'A')}, side B {side_name(f, 'B')}."))


def _quantities(out: Console, f: Forecast) -> None:
    heading(out, "How long, how many, how much ground")
    length, found = tables.length(f), tables.amounts(f)
    _shown(out, Table(found.head, [(f"Length: {row[0][:1].lower()}{row[0][1:]}", *row[1:]) for row in length.rows] + [*found.rows]))


def _lifelines(out: Console, f: Forecast) -> None:
    if f["lifelines"]:
        _shown(out, tables.lifelines(f))


def _questions(out: Console, f: Forecast, scores: Mapping[str, Any] | None) -> None:
    unanswered = f.get("unanswered", {})
    if not f["questions"] and not unanswered:
        return
    heading(out, "Questions")
    per = (scores or {}).get("targets", {})
    lost = set((scores or {}).get("lost_to_uniform", []))
    head = ["id", "question", "forecast", *(["score", "uniform"] if per else [])]
    rows, n, names = [], courses_in(f), power_names(f)
    for key, q in f["questions"].items():
        row = [key, q["text"], tables.answer(q, n, names)]
        if per:
            row += score_cells(per.get(key), lost=key in lost)
        rows.append(row)
    for key, q in unanswered.items():
        rows.append([key, q["text"], f"could not be answered: {q['reason']}", *(["", ""] if per else [])])
    out.print(table(head, rows, right=(3, 4)))
    if per:
        out.print(Text(score_sentence(scores or {}, f)))
        out.print(Text(SCORED, style="dim"))


def score_cells(row: Mapping[str, Any] | None, *, lost: bool) -> list[str]:
    """Return score and uniform score of a target; a star marks what was lost to the uniform forecast."""
    if row is None:
        return ["", ""]
    return [figure(row["score"]) + ("*" if lost else ""), figure(row["baselines"]["uniform"])]


def figure(value: float | None) -> str:
    """Return a score as the page prints it: three figures after the point where it is small, three in all where it is large."""
    return "" if value is None else score_figure(float(value))


def score_sentence(scores: Mapping[str, Any], f: Forecast | None = None) -> str:
    """Return the means beside the uniform forecast, and of how many targets how many were lost to it.

    ``f``: the forecast, whose names then stand in the place of keys.
    """
    means = scores["means"]
    parts = []
    for key, kind in (("binary_brier", "yes-or-no"), ("category_brier", "categorical")):
        if key in means:
            m, many = means[key], means[key]["questions"] != 1
            said = f"mean Brier {m['model']:.3f} over {m['questions']} {kind}"
            parts.append(f"{said} {'questions' if many else 'question'} (uniform {m['uniform']:.3f})")
    if "crps_skill" in means:
        m = means["crps_skill"]
        numbers = "numbers" if m["questions"] != 1 else "number"
        parts.append(f"CRPS skill {m['model']:+.2f} over {m['questions']} {numbers} (uniform 0)")
    lost, rows = scores["lost_to_uniform"], scores.get("targets") or {}
    inside = len([1 for row in rows.values() if not row.get("outside")])
    count = f"{len(lost)} of {inside} targets: " if inside else ""
    names = ", ".join(k if f is None or k in f.get("questions", {}) else target_name(k, f) for k in lost)
    told = f"Lost to the uniform forecast (*): {count}{names}." if lost else "Nothing was lost to the uniform forecast."
    return f"Scores: {'; '.join(parts) or 'no question is resolved'}. {told}"
