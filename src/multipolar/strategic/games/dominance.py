"""Postures that no belief justifies: dominated by another posture, or by a mixture of others, round after round.

A strictly dominated posture is played in no Nash, correlated or quantal limit equilibrium. A weakly dominated one may be, and is
only named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.games.game import Game
from multipolar.strategic.games.linear import least
from multipolar.strategic.games.replies import ties
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock

__all__ = ["Dominated", "Dominator", "dominated", "survivors"]

Dominator = Literal["posture", "mixture", "weakly"]
"""By what: strictly by one posture, strictly by a mixture of postures, or weakly by one posture."""


@dataclass(frozen=True, slots=True)
class Dominated:
    """A dominated posture: whose, which, in which round of elimination, by what, and the mixture (posture,) that is better.

    ``margin``: by how much the mixture is better at least, in the player's payoff; 0 where it is weakly so.
    """

    player: int
    posture: int
    round: int
    by: Dominator
    mixture: FloatArray
    margin: float


def _table(own: FloatArray, player: int, kept: list[list[int]]) -> FloatArray:
    """Return payoffs (posture, others' profile) over the postures that are left."""
    return np.moveaxis(own[np.ix_(*kept)], player, 0).reshape(len(kept[player]), -1)


def _mixture(table: FloatArray, a: int, clock: Clock) -> tuple[FloatArray, float]:
    """Return the mixture of other rows that beats row ``a`` by most at its worst, and by how much."""
    others = [b for b in range(len(table)) if b != a]
    scale = float(np.ptp(table)) or 1.0
    # Largest e with sum_b w_b (u_b - u_a) >= e in every column, w a mixture; columns that say the same are asked once.
    rise = np.unique((table[others] - table[a]).T / scale, axis=0)
    cost = np.zeros(len(others) + 1)
    cost[-1] = -1.0
    upper = np.column_stack([-rise, np.ones(len(rise))])
    limits = [(0.0, 1.0)] * len(others) + [(None, None)]
    found = np.maximum(least(cost, upper, [[1.0] * len(others) + [0.0]], [1.0], limits, clock)[:-1], 0.0)
    weights = np.zeros(len(table))
    weights[others] = found / found.sum()
    return weights, float((weights @ table - table[a]).min())


def _weak(table: FloatArray, tie: float) -> dict[int, int]:
    """Return weakly but not strictly dominated rows with a row that is never worse and somewhere better."""
    found = {}
    for a in range(len(table)):
        for b in range(len(table)):
            rise = table[b] - table[a]
            if b != a and rise.min() >= -tie and rise.max() > tie and a not in found:
                found[a] = b
    return found


def dominated(
    game: Game, *, rounds: int | None = None, mixtures: bool = True, limit: float = DEFAULT_LIMIT
) -> tuple[Dominated, ...]:
    """Return the dominated postures, those of the first round first; later rounds look only at what is left.

    ``rounds``: how many at most, by default until nothing more falls; ``mixtures``: look for mixtures too. Weakly dominated
    postures are told of the whole game only and are never taken out.

    Raises
    ------
    SolverError : out of time, or where a linear programme fails.
    """
    clock = Clock("dominance", limit)
    bar = ties(game.payoffs)
    kept = [list(range(k)) for k in game.shape]
    found: list[Dominated] = []
    level = 0
    while rounds is None or level < rounds:
        level += 1
        fallen = [d for i in range(len(kept)) for d in _strict(game, i, kept, level, float(bar[i]), mixtures, clock)]
        if not fallen:
            break
        found += fallen
        for d in fallen:
            kept[d.player].remove(d.posture)
    told = {(d.player, d.posture) for d in found if d.round == 1}
    for i, own in enumerate(game.payoffs):
        table = _table(own, i, [list(range(k)) for k in game.shape])
        for a, b in _weak(table, float(bar[i])).items():
            if (i, a) not in told:
                found.append(Dominated(i, a, 1, "weakly", np.eye(len(table))[b], 0.0))
    return tuple(found)


def _strict(game: Game, i: int, kept: list[list[int]], level: int, tie: float, mixtures: bool, clock: Clock) -> list[Dominated]:
    """Return player i's postures that fall in this round."""
    clock.check(f"round {level} was begun")
    table = _table(game.payoffs[i], i, kept)
    found = []
    for at, posture in enumerate(kept[i]):
        by: Dominator = "posture"
        margin, weights = max(
            (float((row - table[at]).min()), b) for b, row in enumerate(table)
        ) if len(table) > 1 else (0.0, 0)  # fmt: skip
        mixture = np.eye(game.shape[i])[kept[i][weights]]
        # A mixture can only be strictly better where no column has the posture as its best.
        if margin <= tie and mixtures and len(table) > 2 and not np.any(table[at] >= table.max(axis=0)):
            inner, margin = _mixture(table, at, clock)
            by, mixture = "mixture", np.zeros(game.shape[i])
            mixture[kept[i]] = inner
        if margin > tie:
            found.append(Dominated(i, posture, level, by, mixture, margin))
    return found


def survivors(game: Game, found: tuple[Dominated, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the postures of each player that strict dominance leaves."""
    gone = {(d.player, d.posture) for d in found if d.by != "weakly"}
    return tuple(tuple(a for a in range(k) if (i, a) not in gone) for i, k in enumerate(game.shape))
