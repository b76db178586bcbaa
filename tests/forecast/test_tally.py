"""Counting chunk by chunk is counting at once."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.errors import RunError
from multipolar.forecast.probability import counted
from multipolar.forecast.tally import Tally, code_shares, finite


def test_tally__adds_up_over_parts():
    """Two parts counted one after the other give what the whole gives."""
    rng = np.random.default_rng(1)
    hits, codes, days, values = rng.random(90) < 0.3, rng.integers(0, 4, 90), rng.integers(-1, 50, 90), rng.random(90)
    whole, parts = Tally(), Tally()
    for tally, rows in ((whole, [slice(0, 90)]), (parts, [slice(0, 31), slice(31, 90)])):
        for row in rows:
            tally.hit("h", hits[row])
            tally.code("c", codes[row], 4)
            tally.day("d", days[row], 60)
            tally.value("v", values[row])

    assert whole.hits == parts.hits == {"h": int(hits.sum())}
    assert np.array_equal(whole.codes["c"], parts.codes["c"])
    assert np.array_equal(whole.days["d"], parts.days["d"])
    assert np.array_equal(whole.values("v"), parts.values("v"))


def test_median_day__is_that_of_the_courses_in_which_it_happened():
    """Never does not count; in no course there is no day."""
    tally = Tally()
    tally.day("some", np.array([-1, -1, 3, 5, 9]), 20)
    tally.day("none", np.array([-1, -1]), 20)

    assert tally.median_day("some") == 5.0
    assert tally.happened("some") == 3
    assert tally.median_day("none") is None


def test_code_shares__go_by_name():
    """Counts are told under their names."""
    tally = Tally()
    tally.code("c", np.array([0, 2, 2]), 3)

    assert code_shares(tally, "c", ["a", "b", "c"]) == {"a": 1, "b": 0, "c": 2}


def test_finite__a_run_with_holes_is_refused():
    """A course without a number cannot become a forecast."""
    with pytest.raises(RunError, match="2 of 3 courses"):
        finite(np.array([1.0, np.nan, np.inf]), "length")


def test_value__lets_go_of_the_courses_it_was_read_from() -> None:
    """Counting keeps a number per course, not the records around it: memory stays bounded at a million courses."""
    out = np.zeros(5, [("length_days", "f4"), ("rest", "f4", (600,))])
    tally = Tally()
    tally.value("length_days", out["length_days"])

    assert tally.values("length_days").base is None
    assert not np.shares_memory(tally.values("length_days"), out)


def courses(tally: Tally, rows: list[slice]) -> Tally:
    """Return the tally with ninety invented courses counted in the given parts."""
    rng = np.random.default_rng(1)
    hits, codes, days, values = rng.random(90) < 0.3, rng.integers(0, 4, 90), rng.integers(-1, 50, 90), rng.random(90)
    for row in rows:
        tally.begin(len(hits[row]))
        tally.hit("h", hits[row])
        tally.code("c", codes[row], 4)
        tally.day("d", days[row], 60)
        tally.value("v", values[row])
    return tally


def test_tally__weights_of_one_change_nothing():
    """Equal weights give every count, quantile and mean of the plain run."""
    plain, weighted = courses(Tally(), [slice(0, 90)]), courses(Tally(weights=np.ones(90)), [slice(0, 31), slice(31, 90)])

    assert weighted.hits == plain.hits
    assert (weighted.n, weighted.happened("d"), weighted.mean("v")) == (90, plain.happened("d"), pytest.approx(plain.mean("v")))
    assert [weighted.codes["c"].tolist(), weighted.days["d"].tolist()] == [plain.codes["c"].tolist(), plain.days["d"].tolist()]
    assert weighted.drawn("v").tolist() == np.sort(plain.values("v")).tolist()
    assert plain.drawn("v") is plain.values("v")


def test_tally__a_course_of_weight_two_counts_as_two():
    """Whole weights are the same as repeating the course."""
    weights = np.random.default_rng(2).integers(0, 3, 90).astype(np.float64)
    weights *= 90.0 / weights.sum()
    rng = np.random.default_rng(1)
    hits, codes = rng.random(90) < 0.3, rng.integers(0, 4, 90)
    tally = courses(Tally(weights=weights), [slice(0, 50), slice(50, 90)])

    assert tally.hits["h"] == pytest.approx(weights[hits].sum())
    assert tally.codes["c"] == pytest.approx([weights[codes == k].sum() for k in range(4)])


def test_tally__the_interval_is_that_of_the_effective_number():
    """Fewer effective courses, wider interval, the same share."""
    tally = courses(Tally(weights=np.ones(90), effective=30.0), [slice(0, 90)])

    assert tally.counted(45) == counted(45, 90, effective=30.0)
    assert tally.counted(45).p == 0.5
    assert tally.counted(45).low == counted(15, 30).low < counted(45, 90).low


def test_median_day__of_weighted_courses_is_where_half_of_the_weight_lies():
    """A heavy late course moves the middle to it."""
    tally = Tally(weights=np.array([0.5, 0.5, 0.5, 2.5]))
    tally.begin(4)
    tally.day("some", np.array([3, 5, -1, 9]), 20)

    assert tally.median_day("some") == 9.0
    assert tally.happened("some") == 3.5


def test_tally__counts_what_had_happened_by_a_day():
    """By the end of a day, that day included; never is not counted, and weights count."""
    tally = Tally()
    tally.begin(4)
    tally.day("x", np.array([-1.0, 0.0, 14.0, 15.0]), 180)
    assert [tally.happened_by("x", day) for day in (0, 13, 14, 180)] == [1.0, 1.0, 2.0, 3.0]
    heavy = Tally(weights=np.array([1.0, 3.0]))
    heavy.begin(2)
    heavy.day("x", np.array([5.0, 9.0]), 180)
    assert [heavy.happened_by("x", day) for day in (8, 9)] == [1.0, 4.0]
