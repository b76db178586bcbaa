"""What the members of a run answered to one question: their weights, and which of them are copies of one course."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.twins import LEAST_SPREAD

IntArray = NDArray[np.int64]

Z95 = 1.959963984540054
"""Standard normal quantile of a central interval of 95 % [1]."""
CLASSES = 6
"""Classes of equally many members into which a numeric outcome is cut for total variation and information [1]. Grade J."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with the ends of its interval at 95 %."""

    value: float
    low: float
    high: float


def interval(value: float, error: float, most: float = 1.0) -> Estimate:
    """Return a number from 0 to ``most`` with its interval at 95 %, from its standard error."""
    held = min(max(value, 0.0), most)
    return Estimate(held, max(0.0, min(value - Z95 * error, most)), min(most, max(value + Z95 * error, 0.0)))


@dataclass(frozen=True, slots=True)
class Response:
    """What the members answered.

    ``codes`` (member,): class of the answer, 0 to ``size`` - 1; ``weights`` (member,) with sum one; ``values`` (member,): the
    answer where it is a number, whose classes are then those of its size; ``spread``: variance of the answer, added up over
    the classes of a name; ``shares`` (class,): weighted share of every class; ``ancestors`` (member,): which course of the run
    a member descends from, 0 on, None where no two share one. Copies of one course have its inputs and luck of their own: they
    count as one in every error.
    """

    codes: IntArray
    size: int
    weights: FloatArray
    values: FloatArray | None
    spread: float
    shares: FloatArray
    ancestors: IntArray | None = None
    of_ancestors: FloatArray = field(init=False, repr=False)
    """Weight of the copies of every ancestor in every class (ancestor, class); empty without ancestors."""
    first_of_ancestors: IntArray = field(init=False, repr=False)
    """Place of the first copy of every ancestor (ancestor,); empty without ancestors."""

    def __post_init__(self) -> None:
        """Add up the weights of the copies."""
        held, first = np.empty((0, self.size)), np.empty(0, np.int64)
        if self.ancestors is not None:
            first = np.unique(self.ancestors, return_index=True)[1].astype(np.int64)
            size = len(first) * self.size
            held = sums_of(self.ancestors * self.size + self.codes, self.weights, size).reshape(-1, self.size)
        object.__setattr__(self, "of_ancestors", held)
        object.__setattr__(self, "first_of_ancestors", first)

    @property
    def members(self) -> int:
        """The number of members."""
        return len(self.codes)

    @property
    def effective(self) -> float:
        """The number of equally weighted members, or ancestors, that these are worth (Kish 1965)."""
        return float(1.0 / np.sum(self.by_ancestor(self.weights) ** 2))

    def by_ancestor(self, values: FloatArray) -> FloatArray:
        """Return the sums of values (member,) over the copies of each ancestor (ancestor,); the values where nobody is a copy."""
        return values if self.ancestors is None else sums_of(self.ancestors, values, len(self.of_ancestors))

    @property
    def varies(self) -> bool:
        """Tell whether the members differ in their answer at all."""
        if self.values is None:
            return int(np.count_nonzero(self.shares)) > 1
        return self.spread > LEAST_SPREAD * max(float(np.max(self.values**2)), 1e-300)


def response_of(codes: IntArray, size: int, weights: FloatArray | None = None, ancestors: IntArray | None = None) -> Response:
    """Return answers that are names, by code (member,); ``weights`` (member,) need not sum to one."""
    w = normalised(len(codes), weights)
    shares = sums_of(codes, w, size)
    return Response(np.asarray(codes, np.int64), size, w, None, float(1.0 - np.sum(shares**2)), shares, ancestors)


def response_of_numbers(values: FloatArray, weights: FloatArray | None = None, ancestors: IntArray | None = None) -> Response:
    """Return answers that are numbers (member,); ``weights`` (member,) need not sum to one."""
    y = np.asarray(values, np.float64)
    w = normalised(len(y), weights)
    codes = split(y, CLASSES)
    size = int(codes.max(initial=0)) + 1
    return Response(codes, size, w, y, float(w @ (y - w @ y) ** 2), sums_of(codes, w, size), ancestors)


def normalised(n: int, weights: FloatArray | None) -> FloatArray:
    """Return weights (member,) that sum to one; without any all ``n`` are equal."""
    w: FloatArray = np.ones(n) if weights is None else np.asarray(weights, np.float64)
    return np.asarray(w / w.sum())


def sums_of(codes: IntArray, values: FloatArray, size: int) -> FloatArray:
    """Return the sum of the values (member,) under every code 0 to ``size`` - 1."""
    return np.asarray(np.bincount(codes, values, minlength=size), np.float64)


def split(x: FloatArray, groups: int) -> IntArray:
    """Return the group of every member (member,), lowest first, of equally many members each; equal values stay together."""
    cuts = cuts_of(np.sort(x), groups)
    return np.searchsorted(cuts, x, side="right").astype(np.int64)


def cuts_of(ordered: FloatArray, groups: int) -> FloatArray:
    """Return the values at which the groups of an ordered input begin, the first apart: (cut,)."""
    n = len(ordered)
    cuts = np.unique(ordered[(np.arange(1, groups) * n) // groups])
    return np.asarray(cuts[cuts > ordered[0]])
