"""Games of powers that choose at once: payoffs by profile of postures, and how well the payoffs are known.

A profile is one posture per player. Payoffs are arrays (player, posture of player 0, posture of player 1, ...).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.solver import SolverError

__all__ = [
    "MOST_PROFILES", "Game", "Mixed", "NoisyGame", "Profile", "batches", "expected", "game_of", "noisy_of", "noisy_of_runs",
    "regret", "spread",
]  # fmt: skip

MOST_PROFILES = 200_000
"""Profiles beyond which a game is refused: its payoffs could neither be simulated nor read."""
BATCH_VALUES = 4_000_000
"""Payoffs that are drawn at once [1]: 32 MB."""
PROBABILITY_SLACK = 1e-6
"""How far probabilities of a posture may be from summing to one [1]."""

Profile = tuple[int, ...]
"""One posture per player."""
Mixed = tuple[FloatArray, ...]
"""One probability per posture, for each player."""
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Game:
    """A game in normal form: ``payoffs`` (player, *posture), names of players and of each player's postures."""

    payoffs: FloatArray
    players: tuple[str, ...]
    postures: tuple[tuple[str, ...], ...]

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of postures of each player."""
        return self.payoffs.shape[1:]

    @property
    def profiles(self) -> int:
        """The number of profiles."""
        return math.prod(self.shape)

    def named(self, profile: Sequence[int]) -> dict[str, str]:
        """Return a profile by the names of players and postures."""
        return {player: names[a] for player, names, a in zip(self.players, self.postures, profile, strict=True)}


@dataclass(frozen=True, slots=True)
class NoisyGame:
    """A game whose payoffs were estimated from runs.

    ``covariance`` (*posture, player, player): of the payoffs of one run; ``counts`` (*posture): runs behind each mean, 0 where
    the payoffs are known exactly; ``fitted`` (*posture): where payoffs were not simulated but completed from others; ``runs``
    (run, player, *posture) or None: the runs themselves where every profile was lived with the same luck, so that bootstraps
    keep what profiles have in common.
    """

    game: Game
    covariance: FloatArray
    counts: Counts
    fitted: Mask
    runs: FloatArray | None = None

    @property
    def errors(self) -> FloatArray:
        """Standard errors of the payoffs (player, *posture)."""
        variance = np.moveaxis(np.diagonal(self.covariance, axis1=-2, axis2=-1), -1, 0)
        found = np.sqrt(np.maximum(variance, 0.0) / np.maximum(self.counts, 1))
        return np.where(self.counts > 0, found, 0.0)


def _names(given: Sequence[str] | None, count: int, word: str, faults: list[str], what: str) -> tuple[str, ...]:
    if given is None:
        return tuple(f"{word}{i}" for i in range(count))
    names = tuple(map(str, given))
    if len(names) != count:
        faults.append(f"{what}: found {len(names)} names, the payoffs have {count}")
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        faults.append(f"{what}: named twice: {', '.join(double)}")
    return names


def game_of(payoffs: Any, players: Sequence[str] | None = None, postures: Sequence[Sequence[str]] | None = None) -> Game:
    """Return a game of payoffs (player, *posture); names default to P0, P1, ... and 0, 1, ...

    Raises
    ------
    SolverError : of kind ``input`` with every fault, or of kind ``size`` over 200,000 profiles.
    """
    try:
        values = np.array(payoffs, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise SolverError("game", "input", f"payoffs are no regular array of numbers ({error})") from error
    if values.ndim < 2 or values.shape[0] != values.ndim - 1 or 0 in values.shape:
        said = "(player, postures of player 0, postures of player 1, ...), with one axis per player and no empty axis"
        raise SolverError("game", "input", f"found payoffs of shape {values.shape}, expected {said}")
    if math.prod(values.shape[1:]) > MOST_PROFILES:
        said = f"found {math.prod(values.shape[1:]):,} profiles, allowed are {MOST_PROFILES:,}"
        raise SolverError("game", "size", f"{said}: leave out players or postures")
    faults = []
    if not np.all(np.isfinite(values)):
        where = tuple(int(i) for i in np.argwhere(~np.isfinite(values))[0])
        faults.append(f"payoffs must be finite numbers; found {values[where]} for player {where[0]} at profile {where[1:]}")
    names = _names(players, len(values), "P", faults, "players")
    if postures is not None and len(postures) != len(values):
        faults.append(f"postures: found lists for {len(postures)} players, the payoffs have {len(values)}")
    lists = postures if postures is not None and len(postures) == len(values) else [None] * len(values)
    found = tuple(
        _names(one, k, "", faults, f"postures of {i}") for i, (one, k) in enumerate(zip(lists, values.shape[1:], strict=True))
    )
    if faults:
        raise SolverError("game", "input", "; ".join(faults))
    values.setflags(write=False)
    return Game(values, names, found)


def noisy_of(game: Game, covariance: Any = None, counts: Any = None, fitted: Any = None) -> NoisyGame:
    """Return a game with its noise: covariance (*posture, player, player) or standard deviations of one run (player, *posture).

    Without covariance the payoffs are known exactly.

    Raises
    ------
    SolverError : if shapes do not fit, a variance or a count is below 0, or noise has no count.
    """
    n, shape = len(game.payoffs), game.shape
    number = np.zeros(shape, np.int64) if counts is None else np.broadcast_to(np.asarray(counts, np.int64), shape).copy()
    mask = np.zeros(shape, np.bool_) if fitted is None else np.broadcast_to(np.asarray(fitted, np.bool_), shape).copy()
    given = np.zeros((*shape, n, n)) if covariance is None else np.asarray(covariance, np.float64)
    if given.shape == (n, *shape) and given.shape != (*shape, n, n):
        given = np.moveaxis(given, 0, -1)[..., None] ** 2 * np.eye(n)
    if given.shape != (*shape, n, n):
        said = f"(postures ..., player, player) = {(*shape, n, n)} or (player, postures ...) = {(n, *shape)}"
        raise SolverError("game", "input", f"found a covariance of shape {given.shape}, expected {said}")
    if not np.all(np.isfinite(given)) or np.any(np.diagonal(given, axis1=-2, axis2=-1) < 0.0) or np.any(number < 0):
        raise SolverError("game", "input", "variances and counts must be finite and not below 0")
    if np.any((number == 0) & np.any(given != 0.0, axis=(-2, -1))):
        raise SolverError("game", "input", "payoffs with noise need the number of runs behind them (counts above 0)")
    return NoisyGame(game, given, number, mask)


def noisy_of_runs(runs: Any, players: Sequence[str] | None = None, postures: Sequence[Sequence[str]] | None = None) -> NoisyGame:
    """Return the game estimated from runs (run, player, *posture), each of which lived every profile with the same luck.

    Raises
    ------
    SolverError : for fewer than two runs, or payoffs that are no game.
    """
    values = np.asarray(runs, np.float64)
    if values.ndim < 3 or len(values) < 2:
        raise SolverError("game", "input", f"found runs of shape {values.shape}, expected (two or more runs, player, postures ...)")
    game = game_of(values.mean(axis=0), players, postures)
    away = np.moveaxis(values - game.payoffs, 1, -1)
    covariance = np.einsum("r...i,r...j->...ij", away, away) / (len(values) - 1)
    counts = np.full(game.shape, len(values), np.int64)
    return NoisyGame(game, covariance, counts, np.zeros(game.shape, np.bool_), values)


def _roots(covariance: FloatArray, counts: Counts) -> FloatArray:
    """Return triangular roots (profile, player, player) of the covariance of the means; what rounds below 0 counts as 0."""
    n = covariance.shape[-1]
    c = covariance.reshape(-1, n, n) / np.maximum(counts.reshape(-1, 1, 1), 1)
    root = np.zeros_like(c)
    for j in range(n):
        left = c[:, j, j] - np.sum(root[:, j, :j] ** 2, axis=1)
        root[:, j, j] = np.sqrt(np.where(left > 1e-12 * c[:, j, j], left, 0.0))
        for i in range(j + 1, n):
            rest = c[:, i, j] - np.sum(root[:, i, :j] * root[:, j, :j], axis=1)
            root[:, i, j] = np.divide(rest, root[:, j, j], out=np.zeros(len(c)), where=root[:, j, j] > 0.0)
    return root


def batches(noisy: NoisyGame, count: int, seed: int) -> Iterator[FloatArray]:
    """Yield bootstrapped payoffs (draw, player, *posture), ``count`` draws in all.

    Runs that share their luck are drawn anew as wholes; without runs the means move by normal errors, independent between
    profiles and correlated between players as the runs of one profile were.
    """
    rng = np.random.default_rng(seed)
    game = noisy.game
    size = max(1, min(count, BATCH_VALUES // game.payoffs.size))
    root = None if noisy.runs is not None else _roots(noisy.covariance, noisy.counts)
    for start in range(0, count, size):
        many = min(size, count - start)
        if noisy.runs is not None:
            total = len(noisy.runs)
            weights = rng.multinomial(total, np.full(total, 1.0 / total), size=many) / total
            yield (weights @ noisy.runs.reshape(total, -1)).reshape(many, *game.payoffs.shape)
        else:
            assert root is not None
            normal = rng.standard_normal((many, len(game.payoffs), len(root)))
            drawn = np.repeat(game.payoffs.reshape(1, len(game.payoffs), -1), many, axis=0)
            for i, j in zip(*np.nonzero(np.any(root != 0.0, axis=0)), strict=True):
                drawn[:, i] += root[:, i, j] * normal[:, j]
            yield drawn.reshape(many, *game.payoffs.shape)


def expected(game: Game, mixed: Sequence[FloatArray]) -> Mixed:
    """Return each player's expected payoff by posture (posture,) while the others mix as told.

    Raises
    ------
    SolverError : if the probabilities do not fit the game or do not sum to one.
    """
    if [len(p) for p in mixed] != list(game.shape):
        sizes = [len(p) for p in mixed]
        raise SolverError("game", "input", f"found probabilities for {sizes} postures, the game has {list(game.shape)}")
    for p in mixed:
        if np.any(~np.isfinite(p)) or np.any(np.asarray(p) < -PROBABILITY_SLACK) or abs(float(np.sum(p)) - 1.0) > PROBABILITY_SLACK:
            raise SolverError("game", "input", f"found probabilities {np.asarray(p)}, expected values in [0, 1] that sum to one")
    found: list[FloatArray] = []
    for i, own in enumerate(game.payoffs):
        value: Any = own
        for j in reversed(range(len(game.shape))):
            if j != i:
                value = np.tensordot(value, np.asarray(mixed[j], np.float64), axes=([j], [0]))
        found.append(np.asarray(value, np.float64))
    return tuple(found)


def regret(game: Game, mixed: Sequence[FloatArray]) -> FloatArray:
    """Return what each player (player,) would gain by its best posture while the others mix as told, never below 0."""
    values = expected(game, mixed)
    return np.array([max(0.0, float(v.max() - v @ p)) for v, p in zip(values, mixed, strict=True)])


def spread(game: Game) -> FloatArray:
    """Return the standard deviation of each player's payoffs over all profiles (player,); 1 where they are all the same."""
    flat = game.payoffs.reshape(len(game.payoffs), -1)
    size = np.abs(flat).max(axis=1)
    # Squares of very large or small payoffs would leave the range of numbers.
    share = (flat / np.where(size > 0.0, size, 1.0)[:, None]).std(axis=1)
    return np.where(share > 1e-12, share * size, 1.0)
