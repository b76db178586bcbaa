"""Logistic regression with Gaussian priors: Newton's method for the mode, its curvature for the spread (Laplace)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]
STEPS = 60
CLOSE = 1e-7


@dataclass(frozen=True, slots=True)
class Logit:
    """A fitted logit: mode (column,), covariance (column, column), and the log evidence of the data [nats]."""

    mean: Floats
    cov: Floats
    evidence: float


def fit_logit(x: Floats, y: Floats, *, centre: Floats, sd: Floats, weight: Floats | None = None) -> Logit:
    """Fit P(y) = logit^-1(x b), b ~ N(centre, sd), to shares ``y`` in [0, 1] (row,) with row weights.

    A column whose ``sd`` is 0 stays at its centre.
    """
    w = np.ones(len(y)) if weight is None else weight
    free = sd > 0
    b = centre.astype(np.float64).copy()
    precision = 1.0 / sd[free] ** 2
    xf = x[:, free]
    hessian = np.diag(precision)
    for _ in range(STEPS):
        p = expit(x @ b)
        gradient = xf.T @ (w * (y - p)) - precision * (b[free] - centre[free])
        hessian = (xf * (w * p * (1.0 - p))[:, None]).T @ xf + np.diag(precision)
        move = np.clip(np.linalg.solve(hessian, gradient), -2.0, 2.0)
        b[free] += move
        if np.abs(move).max(initial=0.0) < CLOSE:
            break
    cov = np.zeros((len(b), len(b)))
    cov[np.ix_(free, free)] = np.linalg.inv(hessian)
    eta = x @ b
    fit = float((w * (y * eta - np.logaddexp(0.0, eta))).sum())
    prior = -0.5 * float((precision * (b[free] - centre[free]) ** 2).sum()) + 0.5 * float(np.log(precision).sum())
    return Logit(b, cov, fit + prior - 0.5 * float(np.linalg.slogdet(hessian)[1]))


def predict_logit(x: Floats, mean: Floats, cov: Floats, extra: Floats | float = 0.0) -> Floats:
    """Return probabilities (row,) averaged over b ~ N(mean, cov) and a further spread of variance ``extra`` [logit squared].

    logit^-1(m / sqrt(1 + pi v / 8)), MacKay 1992.
    """
    spread = np.einsum("ij,jk,ik->i", x, cov, x) + extra
    return np.asarray(expit((x @ mean) / np.sqrt(1.0 + np.pi * spread / 8.0)), dtype=np.float64)
