"""A class forecasts first; then all are scored alike."""

from __future__ import annotations

import json

import pytest

from multipolar.codes import ENDINGS
from multipolar.forecast.outcome_document import Outcome
from multipolar.forecast.score.measures import multi_brier
from multipolar.workbench.lesson import ENDING, Lesson, forecasters_of, lesson_from, questions_of, results_of, take
from multipolar.workbench.refusing import RefusedError

LABELS = list(ENDINGS)
FORECAST = {
    "endings": {name: {"p": 1.0 if i == 0 else 0.0} for i, name in enumerate(LABELS)},
    "outside": {"endings": dict.fromkeys(LABELS, 1 / 7)},
    "questions": {
        "Q1": {"text": "Does it stop?", "type": "binary", "p": 0.8},
        "Q2": {"text": "How long?", "type": "continuous", "quantiles": {}},
        "Q3": {"text": "Who mediates?", "type": "categorical", "options": {"un": 0.6, "other": 0.4}},
        "Q4": {"text": "A coup?", "type": "binary", "p": None},
    },
}
OUTCOME = Outcome.model_validate({
    "format": "multipolar-outcome/1", "scenario": "war", "end": {"label": LABELS[0], "date": "2020-02-01"},
    "questions": [{"id": "Q1", "answer": True}],
})  # fmt: skip


def lesson(seats=2):
    """Return a class of some seats."""
    return Lesson("c0de", "one", "war", None, questions_of(FORECAST), seats=list(range(1, seats + 1)))


def said(p=0.5, first=1.0):
    """Return answers to all questions."""
    return {ENDING: {LABELS[0]: first, LABELS[1]: 1.0 - first}, "Q1": p, "Q3": {"un": 1.0}}


def test_questions_of__the_ending_and_what_a_chance_answers():
    """Numbers are left out, and questions on which nothing is said."""
    assert [(one.id, one.kind) for one in questions_of(FORECAST)] == [(ENDING, "shares"), ("Q1", "binary"), ("Q3", "shares")]
    assert [one.id for one in questions_of(FORECAST, ["Q1"])] == ["Q1"]
    with pytest.raises(RefusedError, match="Q2"):
        questions_of(FORECAST, ["Q2"])


def test_questions_of__endings_stand_by_the_names_of_the_sides():
    """Those who answer know the war by its names, not by its sides."""
    named = questions_of(FORECAST | {"sides": {"A": {"name": "Aland"}, "B": {"name": "Bland"}}})[0]
    assert named.options["knockout_A"] == "Outright victory of Aland"
    assert set(named.options) == set(LABELS)


def test_plain__tells_students_nothing_of_the_model():
    """Neither the model nor the outside view stands in what they are told."""
    assert set(questions_of(FORECAST)[0].plain()) == {"id", "text", "kind", "options"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"Q1": 0.5}, said() | {"Q9": 1}, said(p=1.2), said(p=True), said(p=float("nan")), said() | {"Q3": {"un": 0.4}},
        said() | {"Q3": {"who": 1.0}}, said() | {"Q3": 0.3},
    ],
)  # fmt: skip
def test_take__refuses_what_is_no_answer(wrong):
    """Missing, unknown, no chance, shares that do not sum to one."""
    with pytest.raises(RefusedError):
        take(lesson(), 1, wrong)


def test_take__answers_may_change_until_all_have_answered():
    """Then they are sealed."""
    room = lesson()
    take(room, 1, said(0.1))
    take(room, 1, said(0.3))
    assert (room.state, room.answers[1]["Q1"]) == ("open", 0.3)
    take(room, 2, said(0.5))
    assert room.state == "sealed"
    with pytest.raises(RefusedError, match="closed"):
        take(room, 1, said(0.9))


def test_lesson_from__is_what_was_kept():
    """Through a file and back."""
    room = lesson()
    take(room, 1, said())
    assert lesson_from(json.loads(json.dumps(room.kept()))) == room


def test_results_of__all_are_scored_by_the_same_rule():
    """A coin earns 0.25, the mean of the class what its mean earns, the model what its chance earns."""
    room = lesson()
    take(room, 1, said(0.2))
    take(room, 2, said(0.6, 0.0))
    found = {row["name"]: row for row in results_of(room, OUTCOME)["forecasters"]}
    assert list(found) == ["seat 1", "seat 2", "class mean", "model", "outside view", "coin"]
    assert {name: row["brier"] for name, row in found.items()} == {
        "seat 1": 0.64, "seat 2": 0.16, "class mean": 0.36, "model": 0.04, "outside view": None, "coin": 0.25,
    }  # fmt: skip
    assert found["class mean"]["ending"]["brier"] == pytest.approx(multi_brier({LABELS[0]: 0.5, LABELS[1]: 0.5}, {LABELS[0]: 1.0}))
    assert found["coin"]["ending"]["brier"] == pytest.approx(6 / 7, abs=1e-5)
    assert results_of(room, OUTCOME)["unresolved"] == ["Q3"]


def test_forecasters_of__nobody_has_answered():
    """There is no mean of nobody."""
    assert list(forecasters_of(lesson())) == ["model", "outside view", "coin"]
