"""The expected-utility model of Bueno de Mesquita as Scholz, Calbert and Smith read it: who challenges whom, round by round.

Kept as a named comparison, never as a forecast: its positions swing from round to round. Source: Bueno de Mesquita 1994;
Scholz, Calbert and Smith 2011 ("Unravelling Bueno De Mesquita's group decision model").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.solver import SolverError

__all__ = ["Challenges", "Offer", "Round", "challenges"]

OfferKind = Literal["confrontation", "compromise", "capitulation"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that an actor makes: towards whom, of which kind, what either side expects of a challenge, and the new position."""

    mover: int
    to: int
    kind: OfferKind
    own: float
    other: float
    position: float


@dataclass(frozen=True, slots=True)
class Round:
    """One round: dangers and risk exponents (actor,), the moves, positions (actor,) after it, their mean and median."""

    danger: FloatArray
    exponent: FloatArray
    offers: tuple[Offer, ...]
    position: FloatArray
    weighted_mean: float
    median: float


@dataclass(frozen=True, slots=True)
class Challenges:
    """The rounds, and the weighted mean and Condorcet median before the first; ``swing``: largest change of the mean in a round."""

    weighted_mean: float
    median: float
    rounds: tuple[Round, ...]
    swing: float


def _power(base: FloatArray, exponent: FloatArray | float) -> FloatArray:
    return np.asarray(np.power(np.maximum(base, 0.0), exponent))


def compare(weight: FloatArray, position: FloatArray, width: float, exponent: FloatArray) -> FloatArray:
    """Return how much more each actor k likes i's position than j's (k, i, j): c s ((|x_k - x_j| / w)^r - (|x_k - x_i| / w)^r)."""
    far = _power(np.abs(position[:, None] - position[None, :]) / width, exponent[:, None])
    return np.asarray(weight[:, None, None] * (far[:, None, :] - far[:, :, None]))


def chances(votes: FloatArray, position: FloatArray) -> FloatArray:
    """Return the chance of i against j (i, j): support over all votes of all pairs, 0 where both stand at one place."""
    total = float(np.abs(votes).sum())
    found = np.maximum(votes, 0.0).sum(axis=0) / total if total > 0.0 else np.zeros(votes.shape[1:])
    return np.where(position[:, None] == position[None, :], 0.0, found)


def expectations(
    salience: FloatArray, position: FloatArray, width: float, chance: FloatArray, exponent: float, q: float
) -> FloatArray:
    """Return what a challenge of i to j is worth to i (i, j) as an actor with this exponent sees it."""
    half = 0.5 * np.abs(position[:, None] - position[None, :]) / width
    success = 2.0 - 4.0 * _power(0.5 - half, exponent)
    failure = 2.0 - 4.0 * _power(0.5 + half, exponent)
    quiet = 2.0 - 4.0 * 0.5**exponent
    contested = salience[None, :] * (chance * success + (1.0 - chance) * failure)
    return np.asarray(contested + (1.0 - salience[None, :]) * success - q * quiet)


def median_position(weight: FloatArray, position: FloatArray, width: float) -> float:
    """Return the position that wins a chain of votes, each of all actors between the last winner and the next."""
    votes = compare(weight, position, width, np.ones(len(position))).sum(axis=0)
    best = 0
    for i in range(1, len(position)):
        if votes[i, best] > 0.0:
            best = i
    return float(position[best])


def _offers(position: FloatArray, seen: FloatArray) -> tuple[Offer, ...]:
    """Return the moves of a round; ``seen`` (viewer, challenger, challenged): what each actor makes of each challenge."""
    found = []
    for i in range(len(position)):
        kinds: dict[OfferKind, list[tuple[float, Offer]]] = {"confrontation": [], "compromise": [], "capitulation": []}
        for j in range(len(position)):
            own, other = float(seen[i, i, j]), float(seen[i, j, i])
            if position[j] == position[i] or other <= 0.0:
                continue
            away = float(position[j] - position[i])
            if other > own > 0.0:
                kinds["confrontation"].append((abs(away), Offer(i, j, "confrontation", own, other, float(position[j]))))
            elif own < 0.0 and other > abs(own):
                step = away * abs(own / other)
                middle = (abs(own) * float(position[i]) + abs(other) * float(position[j])) / (abs(own) + abs(other))
                kinds["compromise"].append((middle, Offer(i, j, "compromise", own, other, float(position[i]) + step)))
            elif own < 0.0:
                kinds["capitulation"].append((abs(away), Offer(i, j, "capitulation", own, other, float(position[j]))))
        for rows in kinds.values():
            if rows:
                found.append(min(rows, key=lambda row: row[0])[1])
                break
    return tuple(found)


def challenges(
    capability: FloatArray, salience: FloatArray, position: FloatArray, *, q: float = 1.0, rounds: int = 10
) -> Challenges:
    """Return the course of the model for actors (actor,); all positions alike give rounds without moves.

    Saliences are shares, as a rule in [0, 1]: what an actor expects weighs contest and retreat by them as by chances.

    ``q``: how likely the status quo is to go on where nobody challenges.

    Raises
    ------
    SolverError : for values that do not fit.
    """
    c, s, x = (np.asarray(v, np.float64) for v in (capability, salience, position))
    if c.ndim != 1 or not len(c) or c.shape != s.shape or c.shape != x.shape or not np.all(np.isfinite([c, s, x])):
        raise SolverError("expected utility", "input", f"found {c.shape}, {s.shape}, {x.shape}, expected three finite (actor,)")
    if np.any(c < 0.0) or np.any(s < 0.0) or not 0.0 <= q <= 1.0 or rounds < 0 or not np.any(c * s > 0.0):
        raise SolverError(
            "expected utility", "input", "capabilities and saliences must not be below 0 nor all 0, and q lies in [0, 1]"
        )
    weight, width = c * s, float(np.ptp(x)) or 1.0

    def mean(at: FloatArray) -> float:
        return float(at @ weight / weight.sum())

    first, found = x.copy(), []
    for _ in range(rounds):
        flat = np.ones(len(x))
        seen = expectations(s, x, width, chances(compare(weight, x, width, flat), x), 1.0, q)
        danger = np.asarray(seen.sum(axis=0) - np.diag(seen))
        wide = float(np.ptp(danger))
        ready = (2.0 * danger - danger.max() - danger.min()) / wide if wide > 0.0 else np.zeros(len(x))
        exponent = np.asarray((1.0 - ready / 3.0) / (1.0 + ready / 3.0))
        chance = chances(compare(weight, x, width, exponent), x)
        views = np.stack([expectations(s, x, width, chance, float(r), q) for r in exponent])
        offers = _offers(x, views)
        x = x.copy()
        for offer in offers:
            x[offer.mover] = offer.position
        found.append(Round(danger, exponent, offers, x, mean(x), median_position(weight, x, width)))
    means = [mean(first), *(r.weighted_mean for r in found)]
    swing = float(np.max(np.abs(np.diff(means)), initial=0.0))
    return Challenges(means[0], median_position(weight, first, width), tuple(found), swing)
