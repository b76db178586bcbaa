"""Pure profiles: what each player could gain, which profiles hold, level-k play, and the plain baselines beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.games.game import Game, Mixed, NoisyGame, Profile, batches, expected, regret
from multipolar.strategic.solver import DEFAULT_LIMIT, Clock, SolverError

__all__ = ["Baseline", "Holding", "PureProfile", "baselines", "best_replies", "gains", "holding", "level_k", "pure_equilibria"]

TIE = 1e-9
"""Difference below which two payoffs of a player count as equal [1, per range of its payoffs]."""


@dataclass(frozen=True, slots=True)
class PureProfile:
    """A profile in which nobody gains more than epsilon by another posture; ``regret`` (player,): what each could gain."""

    profile: Profile
    regret: FloatArray


@dataclass(frozen=True, slots=True)
class Holding:
    """How often a profile is an equilibrium: in the mean payoffs, and the share of bootstraps in which it is one."""

    profile: Profile
    regret: FloatArray
    in_means: bool
    share: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """A plain way to play: its name, probabilities by player and posture, and what each player could gain (player,)."""

    name: str
    mixed: Mixed
    regret: FloatArray


def ties(payoffs: FloatArray) -> FloatArray:
    """Return the difference below which payoffs of a player are equal (player,), for payoffs (player, *posture)."""
    flat = payoffs.reshape(len(payoffs), -1)
    return np.asarray(TIE * (flat.max(axis=1) - flat.min(axis=1)))


def gains(payoffs: FloatArray) -> FloatArray:
    """Return what each player would gain by its best posture at every profile: (player, *posture), never below 0."""
    return np.stack([own.max(axis=i, keepdims=True) - own for i, own in enumerate(payoffs)])


def _epsilon(game: Game, epsilon: float | Sequence[float] | FloatArray) -> FloatArray:
    given = np.asarray(epsilon, np.float64)
    if given.ndim > 1 or (given.ndim == 1 and len(given) != len(game.payoffs)) or np.any(~(given >= 0.0)):
        raise SolverError("pure equilibria", "input", f"found epsilon {epsilon}, expected one number from 0 up, or one per player")
    return np.broadcast_to(given, (len(game.payoffs),))


def _holds(payoffs: FloatArray, epsilon: FloatArray) -> FloatArray:
    bar = (epsilon + ties(payoffs)).reshape(-1, *([1] * (payoffs.ndim - 1)))
    return np.asarray(np.all(gains(payoffs) <= bar, axis=0))


def pure_equilibria(game: Game, epsilon: float | Sequence[float] | FloatArray = 0.0) -> tuple[PureProfile, ...]:
    """Return every pure profile in which no player gains more than epsilon, in the order of profiles.

    ``epsilon``: in payoff units, one number or one per player (player,).

    Raises
    ------
    SolverError : for an epsilon below 0 or of another length.
    """
    found = np.argwhere(_holds(game.payoffs, _epsilon(game, epsilon)))
    gain: Any = gains(game.payoffs)
    return tuple(PureProfile(tuple(map(int, s)), gain[(slice(None), *map(int, s))].copy()) for s in found)


def holding(
    noisy: NoisyGame, epsilon: float | Sequence[float] | FloatArray = 0.0, *, draws: int = 1000, seed: int = 0,
    least: float = 0.01, limit: float = DEFAULT_LIMIT,
) -> tuple[Holding, ...]:  # fmt: skip
    """Return the profiles that are equilibria of the mean payoffs or of at least ``least`` of the bootstraps, most often first.

    Raises
    ------
    SolverError : out of time, or for an epsilon that does not fit.
    """
    clock = Clock("pure equilibria", limit)
    bar = _epsilon(noisy.game, epsilon)
    total = np.zeros(noisy.game.shape)
    for batch in batches(noisy, draws, seed):
        for payoffs in batch:
            clock.check()
            total += _holds(payoffs, bar)
    share = total / max(draws, 1)
    means = _holds(noisy.game.payoffs, bar)
    gain: Any = gains(noisy.game.payoffs)
    rows = [tuple(map(int, s)) for s in np.argwhere((means > 0) | (share >= least) & (share > 0.0))]
    found = [Holding(s, gain[(slice(None), *s)].copy(), bool(means[s]), float(share[s])) for s in rows]
    return tuple(sorted(found, key=lambda h: (-h.share, h.profile)))


def best_replies(game: Game, mixed: Sequence[FloatArray]) -> Mixed:
    """Return each player's best posture against the others' probabilities; equally good ones share the probability."""
    found = []
    for value, tie in zip(expected(game, mixed), ties(game.payoffs), strict=True):
        best = np.asarray(value >= value.max() - tie, np.float64)
        found.append(best / best.sum())
    return tuple(found)


def _uniform(game: Game) -> Mixed:
    return tuple(np.full(k, 1.0 / k) for k in game.shape)


def _sure(game: Game, profile: Profile) -> Mixed:
    return tuple(np.eye(k)[a] for k, a in zip(game.shape, profile, strict=True))


def level_k(game: Game, levels: int = 2, base: Sequence[FloatArray] | None = None) -> tuple[Baseline, ...]:
    """Return levels 0 to ``levels``: level 0 plays ``base`` (all postures alike), level k the best reply to level k - 1.

    Source: Stahl and Wilson 1995; Nagel 1995.

    Raises
    ------
    SolverError : for levels below 0, or a base that does not fit the game.
    """
    if levels < 0:
        raise SolverError("level-k", "input", f"found {levels} levels, expected 0 or more")
    mixed = _uniform(game) if base is None else tuple(np.asarray(p, np.float64) for p in base)
    found = [Baseline("level 0", mixed, regret(game, mixed))]
    for k in range(1, levels + 1):
        mixed = best_replies(game, mixed)
        found.append(Baseline(f"level {k}", mixed, regret(game, mixed)))
    return tuple(found)


def baselines(game: Game, status_quo: Profile | None = None) -> tuple[Baseline, ...]:
    """Return plain ways to play: all postures alike, and with a status quo that itself and each one's best reply to it.

    Raises
    ------
    SolverError : if the status quo is no profile of the game.
    """
    ways = []
    if status_quo is not None:
        fits = len(status_quo) == len(game.shape) and all(0 <= a < k for a, k in zip(status_quo, game.shape, strict=True))
        if not fits:
            raise SolverError("baselines", "input", f"found status quo {status_quo}, expected one posture each within {game.shape}")
        stay = _sure(game, status_quo)
        ways += [("status quo", stay), ("best reply to the status quo", best_replies(game, stay))]
    ways.append(("uniform", _uniform(game)))
    return tuple(Baseline(name, mixed, regret(game, mixed)) for name, mixed in ways)
