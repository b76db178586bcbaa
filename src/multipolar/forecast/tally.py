"""Counting an ensemble: what each course adds, in a form that can be added up chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import RunError

Values = NDArray[Any]


@dataclass(slots=True)
class Tally:
    """What has been counted over ``n`` courses.

    ``hits``: courses that did; ``codes``: courses by code; ``days``: courses by first day, place 0 for never;
    ``values``: one number per course. ``failed`` tells of each question that could not be counted why.
    """

    n: int = 0
    hits: dict[str, int] = field(default_factory=dict)
    codes: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    days: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    parts: dict[str, list[Values]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def values(self, name: str) -> Values:
        """Return one number per course in member order: (member,)."""
        parts = self.parts[name]
        if len(parts) > 1:
            self.parts[name] = [np.concatenate(parts)]
        return self.parts[name][0]

    def hit(self, name: str, what: Values) -> None:
        """Count the courses in which something holds."""
        self.hits[name] = self.hits.get(name, 0) + int(np.count_nonzero(what))

    def code(self, name: str, codes: Values, size: int) -> None:
        """Count courses by code 0 to ``size`` - 1."""
        found = np.bincount(np.asarray(codes, np.int64), minlength=size)
        self.codes[name] = self.codes[name] + found if name in self.codes else found

    def day(self, name: str, days: Values, horizon: int) -> None:
        """Count courses by the first day of something; negative is never."""
        places = np.clip(np.floor(np.asarray(days, np.float64)), -1, horizon).astype(np.int64) + 1
        found = np.bincount(places, minlength=horizon + 2)
        self.days[name] = self.days[name] + found if name in self.days else found

    def value(self, name: str, values: Values) -> None:
        """Keep one number per course, and nothing else of it: a view would hold on to all outcomes of its chunk."""
        self.parts.setdefault(name, []).append(np.array(values, np.float32))

    def drop(self, name: str) -> None:
        """Forget everything counted under a name."""
        for table in (self.hits, self.codes, self.days, self.parts):
            table.pop(name, None)

    def happened(self, name: str) -> int:
        """Return in how many courses something with a day happened at all."""
        return int(self.days[name][1:].sum())

    def median_day(self, name: str) -> float | None:
        """Return the middle first day among the courses in which it happened; None when in none."""
        counts = self.days[name][1:]
        total = int(counts.sum())
        if total == 0:
            return None
        return float(np.searchsorted(np.cumsum(counts), (total + 1) / 2))


def code_shares(tally: Tally, name: str, names: Iterable[str]) -> Mapping[str, int]:
    """Return the number of courses under each name."""
    return {label: int(count) for label, count in zip(names, tally.codes[name], strict=False)}


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
