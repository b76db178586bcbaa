"""Counting an ensemble: what each course adds, in a form that can be added up chunk by chunk.

A course counts as one, or as its weight where the run is weighted: weights sum to the number of courses, so that every share
is a sum divided by that number either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import RunError
from multipolar.forecast.probability import Counted, counted
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.resampling import in_order

Values = NDArray[Any]


@dataclass(slots=True)
class Tally:
    """What has been counted over ``n`` courses.

    ``hits``: courses that did; ``codes``: courses by code; ``days``: courses by first day, place 0 for never;
    ``values``: one number per course. ``failed`` tells of each question that could not be counted why.
    ``weights`` (member,): the weight of every course, summing to their number; None where each counts as one.
    ``effective``: effective number of courses; None where it is ``n``.
    """

    n: int = 0
    hits: dict[str, float] = field(default_factory=dict)
    codes: dict[str, Values] = field(default_factory=dict)
    days: dict[str, Values] = field(default_factory=dict)
    parts: dict[str, list[Values]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    weights: FloatArray | None = None
    effective: float | None = None
    now: FloatArray | None = None

    def begin(self, courses: int) -> None:
        """Take in so many more courses; what is counted next is theirs."""
        if self.weights is not None:
            self.now = self.weights[self.n : self.n + courses]
        self.n += courses

    def counted(self, hits: float) -> Counted:
        """Return a share of all courses with its counting interval."""
        return counted(hits, self.n, effective=self.effective)

    def drawn(self, name: str) -> Values:
        """Return numbers that each stand for the same share of the forecast: (member,), sorted where courses have weights.

        Weighted values are drawn at the middle of ``n`` equal steps of the summed weights, exact to one part in ``n``.
        """
        values = self.values(name)
        return values if self.weights is None else in_order(values, self.weights)

    def mean(self, name: str) -> float:
        """Return the mean of one number per course."""
        values = self.values(name)
        return float(values.mean()) if self.weights is None else float(np.average(values, weights=self.weights))

    def values(self, name: str) -> Values:
        """Return one number per course in member order: (member,)."""
        parts = self.parts[name]
        if len(parts) > 1:
            self.parts[name] = [np.concatenate(parts)]
        return self.parts[name][0]

    def hit(self, name: str, what: Values) -> None:
        """Count the courses in which something holds."""
        found = int(np.count_nonzero(what)) if self.now is None else float(self.now[np.asarray(what, bool)].sum())
        self.hits[name] = self.hits.get(name, 0) + found

    def code(self, name: str, codes: Values, size: int) -> None:
        """Count courses by code 0 to ``size`` - 1."""
        found = np.bincount(np.asarray(codes, np.int64), self.now, minlength=size)
        self.codes[name] = self.codes[name] + found if name in self.codes else found

    def day(self, name: str, days: Values, horizon: int) -> None:
        """Count courses by the first day of something; negative is never."""
        places = np.clip(np.floor(np.asarray(days, np.float64)), -1, horizon).astype(np.int64) + 1
        found = np.bincount(places, self.now, minlength=horizon + 2)
        self.days[name] = self.days[name] + found if name in self.days else found

    def value(self, name: str, values: Values) -> None:
        """Keep one number per course, and nothing else of it: a view would hold on to all outcomes of its chunk."""
        self.parts.setdefault(name, []).append(np.array(values, np.float32))

    def drop(self, name: str) -> None:
        """Forget everything counted under a name."""
        for table in (self.hits, self.codes, self.days, self.parts):
            table.pop(name, None)

    def happened(self, name: str) -> float:
        """Return in how many courses something with a day happened at all."""
        return float(self.days[name][1:].sum())

    def happened_by(self, name: str, day: int) -> float:
        """Return in how many courses something with a day had happened by the end of a day."""
        return float(self.days[name][1 : day + 2].sum())

    def median_day(self, name: str) -> float | None:
        """Return the middle first day among the courses in which it happened; None when in none."""
        counts = self.days[name][1:]
        total = counts.sum()
        if total <= 0:
            return None
        middle = (total + 1) / 2 if self.weights is None else total / 2
        return float(np.searchsorted(np.cumsum(counts), middle))


def code_shares(tally: Tally, name: str, names: Iterable[str]) -> Mapping[str, float]:
    """Return the number of courses under each name."""
    return {label: count.item() for label, count in zip(names, tally.codes[name], strict=False)}


def finite(values: Values, what: str) -> Values:
    """Return values that are all finite.

    Raises
    ------
    RunError : otherwise; such a run must not be turned into a forecast.
    """
    bad = int(np.count_nonzero(~np.isfinite(values)))
    if bad:
        raise RunError(f"{what}: {bad} of {len(values)} courses hold no number; the run cannot be used")
    return values
