"""Tempered sequential Monte Carlo finds known evidence and known means, and walks the same way twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from multipolar.inference.smc import Settings, next_temperature, tempered_smc


@dataclass(frozen=True)
class Normal:
    """A standard normal prior in some dimensions."""

    dim: int

    def draw(self, rng, count):
        """Return draws."""
        return rng.standard_normal((count, self.dim))

    def log_density(self, parameters):
        """Return log densities."""
        return -0.5 * (parameters**2).sum(axis=1) - 0.5 * self.dim * np.log(2 * np.pi)


def sharp(x, seed):
    """Five numbers near one half, seen with spread 0.1: a normal model with a closed form."""
    return -((x - 0.5) ** 2).sum(axis=1) / 0.02


def test_tempered_smc__evidence_and_mean_of_the_normal_model():
    """Log Z = -12.156613 and mean 0.495050 in five dimensions: the closed form of the normal model."""
    found = [tempered_smc(Normal(5), sharp, seed=s, settings=Settings(2000, 40)) for s in range(4)]
    evidence = [f.log_evidence for f in found]
    assert np.mean(evidence) == pytest.approx(-12.156613, abs=0.25)
    assert np.mean([f.parameters.mean(axis=0) for f in found]) == pytest.approx(0.495050, abs=0.005)
    assert np.mean([f.parameters.std(axis=0) for f in found]) == pytest.approx(np.sqrt(1 / 101), abs=0.006)
    assert found[0].temperatures[0] == 0.0
    assert found[0].temperatures[-1] == 1.0
    assert np.all(np.diff(found[0].temperatures) > 0)


def test_tempered_smc__same_seed_same_particles():
    """Everything hangs on the seed."""
    one, two, other = (tempered_smc(Normal(2), sharp, seed=s, settings=Settings(200, 10)) for s in (3, 3, 4))
    assert np.array_equal(one.parameters, two.parameters)
    assert not np.array_equal(one.parameters, other.parameters)


def test_tempered_smc__an_unbiased_estimate_of_the_likelihood_gives_the_same_posterior():
    """Noise in the simulator widens the run to run spread, not the mean: 20 noisy terms stand for the likelihood."""

    def noisy(x, seed):
        z = np.random.default_rng(seed).standard_normal((len(x), 20))
        terms = -((x[:, :1] - 0.5) ** 2) / 0.1 + 0.5 * z - 0.125
        return np.log(np.mean(np.exp(terms), axis=1))

    means = [tempered_smc(Normal(1), noisy, seed=s, settings=Settings(800, 20)).parameters.mean() for s in range(4)]
    assert np.mean(means) == pytest.approx(0.5 * 20 / 21, abs=0.04)


def test_next_temperature__goes_to_one_when_data_say_little_and_shrinks_when_they_are_sharp():
    """The step is as long as the effective number allows."""
    told = np.linspace(-1.0, 0.0, 100)
    assert next_temperature(told, 0.0, 0.5) == 1.0
    assert 0.0 < next_temperature(1e4 * told, 0.0, 0.5) < 0.01


def test_tempered_smc__a_simulator_that_never_fits_is_refused():
    """No particle can be weighed when all likelihoods are zero."""
    with pytest.raises(ValueError, match="no particle fits"):
        tempered_smc(Normal(1), lambda x, seed: np.full(len(x), -np.inf), seed=0, settings=Settings(50, 5))
