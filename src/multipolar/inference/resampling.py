"""Weights into ancestors: systematic resampling, and how many particles weights are worth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def normalised(log_weights: Floats) -> Floats:
    """Return weights that sum to one (particle,) from their logarithms.

    Raises
    ------
    ValueError : if no particle has weight at all.
    """
    top = float(np.max(log_weights))
    if not np.isfinite(top):
        raise ValueError("no particle fits: every log weight is minus infinity or undefined")
    weights = np.exp(log_weights - top)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def effective_size(weights: Floats) -> float:
    """Return 1 / sum w^2 of weights that sum to one: the number of equal particles they are worth (Kong 1992)."""
    return float(1.0 / np.sum(weights**2))


def systematic(weights: Floats, count: int, u: float) -> NDArray[np.intp]:
    """Return ``count`` ancestors, each index near ``count * weight`` times, from one uniform number ``u`` in [0, 1).

    One comb of equally spaced points through the cumulated weights (Kitagawa 1996): no index is off by a whole copy.
    """
    edges = np.cumsum(weights)
    edges[-1] = 1.0
    points = (np.arange(count) + u) / count
    return np.searchsorted(edges, points, side="right").clip(0, len(weights) - 1)
