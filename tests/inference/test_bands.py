"""Bands are scored as they should be."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from multipolar.inference.bands import GRID, band_scores, coverage, crps


def test_coverage__a_true_band_holds_its_share():
    """The 80 % band of the true distribution holds 80 % of draws, a halved one fewer."""
    y = np.random.default_rng(0).standard_normal(20_000)
    q = np.tile(stats.norm.ppf(GRID), (20_000, 1))
    assert coverage(q, y, 0.8) == pytest.approx(0.8, abs=0.01)
    assert coverage(0.5 * q, y, 0.8) == pytest.approx(2 * stats.norm.cdf(0.5 * 1.2816) - 1, abs=0.01)
    assert set(band_scores(q[:10], y[:10])) == {"cover50", "cover80", "cover90", "crps"}


def test_crps__of_a_normal_at_its_middle():
    """N(0, 1) at 0 scores 0.233695: (sqrt(2) - 1) / sqrt(pi)."""
    assert crps(stats.norm.ppf(GRID)[None, :], np.zeros(1)) == pytest.approx(0.233695, abs=0.004)
