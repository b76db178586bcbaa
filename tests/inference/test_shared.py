"""Priors that wars share: many guesses weighed at once are those weighed one by one, and what is learned is not too sure."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.shared import Lived, learn, log_likelihood, log_likelihoods, log_normal_density, told_in_parts
from multipolar.inference.smc import Settings


def courses(seed: int, columns: tuple[int, ...], count: int = 400) -> Lived:
    """Return invented courses whose first drawn column decides what is seen: near 1 where it is high."""
    rng = np.random.default_rng(seed)
    z = 1.8 * rng.standard_normal((count, len(columns)))
    told = np.vstack([0.02 + 0.96 / (1 + np.exp(-3 * z[:, 0])), np.full(count, 0.5)])
    return Lived(z, np.array(columns), log_normal_density(z, np.zeros(len(columns)), 1.8), told, np.array([1.0, 0.4]))


def test_log_likelihoods__are_those_of_single_shifts() -> None:
    """Squares multiplied out give the same numbers, in parts or at once, far shifts with the cap included."""
    lived = courses(1, (0, 1, 1, 2))
    shifts = np.random.default_rng(2).standard_normal((450, 3)) * 2
    single = [log_likelihood(lived, shift) for shift in shifts]
    assert log_likelihoods(lived, shifts) == pytest.approx(single, abs=1e-10)
    assert told_in_parts(lived, shifts) == pytest.approx(single, abs=1e-10)


def test_learn__moves_what_is_seen_and_leaves_the_rest_as_wide_as_it_was() -> None:
    """Twelve wars that all show high values move their parameter up; one that nothing speaks of keeps middle and spread."""
    wars = [courses(seed, (0, 1)) for seed in range(12)]
    found = learn(wars, prior_sd=1.0, seed=3, settings=Settings(1000, 10))
    assert found.shifts[:, 0].mean() > 0.5
    assert abs(found.shifts[:, 1].mean()) < 0.35
    assert found.shifts[:, 1].std() == pytest.approx(1.0, abs=0.25)
    assert found.by_war.shape == (1000, 12)
    with pytest.raises(ValueError, match="no war"):
        learn([], prior_sd=1.0, seed=1)
