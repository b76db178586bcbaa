"""Drawn inputs: every distribution becomes a short table of values over a standard normal scale.

One table row per input keeps kernels free of distribution families: a correlated normal draw z is looked up,
whatever the analyst wrote. Beyond 4.5 standard deviations (seven draws in a million) the ends are held.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.elementary import norm_cdf
from multipolar.numerics.jit import law

__all__ = ["Z_GRID", "Z_MAX", "Z_POINTS", "interp_z", "quantile_table"]

Z_MAX = 4.5
"""Largest normal score in a table [standard deviations]."""
Z_POINTS = 361
"""Points of a table [1]."""
Z_PER_UNIT = (Z_POINTS - 1) / (2.0 * Z_MAX)
"""Points per unit of the normal score [1]."""
Z_GRID: NDArray[np.float64] = np.linspace(-Z_MAX, Z_MAX, Z_POINTS)


def quantile_table(quantile: Callable[[float], float]) -> NDArray[np.float64]:
    """Return the row of values a distribution takes over the normal scale.

    Parameters
    ----------
    quantile : the inverse distribution function, from a probability in (0, 1) to a value.

    Returns
    -------
    (Z_POINTS,) non-decreasing values at the probabilities of `Z_GRID`.

    Raises
    ------
    ValueError : if a value is not finite or the function decreases.
    """
    row = np.array([quantile(norm_cdf(float(z))) for z in Z_GRID], dtype=np.float64)
    if not np.isfinite(row).all():
        raise ValueError(f"quantile function gives {row[~np.isfinite(row)][0]} inside (0, 1)")
    if (np.diff(row) < 0.0).any():
        raise ValueError("quantile function decreases: it must not fall as probability rises")
    return row


@law
def interp_z(table_row: NDArray[np.float64], z: float) -> float:
    """Return the tabulated value at `z` standard deviations: linear in between, the end values beyond."""
    place = (z + Z_MAX) * Z_PER_UNIT
    place = min(max(place, 0.0), Z_POINTS - 1.0)
    i = min(int(place), Z_POINTS - 2)
    return float(table_row[i] + (place - i) * (table_row[i + 1] - table_row[i]))
