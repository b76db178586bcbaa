"""A share of cases with its interval."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from multipolar.data.tables import as_number


def share(yes: int, cases: int) -> dict[str, float]:
    """Return a share of cases with its 90 % Jeffreys interval, the count of yes and the number of cases."""
    low, high = (float(stats.beta.ppf(q, yes + 0.5, cases - yes + 0.5)) for q in (0.05, 0.95))
    value = yes / cases if cases else float("nan")
    found = {"value": value, "low": 0.0 if yes == 0 else low, "high": 1.0 if yes == cases else high}
    return {k: round(v, 4) for k, v in found.items() if np.isfinite(v)} | {"yes": yes, "n": cases}


def hazard(events: int, exposure: float) -> dict[str, float]:
    """Return a hazard [1/day] with its 90 % Jeffreys interval for a Poisson count, the events and the days at risk."""
    low, high = (float(stats.gamma.ppf(q, events + 0.5, scale=1.0 / exposure)) for q in (0.05, 0.95))
    found = {"value": events / exposure, "low": 0.0 if events == 0 else low, "high": high}
    return {k: round(v, 6) for k, v in found.items()} | {"yes": events, "n": round(exposure)}


def as_floats(cells: Sequence[str]) -> NDArray[np.float64]:
    """Return cells as numbers (cell,), NaN where one holds none."""
    return np.array([as_number(cell) for cell in cells], dtype=np.float64)
