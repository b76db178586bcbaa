"""Weights into equally weighted copies: systematic resampling, and how many courses or particles weights are worth."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray

__all__ = ["copies", "effective_size", "in_order", "normalised", "systematic"]

MIDDLE = 0.5
"""Place of the comb's teeth within their steps where no chance is wanted [1]. Grade J."""


def normalised(log_weights: FloatArray) -> FloatArray:
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


def effective_size(weights: FloatArray) -> float:
    """Return 1 / sum w^2 of weights that sum to one: the number of equal particles they are worth (Kong 1992)."""
    return float(1.0 / np.sum(weights**2))


def systematic(weights: FloatArray, count: int, u: float = MIDDLE) -> NDArray[np.intp]:
    """Return ``count`` ancestors in rising order, each index ``count * weight / sum`` times, off by less than one copy.

    One comb of equally spaced points through the cumulated weights (Kitagawa 1996); ``u`` in [0, 1) places its teeth. A tooth
    on the edge of two indices belongs to the first, but a tooth at zero to the first that has weight.
    """
    reached = np.cumsum(weights)
    points = (np.arange(count) + u) * (reached[-1] / count)
    side: Literal["left", "right"] = "left" if u > 0.0 else "right"
    return np.asarray(np.searchsorted(reached, points, side=side).clip(0, len(weights) - 1))


def copies(weights: FloatArray, count: int | None = None) -> NDArray[np.int64]:
    """Return how often each index stands among ``count`` equally weighted ones, by default as many as there are: (index,)."""
    chosen = systematic(np.asarray(weights, np.float64), count or len(weights))
    return np.bincount(chosen, minlength=len(weights)).astype(np.int64)


def in_order(values: NDArray[Any], weights: FloatArray, count: int | None = None) -> NDArray[Any]:
    """Return the values at the middle of ``count`` equal steps of the summed weights, in rising order: (count,)."""
    order = np.argsort(values, kind="stable")
    found: NDArray[Any] = values[order[systematic(weights[order], count or len(values))]]
    return found
