"""A theatre of three by three sectors in a state known to the last field: where the tests of the steps start.

A holds the left column (sectors 0, 3, 6), B the middle (1, 4, 7) and the right one (2, 5, 8); neighbours are left, right, above
and below; the lowest row (6, 7, 8) is rugged. A thousand men of A stand in each sector of the left column, a thousand of B in
each of the middle one, five hundred of either in reserve. Nobody has attacked, nothing has fallen, all mechanisms are on, and
every parameter that is not named here is 0.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.model.records import zeros
from multipolar.model.register import MECHANISMS
from multipolar.numerics.random import uniform
from powers_toy import World
from toy import COLUMNS, toy_scenario

KEY = 20201016
"""The member's key: its draws are the same in every test."""
N = 9
"""Number of sectors."""


class Theatre(World):
    """One member whose records are changed by hand."""

    def off(self, *names: str) -> Theatre:
        """Switch mechanisms off; return the theatre."""
        for name in names:
            self.p["on"][MECHANISMS.index(name)] = 0.0
        return self

    def change(self, step: Any, day: int = 0) -> dict[str, NDArray[Any]]:
        """Run one step on a day and return what it changed in the state, by field."""
        before = self.state.copy()[0]
        self.run(step, day, KEY)
        return self.changed_since(before)


def known_theatre(area: float = 400.0) -> Theatre:
    """Return the theatre; its sectors are as broad as the root of ``area`` [km2], 20 km as it stands."""
    scenario = toy_scenario(area=area)
    world = Theatre(scenario, zeros("PARAMS", 1), zeros("STATE", 1))
    p, st = world.p, world.st
    column = np.arange(N) % COLUMNS
    p["on"][:] = 1.0
    for name in ("commitment", "aim", "quality_noise", "axis_weight"):
        p[name][:] = 1.0
    p["place_depth"][:N] = 0.9
    p["population"][:] = 5e6
    p["haul_budget"] = 1e6
    p["edge_exposed"][:] = 1.0
    p["effort_recovery"] = 45.0
    p["ready"][:] = 1.0
    p["wounded_ratio"] = 3.0
    p["value"][:N] = 5.0
    p["map_weight"][:] = 1.0
    st["share"][:N] = st["defence_line"][:N] = column == 0
    st["place"][:N] = column > 0
    for name in ("last_assault", "neighbour_fell"):
        st[name][:] = -1.0
    for name in ("fell_day", "concede_day", "life_cut_day", "life_fire_day"):
        st[name][:] = -1.0
    for name in ("enemy_air_factor", "visible", "surprise_factor", "quality_now", "ad_left"):
        st[name][:] = 1.0
    for b in range(2):
        st["men"][b, :N] = 1000.0 * (column == b)
        st["contact"][b, :N] = column == b
    st["reserve"][:] = 500.0
    st["shell_state"][:] = 1.0
    st["stock_days"][:, :N] = 30.0
    st["reached"][:, :N] = 1
    st["resolve"][:] = 0.7
    return world


def rate_of_draw(day: int, stream: int, index: int) -> float:
    """Return the hazard [1/day] at which the member's draw just makes the event happen: u = 1 - exp(-rate)."""
    return -math.log(1.0 - uniform(KEY, day, stream, index))


def edge_between(sc: Any, a: int, b: int) -> int:
    """Return the edge that joins two sectors."""
    return next(e for e in range(int(sc["n_edges"])) if {int(sc["edge_a"][e]), int(sc["edge_b"][e])} == {a, b})


def turn_edge(world: Theatre) -> None:
    """Let the edge between 0 and 3 begin in 3: sector 0 is then the far end of an edge."""
    e = edge_between(world.sc, 0, 3)
    world.sc["edge_a"][e], world.sc["edge_b"][e] = 3, 0


LIFE = ((0, 3), (3, 6), (4, 5))
"""Edges on lifelines: the first two on A's (0), the third on B's (1)."""


def road_theatre(first: int = 0) -> Theatre:
    """Return a theatre with two lifelines, missiles and drones, its roads hurt a tenth; the lifeline of two edges is one side's."""
    world = known_theatre()
    turn_edge(world)
    for ends, life in zip(LIFE, (0, 0, 1), strict=True):
        e = edge_between(world.sc, *ends)
        world.sc["edge_life"][e] = life
        world.st["air_damage"][e] = 0.1
    world.sc["life_side"][:2] = (first, 1 - first)
    world.st["drones"][:] = (200.0, 400.0)
    world.p["missiles"][:] = (100.0, 200.0)
    world.p["interdiction"], world.p["repair_time"] = 0.01, 10.0
    return world
