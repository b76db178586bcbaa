"""Priors from base rates keep their width and move their mean."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.rates_register import BEFORE, LEAST_SD, PULL, entry_prior, rate_rows, settlement_prior
from multipolar.inference.rates_share import share
from multipolar.model.plan import to_distribution


def test_entry_prior__mean_moves_towards_the_count_and_the_width_stays():
    """Without cases the belief stays; with many it comes near their share; a + b is kept."""
    a, b = BEFORE["entry_neighbour"]
    assert entry_prior("entry_neighbour", share(0, 0))["mean"] == pytest.approx(a / (a + b), abs=1e-4)
    found = entry_prior("entry_neighbour", share(40, 4000))
    assert found["mean"] == pytest.approx(0.011, abs=0.001)
    assert sum(to_distribution(found["prior"]).args) == pytest.approx(a + b, abs=0.06)


def test_settlement_prior__gives_the_hazard_that_made_the_rates():
    """Hazards made by the law with one base hazard give that base back, never narrower than least."""
    relapse = {way: {"hazard_per_day": {"value": 0.002 * pull, "yes": 5}} for way, pull in PULL.items()}
    prior = to_distribution(settlement_prior(relapse)["prior"])
    assert prior.args[0] == pytest.approx(0.002)
    assert prior.args[1] >= LEAST_SD
    assert all(0 < pull < 1 for pull in PULL.values())
    assert np.isfinite(prior.args[1])


def test_rate_rows__only_what_data_support():
    """No rates, no priors."""
    assert rate_rows({}) == {}
