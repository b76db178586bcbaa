"""A new war in the workbench: the eight questions beside what past wars had, and files made of answers or of the library."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from multipolar.data.answers.questions import QUESTIONS, Asked, plain_of
from multipolar.data.answers.scenario import scenario_of_answers
from multipolar.errors import Problem, ScenarioError
from multipolar.outside.lengths import LEVELS
from multipolar.outside.table import past_class
from multipolar.outside.view import DEFAULT_TYPE, TYPE_WORDS
from multipolar.report.narrative import number
from multipolar.report.number_words import KEYS, UNITS
from multipolar.scenario.check import check
from multipolar.scenario.files import library_dir, library_names
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.new import template_text
from multipolar.scenario.typical import Typical, typical
from multipolar.session.war import words
from multipolar.workbench.bench import Bench
from multipolar.workbench.files import create
from multipolar.workbench.project import inside
from multipolar.workbench.refusing import CONFLICT, WRONG, RefusedError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
LENGTH_OF = "know"
"""The question beside which it is told how long past wars lasted."""
SHARES = (0.25, 0.5, 0.75)
CLOSER = {
    "sectors.area": "area of a sector", "edges.length": "length of a road", "edges.capacity": "what a road carries in good weather",
}  # fmt: skip
"""Names of numbers that do not say of what they are."""
PLAIN = 10.0
"""From here on numbers are told in whole, below in two digits."""


def today() -> dt.date:
    """Return the day on which the server is asked, in universal time."""
    return dt.datetime.now(dt.UTC).date()


def lengths_text(date: dt.date) -> str:
    """Return how long the wars of each type lasted that were over before a date, in sentences."""
    said = []
    for kind, found in past_class(date).lengths.items():
        if found.n:
            low, middle, high = (float(np.interp(share, LEVELS, found.quantiles)) for share in SHARES)
            half = f"Half of {found.n} {TYPE_WORDS[kind]} since {found.years[0]} were over after {middle:,.0f} days"
            said.append(f"{half}, a quarter after {low:,.0f}, three quarters after {high:,.0f}")
    return ". ".join(said)


def typical_words(asked: Asked) -> str:
    """Return what past wars of the library had under the keys of a question, each by its name; empty where it has none."""
    return ". ".join(_in_words(typical()[key]) for key in asked.keys if key in typical())


def _in_words(one: Typical) -> str:
    *_, owner, name = (part for part in one.key.split(".") if part != "*")
    called = {**KEYS, **CLOSER}.get(f"{owner}.{name}", name.replace("_", " "))
    phrase = called.format(A="the side that opened", B="the other side")
    unit = UNITS.get(one.unit, one.unit)
    return (
        f"{phrase[:1].upper()}{phrase[1:]}: {_amount(one.low)} to {_amount(one.high)}{f' {unit}' if unit else ''} in half of "
        f"{one.values} cases of {one.wars} wars, middle {_amount(one.middle)}"
    )


def _amount(value: float) -> str:
    return number(value) if abs(value) >= PLAIN else f"{value:.2g}".replace("-", "−")


def questions_document(date: dt.date) -> dict[str, Any]:
    """Return the eight questions, each with what it may say and what past wars had."""
    rows = []
    for asked in QUESTIONS:
        said = ". ".join(text for text in (typical_words(asked), lengths_text(date) if asked.id == LENGTH_OF else "") if text)
        rows.append(plain_of(asked) | {"typical": {"text": said, "wars": []} if said else None})
    return {"questions": rows, "as_of": date.isoformat(), "war_type": DEFAULT_TYPE}


def new_file(bench: Bench, name: str, template: str | None, answers: Mapping[str, Any] | None) -> dict[str, Any]:
    """Write a new scenario into the project and return its path and what was assumed.

    Raises
    ------
    RefusedError : for a name that is none, or a file that is there. ScenarioError : for faulty answers.
    """
    if not NAME.fullmatch(name):
        raise RefusedError(WRONG, f"found the name {name[:60]!r}, expected up to 40 letters, digits, _ and -, a letter first")
    if (template is None) == (answers is None):
        raise RefusedError(WRONG, "found neither answers nor a template, or both; a scenario is made of one of them")
    if answers is not None:
        return from_answers(bench, name, answers)
    return from_library(bench, name, str(template))


def from_answers(bench: Bench, name: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Write the scenario that answers make; one with faults is not written.

    Raises
    ------
    ScenarioError : with every fault of the answers, or of what they make.
    """
    text = json.dumps({**answers, "id": answers.get("id") or name}, ensure_ascii=False)
    made = scenario_of_answers(text, "answers", today())
    left = check(loaded_from(made.text, f"{name}.yaml"), words()).problems
    if left:
        said = "the scenario made of these answers would not pass its check: "
        raise ScenarioError([Problem("answers", 0, 0, p.path, p.code, said + p.message, p.hint) for p in left])
    written = create(bench, f"{name}.yaml", made.text, f"new war {name} from answers")
    return {"path": written["path"], "warnings": list(made.warnings)}


def from_library(bench: Bench, name: str, template: str) -> dict[str, Any]:
    """Write a template, or a war of the library with the patches of its dates.

    Raises
    ------
    RefusedError : if a file of the name is there.
    """
    if template not in library_names():
        written = create(bench, f"{name}.yaml", template_text(template), f"new war {name} from the template {template}")
        return {"path": written["path"], "warnings": []}
    files = {f"{name}.yaml": (library_dir("scenarios") / f"{template}.yaml").read_text(encoding="utf-8")}
    for patch in library_dir("patches").iterdir():
        if patch.name.startswith(f"{template}@"):
            files[f"patches/{patch.name}"] = patch.read_text(encoding="utf-8")
    for path in files:
        if inside(bench.project, path).exists():
            raise RefusedError(CONFLICT, f"{path}: is there already and was kept; choose another name")
    for path, text in files.items():
        create(bench, path, text, f"{path} from the library")
    return {"path": f"{name}.yaml", "warnings": []}
