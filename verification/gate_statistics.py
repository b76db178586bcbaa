"""Statistics of the members of a run, and how two of them differ over the same members.

Errors come from members drawn anew, the same ones on both sides, so that a share, a ratio of means, a median and a ratio of
hazards are all treated alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RESAMPLES = 400
"""Times that members are drawn anew for an error [1]."""
BLOCK = 100
"""Drawn samples that are counted at once [1]."""


class Statistic(Protocol):
    """A number told of members (member,), each with a weight."""

    @property
    def n(self) -> int:
        """The number of members."""

    def at(self, weights: Floats) -> Floats:
        """Return the number (draw,) under weights (draw, member); not a number where nothing is to be counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """The sum of ``top`` over the sum of ``under``, both (member,)."""

    top: Floats
    under: Floats

    @property
    def n(self) -> int:
        """The number of members."""
        return len(self.top)

    def at(self, weights: Floats) -> Floats:
        """Return the ratio (draw,)."""
        top, under = weights @ self.top, weights @ self.under
        return np.divide(top, under, out=np.full_like(top, np.nan), where=under > 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Median:
    """The middle of ``values`` (member,)."""

    values: Floats

    @property
    def n(self) -> int:
        """The number of members."""
        return len(self.values)

    def at(self, weights: Floats) -> Floats:
        """Return the lower median (draw,) of the members that have a value."""
        order = np.argsort(self.values, kind="stable")
        order = order[~np.isnan(self.values[order])]
        if not len(order):
            return np.full(len(weights), np.nan)
        reached = np.cumsum(weights[:, order], axis=1)
        place = (reached >= 0.5 * reached[:, -1:]).argmax(axis=1)
        return np.where(reached[:, -1] > 0.0, self.values[order][place], np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Quotient:
    """One ratio over another of the same members."""

    first: Ratio
    second: Ratio

    @property
    def n(self) -> int:
        """The number of members."""
        return self.first.n

    def at(self, weights: Floats) -> Floats:
        """Return the quotient (draw,)."""
        above, below = self.first.at(weights), self.second.at(weights)
        return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Sums over a member's cases of products of columns (member, column, column), and of columns with what they explain."""

    columns: Floats
    explained: Floats

    @staticmethod
    def of(columns: Floats, explained: Floats, member: NDArray[Any], members: int) -> Moments:
        """Return the sums of cases (case, column), what they explain (case,) and the member of each (case,)."""
        k = columns.shape[1]
        left, right = np.zeros((members, k, k)), np.zeros((members, k))
        np.add.at(left, member, columns[:, :, None] * columns[:, None, :])
        np.add.at(right, member, columns * explained[:, None])
        return Moments(left, right)


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """The coefficient of one column of a least-squares fit over the cases of all members."""

    moments: Moments
    column: int

    @property
    def n(self) -> int:
        """The number of members."""
        return len(self.moments.explained)

    def at(self, weights: Floats) -> Floats:
        """Return the coefficient (draw,); not a number where the cases do not determine it."""
        left = np.tensordot(weights, self.moments.columns, axes=1)
        right = np.tensordot(weights, self.moments.explained, axes=1)
        found = np.full(len(weights), np.nan)
        for i in range(len(weights)):
            if np.linalg.matrix_rank(left[i]) == left.shape[1]:
                found[i] = np.linalg.solve(left[i], right[i])[self.column]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A number of the run as a whole, told without an error."""

    value: float

    @property
    def n(self) -> int:
        """A run is one case."""
        return 1

    def at(self, weights: Floats) -> Floats:
        """Return the number (draw,)."""
        return np.full(len(weights), self.value)


@dataclass(frozen=True, slots=True, eq=False)
class Exact:
    """What members hold, column by column (member, ...), to be compared to the last bit."""

    columns: Mapping[str, NDArray[Any]]


Outcome = Statistic | Exact
Outcomes = dict[str, Outcome]
"""What a function of outcomes tells, by name; the empty name where it tells one thing."""


def share(cases: NDArray[Any] | np.bool_, among: NDArray[Any] | None = None) -> Ratio:
    """Return the share of members (member,) that are cases, among all or among those that are named."""
    told = np.asarray(cases, np.float64)
    use = np.ones(len(told)) if among is None else np.asarray(among, np.float64)
    return Ratio(told * use, use)


def mean(values: NDArray[Any], among: NDArray[Any] | None = None) -> Ratio:
    """Return the mean of values (member,) over all members, or over those that are named."""
    use = np.ones(len(values)) if among is None else np.asarray(among, np.float64)
    return Ratio(np.where(use > 0.0, values, 0.0).astype(np.float64), use)


def joined(parts: Sequence[tuple[str, Outcomes]]) -> Outcomes:
    """Return the same outcomes of several wars as one: members beside members, numbers of whole runs each by its war."""
    if len(parts) == 1:
        return parts[0][1]
    found: Outcomes = {}
    for name in dict.fromkeys(name for _, one in parts for name in one):
        there = [(war, one[name]) for war, one in parts if name in one]
        kinds = {type(value) for _, value in there}
        if kinds == {Ratio}:
            found[name] = _ratios([value for _, value in there if isinstance(value, Ratio)])
        elif kinds == {Quotient}:
            pairs = [value for _, value in there if isinstance(value, Quotient)]
            found[name] = Quotient(_ratios([p.first for p in pairs]), _ratios([p.second for p in pairs]))
        elif kinds == {Median}:
            found[name] = Median(np.concatenate([value.values for _, value in there if isinstance(value, Median)]))
        else:
            found |= {f"{war} {name}".strip(): value for war, value in there}
    return found


def _ratios(parts: Sequence[Ratio]) -> Ratio:
    return Ratio(np.concatenate([p.top for p in parts]), np.concatenate([p.under for p in parts]))


@dataclass(frozen=True, slots=True)
class Effect:
    """An outcome in two runs of the same members: its values, and the paired standard error of their difference.

    ``differing``: names of the columns that differ, for outcomes to the bit.
    """

    base: float
    changed: float
    error: float = 0.0
    differing: tuple[str, ...] | None = None

    @property
    def difference(self) -> float:
        """The changed value less the base."""
        return self.changed - self.base

    @property
    def relative(self) -> float:
        """The difference as a share of the base; not a number where the base is zero."""
        return self.difference / abs(self.base) if self.base else float("nan")

    @property
    def ratio(self) -> float:
        """The changed value over the base; not a number where the base is zero."""
        return self.changed / self.base if self.base else float("nan")

    @property
    def errors(self) -> float:
        """The difference in paired standard errors; infinite where every drawn sample moved alike."""
        return in_errors(self.difference, self.error)


def in_errors(value: float, error: float) -> float:
    """Return a value in standard errors, infinite where it has none."""
    if np.isnan(value):
        return float("nan")
    if error > 0.0:
        return value / error
    return 0.0 if value == 0.0 else float(np.copysign(np.inf, value))


def effect(base: Outcome, changed: Outcome, seed: int) -> Effect:
    """Return how an outcome of two runs differs, with the error that pairing leaves."""
    if isinstance(base, Exact) or isinstance(changed, Exact):
        return _exact(base, changed)
    if base.n != changed.n:
        raise ValueError(f"{base.n} members against {changed.n}; pairs need the same members")
    one = np.ones((1, base.n))
    a, b = float(base.at(one)[0]), float(changed.at(one)[0])
    before, after = _drawn(base, changed, seed)
    return Effect(a, b, spread(after - before))


def _drawn(base: Statistic, changed: Statistic, seed: int) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(seed)
    n = base.n
    found = []
    for _ in range(RESAMPLES // BLOCK):
        weights = rng.poisson(1.0, (BLOCK, n)).astype(np.float64)
        found.append((base.at(weights), changed.at(weights)))
    return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


def spread(values: Floats) -> float:
    """Return the standard deviation of drawn values that are numbers; zero where fewer than two are."""
    told = values[np.isfinite(values)]
    return float(told.std(ddof=1)) if len(told) > 1 else 0.0


def _exact(base: Outcome, changed: Outcome) -> Effect:
    if not (isinstance(base, Exact) and isinstance(changed, Exact)):
        raise TypeError("columns can only be compared with columns")
    common = [name for name in base.columns if name in changed.columns]
    differing = tuple(n for n in common if not np.array_equal(base.columns[n], changed.columns[n], equal_nan=True))
    return Effect(0.0, float(len(differing)), differing=differing)
