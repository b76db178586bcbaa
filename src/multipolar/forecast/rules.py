"""More ways to score a forecast: interval score, ranked probability, ignorance in bins, weighted CRPS, Metaculus' points.

Smaller is better everywhere but in ``metaculus_baseline``, where more points are better.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray

VIEWS_BINS = (0.0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5, float("inf"))
"""Edges of the bins of ignorance for deaths a month [persons]; the last bin is open, so that any count can be scored."""
COVERAGE = 0.9
SLACK = 1e-6
"""What rounding can leave on a sum of shares, per share."""


def interval_score(low: float, high: float, truth: float, *, coverage: float = COVERAGE) -> float:
    """Return the score of a central interval: its width, and 2/alpha for every unit by which the truth lies outside.

    S = (u - l) + 2/alpha (l - y)+ + 2/alpha (y - u)+, alpha = 1 - coverage. Source: Gneiting and Raftery 2007, section 6.2.

    Raises
    ------
    ValueError : if the interval is upside down, the coverage no share, or the truth no finite number.
    """
    if not low <= high or not 0.0 < coverage < 1.0:
        raise ValueError(f"found the interval {low} to {high} at {coverage}, expected low <= high and a coverage between 0 and 1")
    if not np.isfinite([low, high, truth]).all():
        raise ValueError(f"found {truth} in the interval {low} to {high}, expected finite numbers")
    alpha = 1.0 - coverage
    return (high - low) + 2.0 / alpha * (max(low - truth, 0.0) + max(truth - high, 0.0))


def _finite(values: NDArray[Any]) -> FloatArray:
    found = np.asarray(values, np.float64).ravel()
    if not found.size or not np.isfinite(found).all():
        raise ValueError(f"found {found.size} values, expected at least one, and finite numbers only")
    return found


def ensemble_interval(values: NDArray[Any], *, coverage: float = COVERAGE) -> tuple[float, float]:
    """Return the central interval of an ensemble (member,).

    Raises
    ------
    ValueError : if there is no value, or one that is no finite number.
    """
    tail = (1.0 - coverage) / 2.0
    low, high = np.quantile(_finite(values), [tail, 1.0 - tail])
    return float(low), float(high)


def rps(shares: Sequence[float], truth: int) -> float:
    """Return the ranked probability score of ordered categories: squared gaps of the cumulated shares, 0 to k - 1.

    ``truth`` counts from 0. Source: Epstein 1969, unnormalised as in ``scoringrules`` (which counts from 1).

    Raises
    ------
    ValueError : if the shares are no probabilities that sum to 1, or there is no such category.
    """
    given = _finite(np.asarray(shares, np.float64))
    if given.min() < 0.0 or abs(given.sum() - 1.0) > SLACK * given.size or not 0 <= truth < given.size:
        raise ValueError(f"found shares {list(shares)} and category {truth}, expected shares that sum to 1 and one of them")
    cumulated = np.cumsum(np.asarray(shares, np.float64))[:-1]
    happened = np.arange(len(shares) - 1) >= truth
    return float(np.sum((cumulated - happened) ** 2))


def bin_of(value: float, edges: Sequence[float] = VIEWS_BINS) -> int:
    """Return the bin of a count, from 0; a value on an edge belongs to the bin above it.

    Raises
    ------
    ValueError : if the value lies below the first edge, or beyond the last where that is not open.
    """
    place = int(np.searchsorted(np.asarray(edges), value, side="right")) - 1
    if not 0 <= place < len(edges) - 1:
        raise ValueError(f"{value} lies in no bin of {edges[0]:g} to {edges[-1]:g}")
    return place


def ignorance(draws: NDArray[Any], truth: float, edges: Sequence[float] = VIEWS_BINS) -> float:
    """Return minus the binary logarithm of the share of the draws in the truth's bin [bits].

    Every bin starts with one draw, so that no forecast is infinitely wrong: p = (1 + hits) / (bins + draws). Source: the
    VIEWS prediction challenge's scorer, whose bins stand in ``VIEWS_BINS``; here the last bin is open.

    Raises
    ------
    ValueError : if there is no draw, one is no finite number, or the truth lies in no bin.
    """
    places = np.searchsorted(np.asarray(edges), _finite(draws), side="right") - 1
    hits = int(np.count_nonzero(places == bin_of(truth, edges)))
    return float(-np.log2((1 + hits) / (len(edges) - 1 + places.size)))


def weighted_crps(values: NDArray[Any], truth: float, weights: NDArray[Any]) -> FloatArray:
    """Return the CRPS of an ensemble (member,) under one or many sets of weights (set, member) that sum to 1: (set,).

    CRPS = integral of (F(x) - [x >= y])^2 dx, exact for steps. Source: Matheson and Winkler 1976.

    Raises
    ------
    ValueError : if a value or the truth is no finite number, or a set of weights is negative or does not sum to 1.
    """
    found, given = _finite(values), np.atleast_2d(np.asarray(weights, np.float64))
    if not np.isfinite(truth) or not np.all(given >= 0.0) or np.any(np.abs(given.sum(axis=1) - 1.0) > SLACK):
        raise ValueError(f"found the truth {truth} and weights down to {given.min():g}, expected weights that sum to 1")
    order = np.argsort(found, kind="stable")
    x = found[order]
    shares = np.minimum(np.cumsum(given[:, order], axis=1)[:, :-1], 1.0)
    cut = np.clip(truth, x[:-1], x[1:])
    below, above = cut - x[:-1], x[1:] - cut
    outside = max(x[0] - truth, 0.0) + max(truth - x[-1], 0.0)
    return np.asarray(shares**2 @ below + (1.0 - shares) ** 2 @ above + outside)


def metaculus_baseline(p: float, *, options: int = 2, coverage: float = 1.0) -> float:
    """Return Metaculus' baseline points of the probability ``p`` given to what happened: 100 is perfect, 0 the even guess.

    points = 100 log(k p) / log(k) x coverage, coverage the share of the question's life with a forecast.

    Raises
    ------
    ValueError : if ``p`` is no probability above zero, there are fewer than two options, or the coverage is no share.
    """
    if not 0.0 < p <= 1.0:
        raise ValueError(f"found {p}, expected a probability above 0 and up to 1")
    if options < 2 or not 0.0 <= coverage <= 1.0:
        raise ValueError(f"found {options} options and a coverage of {coverage}, expected at least 2 and a share")
    return float(100.0 * np.log(options * p) / np.log(options) * coverage)


def geometric_pool(chances: Sequence[float]) -> tuple[float, float]:
    """Return the geometric means of the chances of no and of yes, as Metaculus pools forecasters; they need not sum to 1.

    Raises
    ------
    ValueError : if there is no chance, or one is not between 0 and 1.
    """
    yes = _finite(np.asarray(chances, np.float64))
    if yes.min() <= 0.0 or yes.max() >= 1.0:
        raise ValueError(f"found chances from {yes.min()} to {yes.max()}, expected all of them above 0 and below 1")
    return float(np.exp(np.log1p(-yes).mean())), float(np.exp(np.log(yes).mean()))
