"""Quantal-response equilibria: every posture is taken, better ones more often, and all know that of each other.

Player i takes posture a with probability proportional to exp(precision rate_i U_ia), U_ia its expected payoff against the others'
probabilities (McKelvey and Palfrey 1995). Of several equilibria the one on the principal branch is meant, which begins with
all postures equally likely at precision 0. With ``rate`` one over the standard deviation of a player's payoffs, precision has
no unit and an answer does not change when a player's payoffs are multiplied or shifted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.games.branch import FELL_SHORT, NO_STEP, REACHED, follow
from multipolar.strategic.games.game import Game, Mixed, NoisyGame, batches, regret, spread
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock

__all__ = ["BAND", "Band", "Quantal", "band", "marginals_of", "quantal", "standard_rates"]

BAND = (0.5, 1.0, 2.0, 4.0)
"""Precisions at which a game is solved [1 / standard deviation of payoffs]. Grade J: from nearly blind to nearly best reply."""
SLICE = 400
"""Steps of the branch between two looks at the clock."""
FIRST_STEP = 0.5
"""First step along the branch [log odds]."""
INTERVAL = 0.90
"""Share of bootstraps inside a band."""
TOLERANCE = 1e-8
"""Largest difference between an equilibrium and the answer to itself [1]."""


@dataclass(frozen=True, slots=True)
class Quantal:
    """An equilibrium: precision, probabilities by player and posture, regret of each player (player,) in its own payoffs."""

    precision: float
    mixed: Mixed
    regret: FloatArray


@dataclass(frozen=True, slots=True)
class Band:
    """Probabilities at several precisions, with how far they move as the payoffs' noise does.

    ``middle``: of the mean payoffs, by precision; ``low``, ``high``: ends of the 90 % band of bootstraps, by precision the
    probabilities of each player; ``draws``: bootstraps behind them; ``lost``: bootstraps that were not solved.
    """

    precisions: tuple[float, ...]
    middle: tuple[Quantal, ...]
    low: tuple[Mixed, ...]
    high: tuple[Mixed, ...]
    draws: int
    lost: int


def standard_rates(game: Game) -> FloatArray:
    """Return one over the standard deviation of each player's payoffs (player,)."""
    return 1.0 / spread(game)


def layouts(payoffs: FloatArray) -> FloatArray:
    """Return payoffs as (2, player, profile): own posture fastest, the others in their order and in the reverse order."""
    players = range(len(payoffs))
    found = np.empty((2, len(payoffs), payoffs[0].size))
    for i, own in enumerate(payoffs):
        others = [j for j in players if j != i]
        found[0, i] = own.transpose([*others, i]).reshape(-1)
        found[1, i] = own.transpose([*reversed(others), i]).reshape(-1)
    return found


def _split(p: FloatArray, shape: Sequence[int]) -> Mixed:
    return tuple(np.array(part) for part in np.split(p, np.cumsum(shape)[:-1]))


def marginals_of(payoffs: FloatArray, rates: FloatArray, precisions: Sequence[float], clock: Clock) -> list[Mixed]:
    """Return the probabilities at each of the rising precisions, for payoffs (player, *posture).

    Raises
    ------
    SolverError : out of time, or where the branch cannot be followed.
    """
    shape = payoffs.shape[1:]
    flat = payoffs.reshape(len(payoffs), -1)
    middle = (flat.max(axis=1) / 2.0 + flat.min(axis=1) / 2.0).reshape(-1, *([1] * len(shape)))
    away = payoffs - middle
    # One scale for all: rates times half ranges, so that steps of the branch mean the same in every game.
    reach = rates * np.abs(away.reshape(len(flat), -1)).max(axis=1)
    scale = float(reach.max()) if float(reach.max()) > 0.0 else 1.0
    sizes = np.abs(away.reshape(len(flat), -1)).max(axis=1)
    unit = np.where(sizes > 0.0, sizes, 1.0)
    data = layouts(away / unit.reshape(middle.shape))
    rate = np.asarray(rates * np.where(sizes > 0.0, sizes, 0.0) / scale)
    y, tangent = np.zeros(sum(shape) + 1), np.zeros(sum(shape) + 1)
    sides, length, found = np.array(shape, np.int64), FIRST_STEP, []
    for precision in precisions:
        ended = FELL_SHORT
        while ended == FELL_SHORT:
            clock.check(f"the branch was followed to precision {y[-1] / scale:g} of {precision:g}")
            ended, length = follow(data, sides, rate, precision * scale, y, tangent, SLICE, max(length, 1e-6))
        if ended != REACHED:
            said = f"the branch could not be followed beyond precision {y[-1] / scale:g}"
            raise clock.failed("numerical", said if ended == NO_STEP else f"{said} ({ended})")
        odds = [part - part.max() for part in _split(y[:-1], shape)]
        found.append(tuple(np.exp(part) / np.exp(part).sum() for part in odds))
    return found


def _checked(precisions: Sequence[float], rates: FloatArray, players: int, clock: Clock) -> tuple[tuple[float, ...], list[int]]:
    """Return the precisions in rising order and the place of each as given."""
    if len(rates) != players or not np.all(np.isfinite(rates)) or np.any(rates < 0.0):
        raise clock.failed("input", f"found rates {rates}, expected one finite number from 0 up for each of {players} players")
    if not len(precisions) or not all(np.isfinite(x) and x >= 0.0 for x in precisions):
        raise clock.failed("input", f"found precisions {list(precisions)}, expected finite numbers from 0 up")
    order = tuple(sorted({float(x) for x in precisions}))
    return order, [order.index(float(x)) for x in precisions]


def quantal(
    game: Game, precisions: Sequence[float], *, rates: FloatArray | None = None, limit: float = DEFAULT_LIMIT
) -> tuple[Quantal, ...]:
    """Return the equilibrium on the principal branch at each precision, in the order asked.

    ``rates`` (player,): factor of each player's precision; by default one over the standard deviation of its payoffs. With
    ones, precision is in one over the unit of the payoffs.

    Raises
    ------
    SolverError : out of time, where the branch cannot be followed, or where an answer does not hold when checked.
    """
    clock = Clock("quantal response", limit)
    rate = standard_rates(game) if rates is None else np.asarray(rates, np.float64)
    order, places = _checked(precisions, rate, len(game.payoffs), clock)
    solved = []
    for precision, mixed in zip(order, marginals_of(game.payoffs, rate, order, clock), strict=True):
        if (off := away_from_itself(game, mixed, rate * precision)) > TOLERANCE:
            raise clock.failed("numerical", f"the profile at precision {precision:g} is {off:g} away from the answer to itself")
        solved.append(Quantal(precision, mixed, regret(game, mixed)))
    return tuple(solved[i] for i in places)


def away_from_itself(game: Game, mixed: Mixed, precision: FloatArray) -> float:
    """Return the largest difference between probabilities and the quantal response to them, computed apart from the kernel."""
    from multipolar.strategic.games.game import expected

    most = 0.0
    for own, value, sharp in zip(mixed, expected(game, mixed), precision, strict=True):
        odds = sharp * (value - value.max())
        most = max(most, float(np.abs(np.exp(odds) / np.exp(odds).sum() - own).max()))
    return most


def band(
    noisy: NoisyGame, precisions: Sequence[float] = BAND, *, rates: FloatArray | None = None, draws: int = 1000, seed: int = 0,
    limit: float = DEFAULT_LIMIT,
) -> Band:  # fmt: skip
    """Return probabilities at several precisions with 90 % bands over bootstrapped payoffs.

    Rates are those of the mean payoffs in every bootstrap. Where no more than every hundredth bootstrap cannot be followed it is
    left out and counted.

    Raises
    ------
    SolverError : out of time, or where more than every hundredth bootstrap cannot be solved.
    """
    clock = Clock("quantal response band", limit)
    game = noisy.game
    rate = standard_rates(game) if rates is None else np.asarray(rates, np.float64)
    order, places = _checked(precisions, rate, len(game.payoffs), clock)
    middle = quantal(game, order, rates=rate, limit=max(clock.left, 1e-3))
    kept: list[list[FloatArray]] = [[] for _ in order]
    lost = 0
    for batch in batches(noisy, draws, seed):
        for payoffs in batch:
            try:
                for at, mixed in enumerate(marginals_of(payoffs, rate, order, clock)):
                    kept[at].append(np.concatenate(mixed))
            except Exception as error:
                if getattr(getattr(error, "failure", None), "kind", "") != "numerical":
                    raise
                lost += 1
    if lost * 100 > draws:
        raise clock.failed("numerical", f"{lost} of {draws} bootstraps could not be solved")
    edge = (1.0 - INTERVAL) / 2.0
    ends = [np.quantile(np.array(rows), [edge, 1.0 - edge], axis=0) if rows else None for rows in kept]
    low = [q.mixed if e is None else _split(e[0], game.shape) for q, e in zip(middle, ends, strict=True)]
    high = [q.mixed if e is None else _split(e[1], game.shape) for q, e in zip(middle, ends, strict=True)]
    return Band(
        tuple(order[i] for i in places), tuple(middle[i] for i in places), tuple(low[i] for i in places),
        tuple(high[i] for i in places), draws, lost,
    )  # fmt: skip
