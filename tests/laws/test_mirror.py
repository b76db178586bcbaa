"""Nothing depends on the letter of a side: swapping names, facts and the opener's role swaps all results."""

from __future__ import annotations

import numpy as np
from tests.laws.mirror import mirrored
from tests.toy import toy_params, toy_scenario
from verification.mirror import measure

from multipolar.engine.simulate import advance, simulate_chunk
from multipolar.mechanisms.effort import effort_step
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


def test_mirror__odds_of_the_first_day_are_bit_equal() -> None:
    """What both sides see before chance has spoken is the same to the last bit with the sides swapped, home forces too."""
    scenario = toy_scenario()
    scenario["gate"][0, 8], scenario["soil"][0, 8], scenario["edge_track"][0, 3] = 1, 1, 1
    params = toy_params(scenario, 20)
    n = int(scenario["n_sectors"][0])
    seen = []
    for sc, p in (
        (scenario, params),
        (mirrored(scenario, "SCENARIO", sectors=n, powers=0), mirrored(params, "PARAMS", sectors=n, powers=0)),
    ):
        states = zeros("STATE", 20)
        advance(sc, p, states, 0, 0, seed=3)
        for i in range(20):
            effort_step(sc[0], p[i], states[i], 1, 0)
        seen.append(states)

    assert (seen[0]["odds"][:, :, :n] > 0.0).any(axis=(0, 2)).all()
    for name in ("odds", "home_men"):
        np.testing.assert_array_equal(seen[0][name], np.flip(seen[1][name], 1))
    for name in ("reserve_left", "best_odds"):
        np.testing.assert_array_equal(seen[0][name], np.flip(seen[1][name], 1))


def test_mirror__of_the_flagship_swaps_every_result() -> None:
    """Powers, treaties, red lines and designs included: every probability of the flagship has its mirror image."""
    found, said = measure(400, 2020, None)

    assert len(found["rows"]) > 20
    assert found["holds"], said
