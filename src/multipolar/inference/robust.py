"""Linear regression of logarithms with heavy tails, a ceiling that hides the largest values, and pooled effects of wars."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
FAMILIES = (4.0, 6.0, 10.0, 30.0)
"""Degrees of freedom tried for the residual: Student's t from heavy tails to nearly normal."""
ROUNDS = 15


@dataclass(frozen=True, slots=True)
class Line:
    """A fitted line: coefficients (column,), their covariance, residual scale and degrees of freedom."""

    mean: Floats
    cov: Floats
    scale: float
    df: float


def fit_line(
    x: Floats,
    y: Floats,
    *,
    centre: Floats,
    sd: Floats,
    weight: Floats | None = None,
    ceiling: Floats | float = np.inf,
    df: float = 8.0,
) -> Line:
    """Fit y = x b + s t_df by expectation-maximisation, b ~ N(centre, sd); values at the ``ceiling`` are only known to reach it.

    ``y`` (row,) natural logs; rows weighted by ``weight``; a value at or above its ceiling counts as censored there.
    """
    w = np.ones(len(y)) if weight is None else weight
    top = np.broadcast_to(np.asarray(ceiling, dtype=np.float64), y.shape)
    hidden = y >= top
    seen = np.where(hidden, top, y)
    prior = np.diag(1.0 / sd**2)
    b, s = centre.astype(np.float64).copy(), max(float(np.std(seen)), 0.1)
    values, tail, inverse = seen.copy(), np.ones(len(y)), prior
    for _ in range(ROUNDS):
        mean = x @ b
        lift = np.zeros(len(y))
        if hidden.any():
            z = (top[hidden] - mean[hidden]) / s
            mills = np.exp(stats.norm.logpdf(z) - stats.norm.logsf(z))
            values[hidden] = mean[hidden] + s * mills
            lift[hidden] = s * s * np.maximum(1.0 + z * mills - mills**2, 0.0)
        residual = values - mean
        tail = (df + 1.0) / (df + (residual / s) ** 2)
        k = w * tail
        inverse = np.asarray((x * (k / s**2)[:, None]).T @ x + prior, dtype=np.float64)
        b = np.asarray(np.linalg.solve(inverse, x.T @ (k * values / s**2) + prior @ centre), dtype=np.float64)
        residual = values - x @ b
        fresh = float(np.sqrt((k * (residual**2 + lift)).sum() / w.sum()))
        done, s = abs(fresh - s) < 1e-5, max(fresh, 1e-3)
        if done:
            break
    return Line(b, np.asarray(np.linalg.inv(inverse), dtype=np.float64), s, df)


def fit_residual(residual: Floats, weight: Floats | None = None) -> tuple[float, float]:
    """Return (scale, degrees of freedom) of a Student's t at zero that fits residuals (row,) best, of those tried."""
    w = np.ones(len(residual)) if weight is None else weight
    best = (-np.inf, 1.0, FAMILIES[-1])
    for df in FAMILIES:
        s = max(float(np.sqrt((w * residual**2).sum() / w.sum())), 1e-3)
        for _ in range(ROUNDS):
            k = w * (df + 1.0) / (df + (residual / s) ** 2)
            s = max(float(np.sqrt((k * residual**2).sum() / w.sum())), 1e-3)
        told = float((w * stats.t.logpdf(residual / s, df)).sum() - w.sum() * np.log(s))
        best = max(best, (told, s, df))
    return best[1], best[2]


def pooled_effects(residual: Floats, groups: NDArray[np.str_], within: float, between: float) -> dict[str, float]:
    """Return each group's mean residual, pulled to zero by how little is known: n tau^2 / (n tau^2 + sigma^2) of it."""
    found = {}
    for name in np.unique(groups):
        mine = residual[groups == name]
        pull = len(mine) * between**2 / (len(mine) * between**2 + within**2)
        found[str(name)] = float(pull * mine.mean())
    return found


def between_sd(residual: Floats, groups: NDArray[np.str_]) -> tuple[float, float]:
    """Return (within, between) standard deviations of residuals by group, by moments; between is never below zero."""
    names, place, count = np.unique(groups, return_inverse=True, return_counts=True)
    means = np.bincount(place, residual) / count
    within = float(np.sqrt(((residual - means[place]) ** 2).sum() / max(len(residual) - len(names), 1)))
    spread = float((count * (means - residual.mean()) ** 2).sum())
    size = len(residual) - float((count**2).sum()) / len(residual)
    between = max(spread - (len(names) - 1) * within**2, 0.0) / max(size, 1e-9)
    return within, float(np.sqrt(between))
