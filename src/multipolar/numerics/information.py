"""How much one variable tells of another, from weighted courses: mutual information of their joint shares."""

from __future__ import annotations

import numpy as np

from multipolar.numerics.arrays import FloatArray

__all__ = ["bits_beyond_chance", "bits_of_table", "log_ratios", "nats_of_table"]


def log_ratios(shares: FloatArray) -> FloatArray:
    """Return ln p(x, y) / (p(x) p(y)) of joint shares (..., x, y), each table summing to one; 0 where nobody is."""
    rows, columns = shares.sum(axis=-1, keepdims=True), shares.sum(axis=-2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log(shares) - np.log(rows) - np.log(columns)
    return np.asarray(np.where(shares > 0.0, found, 0.0))


def nats_of_table(shares: FloatArray) -> FloatArray:
    """Return the mutual information of two variables [nats] from their joint shares (..., x, y), each table summing to one.

    I = sum p(x, y) ln p(x, y) / (p(x) p(y)), cells without share counting nothing (Cover and Thomas 2006, chapter 2).
    """
    return np.asarray(np.maximum(np.sum(shares * log_ratios(shares), axis=(-2, -1)), 0.0))


def bits_of_table(shares: FloatArray) -> FloatArray:
    """Return the mutual information of two variables [bits] from their joint shares (..., x, y), each table summing to one."""
    return np.asarray(nats_of_table(shares) / np.log(2.0))


def bits_beyond_chance(bits: FloatArray, courses: FloatArray) -> FloatArray:
    """Return the mutual information less what so many courses show by chance where there is none [bits]: 1 / (2 n ln 2).

    ``courses``: effective number of them. The bias of a table of two by two (Miller 1955); never below zero.
    """
    return np.asarray(np.maximum(bits - 1.0 / (2.0 * np.log(2.0) * np.maximum(courses, 1.0)), 0.0))
