"""How good bands are: how often they hold the truth, and how near whole distributions come to it."""

from __future__ import annotations

import numpy as np
import scoringrules
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GRID: Floats = np.arange(1, 200) / 200.0
"""Probabilities at which a distribution is told: every half percent."""
LEVELS = (0.5, 0.8, 0.9)


def coverage(q: Floats, y: Floats, level: float) -> float:
    """Return how many truths (row,) lie inside the central band of ``level``, from quantiles on GRID (row, probability)."""
    low = int(np.argmin(np.abs(GRID - (1.0 - level) / 2.0)))
    high = int(np.argmin(np.abs(GRID - (1.0 + level) / 2.0)))
    return float(np.mean((y >= q[:, low] - 1e-12) & (y <= q[:, high] + 1e-12)))


def crps(q: Floats, y: Floats) -> float:
    """Return the mean continuous ranked probability score of distributions told by quantiles on GRID, in the unit of y."""
    return float(np.mean(scoringrules.crps_ensemble(y, q, estimator="qd")))


def band_scores(q: Floats, y: Floats) -> dict[str, float]:
    """Return coverage of the central bands and the ranked probability score."""
    found = {f"cover{round(100 * level)}": coverage(q, y, level) for level in LEVELS}
    return {**found, "crps": crps(q, y)}
