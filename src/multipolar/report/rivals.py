"""Which of two rival sets of claims every course of a run holds: drawn again from the seed, nothing of it is stored."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from multipolar.forecast.assumptions import rival_draws
from multipolar.model.build import Model
from multipolar.report.packing import Rivals
from multipolar.scenario.resolve import Scenario


def rivals_of(scenario: Scenario, model: Model, members: NDArray[np.int64], seed: int) -> list[Rivals]:
    """Return for every rival pair of a scenario which of its two sets of claims these members (m,) of a run hold."""
    drawn = rival_draws(model, members, seed)
    return [
        Rivals(pair.id, tuple(pair.first), tuple(pair.second), 1.0 - pair.credence, drawn[q])
        for q, pair in enumerate(scenario.stance.drawn)
    ]
