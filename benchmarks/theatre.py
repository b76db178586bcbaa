"""The theatres that all benchmarks share: the flagship, and the hand-made one of the tests that needs no scenario file."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.library import FLAGSHIP

Records = NDArray[Any]
SEED = 7


def theatre(members: int, rows: int = 6) -> tuple[Records, Records]:
    """Return SCENARIO and PARAMS of a theatre of ``rows`` x 3 sectors without outside powers."""
    from toy import toy_params, toy_scenario

    scenario = toy_scenario(rows)
    return scenario, toy_params(scenario, members)


def flagship(members: int) -> tuple[Records, Records]:
    """Return SCENARIO and PARAMS of the flagship."""
    from multipolar.model.build import build
    from multipolar.model.draw import draw
    from multipolar.model.vocabulary import vocabulary
    from multipolar.scenario.document import Document
    from multipolar.scenario.files import load
    from multipolar.scenario.resolve import resolve
    from multipolar.scenario.translate import validate

    document = validate(Document, load(FLAGSHIP).root).value
    assert document is not None
    model = build(resolve(document, vocabulary()))
    return model.sc, draw(model.plan, members, seed=SEED)


def live_once(scenario: Records | None = None, params: Records | None = None) -> None:
    """Let two members live for two days, so that everything is compiled."""
    from multipolar.engine.simulate import simulate_chunk
    from multipolar.model.records import zeros

    if scenario is None or params is None:
        scenario, params = theatre(2)
    scenario = np.copy(scenario)
    scenario["horizon"] = 2
    simulate_chunk(scenario, params[:2], SEED, 0, zeros("OUTCOME", 2))


def lived(scenario: Records, params: Records, day: int) -> Records:
    """Return the STATE of the members on the morning of ``day``: what single kernels are timed on."""
    from multipolar.engine.simulate import advance
    from multipolar.model.records import zeros

    states = zeros("STATE", params.shape[0])
    advance(scenario, params, states, 0, day, seed=SEED)
    return states
