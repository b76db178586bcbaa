"""Luck from pairs of courses with equal inputs."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.luck import luck_share
from multipolar.numerics.twins import pair_weights


def test_luck_share__is_one_less_the_correlation_of_pairs():
    """Answers that share a third of their variance: two thirds are luck, inside the interval."""
    rng = np.random.default_rng(10)
    common = rng.normal(size=4_000)
    first, twin = (common + np.sqrt(2) * rng.normal(size=4_000) for _ in range(2))
    found = luck_share(first, twin)
    assert found is not None
    assert found.value == pytest.approx(2 / 3, abs=0.03)
    assert found.low < 2 / 3 < found.high
    assert luck_share(common, common).value == pytest.approx(0.0, abs=1e-12)
    assert luck_share(np.ones(9), np.ones(9)) is None


def test_luck_share__of_few_answers_says_how_little_is_known():
    """Ten of a thousand pairs answer yes, none twice: all luck, but the interval reaches far down."""
    first, twin = np.zeros(1_000), np.zeros(1_000)
    first[:5] = twin[5:10] = 1.0
    found = luck_share(first, twin)
    assert found.value == 1.0
    assert found.low < 0.65


def test_pair_weights__tell_the_luck_of_the_weighted_forecast():
    """Two kinds of inputs, yes with 0.2 and 0.8, and yes courses of weight four: the exact share under the weights is found."""
    rng = np.random.default_rng(11)
    n = 200_000
    chance = np.where(rng.random(n) < 0.5, 0.2, 0.8)
    first, twin = ((rng.random(n) < chance).astype(float) for _ in range(2))
    cells = first.astype(np.int64), twin.astype(np.int64)
    weights = pair_weights(*cells, np.array([0.5, 4 * 0.5]))
    tilted = {p: 4 * p / (4 * p + 1 - p) for p in (0.2, 0.8)}
    mass = {p: 0.5 * (4 * p + 1 - p) for p in (0.2, 0.8)}
    whole = sum(mass.values())
    mean = sum(mass[p] * tilted[p] for p in tilted) / whole
    between = sum(mass[p] * (tilted[p] - mean) ** 2 for p in tilted) / whole
    exact = 1.0 - between / (mean * (1.0 - mean))
    assert luck_share(first, twin, weights).value == pytest.approx(exact, abs=0.03)
    assert luck_share(first, twin).value != pytest.approx(exact, abs=0.05)
