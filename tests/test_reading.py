"""One strict reader of numbers and dates: whole texts or errors."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.reading import read_day, read_days, read_integer, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), (" -3.5 ", -3.5), ("1,250", 1250), ("1_250_000.5", 1250000.5), ("+.5", 0.5), ("5.", 5), ("1e3", 1000),
        ("2E-2", 0.02),
    ],
)  # fmt: skip
def test_read_number__reads_the_whole_text(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "7,5", "500,5", "1,2500", "1,25", "12 km", "", " ", ".", "-", "+.", "e5", "1e", "1e999", "nan", "inf", "0x10", "٣", "1 000",
        "1__000", "1,000_0", "--1", "1.2.3", "12\x00", "9" * 400, "1e99999",
    ],
)  # fmt: skip
def test_read_number__refuses_all_else(text):
    with pytest.raises(ValueError, match="expected a"):
        read_number(text)


@given(st.text(max_size=12) | st.from_regex(r"[-+0-9.,_eE]{1,10}", fullmatch=True))
def test_read_number__never_drops_a_character(text):
    try:
        value = read_number(text)
    except ValueError:
        return
    assert math.isfinite(value)
    assert value == float(text.replace(",", ""))


def test_read_integer__takes_whole_numbers_only():
    assert read_integer("1,250") == 1250
    for text in ("1.0", "1e3", "7,5", "", "one", "9" * 400):
        with pytest.raises(ValueError, match="whole number"):
            read_integer(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
        (1999, dt.date(1999, 1, 1), dt.date(1999, 12, 31)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2020-10-16", dt.date(2020, 10, 16), dt.date(2020, 10, 16)),
        (dt.date(2020, 10, 16), dt.date(2020, 10, 16), dt.date(2020, 10, 16)),
    ],
)
def test_read_days__gives_first_and_last_day(text, first, last):
    assert read_days(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "16.10.2020", "2020/10/16", "2020-10-16T00:00", "20201016", "2020-1-2", "2020-13", "2021-02-29", "0000", "October 2020", "",
        None, 1704067200, 20.5, True, dt.datetime(2020, 10, 16, tzinfo=dt.UTC),
    ],
)  # fmt: skip
def test_read_days__refuses_other_notations(text):
    with pytest.raises(ValueError, match="date"):
        read_days(text)


def test_read_day__wants_a_day():
    assert read_day("2020-10-16") == dt.date(2020, 10, 16)
    for text in ("2020", "2020-10", 2020, None, "2020-10-16 "[:9]):
        with pytest.raises(ValueError, match="found"):
            read_day(text)
