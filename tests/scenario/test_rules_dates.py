"""As-of honesty, the order of dates, weather."""

from __future__ import annotations

import pytest

from scenario.small import codes_after


@pytest.mark.parametrize(
    "signed", ["spring 1998", "1992-2020", "May 1998", "1998-13", "1998-02-31", "1998-5", "19980501", "05/1998"]
)
def test_treaties__with_other_dates_are_refused(signed):
    """A date that cannot be read cannot be held against the as-of date, so it is refused."""
    assert codes_after(('signed: "1998-05"', f'signed: "{signed}"')) == ["bad-date"]


@pytest.mark.parametrize("signed", ["2024-03", "2024-03-11", "2024", "2025"])
def test_treaties__of_later_are_refused(signed):
    """A treaty that may have been signed after the as-of date is not known."""
    assert codes_after(('signed: "1998-05"', f'signed: "{signed}"')) == ["after-as-of"]


def test_sources__written_later_may_tell_of_earlier():
    """Hindsight that is marked as such is allowed."""
    later = "known_on: 2024-05-31"
    assert codes_after(("known_on: 2024-01-31", later)) == ["after-as-of"]
    assert codes_after(("known_on: 2024-01-31", f"{later}, hindsight: true")) == []


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("2024-01", []), ("2023", []), ("2024", ["after-as-of"]), ("2024-03", ["after-as-of"]), ("1709251200", ["bad-date"]),
        ("20240131", ["bad-date"]), ("2024-01-31T10:00:00", ["bad-date"]), ("31.01.2024", ["bad-date"]), ("Jan 2024", ["bad-date"]),
        ("1.7e9", ["bad-date"]), ("true", ["bad-date"]), ("[2024-01-31]", ["bad-date"]), ("2024-01-31 00:00:00", ["bad-date"]),
    ],
)  # fmt: skip
def test_sources__are_dated_in_one_notation(written, codes):
    """Only a year, a month or a day is a date; the last day of it counts against the as-of date."""
    assert codes_after(("known_on: 2024-01-31", f"known_on: {written}")) == codes


@pytest.mark.parametrize(
    "weather",
    ["{clear: -1, overcast: 1, wet: 1}", "{clear: 1.5, overcast: -0.5, wet: 0}", "{clear: 2, overcast: 0, wet: 0}"],
)
def test_climate__a_share_of_days_lies_between_nothing_and_all(weather):
    """Shares that sum to 1 and are none are refused one by one."""
    assert "outside-bounds" in codes_after(("{clear: 0.5, overcast: 0.3, wet: 0.2,", f"{weather[:-1]},"))
