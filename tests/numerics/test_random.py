"""Chance: ranges and moments through the public entry, streams strangers to each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from multipolar.numerics import random as rn

N = 20_000


def draws(function, *args, key=None, day=3, stream=5):
    """Return N draws of one stream on one day."""
    key = rn.member_key(7, 11) if key is None else key
    return np.array([function(*args, key, day, stream, i) for i in range(N)])


def test_uniform__covers_the_open_unit_interval_evenly():
    """A key that passed through Python still gives draws over the whole interval, not half of it."""
    u = draws(rn.uniform)
    assert 0.0 < u.min() < 1e-3
    assert 1.0 - 1e-3 < u.max() < 1.0
    assert stats.kstest(u, "uniform").pvalue > 1e-3


@pytest.mark.parametrize("member", range(6))
def test_uniform__does_not_care_how_the_key_is_held(member):
    """Signed, unsigned or Python integers: the same 64 bits, the same draw."""
    key = rn.member_key(1, member)
    held = [int(key), np.int64(key), np.uint64(int(key) % 2**64)]
    assert len({rn.uniform(k, 1, 2, 3) for k in held}) == 1


def test_member_key__differs_for_every_member_and_seed():
    """No two members of any of a few ensembles share a key."""
    keys = {int(rn.member_key(seed, member)) for seed in range(20) for member in range(500)}
    assert len(keys) == 20 * 500
    assert -(2**63) <= min(keys) < 0 < max(keys) < 2**63


@pytest.mark.parametrize("other", [{"day": 4}, {"stream": 6}, {"key": 12345}])
def test_uniform__streams_are_strangers(other):
    """Draws of another day, stream or member carry no information about these."""
    assert abs(np.corrcoef(draws(rn.uniform), draws(rn.uniform, **other))[0, 1]) < 4.0 / np.sqrt(N)


def test_uniform__neighbours_in_every_direction_are_strangers():
    """Counting up the day, the stream or the member gives independent draws too, in pairs and triples."""
    by_member = np.array([rn.uniform(rn.member_key(3, m), 0, 1, 0) for m in range(N)])
    by_day = np.array([rn.uniform(5, d, 1, 0) for d in range(N)])
    for u in (by_member, by_day):
        cells = np.floor(u[:-2] * 6) * 36 + np.floor(u[1:-1] * 6) * 6 + np.floor(u[2:] * 6)
        assert stats.kstest(u, "uniform").pvalue > 1e-3
        assert stats.chisquare(np.bincount(cells.astype(int), minlength=216)).pvalue > 1e-4


def test_uniform__flips_half_the_bits_when_one_bit_of_the_counter_changes():
    """Nearby counters give unrelated bits (avalanche)."""
    base = [int(rn.uniform(9, d, 4, 8) * 2**52) for d in range(400)]
    near = [int(rn.uniform(9, d, 4, 9) * 2**52) for d in range(400)]
    flipped = np.mean([(a ^ b).bit_count() / 52 for a, b in zip(base, near, strict=True)])
    assert flipped == pytest.approx(0.5, abs=0.02)


def test_normal__has_the_moments_and_shape_of_a_normal():
    """Mean, spread and shape are those of the standard normal."""
    assert stats.kstest(draws(rn.normal), "norm").pvalue > 1e-3


def test_exponential__has_mean_one():
    """Waiting times are exponential."""
    assert stats.kstest(draws(rn.exponential), "expon").pvalue > 1e-3


@pytest.mark.parametrize("mean", [0.2, 3.0, 29.5, 30.5, 250.0])
def test_poisson__has_equal_mean_and_variance(mean):
    """Counts have the mean asked for and its variance, on both sides of the change of method."""
    k = draws(rn.poisson, mean)
    assert k.mean() == pytest.approx(mean, abs=5 * np.sqrt(mean / N))
    assert k.var() == pytest.approx(mean, rel=0.06)
    assert (k == np.floor(k)).all()


@given(st.floats(0.01, 29.9), st.floats(1e-6, 1 - 1e-6))
def test_poisson_of__is_the_exact_quantile_for_small_means(mean, u):
    """Summing probabilities gives the same count as scipy's quantile, rounding at the step aside."""
    k = rn.poisson_of(mean, u)
    assert stats.poisson.cdf(k, mean) >= u - 1e-12
    assert k == 0 or stats.poisson.cdf(k - 1, mean) <= u + 1e-12


@given(st.floats(30.0, 5000.0), st.floats(1e-4, 1 - 1e-4))
def test_poisson_of__is_within_one_of_the_quantile_for_large_means(mean, u):
    """The skew-corrected normal misses the exact count by at most one."""
    assert abs(rn.poisson_of(mean, u) - stats.poisson.ppf(u, mean)) <= 1.0


@given(st.integers(1, 5000), st.floats(0.0, 1.0), st.floats(1e-4, 1 - 1e-4))
def test_binomial_of__is_within_one_of_the_quantile(n, p, u):
    """Counts of successes lie in range and at most one off the exact quantile."""
    k = rn.binomial_of(float(n), p, u)
    assert 0.0 <= k <= n
    assert abs(k - stats.binom.ppf(u, n, p)) <= 1.0


@given(st.floats(0.5, 800.0), st.floats(0.0, 1.0), st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_binomial_of__rises_with_luck(n, p, u, v):
    """More luck never means fewer successes: common random numbers stay paired."""
    low, high = sorted((u, v))
    assert rn.binomial_of(n, p, low) <= rn.binomial_of(n, p, high)


def test_binomial__has_the_moments_asked_for():
    """Mean and variance through the public entry; a fraction of a trial does not count."""
    k = draws(rn.binomial, 40.9, 0.3)
    assert k.mean() == pytest.approx(12.0, abs=0.1)
    assert k.var() == pytest.approx(8.4, rel=0.05)


@pytest.mark.parametrize(
    ("n", "p", "expected"),
    [(0.0, 0.5, 0.0), (0.7, 0.5, 0.0), (5.0, 0.0, 0.0), (5.0, 1.0, 5.0), (5.0, -1.0, 0.0), (5.0, 2.0, 5.0)],
)
def test_binomial__edges(n, p, expected):
    """Certain and impossible successes need no luck."""
    assert rn.binomial(n, p, 1, 2, 3, 4) == expected


def test_poisson__of_nothing_is_nothing():
    """Nothing happens where nothing is expected."""
    assert [rn.poisson(m, 1, 2, 3, 4) for m in (0.0, -1.0, float("nan"))] == [0.0, 0.0, 0.0]
