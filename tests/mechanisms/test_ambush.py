"""Laws and steps of `mechanisms/ambush.py`."""

from __future__ import annotations

import math

import pytest

from known_theatre import KEY, Theatre, known_theatre, rate_of_draw
from multipolar.mechanisms.ambush import ambush, ambush_dead
from multipolar.numerics.random import normal, uniform

HAPPENS, DEAD = 28, 29
"""Random streams of the ambush: whether and whom; how many dead."""
B, S = 1, 7
INDEX = 64 + 7
"""Where draws for side B and sector 7 stand."""


def test_ambush_dead__has_the_stated_median_and_a_long_tail() -> None:
    """The middle ambush kills eight; one in forty kills several times that."""
    assert ambush_dead(8.0, 0.0) == 8.0
    assert ambush_dead(8.0, 2.0) == pytest.approx(8.0 * math.exp(1.8))
    assert ambush_dead(8.0, -1.0) == pytest.approx(8.0 * math.exp(-0.9))


def day_that_hits(attacker: bool) -> int:
    """Return the first day on which the draw lets an ambush hit the attacker, or the defender."""
    return next(day for day in range(1, 60) if (uniform(KEY, day, HAPPENS, 256 + INDEX) < 0.75) == attacker)


def ambushed(day: int, scale: float = 1.001, **fields: float) -> tuple[Theatre, dict[str, list[list[float]]]]:
    """Return a theatre after an attack of B into sector 7, and what changed; ``scale`` times the rate that just suffices."""
    world = known_theatre()
    world.st["men"][:, S] = (400.0, 600.0)
    world.p["ambush_rate"] = scale * rate_of_draw(day, HAPPENS, INDEX)
    world.p["ambush_loss"] = 8.0
    for name, value in fields.items():
        world.p[name] = value
    before = world.state.copy()[0]
    ambush(world.sc, world.p, world.st, B, S, KEY, day)
    return world, world.changed_since(before)


@pytest.mark.parametrize("attacker", [True, False])
def test_ambush__kills_and_wounds_whom_the_draw_names(attacker: bool) -> None:
    """Three in four ambushes hit the attacker, one in four the defender; the wounded go into care."""
    day = day_that_hits(attacker)
    victim, men = (1, 600.0) if attacker else (0, 400.0)
    dead = 8.0 * math.exp(0.9 * normal(KEY, day, DEAD, INDEX))
    world, changed = ambushed(day)

    assert set(changed) == {"men", "dead", "dead_by", "dead_today", "recovering"}
    assert world.st["men"][victim, S] == pytest.approx(men - 4.0 * dead)
    for name in ("dead", "dead_today"):
        assert world.st[name] == pytest.approx([dead * (victim == b) for b in range(2)])
    assert world.st["dead_by"][victim, 3] == pytest.approx(dead)
    assert world.st["dead_by"].sum() == pytest.approx(dead)
    assert world.st["recovering"] == pytest.approx([3.0 * dead * (victim == b) for b in range(2)])


def test_ambush__three_in_four_hit_the_attacker() -> None:
    """Day by day the victim is whom the draw names."""
    for day in range(1, 25):
        hit = ambushed(day)[0].st["dead"][B] > 0.0
        assert hit == (uniform(KEY, day, HAPPENS, 256 + INDEX) < 0.75)


def test_ambush__happens_at_its_rate_only() -> None:
    """Just below the rate that the draw asks for, and with the mechanism off, nothing happens."""
    assert ambushed(day_that_hits(True), 0.999)[1] == {}
    assert ambushed(day_that_hits(True), on=0.0)[1] == {}


def test_ambush__never_costs_more_than_the_men_there() -> None:
    """At most a fifth of those present die, and the wounded are no more than who is left."""
    world, _ = ambushed(day_that_hits(True), ambush_loss=1e9)
    assert world.st["dead"][B] == pytest.approx(120.0)
    assert world.st["men"][B, S] == pytest.approx(120.0)
    world, _ = ambushed(day_that_hits(True), ambush_loss=1e9, wounded_ratio=10.0)
    assert world.st["recovering"][B] == pytest.approx(480.0)
    assert world.st["men"][B, S] == 0.0
