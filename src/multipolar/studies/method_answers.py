"""Answers of games, graph models and elections under every setting of their method switches, on the same draws of the inputs."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.election.condorcet import Rule, Victory, Vote, elect
from multipolar.strategic.games.game import Game, Mixed, NoisyGame, batches, expected
from multipolar.strategic.games.quantal import marginals_of, standard_rates
from multipolar.strategic.games.replies import best_replies, gains
from multipolar.strategic.graph.conflict import Conflict
from multipolar.strategic.graph.stability import CONCEPTS, Reading, stability
from multipolar.strategic.methods import BY_ID, method_rows
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock

DRAWS = 100
"""Draws of the inputs under which every setting is solved."""
BLUNT, SHARP = 1.0, 4.0
"""Precisions of the claims on choice [1 / standard deviation of payoffs]."""


def uniform(game: Game) -> Mixed:
    """Return all postures alike for every player."""
    return tuple(np.full(k, 1.0 / k) for k in game.shape)


def quantal_reply(game: Game, mixed: Mixed, precision: FloatArray) -> Mixed:
    """Return each player's quantal response to the others' probabilities; ``precision`` (player,) [1 / payoff]."""
    found = []
    for value, sharp in zip(expected(game, mixed), precision, strict=True):
        odds = np.exp(sharp * (value - value.max()))
        found.append(odds / odds.sum())
    return tuple(found)


def least_regret(game: Game) -> Mixed:
    """Return the pure profile in which the most that any player could gain is least, an equilibrium where there is one."""
    worst = gains(game.payoffs).max(axis=0)
    at = np.unravel_index(int(worst.argmin()), worst.shape)
    return tuple(np.eye(k)[int(a)] for k, a in zip(game.shape, at, strict=True))


def choices_of(game: Game, rates: FloatArray, clock: Clock) -> FloatArray:
    """Return the probabilities (choice, reasoning, posture of all players) of a game under both method claims on it.

    Raises
    ------
    SolverError : out of time, or where the branch of equilibria cannot be followed.
    """
    rows = []
    ends = marginals_of(game.payoffs, rates, (BLUNT, SHARP), clock)
    for precision, end in zip((BLUNT, SHARP), ends, strict=True):
        one = quantal_reply(game, uniform(game), precision * rates)
        rows.append([one, quantal_reply(game, one, precision * rates), end])
    best = best_replies(game, uniform(game))
    rows.append([best, best_replies(game, best), least_regret(game)])
    return np.array([[np.concatenate(mixed) for mixed in row] for row in rows])


def methods_of_game(noisy: NoisyGame, *, draws: int = DRAWS, seed: int = 0, limit: float = DEFAULT_LIMIT) -> dict[str, Any]:
    """Return how much the claims on choice and reasoning move the probability of each posture, beside the courses drawn anew.

    Raises
    ------
    SolverError : out of time, or where a draw cannot be solved.
    """
    clock = Clock("methods", limit)
    rates = standard_rates(noisy.game)
    found: list[FloatArray] = []
    for batch in batches(noisy, draws, seed):
        for payoffs in batch:
            clock.check(f"{len(found)} of {draws} draws were looked at")
            found.append(choices_of(replace(noisy.game, payoffs=payoffs), rates, clock))
    table = np.moveaxis(np.array(found), 0, 2)
    switches = [("METHOD_CHOICE", None), ("METHOD_REASONING", None)]
    return method_rows("the chance of each posture of each power", switches, table)


def methods_of_stability(
    conflict: Conflict, payoffs: Iterable[FloatArray], reading: Reading, *, limit: float = DEFAULT_LIMIT
) -> dict[str, Any]:
    """Return how much the claims on sanctions and foresight move which states hold; ``payoffs`` (actor, state) by draw.

    Raises
    ------
    SolverError : out of time, or for payoffs that do not fit.
    """
    clock = Clock("methods", limit)
    readings: Sequence[Any] = tuple(BY_ID["METHOD_SANCTION"].settings)
    drawn = list(payoffs)
    found = np.empty((len(readings), len(CONCEPTS), len(drawn), len(conflict)))
    for d, one in enumerate(drawn):
        clock.check(f"{d} of {len(drawn)} draws were looked at")
        for r, way in enumerate(readings):
            verdict = stability(conflict, one, reading=way, limit=max(clock.left, 1e-3))
            found[r, :, d] = [verdict.equilibria[concept] for concept in CONCEPTS]
    return method_rows("which states hold", [("METHOD_SANCTION", reading), ("METHOD_FORESIGHT", None)], found)


def methods_of_election(
    draws: Sequence[tuple[FloatArray, FloatArray]], chosen: tuple[Rule, Victory, Vote], *, limit: float = DEFAULT_LIMIT
) -> dict[str, Any]:
    """Return how much the claims on rule, victory and push move the chance of each option.

    ``draws``: weights (actor,) and utilities (actor, option), drawn from what is not known of the inputs.

    Raises
    ------
    SolverError : out of time, or for values that do not fit.
    """
    clock = Clock("methods", limit)
    switches = tuple(zip(("METHOD_ELECTION", "METHOD_VICTORY", "METHOD_VOTE"), chosen, strict=True))
    settings: list[Sequence[Any]] = [tuple(BY_ID[name].settings) for name, _ in switches]
    found: list[FloatArray] = []
    for weights, utilities in draws:
        clock.check(f"{len(found)} of {len(draws)} draws were looked at")
        ways = itertools.product(*settings)
        rows = [elect(weights, utilities, rule=r, law=v, vote=vote).probability for r, v, vote in ways]
        found.append(np.array(rows).reshape(*map(len, settings), -1))
    return method_rows("the chance of each design", switches, np.moveaxis(np.array(found), 0, 3))
