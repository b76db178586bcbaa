"""Pairs of inputs that act together, read off the courses of a run by halves: no surrogate and nothing simulated.

Each input is cut at its middle, or into its two rival sets of claims. The interaction of two inputs is the difference that the
second makes to the effect of the first, [p(high, high) - p(low, high)] - [p(high, low) - p(low, low)], the contrast of a two-level
design (Box, Hunter and Hunter 2005, chapter 5) on the scale of the probability itself.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.forecast.probability import standard_normal
from multipolar.inference.response import Response
from multipolar.numerics.arrays import FloatArray

LEAST_CELL = 50.0
"""Effective courses that each of the four groups of a pair must have. Grade J: a share is then known to 0.07."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two inputs, by place, that act together: what the first moves where the second is low and where it is high, and the error."""

    first: int
    second: int
    where_low: float
    where_high: float
    error: float


def acting_together(x: FloatArray, response: Response, told: int) -> list[Pair]:
    """Return the pairs of inputs (member, input) whose interaction is sure, the strongest first.

    ``told``: the answer whose probability is looked at. A pair is sure where its contrast passes what the largest of as many
    pairs without any would (Bonferroni at 5 %).
    """
    count = x.shape[1]
    halves = [_high(x[:, i]) for i in range(count)]
    tried = list(itertools.combinations(range(count), 2))
    bar = standard_normal(1.0 - 0.025 / max(len(tried), 1))
    found = [pair for i, j in tried if (pair := _pair(i, j, halves[i], halves[j], response, told)) is not None]
    sure = [pair for pair in found if abs(pair.where_high - pair.where_low) > bar * pair.error]
    return sorted(sure, key=lambda pair: -abs(pair.where_high - pair.where_low))


def _high(values: FloatArray) -> NDArray[np.bool_]:
    """Return which members lie above the middle of an input (member,); of two categories the second is high."""
    return np.asarray(values > (0.5 if set(np.unique(values[:100]).tolist()) <= {0.0, 1.0} else np.median(values)))


def _pair(i: int, j: int, a: NDArray[np.bool_], b: NDArray[np.bool_], response: Response, told: int) -> Pair | None:
    """Return a pair, the input that moves more where the other is high first; None where a group is too small."""
    shares, variance = {}, 0.0
    for high_a, high_b in itertools.product((False, True), repeat=2):
        w = response.weights * ((a == high_a) & (b == high_b))
        total = float(w.sum())
        size = total**2 / max(float(np.sum(response.by_ancestor(w) ** 2)), 1e-300)
        if size < LEAST_CELL:
            return None
        p = float(w[response.codes == told].sum()) / total
        shares[high_a, high_b] = p
        variance += (p * (1.0 - p) + 1.0 / size) / size
    effect = {high_b: shares[True, high_b] - shares[False, high_b] for high_b in (False, True)}
    return Pair(i, j, effect[False], effect[True], math.sqrt(variance))
