"""Advance: medians come back, and the model's median keeps the mean."""

from __future__ import annotations

import numpy as np
import pytest

from battle_tables import rows, write
from multipolar.data.battles import read_battles
from multipolar.inference.battle_advance import CAP, capped_mean, fit_advance, model_median


def test_fit_advance__recovers_the_invented_pace(tmp_path):
    """6 km a day, 3 on rugged ground, spread 0.8; failures are not asked."""
    found = fit_advance(read_battles(write(tmp_path / "battles.csv", rows(800))))
    assert found.flat == pytest.approx(6.0, rel=0.1)
    assert found.rugged == pytest.approx(3.0, rel=0.15)
    assert found.spread == pytest.approx(0.8, abs=0.08)
    assert found.standstill == 0


def test_model_median__keeps_the_mean_under_a_smaller_spread():
    """A wide real spread needs a greater median in a model with a smaller one; equal spreads need none."""
    same = float(np.hypot(0.7, 0.35))
    assert model_median(4.0, same) == pytest.approx(4.0, rel=1e-6)
    wide = model_median(4.0, 1.4)
    assert wide > 4.0
    assert capped_mean(wide, same) == pytest.approx(capped_mean(4.0, 1.4))
    assert capped_mean(1000.0, 0.1) == pytest.approx(CAP)
