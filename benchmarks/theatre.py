"""The theatre that all benchmarks share: the hand-made one of the tests, which needs no scenario file."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from toy import toy_params, toy_scenario

from multipolar.model.records import zeros

Records = NDArray[Any]


def theatre(members: int, rows: int = 6) -> tuple[Records, Records]:
    """Return SCENARIO and PARAMS of a theatre of ``rows`` x 3 sectors."""
    scenario = toy_scenario(rows)
    return scenario, toy_params(scenario, members)


def live_once(names: list[str]) -> None:
    """Let two members live for two days, so that everything is compiled."""
    del names
    from multipolar.engine.simulate import simulate_chunk

    scenario, params = theatre(2)
    scenario["horizon"] = 2
    simulate_chunk(scenario, params, 7, 0, zeros("OUTCOME", 2))


def lived(members: int, day: int, rows: int = 6) -> tuple[Records, Records, Records]:
    """Return SCENARIO, PARAMS and the STATE of members who have lived to ``day``: inputs for single kernels."""
    from multipolar.engine.simulate import advance

    scenario, params = theatre(members, rows)
    states = zeros("STATE", members)
    advance(scenario, params, states, 0, day, seed=7)
    return scenario, params, states


def fresh(states: Records) -> Records:
    """Return a copy to work on."""
    return np.copy(states)
