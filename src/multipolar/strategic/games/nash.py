"""All equilibria of a small game for two, by supports: which postures each side mixes, and with what probabilities.

For each pair of supports of equal size the probabilities that make the other indifferent solve a linear system (Porter,
Nudelman and Shoham 2008). Complete where no two supports of different size can be in balance; a degenerate game may have whole
segments of equilibria, of which those with supports of equal size are listed and which is told.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.games.game import Game, Mixed, regret
from multipolar.strategic.games.replies import ties
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock

__all__ = ["Equilibria", "two_player_equilibria"]

MOST_POSTURES = 8
"""Postures of a side beyond which supports are too many [1]."""
LEAST = 1e-9
"""Probability below which a posture counts as not played [1]."""


@dataclass(frozen=True, slots=True)
class Equilibria:
    """The equilibria found, and whether the game is degenerate, so that there may be others between them."""

    found: tuple[Mixed, ...]
    degenerate: bool


def _indifferent(table: FloatArray, own: tuple[int, ...], other: tuple[int, ...]) -> FloatArray | None:
    """Return the other's probabilities on its support that make all of one's own support equally good; None where none do."""
    size = len(other)
    a = np.zeros((size + 1, size + 1))
    a[: len(own), :size] = table[np.ix_(own, other)]
    a[: len(own), size] = -1.0
    a[len(own), :size] = 1.0
    right = np.zeros(size + 1)
    right[len(own)] = 1.0
    if np.linalg.matrix_rank(a) < size + 1:
        return None
    x = np.asarray(np.linalg.solve(a, right)[:size], np.float64)
    return x if np.all(x > LEAST) else None


def two_player_equilibria(game: Game, *, limit: float = DEFAULT_LIMIT) -> Equilibria:
    """Return all equilibria with supports of equal size, each checked by its regret.

    Raises
    ------
    SolverError : for a game that is not for two or has more than eight postures a side, or out of time.
    """
    clock = Clock("equilibria by supports", limit)
    if len(game.shape) != 2 or max(game.shape) > MOST_POSTURES:
        raise clock.failed(
            "size", f"found a game of shape {game.shape}, expected two players with at most {MOST_POSTURES} postures each"
        )
    # Each side's payoffs in units of its range: singular systems are then told apart from small payoffs.
    low, width = game.payoffs.reshape(2, -1).min(axis=1), np.ptp(game.payoffs.reshape(2, -1), axis=1)
    unit = np.where(width > 0.0, width, 1.0)
    rows, columns = (game.payoffs[0] - low[0]) / unit[0], (game.payoffs[1].T - low[1]) / unit[1]
    found: list[Mixed] = []
    degenerate = False
    bar = ties(game.payoffs) * 1e3
    for size in range(1, min(game.shape) + 1):
        for one in itertools.combinations(range(game.shape[0]), size):
            for two in itertools.combinations(range(game.shape[1]), size):
                clock.check(f"supports up to {size} were looked at")
                q, p = _indifferent(rows, one, two), _indifferent(columns, two, one)
                if q is None or p is None:
                    continue
                mixed = (np.zeros(game.shape[0]), np.zeros(game.shape[1]))
                mixed[0][list(one)], mixed[1][list(two)] = p / p.sum(), q / q.sum()
                if np.any(regret(game, mixed) > bar):
                    continue
                best = (rows @ mixed[1], columns @ mixed[0])
                degenerate |= any(int(np.sum(v >= v.max() - 1e-9)) > size for v in best)
                found.append(mixed)
    return Equilibria(tuple(found), degenerate or not found)
