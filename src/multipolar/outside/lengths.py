"""How long rounds of fighting last, from past wars: their quantiles, scaled to a round and smoothed.

The clock starts afresh on the as-of date: days already fought do not shift it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.outside.constants import SCALE, SPREAD
from multipolar.outside.spells import Spell

LEVELS: FloatArray = (np.arange(1, 100) - 0.5) / 99
"""Levels of the quantiles that stand for a class of wars: those given to the 99 values of a sorted sample."""
POINTS: FloatArray = np.array([
    -1.5932188180230507, -0.967421566101701, -0.5894557978497783, -0.28221614706250814, 0.0,
    0.28221614706250825, 0.5894557978497783, 0.967421566101701, 1.59321881802305,
])  # fmt: skip
"""Nine normal quantiles that stand for the kernel of one war, at the levels (i - 1/2) / 9; written out, so that reading this
module does not load a library of laws."""
NORMAL_90 = 1.6449
"""Standard errors on either side that hold nine cases in ten of a normal law."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths of past wars of a type: how many, years of the first start and the last end, 99 quantiles [days]."""

    n: int
    years: tuple[int, int]
    quantiles: tuple[float, ...]


class Weighted(NamedTuple):
    """A law of lengths: days (point,) with weights (point,) that sum to one."""

    days: FloatArray
    weights: FloatArray


def lengths_of(rows: Sequence[Spell]) -> Lengths:
    """Return the lengths of wars as quantiles, those between two wars on the line between them; of none, none."""
    if not rows:
        return Lengths(0, (0, 0), ())
    found = np.quantile([row.days for row in rows], LEVELS, method="hazen")
    years = (min(row.start.year for row in rows), max(row.over.year for row in rows))
    return Lengths(len(rows), years, tuple(round(float(x), 1) for x in found))


def smoothed(quantiles: Sequence[float], scale: float = SCALE.value, spread: float = SPREAD.value) -> FloatArray:
    """Return nine points for every quantile (quantile, point): max(0, s days exp(h z) - 1) [days]."""
    days = np.asarray(quantiles, np.float64)[:, None]
    return np.maximum(0.0, scale * days * np.exp(spread * POINTS) - 1.0)


def law_of(
    parts: Iterable[tuple[Lengths, float]], horizon: float, *, scale: float = SCALE.value, spread: float = SPREAD.value
) -> Weighted:
    """Return the law of lengths of a mixture of classes with their shares, cut at the horizon [days]."""
    days, weights = [], []
    for lengths, share in parts:
        points = smoothed(lengths.quantiles, scale, spread).ravel()
        days.append(np.minimum(points, horizon))
        weights.append(np.full(len(points), share / len(points)))
    return Weighted(np.concatenate(days), np.concatenate(weights))


def still_fighting(law: Weighted, horizon: float) -> float:
    """Return the share of wars that go on at the horizon [1]."""
    return float(law.weights[law.days >= horizon].sum())


def stopped_within(law: Weighted, days: float) -> float:
    """Return the share of wars that stop within some days [1]."""
    return float(law.weights[law.days <= days].sum())


def fighting_interval(parts: Iterable[tuple[Lengths, float]], horizon: float) -> tuple[float, float]:
    """Return the 90 % interval of the share that goes on at the horizon, over classes redrawn war by war.

    The bootstrap of the rows in its normal form: the variance of the mean is that of one war over their number.
    """
    middle, variance = 0.0, 0.0
    for lengths, share in parts:
        each = (smoothed(lengths.quantiles) >= horizon).mean(axis=1)
        middle += share * float(each.mean())
        variance += share**2 * float(each.var()) / lengths.n
    reach = NORMAL_90 * variance**0.5
    return max(middle - reach, 0.0), min(middle + reach, 1.0)
