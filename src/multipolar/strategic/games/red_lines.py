"""Mixed beliefs about a red line: each possible line is a game of its own, and knowing which one is real has a value.

The others know the line and play the quantal response of its game. The player in doubt either knows it too and takes its best
posture in each game, or must take one posture for all of them. The difference is the value of knowing (Raiffa and Schlaifer
1961), never below 0 and 0 where one posture is best under every line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.games.game import Game, Mixed, expected
from multipolar.strategic.games.quantal import quantal, standard_rates
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock

__all__ = ["Knowing", "value_of_knowing"]


@dataclass(frozen=True, slots=True)
class Knowing:
    """What knowing a red line is worth to a player, in its payoff.

    ``informed`` (line,): its best posture under each line; ``uninformed``: its best posture for all; ``by_line`` (line,
    posture): its expected payoffs; ``marginals``: probabilities of all players, mixed over the lines by belief.
    """

    player: int
    value: float
    with_knowledge: float
    without: float
    informed: tuple[int, ...]
    uninformed: int
    by_line: FloatArray
    marginals: Mixed


def value_of_knowing(
    games: Sequence[Game], beliefs: Sequence[float], player: int, precision: float = 2.0, *, rates: FloatArray | None = None,
    limit: float = DEFAULT_LIMIT,
) -> Knowing:  # fmt: skip
    """Return what it is worth to a player to know which of several games is real.

    ``beliefs`` (line,): how likely the player holds each line, summing to one; ``precision`` and ``rates`` as in `quantal`, the
    rates by default those of the games' mean payoffs.

    Raises
    ------
    SolverError : if games differ in shape, beliefs do not sum to one, the player is none, or a game cannot be solved in time.
    """
    clock = Clock("value of knowing", limit)
    weights = np.asarray(beliefs, np.float64)
    if not games or len({g.payoffs.shape for g in games}) != 1:
        raise clock.failed("input", "expected one or more games of one shape")
    if len(weights) != len(games) or np.any(~(weights >= 0.0)) or abs(float(weights.sum()) - 1.0) > 1e-9:
        raise clock.failed("input", f"found beliefs {list(beliefs)}, expected {len(games)} numbers from 0 up that sum to one")
    if not 0 <= player < len(games[0].payoffs):
        raise clock.failed("input", f"found player {player}, the games have {len(games[0].payoffs)}")
    mean = Game(np.tensordot(weights, np.stack([g.payoffs for g in games]), axes=1), games[0].players, games[0].postures)
    rate = standard_rates(mean) if rates is None else rates
    solved = [quantal(g, [precision], rates=rate, limit=max(clock.left, 1e-3))[0] for g in games]
    by_line = np.stack([expected(g, q.mixed)[player] for g, q in zip(games, solved, strict=True)])
    overall = weights @ by_line
    knowing = float(weights @ by_line.max(axis=1))
    marginals = tuple(
        np.asarray(weights @ np.stack([q.mixed[i] for q in solved])) for i in range(len(games[0].payoffs))
    )  # fmt: skip
    best = tuple(int(row.argmax()) for row in by_line)
    without = float(overall.max())
    return Knowing(player, max(0.0, knowing - without), knowing, without, best, int(overall.argmax()), by_line, marginals)
