"""Weights of the courses of a run that make them say what the pool says, and as little else as can be (entropic tilting).

w_i = w0_i exp(lambda . x_i) / Z with sum_i w_i x_i = g are the weights nearest to w0 in Kullback-Leibler divergence (Robertson,
Tallman and Whiteman 2005; Krueger, Clark and Ravazzolo 2017). x are indicators of endings and of bins of length: the two
margins of the pool. Its joint cells would give a few courses most of the weight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
LEAST_OUTSIDE = 1.0 / 64.0
"""Share of the outside view below which it is left out where the bars do not hold. Grade J."""


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
    course's weight; ``steps``: Newton steps; ``missing``: chance that the pool gives to endings and bins that no course reached,
    by name; ``share``: share of the outside view that was used; ``multipliers``: lambda by moment; ``error``: largest error
    of a moment; ``notes``: what was given up, in sentences.
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

    Endings and bins that no course reached are dropped and told. Where the bars of ``LEAST_SHARE``, ``LEAST_COURSES`` and
    ``MOST_RATIO`` do not hold, the share of the outside view is halved until they do. ``start``: weights before the tilt
    (member,), by default those of the members.
    """
    before = members.weights if start is None else start / start.sum()
    counts = np.bincount(members.cell, before, minlength=target.run.size)
    mass = np.asarray(counts, np.float64).reshape(target.run.shape)
    share, notes = target.weight, []
    missing = missing_in(target.cells, mass, target.edges)
    if missing:
        total, gone = _gone(target.cells, mass), ", ".join(missing)
        notes.append(f"the pool gives {100 * total:.1f} % to what no course reached ({gone}); all other numbers are of the rest")
    found = _tilted(members, before, mass, target.at(share))
    while not _holds(found, before):
        share = share / 2.0 if share / 2.0 >= LEAST_OUTSIDE else 0.0
        if share == 0.0:
            found = Weights(before, effective_size(before), 1.0, 0, {})
            break
        found = _tilted(members, before, mass, target.at(share))
    if share != target.weight:
        why = "more would leave too few of them"
        notes.append(f"the courses are tilted toward a share of {share:g} of the outside view, not {target.weight:g}: {why}")
    if found.error > REACHED:
        notes.append(f"the courses cannot meet the pool exactly: its shares are met to within {found.error:.2g}")
    return Weights(
        found.w,
        found.ess,
        found.worst_ratio,
        found.steps,
        missing,
        share,
        found.ridge,
        found.multipliers,
        found.error,
        tuple(notes),
    )


def _holds(found: Weights, before: FloatArray) -> bool:
    courses = effective_size(before)
    least = max(LEAST_SHARE * courses, min(LEAST_COURSES, 0.5 * courses))
    return found.ess >= least and found.worst_ratio <= MOST_RATIO


def missing_in(cells: FloatArray, mass: FloatArray, edges: tuple[float, ...]) -> dict[str, float]:
    """Return the target's shares of endings and bins of length that no course reached, by name; what is zero is not missing."""
    found = {name: float(cells[row].sum()) for row, name in enumerate(ENDINGS) if mass[row].sum() == 0.0 and cells[row].sum() > 0.0}
    for column in range(len(edges) - 1):
        if mass[:, column].sum() == 0.0 and cells[:, column].sum() > 0.0:
            found[bin_name(edges, column)] = float(cells[:, column].sum())
    return found


def bin_name(edges: tuple[float, ...], column: int) -> str:
    """Return a bin of length in words."""
    return f"day {edges[column]:g} to {edges[column + 1]:g}"


def _gone(cells: FloatArray, mass: FloatArray) -> float:
    return 1.0 - float(cells[np.ix_(mass.sum(axis=1) > 0, mass.sum(axis=0) > 0)].sum())


def _tilted(members: Members, before: FloatArray, mass: FloatArray, cells: FloatArray) -> Weights:
    rows, columns = mass.sum(axis=1) > 0, mass.sum(axis=0) > 0
    kept = np.where(rows[:, None] & columns[None, :], cells, 0.0)
    kept /= kept.sum()
    ends = np.flatnonzero(rows)[:-1]
    bins = np.flatnonzero(columns[:-1])[:-1]
    goal = np.concatenate([kept.sum(axis=1)[ends], kept.sum(axis=0)[bins]])
    place = np.flatnonzero(mass)
    row, column = np.divmod(place, mass.shape[1])
    x = np.concatenate([row[:, None] == ends, column[:, None] == bins], axis=1).astype(np.float64)
    found = exponential_tilt(x, goal, mass.ravel()[place])
    factor = np.ones(mass.size)
    factor[place] = found.w / mass.ravel()[place]
    w = before.copy()
    if found.steps:
        w *= factor[members.cell]
        w /= w.sum()
    names = [*(list(ENDINGS)[i] for i in ends), *(f"length bin {i + 1}" for i in bins)]
    multipliers = dict(zip(names, map(float, found.multipliers), strict=True))
    return Weights(w, effective_size(w), float(factor[place].max()), found.steps, {}, 0.0, found.ridge, multipliers, found.error)
