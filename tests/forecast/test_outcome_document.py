"""The blocks of an outcome file."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from multipolar.forecast.outcome_document import End, Outcome, PowerLevel


def test_weights__all_on_the_label_without_doubt():
    """A label alone has all the weight; doubt is scaled to 1."""
    assert End.model_validate({"label": "knockout_A"}).weights == {"knockout_A": 1.0}
    third = {"out": 0.333, "armed": 0.333, "direct": 0.333}
    assert PowerLevel.model_validate({"soft": third}).weights == pytest.approx(dict.fromkeys(third, 1 / 3))
    assert PowerLevel().weights == {}


def test_outcome__unknown_keys_are_refused_in_every_block():
    """A misspelt key is no key."""
    base = {"format": "multipolar-outcome/1", "scenario": "x"}
    assert Outcome.model_validate(base).answers() == {}
    faulty = (
        {"power_level": {}}, {"end": {"label": "knockout_A", "lenght_days": {}}}, {"questions": [{"id": "Q", "anwser": 1}]},
        {"deaths": {"C": {"v": 1}}}, {"series": {"start": "2020-01-01", "area": []}},
    )  # fmt: skip
    for more in faulty:
        with pytest.raises(ValidationError):
            Outcome.model_validate(base | more)


def test_outcome__void_questions_have_no_answer():
    """They are listed apart."""
    rows = [{"id": "Q1", "answer": True}, {"id": "Q2", "void": True, "reason": "cancelled"}]
    found = Outcome.model_validate({"format": "multipolar-outcome/1", "scenario": "x", "questions": rows})
    assert found.answers() == {"Q1": True}
    assert [row.reason for row in found.voids().values()] == ["cancelled"]
