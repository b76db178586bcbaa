"""Units: every listed spelling works, conversions close, wrong ones are refused with the nearest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar import units
from multipolar.units import UnitError, convert, parse_quantity_text, read_share, same_dimension, unit_of


@pytest.mark.parametrize("text", units.UNITS)
def test_unit_of__knows_every_listed_unit(text):
    """Each usual spelling is understood, has a positive size and survives a round trip."""
    assert unit_of(text).factor > 0.0
    if text != "1":
        assert parse_quantity_text(f"7 {text}") == (7.0, text)
    assert convert(7.0, text, text) == 7.0


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (35, "percent", "1", 0.35),
        (35, "%", "share", 0.35),
        (900, "kg/day", "t/day", 0.9),
        (2, "weeks", "days", 14),
        (1.2, "bn USD", "M USD", 1200),
        (12, "MUSD", "M USD", 12),
        (3, "per 10k", "1", 0.0003),
        (1500, "m", "km", 1.5),
        (2, "km km", "km2", 2),
        (730.5, "M USD/year", "M USD/day", 2),
        (50, "USD per barrel", "USD/barrel", 50),
        (2.5, "kg/soldier-day", "t/day/person", 0.0025),
        (6, "persons/100 rounds", "persons/round", 0.06),
        (5, "men", "persons", 5),
        (1.7, "logit", "1", 1.7),
        (1.7, "1", "utility", 1.7),
    ],
)
def test_convert__knows_how_much_is_how_much(value, source, target, expected):
    """Conversions an analyst would do by hand come out exactly."""
    assert convert(value, source, target) == pytest.approx(expected, rel=1e-14)


@given(st.sampled_from(units.UNITS), st.sampled_from(units.UNITS), st.floats(-1e9, 1e9))
def test_convert__there_and_back_is_where_it_started(first, second, value):
    """A number converted to a unit of its kind and back is unchanged."""
    if same_dimension(first, second):
        assert convert(convert(value, first, second), second, first) == pytest.approx(value, rel=1e-13, abs=1e-300)
    else:
        with pytest.raises(UnitError, match="cannot be read as"):
            convert(value, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("km", "km2"), ("persons", "items"), ("logit", "percent"), ("logit", "utility"), ("t", "t/day"), ("USD", "1")],
)
def test_same_dimension__keeps_unlike_things_apart(first, second):
    """Men are not machines, a log-odds is not a share, a stock is not a flow."""
    assert not same_dimension(first, second)
    assert not same_dimension(second, first)
    with pytest.raises(UnitError) as caught:
        convert(1.0, first, second)
    assert caught.value.code == "wrong-dimension"


@pytest.mark.parametrize(
    ("text", "near"), [("t/dya", "t/day"), ("tonns", "tonnes"), ("Persons", "persons"), ("M USD/dy", "M USD/day")]
)
def test_unit_of__suggests_the_nearest(text, near):
    """A misspelt unit is refused with the likely right one."""
    with pytest.raises(UnitError, match="unknown unit") as caught:
        unit_of(text)
    assert caught.value.code == "unknown-unit"
    assert caught.value.nearest[0] == near


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("900 t/day", (900.0, "t/day")),
        ("35%", (35.0, "%")),
        ("-2.5e3 USD", (-2500.0, "USD")),
        (" 1_000  persons ", (1000.0, "persons")),
        (".5", (0.5, None)),
        ("12", (12.0, None)),
    ],
)
def test_parse_quantity_text__splits_number_and_unit(text, expected):
    """A number and its unit are told apart, with or without a space."""
    assert parse_quantity_text(text) == expected


@pytest.mark.parametrize("text", ["t/day", "", "about 9 t", "nan"])
def test_parse_quantity_text__wants_a_number_first(text):
    """Text that begins with no number is refused and quoted."""
    with pytest.raises(ValueError, match="expected a number"):
        parse_quantity_text(text)


@pytest.mark.parametrize(
    "text",
    ["60 km2 2", "60 km2 1", "5 t/day/2", "5 % / 2", "5 parsecs", "5 t//day", "5 t/", "5 " + "k " * 50, "5 " + "k" * 90,
     "5 bn" + " bn" * 40],
)  # fmt: skip
def test_parse_quantity_text__refuses_unknown_units(text):
    """A unit that is not in the table, or none behind a slash, is refused."""
    with pytest.raises(UnitError):
        parse_quantity_text(text)


@pytest.mark.parametrize(
    "text",
    ["7,5", "500,5 km2", "12 500 persons", "5 0", "7 1", "5 2/day", "5-3 km", "1.2.3 km", "1e999 km", "5- km", "1/2", "1 / 3",
     "09/14/2024", "2024/09/14"],
)  # fmt: skip
def test_parse_quantity_text__never_leaves_a_digit_out(text):
    """What could belong to the number and does not parse as part of it is refused."""
    with pytest.raises(ValueError, match="found"):
        parse_quantity_text(text)


@pytest.mark.parametrize(("text", "value"), [("0.6", 0.6), ("60 %", 0.6), ("60%", 0.6), ("60 percent", 0.6), ("600 permille", 0.6)])
def test_read_share__knows_percentages(text, value):
    """Every spelling of a share is the same number."""
    assert read_share(text) == value


@pytest.mark.parametrize("text", ["60 km", "60 parsecs", "60 % %/", "sixty", "60,0 %"])
def test_read_share__refuses_what_is_no_share(text):
    """Text that is no plain number is refused."""
    with pytest.raises(ValueError, match=r"found|unknown|cannot"):
        read_share(text)


def test_convert__refuses_numbers_beyond_the_machine():
    """A change of unit never ends in infinity."""
    with pytest.raises(ValueError, match="too large"):
        convert(1e308, "bn USD", "USD")
