"""One panel for a powers' game: every concept beside the plain baselines, each solved or with the reason why not."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from multipolar.strategic.games.bounds import Bounds, Event, bounds
from multipolar.strategic.games.dominance import Dominated, dominated
from multipolar.strategic.games.game import NoisyGame, Profile, spread
from multipolar.strategic.games.quantal import BAND, Band, band
from multipolar.strategic.games.replies import Baseline, Holding, baselines, holding, level_k
from multipolar.strategic.solver import DEFAULT_LIMIT, Failure, SolverError

__all__ = ["Panel", "solve_panel"]

EPSILON_SHARE = 0.02
"""Gain that still counts as none, in standard deviations of a player's payoffs. Grade J."""
WIDE = 0.2
"""Width of a band of probabilities, or step between two precisions, from which a warning is given [1]. Grade J."""
LEAST_SHARE = 0.5
"""Share of bootstraps in which the best profile must hold, or a warning is given [1]. Grade J."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything a powers' game says; a part that could not be solved is None and stands in ``failures``.

    ``epsilon`` (player): gain that still counted as none; ``filled``: share of profiles whose payoffs were not simulated;
    ``seconds``: time by part [s].
    """

    quantal: Band | None
    equilibria: tuple[Holding, ...] | None
    bounds: tuple[Bounds, ...] | None
    dominated: tuple[Dominated, ...] | None
    baselines: tuple[Baseline, ...] | None
    levels: tuple[Baseline, ...] | None
    epsilon: tuple[float, ...]
    filled: float
    draws: int
    seed: int
    seconds: dict[str, float]
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]


def solve_panel(
    noisy: NoisyGame, events: Sequence[Event] = (), *, status_quo: Profile | None = None, precisions: Sequence[float] = BAND,
    epsilon_share: float = EPSILON_SHARE, draws: int = 1000, seed: int = 0, limit: float = DEFAULT_LIMIT,
) -> Panel:  # fmt: skip
    """Return the panel of a game; every part has the time ``limit`` [s] for itself, and one that fails leaves the others.

    ``epsilon_share``: gain that counts as none, in standard deviations of each player's payoffs; ``draws``: bootstraps.
    """
    game = noisy.game
    epsilon = epsilon_share * spread(game)
    failures: list[Failure] = []
    seconds: dict[str, float] = {}

    def part(name: str, solve: Callable[[], Answer]) -> Answer | None:
        start = time.monotonic()
        try:
            return solve()
        except SolverError as error:
            failures.append(error.failure)
            return None
        finally:
            seconds[name] = time.monotonic() - start

    quantal = part("quantal", lambda: band(noisy, precisions, draws=draws, seed=seed, limit=limit))
    held = part("equilibria", lambda: holding(noisy, epsilon, draws=draws, seed=seed, limit=limit))
    limits = part("bounds", lambda: bounds(game, events, limit=limit))
    fallen = part("dominated", lambda: dominated(game, limit=limit))
    plain = part("baselines", lambda: baselines(game, status_quo))
    levels = part("levels", lambda: level_k(game))
    return Panel(
        quantal, held, limits, fallen, plain, levels, tuple(map(float, epsilon)), float(np.mean(noisy.fitted)), draws, seed,
        seconds, tuple(failures), tuple(_warnings(noisy, quantal, held)),
    )  # fmt: skip


def _warnings(noisy: NoisyGame, quantal: Band | None, held: tuple[Holding, ...] | None) -> list[str]:
    """Return what a reader must know before using a number."""
    found = []
    if quantal is not None:
        if quantal.lost:
            found.append(f"{quantal.lost} of {quantal.draws} bootstraps could not be followed and are left out of the bands")
        width = max(
            float(np.max(b - a))
            for low, high in zip(quantal.low, quantal.high, strict=True)
            for a, b in zip(low, high, strict=True)
        )
        if width > WIDE:
            found.append(f"the noise of the payoffs moves a probability by {width:.2f}: more runs are needed at high precision")
    if held is not None:
        means = [h for h in held if h.in_means]
        if not means:
            found.append("no pure profile is an equilibrium of the mean payoffs")
        elif len(means) > 1:
            found.append(f"{len(means)} pure profiles are equilibria of the mean payoffs: the game does not choose between them")
        if held and max(h.share for h in held) < LEAST_SHARE:
            found.append(f"no pure equilibrium holds in more than {max(h.share for h in held):.0%} of the bootstraps")
    if np.any(noisy.fitted):
        found.append(f"{float(np.mean(noisy.fitted)):.0%} of the profiles were not simulated but completed from others")
    return found
