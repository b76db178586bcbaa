"""Boxes of inputs in which an answer is frequent: the patient rule induction method (Friedman and Fisher 1999).

A box is peeled from all members: at every step the slice of one input goes whose loss raises the share of the answer most for the
members it costs. Of the steps one is chosen; restrictions that chance would pass are dropped, and the edges pushed out again
while the share does not fall. Bryant and Lempert (2010) use it to find scenarios: coverage is the part of all answers that lie
in the box, density the part of the box that answers so. Weights of members count everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

from multipolar.numerics.arrays import FloatArray

BoolArray = NDArray[np.bool_]

PEELED = 0.1
"""Share of the weight in the box that a step takes away [share]. Source: Bryant and Lempert 2010."""
PASTED = 0.05
"""Share of the weight in the box that a step of pasting adds [share]. Source: Friedman and Fisher 1999."""
LEAST_MASS = 0.05
"""Share of all weight below which a box is not peeled on [share]. Source: Friedman and Fisher 1999."""
CERTAIN = 0.05
"""Quasi-p above which a restriction is dropped [1]. Source: Bryant and Lempert 2010."""
RESAMPLED = 20
"""Halves of the members on which the box is sought again [1]. Grade J: the share of them that agree is known to 0.1."""
SPLIT_SEED = 22
"""Seed of these halves: the same ensemble gives the same numbers."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Members to look for boxes in.

    ``x`` (member, input), categories by code; ``hit`` (member,): who gives the answer; ``weights`` (member,), with sum one;
    ``sizes``: per input the number of its categories, 0 for a number.
    """

    x: FloatArray
    hit: BoolArray
    weights: FloatArray
    sizes: tuple[int, ...]

    def of(self, rows: NDArray[np.intp]) -> Cases:
        """Return some of the members as cases of their own."""
        weights = self.weights[rows]
        return Cases(self.x[rows], self.hit[rows], weights / weights.sum(), self.sizes)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a box allows of one input: values from ``low`` to ``high``, or these categories."""

    low: float = -np.inf
    high: float = np.inf
    kept: frozenset[int] | None = None

    @property
    def free(self) -> bool:
        """Tell whether nothing is excluded."""
        return self.kept is None and self.low == -np.inf and self.high == np.inf

    def holds(self, x: FloatArray) -> BoolArray:
        """Tell which values (member,) lie inside."""
        if self.kept is not None:
            return np.isin(x, list(self.kept))
        return (x >= self.low) & (x <= self.high)


@dataclass(frozen=True, slots=True)
class Box:
    """Limits of all inputs with coverage, density and mass of the box."""

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    mass: float

    @property
    def restricted(self) -> tuple[int, ...]:
        """The inputs that the box restricts."""
        return tuple(i for i, limit in enumerate(self.limits) if not limit.free)

    def holds(self, x: FloatArray) -> BoolArray:
        """Tell which members (member, input) lie in the box."""
        inside = np.ones(len(x), np.bool_)
        for i in self.restricted:
            inside &= self.limits[i].holds(x[:, i])
        return inside


@dataclass(frozen=True, slots=True)
class Stability:
    """How a box does on other halves of the members.

    ``again`` (input,): share of the halves in which the input is restricted too; ``coverage``, ``density``: of the boxes found
    in one half, measured on the other, in the mean.
    """

    again: FloatArray
    coverage: float
    density: float


def measured(limits: Sequence[Limit], cases: Cases) -> Box:
    """Return a box with its coverage, density and mass among the cases."""
    box = Box(tuple(limits), 0.0, 0.0, 0.0)
    inside = box.holds(cases.x)
    mass = float(cases.weights[inside].sum())
    hits = float(cases.weights[inside & cases.hit].sum())
    whole = float(cases.weights[cases.hit].sum())
    return replace(box, coverage=hits / whole if whole > 0.0 else 0.0, density=hits / mass if mass > 0.0 else 0.0, mass=mass)


def peel(cases: Cases, *, peeled: float = PEELED, least: float = LEAST_MASS) -> list[Box]:
    """Return the boxes of all steps, the first of which holds every member.

    A step is taken for (density after - density before) / weight lost, the lenient criterion, as long as it raises the density
    and leaves the least mass.
    """
    box = measured([Limit()] * len(cases.sizes), cases)
    found = [box]
    inside = np.ones(len(cases.hit), np.bool_)
    while True:
        rows = np.flatnonzero(inside)
        w, hit = cases.weights[rows], cases.hit[rows]
        best, gain = None, 0.0
        for i, size in enumerate(cases.sizes):
            for limit, kept in _slices(cases.x[rows, i], w, box.limits[i], size, peeled):
                mass = float(w[kept].sum())
                if mass < least or mass >= box.mass or not mass > 0.0:
                    continue
                rise = (float(w[kept & hit].sum()) / mass - box.density) / (box.mass - mass)
                if rise > gain:
                    best, gain = (i, limit), rise
        if best is None:
            return found
        limits = list(box.limits)
        limits[best[0]] = best[1]
        box = measured(limits, cases)
        inside &= box.limits[best[0]].holds(cases.x[:, best[0]])
        found.append(box)


def _slices(x: FloatArray, w: FloatArray, limit: Limit, size: int, share: float) -> list[tuple[Limit, BoolArray]]:
    """Return the limits that a step may set for one input of the members in the box, and who stays: at least the share goes."""
    if size:
        kept = limit.kept if limit.kept is not None else frozenset(range(size))
        return [(Limit(kept=kept - {one}), x != one) for one in sorted(kept) if len(kept) > 1]
    order = np.argsort(x, kind="stable")
    values, reached = x[order], np.cumsum(w[order])
    found = []
    enough = share * reached[-1] * (1.0 - 1e-9)
    low = _between(values, int(np.searchsorted(reached, enough)) + 1, up=True)
    if low is not None:
        found.append((replace(limit, low=low), x >= low))
    high = _between(values, int(np.searchsorted(reached, reached[-1] - enough, side="right")), up=False)
    if high is not None:
        found.append((replace(limit, high=high), x <= high))
    return found


def _between(values: FloatArray, place: int, *, up: bool) -> float | None:
    """Return the middle between two different ordered values nearest to a place, upward or downward; None where all are equal.

    At least one member is cut off: the lowest on the way up, the highest on the way down.
    """
    n = len(values)
    steps = np.flatnonzero(values[1:] > values[:-1]) + 1
    place = max(place, 1) if up else min(place, n - 1)
    chosen = steps[steps >= place][:1] if up else steps[steps <= place][-1:]
    if not chosen.size:
        return None
    return float((values[chosen[0] - 1] + values[chosen[0]]) / 2.0)


def choose_step(boxes: Sequence[Box]) -> int:
    """Return the step whose harmonic mean of coverage and density is largest: neither a corner nor everything."""
    means = [2.0 * box.coverage * box.density / max(box.coverage + box.density, 1e-300) for box in boxes]
    return int(np.argmax(means))


def quasi_p(box: Box, cases: Cases) -> dict[int, float]:
    """Return per restricted input how likely chance alone gives the box as many hits as it has.

    P(B(n, p) >= k): n members and k hits in the box, p the density without this restriction (Bryant and Lempert 2010). Under
    weights n is the effective number of members.
    """
    inside = box.holds(cases.x)
    w = cases.weights[inside]
    n = float(w.sum() ** 2 / np.sum(w**2)) if w.size else 0.0
    k = n * box.density
    found = {}
    for i in box.restricted:
        limits = list(box.limits)
        limits[i] = Limit()
        p = measured(limits, cases).density
        # The chance of k or more of n as a beta integral, which also takes effective numbers that are not whole.
        found[i] = 1.0 if k <= 0.0 else float(betainc(k, max(n - k, 0.0) + 1.0, p))
    return found


def simplify(box: Box, cases: Cases, certain: float = CERTAIN) -> Box:
    """Return a box without the restrictions that chance alone may explain, dropped one after the other."""
    while box.restricted:
        worst, p = max(quasi_p(box, cases).items(), key=lambda item: item[1])
        if p <= certain:
            break
        limits = list(box.limits)
        limits[worst] = Limit()
        box = measured(limits, cases)
    return box


def paste(box: Box, cases: Cases, share: float = PASTED) -> Box:
    """Return a box whose edges were pushed out, a slice at a time, as long as the density does not fall."""
    while True:
        wider = [measured(limits, cases) for limits in _wider(box, cases, share)]
        better = [one for one in wider if one.density >= box.density and one.mass > box.mass]
        if not better:
            return box
        box = max(better, key=lambda one: (one.density, one.mass))


def _wider(box: Box, cases: Cases, share: float) -> list[list[Limit]]:
    """Return the limits of all boxes that let one more slice of one restricted input in."""
    found = []
    for i in box.restricted:
        limit = box.limits[i]
        others = list(box.limits)
        others[i] = Limit()
        beside = Box(tuple(others), 0.0, 0.0, 0.0).holds(cases.x)
        options = []
        if limit.kept is not None:
            missing = frozenset(range(cases.sizes[i])) - limit.kept
            options = [Limit() if len(missing) == 1 else Limit(kept=limit.kept | {one}) for one in sorted(missing)]
        else:
            x, w = cases.x[beside, i], cases.weights[beside]
            if limit.low > -np.inf:
                options.append(replace(limit, low=-_edge(-x, w, -limit.low, share * box.mass)))
            if limit.high < np.inf:
                options.append(replace(limit, high=_edge(x, w, limit.high, share * box.mass)))
        found += [[*box.limits[:i], option, *box.limits[i + 1 :]] for option in options]
    return found


def _edge(x: FloatArray, w: FloatArray, edge: float, wanted: float) -> float:
    """Return the edge above ``edge`` up to which values hold this much more weight; infinite where there is not so much."""
    beyond = np.flatnonzero(x > edge)
    order = beyond[np.argsort(x[beyond], kind="stable")]
    reached = np.cumsum(w[order])
    if not order.size or reached[-1] <= wanted:
        return float("inf")
    return float(x[order[int(np.searchsorted(reached, wanted))]])


def find_box(cases: Cases, step: int | None = None) -> tuple[Box, list[Box], int]:
    """Return a box, the steps of its peeling and the chosen one: peeled, simplified, pasted.

    ``step`` : a step of the peeling to take in place of the chosen one; the last where there are fewer.
    """
    steps = peel(cases)
    chosen = choose_step(steps) if step is None else min(step, len(steps) - 1)
    return paste(simplify(steps[chosen], cases), cases), steps, chosen


def stability(cases: Cases, like: Box, resampled: int = RESAMPLED) -> Stability:
    """Return how the step nearest in coverage and mass does on random halves of the members, held against the other half."""
    rng = np.random.default_rng(SPLIT_SEED)
    n = len(cases.hit)
    again, reached, dense = np.zeros(len(cases.sizes)), [], []
    for _ in range(resampled):
        order = rng.permutation(n)
        half, other = cases.of(order[: n // 2]), cases.of(order[n // 2 :])
        box = min(peel(half), key=lambda one: abs(one.coverage - like.coverage) + abs(one.mass - like.mass))
        box = paste(simplify(box, half), half)
        again[list(box.restricted)] += 1.0 / resampled
        fresh = measured(box.limits, other)
        reached.append(fresh.coverage)
        dense.append(fresh.density)
    return Stability(again, float(np.mean(reached)), float(np.mean(dense)))
