"""The step order is one visible list."""

from __future__ import annotations

import numpy as np

from multipolar.engine.order import step_order
from multipolar.engine.simulate import advance
from multipolar.model.records import zeros
from toy import toy_params, toy_scenario


def test_order_of_day__reads_the_list_and_nothing_twice() -> None:
    """Weather comes first, the end last, options before what they move, beliefs before bargaining; each step once."""
    order = step_order()

    assert (order[0], order[-1]) == ("weather_step", "endings_step")
    assert len(set(order)) == len(order) > 25
    for first, second in (
        ("options_step", "drones_step"), ("supply_step", "effort_step"), ("effort_step", "assault_step"),
        ("reports_step", "beliefs_step"), ("beliefs_step", "bargain_step"), ("truce_step", "bargain_step"),
    ):  # fmt: skip
        assert order.index(first) < order.index(second)


def test_begin_day__keeps_shares_of_marked_days() -> None:
    """On a checkpoint day the share of the zone is stored as it stood that morning."""
    scenario = toy_scenario()
    scenario[0]["n_marks"], scenario[0]["mark_day"][:2] = 2, (0, 5)
    params, states = toy_params(scenario, 4), zeros("STATE", 4)
    advance(scenario, params, states, 0, 5, seed=2)
    morning = states["share"][:, :9].mean(axis=1)
    advance(scenario, params, states, 5, 9, seed=2)

    np.testing.assert_allclose(states["mark_share"][:, 0], 1.0 / 3.0)
    np.testing.assert_allclose(states["mark_share"][:, 1], morning)
