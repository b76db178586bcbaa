"""Resampling keeps expectations and wastes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.resampling import effective_size, normalised, systematic


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


def test_effective_size__runs_from_one_to_all():
    """Equal weights are worth all particles, one weight is worth one."""
    assert effective_size(np.full(8, 1 / 8)) == pytest.approx(8.0)
    assert effective_size(np.array([1.0, 0.0, 0.0])) == pytest.approx(1.0)


def test_normalised__survives_extremes_and_refuses_nothing_at_all():
    """Huge log weights do not overflow; when nothing fits, that is said."""
    assert normalised(np.array([-1e5, -1e5 - np.log(3.0)])) == pytest.approx([0.75, 0.25])
    with pytest.raises(ValueError, match="no particle fits"):
        normalised(np.array([-np.inf, -np.inf]))
