"""Laws that hold for every member and every day, whatever the draw."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.toy import toy_params, toy_scenario

from multipolar.engine.simulate import advance, conclude, series_dtype, simulate_chunk
from multipolar.model.records import zeros

MEMBERS = 60
Records = NDArray[Any]


@pytest.fixture(scope="module")
def toy() -> tuple[Records, Records]:
    """Return a small theatre and its members."""
    scenario = toy_scenario()
    return scenario, toy_params(scenario, MEMBERS)


def run(scenario: Records, params: Records, *, seed: int = 7, first: int = 0) -> Records:
    """Return the outcomes of the members."""
    outcomes = zeros("OUTCOME", params.shape[0])
    simulate_chunk(scenario, params, seed, first, outcomes)
    return outcomes


def test_men__are_conserved(toy: tuple[Records, Records]) -> None:
    """Men at the start and arrivals equal men present, in reserve, in care, lost and dead, on every day looked at."""
    scenario, params = toy
    for day in (1, 5, 20, 60):
        states = zeros("STATE", MEMBERS)
        advance(scenario, params, states, 0, day, seed=7)
        there = states["men"].sum(axis=2) + states["reserve"] + states["recovering"] + states["permanent_losses"] + states["dead"]

        np.testing.assert_allclose(there, states["men_start"] + states["inflow"], rtol=1e-9)


def test_men__are_conserved_under_a_call_up(toy: tuple[Records, Records]) -> None:
    """Men who are called up count as arrivals once they are there; all who were ever counted have come when it is over."""
    scenario, params = toy
    called = params.copy()
    called["ready"][:] = (0.4, 0.7)
    called["mobilise_days"][:] = (10.0, 4.0)
    called["reserve_inflow"][:] = called["manpower"][:] = 0.0
    for day in (0, 3, 30):
        states = zeros("STATE", MEMBERS)
        advance(scenario, called, states, 0, day, seed=7)
        there = states["men"].sum(axis=2) + states["reserve"] + states["recovering"] + states["permanent_losses"] + states["dead"]
        known = states["men_start"] + states["inflow"]
        still = (states["ending"] == 0) | (states["ending_day"] >= 10)

        np.testing.assert_allclose(there, known, rtol=1e-9)
        np.testing.assert_allclose(known + states["call_up"], called["men"], rtol=1e-9)
        assert np.all(states["call_up"][still] < 1e-6) == (day == 30)


def test_dead__are_the_sum_of_their_channels(toy: tuple[Records, Records]) -> None:
    """Every death has a cause."""
    scenario, params = toy
    outcomes = run(scenario, params)

    np.testing.assert_allclose(outcomes["dead_by"].sum(axis=2), outcomes["deaths"], rtol=1e-5, atol=1e-3)
    assert outcomes["deaths"].max() > 0


def test_munitions_and_equipment__are_conserved(toy: tuple[Records, Records]) -> None:
    """Depots, what is forward, fired and burnt are the stock and what was received; equipment lost plus left is the start."""
    scenario, params = toy
    states = zeros("STATE", MEMBERS)
    advance(scenario, params, states, 0, 40, seed=7)

    depot = states["munitions"] - states["forward"]
    there = depot + states["forward"] + states["fired"] + states["burnt"]
    np.testing.assert_allclose(there, params["munitions_stock"] + states["received"], rtol=1e-9)
    assert depot.min() >= -1e-6
    assert states["forward"].min() >= 0.0
    assert states["forward"].max() > 0.0
    assert states["landed"].sum(axis=2).max() <= depot.max() + 1e-6
    np.testing.assert_allclose(states["equip"] + states["equip_lost"], params["equipment"], rtol=1e-9)


def test_shares__stay_within_bounds(toy: tuple[Records, Records]) -> None:
    """Nobody holds less than nothing or more than all of a sector."""
    scenario, params = toy
    outcomes = run(scenario, params)

    assert outcomes["sector_share"].min() >= 0.0
    assert outcomes["sector_share"].max() <= 1.0


def test_no_sector__changes_without_contact(toy: tuple[Records, Records]) -> None:
    """Ground that nobody touched is where it was."""
    scenario, params = toy
    outcomes = run(scenario, params)
    n = int(scenario["n_sectors"][0])
    untouched = outcomes["ever_contested"][:, :n] == 0

    assert np.all(outcomes["sector_share"][:, :n][untouched] == params["share_start"][:, :n][untouched].astype("f4"))


def test_no_forces__no_deaths(toy: tuple[Records, Records]) -> None:
    """Without men nobody dies."""
    scenario, params = toy
    empty = params.copy()
    empty["men"] = 0.0
    empty["reserve_inflow"] = 0.0
    empty["armed_drones"] = empty["loitering"] = 0.0

    assert run(scenario, empty)["deaths"].max() == 0.0


@pytest.mark.parametrize(("field", "channel"), [("munitions_stock", 0), ("armed_drones", 1)], ids=["no shells", "no drones"])
def test_no_means__no_deaths_by_them(toy: tuple[Records, Records], field: str, channel: int) -> None:
    """No shells, no dead by area fire; no drones, none by drones."""
    scenario, params = toy
    without = params.copy()
    without[field] = 0.0
    if channel == 1:
        without["loitering"] = 0.0

    assert run(scenario, without)["dead_by"][:, :, channel].max() == 0.0
    assert run(scenario, params)["dead_by"][:, :, channel].max() > 0.0


def test_chunks_and_recording__change_no_bit(toy: tuple[Records, Records]) -> None:
    """The same members in one chunk, in seven, and with daily series are equal to the last bit."""
    scenario, params = toy
    whole = run(scenario, params)
    parts = np.concatenate([run(scenario, params[i : i + 9], first=i) for i in range(0, MEMBERS, 9)])
    recorded = zeros("OUTCOME", MEMBERS)
    series = np.zeros(MEMBERS, series_dtype(180, int(scenario["n_sectors"][0])))
    simulate_chunk(scenario, params, 7, 0, recorded, series)

    for name in whole.dtype.names or ():
        assert whole[name].tobytes() == parts[name].tobytes() == recorded[name].tobytes()
    assert series["dead"][:, :, -1] == pytest.approx(whole["deaths_total"], rel=1e-5)


def test_checkpoint__goes_on_to_the_same_end(toy: tuple[Records, Records]) -> None:
    """Stopping on day 12 and going on gives the same course; going on with fresh keys gives another."""
    scenario, params = toy
    states = zeros("STATE", MEMBERS)
    advance(scenario, params, states, 0, 12, seed=7)
    fresh = states.copy()

    assert conclude(scenario, params, states, 12, seed=7).tobytes() == run(scenario, params).tobytes()
    assert conclude(scenario, params, fresh, 12, seed=8).tobytes() != run(scenario, params).tobytes()


def test_seeds__change_courses(toy: tuple[Records, Records]) -> None:
    """Another seed is another world."""
    scenario, params = toy

    assert run(scenario, params, seed=7).tobytes() != run(scenario, params, seed=8).tobytes()


def test_scale__doubling_both_armies_leaves_the_odds(toy: tuple[Records, Records]) -> None:
    """Below the caps of frontage, twice the men with twice the arms on both sides fight the same fight."""
    scenario, params = toy
    small = params.copy()
    small["men"] = 3000.0
    small["equipment"] /= 10.0
    double = small.copy()
    double["men"] *= 2.0
    double["equipment"] *= 2.0
    states = [zeros("STATE", MEMBERS), zeros("STATE", MEMBERS)]
    for state, members in zip(states, (small, double), strict=True):
        for name in ("armed_drones", "loitering"):
            members[name] = 0.0
        advance(scenario, members, state, 0, 1, seed=7)

    seen = states[0]["odds"] > 0
    np.testing.assert_allclose(states[0]["odds"][seen], states[1]["odds"][seen], rtol=0.02)


def test_money__what_was_paid_is_what_the_days_cost(toy: tuple[Records, Records]) -> None:
    """Every day a side pays its running cost, half of it under a truce, nothing once the war is over; nothing else is paid."""
    scenario, params = toy
    states, paid = zeros("STATE", MEMBERS), np.zeros((MEMBERS, 2))
    advance(scenario, params, states, 0, 0, seed=7)
    seen_truce = False
    for day in range(60):
        quiet, over = states["truce_left"] > 0.0, states["ending"] != 0
        seen_truce = seen_truce or bool((quiet & ~over).any())
        share = np.where(over, 0.0, np.where(quiet, 0.5, 1.0)) if day else np.ones(MEMBERS)
        advance(scenario, params, states, day, day + 1, seed=7)
        paid += share[:, None] * params["war_cost"][:, :2]

    np.testing.assert_allclose(states["cost"][:, :2], paid, rtol=1e-9)
    assert seen_truce
    assert not states["cost"][:, 2:].any()
