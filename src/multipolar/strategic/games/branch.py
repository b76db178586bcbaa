"""The principal branch of quantal-response equilibria, followed from the uniform profile: kernels over plain arrays.

Each player's log odds are z = t r (U - mean U), with t the precision, r the player's rate and U its expected payoffs by
posture; p is the softmax of z. The branch starts at t = 0 and z = 0 and is followed by arc length (Allgower and Georg 1990;
for games Turocy 2005), so that it may turn back in t and still be followed; at a fork it goes straight on.

All kernels stand in this file: code kept on disk is then renewed with the file itself.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.jit import kernel, step

__all__ = ["FELL_SHORT", "NO_STEP", "REACHED", "follow"]

Ints = NDArray[np.int64]

REACHED, FELL_SHORT, NO_STEP = 0, 1, 2
"""How a stretch of the branch ended: at the target, out of steps, at a point from which no step holds."""

MOST_CORRECTION = 0.05
"""Distance from the predicted point beyond which a step is too long [log odds]."""
MOST_CONTRACTION = 0.2
"""Ratio of two corrections above which a step is too long [1]."""
LEAST_COSINE = 0.98
"""Cosine between two tangents below which a step is too long [1]: another branch might lie between.

With these three limits 1,500 random games of two and three players, 28 of which fold, end where steps of 0.02 end; limits of 0.3,
0.5 and 0.9 lost four of them to another branch.
"""
CLOSE = 1e-4
"""Correction at which a step ends [log odds]: what is left is its square."""
SETTLED = 1e-6
"""Correction at which the point at the target holds [log odds]: what is left is its square."""
ON_BRANCH = 1e-11
"""What may be wrong at a point that lies on the branch [log odds]."""
LEAST_STEP = 1e-9
"""Step below which the branch cannot be followed [log odds]."""
MOST_STEP = 20.0
"""Longest step [log odds]."""
SHORT = 100.0
"""Steps of so many least steps are taken whatever the turn of the tangent [1]: there the branch has a corner."""


@step
def along(
    data: FloatArray, shape: Ints, p: FloatArray, start: Ints, u: FloatArray, v: FloatArray, work: FloatArray, i: int, turned: bool
) -> None:
    """Write u and half of v for player i from one layout of its payoffs, whose first axes are summed out one after the other.

    The others stand in their order, or turned in the reverse order, and i's own posture last. v is written for the second half of
    the others: of the payoffs only the small rest is left when they come first.
    """
    n, own = len(shape), shape[i]
    many = n - 1
    size, at = len(data), -1
    for j in range(many):
        at_j = many - 1 - j if turned else j
        player = at_j if at_j < i else at_j + 1
        k = shape[player]
        if j >= (many - many // 2 if turned else many // 2):
            # Sum out what stands behind j, the last first.
            for x in range(size):
                work[2, x] = data[x] if at < 0 else work[at, x]
            left = size
            for q in range(many - 1, j, -1):
                at_q = many - 1 - q if turned else q
                other = at_q if at_q < i else at_q + 1
                sides = shape[other]
                left //= sides
                for x in range(left // own):
                    for a in range(own):
                        value = 0.0
                        for b in range(sides):
                            value += p[start[other] + b] * work[2, (x * sides + b) * own + a]
                        work[2, x * own + a] = value
            for b in range(k):
                for a in range(own):
                    v[start[i] + a, start[player] + b] = work[2, b * own + a]
        size //= k
        into = 1 - at if at >= 0 else 0
        for b in range(k):
            share = p[start[player] + b]
            source = data[b * size : (b + 1) * size] if at < 0 else work[at, b * size : (b + 1) * size]
            if b == 0:
                for x in range(size):
                    work[into, x] = share * source[x]
            else:
                for x in range(size):
                    work[into, x] += share * source[x]
        at = into
    for a in range(own):
        u[start[i] + a] = data[a] if at < 0 else work[at, a]


@step
def expectations(data: FloatArray, shape: Ints, p: FloatArray, start: Ints, u: FloatArray, v: FloatArray, work: FloatArray) -> None:
    """Write expected payoffs by own posture u (posture,) and by own and one other's posture v (posture, posture).

    ``data`` (2, player, profile): payoffs with the player's own axis last, the others in their order and in the reverse order.
    """
    for i in range(len(shape)):
        along(data[0, i], shape, p, start, u, v, work, i, False)
        if len(shape) > 2:
            along(data[1, i], shape, p, start, u, v, work, i, True)


@step
def softmax(z: FloatArray, shape: Ints, start: Ints, p: FloatArray) -> None:
    """Write the probabilities of log odds z."""
    for i in range(len(shape)):
        top = z[start[i]]
        for a in range(1, shape[i]):
            top = max(top, z[start[i] + a])
        total = 0.0
        for a in range(shape[i]):
            p[start[i] + a] = math.exp(z[start[i] + a] - top)
            total += p[start[i] + a]
        for a in range(shape[i]):
            p[start[i] + a] /= total


@step
def system(
    data: FloatArray, shape: Ints, start: Ints, rate: FloatArray, y: FloatArray,
    p: FloatArray, u: FloatArray, v: FloatArray, work: FloatArray, f: FloatArray, m: FloatArray,
) -> None:  # fmt: skip
    """Write at a point y = (z, t) what is wrong f = z - t r (U - mean U) and its derivatives m by z and t."""
    n, size = len(shape), len(y) - 1
    softmax(y, shape, start, p)
    expectations(data, shape, p, start, u, v, work)
    t = y[size]
    for i in range(n):
        mean = 0.0
        for a in range(shape[i]):
            mean += u[start[i] + a]
        mean /= shape[i]
        for a in range(shape[i]):
            row = start[i] + a
            f[row] = y[row] - t * rate[i] * (u[row] - mean)
            m[row, size] = -rate[i] * (u[row] - mean)
            for b in range(shape[i]):
                m[row, start[i] + b] = 1.0 if a == b else 0.0
        for j in range(n):
            if j == i:
                continue
            for b in range(shape[j]):
                col = start[j] + b
                mid = 0.0
                for a in range(shape[i]):
                    mid += v[start[i] + a, col] - u[start[i] + a]
                mid /= shape[i]
                for a in range(shape[i]):
                    row = start[i] + a
                    m[row, col] = -t * rate[i] * p[col] * (v[row, col] - u[row] - mid)


@step
def eliminate(m: FloatArray, rhs: FloatArray, size: int, sides: int) -> bool:
    """Solve m x = rhs (size, sides) in place by Gauss with row pivots; False where m is singular."""
    for c in range(size):
        best, big = c, abs(m[c, c])
        for r in range(c + 1, size):
            if abs(m[r, c]) > big:
                best, big = r, abs(m[r, c])
        if not big > 1e-300:
            return False
        if best != c:
            for k in range(c, size):
                m[c, k], m[best, k] = m[best, k], m[c, k]
            for k in range(sides):
                rhs[c, k], rhs[best, k] = rhs[best, k], rhs[c, k]
        for r in range(c + 1, size):
            factor = m[r, c] / m[c, c]
            if factor != 0.0:
                for k in range(c + 1, size):
                    m[r, k] -= factor * m[c, k]
                for k in range(sides):
                    rhs[r, k] -= factor * rhs[c, k]
    for c in range(size - 1, -1, -1):
        for k in range(sides):
            value = rhs[c, k]
            for j in range(c + 1, size):
                value -= m[c, j] * rhs[j, k]
            rhs[c, k] = value / m[c, c]
    return True


@step
def largest(f: FloatArray, size: int) -> float:
    """Return the largest of the first so many entries, signs aside."""
    found = 0.0
    for x in range(size):
        found = max(found, abs(f[x]))
    return found


@step
def refine(
    data: FloatArray, shape: Ints, start: Ints, rate: FloatArray, target: float, y: FloatArray,
    tangent: FloatArray, p: FloatArray, u: FloatArray, v: FloatArray, work: FloatArray, f: FloatArray, m: FloatArray,
    rhs: FloatArray,
) -> bool:  # fmt: skip
    """Move y to t = target by Newton steps and write the direction of the branch to rhs[:, 1]; False where they lead away.

    At a fork no step can be computed; a point that lies on the branch already is then kept with the old direction.
    """
    size = len(y) - 1
    y[size] = target
    last = 1e300
    for _ in range(12):
        system(data, shape, start, rate, y, p, u, v, work, f, m)
        for x in range(size + 1):
            m[size, x] = 0.0
        m[size, size] = 1.0
        for x in range(size):
            rhs[x, 0], rhs[x, 1] = -f[x], 0.0
        rhs[size, 0], rhs[size, 1] = 0.0, 1.0
        wrong, far = largest(f, size), 1e300
        if eliminate(m, rhs, size + 1, 2):
            far = 0.0
            for x in range(size):
                far = max(far, abs(rhs[x, 0]))
        if not far < MOST_CORRECTION or (far > MOST_CONTRACTION * last and far > SETTLED):
            if not wrong <= ON_BRANCH:
                return False
            for x in range(size + 1):
                rhs[x, 1] = tangent[x]
            return True
        for x in range(size):
            y[x] += rhs[x, 0]
        if far < SETTLED:
            return True
        last = far
    return False


@step
def set_out(
    data: FloatArray, shape: Ints, start: Ints, rate: FloatArray, y: FloatArray, tangent: FloatArray,
    p: FloatArray, u: FloatArray, v: FloatArray, work: FloatArray, f: FloatArray, m: FloatArray,
) -> None:  # fmt: skip
    """Write the direction (z, t) in which the branch leaves y, of length 1, to ``tangent``; one that is not all zeros stays."""
    size = len(y) - 1
    steepness = 0.0
    for x in range(size + 1):
        steepness += tangent[x] * tangent[x]
    if steepness != 0.0:
        return
    system(data, shape, start, rate, y, p, u, v, work, f, m)
    norm = 1.0
    for x in range(size):
        tangent[x] = -m[x, size]
        norm += tangent[x] * tangent[x]
    for x in range(size):
        tangent[x] /= math.sqrt(norm)
    tangent[size] = 1.0 / math.sqrt(norm)


@step
def correct(
    data: FloatArray, shape: Ints, start: Ints, rate: FloatArray, y: FloatArray, tangent: FloatArray, p: FloatArray,
    u: FloatArray, v: FloatArray, work: FloatArray, f: FloatArray, m: FloatArray, rhs: FloatArray,
) -> tuple[bool, int]:  # fmt: skip
    """Move y back to the branch by Newton steps across ``tangent``; return whether it lies there, and how many steps it took.

    The direction of the branch at y is written to rhs[:, 1]. At a fork no step can be computed; see ``refine``.
    """
    size = len(y) - 1
    last = 0.0
    for rounds in range(1, 9):
        system(data, shape, start, rate, y, p, u, v, work, f, m)
        for x in range(size):
            rhs[x, 0], rhs[x, 1] = -f[x], 0.0
        for x in range(size + 1):
            m[size, x] = tangent[x]
        rhs[size, 0], rhs[size, 1] = 0.0, 1.0
        wrong = largest(f, size)
        if not eliminate(m, rhs, size + 1, 2):
            for x in range(size + 1):
                rhs[x, 1] = tangent[x]
            return wrong <= ON_BRANCH, rounds - 1
        far = 0.0
        for x in range(size + 1):
            far += rhs[x, 0] * rhs[x, 0]
            y[x] += rhs[x, 0]
        far = math.sqrt(far)
        if not far <= MOST_CORRECTION or (rounds > 1 and far > MOST_CONTRACTION * last and far > CLOSE):
            return False, rounds
        if far <= CLOSE:
            return True, rounds
        last = far
    return False, 8


@step
def straight_on(rhs: FloatArray, tangent: FloatArray, h: float) -> tuple[bool, float]:
    """Return whether the direction rhs[:, 1] turns little enough from ``tangent`` for a step of h, and its length."""
    norm, along_old = 0.0, 0.0
    for x in range(len(tangent)):
        norm += rhs[x, 1] * rhs[x, 1]
        along_old += rhs[x, 1] * tangent[x]
    norm = math.sqrt(norm)
    return along_old >= LEAST_COSINE * norm or h <= SHORT * LEAST_STEP, norm


@kernel
def follow(
    data: FloatArray, shape: Ints, rate: FloatArray, target: float, y: FloatArray, tangent: FloatArray, steps: int, length: float
) -> tuple[int, float]:
    """Follow the branch from y (z, t) to t = target, at most so many steps; return how it ended and the next step's length.

    ``data`` (2, player, profile): payoffs with the player's own axis last, the others in their order and turned. ``y`` and
    ``tangent`` (postures of all + 1,) are moved; a tangent of zeros starts the branch. ``length``: of the first step [log odds].
    """
    n, size = len(shape), len(y) - 1
    start = np.zeros(n, np.int64)
    for i in range(1, n):
        start[i] = start[i - 1] + shape[i - 1]
    p, u, f = np.empty(size), np.empty(size), np.empty(size)
    v, m = np.zeros((size, size)), np.zeros((size + 1, size + 1))
    rhs, ahead = np.empty((size + 1, 2)), np.empty(size + 1)
    work = np.empty((3, data.shape[2]))
    set_out(data, shape, start, rate, y, tangent, p, u, v, work, f, m)
    for _ in range(steps):
        h = length
        while True:
            hits = tangent[size] > 0.0 and y[size] + h * tangent[size] >= target
            if hits:
                h = max((target - y[size]) / tangent[size], LEAST_STEP)
            for x in range(size + 1):
                ahead[x] = y[x] + h * tangent[x]
            rounds = 0
            if hits:
                holds = refine(data, shape, start, rate, target, ahead, tangent, p, u, v, work, f, m, rhs)
            else:
                holds, rounds = correct(data, shape, start, rate, ahead, tangent, p, u, v, work, f, m, rhs)
            straight, norm = straight_on(rhs, tangent, h)
            holds = holds and straight
            # A point beyond the target is not taken: the first point at the target lies on this stretch.
            if holds and (hits or ahead[size] <= target):
                for x in range(size + 1):
                    y[x] = ahead[x]
                    tangent[x] = rhs[x, 1] / norm
                if hits:
                    return REACHED, length
                length = min(MOST_STEP, h * (1.5 if rounds <= 2 else 1.3 if rounds == 3 else 0.7))
                break
            h *= max(0.1, min(0.9, (target - y[size]) / (ahead[size] - y[size]))) if holds else 0.5
            length = h
            if h < LEAST_STEP:
                return NO_STEP, length
    return FELL_SHORT, length
