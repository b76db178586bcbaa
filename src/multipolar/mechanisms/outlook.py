"""What a power expects of both sides in the coming weeks: the record that outlook laws change, step by step.

An outlook is worked out for several perturbations at once, side by side: the war as it is, and the war with a little more
of something. The order of the joint projection stands in `diplomacy.outlook.project`; a law that a mechanism adds beyond it
runs at the end of each step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from types import ModuleType
from typing import Any

import numpy as np

from multipolar.declare.part import discover
from multipolar.declare.record_types import OutlookState
from multipolar.numerics.jit import lanes

OUTLOOK_STEP_DAYS = 10.0
"""Length of a step of the outlook [days]. Grade J: a third of a month, short against the weeks that powers look ahead."""

WIDTH, VECTOR = 12, 4
"""Places for perturbations, and how many of them are worked out together."""
BY_LANE = (
    "front", "reserve", "potential", "facing", "backing", "strength", "shells", "forward", "shell_state", "added", "days", "supply",
    "will", "strain", "prep", "progress", "dead", "taken", "breaks", "losses", "collapse", "spent", "tempo",
    "joined",
)  # fmt: skip
BY_SIDE = (
    "axis", "equipment", "drones", "air_defence", "ad_left", "systems", "planes", "cost", "damage", "armour", "tubes", "far", "way",
)  # fmt: skip
OUTLOOK_STATE = np.dtype(
    (
        np.record,
        [(name, "f8", (2, WIDTH)) for name in BY_LANE]
        + [(name, "f8", (2,)) for name in BY_SIDE]
        + [(name, "f8", (WIDTH,)) for name in ("edge", "air", "share", "chance")]
        + [("lane", "i8", (WIDTH,))],
    )
)
"""The picture of both sides: what a lane can change, by side and lane; what none changes, by side alone."""


@lanes
def apply_casualties(w: OutlookState, b: int, i: int, casualties: float, wounded_ratio: float) -> None:
    """Take casualties from the front of side ``b``; what is left carries its axis and mans the line it defends."""
    casualties = min(casualties, 0.5 * w.front[b, i])
    part = casualties / w.front[b, i]
    w.front[b, i] -= casualties
    w.potential[b, i] *= 1.0 - part
    w.facing[1 - b, i] *= 1.0 - part
    w.backing[1 - b, i] *= 1.0 - part
    w.losses[b, i] = min(1.0, w.losses[b, i] + part)
    w.dead[b, i] += casualties / (1.0 + wounded_ratio)


def declared(package: ModuleType, placed: Collection[Callable[..., Any]] = ()) -> tuple[Callable[..., None], ...]:
    """Return the outlook laws that the mechanisms of a package declare, by the names of their files, without those ``placed``.

    A law is placed when the joint projection calls it at a place of its own.
    """
    return tuple(m.outlook for m in discover(package) if callable(m.outlook) and m.outlook not in placed)
