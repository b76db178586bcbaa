"""How likely an event may be over all correlated and coarse correlated equilibria: exact linear programmes.

A correlated equilibrium is a law over profiles such that a player who is told its own part has no better posture (Aumann 1974); a
coarse one such that no player gains by a posture fixed beforehand (Moulin and Vial 1978). Both hold all Nash equilibria. What
lies between the bounds is not decided by the game alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.games.game import Game, Profile
from multipolar.strategic.games.linear import least
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock, SolverError

__all__ = ["Bounds", "Concept", "Event", "bounds", "event", "of_profiles", "violation"]

Concept = Literal["correlated", "coarse"]
SLACK = 1e-6
"""How far a law may be from an equilibrium when it is checked apart from the solver [1, per range of the player's payoffs]."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that profiles may be: its name and a mask over profiles (*posture)."""

    name: str
    mask: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least and greatest probability of an event, with the most that the two laws behind them miss a condition by [range]."""

    event: str
    concept: Concept
    low: float
    high: float
    violation: float


def event(game: Game, name: str, wanted: Mapping[int, Sequence[int]], *, how: Literal["all", "any"] = "all") -> Event:
    """Return the event that players take one of the postures named: all of the players, or any of them.

    Raises
    ------
    SolverError : for a player or a posture that the game does not have, or for no player at all.
    """
    parts = []
    for player, postures in wanted.items():
        if not 0 <= player < len(game.shape) or not all(0 <= a < game.shape[player] for a in postures):
            said = f"event {name!r} asks postures {list(postures)} of player {player}; the game has {game.shape}"
            raise SolverError("event bounds", "input", said)
        sides = [1] * len(game.shape)
        sides[player] = -1
        parts.append(np.isin(np.arange(game.shape[player]), list(postures)).reshape(sides))
    if not parts:
        raise SolverError("event bounds", "input", f"event {name!r} asks nothing of anybody")
    mask = np.ones(game.shape, np.bool_) if how == "all" else np.zeros(game.shape, np.bool_)
    for part in parts:
        mask = mask & part if how == "all" else mask | part
    return Event(name, mask)


def _units(game: Game) -> FloatArray:
    """Return payoffs with a range of one for each player (player, *posture): the programme's size is then the same for all."""
    flat = game.payoffs.reshape(len(game.payoffs), -1)
    low = flat.min(axis=1)
    width = flat.max(axis=1) - low
    sides = (-1, *([1] * len(game.shape)))
    return np.asarray((game.payoffs - low.reshape(sides)) / np.where(width > 0.0, width, 1.0).reshape(sides))


def _conditions(game: Game, concept: Concept) -> csr_array:
    """Return the matrix (condition, profile) of what a player would gain by leaving its part, one row a way to leave."""
    unit = _units(game)
    place = np.arange(game.profiles).reshape(game.shape)
    rows, columns, values, count = [], [], [], 0
    for i, k in enumerate(game.shape):
        table = np.moveaxis(unit[i], i, 0).reshape(k, -1)
        at = np.moveaxis(place, i, 0).reshape(k, -1)
        for b in range(k):
            rise = table[b] - table
            if concept == "coarse":
                rows.append(np.full(rise.size, count))
                columns.append(at.ravel())
                values.append(rise.ravel())
                count += 1
                continue
            for a in range(k):
                if a != b:
                    rows.append(np.full(rise.shape[1], count))
                    columns.append(at[a])
                    values.append(rise[a])
                    count += 1
    if not rows:
        return csr_array((0, game.profiles))
    entries = np.concatenate(values)
    keep = entries != 0.0
    index = (np.concatenate(rows)[keep], np.concatenate(columns)[keep])
    return csr_array((entries[keep], index), shape=(count, game.profiles))


def violation(game: Game, law: FloatArray, concept: Concept) -> float:
    """Return the most that a law over profiles (*posture) misses a condition by, in ranges of the player's payoffs."""
    return float(np.max(_conditions(game, concept) @ np.asarray(law).ravel(), initial=0.0))


def bounds(
    game: Game, events: Sequence[Event], concepts: Sequence[Concept] = ("correlated", "coarse"), *, limit: float = DEFAULT_LIMIT
) -> tuple[Bounds, ...]:
    """Return the bounds of each event under each concept, events outermost.

    Raises
    ------
    SolverError : out of time, where the programme fails, or where a law that it gives is no equilibrium when checked.
    """
    clock = Clock("event bounds", limit)
    for one in events:
        if one.mask.shape != game.shape:
            raise clock.failed("input", f"event {one.name!r} has shape {one.mask.shape}, the game {game.shape}")
    matrices = {concept: _conditions(game, concept) for concept in concepts}
    found = []
    for one in events:
        for concept in concepts:
            low, missed_low = _extreme(matrices[concept], one.mask, 1.0, clock)
            high, missed_high = _extreme(matrices[concept], one.mask, -1.0, clock)
            found.append(Bounds(one.name, concept, min(low, high), max(low, high), max(missed_low, missed_high)))
    return tuple(found)


def _extreme(matrix: csr_array, mask: NDArray[np.bool_], sign: float, clock: Clock) -> tuple[float, float]:
    """Return the least (sign 1) or greatest (sign -1) probability of the mask, and the most that the law misses by."""
    flat = np.asarray(mask, np.float64).ravel()
    if flat.all() or not flat.any():
        return float(flat[0]), 0.0
    upper = matrix if matrix.shape[0] else None
    law = np.maximum(least(sign * flat, upper, csr_array(np.ones((1, flat.size))), [1.0], (0.0, None), clock), 0.0)
    law /= law.sum()
    missed = float(np.max(matrix @ law, initial=0.0))
    if missed > SLACK:
        raise clock.failed("numerical", f"the law that was found misses a condition by {missed:g} of a range")
    return float(np.clip(flat @ law, 0.0, 1.0)), missed


def of_profiles(game: Game, name: str, profiles: Sequence[Profile]) -> Event:
    """Return the event that one of some profiles is played."""
    mask = np.zeros(game.shape, np.bool_)
    for profile in profiles:
        mask[tuple(profile)] = True
    return Event(name, mask)
