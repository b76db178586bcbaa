"""The particle filter against state-space models with exact answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from multipolar.inference.filter import filtered


@dataclass
class LinearGaussian:
    """A state x with x' = rho x + noise, seen with noise: starts from a normal law."""

    seen: tuple[float, ...]
    rho: float
    noise: float
    error: float
    start_mean: float
    start_sd: float
    moves: int = 0

    def start(self, count, seed):
        """Return draws of the state before the first date, which the first move leaves alone."""
        return self.start_mean + self.start_sd * np.random.default_rng(seed).standard_normal(count)

    def move(self, particles, step, seed):
        """Return the states of the next date."""
        self.moves += len(particles)
        if step == 0:
            return particles
        return self.rho * particles + self.noise * np.random.default_rng(seed).standard_normal(len(particles))

    def log_likelihood(self, particles, step):
        """Return the log density of what was seen."""
        return -0.5 * ((self.seen[step] - particles) / self.error) ** 2 - np.log(self.error) - 0.5 * np.log(2 * np.pi)

    def take(self, particles, places):
        """Return copies."""
        return particles[places]

    def mix(self, kept, fresh, use):
        """Return the fresh ones where wanted."""
        return np.where(use, fresh, kept)

    def drop(self, particles):
        """Keep nothing."""


def kalman(model: LinearGaussian) -> tuple[float, list[float], list[float]]:
    """Return exact log likelihood, filtered means and variances."""
    mean, var, total = model.start_mean, model.start_sd**2, 0.0
    means, variances = [], []
    for step, y in enumerate(model.seen):
        if step:
            mean, var = model.rho * mean, model.rho**2 * var + model.noise**2
        f = var + model.error**2
        total += -0.5 * (np.log(2 * np.pi * f) + (y - mean) ** 2 / f)
        mean, var = mean + var / f * (y - mean), var * (1 - var / f)
        means.append(mean)
        variances.append(var)
    return total, means, variances


def ar1(error: float = 0.2) -> LinearGaussian:
    """Return AR(1), rho .9, process variance 1, stationary start."""
    return LinearGaussian((1.0, -0.5, 0.25, 2.0, 0.0), 0.9, 1.0, error, 0.0, (1.0 / 0.19) ** 0.5)


def test_filtered__ar1_reaches_its_known_log_likelihood_and_means():
    """Log likelihood -9.685272, last mean .064960, last variance .038506: within what 100,000 particles leave."""
    assert kalman(ar1())[0] == pytest.approx(-9.685272, abs=1e-6)
    done = filtered(ar1(), 5, 100_000, seed=1)
    assert done.log_evidence == pytest.approx(-9.685272, abs=0.05)
    mean = float(done.weights @ done.particles)
    assert mean == pytest.approx(0.064960, abs=0.01)
    assert float(done.weights @ (done.particles - mean) ** 2) == pytest.approx(0.038506, abs=0.003)


def test_filtered__the_nile():
    """Local level of the Nile, 1871 on, 20 years: log likelihood and last mean are those of the exact filter."""
    nile = (1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140)
    model = LinearGaussian(tuple(map(float, nile[1:])), 1.0, 1469.2**0.5, 15098.5**0.5, 1120.0, (15098.5 + 1469.2) ** 0.5)
    exact, means, _ = kalman(model)
    assert means[0] == pytest.approx(1140.928, abs=0.001)
    done = filtered(model, len(model.seen), 50_000, seed=2)
    assert done.log_evidence == pytest.approx(exact, abs=0.1)
    assert float(done.weights @ done.particles) == pytest.approx(means[-1], abs=2.0)


@dataclass
class TwoStates:
    """A hidden Markov chain of two states with two symbols."""

    symbols: tuple[int, ...] = (0, 0, 1, 1, 1)
    step_to_1: tuple[float, float] = (0.1, 0.8)
    symbol_1: tuple[float, float] = (0.2, 0.7)

    def start(self, count, seed):
        """Return even draws of the first state."""
        return (np.random.default_rng(seed).uniform(size=count) < 0.5).astype(np.int64)

    def move(self, particles, step, seed):
        """Return the next states."""
        if step == 0:
            return particles
        return (np.random.default_rng(seed).uniform(size=len(particles)) < np.array(self.step_to_1)[particles]).astype(np.int64)

    def log_likelihood(self, particles, step):
        """Return the log chance of the symbol."""
        one = np.array(self.symbol_1)[particles]
        return np.log(one if self.symbols[step] else 1.0 - one)

    def take(self, particles, places):
        """Return copies."""
        return particles[places]

    def mix(self, kept, fresh, use):
        """Return the fresh ones where wanted."""
        return np.where(use, fresh, kept)

    def drop(self, particles):
        """Keep nothing."""


def test_filtered__a_chain_of_two_states():
    """Log likelihood -3.820808, chance of the second state .840871."""
    done = filtered(TwoStates(), 5, 100_000, seed=3)
    assert done.log_evidence == pytest.approx(-3.820808, abs=0.02)
    assert float(done.weights @ done.particles) == pytest.approx(0.840871, abs=0.006)


def test_filtered__sharp_sights_are_met_by_more_tries_and_keep_lineages_apart():
    """With an error of a fiftieth one throw leaves few particles; with many tries several times as many first ones are left."""
    exact, means, _ = kalman(ar1(0.02))
    once, often = (filtered(ar1(0.02), 5, 4_000, seed=4, tries=n) for n in (1, 64))
    assert max(date.tries for date in often.dates) > 8
    assert often.log_evidence == pytest.approx(exact, abs=0.6)
    assert float(often.weights @ often.particles) == pytest.approx(means[-1], abs=0.02)
    assert often.distinct > 3 * once.distinct
    assert often.ess > 5.0 * once.ess
    shares = np.unique(often.particles, return_counts=True)[1] / 4_000
    assert once.dates[-1].resampled
    assert often.ess == pytest.approx(1.0 / np.sum(shares**2), rel=0.05)


def test_filtered__many_tries_leave_the_answer_as_it_was():
    """The evidence stays that of the exact filter, however many tries are made."""
    values = [filtered(ar1(), 5, 4_000, seed=s, tries=8, keep=2.0).log_evidence for s in range(20)]
    assert np.log(np.mean(np.exp(values))) == pytest.approx(-9.685272, abs=0.05)


def test_filtered__weak_sights_only_weigh():
    """Where enough particles count nothing is resampled: every particle is its own ancestor."""
    done = filtered(ar1(20.0), 3, 500, seed=5)
    assert [(date.tries, date.resampled) for date in done.dates] == [(1, False)] * 3
    assert done.distinct == 500
    assert done.ancestors.tolist() == list(range(500))
    assert done.ess < 500


def test_filtered__same_seed_same_particles():
    """Another seed gives others."""
    one, two, other = (filtered(ar1(), 5, 300, seed=s) for s in (6, 6, 7))
    assert (one.particles == two.particles).all()
    assert (one.particles != other.particles).any()


def test_filtered__what_no_particle_allows_is_refused():
    """A report without likelihood anywhere names its date."""
    model = ar1()
    model.log_likelihood = lambda particles, step: np.full(len(particles), -np.inf if step == 2 else 0.0)
    with pytest.raises(ValueError, match="date 3"):
        filtered(model, 5, 100, seed=8)


def test_filtered__particles_that_a_hard_fact_rules_out_are_gone():
    """Half of the particles have no likelihood: they have no weight and no descendants, and the evidence is one half."""
    model = ar1(50.0)
    model.log_likelihood = lambda particles, step: np.where(particles > 0.0, 0.0, -np.inf)
    done = filtered(model, 1, 2_000, seed=9, keep=0.6)
    assert (done.particles[done.weights > 0.0] > 0.0).all()
    assert np.exp(done.log_evidence) == pytest.approx(0.5, abs=0.04)


def test_filtered__shows_what_it_holds_after_every_date():
    """Weights and the number of first particles left are those of the end at the last date, and never grow."""
    held = []
    done = filtered(ar1(0.1), 5, 500, seed=10, after=lambda now, step: held.append((step, now.weights.copy(), now.distinct)))
    assert [step for step, _, _ in held] == [0, 1, 2, 3, 4]
    assert (held[-1][1] == done.weights).all()
    assert [date.distinct for date in done.dates] == [distinct for _, _, distinct in held]
    assert sorted((distinct for _, _, distinct in held), reverse=True) == [distinct for _, _, distinct in held]
    assert held[-1][2] == done.distinct < 500


def test_filtered__uses_nothing_that_it_gave_back():
    """What take, mix and drop were given may be written over at once: the answer is the same."""

    class Careless(LinearGaussian):
        def spoil(self, *parts):
            for part in parts:
                part[:] = np.nan

        def move(self, particles, step, seed):
            return super().move(particles, step, seed) + 0.0

        def take(self, particles, places):
            found = particles[places]
            self.spoil(particles)
            return found

        def mix(self, kept, fresh, use):
            found = np.where(use, fresh, kept)
            self.spoil(kept, fresh)
            return found

        def drop(self, particles):
            self.spoil(particles)

    careful = ar1(0.05)
    careless = Careless(careful.seen, careful.rho, careful.noise, careful.error, careful.start_mean, careful.start_sd)
    one, other = (filtered(model, 5, 300, seed=11) for model in (careful, careless))
    assert max(date.tries for date in one.dates) > 1
    assert (one.particles == other.particles).all()
    assert one.log_evidence == other.log_evidence
