"""Plain values are read strictly: whole texts, no truth values as numbers, no clock times as dates."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import BaseModel, ValidationError

from multipolar.scenario.values import Day, KnownOn, NumberError, Plain, PlainShare, Whole, WrittenDate


class Row(BaseModel):
    """One value of each kind."""

    day: Day | None = None
    known: KnownOn | None = None
    written: WrittenDate = ""
    plain: Plain = 0.0
    share: PlainShare = 0.0
    whole: Whole = 0


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("day", "2020-10-16", dt.date(2020, 10, 16)), ("day", dt.date(2020, 10, 16), dt.date(2020, 10, 16)),
        ("known", "2020-02", dt.date(2020, 2, 29)), ("known", 2020, dt.date(2020, 12, 31)), ("written", 1998, "1998"),
        ("written", "", ""), ("plain", "1,250.5", 1250.5), ("plain", 3, 3.0), ("share", "60 %", 0.6), ("share", 0.6, 0.6),
        ("share", "0.60", 0.6), ("whole", "1,250", 1250), ("whole", 90.0, 90),
    ],
)  # fmt: skip
def test_values__read_what_is_written(key, raw, value):
    """A value in its notation is read as it stands."""
    assert getattr(Row.model_validate({key: raw}), key) == value


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("day", "2020", "bad-date"), ("day", 1704067200, "bad-date"), ("day", 1704067200.5, "bad-date"),
        ("day", "20201016", "bad-date"),
        ("day", "2020-10-16T00:00", "bad-date"), ("day", True, "bad-date"), ("known", "October 2020", "bad-date"),
        ("written", "2015-2017", "bad-date"), ("plain", "7,5", "bad-number"), ("plain", "nan", "wrong-type"),
        ("plain", True, "wrong-type"), ("plain", "60 %", "bad-number"), ("share", "60 km", "wrong-dimension"),
        ("share", "60 parsecs", "unknown-unit"), ("share", False, "wrong-type"), ("share", "half", "wrong-type"),
        ("whole", "90 days", "bad-number"), ("whole", "9" * 400, "bad-number"), ("whole", True, "wrong-type"),
    ],
)  # fmt: skip
def test_values__refuse_other_notations(key, raw, code):
    """Anything else is refused with a stable code."""
    with pytest.raises(ValidationError) as caught:
        Row.model_validate({key: raw})
    error = caught.value.errors()[0]["ctx"]["error"]

    assert isinstance(error, NumberError)
    assert error.code == code


@pytest.mark.parametrize(("key", "raw"), [("whole", 90.5), ("plain", [1]), ("share", None), ("whole", {})])
def test_values__refuse_other_types(key, raw):
    """What is neither number nor text is refused."""
    with pytest.raises(ValidationError):
        Row.model_validate({key: raw})
