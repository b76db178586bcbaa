"""Tables of drawn inputs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from multipolar.numerics import sampling


def test_quantile_table__of_a_normal_is_the_grid():
    """A normal input is tabulated as itself."""
    table = sampling.quantile_table(lambda u: float(stats.norm.ppf(u)))
    assert table == pytest.approx(sampling.Z_GRID, abs=1e-9)
    assert table.shape == (sampling.Z_POINTS,)


CURVED = sampling.quantile_table(lambda u: float(stats.lognorm.ppf(u, 0.8)))


@given(st.floats(-4.4, 4.4))
def test_interp_z__comes_close_to_the_true_quantile(z):
    """A curved distribution read through its table is off by a few parts in ten thousand at most."""
    assert sampling.interp_z(CURVED, z) == pytest.approx(np.exp(0.8 * z), rel=2e-4)


@pytest.mark.parametrize(("z", "expected"), [(-9.0, -4.5), (9.0, 4.5), (-4.5, -4.5), (4.5, 4.5), (0.0, 0.0)])
def test_interp_z__holds_the_ends(z, expected):
    """Beyond the table the end value stays."""
    assert sampling.interp_z(sampling.Z_GRID, z) == pytest.approx(expected)


@pytest.mark.parametrize(("quantile", "said"), [(lambda u: -u, "decreases"), (lambda u: np.inf if u > 0.9 else u, "inf")])
def test_quantile_table__refuses_what_is_no_quantile_function(quantile, said):
    """A falling or infinite function is refused with the reason."""
    with pytest.raises(ValueError, match=said):
        sampling.quantile_table(quantile)
