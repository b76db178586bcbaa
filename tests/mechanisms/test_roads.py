"""Laws and steps of `mechanisms/roads.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import edge_between, known_theatre, road_theatre, turn_edge
from multipolar.mechanisms.roads import (
    damage_after,
    edge_left,
    edge_side,
    ground_damage,
    marked_edges,
    mixed,
    network_fingerprint,
)


@given(st.floats(0, 0.4), st.floats(0, 20), st.floats(0.02, 0.5), st.floats(0.5, 10))
def test_damage_after__stays_under_its_cap(theta: float, strikes: float, rho: float, repair: float) -> None:
    """Strikes alone never close more than four tenths of a road, and repair brings it back."""
    assert 0.0 <= damage_after(theta, strikes, rho, repair) <= 0.4
    assert damage_after(theta, 0.0, rho, repair) <= theta


def test_damage_after__worked_by_hand() -> None:
    """Three strikes at 0.1 on a road a fifth down, a fifth of it repaired; no repair is faster than half a day."""
    assert damage_after(0.2, 3.0, 0.1, 5.0) == pytest.approx(0.2 + (1.0 - math.exp(-0.3)) * 0.8 - 0.04)
    assert damage_after(0.2, math.log(2.0) / 0.1, 0.1, 0.2) == pytest.approx(0.2 + 0.4 - 0.4)
    assert damage_after(0.3, 500.0, 0.5, 10.0) == 0.4
    assert damage_after(0.1, 0.0, 0.5, 0.5) == 0.0


@pytest.mark.parametrize(
    ("end", "over", "lost"),
    [(0.51, 0.0, 1.0), (0.5, 0.0, 0.7), (0.26, 0.0, 0.7), (0.25, 0.0, 0.0), (0.0, 0.7, 0.5), (0.2, 0.69, 0.0), (0.25, 0.8, 0.5)],
)
def test_ground_damage__follows_the_foothold(end: float, over: float, lost: float) -> None:
    """A road is cut where the enemy holds over half of an end, hurt over a quarter, under fire where he overlooks it."""
    assert ground_damage(end, over, 1.0) == lost
    assert ground_damage(end, over, 0.4) == pytest.approx(lost if end > 0.5 else 0.4 * lost)


def test_edge_left__after_damage_and_snow() -> None:
    """The greater of both damages counts; half of the edge is snow-bound, winter has come to four tenths."""
    world = known_theatre()
    world.p["edge_capacity"][3], world.p["edge_snow"][3] = 1000.0, 0.5
    world.st["air_damage"][3], world.st["ground_damage"][3] = 0.3, 0.2
    world.sc["snow_from"], world.sc["snow_full"] = 0.0, 10.0
    assert edge_left(world.sc, world.p, world.st, 3, 4.0) == pytest.approx(1000.0 * 0.7 * 0.8)
    world.st["ground_damage"][3] = 0.7
    assert edge_left(world.sc, world.p, world.st, 3, 0.0) == pytest.approx(300.0)
    world.sc["edge_closed"][3] = 1
    assert edge_left(world.sc, world.p, world.st, 3, 0.0) == 0.0


def test_edge_side__is_who_holds_both_ends() -> None:
    """Half a sector is B's."""
    world = known_theatre()
    sides = lambda: [edge_side(world.sc, world.st, edge_between(world.sc, *ends)) for ends in ((0, 3), (3, 4), (4, 5))]
    assert sides() == [0, -1, 1]
    world.st["share"][:9] = 0.5
    assert sides() == [1, 1, 1]
    world.st["share"][:9] = 0.6
    assert sides() == [0, 0, 0]


def test_marked_edges__are_those_of_the_enemys_lifelines() -> None:
    """A can strike B's one edge, B A's two."""
    world = road_theatre()

    assert [marked_edges(world.sc, 0), marked_edges(world.sc, 1)] == [1, 2]


def test_mixed__worked_by_hand_and_never_the_same_twice() -> None:
    """The fraction of 9,973 x (mark + golden ratio x value); a thousand lists of small numbers have a thousand fingerprints."""
    spread = 9973.0 * (0.25 + 0.6180339887498949 * 2.0)
    assert mixed(0.25, 2.0) == spread - math.floor(spread)
    marks = set()
    for code in range(3**7):
        mark = 1.0
        for place in range(7):
            mark = mixed(mark, code // 3**place % 3 - 1.0)
        assert 0.0 <= mark < 1.0
        marks.add(mark)
    assert len(marks) == 3**7


def test_network_fingerprint__moves_with_every_edge_inside_the_map_and_every_holder() -> None:
    """Fire on an edge, whose it is, and who holds a sector count; an edge that leaves the map does not."""
    world = known_theatre()
    turn_edge(world)
    world.st["ground_damage"][:12] = np.linspace(0.0, 0.55, 12)
    first = network_fingerprint(world.sc, world.st)
    assert network_fingerprint(world.sc, world.st) == first
    for e in range(12):
        kept = world.st["ground_damage"][e]
        world.st["ground_damage"][e] = kept + 1e-9
        assert network_fingerprint(world.sc, world.st) != first, e
        world.st["ground_damage"][e] = kept
    for s in range(9):
        kept = world.st["share"][s]
        world.st["share"][s] = 1.0 - kept
        assert network_fingerprint(world.sc, world.st) != first, s
        world.st["share"][s] = kept
    world.sc["edge_b"][11] = -1
    less = network_fingerprint(world.sc, world.st)
    assert less != first
    world.st["ground_damage"][11] = 0.9
    assert network_fingerprint(world.sc, world.st) == less
