"""Lengths of past wars as a smoothed law."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from multipolar.outside.lengths import (
    LEVELS,
    POINTS,
    Lengths,
    fighting_interval,
    law_of,
    lengths_of,
    smoothed,
    still_fighting,
    stopped_within,
)
from past_spells import spell

HORIZON = 180.0
DAYS = st.lists(st.integers(1, 4000), min_size=1, max_size=80)


def lengths(days: list[int]) -> Lengths:
    """Return the lengths of invented wars."""
    return lengths_of([spell(f"w{i}", f"{1950 + i % 50}-01-01", d) for i, d in enumerate(days)])


def test_lengths_of__ninety_nine_wars_are_their_own_quantiles():
    """The levels are those of a sorted sample of 99."""
    found = lengths(list(range(1, 100)))
    assert found.quantiles == tuple(float(d) for d in range(1, 100))
    assert (found.n, len(LEVELS)) == (99, 99)
    assert found.years == (1950, 1999)


def test_lengths_of__nothing_is_nothing():
    """Without wars there are no quantiles."""
    assert lengths_of([]) == Lengths(0, (0, 0), ())


def test_smoothed__is_the_scaled_length_less_a_day_with_a_normal_kernel():
    """max(0, s days exp(h z) - 1) at nine quantiles; without spread all nine are one."""
    found = smoothed([100.0, 1.0])
    assert found[0] == pytest.approx(70.0 * np.exp(0.5 * POINTS) - 1.0)
    assert found[0, 4] == pytest.approx(69.0)
    assert found.min() == 0.0
    assert smoothed([100.0], spread=0.0)[0] == pytest.approx([69.0] * 9)
    assert smoothed([100.0], scale=1.0, spread=0.0)[0, 0] == pytest.approx(99.0)


def test_points__are_the_quantiles_of_a_normal_law():
    """The nine numbers are the normal quantiles in the middle of nine equal parts, to the last bit."""
    assert POINTS.tolist() == ndtri((np.arange(1, 10) - 0.5) / 9).tolist()


@given(DAYS)
def test_law_of__is_a_law_and_longer_wars_of_the_list_mean_longer_wars(days):
    """Weights sum to one, no day is beyond the horizon, and a larger scale never shortens."""
    laws = [law_of([(lengths(days), 1.0)], HORIZON, scale=s) for s in (0.7, 0.71, 0.8)]
    assert laws[0].weights.sum() == pytest.approx(1.0)
    assert 0.0 <= laws[0].days.min() <= laws[0].days.max() <= HORIZON
    going = [still_fighting(law, HORIZON) for law in laws]
    assert going == sorted(going)
    assert stopped_within(laws[0], HORIZON) == pytest.approx(1.0)


def test_law_of__mixes_classes_by_their_shares():
    """A quarter of wars of a day and three quarters of endless ones: a quarter stops."""
    law = law_of([(lengths([4000] * 5), 0.75), (lengths([1] * 9), 0.25)], HORIZON)
    assert still_fighting(law, HORIZON) == pytest.approx(0.75)
    assert stopped_within(law, 7.0) == pytest.approx(0.25)


def test_law_of__the_kernel_keeps_a_crowd_of_wars_at_the_horizon_from_jumping():
    """Forty wars of 240 days: without smoothing the share that goes on jumps from nought to all between s = .7 and .8."""
    crowd = lengths([240] * 40)
    rough = [still_fighting(law_of([(crowd, 1.0)], HORIZON, scale=s, spread=0.0), HORIZON) for s in (0.7, 0.8)]
    smooth = [still_fighting(law_of([(crowd, 1.0)], HORIZON, scale=s), HORIZON) for s in (0.7, 0.8)]
    assert rough == [0.0, 1.0]
    assert smooth[1] - smooth[0] <= 0.23


def test_fighting_interval__narrows_with_the_root_of_the_number_of_wars():
    """Four times the wars halve the interval; wars all alike leave none."""
    few, more = lengths([10, 1000] * 10), lengths([10, 1000] * 40)
    width = [high - low for low, high in (fighting_interval([(one, 1.0)], HORIZON) for one in (few, more))]
    assert width[0] == pytest.approx(2 * width[1], rel=0.02)
    assert width[0] == pytest.approx(2 * 1.645 * 0.5 / 20**0.5, rel=0.02)
    assert fighting_interval([(lengths([10] * 9), 1.0)], HORIZON) == (0.0, 0.0)


def test_fighting_interval__stays_within_nought_and_one():
    """Two wars say next to nothing, but no chance is beyond one."""
    assert fighting_interval([(lengths([4000, 300]), 1.0)], HORIZON)[1] == 1.0
    assert fighting_interval([(lengths([1, 220]), 1.0)], HORIZON)[0] == 0.0
