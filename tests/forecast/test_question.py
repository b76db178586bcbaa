"""Questions and their answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from invented import population, sample, war
from multipolar.errors import QuestionError
from multipolar.forecast.features import FEATURES, frame_of
from multipolar.forecast.question import (
    answer,
    answerable,
    answers,
    asked,
    compiled,
    count_question,
    open_questions,
    outside_answer,
)
from multipolar.forecast.tally import Tally
from multipolar.scenario.document import Question


def frame():
    return frame_of(war().scenario, war().model)


def question(**more):
    return Question(id="X", text="?", as_of=[], **({"type": "binary", "feature": "relapse"} | more))


def test_open_questions__are_those_of_the_date():
    """31 questions are open on 16 October, 25 on 27 September."""
    late, early = war(), war("2020-09-27")

    assert len(open_questions(late.scenario.document.questions, frame_of(late.scenario, late.model))) == 31
    assert len(open_questions(early.scenario.document.questions, frame_of(early.scenario, early.model))) == 25


def test_answer__binary_is_the_share_of_courses():
    """A probability is counted, with its interval around it."""
    counted = sample()
    item = next(i for i in counted.questions if i.question.id == "Q05")
    found = answer(item, counted.tally)

    assert found["p"] == pytest.approx(float(answers(item, population()[:1000]).mean()), abs=1e-6)
    assert found["low"] < found["p"] < found["high"]
    assert found["outside"] is False


def test_answer__categories_add_up_to_one():
    """The shares of a categorical question sum to one."""
    counted = sample()
    for item in counted.questions:
        if item.question.type == "categorical":
            assert sum(answer(item, counted.tally)["options"].values()) == pytest.approx(1.0, abs=1e-4)


def test_answer__numbers_are_quantiles():
    """A number is answered by quantiles of the courses."""
    counted = sample()
    item = next(i for i in counted.questions if i.question.id == "Q20")
    exact = np.quantile(population()[:1000]["displaced"], 0.5)

    assert answer(item, counted.tally)["quantiles"]["q50"] == pytest.approx(float(exact), rel=1e-6)


def test_outside__prints_the_base_rate_with_its_source():
    """Where no mechanism reaches, the sourced base rate stands, marked as outside."""
    counted = sample()
    item = next(i for i in counted.questions if i.question.id == "Q24")
    found = answer(item, counted.tally)

    assert found["outside"] is True
    assert found["low"] < found["p"] == found["base_rate"] < found["high"]
    assert found["base_rate_source"]


def test_outside__without_a_base_rate_has_no_number():
    """No base rate, no number."""
    assert outside_answer(question(feature=""))["p"] is None


def test_asked__a_feature_of_another_kind_is_refused():
    """A yes-or-no question cannot be answered by a number without a threshold."""
    with pytest.raises(QuestionError, match="answers with a number"):
        asked(question(feature="displaced"), frame())


def test_asked__a_threshold_turns_a_number_into_yes_or_no():
    """With a threshold the number is asked to be above it."""
    item = asked(question(feature="displaced", threshold=90_000), frame())

    assert np.array_equal(answers(item, population()), population()["displaced"] > 90_000)


def test_asked__an_unknown_feature_is_refused():
    """A feature that does not exist is named."""
    with pytest.raises(QuestionError, match="'relaps'"):
        asked(question(feature="relaps"), frame())


BROKEN = (RuntimeError, KeyError, ValueError, ZeroDivisionError, QuestionError, AssertionError, OSError, MemoryError)


@pytest.mark.parametrize("fault", BROKEN)
def test_count_question__a_feature_that_fails_leaves_the_other_questions_standing(monkeypatch, fault):
    """Whatever a feature raises, its question is struck with the reason; the count of the others goes on."""

    def fails(out, ask):
        raise fault("no such luck")

    monkeypatch.setitem(FEATURES._entries, "relapse", replace(FEATURES["relapse"], compute=fails))
    items = [asked(question(), frame()), asked(question(feature="settlement").model_copy(update={"id": "Y"}), frame())]
    tally = Tally(population().shape[0])
    for item in items:
        count_question(tally, item, population())
        count_question(tally, item, population())

    assert list(tally.failed) == ["X"]
    assert "no such luck" in tally.failed["X"]
    assert [item.question.id for item in answerable(items, tally)] == ["Y"]
    assert "question:X" not in tally.hits


def test_count_question__one_that_fails_in_a_later_chunk_keeps_nothing_of_the_earlier(monkeypatch):
    """A question counted over part of the courses only has no answer."""
    calls = []

    def fails_later(out, ask):
        calls.append(1)
        if len(calls) > 1:
            raise ValueError
        return out["relapse"] > 0

    monkeypatch.setitem(FEATURES._entries, "relapse", replace(FEATURES["relapse"], compute=fails_later))
    item, tally = asked(question(), frame()), Tally(1)
    count_question(tally, item, population())
    count_question(tally, item, population())

    assert tally.hits == {}
    assert tally.failed == {"X": "ValueError"}


@pytest.mark.parametrize("wrong", [np.zeros(3), np.zeros((2400, 2)), np.nan])
def test_count_question__an_answer_that_is_not_one_per_course_is_none(monkeypatch, wrong):
    """An array of another shape, and numbers that are none, are struck."""
    values = np.full(population().shape[0], np.nan) if np.isscalar(wrong) else wrong
    monkeypatch.setitem(FEATURES._entries, "displaced", replace(FEATURES["displaced"], compute=lambda out, ask: values))
    item, tally = asked(question(type="continuous", feature="displaced"), frame()), Tally(1)
    count_question(tally, item, population())

    assert list(tally.failed) == ["X"]
    assert tally.parts == {}


def test_compiled__keeps_what_can_be_asked_and_says_why_of_the_rest():
    """A question of an older run that can no longer be asked does not take the others along."""
    ready, failed = compiled([question(), question(feature="relaps").model_copy(update={"id": "Z"})], frame())

    assert [item.question.id for item in ready] == ["X"]
    assert "relaps" in failed["Z"]


def test_asked__every_fault_is_named():
    """All that is wrong with a question is said at once."""
    with pytest.raises(QuestionError, match=r"options.*Did you mean 'SHU'"):
        asked(question(feature="holder_end[SHO]", options=["a", "b"]), frame())
