"""A number in all its spellings means the same."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from multipolar.scenario.quantity import Measure, NumberError, Quantity


@pytest.mark.parametrize(
    "raw",
    [
        "Tri(1, 2, 4) t/day",
        {"v": [1, 2, 4], "unit": "t/day"},
        {"v": "Tri(1, 2, 4)", "unit": "t/day"},
        {"v": "Tri(1, 2, 4) t/day", "unit": "t/day"},
    ],
)
def test_quantity__spellings_agree(raw):
    """Text, list and mapping give one number."""
    read = Quantity.model_validate(raw)

    assert (str(read.distribution), read.unit) == ("Tri(1, 2, 4)", "t/day")


def test_quantity__takes_one_source_or_several():
    """A source may be a key or a list of keys."""
    assert Quantity.model_validate({"v": 1, "source": "a"}).source == ("a",)
    assert Quantity.model_validate({"v": 1, "source": ["a", "b"]}).source == ("a", "b")


@pytest.mark.parametrize(
    ("raw", "code", "hint"),
    [
        ({"unit": "t"}, "missing-key", "key v"),
        ({"v": "3 t", "unit": "km"}, "two-units", "one"),
        ({"v": 3, "source": 7}, "wrong-type", ""),
        ("Uni(1, 2)", "bad-number", "Did you mean 'U'?"),
        ("logn(1, 2)", "bad-number", "Did you mean 'LogN'?"),
        ({"distribution": 3}, "missing-key", ""),
    ],
)
def test_quantity__says_what_is_wrong(raw, code, hint):
    """A number that cannot be read carries a code and a likely fix."""
    with pytest.raises(ValidationError) as caught:
        Quantity.model_validate(raw)
    error = caught.value.errors()[0]["ctx"]["error"]

    assert isinstance(error, NumberError)
    assert error.code == code
    assert hint in error.hint


def test_of__is_a_constant():
    """A plain constant has itself as median and support."""
    assert Quantity.of(3, unit="km").distribution.support() == (3.0, 3.0)
    assert Measure("km", 0, 5).unit == "km"
