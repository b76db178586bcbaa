"""Laws and steps of `diplomacy/options.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.codes import Primitive
from multipolar.diplomacy.options import (
    adviser_gain,
    arms_effort,
    economic_weight,
    group_strength,
    line_equivalent,
    options_step,
    ramp,
    reach_of,
    sustained,
)
from multipolar.mechanisms.effort import surprise_now
from powers_toy import FAR, PATRON, SPONSOR, toy_world

UNIT = hs.floats(0, 1)


@given(hs.floats(0, 200), UNIT, UNIT)
def test_group_strength__grows_with_aircraft_and_access(aircraft: float, access: float, more: float) -> None:
    """More aircraft and better access never make a group weaker, and without access there is none."""
    assert group_strength(aircraft, access, 0) <= group_strength(aircraft + 1.0, access, 0)
    assert group_strength(aircraft, access, 0) <= group_strength(aircraft, access + more, 0) + 1e-12
    assert group_strength(aircraft, 0.0, 0) == 0.0


def test_sustained__airlift_carries_forty_aircraft_days() -> None:
    """A group of eighty supplied by air flies half; one with a land route flies in full."""
    assert sustained(80.0, 1) == pytest.approx(0.5)
    assert sustained(80.0, 0) == 1.0
    assert sustained(30.0, 1) == 1.0


@given(UNIT, UNIT)
def test_adviser_gain__lies_between_its_two_sources(register: float, size: float) -> None:
    """The gain lies between P25 and the option's own magnitude, and is nothing when either is nothing."""
    gain = adviser_gain(register, size)
    assert min(register, size) - 1e-12 <= gain <= max(register, size) + 1e-12
    assert adviser_gain(0.0, size) == 0.0


@given(hs.floats(0, 1e5), hs.floats(1, 1e3), hs.floats(0, 10))
def test_arms_effort__never_passes_its_ceiling(stock: float, use: float, cap: float) -> None:
    """A ceiling at the as-of rate keeps the flow there however low the client's stocks."""
    assert arms_effort(stock, use, cap) <= cap
    assert arms_effort(stock, use, 1.0) == 1.0
    assert arms_effort(stock, use, 10.0) >= arms_effort(stock + 1.0, use, 10.0) - 1e-12


def test_small_laws__hold_at_their_ends() -> None:
    """Reach, ramps, economic weight and fighters behave at the ends of their ranges."""
    assert reach_of(1.7) == 1.0
    assert reach_of(-1.0) == 0.0
    assert ramp(0.0, 3.0) == 0.0
    assert ramp(9.0, 3.0) == 1.0
    assert economic_weight(0.13) > economic_weight(0.02) > 0.0
    assert line_equivalent(1000.0, 0.35) == pytest.approx(1000.0)
    assert line_equivalent(1000.0, 0.6) < 1000.0


def test_options_step__nothing_in_effect_leaves_the_war_alone() -> None:
    """Powers that do nothing add no men, arms or aircraft."""
    world = toy_world()
    before = world.st["munitions"].copy(), world.st["reserve"].copy()
    world.run(options_step, 3)
    assert np.array_equal(before[0], world.st["munitions"])
    assert np.array_equal(before[1], world.st["reserve"])
    assert not world.st["air_added"].any()
    assert (world.st["quality_now"] == 1.0).all()
    assert (world.st["level"][:3] == 0).all()


def test_options_step__arms_reach_the_client_only_over_an_open_way() -> None:
    """Shells arrive by the entry of the supplier, and stop when the entry is closed to arms."""
    world = toy_world()
    world.start(SPONSOR, "arm", 0)
    e = int(world.sc["n_edges"])
    world.sc["n_edges"] = e + 1
    world.sc["edge_b"][e], world.sc["edge_supplier"][e], world.sc["edge_side"][e] = -1, SPONSOR, 0
    world.p["edge_capacity"][e] = 25.0
    world.run(options_step, 10)
    assert world.st["received"][0] == pytest.approx(25.0)
    world.p["edge_military"][e] = 0.0
    world.run(options_step, 11)
    assert world.st["received"][0] == pytest.approx(25.0)


def test_options_step__effects_go_to_the_side_they_favour() -> None:
    """Advisers, an air group and cover for A leave B as it was; men for B do not come by air alone."""
    world = toy_world()
    world.start(SPONSOR, "advise", 0)
    world.start(SPONSOR, "air", 0)
    world.start(SPONSOR, "air_cover", 0)
    world.start(PATRON, "ground", 1)
    reserve = world.st["reserve"][1]
    world.run(options_step, 10)
    assert world.st["quality_now"][0] > 1.0 == world.st["quality_now"][1]
    assert world.st["air_added"][0] > 0.0 == world.st["air_added"][1]
    assert world.st["cover"][0] < 1.0
    assert world.st["guarded"][0] == 1.0
    assert world.st["reserve"][1] == reserve
    assert world.st["level"][SPONSOR] == 2
    assert world.st["entry_day"][SPONSOR] == 10.0


def test_options_step__what_happens_once_happens_once() -> None:
    """A sanction cuts the tie on its first day only, strain mounts every day; a strike destroys once."""
    world = toy_world()
    world.start(FAR, "sanction", 0, since=2.0)
    world.start(PATRON, "strike", 0, since=2.0)
    for day in (2, 3, 4):
        world.run(options_step, day)
    assert world.st["tie"][2 + FAR, 0] == pytest.approx(0.0)
    assert world.st["strain_ext"][0] == pytest.approx(3 * 0.02 / 30.0 * economic_weight(0.13))
    assert world.st["equip"][0, 0] == pytest.approx(200.0 * (1.0 - 0.1 * 0.6))


def test_options_step__fighters_come_over_twenty_days_and_are_counted() -> None:
    """Fifteen hundred fighters arrive in twenty days; what the reserve gains is booked as inflow."""
    world = toy_world()
    world.start(SPONSOR, "proxies", 0, since=0.0)
    reserve = world.st["reserve"][0]
    for day in range(40):
        world.run(options_step, day)
    assert world.st["fighters_now"][0] == pytest.approx(1500.0)
    assert world.st["reserve"][0] - reserve == pytest.approx(world.st["inflow"][0])


def test_options_step__exposed_covert_fire_touches_the_line_against_entry() -> None:
    """With exposure certain, the patron's line against the sponsor's entry is touched."""
    world = toy_world()
    world.start(SPONSOR, "covert_fire", 0)
    world.run(options_step, 4)
    assert world.st["step_now"][1] == 7.0


def test_options_step__who_is_warned_is_surprised_by_half() -> None:
    """Outside intelligence for A halves B's surprise while it is kept up, two who warn count once, A's own stays."""
    world = toy_world()
    world.p["surprise"][:] = 1.0
    for power, verb in ((SPONSOR, "advise"), (SPONSOR, "proxies")):
        o = world.slot(power, verb, 0)
        n = world.sc["option"][power, o]
        world.sc["opt_effect"][n, 1], world.p["option_size"][n, 1] = Primitive.WARNING, 0.5
    world.run(options_step, 0)
    before = [float(surprise_now(world.p, world.st, b, 1)) for b in range(2)]
    world.start(SPONSOR, "advise", 0)
    world.start(SPONSOR, "proxies", 0)
    world.run(options_step, 1)
    warned = [float(surprise_now(world.p, world.st, b, 1)) for b in range(2)]
    assert warned == pytest.approx([before[0], before[1] / 2.0])
    world.st["since"][:] = -1000.0
    world.st["until"][:] = -1000.0
    world.run(options_step, 2)
    assert world.st["unseen"].tolist() == [1.0, 1.0]
