"""The further scoring rules, against published values and against an independent library."""

from __future__ import annotations

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st

from multipolar.forecast.rules import (
    VIEWS_BINS,
    bin_of,
    ensemble_interval,
    geometric_pool,
    ignorance,
    interval_score,
    metaculus_baseline,
    rps,
    weighted_crps,
)

ZERO = np.zeros(1000)


@pytest.fixture(scope="module")
def draws():
    return np.random.default_rng(5).gamma(2.0, 300.0, 400)


@pytest.mark.parametrize(
    ("low", "high", "truth", "score"), [(5, 10, 12, 45.0), (0, 0, 1445, 28_900.0), (5, 10, 7, 5.0), (5, 10, 4, 25.0)]
)
def test_interval_score__published_cases(low, high, truth, score):
    """Width, and twenty for each unit outside at 90 %: the zero forecast pays 28,900 for October 2020."""
    assert interval_score(low, high, truth) == pytest.approx(score)


def test_interval_score__is_that_of_an_independent_library(draws):
    """The oracle agrees at two coverages and on both sides of the interval."""
    for coverage in (0.5, 0.9):
        low, high = ensemble_interval(draws, coverage=coverage)
        for truth in (0.0, 500.0, 9000.0):
            oracle = float(scoringrules.interval_score(truth, low, high, 1 - coverage))
            assert interval_score(low, high, truth, coverage=coverage) == pytest.approx(oracle)


@pytest.mark.parametrize(("low", "high", "coverage"), [(2.0, 1.0, 0.9), (1.0, 2.0, 1.0)])
def test_interval_score__refuses_what_is_no_interval(low, high, coverage):
    """Upside down, or covering everything: refused."""
    with pytest.raises(ValueError, match="expected low <= high"):
        interval_score(low, high, 0.0, coverage=coverage)


@pytest.mark.parametrize("truth", [0, 1, 2])
def test_rps__is_that_of_an_independent_library(truth):
    """The oracle counts categories from one; (.2, .5, .3) with the second true gives 0.13."""
    shares = (0.2, 0.5, 0.3)
    assert rps(shares, truth) == pytest.approx(float(scoringrules.rps_score(np.array(truth + 1), np.array(shares))))
    assert rps(shares, 1) == pytest.approx(0.13)


@pytest.mark.parametrize(("truth", "bits"), [(0.0, 0.014341), (1.0, 9.981567), (1445.0, 9.981567), (5991.0, 9.981567)])
def test_ignorance__of_an_all_zero_ensemble(truth, bits):
    """Right on nothing, and as wrong about one death as about thousands; no count is too large for the open bin."""
    assert ignorance(ZERO, truth) == pytest.approx(bits, abs=1e-6)


def test_bins__are_closed_below_and_open_above():
    """A value on an edge belongs above it; negative deaths belong nowhere."""
    assert [bin_of(v) for v in (0.0, 0.49, 0.5, 2.5, 1000.5, 1e9)] == [0, 0, 1, 2, 10, 10]
    assert len(VIEWS_BINS) == 12
    with pytest.raises(ValueError, match="lies in no bin"):
        bin_of(-1.0)


def test_weighted_crps__published_case():
    """Three quarters on 0 and one on 1, zero came: 1/16."""
    assert weighted_crps(np.array([0.0, 1.0]), 0.0, np.array([0.75, 0.25])) == pytest.approx([0.0625])


def test_weighted_crps__equal_weights_are_the_plain_ensemble(draws):
    """One set of equal weights, and a resampled set, agree with the oracle's quantile form on the repeated members."""
    rng = np.random.default_rng(9)
    counts = rng.multinomial(draws.size, np.full(draws.size, 1 / draws.size))
    weights = np.vstack([np.full(draws.size, 1 / draws.size), counts / draws.size])
    for truth in (-3.0, 400.0, 9000.0):
        oracle = [float(scoringrules.crps_ensemble(truth, v, estimator="qd")) for v in (draws, np.repeat(draws, counts))]
        assert weighted_crps(draws, truth, weights) == pytest.approx(oracle)


@pytest.mark.parametrize(("p", "points"), [(0.9, 84.79969066), (0.1, -232.19280949), (2**-0.5, 50.0)])
def test_metaculus_baseline__its_own_tests(p, points):
    """Points of the site's own test cases; half the coverage gives half the points."""
    assert metaculus_baseline(p) == pytest.approx(points)
    assert metaculus_baseline(p, coverage=0.5) == pytest.approx(points / 2)


def test_metaculus_baseline__an_even_guess_earns_nothing():
    """Among four options a quarter is the even guess; zero cannot be scored."""
    assert metaculus_baseline(0.25, options=4) == pytest.approx(0.0)
    with pytest.raises(ValueError, match="above 0"):
        metaculus_baseline(0.0)


def test_geometric_pool__its_own_test():
    """Three forecasters of 0.7, 0.8 and 0.9."""
    assert geometric_pool([0.7, 0.8, 0.9]) == pytest.approx((0.18171206, 0.79581144))


NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20)


@given(NUMBERS, st.floats(-1e6, 1e6), st.floats(0.05, 0.95))
def test_interval_score__never_is_negative_and_has_its_twin(values, truth, coverage):
    """At least the width, and what the independent library gives; one course has no width."""
    low, high = ensemble_interval(np.array(values), coverage=coverage)
    found = interval_score(low, high, truth, coverage=coverage)
    assert found >= high - low >= 0.0
    assert found == pytest.approx(float(scoringrules.interval_score(truth, low, high, 1 - coverage)), rel=1e-9, abs=1e-6)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=8).filter(lambda v: sum(v) > 1e-3), st.data())
def test_rps__stays_within_its_range(raw, data):
    """From 0 to k - 1, and what the independent library gives."""
    shares = [v / sum(raw) for v in raw]
    truth = data.draw(st.integers(0, len(shares) - 1))
    found = rps(shares, truth)
    assert 0.0 <= found <= len(shares) - 1 + 1e-9
    assert found == pytest.approx(float(scoringrules.rps_score(np.array(truth + 1), np.array(shares))), abs=1e-9)


@given(st.lists(st.floats(0, 1e7), min_size=1, max_size=30), st.floats(0, 1e7))
def test_ignorance__never_is_negative_and_has_a_slow_twin(draws, truth):
    """Counted by hand, bin by bin."""
    edges = list(VIEWS_BINS)
    mine = next(i for i in range(len(edges) - 1) if edges[i] <= truth < edges[i + 1])
    hits = sum(1 for d in draws if edges[mine] <= d < edges[mine + 1])
    found = ignorance(np.array(draws), truth)
    assert found >= 0.0
    assert found == pytest.approx(-np.log2((1 + hits) / (len(edges) - 1 + len(draws))))


@given(NUMBERS, st.floats(-1e6, 1e6), st.data())
def test_weighted_crps__never_is_negative_and_has_a_slow_twin(values, truth, data):
    """The energy form: E|X - y| - E|X - X'| / 2."""
    raw = data.draw(st.lists(st.floats(0, 1), min_size=len(values), max_size=len(values)).filter(lambda v: sum(v) > 1e-3))
    w, x = np.array(raw) / sum(raw), np.array(values)
    slow = float(w @ np.abs(x - truth) - 0.5 * w @ np.abs(x[:, None] - x[None, :]) @ w)
    found = float(weighted_crps(x, truth, w)[0])
    assert found >= 0.0
    assert found == pytest.approx(slow, rel=1e-7, abs=1e-4)


@pytest.mark.parametrize(
    "act",
    [
        lambda: ensemble_interval(np.array([])), lambda: ensemble_interval(np.array([np.nan])),
        lambda: interval_score(np.nan, 1.0, 0.0), lambda: interval_score(0.0, 1.0, np.nan), lambda: rps([0.5, 0.6], 0),
        lambda: rps([1.5, -0.5], 0), lambda: rps([0.5, 0.5], 2), lambda: rps([], 0), lambda: ignorance(np.array([]), 1.0),
        lambda: ignorance(np.array([np.nan]), 1.0), lambda: ignorance(ZERO, np.nan),
        lambda: weighted_crps(np.array([1.0, 2.0]), 0.0, np.array([1.5, -0.5])),
        lambda: weighted_crps(np.array([1.0, 2.0]), 0.0, np.array([0.5, 0.4])),
        lambda: weighted_crps(np.array([np.inf]), 0.0, np.array([1.0])), lambda: metaculus_baseline(0.5, options=1),
        lambda: geometric_pool([]), lambda: geometric_pool([0.0, 0.5]),
    ],
    ids=range(17),
)  # fmt: skip
def test_rules__what_cannot_be_scored_is_refused(act):
    """Empty ensembles, NaN, shares that do not sum to 1, categories that are not there: an error, never a number."""
    with pytest.raises(ValueError, match=r"found|lies in no bin"):
        act()
