"""The forecast of somebody who knows nothing: spread evenly over the range that a question can take."""

from __future__ import annotations

import numpy as np

from multipolar.forecast.question import Asked
from multipolar.numerics.arrays import FloatArray

GRID = 1001
PEOPLE = (10.0, 1e6)
COUNTS = (0.0, 10.0)


def uniform_sample(item: Asked, days: int = 0) -> FloatArray:
    """Return the uniform forecast of a continuous question as an even grid of quantiles.

    ``days``: after the as-of date that the forecast knew of; lengths are spread over the days left after them.
    """
    places = (np.arange(GRID) + 0.5) / GRID
    frame, unit = item.ask.frame, item.question.unit
    if unit == "persons":
        return np.asarray(np.exp(np.log(PEOPLE[0]) + places * (np.log(PEOPLE[1]) - np.log(PEOPLE[0]))))
    if unit == "days":
        start = (frame.as_of - frame.round_start).days if "round" in item.question.feature else 0
        return np.asarray(start + days + places * (frame.horizon - days))
    low, high = COUNTS if "truces" in item.question.feature else (0.0, 1.0)
    return np.asarray(low + places * (high - low))
