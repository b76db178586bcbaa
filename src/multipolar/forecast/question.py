"""Questions about the future, and what an ensemble answers: a probability, a distribution, or shares of names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import QuestionError
from multipolar.forecast.features import FEATURES, Ask, Feature, Frame
from multipolar.forecast.probability import counted, quantiles
from multipolar.forecast.tally import Tally, finite
from multipolar.model.labels import parse_target
from multipolar.scenario.document import Question

Records = NDArray[Any]
KIND_OF = {"binary": "yes", "continuous": "number", "categorical": "name"}


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


def asked(question: Question, frame: Frame) -> Asked:
    """Return a question with its feature looked up.

    Raises
    ------
    QuestionError : if the feature is unknown or answers in another form than the question asks.
    """
    closes = None if question.closes is None else frame.day(question.closes)
    if not question.feature:
        return Asked(question, None, Ask(frame, (), closes, tuple(question.options), question.threshold))
    name, args = parse_target(question.feature)
    if name not in FEATURES:
        raise QuestionError(f"question {question.id}: unknown feature {name!r}")
    feature = FEATURES[name]
    if feature.kind != KIND_OF[question.type] and not (feature.kind == "number" and question.threshold is not None):
        said = f"question {question.id} is {question.type}, its feature {name!r} answers with a {feature.kind}"
        raise QuestionError(said)
    return Asked(question, feature, Ask(frame, args, closes, tuple(question.options), question.threshold))


def open_questions(questions: list[Question], frame: Frame) -> list[Asked]:
    """Return the questions that are open on the as-of date."""
    return [asked(question, frame) for question in questions if not question.as_of or frame.as_of in question.as_of]


def answers(item: Asked, out: Records) -> NDArray[Any]:
    """Return what each course answers: yes or no, a number, or the code of a name (member,)."""
    assert item.feature is not None
    found = item.feature.compute(out, item.ask)
    if item.question.type == "binary" and item.feature.kind == "number":
        return np.asarray(found > (item.question.threshold or 0.0))
    return found


def count_question(tally: Tally, item: Asked, out: Records) -> None:
    """Add the answers of more courses to a tally."""
    if item.feature is None:
        return
    found, key = answers(item, out), f"question:{item.question.id}"
    if item.question.type == "binary":
        tally.hit(key, found)
    elif item.question.type == "categorical":
        tally.code(key, found, len(item.names))
    else:
        tally.value(key, found)


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
        return counted(tally.hits[key], tally.n).plain()
    if item.question.type == "categorical":
        shares = {name: counted(int(k), tally.n) for name, k in zip(item.names, tally.codes[key], strict=True)}
        return {
            "options": {name: round(share.p, 6) for name, share in shares.items()},
            "intervals": {name: share.plain() for name, share in shares.items()},
        }
    values = finite(tally.values(key), item.question.id)
    spread = quantiles(values)
    return {"quantiles": spread, "low": spread["q05"], "high": spread["q95"], "mean": round(float(values.mean()), 6)}


def outside_answer(question: Question) -> dict[str, Any]:
    """Return the base rate of a question that no mechanism reaches, with its source."""
    if question.base_rate is None:
        return {"p": None, "base_rate": None, "base_rate_source": question.base_rate_source}
    law = question.base_rate.distribution
    middle = round(float(law.median()), 6)
    low, high = (round(float(v), 6) for v in law.quantile(np.array([0.05, 0.95])))
    return {"p": middle, "low": low, "high": high, "base_rate": middle, "base_rate_source": question.base_rate_source}
