"""Pairs of courses of a run with equal inputs and other luck: their weights, and what of the spread is not luck."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.forecast.count import twin_matrix
from multipolar.forecast.probability import parameter_share
from multipolar.forecast.tally import Tally
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.numerics.twins import pair_weights
from multipolar.outside.pool import Members

LEAST_PAIRS = 2
"""Pairs below which nothing is said of luck."""


def twin_weights(tally: Tally, first: Records, twins: Records, horizon: float) -> FloatArray | None:
    """Return the weights of pairs of courses with equal inputs (pair,); None where each course counts as one.

    The weight of a course is that of its ending and length, so pairs are weighted until both of their courses end as the weighted
    run does.
    """
    weights = tally.weights
    if weights is None:
        return None

    def cells(label: NDArray[Any], length: NDArray[Any]) -> NDArray[np.int64]:
        return Members(np.asarray(label, np.int64), np.minimum(np.asarray(length, np.float64), horizon), horizon).cell

    one, two = (cells(out["label"], out["length_days"]) for out in (first, twins))
    known = cells(tally.values("label"), tally.values("length_days"))
    size = 1 + int(max(found.max() for found in (one, two, known)))
    return pair_weights(one, two, np.asarray(np.bincount(known, weights, minlength=size), np.float64))


def doubt_of(tally: Tally, first: Records, twins: Records, horizon: float) -> dict[str, Any]:
    """Return by quantity the share of the spread that comes from not knowing the inputs, and the luck in the kind of ending.

    Pairs are weighted as the courses of the run are, so that this is the spread of what is printed.
    """
    pairs = min(first.shape[0], twins.shape[0])
    if pairs < LEAST_PAIRS:
        return {"pairs": pairs, "parameter_share": {}, "luck_share": None}
    first, twins = first[:pairs], twins[:pairs]
    weights = twin_weights(tally, first, twins, horizon)
    one, two = twin_matrix(first), twin_matrix(twins)
    shares = {name: parameter_share(one[name], two[name], weights) for name in one}
    known = {name: round(share, 4) for name, share in shares.items() if share is not None}
    luck = None if "ending" not in known else round(1.0 - known["ending"], 4)
    return {"pairs": pairs, "parameter_share": known, "luck_share": luck}
