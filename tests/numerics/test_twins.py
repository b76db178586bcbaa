"""Pairs of courses with equal inputs: what they share, and their weights."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.numerics.twins import pair_parts, pair_weights


def test_pair_parts__by_hand():
    """Two pairs, (0, 1) and (1, 1), the second of weight three: mean 7/8, covariance and variance from it."""
    v, shared, whole, mean = pair_parts(np.array([0.0, 1.0]), np.array([1.0, 1.0]), np.array([1.0, 3.0]))
    assert (v.tolist(), mean.tolist()) == ([0.25, 0.75], [0.875])
    assert shared == pytest.approx([-0.875 * 0.125, 0.125**2])
    assert whole == pytest.approx([(0.875**2 + 0.125**2) / 2, 0.125**2])


def test_pair_parts__cases_are_added_up():
    """An answer told by two indicators, one the complement of the other, has twice the terms of one alone."""
    first, twin = np.array([0.0, 1.0, 1.0]), np.array([1.0, 1.0, 0.0])
    one, both = pair_parts(first, twin), pair_parts(np.stack([first, 1 - first], 1), np.stack([twin, 1 - twin], 1))
    assert both[1] == pytest.approx(2 * one[1])
    assert both[2] == pytest.approx(2 * one[2])


def test_pair_weights__meet_the_shares_of_the_run():
    """Both courses of the pairs have the weighted shares on average; a cell that no pair reached is left out."""
    rng = np.random.default_rng(12)
    first, twin = rng.integers(0, 3, 500), rng.integers(0, 3, 500)
    weights = pair_weights(first, twin, np.array([0.5, 0.2, 0.1, 0.2]))
    margin = (np.bincount(first, weights, minlength=4) + np.bincount(twin, weights, minlength=4)) / 2
    assert margin == pytest.approx([0.625, 0.25, 0.125, 0.0], abs=1e-6)
