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
from multipolar.inference.given_data import Estimate, Response, luck_share, pair_weights, response_of, response_of_numbers
from multipolar.model.fields import OUTCOME
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.outside.pool import Members
from multipolar.registry import nearest
from multipolar.session.run import Run

ENDING = "ending"
MOST_READ = 50_000
"""Courses of a run that are read at most: enough for every interval, and what a small machine's memory holds."""
LEAST_PAIRS = 2
Kind = Literal["name", "yes or no", "number"]
Read = Callable[[Records], NDArray[Any]]
"""Reads the answers (member,) off outcomes (member,)."""


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
    worth = rows if weights is None else round(float(weights.sum() ** 2 / np.sum(weights**2)))
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


def target_of(run: Run, name: str) -> Target:
    """Return what the members of a run answer to one target.

    Raises
    ------
    QuestionError : if the run holds no such target, naming the nearest, or it was not answered.
    """
    sample = run.sample
    if name == ENDING:
        text = "how the war ends"
        return _named(run, name, text, tuple(ENDINGS), lambda out: np.asarray(out["label"], np.int64))
    if name in ENDINGS:
        code = tuple(ENDINGS).index(name)
        sides: dict[str, dict[str, str]] = {key: {"name": side.name} for key, side in sample.scenario.document.belligerents.items()}
        return _yes_or_no(run, name, ending_sentence(name, sides), lambda out: np.asarray(out["label"] == code))
    asked = {item.question.id: item for item in sample.questions}
    if name in asked:
        return _question(run, asked[name])
    if name in number_names(sample):
        text, unit, read = number_reader(sample, name)
        return _number(run, name, text, unit, read)
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


def _question(run: Run, item: Asked) -> Target:
    question = item.question
    if item.outside:
        raise QuestionError(f"target {question.id!r}: no mechanism reaches this question, so no input moves it")

    def read(out: Records) -> NDArray[Any]:
        return np.asarray(answers(item, out))

    if question.type == "binary":
        return _yes_or_no(run, question.id, question.text, read)
    if question.type == "categorical":
        return _named(run, question.id, question.text, item.names, read)
    return _number(run, question.id, question.text, question.unit or "", read)


def _read(run: Run, read: Read) -> NDArray[Any]:
    """Return the answers of the courses that are read (member,)."""
    rows, found, held = rows_of(run), [], 0
    for part in disk.outcomes_in_parts(run.store, run.war.model):
        found.append(read(part[: rows - held]))
        held += len(found[-1])
        if held >= rows:
            break
    return np.concatenate(found)


def _named(run: Run, name: str, text: str, names: tuple[str, ...], read: Read) -> Target:
    codes = _read(run, read).astype(np.int64)
    response = response_of(codes, len(names), weights_of(run.sample, len(codes)))
    leader = int(np.argmax(response.shares))
    luck, pairs = _luck(run.sample, lambda out: read(out)[:, None] == np.arange(len(names)))
    return Target(name, text, "name", "probability", names, response, leader, leader, luck, pairs)


def _yes_or_no(run: Run, name: str, text: str, read: Read) -> Target:
    codes = _read(run, read).astype(np.int64)
    response = response_of(codes, 2, weights_of(run.sample, len(codes)))
    luck, pairs = _luck(run.sample, read)
    return Target(name, text, "yes or no", "probability", ("no", "yes"), response, int(response.shares[1] > 0.5), 1, luck, pairs)


def _number(run: Run, name: str, text: str, unit: str, read: Read) -> Target:
    values = finite(np.asarray(_read(run, read), np.float64), name)
    response = response_of_numbers(values, weights_of(run.sample, len(values)))
    luck, pairs = _luck(run.sample, read)
    return Target(name, text, "number", unit, (), response, None, None, luck, pairs)


def _luck(sample: Sample, read: Read) -> tuple[Estimate | None, int]:
    """Return the share of luck from the twins of a run, and how many pairs there are."""
    pairs = min(sample.first.shape[0], sample.twins.shape[0])
    if pairs < LEAST_PAIRS:
        return None, pairs
    first, twin = sample.first[:pairs], sample.twins[:pairs]
    return luck_share(np.asarray(read(first), np.float64), np.asarray(read(twin), np.float64), twin_weights(sample, pairs)), pairs


def twin_weights(sample: Sample, pairs: int) -> FloatArray | None:
    """Return the weights of pairs of courses with equal inputs (pair,); None where each course counts as one.

    The weight of a course is that of its ending and length, so pairs are weighted until both of their courses end as the weighted
    run does.
    """
    weights = sample.tally.weights
    if weights is None:
        return None
    horizon = float(sample.scenario.document.horizon_days)

    def cells(label: NDArray[Any], length: NDArray[Any]) -> NDArray[np.int64]:
        return Members(np.asarray(label, np.int64), np.minimum(np.asarray(length, np.float64), horizon), horizon).cell

    first, twin = (cells(out["label"][:pairs], out["length_days"][:pairs]) for out in (sample.first, sample.twins))
    known = cells(sample.tally.values("label"), sample.tally.values("length_days"))
    size = 1 + int(max(one.max() for one in (first, twin, known)))
    return pair_weights(first, twin, np.asarray(np.bincount(known, weights, minlength=size), np.float64))
