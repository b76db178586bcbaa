"""Weights of the courses of a run that make them say what the pool says, and as little else as can be (entropic tilting).

w_i = w0_i exp(lambda . x_i) / Z with sum_i w_i x_i = g are the weights nearest to w0 in Kullback-Leibler divergence (Robertson,
Tallman and Whiteman 2005; Krueger, Clark and Ravazzolo 2017). x are indicators of endings and of bins of length: the two
margins of the pool. Its joint cells would give a few courses most of the weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from multipolar.codes import ENDINGS
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.resampling import effective_size
from multipolar.outside.pool import Members, Target

MOST_STEPS = 50
"""Newton steps tried without, then with the ridge."""
REACHED = 1e-8
"""Largest error of a moment that counts as met [1]."""
EXACT = 1e-13
"""Error of the moments at which the search stops [1]."""
RIDGE = 1e-4
"""Penalty on the squares of lambda where the moments cannot be met without [1]. Grade J."""
LEAST_SHARE = 0.25
"""Least effective number of courses over the number before the tilt [1]. Grade J."""
LEAST_COURSES = 200.0
"""Least effective number of courses; of a run with fewer than twice as many, half of them. Grade J."""
MOST_RATIO = 25.0
"""Largest factor on the weight of one course. Grade J."""
MOST_MARGIN_RATIO = 5.0
"""Most that courses may be made to count by their ending, or by their bin of length, alone: the root of ``MOST_RATIO``."""
SHARE_STEP = 1.0 / 256.0
"""Exactness of the share of the outside view, and the least that the pool takes of it. Grade J."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Weights (point,) whose moments are met, lambda (moment,), Newton steps, the ridge, and the largest error of a moment."""

    w: FloatArray
    multipliers: FloatArray
    steps: int
    ridge: float
    error: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the courses of a run after the tilt.

    ``w`` (member,) with sum one; ``ess``: effective number of courses, 1 / sum w^2; ``worst_ratio``: largest factor on one
    course's weight; ``steps``: Newton steps; ``missing``: chance that the pool gives to endings and too few courses carry, by
    name; ``share``: share of the outside view that was used; ``multipliers``: lambda by moment; ``error``: largest error of a
    moment; ``notes``: what was given up, in sentences.
    """

    w: FloatArray
    ess: float
    worst_ratio: float
    steps: int
    missing: Mapping[str, float]
    share: float = 0.0
    ridge: float = 0.0
    multipliers: Mapping[str, float] = field(default_factory=dict)
    error: float = 0.0
    notes: tuple[str, ...] = ()


def exponential_tilt(x: FloatArray, goal: FloatArray, start: FloatArray) -> Solution:
    """Return the weights nearest to ``start`` (point,) under which the means of ``x`` (point, moment) are ``goal`` (moment,).

    Newton with halving on the convex ln sum w0 exp(lambda . (x - g)) + r |lambda|^2 / 2; r = 0, then ``RIDGE`` where the
    moments are not met.
    """
    found = _newton(x - goal, start, 0.0)
    return found if found.error <= REACHED else _newton(x - goal, start, RIDGE)


def _newton(gap: FloatArray, start: FloatArray, ridge: float) -> Solution:
    moments = gap.shape[1]
    lam = np.zeros(moments)
    with np.errstate(divide="ignore"):
        log_start = np.log(start)
    value, w = _value(gap, log_start, lam, ridge)
    steps = 0
    for steps in range(MOST_STEPS + 1):
        slope = w @ gap + ridge * lam
        if moments == 0 or np.abs(slope).max() <= EXACT or steps == MOST_STEPS:
            break
        centred = gap - w @ gap
        curvature = (w[:, None] * centred).T @ centred + ridge * np.eye(moments)
        move = -np.linalg.pinv(curvature, rcond=1e-12, hermitian=True) @ slope
        length = 1.0
        while length > 1e-12:
            tried, weights = _value(gap, log_start, lam + length * move, ridge)
            if tried < value or (tried <= value + 1e-15 and np.abs(weights @ gap).max() < np.abs(w @ gap).max()):
                break
            length /= 2.0
        else:
            break
        lam, value, w = lam + length * move, tried, weights
    error = float(np.abs(w @ gap).max()) if moments else 0.0
    return Solution(w, lam, steps, ridge, error)


def _value(gap: FloatArray, log_start: FloatArray, lam: FloatArray, ridge: float) -> tuple[float, FloatArray]:
    log_w = log_start + gap @ lam
    top = float(log_w.max())
    w = np.exp(log_w - top)
    total = float(w.sum())
    return top + float(np.log(total)) + 0.5 * ridge * float(lam @ lam), w / total


def tilt(members: Members, target: Target, start: FloatArray | None = None) -> Weights:
    """Return the weights of the courses of a run under which both margins of the target hold: endings and bins of length.

    What the pool gives an ending beyond ``MOST_MARGIN_RATIO`` times its courses (all of it where no course reached the ending)
    is left out and told. Bins of length with as few courses are met together with a neighbour (``joined_bins``). Where the bars
    of ``LEAST_SHARE``, ``LEAST_COURSES`` and ``MOST_RATIO`` do not hold, the largest share of the outside view with which they do
    is taken, found by bisection: it moves little with the number of courses. ``start``: weights before the tilt (member,), by
    default those of the members.
    """
    before = members.weights if start is None else start / start.sum()
    counts = np.bincount(members.cell, before, minlength=target.run.size)
    mass = np.asarray(counts, np.float64).reshape(target.run.shape)
    missing = missing_in(target.cells, mass)
    groups = joined_bins(target.cells, mass)
    share, found = _most_share(members, before, mass, target, groups)
    notes = _notes(target, missing, groups, share, found.error)
    return replace(found, missing=missing, share=share, notes=tuple(notes))


def _most_share(
    members: Members, before: FloatArray, mass: FloatArray, target: Target, groups: Sequence[slice]
) -> tuple[float, Weights]:
    """Return the largest share of the outside view with which the bars hold, and the weights it gives."""
    found = _tilted(members, before, mass, target.at(target.weight), groups)
    if _holds(found, before):
        return target.weight, found
    low, high = 0.0, target.weight
    kept = Weights(before, effective_size(before), 1.0, 0, {})
    while high - low > SHARE_STEP:
        middle = 0.5 * (low + high)
        found = _tilted(members, before, mass, target.at(middle), groups)
        if _holds(found, before):
            low, kept = middle, found
        else:
            high = middle
    return low, kept


def joined_bins(cells: FloatArray, mass: FloatArray) -> list[slice]:
    """Return the bins of length, as slices of columns, that courses can be weighted by.

    While the pool gives a bin more than ``MOST_MARGIN_RATIO`` times the courses that ended in it, it is joined with its neighbour:
    the worst first, with the neighbour that leaves the joined bin nearer to the pool. ``cells``: the pool; ``mass``: the courses;
    both (ending, length bin), the last column the war that goes on, which stays alone.
    """
    asked, there = cells[:, :-1].sum(axis=0), mass[:, :-1].sum(axis=0)
    groups = [slice(i, i + 1) for i in range(len(asked))]

    def ratio(group: slice) -> float:
        wanted = float(asked[group].sum())
        return wanted / max(float(there[group].sum()), 1e-300) if wanted > 0.0 else 0.0

    while len(groups) > 1:
        worst = max(range(len(groups)), key=lambda i: ratio(groups[i]))
        if ratio(groups[worst]) <= MOST_MARGIN_RATIO:
            break
        pairs = [i for i in (worst - 1, worst) if 0 <= i < len(groups) - 1]
        at = min(pairs, key=lambda i: ratio(slice(groups[i].start, groups[i + 1].stop)))
        groups[at : at + 2] = [slice(groups[at].start, groups[at + 1].stop)]
    return groups


def _notes(target: Target, missing: Mapping[str, float], groups: Sequence[slice], share: float, error: float) -> Iterator[str]:
    """Yield what was given up, in sentences."""
    if missing:
        total, gone = f"{100 * sum(missing.values()):.1f} %", ", ".join(missing)
        yield f"the pool gives {total} to endings that no or too few courses reached ({gone}); all other numbers are of the rest"
    if joined := [bin_name(target.edges, g) for g in groups if g.stop - g.start > 1]:
        yield f"too few courses end as early or late as past wars did: their lengths are met as a whole for {' and '.join(joined)}"
    if share != target.weight:
        why = "more would leave too few of them"
        yield f"the courses are tilted toward a share of {share:.2g} of the outside view, not {target.weight:g}: {why}"
    if error > REACHED:
        yield f"the courses cannot meet the pool exactly: its shares are met to within {error:.2g}"


def _holds(found: Weights, before: FloatArray) -> bool:
    courses = effective_size(before)
    least = max(LEAST_SHARE * courses, min(LEAST_COURSES, 0.5 * courses))
    return found.ess >= least and found.worst_ratio <= MOST_RATIO


def missing_in(cells: FloatArray, mass: FloatArray) -> dict[str, float]:
    """Return what the target gives to endings beyond what their courses can carry, by name; what is zero is not missing."""
    over = cells.sum(axis=1) - MOST_MARGIN_RATIO * mass.sum(axis=1)
    return {name: float(over[row]) for row, name in enumerate(ENDINGS) if over[row] > 0.0}


def bin_name(edges: tuple[float, ...], columns: slice) -> str:
    """Return bins of length in words."""
    return f"day {edges[columns.start]:g} to {edges[columns.stop]:g}"


def _tilted(members: Members, before: FloatArray, mass: FloatArray, cells: FloatArray, groups: Sequence[slice]) -> Weights:
    rows = mass.sum(axis=1) > 0
    asked = cells.sum(axis=1)
    carried = np.minimum(asked, MOST_MARGIN_RATIO * mass.sum(axis=1))
    kept = cells * (carried / np.maximum(asked, 1e-300))[:, None]
    kept /= kept.sum()
    ends = np.flatnonzero(rows)[:-1]
    bins = [g for g in groups if mass[:, g].sum() > 0.0][:-1]
    goal = np.concatenate([kept.sum(axis=1)[ends], [kept[:, g].sum() for g in bins]])
    place = np.flatnonzero(mass)
    row, column = np.divmod(place, mass.shape[1])
    inside = np.array([(column >= g.start) & (column < g.stop) for g in bins]).reshape(len(bins), len(place)).T
    x = np.concatenate([row[:, None] == ends, inside], axis=1).astype(np.float64)
    found = exponential_tilt(x, goal, mass.ravel()[place])
    factor = np.ones(mass.size)
    factor[place] = found.w / mass.ravel()[place]
    w = before.copy()
    if found.steps:
        w *= factor[members.cell]
        w /= w.sum()
    names = [*(list(ENDINGS)[i] for i in ends), *(f"length bin {g.start + 1}" for g in bins)]
    multipliers = dict(zip(names, map(float, found.multipliers), strict=True))
    return Weights(w, effective_size(w), float(factor[place].max()), found.steps, {}, 0.0, found.ridge, multipliers, found.error)
