"""Heavy tails, ceilings and pooled groups."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.robust import between_sd, fit_line, fit_residual, pooled_effects


def test_fit_line__finds_the_line_through_wild_residuals_and_under_a_ceiling():
    """Student residuals and a ceiling that hides a quarter of the values do not bend it."""
    rng = np.random.default_rng(2)
    x = np.column_stack([np.ones(3000), rng.standard_normal(3000)])
    y = x @ np.array([-1.0, 0.7]) + 0.5 * rng.standard_normal(3000)
    y[:30] += 30.0
    free = fit_line(x[30:], y[30:], centre=np.zeros(2), sd=np.full(2, 10.0), df=30.0)
    wild = fit_line(x, y, centre=np.zeros(2), sd=np.full(2, 10.0), df=4.0)
    capped = fit_line(x[30:], np.minimum(y[30:], -0.5), centre=np.zeros(2), sd=np.full(2, 10.0), ceiling=-0.5, df=30.0)
    assert free.mean == pytest.approx([-1.0, 0.7], abs=0.03)
    assert wild.mean == pytest.approx([-1.0, 0.7], abs=0.05)
    assert capped.mean == pytest.approx([-1.0, 0.7], abs=0.06)
    assert capped.scale == pytest.approx(0.5, abs=0.05)


def test_fit_residual__tells_heavy_tails_from_light_ones():
    """The family with the greater likelihood is taken, with its scale."""
    rng = np.random.default_rng(3)
    assert fit_residual(0.7 * rng.standard_normal(4000)) == (pytest.approx(0.7, abs=0.04), 30.0)
    assert fit_residual(0.7 * rng.standard_t(4, 4000))[1] == 4.0


def test_pooled_effects__few_battles_are_pulled_to_zero():
    """A war with many battles keeps its mean, one with a single battle hardly."""
    residual = np.r_[np.full(100, 1.0), 1.0]
    groups = np.array(["many"] * 100 + ["one"])
    found = pooled_effects(residual, groups, within=1.0, between=0.5)
    assert found["many"] == pytest.approx(25 / 26)
    assert found["one"] == pytest.approx(0.2)


def test_between_sd__splits_the_spread():
    """Spread within and between wars is told apart."""
    rng = np.random.default_rng(4)
    groups = np.repeat([f"w{i}" for i in range(80)], 20)
    residual = np.repeat(0.5 * rng.standard_normal(80), 20) + 0.9 * rng.standard_normal(1600)
    assert between_sd(residual, groups) == (pytest.approx(0.9, abs=0.05), pytest.approx(0.5, abs=0.1))
