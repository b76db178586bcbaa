"""How much a yes-or-no observation tells of a yes-or-no target, from weighted courses: mutual information in bits."""

from __future__ import annotations

import numpy as np

from multipolar.numerics.arrays import FloatArray

__all__ = ["bits_beyond_chance", "bits_of_table"]


def bits_of_table(shares: FloatArray) -> FloatArray:
    """Return the mutual information of two yes-or-no variables [bits] from their joint shares (..., 2, 2), each summing to one.

    I = sum p(x, y) log2 p(x, y) / (p(x) p(y)), cells without share counting nothing (Cover and Thomas 2006, chapter 2).
    """
    rows, columns = shares.sum(axis=-1, keepdims=True), shares.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(shares > 0.0, shares * (np.log2(shares) - np.log2(rows) - np.log2(columns)), 0.0)
    return np.asarray(np.maximum(terms.sum(axis=(-2, -1)), 0.0))


def bits_beyond_chance(bits: FloatArray, courses: FloatArray) -> FloatArray:
    """Return the mutual information less what so many courses show by chance where there is none [bits]: 1 / (2 n ln 2).

    ``courses``: effective number of them. The bias of a table of two by two (Miller 1955); never below zero.
    """
    return np.asarray(np.maximum(bits - 1.0 / (2.0 * np.log(2.0) * np.maximum(courses, 1.0)), 0.0))
