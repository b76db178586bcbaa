"""How much of the spread of an answer is luck: what stays where every input is known."""

from __future__ import annotations

import numpy as np

from multipolar.inference.response import Estimate, interval
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.twins import LEAST_SPREAD, pair_parts


def luck_share(first: FloatArray, twin: FloatArray, weights: FloatArray | None = None) -> Estimate | None:
    """Return the share of the variance that is luck, from pairs with equal inputs: (pair,) or (pair, class) each.

    1 - sum v (a - m)(b - m) / sum v ((a - m)^2 + (b - m)^2) / 2, classes added up. Its error is that of the ratio linearised,
    and what one more pair would change that shares the rarest answer: of few such answers none may be shared by chance.
    ``weights`` (pair,): v, which need not sum to one. None where nothing varies.
    """
    v, shared, whole, mean = pair_parts(first, twin, weights)
    total = float(v @ whole)
    if total <= LEAST_SPREAD * float(np.max(mean**2)):
        return None
    ratio = float(v @ shared) / total
    both = (np.atleast_2d(np.asarray(one, np.float64).T).T for one in (first, twin))
    rarest = float(max(np.sum((one - mean) ** 2, axis=1).max() for one in both)) / len(v)
    error = float(np.sqrt(np.sum((v * (shared - ratio * whole)) ** 2) + rarest**2)) / total
    return interval(1.0 - ratio, error)
