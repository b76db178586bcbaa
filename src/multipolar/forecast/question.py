"""Questions about the future, and what an ensemble answers: a probability, a distribution, or shares of names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.errors import FAULTS, QuestionError, said
from multipolar.forecast.features import FEATURES, Ask, Feature, Frame, declared
from multipolar.forecast.probability import quantiles
from multipolar.forecast.tally import Tally, finite
from multipolar.model.labels import option_key
from multipolar.numerics.arrays import Records
from multipolar.scenario.asking import Asking, is_open, split_feature, wrongs
from multipolar.scenario.document import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ready to be counted: with its feature and what the feature needs, or outside the model."""

    question: Question
    feature: Feature | None
    ask: Ask

    @property
    def outside(self) -> bool:
        """Tell whether no mechanism reaches the question."""
        return self.feature is None

    @property
    def names(self) -> tuple[str, ...]:
        """The answers of a categorical question."""
        return self.feature.names(self.ask) if self.feature is not None else tuple(self.question.options)


def asking_of(frame: Frame) -> Asking:
    """Return what questions of a model may ask and name: what ``check`` judged by, read off the records' labels."""
    labels = frame.model.labels
    sides = dict.fromkeys(("A", "B", *labels.sides))

    def options_of(power: str) -> list[str] | None:
        return list(labels.options[labels.powers.index(power)]) if power in labels.powers else None

    names = {
        "side": sides, "actor": dict.fromkeys((*sides, *labels.powers)), "power": labels.powers,
        "sector": labels.sectors, "lifeline": labels.lifelines, "treaty": labels.treaties, "red line": labels.red_lines,
        "linked theatre": labels.links, "ending": tuple(ENDINGS),
    }  # fmt: skip
    return Asking(declared(), names, options_of, frame.as_of, frame.horizon, lambda option: option_key(option, labels.sides))


def asked(question: Question, frame: Frame, asking: Asking | None = None) -> Asked:
    """Return a question with its feature looked up; ``asking`` is that of the frame, given where many are asked.

    Raises
    ------
    QuestionError : with everything that keeps it from being answered.
    """
    faults = [f"{wrong.message}. {wrong.hint}".strip() for wrong in wrongs(question, asking or asking_of(frame))]
    if faults:
        raise QuestionError(f"question {question.id}: {'; '.join(faults)}")
    closes = None if question.closes is None else frame.day(question.closes)
    split = split_feature(question.feature)
    name, args = split if split is not None else ("", ())
    feature = FEATURES[name] if name else None
    return Asked(question, feature, Ask(frame, args, closes, tuple(question.options), question.threshold))


def open_questions(questions: list[Question], frame: Frame) -> list[Asked]:
    """Return the questions that are open on the as-of date."""
    asking = asking_of(frame)
    return [asked(question, frame, asking) for question in questions if is_open(question, frame.as_of)]


def compiled(questions: Iterable[Question], frame: Frame) -> tuple[list[Asked], dict[str, str]]:
    """Return the questions open on the as-of date, and why each of the others that are open cannot be asked."""
    ready, failed, asking = [], {}, asking_of(frame)
    for question in questions:
        if is_open(question, frame.as_of):
            try:
                ready.append(asked(question, frame, asking))
            except FAULTS as error:
                failed[question.id] = said(error)
    return ready, failed


def answers(item: Asked, out: Records) -> NDArray[Any]:
    """Return what each course answers: yes or no, a number, or the code of a name (member,)."""
    assert item.feature is not None
    found = item.feature.compute(out, item.ask)
    if item.question.type == "binary" and item.feature.answers == "number":
        return np.asarray(found > (item.question.threshold or 0.0))
    return found


def count_question(tally: Tally, item: Asked, out: Records) -> None:
    """Add the answers of more courses to a tally; a question that fails is struck with its reason, the others stand."""
    if item.feature is None or item.question.id in tally.failed:
        return
    key = f"question:{item.question.id}"
    try:
        _count(tally, item, key, out)
    except FAULTS as error:
        tally.drop(key)
        tally.failed[item.question.id] = said(error)


def _count(tally: Tally, item: Asked, key: str, out: Records) -> None:
    found = np.asarray(answers(item, out))
    if found.shape != (out.shape[0],):
        raise QuestionError(f"its feature answered with an array of shape {found.shape} for {out.shape[0]} courses")
    if item.question.type == "binary":
        tally.hit(key, found)
    elif item.question.type == "categorical":
        tally.code(key, found, len(item.names))
    else:
        tally.value(key, finite(found, item.question.id))


def answerable(items: Iterable[Asked], tally: Tally) -> tuple[Asked, ...]:
    """Return the counted questions that have an answer; the others are struck from the tally with the reason."""
    kept = []
    for item in items:
        if item.question.id in tally.failed:
            continue
        try:
            answer(item, tally)
            kept.append(item)
        except FAULTS as error:
            tally.drop(f"question:{item.question.id}")
            tally.failed[item.question.id] = said(error)
    return tuple(kept)


def answer(item: Asked, tally: Tally) -> dict[str, Any]:
    """Return the forecast of one question as plain values (`multipolar-forecast/1`)."""
    question = item.question
    head: dict[str, Any] = {
        "text": question.text,
        "type": question.type,
        "unit": "probability" if question.type == "binary" else question.unit,
        "criteria": question.criteria,
        "closes": None if question.closes is None else question.closes.isoformat(),
        "outside": item.outside,
    }
    return head | (outside_answer(question) if item.outside else _counted_answer(item, tally))


def _counted_answer(item: Asked, tally: Tally) -> dict[str, Any]:
    key = f"question:{item.question.id}"
    if item.question.type == "binary":
        return tally.counted(tally.hits[key]).plain()
    if item.question.type == "categorical":
        shares = {name: tally.counted(k.item()) for name, k in zip(item.names, tally.codes[key], strict=True)}
        return {
            "options": {name: round(share.p, 6) for name, share in shares.items()},
            "intervals": {name: share.plain() for name, share in shares.items()},
        }
    finite(tally.values(key), item.question.id)
    spread = quantiles(tally.drawn(key))
    return {"quantiles": spread, "low": spread["q05"], "high": spread["q95"], "mean": round(tally.mean(key), 6)}


def outside_answer(question: Question) -> dict[str, Any]:
    """Return the base rate of a question that no mechanism reaches, with its source."""
    if question.base_rate is None:
        return {"p": None, "base_rate": None, "base_rate_source": question.base_rate_source}
    law = question.base_rate.distribution
    middle = round(float(law.median()), 6)
    low, high = (round(float(v), 6) for v in law.quantile(np.array([0.05, 0.95])))
    return {"p": middle, "low": low, "high": high, "base_rate": middle, "base_rate_source": question.base_rate_source}
