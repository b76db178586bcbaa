"""Numbers, tolls, weights and answers of outcome files: the whole value is read, or refused with the reason."""

from __future__ import annotations

import pytest

from multipolar.forecast.outcome_document import Dead
from multipolar.forecast.outcome_names import Answers
from multipolar.forecast.outcome_values import is_void, number_in, read_answer, scaled
from multipolar.scenario.quantity import NumberError

YES_NO = Answers("binary")
COUNT = Answers("continuous", "persons", (), 0.0)
WORDS = Answers("categorical", "1", ("EAST", "WEST"))


@pytest.mark.parametrize(("raw", "value"), [(5, 5.0), ("1,250", 1250.0), (" 7.5 ", 7.5), (0, 0.0), ("1e3", 1000.0)])
def test_number_in__reads_the_whole_text(raw, value):
    """Numbers and their texts, with commas between groups of three."""
    assert number_in(raw, 0.0, 1e9, "a number") == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [(-9, "missing-code"), (-99, "missing-code"), ("-99 ", "missing-code"), (-999.0, "missing-code"), (-1, "outside-bounds"),
     (1e12, "outside-bounds"), ("7,5", "bad-number"), ("60 %", "bad-number"), ("n/a", "bad-number"), ("", "bad-number"),
     (float("nan"), "bad-number"), (float("inf"), "bad-number"), (10**400, "bad-number"), (True, "wrong-type"),
     (None, "wrong-type"), ([5], "wrong-type"), ({"v": 5}, "wrong-type")],
)  # fmt: skip
def test_number_in__refuses_what_is_none(raw, code):
    """Codes for missing, text beside a number, NaN, switches, nothing: each with its code, never a traceback."""
    with pytest.raises(NumberError) as caught:
        number_in(raw, 0.0, 1e9, "a number")
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("raw", "value"),
    [("no", False), ("No", False), ("yes", True), ("true", True), ("FALSE", False), (True, True), (False, False)],
)
def test_read_answer__no_in_quotes_is_no(raw, value):
    """Before, every text was a yes."""
    assert read_answer(raw, YES_NO) is value


@pytest.mark.parametrize("raw", ["maybe", "", 1, 0, 0.5, -9, ["no"], {}, "n", None, "unknown", "00"])
def test_read_answer__what_is_neither_yes_nor_no_is_refused(raw):
    """Nothing else becomes an answer."""
    with pytest.raises(NumberError) as caught:
        read_answer(raw, YES_NO)
    assert caught.value.code == "bad-answer"


def test_read_answer__by_type():
    """Options by name, numbers as numbers; the nearest option is told."""
    assert read_answer("EAST", WORDS) == "EAST"
    assert read_answer("1,250", COUNT) == 1250.0
    with pytest.raises(NumberError) as caught:
        read_answer("EASTT", WORDS)
    assert "EAST" in caught.value.hint
    for raw, to in ((True, WORDS), (5, WORDS), (True, COUNT), ("many", COUNT), (-1, COUNT), (-99, Answers("continuous"))):
        with pytest.raises(NumberError):
            read_answer(raw, to)


def test_is_void__unless_an_option_is_called_so():
    """The word in any case; a scenario may have an option of that name."""
    assert [is_void(raw) for raw in ("void", "VOID", " Void ", "no", None, True)] == [True, True, True, False, False, False]
    assert not is_void("void", ("void", "valid"))


def test_scaled__thirds_sum_to_one():
    """What was rounded when it was written down is scaled; nothing stays nothing."""
    assert sum(scaled({"a": 0.333, "b": 0.333, "c": 0.333}).values()) == pytest.approx(1.0, abs=1e-15)
    assert scaled({}) == {}


def test_toll__one_number_stands_for_all_three():
    """A bare count has no range."""
    assert Dead.model_validate({"v": "1,250"}).v == [1250.0, 1250.0, 1250.0]
    assert Dead.model_validate({"v": [1, 2, 4]}).middle == 2.0
