"""Priors from base rates keep their width and move their mean."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.rates_register import LEAST_SD, PULL, rate_rows, settlement_prior
from multipolar.model.plan import to_distribution


def test_settlement_prior__gives_the_hazard_that_made_the_rates():
    """Hazards made by the law with one base hazard give that base back, never narrower than least."""
    relapse = {way: {"hazard_per_day": {"value": 0.002 * pull, "yes": 5}} for way, pull in PULL.items()}
    prior = to_distribution(settlement_prior(relapse)["prior"])
    assert prior.args[0] == pytest.approx(0.002)
    assert prior.args[1] >= LEAST_SD
    assert min(PULL.values()) > 0.0
    assert float(np.prod(list(PULL.values()))) == pytest.approx(PULL["victory"] * PULL["fades"] * 1.45 * 0.4865, rel=1e-3)
    assert np.isfinite(prior.args[1])


def test_rate_rows__only_what_data_support():
    """No rates, no priors."""
    assert rate_rows({}) == {}
