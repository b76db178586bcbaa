"""Who would leave a profile of postures alone, where to, and how surely: gains with the error that shared luck leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from multipolar.strategic.games.game import NoisyGame
from multipolar.studies.power_runs import Players, Profile, key_of

SURE = 1.645
"""Paired standard errors from which on a gain is one [1]: one-sided, at 95 %."""


def pair_error(noisy: NoisyGame, player: int, places: Sequence[int]) -> Callable[[int, int], float]:
    """Return the standard error of the difference of a player's payoffs between two states, by the places of their profiles.

    Paired where every profile was lived on the same luck, else as of independent means.
    """
    alone = noisy.errors[player].reshape(-1)[list(places)]
    runs = None if noisy.runs is None else noisy.runs[:, player].reshape(len(noisy.runs), -1)[:, list(places)]

    def error(a: int, b: int) -> float:
        if runs is None:
            return float(np.hypot(alone[a], alone[b]))
        return float(np.std(runs[:, a] - runs[:, b], ddof=1) / np.sqrt(len(runs)))

    return error


def deviation_rows(players: Players, noisy: NoisyGame, profiles: Sequence[Profile]) -> list[dict[str, Any]]:
    """Return for each profile what every power would gain by every other posture of its own, all others as they are.

    ``sure``: whether the gain is above 0 by more than 1.645 paired standard errors.
    """
    rows = []
    for profile in dict.fromkeys(profiles):
        here = int(np.ravel_multi_index(profile, players.shape))
        for i, (name, row) in enumerate(zip(players.names, players.postures, strict=True)):
            worth = noisy.game.payoffs[i].reshape(-1)
            for a, one in enumerate(row):
                if a == profile[i]:
                    continue
                there = int(np.ravel_multi_index((*profile[:i], a, *profile[i + 1 :]), players.shape))
                gain, se = float(worth[there] - worth[here]), pair_error(noisy, i, (here, there))(0, 1)
                rows.append(
                    {
                        "profile": key_of(players, profile), "power": name, "posture": one.name, "gain": round(gain, 6),
                        "se": round(se, 6), "sure": gain > SURE * se,
                    }
                )  # fmt: skip
    return rows
