"""How an actor picks among options: likelier the better, never with certainty."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law

__all__ = ["UNAVAILABLE", "logit_choice"]

UNAVAILABLE = -1e300
"""The utility that keeps an option from being chosen."""


@law
def logit_choice(utility: NDArray[np.float64], n: int, u: float) -> int:
    """Return the option picked by a quantal (logit) response, by inversion with one uniform draw.

    Parameters
    ----------
    utility : (option,) [utility in units of the choice noise]; `UNAVAILABLE` or less is never picked.
    n : how many leading entries count.
    u : [probability] in (0, 1).

    Returns
    -------
    The option's index; -1 when none of the `n` is available.

    Source: McFadden 1974; McKelvey & Palfrey 1995.
    """
    best = UNAVAILABLE
    for i in range(n):
        best = max(best, utility[i])
    if best <= UNAVAILABLE:
        return -1
    total = 0.0
    for i in range(n):
        total += exp(utility[i] - best)
    left = u * total
    last = -1
    for i in range(n):
        weight = exp(utility[i] - best)
        if weight > 0.0:
            last = i
            left -= weight
            if left < 0.0:
                return i
    return last
