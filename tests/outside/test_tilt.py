"""Entropic tilting against cases with a known answer."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.codes import ENDINGS
from multipolar.numerics.resampling import effective_size
from multipolar.outside.pool import Members, Target, cells_of_members, pooled
from multipolar.outside.tilt import (
    LEAST_SHARE,
    MOST_MARGIN_RATIO,
    MOST_RATIO,
    SHARE_STEP,
    bin_name,
    exponential_tilt,
    joined_bins,
    missing_in,
    tilt,
)
from outside.test_pool import HORIZON, courses, view


def even(n: int) -> np.ndarray:
    """Return equal weights."""
    return np.full(n, 1.0 / n)


def test_exponential_tilt__one_chance_has_a_closed_form():
    """From p0 to p1 the weights are p1/p0 and (1 - p1)/(1 - p0) over n, and n / (p1^2/p0 + (1-p1)^2/(1-p0)) of them count."""
    n, p0, p1 = 1000, 0.2, 0.35
    x = (np.arange(n) < n * p0)[:, None].astype(float)
    found = exponential_tilt(x, np.array([p1]), even(n))
    assert found.w[:200] == pytest.approx(p1 / p0 / n, rel=1e-12)
    assert found.w[200:] == pytest.approx((1 - p1) / (1 - p0) / n, rel=1e-12)
    assert effective_size(found.w) == pytest.approx(n / (p1**2 / p0 + (1 - p1) ** 2 / (1 - p0)), rel=1e-12)


def test_exponential_tilt__a_normal_sample_keeps_its_variance():
    """Its mean moved by d, the effective share is exp(-d^2)."""
    n, d = 200_000, 0.6
    x = np.random.default_rng(5).standard_normal((n, 1))
    x = (x - x.mean()) / x.std()
    found = exponential_tilt(x, np.array([d]), even(n))
    mean = float(found.w @ x[:, 0])
    assert mean == pytest.approx(d, abs=1e-10)
    assert float(found.w @ (x[:, 0] - mean) ** 2) == pytest.approx(1.0, abs=0.03)
    assert effective_size(found.w) / n == pytest.approx(np.exp(-(d**2)), rel=0.05)


def test_exponential_tilt__two_margins_are_what_iterative_proportional_fitting_finds():
    """On a full table both give the same cells, to 1e-9."""
    rng = np.random.default_rng(2)
    cells = rng.gamma(1.0, 1.0, (5, 4))
    cells /= cells.sum()
    rows, columns = rng.dirichlet(np.full(5, 3.0)), rng.dirichlet(np.full(4, 3.0))
    row, column = np.divmod(np.arange(20), 4)
    x = np.concatenate([row[:, None] == np.arange(4), column[:, None] == np.arange(3)], axis=1).astype(float)
    found = exponential_tilt(x, np.concatenate([rows[:4], columns[:3]]), cells.ravel())
    fitted = cells.copy()
    for _ in range(500):
        fitted *= (rows / fitted.sum(axis=1))[:, None]
        fitted *= columns / fitted.sum(axis=0)
    assert found.w.reshape(5, 4) == pytest.approx(fitted, abs=1e-9)
    assert found.ridge == 0.0


def test_exponential_tilt__moments_said_twice_do_no_harm():
    """A column and its copy leave the answer as it was."""
    x = (np.arange(100) < 20)[:, None].astype(float)
    once, twice = exponential_tilt(x, np.array([0.3]), even(100)), exponential_tilt(x.repeat(2, 1), np.array([0.3, 0.3]), even(100))
    assert twice.w == pytest.approx(once.w, rel=1e-9)


def test_exponential_tilt__what_cannot_be_met_is_met_as_far_as_the_ridge_lets_it():
    """A mean beyond every point: no infinite weights, an error that is told."""
    x = np.linspace(0.0, 1.0, 50)[:, None]
    found = exponential_tilt(x, np.array([1.5]), even(50))
    assert found.ridge > 0.0
    assert found.error > 0.4
    assert np.isfinite(found.w).all()


def test_tilt__to_where_the_run_stands_changes_nothing():
    """Weights stay equal to the bit, all courses count, lambda is nought."""
    run = courses()
    found = tilt(run, pooled(run, view(), 0.0))
    assert (found.w == 1.0 / run.n).all()
    assert found.ess == pytest.approx(run.n)
    assert (found.steps, found.worst_ratio) == (0, pytest.approx(1.0))
    assert set(found.multipliers.values()) == {0.0}
    assert found.notes == ()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.05, 0.6))
def test_tilt__meets_both_margins_of_the_pool(seed, weight):
    """Endings and bins of length of the weighted courses are the target's; no weight is negative and their sum is one."""
    run = courses(3000, seed)
    target = pooled(run, view(), weight)
    found = tilt(run, target)
    cells = cells_of_members(Members(run.ending, run.length, HORIZON, found.w))
    kept = target.at(found.share)
    assert cells.sum(axis=1) == pytest.approx(kept.sum(axis=1), abs=1e-8)
    assert cells.sum(axis=0) == pytest.approx(kept.sum(axis=0), abs=1e-8)
    assert found.w.min() > 0.0
    assert found.w.sum() == pytest.approx(1.0)
    assert found.worst_ratio == pytest.approx(float(found.w.max() * run.n), rel=1e-9)


def test_tilt__an_ending_that_no_course_reached_is_dropped_and_told():
    """Its share stays in the target that is printed; all else is of the rest."""
    run = courses(4000, 1, (0.55, 0.05, 0.3, 0.0, 0.04, 0.03, 0.03))
    target = pooled(run, view())
    found = tilt(run, target)
    assert found.missing == {"ceasefire_gains_B": pytest.approx(target.endings["ceasefire_gains_B"])}
    assert "too few courses reached (ceasefire_gains_B)" in found.notes[0]
    shares = np.bincount(run.ending, found.w, minlength=7)
    rest = np.array(list(target.endings.values()))
    rest[3] = 0.0
    assert shares == pytest.approx(rest / rest.sum(), abs=1e-8)


def test_tilt__starts_from_the_weights_that_evidence_left():
    """The ratio is over them, and courses without weight keep none."""
    run = courses(3000, 4)
    start = np.random.default_rng(0).gamma(4.0, 1.0, run.n)
    start[:50] = 0.0
    start /= start.sum()
    target = pooled(Members(run.ending, run.length, HORIZON, start), view())
    found = tilt(run, target, start)
    assert (found.w[:50] == 0.0).all()
    assert np.bincount(run.ending, found.w, minlength=7) == pytest.approx(list(target.endings.values()), abs=1e-8)
    again = tilt(Members(run.ending, run.length, HORIZON, start), target)
    assert (again.w == found.w).all()


def test_tilt__takes_the_largest_outside_share_with_which_enough_courses_count():
    """A run that is sure of one ending and a class that is not: less of the class, with a note; a little more breaks a bar."""
    run = courses(1000, 3, (0.98, 0.004, 0.004, 0.004, 0.004, 0.002, 0.002))
    found = tilt(run, pooled(run, view(), 1.0))
    assert found.share < 1.0
    more = tilt(run, pooled(run, view(), found.share + SHARE_STEP))
    assert more.share <= found.share + SHARE_STEP / 2
    assert found.ess >= max(LEAST_SHARE * run.n, 200.0)
    assert found.worst_ratio <= MOST_RATIO
    assert "more would leave too few" in found.notes[-1]


def test_tilt__of_a_run_where_all_end_alike_moves_lengths_alone():
    """One ending: nothing to weigh between endings."""
    run = Members(np.zeros(600, np.int64), np.linspace(1, 179, 600), HORIZON)
    found = tilt(run, pooled(run, view()))
    assert np.bincount(run.ending, found.w, minlength=7)[0] == pytest.approx(1.0)
    assert set(found.missing) == set(ENDINGS) - {"knockout_A"}
    assert found.ess < 600.0


def test_tilt__is_the_same_for_any_order_of_courses():
    """A course's weight follows from its ending and length alone."""
    run = courses(2000, 8)
    order = np.random.default_rng(1).permutation(run.n)
    shuffled = Members(run.ending[order], run.length[order], HORIZON)
    one, other = tilt(run, pooled(run, view())), tilt(shuffled, pooled(shuffled, view()))
    assert other.w == pytest.approx(one.w[order], rel=1e-9)


def test_tilt__keeps_the_length_of_the_pool():
    """The CRPS of the tilted lengths is that of the pool to .3 days on the mean of all days, to 1.5 on any: bins hold the law."""
    run = courses(4000, 6)
    rng = np.random.default_rng(7)
    spread = Members(
        run.ending, np.where(run.ending == 6, HORIZON, np.minimum(np.exp(rng.normal(3.5, 1.2, run.n)), 179.0)), HORIZON
    )
    target = pooled(spread, view())
    found = tilt(spread, target)
    grid = np.arange(0.0, HORIZON)
    tilted = np.array([found.w[spread.length <= d].sum() for d in grid])
    pool = np.array([target.lengths.weights[target.lengths.days <= d].sum() for d in grid])
    gaps = [float(((tilted - (grid >= truth)) ** 2).sum() - ((pool - (grid >= truth)) ** 2).sum()) for truth in range(1, 181)]
    assert abs(np.mean(gaps)) < 0.3
    assert np.abs(gaps).max() < 1.5


def test_tilt__takes_milliseconds():
    """Ten thousand courses, the best of five."""
    run = courses(10_000)
    target = pooled(run, view())
    seconds = []
    for _ in range(5):
        begun = time.perf_counter()
        tilt(run, target)
        seconds.append(time.perf_counter() - begun)
    assert min(seconds) < 0.05


def test_missing_in__names_endings():
    """Only what the target gives something to."""
    run = Members(np.array([0, 0, 6]), np.array([3.0, 10.0, HORIZON]), HORIZON)
    target: Target = pooled(run, view())
    mass = cells_of_members(run)
    assert set(missing_in(target.cells, mass)) == set(ENDINGS) - {"knockout_A", "ongoing_180"}
    assert missing_in(mass, mass) == {}
    few, wanted = np.zeros((7, 1)), np.zeros((7, 1))
    few[[0, 4]], wanted[[0, 4]] = [[0.01], [0.99]], [[0.07], [0.93]]
    assert missing_in(wanted, few) == {"knockout_A": pytest.approx(0.07 - 0.01 * MOST_MARGIN_RATIO)}


def test_tilt__an_ending_of_few_courses_counts_as_far_as_they_carry_it():
    """One course and none differ by what one course can carry; the rest of the ending's share is told, the class's share stays."""
    ending = np.repeat(np.arange(7), (1100, 100, 500, 1, 99, 100, 100))
    run = Members(ending, np.where(ending == 6, HORIZON, np.resize(np.arange(3.0, 178.0), 2000)), HORIZON)
    target = pooled(run, view())
    found = tilt(run, target)
    over = target.endings["ceasefire_gains_B"] - MOST_MARGIN_RATIO / 2000
    assert found.missing == {"ceasefire_gains_B": pytest.approx(over)}
    assert found.share == target.weight
    shares = np.bincount(run.ending, found.w, minlength=7)
    assert shares[3] == pytest.approx(MOST_MARGIN_RATIO / 2000 / (1.0 - over))
    assert shares[0] == pytest.approx(target.endings["knockout_A"] / (1.0 - over))


def test_bin_name__says_the_days():
    """First day of the first bin to last day of the last."""
    edges = (0.0, 8.0, 15.0, 31.0)
    assert bin_name(edges, slice(1, 2)) == "day 8 to 15"
    assert bin_name(edges, slice(1, 3)) == "day 8 to 31"


def margins(*shares: float) -> np.ndarray:
    """Return cells of one ending and the war that goes on, from the shares of the bins of length."""
    return np.array([[*shares, 0.0], [0.0] * len(shares) + [1.0 - sum(shares)]])


def test_joined_bins__leave_bins_alone_that_have_courses():
    """Five times the courses is still met by itself, a little more is not."""
    there = margins(0.01, 0.2, 0.2)
    assert joined_bins(margins(MOST_MARGIN_RATIO * 0.01, 0.2, 0.2), there) == [slice(0, 1), slice(1, 2), slice(2, 3)]
    assert joined_bins(margins(MOST_MARGIN_RATIO * 0.011, 0.2, 0.2), there) == [slice(0, 2), slice(2, 3)]


def test_joined_bins__an_empty_bin_goes_to_the_neighbour_that_has_most_to_give():
    """The joined bin lies nearer to the pool with the right than with the left one; what nobody asks for stays alone."""
    assert joined_bins(margins(0.1, 0.1, 0.1), margins(0.05, 0.0, 0.3)) == [slice(0, 1), slice(1, 3)]
    assert joined_bins(margins(0.1, 0.1, 0.1), margins(0.3, 0.0, 0.05)) == [slice(0, 2), slice(2, 3)]
    assert joined_bins(margins(0.1, 0.0, 0.1), margins(0.3, 0.0, 0.05)) == [slice(0, 1), slice(1, 2), slice(2, 3)]
    assert joined_bins(margins(0.1, 0.1, 0.1), margins(0.0, 0.0, 0.0)) == [slice(0, 3)]


def test_tilt__lengths_that_few_courses_have_are_met_with_their_neighbours():
    """Courses that end before day 8 are one in a thousand: their bin is met with the next, and the share of the class stays."""
    run = courses(4000, 5)
    late = Members(run.ending, np.where(run.length < 8.0, 9.0, run.length), HORIZON)
    target = pooled(late, view())
    found = tilt(late, target)
    cells = cells_of_members(Members(late.ending, late.length, HORIZON, found.w))
    assert found.share == target.weight
    assert cells.sum(axis=1) == pytest.approx(target.cells.sum(axis=1), abs=1e-8)
    assert cells[:, :2].sum() == pytest.approx(target.cells[:, :2].sum(), abs=1e-8)
    assert cells[:, 2:].sum(axis=0) == pytest.approx(target.cells[:, 2:].sum(axis=0), abs=1e-8)
    assert found.missing == {}
    assert any("day 0 to 15" in note for note in found.notes)


def test_tilt__the_share_hardly_hangs_on_the_number_of_courses():
    """Four times the courses of one law: the shares of the class differ by a tenth, not by a half."""
    chances = (0.9, 0.02, 0.02, 0.02, 0.02, 0.01, 0.01)
    shares = [tilt(one, pooled(one, view(), 1.0)).share for one in (courses(4000, 7, chances), courses(16_000, 8, chances))]
    assert 0.0 < shares[0] < 1.0
    assert shares[0] == pytest.approx(shares[1], rel=0.1)
