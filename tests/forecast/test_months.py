"""Deaths by calendar month: the numbers of months, and the days that are placed in them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from multipolar.errors import QuestionError
from multipolar.forecast.months import (
    Calendar,
    country_months,
    draws_of,
    first_day,
    month_id,
    month_name,
    month_number,
    months_from,
)

START = Calendar(dt.date(2020, 9, 27), dt.date(2020, 9, 27), 180)


MID = Calendar(dt.date(2020, 9, 27), dt.date(2020, 10, 16), 180)


AUTUMN = ["2020-09", "2020-10", "2020-11", "2020-12"]


def test_month_id__counts_from_january_1980():
    """January 1980 is 1, September 2020 is 489, and names go there and back."""
    assert (month_id(1980, 1), month_id(2020, 9)) == (1, 489)
    assert [month_name(month_number(name)) for name in AUTUMN] == AUTUMN
    assert first_day(493) == dt.date(2021, 1, 1)


@pytest.mark.parametrize("name", ["September", "2020", "2020-09-01", "2020-9", "2020-13", "09/2020", "202009", "", "2020-W1"])
def test_month_number__other_notations_are_refused(name):
    """A month is a year and a month; days and years are not."""
    with pytest.raises(QuestionError, match="such as 2020-09"):
        month_number(name)


def test_month_number__views_begins_in_1980():
    """A month before has no number."""
    with pytest.raises(QuestionError, match="from January 1980"):
        month_number("1979-12")


def test_months_from__begin_with_the_round():
    """September to December, from either date; only months that the forecast covers to their last day."""
    assert months_from(START) == months_from(MID) == AUTUMN
    assert months_from(Calendar(dt.date(2020, 9, 27), dt.date(2020, 9, 27), 65)) == ["2020-09", "2020-10", "2020-11"]
    with pytest.raises(QuestionError, match="no whole month"):
        months_from(Calendar(dt.date(2020, 9, 1), dt.date(2020, 9, 1), 20))
    with pytest.raises(QuestionError, match="January 1980"):
        months_from(Calendar(dt.date(1973, 10, 6), dt.date(1973, 10, 6), 180))


def test_months_from__an_old_round_is_told_from_the_as_of_date():
    """Months that lie years before the forecast are none of it."""
    assert months_from(Calendar(dt.date(2012, 1, 1), dt.date(2020, 9, 27), 180)) == AUTUMN


def test_country_months__a_death_a_day_counts_the_days():
    """One dead a day on side A from the start: four days of September, then the days of each month."""
    dead = np.zeros((2, 2, 181))
    dead[:, 0] = np.arange(181)
    found = country_months(START, dead, AUTUMN)
    assert [float(found[name][0, 0]) for name in AUTUMN] == [4, 31, 30, 31]
    assert found["2020-10"][:, 1].tolist() == [0, 0]


def test_country_months__deaths_before_the_as_of_date_are_spread_over_the_days_since_the_start():
    """190 dead in the 19 days to 16 October: 40 in September, 150 in October, and every later one on its day."""
    dead = np.full((1, 2, 181), 190.0)
    dead[0, 0] += np.arange(181)
    found = country_months(MID, dead, AUTUMN)
    assert [float(found[name][0, 0]) for name in AUTUMN] == pytest.approx([40, 150 + 16, 30, 31])
    assert [float(found[name][0, 1]) for name in AUTUMN] == pytest.approx([40, 150, 0, 0])


def test_country_months__the_total_is_kept():
    """Whatever the course, the months of the whole horizon hold all its deaths."""
    rng = np.random.default_rng(3)
    dead = np.cumsum(rng.random((5, 2, 181)) * 20, axis=2) + 500
    calendar = Calendar(dt.date(2020, 9, 27), dt.date(2020, 10, 16), 167)
    found = country_months(calendar, dead, [*AUTUMN, "2021-01", "2021-02", "2021-03"])
    assert sum(found.values()) == pytest.approx(dead[:, :, 167])


@pytest.mark.parametrize("name", ["2021-04", "2020-08"])
def test_country_months__a_month_that_is_not_covered_is_refused(name):
    """Half a month, or one before the war, would be a wrong number."""
    with pytest.raises(QuestionError, match="whole months"):
        country_months(MID, np.zeros((1, 2, 181)), [name])


def test_draws_of__whole_deaths_of_both_sides():
    """Sides are added and rounded; more draws than courses are refused."""
    found = {"2020-09": np.array([[1.4, 1.2], [0.2, 0.1]])}
    assert draws_of(found, 2)["2020-09"].tolist() == [3, 0]
    with pytest.raises(QuestionError, match="3 wanted, 2 courses"):
        draws_of(found, 3)
