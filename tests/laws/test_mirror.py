"""Nothing depends on the letter of a side: swapping names, facts and the opener's role swaps all results."""

from __future__ import annotations

import numpy as np
from tests.laws.mirror import mirrored
from tests.toy import toy_params, toy_scenario
from verification.mirror import measure

from multipolar.engine.simulate import simulate_chunk
from multipolar.model.records import zeros

MEMBERS = 800
SIGMAS = 3.5


def test_mirror__swaps_endings_losses_and_ground() -> None:
    """Label shares, deaths, ground and lengths of the mirrored theatre equal the swapped ones within counting error."""
    scenario = toy_scenario()
    params = toy_params(scenario, MEMBERS)
    n = int(scenario["n_sectors"][0])
    swapped_scenario = mirrored(scenario, "SCENARIO", sectors=n, powers=0)
    swapped_params = mirrored(params, "PARAMS", sectors=n, powers=0)
    straight, other = zeros("OUTCOME", MEMBERS), zeros("OUTCOME", MEMBERS)
    simulate_chunk(scenario, params, 3, 0, straight)
    simulate_chunk(swapped_scenario, swapped_params, 4, 0, other)

    def differ(a: np.ndarray, b: np.ndarray) -> float:
        a, b = a.astype(float), b.astype(float)
        return float(abs(a.mean() - b.mean()) / np.sqrt((a.var() + b.var()) / MEMBERS + 1e-12))

    swap = np.array([1, 0, 3, 2, 4, 5, 6])
    for label in range(7):
        assert differ(straight["label"] == label, other["label"] == swap[label]) < SIGMAS
    for b in range(2):
        assert differ(straight["deaths"][:, b], other["deaths"][:, 1 - b]) < SIGMAS
        assert differ(straight["will"][:, b], other["will"][:, 1 - b]) < SIGMAS
    assert differ(straight["net_share"], -other["net_share"]) < SIGMAS
    assert differ(straight["length_days"], other["length_days"]) < SIGMAS


def test_mirror__twice_is_the_theatre_itself() -> None:
    """Swapping twice changes no byte, so that the swap itself can be trusted."""
    scenario = toy_scenario()
    params = toy_params(scenario, 5)
    n = int(scenario["n_sectors"][0])
    twice = mirrored(mirrored(params, "PARAMS", sectors=n, powers=0), "PARAMS", sectors=n, powers=0)

    assert twice.tobytes() == params.tobytes()


def test_mirror__of_the_flagship_swaps_every_result() -> None:
    """Powers, treaties, red lines and designs included: every probability of the flagship has its mirror image."""
    found, said = measure(400, 2020, None)

    assert len(found["rows"]) > 20
    assert found["holds"], said
