"""Deaths by country and month: the calendar, the format, and the scores beside the benchmarks."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from multipolar.errors import QuestionError
from multipolar.forecast.outcome import Stamp
from multipolar.forecast.recorded import open_recorded
from multipolar.forecast.views import (
    Calendar,
    country_months,
    draws_of,
    first_day,
    month_id,
    month_name,
    month_number,
    months_from,
    rules_for,
    views_columns,
    views_scores,
)

STAMP = Stamp("ab" * 32, "now")
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


def test_views_columns__are_those_of_the_challenge_and_no_other():
    """One row per month and draw, whole numbers, months after each other, draws counted from 0."""
    table = views_columns({"2020-09": np.array([1, 2]), "2020-10": np.array([3, 4])}, 126)
    assert list(table) == ["month_id", "country_id", "draw", "outcome"]
    assert table["month_id"].tolist() == [489, 489, 490, 490]
    assert table["draw"].tolist() == [0, 1, 0, 1]
    assert table["outcome"].tolist() == [1, 2, 3, 4]
    assert set(table["country_id"]) == {126}
    assert {column.dtype for column in table.values()} == {np.dtype(np.int64)}


def test_rules_for__the_all_zero_ensemble():
    """October 2020 with nothing but zeros: CRPS 1445, 9.981567 bits, interval score 28,900."""
    found = rules_for(np.zeros(1000), 1445.0)
    assert found == {"crps": 1445.0, "ignorance": pytest.approx(9.981567, abs=1e-6), "interval": pytest.approx(28_900.0)}


def test_views_scores__only_the_total_has_a_bar():
    """Zero's CRPS on the total is 7,583; single months name no winner; of published benchmarks only CRPS is given."""
    record = open_recorded("karabakh_2020", STAMP)
    rng = np.random.default_rng(1)
    draws = {name: rng.poisson(1900, 1000) for name in AUTUMN}
    found = views_scores(draws, record)
    total = found["targets"]["2020-09 to 2020-11"]
    assert total["benchmarks"]["zero"]["crps"] == 7583.0
    bounds = {k: v.get("crps_at_least") for k, v in total["benchmarks"].items()}
    assert bounds == {"zero": None, "conflictology": 7579.1, "last": 7578.4}
    assert (total["bar"], total["beats"]) == (True, ["conflictology", "last", "zero"])
    assert [found["targets"][name]["beats"] for name in AUTUMN] == [None] * 4
    assert found["targets"]["2020-10"]["benchmarks"]["bootstrap"] == {"crps": 1419.3, "derived": False}
    assert sum(record["months"][name] for name in record["total"]["months"]) == 7583
    assert found["bins"][-1] == "1000.5 and more"
    assert found["left_out"] == []


def test_views_scores__what_is_missing_is_left_out():
    """Without October there is no total; a benchmark without a month stands beside the others only."""
    record = {"months": {"2020-09": 147.0, "2020-11": 5991.0}, "total": None, "source": "s", "left_out": ["2020-10 is left out"],
              "benchmarks": {"last": {"2020-11": 5990.0}}}  # fmt: skip
    found = views_scores({name: np.full(100, 50) for name in AUTUMN}, record)
    assert list(found["targets"]) == ["2020-09", "2020-11"]
    assert [list(row["benchmarks"]) for row in found["targets"].values()] == [["zero"], ["zero", "last"]]
    assert found["left_out"] == ["2020-10 is left out"]


def test_views_scores__a_benchmark_that_lacks_a_month_of_the_total_has_no_bound():
    """A bound over fewer months would be too low."""
    months = {"2020-09": 100.0, "2020-10": 200.0}
    record = {"months": months, "total": {"months": list(months), "deaths": 300.0}, "source": "s", "left_out": [],
              "benchmarks": {"last": {"2020-09": 99.0}, "first": {"2020-09": 99.0, "2020-10": 199.0}}}  # fmt: skip
    found = views_scores({name: np.full(100, 50) for name in AUTUMN}, record)
    assert list(found["targets"]["2020-09 to 2020-10"]["benchmarks"]) == ["zero", "first"]


def test_at_least__is_a_bound_where_no_draw_is_above_the_record():
    """The sum of the months' CRPS never exceeds the total's when all draws lie below; equal when the months move together."""
    rng = np.random.default_rng(2)
    low, high = rng.poisson(2, 500).astype(float), rng.poisson(5, 500).astype(float)
    months = {"a": (low, 27.0), "b": (high, 99.0)}
    least = sum(rules_for(x, y)["crps"] for x, y in months.values())
    assert least <= rules_for(low + high, 126.0)["crps"]
    together = np.sort(low) + np.sort(high)
    assert least == pytest.approx(rules_for(together, 126.0)["crps"], abs=1e-5)
