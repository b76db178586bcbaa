"""The grid is a way of speaking: cutting the ground finer must not move the war."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.toy import toy_params, toy_scenario
from verification.grid import SPARE, measure

from multipolar.engine.simulate import advance
from multipolar.model.records import zeros

MEMBERS = 1500
DAYS = 25


def taken(scenario: NDArray[Any], params: NDArray[Any]) -> float:
    """Return the mean area that A has taken after some weeks [km2]."""
    states = zeros("STATE", MEMBERS)
    advance(scenario, params, states, 0, DAYS, seed=11)
    n = int(scenario["n_sectors"][0])
    return float(((states["share"][:, :n] - scenario["line_before"][0, :n]) @ scenario["area"][0, :n]).mean())


def test_truce_at_day_zero__nobody_dies() -> None:
    """Under a truce that holds from the start the guns are nearly silent and nobody attacks."""
    scenario = toy_scenario()
    params = toy_params(scenario, 50)
    params["on"][:, :] = 1.0
    states = zeros("STATE", 50)
    advance(scenario, params, states, 0, 0, seed=11)
    states["truce_left"] = 1e6
    params["munitions_use"] = 0.0
    advance(scenario, params, states, 1, 20, seed=11)

    assert states["dead"].max() == 0.0


def test_area__on_the_first_day_is_that_of_the_facts() -> None:
    """Before anything happens the lines are the stated lines."""
    scenario = toy_scenario()
    params = toy_params(scenario, 10)
    states = zeros("STATE", 10)
    advance(scenario, params, states, 0, 0, seed=11)

    np.testing.assert_array_equal(states["share"], np.where(np.arange(32) < 9, params["share_start"], states["share"]))


def halved(scenario: NDArray[Any], params: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the same ground cut into twice as many sectors: each row of the theatre split into two equal ones."""
    finer = toy_scenario(6, area=float(scenario["area"][0, 0]) / 2.0)
    finer["terrain"][0, :18] = np.repeat(scenario["terrain"][0, :9].reshape(3, 3), 2, axis=0).ravel()
    members = params.copy()
    for name in ("value", "share_start", "preparation", "people", "place_depth"):
        members[name][:, :18] = np.repeat(params[name][:, :9].reshape(-1, 3, 3), 2, axis=1).reshape(-1, 18)
    for name in ("distribution", "axis_weight"):
        members[name][:, :, :18] = np.repeat(params[name][:, :, :9].reshape(-1, 2, 3, 3), 2, axis=2).reshape(-1, 2, 18)
    members["people"] /= 2.0
    members["value"] /= 2.0
    return finer, members


def test_grid__splitting_every_sector_moves_the_area_little() -> None:
    """Cutting each sector into two equal ones changes the mean area taken by less than a twentieth of the ground."""
    scenario = toy_scenario()
    params = toy_params(scenario, MEMBERS)
    whole = 9 * float(scenario["area"][0, 0])

    assert abs(taken(*halved(scenario, params)) - taken(scenario, params)) < 0.05 * whole


def test_grid__cutting_one_sector_of_the_flagship_moves_the_area_taken_by_less_than_a_twentieth() -> None:
    """Four sectors of the front cut in turn: none moves the area taken by over 5 % beyond two paired errors.

    ``python -m verification.grid`` does it for all of them with errors well under the bound.
    """
    found, said = measure(250, 2020, None, ("FUZ", "ZAN", "JAB", "AGD"), SPARE)

    assert len(found["rows"]) == 4
    assert [name for name, row in found["rows"].items() if row["over"]] == [], said
