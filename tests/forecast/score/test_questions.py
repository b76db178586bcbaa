"""Scores of questions by their type, and of what authors said."""

from __future__ import annotations

import pytest

from invented import sample, told
from multipolar.forecast.score.document import score_document
from multipolar.forecast.score.questions import threshold_of


def test_score__every_resolved_question_is_scored_beside_the_uniform_forecast(scored):
    """All 31 questions have a score and a baseline; a yes or no earns 0.25 uniformly."""
    targets = scored["targets"]

    assert {f"Q{i:02d}" for i in range(1, 32)} <= set(targets)
    assert targets["Q05"]["baselines"]["uniform"] == 0.25
    assert targets["Q13"]["baselines"]["uniform"] == pytest.approx(1 - 1 / 7)


def test_score__chances_about_numbers_become_yes_or_no(scored):
    """'At most 0.10' did not come true, 'above 72,500' did."""
    assert scored["targets"]["Q03:at_most_0.10"]["value"] is False
    assert scored["targets"]["Q20:above_72500"]["value"] is True
    assert threshold_of("about_5") is None


def test_score__a_quoted_no_is_no():
    """Before, any text was a yes."""
    for answer, happened in (("no", False), ("yes", True), (False, False)):
        found = score_document(sample(300), told(questions=[{"id": "Q05", "answer": answer}]), facts={})
        assert found["targets"]["Q05"]["value"] is happened
    found = score_document(sample(300), told(questions=[{"id": "Q05", "answer": "perhaps"}]), facts={})
    assert "does not fit the question" in next(row["why"] for row in found["skipped"] if row["target"] == "Q05")


def test_score__void_and_unresolved_questions_are_listed_and_not_scored():
    """A void one with its reason, one without an answer by its name, one that is not asked with the reason."""
    rows = [{"id": "Q01", "void": True, "reason": "cancelled"}, {"id": "Q05", "answer": True}, {"id": "Q99", "answer": True}]
    found = score_document(sample(300), told(questions=rows), facts={})

    assert found["voids"] == [{"question": "Q01", "reason": "cancelled", "resolved_on": ""}]
    assert "Q01" not in found["targets"]
    assert "Q02" in found["unresolved"]
    assert "Q01" not in found["unresolved"]
    assert {"target": "Q99", "why": "this forecast does not ask it as of 2020-10-16"} in found["skipped"]
    assert found["means"]["binary_brier"]["questions"] == 1


def test_score__what_was_decided_before_the_last_report_is_no_forecast():
    """A question answered by the day until which reports were in has no score, with the reason; one answered later has."""
    rows = [{"id": "Q05", "answer": True, "resolved_on": "2020-10-20"}, {"id": "Q06", "answer": False, "resolved_on": "2020-10-21"}]
    found = score_document(sample(300), told(questions=rows), facts={}, until="2020-10-20")
    assert {"Q05", "Q06"} <= set(score_document(sample(300), told(questions=rows), facts={})["targets"])
    assert ("Q05" in found["targets"], "Q06" in found["targets"]) == (False, True)
    why = "it was decided by 2020-10-20, until which the forecast was given reports"
    assert {"target": "Q05", "why": why} in found["skipped"]
