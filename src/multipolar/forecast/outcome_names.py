"""What an outcome file may name: powers, sectors, claims, questions and dates of the war that it tells the end of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from multipolar.scenario.document import Document, Question
from multipolar.scenario.options import lifeline_name
from multipolar.scenario.vocabulary import OTHER

SIGNED = ("net_share",)
SHARES = ("share_force", "share_final", "share_mark", "changed_share")
LENGTHS = ("length_days", "length_from_round")
COUNTED = ("persons", "days", "km2", "items")
"""Units of what can be counted or measured, and is never negative."""
UNBOUNDED = float("inf")


@dataclass(frozen=True, slots=True)
class Answers:
    """What can answer a question: its type, unit and options, and the bounds of a number."""

    type: str
    unit: str = "1"
    options: tuple[str, ...] = ()
    low: float = -UNBOUNDED
    high: float = UNBOUNDED
    as_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Everything in one scenario that its outcome file can name; ``dates`` are the days it can be run at."""

    scenario: str
    dates: tuple[str, ...]
    round_start: str
    horizon: int
    powers: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    lifelines: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    questions: Mapping[str, Answers] = field(default_factory=dict)

    @property
    def first(self) -> dt.date:
        """The earliest day from which anything can be forecast."""
        return min(dt.date.fromisoformat(text) for text in self.dates)

    def plain(self) -> dict[str, Any]:
        """Return the names as plain values; a bound that does not exist is null."""
        rows = {name: _bounded(asdict(row)) for name, row in self.questions.items()}
        return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(self).items()} | {"questions": rows}


def _bounded(row: dict[str, Any]) -> dict[str, Any]:
    bounds = {key: None if abs(row[key]) == UNBOUNDED else row[key] for key in ("low", "high")}
    return {key: list(v) if isinstance(v, tuple) else v for key, v in row.items()} | bounds


def names_from(plain: Mapping[str, Any]) -> Names:
    """Return the names that ``plain`` gave.

    Raises
    ------
    KeyError, TypeError, ValueError : if they are not what ``plain`` gives.
    """
    kept: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in plain.items() if k != "questions"}
    return Names(**kept, questions={name: _answers_from(row) for name, row in plain["questions"].items()})


def _answers_from(row: Mapping[str, Any]) -> Answers:
    low = -UNBOUNDED if row["low"] is None else float(row["low"])
    high = UNBOUNDED if row["high"] is None else float(row["high"])
    return Answers(str(row["type"]), str(row["unit"]), tuple(row["options"]), low, high, tuple(row["as_of"]))


def names_of(document: Document) -> Names:
    """Return what the outcome file of a scenario may name."""
    own = document.as_of.isoformat()
    dates = tuple(sorted({own, *document.as_of_dates}))
    return Names(
        scenario=document.id,
        dates=dates,
        round_start=document.round_start.isoformat(),
        horizon=document.horizon_days,
        powers=tuple(power.id for power in document.powers),
        sides=tuple(side.id for _, side in sorted(document.belligerents.items())),
        members=tuple(name for _, side in sorted(document.belligerents.items()) for name in side.members),
        sectors=tuple(sector.id for sector in document.theatre.sectors),
        lifelines=tuple(dict.fromkeys(name for edge in document.theatre.edges if (name := lifeline_name(edge)))),
        designs=tuple(row.id for row in document.settlements),
        claims=tuple(claim.id for claim in document.claims),
        questions={question.id: answers_of(question, document, dates) for question in document.questions},
    )


def answers_of(question: Question, document: Document, dates: tuple[str, ...]) -> Answers:
    """Return what can answer a question: numbers have the bounds of what they count."""
    asked = tuple(day.isoformat() for day in question.as_of)
    if question.type != "continuous":
        also = [OTHER] if question.type == "categorical" and question.feature else []
        return Answers(question.type, question.unit, tuple(dict.fromkeys([*question.options, *also])), as_of=asked)
    feature = question.feature.partition("[")[0]
    before = max((dt.date.fromisoformat(day) - document.round_start).days for day in asked or dates)
    low, high = -UNBOUNDED, UNBOUNDED
    if feature in SIGNED:
        low, high = -1.0, 1.0
    elif feature in SHARES:
        low, high = 0.0, 1.0
    elif feature in LENGTHS:
        low, high = 0.0, float(document.horizon_days + (before if feature == "length_from_round" else 0))
    elif feature or question.unit in COUNTED:
        low = 0.0
    return Answers(question.type, question.unit, (), low, high, asked)
