"""Brier score, log score and CRPS of one forecast: 0 is perfect, smaller is better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

SLACK = 1e-6
"""What rounding to six figures can leave on a probability or a sum of them."""
LEAST = 1e-4
"""Probabilities are kept this far from 0 and 1 in log scores: a count cannot prove that something is impossible."""


def probability(p: float) -> float:
    """Return a probability, freed of what rounding left beyond 0 and 1.

    Raises
    ------
    ValueError : if it is none.
    """
    if not -SLACK <= p <= 1.0 + SLACK:
        raise ValueError(f"found {p}, expected a probability from 0 to 1")
    return min(max(float(p), 0.0), 1.0)


def _shares_of_one(weights: Mapping[str, float], slack: float) -> dict[str, float]:
    found = {name: probability(weight) for name, weight in weights.items()}
    if not found or abs(sum(found.values()) - 1.0) > slack:
        raise ValueError(f"found shares that sum to {sum(found.values()):g}, expected 1")
    return found


def brier(p: float, happened: bool) -> float:
    """Return (p - y)^2: 0 is perfect, 0.25 what saying one half earns, 1 the worst.

    Raises
    ------
    ValueError : if ``p`` is no probability.
    """
    return (probability(p) - float(happened)) ** 2


def log_score(p: float) -> float:
    """Return minus the natural log of the probability given to what happened.

    Raises
    ------
    ValueError : if ``p`` is no probability.
    """
    return abs(float(np.log(max(probability(p), LEAST))))


def multi_brier(shares: Mapping[str, float], truth: Mapping[str, float]) -> float:
    """Return the sum of squares over categories, 0 to 2, expected over a truth that may be in doubt.

    Raises
    ------
    ValueError : if shares or truth are no probabilities that sum to 1.
    """
    said, facts = _shares_of_one(shares, len(shares) * SLACK), _shares_of_one(truth, SLACK)
    names = list(dict.fromkeys([*said, *facts]))
    return sum(weight * sum((said.get(name, 0.0) - float(name == fact)) ** 2 for name in names) for fact, weight in facts.items())


def multi_log(shares: Mapping[str, float], truth: Mapping[str, float]) -> float:
    """Return minus the log of the probability of what happened, expected over a truth that may be in doubt.

    Raises
    ------
    ValueError : if the truth is no weights that sum to 1, or a share no probability.
    """
    return sum(weight * log_score(shares.get(fact, 0.0)) for fact, weight in _shares_of_one(truth, SLACK).items())


def crps(values: NDArray[Any], truth: float) -> float:
    """Return the continuous ranked probability score of an ensemble (member,), in the unit of the values.

    CRPS = 2/n^2 sum_i (x_(i) - y) (n [y < x_(i)] - i + 1/2): exact for the ensemble as it stands, not the fair version
    for a larger one. Source: Jordan, Krueger and Lerch 2019, equation 4; ``scoringrules``' estimator ``qd`` is its twin.

    Raises
    ------
    ValueError : if there is no value, or one that is no finite number.
    """
    ordered = np.sort(np.asarray(values, np.float64).ravel())
    n = ordered.size
    if not n or not np.isfinite(ordered).all() or not np.isfinite(truth):
        raise ValueError(f"found {n} values scored against {truth}, expected at least one, and finite numbers only")
    weight = n * (truth < ordered) - np.arange(1, n + 1) + 0.5
    return max(float(2.0 / n**2 * np.sum((ordered - truth) * weight)), 0.0)
