"""Pairs of courses with equal inputs and other luck: what they share of the variance, and how pairs are weighted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray

__all__ = ["LEAST_SPREAD", "pair_parts", "pair_weights"]

LEAST_SPREAD = 1e-12
"""Variance of an answer, over its square, below which it does not vary [1]."""
RAKED, MET = 200, 1e-9
"""Rounds of raking at most, and the error of a share at which it ends [1]."""


def pair_parts(
    first: FloatArray, twin: FloatArray, weights: FloatArray | None = None
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return weights of pairs, what each pair shares and its variance (pair,), and the mean (case,).

    Parameters
    ----------
    first, twin : answers of both courses of a pair, (pair,) or (pair, case) each.
    weights : v (pair,), which need not sum to one; None where all pairs are equal.

    With a, b the answers and m their weighted mean: (a - m)(b - m) and ((a - m)^2 + (b - m)^2) / 2, cases added up, so that a
    categorical answer has one number. The weighted sums are the covariance of pairs and the variance of all.
    """
    a, b = (np.atleast_2d(np.asarray(one, np.float64).T).T for one in (first, twin))
    v: FloatArray = np.ones(len(a)) if weights is None else np.asarray(weights, np.float64)
    v = v / v.sum()
    mean = v @ (a + b) / 2.0
    shared = np.sum((a - mean) * (b - mean), axis=1)
    whole = np.sum((a - mean) ** 2 + (b - mean) ** 2, axis=1) / 2.0
    return v, shared, whole, mean


def pair_weights(first: NDArray[np.int64], twin: NDArray[np.int64], shares: FloatArray) -> FloatArray:
    """Return the weights of pairs with equal inputs (pair,) under which both courses have the weighted shares of the run.

    Parameters
    ----------
    first, twin : cell of each of the two courses (pair,); the weight of a course depends on its cell alone.
    shares : weighted share of every cell in the run (cell,).

    v = c(cell) c(cell'), c by raking: of all tables of pairs with these margins the one nearest to the counted table in
    Kullback-Leibler divergence (Deming and Stephan 1940), as the weights of single courses are. Cells without pairs are left out.
    """
    size = len(shares)
    there = np.bincount(np.concatenate([first, twin]), minlength=size) > 0
    goal = np.where(there, shares, 0.0)
    goal /= goal.sum()
    factor = np.ones(size)
    for _ in range(RAKED):
        v = factor[first] * factor[twin]
        v /= v.sum()
        margin = (np.bincount(first, v, minlength=size) + np.bincount(twin, v, minlength=size)) / 2.0
        step = np.sqrt(np.divide(goal, margin, out=np.ones(size), where=margin > 0.0))
        factor *= step
        if np.abs(margin - goal).max() < MET:
            break
    v = factor[first] * factor[twin]
    return np.asarray(v / v.sum())
