"""Laws and steps of `diplomacy/limited_round.py`."""

from __future__ import annotations

import math

import pytest

from blank_world import Blank, blank_world, drawn
from multipolar.codes import Stop, Truce
from multipolar.diplomacy.limited_round import limited_round_step, restraint, still_limited


def test_restraint__of_the_share_that_the_opener_commits() -> None:
    """Nothing at half and more, all of it at none."""
    assert [restraint(c) for c in (0.0, 0.25, 0.4, 0.5, 1.0)] == pytest.approx([1.0, 0.5, 0.2, 0.0, 0.0])


def test_still_limited__as_many_as_would_have_lasted() -> None:
    """Of limited rounds at 0.25 a day e^-1 are left after four days, all on the first."""
    left = math.exp(-1.0)
    assert still_limited(0.25, 4.0, left - 1e-9)
    assert not still_limited(0.25, 4.0, left + 1e-9)
    assert still_limited(0.25, -3.0, 0.999)


def limited(rate: float = 1.0, **values: object) -> Blank:
    """Return a war whose opener A commits a quarter of its army, so that it is broken off at half of a rate."""
    world = blank_world(sectors=2)
    fields: dict[str, object] = {"commitment": [0.25, 1.0], "break_off": rate, "ceasefire_hazard": 1e-6}
    world.set(**{**fields, **values})
    return world


def rate_for(stream: str, day: int, factor: float) -> float:
    """Return the rate at which the draw of a day just breaks a round off that half is committed to."""
    return -2.0 * math.log(1.0 - drawn(day, stream, 0)) * factor


def test_limited_round_step__both_sides_stop_where_they_stand() -> None:
    """At its rate a day, by an agreed ceasefire that nobody has a plan to break."""
    assert limited(rate_for("BREAK_OFF", 3, 0.999)).day(limited_round_step, 3) == {}
    world = limited(rate_for("BREAK_OFF", 3, 1.001))
    changed = world.day(limited_round_step, 3)
    assert set(changed) <= {"truce_left", "truce_start", "truce_kind"}
    assert (world.st["truce_kind"], world.st["truce_start"]) == (Truce.AGREED, 3.0)
    assert world.st["truce_left"] > 1000.0


@pytest.mark.parametrize(
    "change",
    [
        {"commitment": [0.5, 0.1]},
        {"opener": 1},
        {"truce_left": 2.0},
        {"ending": Stop.COLLAPSE},
        {"rout_left": [2.0, 0.0]},
    ],
)
def test_limited_round_step__only_while_the_opener_fights_a_limited_war(change: dict[str, object]) -> None:
    """Not where the opener commits half, not under a truce, after the end or in a rout."""
    assert limited(1e6, **change).day(limited_round_step, 3) == {}


def test_limited_round_step__from_the_second_day_and_not_switched_off() -> None:
    """The day of the round counts, and the switch."""
    assert limited(1e6).day(limited_round_step, 1) == {}
    assert limited(1e6).day(limited_round_step, 2) != {}
    world = limited(1e6)
    world.switch("limited_rounds", 0.0)
    assert world.day(limited_round_step, 2) == {}


def test_limited_round_step__a_round_that_lasted_has_turned_out_to_be_in_earnest() -> None:
    """After days of war only as many are limited as would have lasted; on the second day of the round it counts all the same."""
    one = drawn(0, "EARNEST", 0)
    rate = -2.0 * math.log(one) / 4.0
    day = next(d for d in range(60) if 1.0 - math.exp(-0.5 * rate) > drawn(d, "BREAK_OFF", 0))
    assert limited(rate * 0.999, day_before=4.0).day(limited_round_step, day) != {}
    assert limited(rate * 1.001, day_before=4.0).day(limited_round_step, day) == {}


def test_limited_round_step__keepers_and_monitors_hold_it() -> None:
    """The hazard of its failing is that of a ceasefire without a plan to attack: 1.2 for enforcers, 0.6 for monitors."""
    held = []
    for change in ({}, {"enforce_ext": 0.5}, {"monitor": 0.5}):
        world = limited(1e6, ceasefire_hazard=0.1, **change)
        world.day(limited_round_step, 3)
        held.append(float(world.st["truce_left"]))
    assert math.log(held[1] / held[0]) == pytest.approx(0.6 / 0.4)
    assert math.log(held[2] / held[0]) == pytest.approx(0.3 / 0.4)
