"""Uncertain inputs of a run in words: places, powers, reports and units by name, never by key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from multipolar.codes import Equipment, Issue, Primitive
from multipolar.report.narrative import number, percent
from multipolar.scenario.document import Document, Report
from multipolar.scenario.options import act_text

UNITS: Mapping[str, str] = {
    "sd": "standard deviations",
    "logit": "log-odds",
    "log-odds": "log-odds",
    "log-hazard": "log-hazard",
    "odds ratio": "times the odds",
    "ratio": "times",
    "utility": "units of worth",
    "tie": "on a scale from −1 to 1",
    "level": "levels",
    "items": "pieces",
    "t": "tonnes",
    "t/day": "tonnes a day",
    "t km/day": "tonne-kilometres a day",
    "1/day": "a day",
    "1/week": "a week",
    "1/month": "a month",
    "share/day": "of the force a day",
    "persons/day": "persons a day",
    "km/day": "km a day",
    "men/km": "men per km",
    "bn USD": "billion dollars",
    "M USD/day": "million dollars a day",
    "mixed": "",
}
"""Units as a reader writes them; those left out stand as they are."""
SHARES = frozenset({"share", "probability"})
"""Units that are told in per cent."""
GRADES: Mapping[str, str] = {
    "none": "no source",
    "J": "judgement",
    "A": "several sources agree",
    "B": "a good source",
    "C": "one source",
    "D": "from memory",
    "S": "source",
    "E": "estimated from data",
    "M": "planning value",
    "follows": "follows from others",
}
"""What a grade means, in words."""


def names_in(document: Document) -> dict[str, str]:
    """Return what a reader calls the things that inputs are about, by their identifiers in a scenario."""
    sides = document.belligerents
    names: dict[str, str] = {key: side.name for key, side in sides.items()} | {side.id: side.name for side in sides.values()}
    names |= {power.id: power.name for power in document.powers}
    names |= {option: f"“{act_text(option, names)}”" for power in document.powers for option in power.options}
    names |= {treaty.id: treaty.name for treaty in document.treaties}
    names |= {sector.id: sector.name for sector in document.theatre.sectors}
    names |= {f"EXT_{power.id}": power.name for power in document.powers}
    for line in document.red_lines:
        names[line.id] = f"the red line of {names.get(line.owner, line.owner)} on {_first_small(line.protects)}"
    names |= {report.id: report_words(report, names) for report in document.reports}
    return {**Equipment.sentences(), **Primitive.sentences(), **Issue.sentences()} | names


def _first_small(text: str) -> str:
    """Return a text as part of a sentence: its first letter small where the second is, without a full stop."""
    said = text.strip().rstrip(".")
    return f"{said[:1].lower()}{said[1:]}" if said[1:2].islower() and not said.split(" ")[0].istitle() else said


def report_words(report: Report, names: Mapping[str, str]) -> str:
    """Return which report is meant: about which place or side, by whom, of which day."""
    about = names.get(report.sector or "", "") or names.get(report.side or "", "")
    by = f" by {names.get(report.by, report.by)}" if report.by else ""
    place = f" on {about}" if about else ""
    return f"report{place}{by} of {report.date.day} {report.date:%B}"


def input_words(label: str, names: Mapping[str, str]) -> str:
    """Return the label of an input with names in place of identifiers, wherever they stand as words of their own."""
    found = re.sub(r"\breport ([A-Za-z0-9_]+)", lambda m: names.get(m[1], m[1].replace("_", " ")), label)
    head, colon, tail = found.rpartition(": ")
    if not colon:
        head, colon, tail = found.rpartition(", ")
        return f"{head}{colon}{_named(tail, names)}" if colon else found
    return f"{head}: {', '.join(_named(part, names) for part in tail.split(', '))}"


def _named(word: str, names: Mapping[str, str]) -> str:
    """Return a name for a word that is an identifier or is made of some, as a road or an act; underlines are no reader's."""
    if word in names:
        return names[word]
    first, space, rest = word.partition(" ")
    if space and first in names:
        return f"{names[first]}, {_named(rest, names)}"
    ends = word.split("-")
    if len(ends) == 2 and ends[0] in names:
        return f"the road from {names[ends[0]]} to {names.get(ends[1], ends[1].removeprefix('EXT_'))}"
    act, line, actor = word.rpartition("_")
    return f"“{act_text(word, names)}”" if line and act and actor in names else word.replace("_", " ")


def value_words(value: float, unit: str) -> str:
    """Return a value of an input with its unit: shares in per cent, numbers with three figures."""
    if unit in SHARES:
        return f"{percent(value)} %" if 0.0 <= value <= 1.0 else number(value)
    sign = "−" if value < 0 else ""
    return f"{sign}{number(abs(value))} {UNITS.get(unit, unit)}".strip()


def grade_words(graded: str) -> str:
    """Return on what an input rests; of several grades every one."""
    return " or ".join(dict.fromkeys(GRADES.get(grade, f"grade {grade}") for grade in graded.split("/")))


def camp_words(camp: list[Mapping[str, Any]]) -> str:
    """Return a set of claims as one text, claim by claim."""
    return "; ".join(str(claim["text"]).rstrip(".") for claim in camp)
