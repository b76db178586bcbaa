"""Resampling keeps expectations and wastes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.numerics.resampling import copies, effective_size, in_order, normalised, systematic


def test_systematic__every_index_comes_its_share_of_times():
    """Copies differ from count times weight by less than one, whatever the uniform number."""
    weights = normalised(np.log(np.array([0.05, 0.4, 0.25, 0.3])))
    for u in (0.0, 0.37, 0.999):
        copies = np.bincount(systematic(weights, 1000, u), minlength=4)
        assert copies.sum() == 1000
        assert np.abs(copies - 1000 * weights).max() < 1.0 + 1e-9


def test_systematic__a_particle_without_weight_leaves_no_child():
    """Zero weight means extinction, at either end of the comb."""
    chosen = systematic(np.array([0.0, 1.0, 0.0]), 50, 0.0)
    assert set(chosen) == {1}


def test_systematic__a_worked_comb():
    """Teeth at 1/8, 3/8, 5/8, 7/8 of weights 2, 0, 1, 1: half of them fall on the first; the scale of weights does not count."""
    weights = np.array([2.0, 0.0, 1.0, 1.0])
    for scale in (1.0, 0.25, 3.0):
        assert systematic(scale * weights, 4).tolist() == [0, 0, 2, 3]
    assert systematic(weights, 2, 0.0).tolist() == [0, 2]
    assert systematic(weights, 2, 0.999).tolist() == [0, 3]


def test_copies__are_counts_of_the_comb():
    """Each index as often as the comb meets it; as many copies as there are weights when nobody says."""
    weights = np.array([2.0, 0.0, 1.0, 1.0])
    assert copies(weights).tolist() == [2, 0, 1, 1]
    assert copies(weights, 8).tolist() == [4, 0, 2, 2]
    assert copies(np.array([0.6, 0.6, 1.8]), 3).tolist() == [1, 0, 2]
    assert copies(np.ones(5)).tolist() == [1] * 5


def test_in_order__steps_through_the_weights_in_rising_order():
    """Each value comes as often as its weight, to one draw; equal weights leave the values as they are, sorted."""
    values, weights = np.array([5.0, 1.0, 3.0, 9.0]), np.array([2.0, 0.0, 1.0, 1.0])
    assert in_order(values, weights).tolist() == [3.0, 5.0, 5.0, 9.0]
    assert in_order(values, weights, 2).tolist() == [3.0, 5.0]
    assert in_order(values, np.ones(4)).tolist() == [1.0, 3.0, 5.0, 9.0]


def test_effective_size__runs_from_one_to_all():
    """Equal weights are worth all particles, one weight is worth one."""
    assert effective_size(np.full(8, 1 / 8)) == pytest.approx(8.0)
    assert effective_size(np.array([1.0, 0.0, 0.0])) == pytest.approx(1.0)


def test_normalised__survives_extremes_and_refuses_nothing_at_all():
    """Huge log weights do not overflow; when nothing fits, that is said."""
    assert normalised(np.array([-1e5, -1e5 - np.log(3.0)])) == pytest.approx([0.75, 0.25])
    with pytest.raises(ValueError, match="no particle fits"):
        normalised(np.array([-np.inf, -np.inf]))
