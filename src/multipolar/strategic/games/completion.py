"""Payoffs of profiles that were not simulated: main effects and effects of pairs, with the error on profiles held out.

Payoff of a player = constant + an effect of each player's posture + an effect of each pair of postures. Effects are found by least
squares with a small penalty, weighted by the runs behind each mean. What the fit misses on profiles that it has not seen is the
noise of every cell it fills, and filled cells stay marked.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.games.game import Counts, NoisyGame, game_of
from multipolar.strategic.solver import SolverError

__all__ = ["Completion", "complete"]

FOLDS = 10
"""Parts that take turns in being held out. Grade J."""
PENALTY = 1e-3
"""Penalty on effects [runs]: small beside one run, so that it only decides what the design leaves open. Grade J."""
SHUFFLE_SEED = 11
"""Seed of the parts: the same profiles give the same error."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A completed game and how far to trust what was filled in.

    ``held_out`` (player,): root mean square error on profiles held out, with pairs; ``main_only`` (player,): without pairs;
    ``plain`` (player,): standard deviation of the payoffs, which the mean alone would miss; ``filled``: cells filled in.
    """

    noisy: NoisyGame
    held_out: FloatArray
    main_only: FloatArray
    plain: FloatArray
    filled: int


def effects(profiles: Counts, shape: tuple[int, ...], *, pairs: bool) -> FloatArray:
    """Return the columns of the fit (profile, effect): a constant, one per posture, and one per pair of postures.

    A main effect of posture a of k is 1 - 1/k at a and -1/k elsewhere; a pair's is the product of two.
    """
    mains = [np.eye(k)[profiles[:, i]] - 1.0 / k for i, k in enumerate(shape)]
    blocks = [np.ones((len(profiles), 1)), *mains]
    if pairs:
        for a, b in itertools.combinations(mains, 2):
            blocks.append(np.einsum("pi,pj->pij", a, b).reshape(len(profiles), -1))
    return np.concatenate(blocks, axis=1)


def _fit(x: FloatArray, y: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the coefficients (effect, player) of a weighted fit with a small penalty on all but the constant."""
    root = np.sqrt(weights)[:, None]
    penalty = np.sqrt(PENALTY * weights.mean()) * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    top = np.concatenate([x * root, penalty])
    right = np.concatenate([y * root, np.zeros((x.shape[1], y.shape[1]))])
    return np.asarray(np.linalg.lstsq(top, right, rcond=None)[0])


def _missed(x: FloatArray, y: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the root mean square error (player,) on profiles held out in turn."""
    hand = np.random.default_rng(SHUFFLE_SEED).permutation(len(x)) % min(FOLDS, len(x))
    wrong = np.empty_like(y)
    for k in range(hand.max() + 1):
        out = hand == k
        wrong[out] = y[out] - x[out] @ _fit(x[~out], y[~out], weights[~out])
    return np.asarray(np.sqrt(np.mean(wrong**2, axis=0)))


def complete(
    shape: tuple[int, ...], profiles: Any, means: Any, counts: Any, covariance: Any = None,
    *, players: tuple[str, ...] | None = None, postures: tuple[tuple[str, ...], ...] | None = None,
) -> Completion:  # fmt: skip
    """Return the whole game from a design of simulated profiles.

    Parameters
    ----------
    shape : postures of each player.
    profiles : the simulated ones (row, player), each once.
    means, counts : mean payoffs (row, player) and runs (row,) behind them.
    covariance : of the payoffs of one run (row, player, player), by default none.

    Raises
    ------
    SolverError : if profiles repeat or do not fit the shape, or are fewer than three.
    """
    at, y = np.asarray(profiles, np.int64), np.asarray(means, np.float64)
    n, weights = len(shape), np.asarray(counts, np.float64)
    if at.ndim != 2 or at.shape[1] != n or y.shape != at.shape or weights.shape != (len(at),):
        said = f"found profiles {at.shape}, means {y.shape}, counts {weights.shape}; expected (row, {n}), (row, {n}), (row,)"
        raise SolverError("completion", "input", said)
    if np.any(at < 0) or np.any(at >= np.array(shape)):
        raise SolverError("completion", "input", f"a profile names a posture outside {shape}")
    if len(np.unique(at, axis=0)) != len(at) or len(at) < 3 or np.any(weights <= 0.0) or not np.all(np.isfinite(y)):
        raise SolverError("completion", "input", "expected three or more different profiles with finite means and runs above 0")
    both, main = effects(at, shape, pairs=True), effects(at, shape, pairs=False)
    held_out, main_only = _missed(both, y, weights), _missed(main, y, weights)
    use_pairs = bool(np.sum(held_out**2) <= np.sum(main_only**2)) or n == 1
    every = np.array(list(np.ndindex(*shape)), np.int64)
    design = both if use_pairs else main
    filled = effects(every, shape, pairs=use_pairs) @ _fit(design, y, weights)
    noise = np.broadcast_to(np.diag((held_out if use_pairs else main_only) ** 2), (len(every), n, n)).copy()
    runs, fitted = np.ones(len(every), np.int64), np.ones(len(every), np.bool_)
    seen = np.ravel_multi_index(tuple(at.T), shape)
    filled[seen], runs[seen], fitted[seen] = y, weights.astype(np.int64), False
    noise[seen] = 0.0 if covariance is None else np.asarray(covariance, np.float64)
    game = game_of(filled.T.reshape(n, *shape), players, postures)
    noisy = NoisyGame(game, noise.reshape(*shape, n, n), runs.reshape(shape), fitted.reshape(shape))
    return Completion(noisy, held_out, main_only, y.std(axis=0), int(fitted.sum()))
