"""What of a run can be asked about: its ending, one ending, a question, a number; as answers of its members and their twins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.engine import store as disk
from multipolar.errors import QuestionError
from multipolar.forecast.count import SCALARS
from multipolar.forecast.document import Sample, ending_sentence
from multipolar.forecast.probability import too_few
from multipolar.forecast.question import Asked, answers
from multipolar.forecast.tally import finite
from multipolar.forecast.twins import LEAST_PAIRS, twin_weights
from multipolar.inference.luck import luck_share
from multipolar.inference.response import Estimate, IntArray, Response, response_of, response_of_numbers
from multipolar.model.fields import OUTCOME
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.registry import nearest
from multipolar.session.run import Run

ENDING = "ending"
MOST_READ = 50_000
"""Courses of a run that are read at most: enough for every interval, and what a small machine's memory holds."""
Kind = Literal["name", "yes or no", "number"]
Read = Callable[[Records], NDArray[Any]]
"""Reads the answers (member,) off outcomes (member,)."""


NO_YES = ("no", "yes")


@dataclass(frozen=True, slots=True)
class Asking:
    """How one target is read: its name, what it asks in words, its kind and unit, the answers it may have, and the reader."""

    name: str
    text: str
    kind: Kind
    unit: str
    names: tuple[str, ...]
    read: Read


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked of a run.

    ``name``: as it was asked; ``text``: in words; ``names``: the answers of a target that is a name, no and yes included;
    ``leader``: the likeliest answer, None for numbers; ``told``: the answer whose probability stands for the target;
    ``luck``: share of the variance that is luck, None without twins; ``pairs``: pairs of courses with equal inputs behind it.
    """

    name: str
    text: str
    kind: Kind
    unit: str
    names: tuple[str, ...]
    response: Response
    leader: int | None
    told: int | None
    luck: Estimate | None
    pairs: int


def target_names(run: Run) -> list[str]:
    """Return everything that may be asked of a run: ``ending``, endings, questions, numbers."""
    questions = [item.question.id for item in run.sample.questions if not item.outside]
    return [ENDING, *ENDINGS, *questions, *number_names(run.sample)]


def number_names(sample: Sample) -> list[str]:
    """Return the numbers of which a run counted one per course."""
    return [name for name in sample.tally.parts if name != "label" and not name.startswith("question:")]


def must_suffice(run: Run, rows: int) -> None:
    """Refuse a run of too few courses.

    Raises
    ------
    QuestionError : if the run, weights taken into account, is worth too few courses for any verdict.
    """
    weights = weights_of(run.sample, rows)
    worth = round(response_of(np.zeros(rows, np.int64), 1, weights, ancestors_of(run.sample, rows)).effective)
    few = too_few(worth)
    if few:
        beside = f" ({run.sample.tally.n:,} counted, weighted toward past wars)" if weights is not None else ""
        raise QuestionError(f"{run.folder}: {few}{beside}. Run the war with more (--members)")


def rows_of(run: Run) -> int:
    """Return how many courses of a run are read."""
    return min(run.sample.tally.n, MOST_READ)


def weights_of(sample: Sample, rows: int) -> FloatArray | None:
    """Return the weights of the first courses (member,); None where each counts as one."""
    return None if sample.tally.weights is None else np.asarray(sample.tally.weights[:rows], np.float64)


def ancestors_of(sample: Sample, rows: int) -> IntArray | None:
    """Return which course of the run each of the first courses descends from, 0 on (member,); None where no two share one.

    Courses that were given reports are copies of those that fitted: their inputs are those of their ancestor.
    """
    found, ancestors = np.unique(sample.members[:rows], return_inverse=True)
    return None if len(found) == rows else ancestors.astype(np.int64)


def target_of(run: Run, name: str) -> Target:
    """Return what the members of a run answer to one target.

    Raises
    ------
    QuestionError : as ``asked_of``.
    """
    asked = asked_of(run, name)
    if asked.kind == "number":
        return _number(run, asked)
    return _named(run, asked) if asked.kind == "name" else _yes_or_no(run, asked)


def asked_of(run: Run, name: str) -> Asking:
    """Return how the answer to one target is read off outcomes.

    Raises
    ------
    QuestionError : if the run holds no such target, naming the nearest, or it was not answered.
    """
    sample = run.sample
    if name == ENDING:
        return Asking(
            name, "how the war ends", "name", "probability", tuple(ENDINGS), lambda out: np.asarray(out["label"], np.int64)
        )
    if name in ENDINGS:
        code = tuple(ENDINGS).index(name)
        sides: dict[str, dict[str, str]] = {key: {"name": side.name} for key, side in sample.scenario.document.belligerents.items()}
        return Asking(
            name, ending_sentence(name, sides), "yes or no", "probability", NO_YES, lambda out: np.asarray(out["label"] == code)
        )
    asked = {item.question.id: item for item in sample.questions}
    if name in asked:
        return _question(asked[name])
    if name in number_names(sample):
        text, unit, read = number_reader(sample, name)
        return Asking(name, text, "number", unit, (), read)
    if name in sample.tally.failed:
        raise QuestionError(f"target {name!r} could not be answered: {sample.tally.failed[name]}")
    known = target_names(run)
    near = nearest(name, known)
    hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(known)}."
    raise QuestionError(f"the run holds no target {name!r}. {hint}")


def number_reader(sample: Sample, name: str) -> tuple[str, str, Read]:
    """Return meaning, unit and reader of a number such as ``length_days``, ``deaths:A`` or ``money:RUS``."""
    field, _, place = name.partition(":")
    entry = next(one for one in OUTCOME if one.name == field)
    text = entry.meaning.partition(";")[0]
    unit = "" if entry.unit == "1" else entry.unit
    if field in SCALARS:
        return text, unit, lambda out: np.asarray(out[field], np.float64)
    index = "AB".index(place) if field != "money" else sample.model.labels.actors.index(place)
    return f"{text}: {place}", unit, lambda out: np.asarray(out[field][:, index], np.float64)


def _question(item: Asked) -> Asking:
    question = item.question
    if item.outside:
        raise QuestionError(f"target {question.id!r}: no mechanism reaches this question, so no input moves it")

    def read(out: Records) -> NDArray[Any]:
        return np.asarray(answers(item, out))

    if question.type == "binary":
        return Asking(question.id, question.text, "yes or no", "probability", NO_YES, read)
    if question.type == "categorical":
        return Asking(question.id, question.text, "name", "probability", item.names, read)
    return Asking(question.id, question.text, "number", question.unit or "", (), read)


def _read(run: Run, asked: Asking) -> NDArray[Any]:
    """Return the answers of the courses that are read (member,); endings are at hand, all else lies in the files of the run."""
    rows, found, held = rows_of(run), [], 0
    if asked.name in (ENDING, *ENDINGS):
        known: Any = {"label": run.sample.tally.values("label")[:rows].astype(np.int64)}
        return asked.read(known)
    for part in disk.outcomes_in_parts(run.store, run.war.model):
        found.append(asked.read(part[: rows - held]))
        held += len(found[-1])
        if held >= rows:
            break
    return np.concatenate(found)


def _named(run: Run, asked: Asking) -> Target:
    codes = _read(run, asked).astype(np.int64)
    response = response_of(codes, len(asked.names), weights_of(run.sample, len(codes)), ancestors_of(run.sample, len(codes)))
    leader = int(np.argmax(response.shares))
    luck, pairs = _luck(run.sample, lambda out: asked.read(out)[:, None] == np.arange(len(asked.names)))
    return Target(asked.name, asked.text, asked.kind, asked.unit, asked.names, response, leader, leader, luck, pairs)


def _yes_or_no(run: Run, asked: Asking) -> Target:
    codes = _read(run, asked).astype(np.int64)
    response = response_of(codes, 2, weights_of(run.sample, len(codes)), ancestors_of(run.sample, len(codes)))
    luck, pairs = _luck(run.sample, asked.read)
    likelier = int(response.shares[1] > 0.5)
    return Target(asked.name, asked.text, asked.kind, asked.unit, asked.names, response, likelier, 1, luck, pairs)


def _number(run: Run, asked: Asking) -> Target:
    values = finite(np.asarray(_read(run, asked), np.float64), asked.name)
    response = response_of_numbers(values, weights_of(run.sample, len(values)), ancestors_of(run.sample, len(values)))
    luck, pairs = _luck(run.sample, asked.read)
    return Target(asked.name, asked.text, asked.kind, asked.unit, (), response, None, None, luck, pairs)


def _luck(sample: Sample, read: Read) -> tuple[Estimate | None, int]:
    """Return the share of luck from the twins of a run, and how many pairs there are."""
    pairs = min(sample.first.shape[0], sample.twins.shape[0])
    if pairs < LEAST_PAIRS:
        return None, pairs
    first, twin = sample.first[:pairs], sample.twins[:pairs]
    weights = twin_weights(sample.tally, first, twin, float(sample.scenario.document.horizon_days))
    return luck_share(np.asarray(read(first), np.float64), np.asarray(read(twin), np.float64), weights), pairs
