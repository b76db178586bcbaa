"""What a feature is, and what it may look at beside the course."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import QuestionError
from multipolar.model.build import Model
from multipolar.numerics.arrays import Records
from multipolar.reading import read_day
from multipolar.registry import nearest
from multipolar.scenario.resolve import Scenario
from multipolar.scenario.vocabulary import Argument, FeatureWord

Values = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a feature may look at beside the course: the model, and the dates of the forecast."""

    model: Model
    as_of: dt.date
    round_start: dt.date

    @property
    def sc(self) -> Any:
        """The read-only record of the scenario."""
        return self.model.sc[0]

    @property
    def horizon(self) -> int:
        """Days ahead that the forecast looks."""
        return int(self.sc["horizon"])

    def day(self, date: dt.date) -> int:
        """Return a date as days after the as-of date."""
        return (date - self.as_of).days


def frame_of(scenario: Scenario, model: Model) -> Frame:
    """Return the frame of a scenario's questions."""
    return Frame(model, scenario.as_of, scenario.document.round_start)


@dataclass(frozen=True, slots=True)
class Ask:
    """One feature asked about: its arguments, the closing day and the options of the question behind it."""

    frame: Frame
    args: tuple[str, ...] = ()
    closes: int | None = None
    options: tuple[str, ...] = ()
    threshold: float | None = None

    @property
    def last_day(self) -> float:
        """The last day that counts for the answer [days after the as-of date]."""
        return float("inf") if self.closes is None else float(self.closes)

    def one(self, names: Sequence[str], what: str, place: int = 0) -> int:
        """Return the index that an argument names.

        Raises
        ------
        QuestionError : naming the nearest.
        """
        return named(self.args[place] if len(self.args) > place else "", names, what)

    def date(self) -> int:
        """Return the date that the first argument names [days after the as-of date]."""
        return self.frame.day(read_day(self.args[0]))

    def power(self) -> int:
        """Return the index of the power that the first argument names.

        Raises
        ------
        QuestionError : naming the nearest.
        """
        return self.one(self.frame.model.labels.powers, "power")

    def side(self) -> int:
        """Return the side that the first argument names: 0 for A, 1 for B.

        Raises
        ------
        QuestionError : if it names none.
        """
        index = self.frame.model.labels.side(self.args[0] if self.args else "")
        if index < 0:
            raise QuestionError(f"no side {self.args[:1]}; allowed: A, B or the id of a belligerent")
        return index


def named(name: str, names: Sequence[str], what: str) -> int:
    """Return the index of a name.

    Raises
    ------
    QuestionError : naming the nearest.
    """
    if name in names:
        return list(names).index(name)
    near = nearest(name, names)
    hint = f"did you mean {near!r}?" if near else f"known: {', '.join(names)}"
    raise QuestionError(f"no {what} {name!r}; {hint}")


Compute = Callable[[Records, Ask], Values]
"""Reads the answers (member,) off finished courses (member,): bool, a number in the feature's unit, or a name's index."""


def options_as_asked(ask: Ask) -> tuple[str, ...]:
    """Return the options of the question: the answers of a categorical feature that adds none of its own."""
    return ask.options


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature(FeatureWord):
    """A feature: its name, what it answers, takes and means (``FeatureWord``), and how it is read off the courses.

    Attributes
    ----------
    name : the word that questions write under ``feature:``.
    compute : returns the answers (member,) of finished courses: bool, a number [``unit``], or an index into ``names``.
    names : returns the answers of a categorical question, in the order of the indices.
    """

    name: str
    compute: Compute
    names: Callable[[Ask], tuple[str, ...]] = options_as_asked

    def __post_init__(self) -> None:
        """Refuse a declaration that contradicts itself.

        Raises
        ------
        ValueError : naming the feature and what does not fit.
        """
        faults = {
            "a unit belongs to a feature that answers with a number": self.unit != "1" and self.answers != "number",
            "rules for options belong to a feature that answers with a name": self.options != "" and self.answers != "name",
            "`many` and `optional` belong to a feature that takes arguments": (self.many or self.optional) and not self.takes,
            "`marked` belongs to a feature that counts to the day the question closes": self.marked and self.until != "closes",
            f"arguments are of {', '.join(get_args(Argument))}": not set(self.takes) <= set(get_args(Argument)),
        }
        said = [text for text, found in faults.items() if found]
        if said:
            raise ValueError(f"feature {self.name!r}: {'; '.join(said)}")

    @property
    def word(self) -> FeatureWord:
        """The declaration alone, as ``check`` and the vocabulary of scenarios know it."""
        return FeatureWord(**{row.name: getattr(self, row.name) for row in dataclasses.fields(FeatureWord)})


def plain(name: str) -> Compute:
    """Return the function that reads one number of the outcome as it stands."""
    return lambda out, ask: np.asarray(out[name])  # noqa: ARG005  all features are called alike


def flag(name: str) -> Compute:
    """Return the function that tells whether one number of the outcome is above zero."""
    return lambda out, ask: np.asarray(out[name] > 0)  # noqa: ARG005  all features are called alike
