"""Scores of a scenario's questions by their type, and of the chances that authors stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.forecast.document import Sample
from multipolar.forecast.outcome import Outcome
from multipolar.forecast.outcome_names import Answers
from multipolar.forecast.outcome_values import read_answer
from multipolar.forecast.question import Asked, answer
from multipolar.forecast.score.measures import brier, crps, log_score, multi_brier, multi_log
from multipolar.forecast.score.rows import Part, Row, Skip, rows_in
from multipolar.forecast.score.uniform import uniform_sample
from multipolar.scenario.document import Question
from multipolar.scenario.quantity import NumberError


def question_rows(sample: Sample, outcome: Outcome) -> list[Row]:
    """Return the scores of every question that is resolved, and of authors' chances about numbers."""
    return rows_in(question_parts(sample, outcome))


def question_parts(sample: Sample, outcome: Outcome, days: int = 0) -> Iterable[Part]:
    """Yield the scores of resolved questions, and every resolved question that has none with the reason.

    ``days``: so many days after the as-of date the forecast knew the reports until then; what was decided by then is not scored.
    """
    known = outcome.answers()
    asked = {item.question.id: item for item in sample.questions}
    until = sample.scenario.as_of + dt.timedelta(days=days)
    decided = {row.id for row in outcome.questions if days and row.resolved_on and dt.date.fromisoformat(row.resolved_on) <= until}
    decided |= {name for name, item in asked.items() if days and item.ask.closes is not None and item.ask.closes <= days}
    for name, item in asked.items():
        if name in known and name in decided:
            yield Skip(name, f"it was decided by {until}, until which the forecast was given reports")
        elif name in known:
            yield from _parts_of(sample, item, known[name], days)
    for name in known:
        if name not in asked:
            yield Skip(name, f"this forecast does not ask it as of {sample.scenario.as_of.isoformat()}")


def _parts_of(sample: Sample, item: Asked, told: bool | float | str, days: int) -> Iterable[Part]:
    kind, name = item.question.type, item.question.id
    try:
        truth = truth_of_question(item, told)
    except NumberError as error:
        yield Skip(name, f"the answer does not fit the question: {error}")
        return
    if kind == "binary":
        yield _binary(sample, item, bool(truth))
    elif item.outside:
        yield Skip(name, "no mechanism reaches it, and only yes-or-no questions have a base rate")
    elif kind == "categorical":
        yield _categorical(sample, item, str(truth))
    else:
        yield _continuous(sample, item, float(truth), days)
        yield from _thresholds(sample, item, float(truth), days)


def truth_of_question(item: Asked, told: bool | float | str) -> bool | float | str:
    """Return what answers a question in the type that it asks.

    Raises
    ------
    NumberError : if it is no such answer, which happens only where the library's outcome meets a changed question.
    """
    return read_answer(told, Answers(item.question.type, item.question.unit, tuple(item.names)))


def _binary(sample: Sample, item: Asked, truth: bool) -> Part:
    p = answer(item, sample.tally)["p"]
    if p is None:
        return Skip(item.question.id, "no mechanism reaches it, and it has no base rate: nothing was said")
    p = float(p)
    said = {name: brier(float(v), truth) for name, v in item.question.stated.items() if isinstance(v, int | float)}
    chance = p if truth else 1 - p
    return Row(item.question.id, "Brier", truth, brier(p, truth), 0.25, log_score(chance), log_score(0.5), said, item.outside, p)


def _categorical(sample: Sample, item: Asked, truth: str) -> Row:
    shares = dict(answer(item, sample.tally)["options"])
    even = {name: 1.0 / len(item.question.options) for name in item.question.options}
    fact = {truth: 1.0}
    said = {name: _stated_brier(v, fact) for name, v in item.question.stated.items() if isinstance(v, dict)}
    return Row(
        item.question.id, "Brier over categories", truth, multi_brier(shares, fact), multi_brier(even, fact),
        multi_log(shares, fact), multi_log(even, fact), said, forecast=shares,
    )  # fmt: skip


def _stated_brier(stated: Mapping[str, float], fact: Mapping[str, float]) -> float:
    """Return the score of an author's shares, which a scenario may round: they are scaled to sum to 1."""
    total = sum(stated.values())
    return multi_brier({name: share / total for name, share in stated.items()}, fact)


def _continuous(sample: Sample, item: Asked, truth: float, days: int) -> Row:
    found = answer(item, sample.tally)
    values = sample.tally.drawn(f"question:{item.question.id}")
    return Row(
        item.question.id, f"CRPS [{item.question.unit}]", truth, crps(values, truth), crps(uniform_sample(item, days), truth),
        forecast=found["quantiles"],
    )  # fmt: skip


def threshold_of(text: str) -> tuple[str, float] | None:
    """Return the side and the bound of a stated event such as ``at_most_0.10`` or ``above_72500``."""
    for word in ("at_most", "above"):
        if text.startswith(f"{word}_"):
            return word, float(text.removeprefix(f"{word}_"))
    return None


def _thresholds(sample: Sample, item: Asked, truth: float, days: int) -> Iterable[Row]:
    """Yield one yes-or-no row per chance that an author stated about a number."""
    values = sample.tally.drawn(f"question:{item.question.id}").astype(np.float64)
    uniform = uniform_sample(item, days)
    for event, said in _stated_events(item.question).items():
        bound = threshold_of(event)
        if bound is None:
            continue
        p, even, happened = (float(np.mean(_is_so(bound, np.asarray(v)))) for v in (values, uniform, truth))
        yield Row(
            f"{item.question.id}:{event}", "Brier", bool(happened), brier(p, bool(happened)), brier(even, bool(happened)),
            authors={name: brier(chance, bool(happened)) for name, chance in said.items()}, forecast=round(p, 6),
        )  # fmt: skip


def _is_so(bound: tuple[str, float], values: NDArray[Any]) -> NDArray[np.bool_]:
    return np.asarray(values <= bound[1] if bound[0] == "at_most" else values > bound[1])


def _stated_events(question: Question) -> dict[str, dict[str, float]]:
    events: dict[str, dict[str, float]] = {}
    for author, stated in question.stated.items():
        for event, chance in stated.items() if isinstance(stated, dict) else ():
            events.setdefault(event, {})[author] = float(chance)
    return events
