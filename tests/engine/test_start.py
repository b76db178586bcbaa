"""The state on the as-of date is what was drawn, no more and no less."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.engine.simulate import advance
from multipolar.model.records import zeros
from multipolar.model.register import MECHANISMS
from toy import toy_params, toy_scenario

MEMBERS = 6


def started(**changed) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return scenario, members and their states on day 0; fields of PARAMS may be set before."""
    scenario = toy_scenario()
    params = toy_params(scenario, MEMBERS)
    for name, value in changed.items():
        params[name][:] = value
    states = zeros("STATE", MEMBERS)
    advance(scenario, params, states, 0, 0, seed=3)
    return scenario, params, states


def test_start_men__every_man_has_a_post() -> None:
    """Men at posts and in reserve add up to the men of the side; nobody stands on ground the enemy holds."""
    _, params, states = started()

    np.testing.assert_allclose(states["men"].sum(axis=2) + states["reserve"], params["men"])
    assert states["men"][:, 0, :9][states["share"][:, :9] == 0.0].max() == 0.0
    assert states["men"][:, 1, :9][states["share"][:, :9] == 1.0].max() == 0.0


def test_start_men__posts_on_lost_ground_fall_back() -> None:
    """Men that a row posts where their side holds nothing stand with its neighbours, or in the reserve."""
    rows = np.zeros((2, 32))
    rows[0, 0], rows[1, 0] = 1.0, 1.0
    _, params, states = started(distribution=rows)

    assert states["men"][:, 1, 0].max() == 0.0
    np.testing.assert_allclose(states["men"][:, 1].sum(axis=1) + states["reserve"][:, 1], params["men"][:, 1])


def test_start_sides__arms_stocks_and_will_are_the_drawn_ones() -> None:
    """Nothing has been lost or warned of yet, and nobody has won."""
    _, params, states = started(will_start=0.6)

    np.testing.assert_array_equal(states["equip"], params["equipment"])
    assert states["will"].tolist() == states["resolve"].tolist() == [[0.6, 0.6]] * MEMBERS
    assert (states["surprise_factor"] == 1.0).all()
    assert (states["winner"] == -1).all()
    assert not states["dead"].any()


def test_start_shells__a_part_is_forward_with_those_who_do_not_stand_on_a_source() -> None:
    """B's men stand beyond its sources with six days of 400 t, A's on them; nothing is forward without haul or without limits."""
    _, _, states = started()
    assert states["forward"] == pytest.approx(np.array([[0.0, 2400.0]] * MEMBERS))
    assert (states["shell_state"] == 1.0).all()
    _, _, states = started(munitions_stock=100.0)
    assert states["forward"] == pytest.approx(np.array([[0.0, 30.0]] * MEMBERS))
    assert states["shell_state"] == pytest.approx(np.full((MEMBERS, 2), 0.25))
    for switch in ("haul", "munitions"):
        on = np.ones(40)
        on[MECHANISMS.index(switch)] = 0.0
        _, _, states = started(on=on, munitions_stock=100.0)
        assert not states["forward"].any()
        assert (states["shell_state"] == (0.25 if switch == "haul" else 1.0)).all()


@pytest.mark.parametrize(("share", "place", "dug"), [(0.0, 1, 2.0), (0.3, 1, 0.0), (0.8, 0, 0.0)])
def test_start_ground__a_place_that_fell_has_no_old_line(share: float, place: int, dug: float) -> None:
    """Where A stands deeper than the place lies, the place is A's and the old works are gone, as they are on ground lost."""
    shares = np.zeros(32)
    shares[[0, 3, 6]], shares[1] = 1.0, share
    _, _, states = started(share_start=shares)

    assert (states["place"][:, 1] == place).all()
    assert states["preparation_left"][:, 1] == pytest.approx(dug)


def test_start_ground__home_forces_stand_on_soil_behind_a_gate() -> None:
    """A hundred men a kilometre of the side's own draw, none where no gate is; they are not among the men of the theatre."""
    scenario, params = toy_scenario(), toy_params(toy_scenario(), MEMBERS)
    scenario["gate"][0, 8], scenario["soil"][0, 8] = 7, 1
    states = zeros("STATE", MEMBERS)
    advance(scenario, params, states, 0, 0, seed=3)

    np.testing.assert_allclose(states["home_men"][:, 1, 8], params["hold_density"] * np.sqrt(600.0))
    assert states["home_men"].sum() == states["home_men"][:, 1, 8].sum()
    np.testing.assert_allclose(states["men"].sum(axis=2) + states["reserve"], params["men"])
