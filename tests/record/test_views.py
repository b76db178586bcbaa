"""Deaths by country and month: the calendar, the format, and the scores beside the benchmarks."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.forecast.outcome import Stamp
from multipolar.forecast.recorded import open_recorded
from multipolar.record.views import rules_for, views_columns, views_scores

STAMP = Stamp("ab" * 32, "now")
AUTUMN = ["2020-09", "2020-10", "2020-11", "2020-12"]


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
