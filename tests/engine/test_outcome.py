"""What is kept of a course agrees with the course."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.engine.simulate import advance, conclude
from multipolar.model.records import zeros
from toy import toy_params, toy_scenario

MEMBERS, DAYS = 30, 20


@pytest.fixture(scope="module")
def course() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return scenario, states after the last day, and the outcomes written from them."""
    scenario = toy_scenario()
    scenario[0]["horizon"] = DAYS
    params = toy_params(scenario, MEMBERS)
    states = zeros("STATE", MEMBERS)
    advance(scenario, params, states, 0, DAYS, seed=4)
    return scenario, states, conclude(scenario, params, states.copy(), DAYS, seed=4)


def test_write_outcome__area_and_shares_add_up(course: tuple) -> None:
    """Area taken is the sum over sectors; the share of the zone lies in 0 to 1 and equals the weighted mean."""
    scenario, states, out = course
    sc = scenario[0]
    taken = ((states["share"] - sc["line_before"]) * sc["area"] * (sc["zone"] > 0)).sum(axis=1)

    np.testing.assert_allclose(out["area_end"], taken, rtol=1e-5, atol=1e-3)
    np.testing.assert_allclose(out["share_force"], states["share"][:, :9].mean(axis=1), rtol=1e-5)
    assert not out["area_start"].any()


def test_write_outcome__deaths_are_those_of_all_channels(course: tuple) -> None:
    """The dead by channel add up to the dead."""
    _, states, out = course

    np.testing.assert_allclose(out["dead_by"].sum(axis=2), out["deaths"], rtol=1e-4)
    np.testing.assert_allclose(out["deaths"], states["dead"], rtol=1e-5)


def test_write_outcome__who_is_still_fighting_at_the_horizon_is_cut_off_there(course: tuple) -> None:
    """A course without an end stops at the horizon, and only such a one is told as going on."""
    _, states, out = course
    running = states["ending"] == 0

    assert (out["length_days"][running] == DAYS).all()
    assert (out["stop"] == 7).tolist() == running.tolist()
