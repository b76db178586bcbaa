"""Ranks of truths are uniform for a right sampler and are not for a wrong one."""

from __future__ import annotations

import numpy as np
import pytest

from inference.test_smc import Normal
from multipolar.inference.sbc import calibration_ranks, rank_of, uniformity
from multipolar.inference.smc import Settings

SMALL = Settings(particles=400, chain=20)


def seen(spread):
    """Return the likelihood of data seen with some spread around the parameters."""
    return lambda data: lambda x, seed: -0.5 * (((x - data) / spread) ** 2).sum(axis=1)


def made(spread):
    """Return how truths make data."""
    return lambda truth, seed: truth + spread * np.random.default_rng(seed).standard_normal(len(truth))


def test_calibration_ranks__pass_on_the_normal_model():
    """Five dimensions, spread 0.1: the sampler's draws hold the truth as often as they say."""
    verdict = calibration_ranks(Normal(5), made(0.1), seen(0.1), rounds=48, draws=31, seed=1, settings=SMALL)
    assert verdict.passed, verdict.p
    assert verdict.ranks.shape == (48, 5)


def test_calibration_ranks__pass_on_a_simulator_that_counts():
    """A cheap war: deaths are Poisson with a rate to be found; only counts come out."""

    def war(truth, seed):
        return np.random.default_rng(seed).poisson(np.exp(2.0 + 0.5 * truth[0]), size=3)

    def likelihood(counts):
        return lambda x, seed: counts.sum() * (2.0 + 0.5 * x[:, 0]) - len(counts) * np.exp(2.0 + 0.5 * x[:, 0])

    verdict = calibration_ranks(Normal(1), war, likelihood, rounds=96, draws=31, seed=2, settings=SMALL)
    assert verdict.passed, verdict.p


@pytest.mark.parametrize(("claimed", "shift"), [(0.4, 0.0), (1.0, 0.8)])
def test_calibration_ranks__refuse_a_likelihood_that_is_too_sure_or_biased(claimed, shift):
    """One that claims too little spread, or sees everything shifted, is caught."""
    likelihood = seen(claimed)
    verdict = calibration_ranks(
        Normal(1), made(1.0), lambda data: likelihood(data + shift), rounds=150, draws=31, seed=3, settings=SMALL
    )
    assert not verdict.passed


def test_uniformity__tells_uniform_from_piled_up():
    """Equal counts give p = 1, all in one place p near 0; ranks count draws below the truth."""
    even = np.tile(np.arange(32), 4)[:, None]
    assert uniformity(even, 31)[0] == pytest.approx(1.0)
    assert uniformity(np.zeros((64, 1), np.int64), 31)[0] < 1e-6
    assert list(rank_of(np.array([0.5, 9.0]), np.array([[0.1, 1.0], [0.7, 2.0]]))) == [1, 2]
