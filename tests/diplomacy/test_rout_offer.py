"""Laws and steps of `diplomacy/rout_offer.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import KEY, Blank, blank_world
from multipolar.codes import Paper, Stop
from multipolar.diplomacy import rout_offer as ro
from multipolar.numerics.random import uniform

UNIT = hs.floats(0, 1)
DAY = 8
TEN = 1.0 - 0.95**10


def beaten(powers: int = 0, b: int = 1, **fields: object) -> Blank:
    """Return two sectors worth 4 and 6, A with all of the first and half of the second, B beaten, one design: the lines."""
    world = blank_world(sectors=2, powers=powers)
    world.set(contested=[1, 1], zone=[1, 1], value=[4.0, 6.0], line_before=[1.0, 0.0], share=[1.0, 0.5], value_share=0.7)
    world.set(own_share=[0.7, 0.7], map_weight=[[1.0, 1.0], [1.0, 1.0]])
    world.set(start_own=[0.7, 0.7], aim=[1.0, 1.0], n_designs=1, final=[1], design_known=[1.0], opener=0, line_known=1)
    world.set(men_start=[100.0, 100.0], population=[1e6, 1e6], bargaining_horizon=20.0, cost_unit=0.0, winner=-1)
    world.set(will=[0.99, 0.99], rout_cause=[1, 1])
    world.st["rout_left"][b] = 10.0
    world.set(**fields)
    return world


def test_small_laws__worked_values() -> None:
    """A quarter a day, 0.175 more at half a hold; own lines, half of 0.95^10, and no more than is wanted; what is left of 0.3."""
    assert ro.accept_rate(0.0) == 0.25
    assert ro.accept_rate(0.5) == pytest.approx(0.425)
    assert ro.dictated_share(0.7, 0.3, 10.0, 1.0) == pytest.approx(0.7 + 0.3 * TEN)
    assert ro.dictated_share(0.7, 0.3, 10.0, 0.75) == 0.75
    assert ro.dictated_share(0.7, 0.3, 10.0, 0.4) == 0.7
    assert ro.overrun_value(0.3, 0.1, 0.08, 5.0, 0.02) == pytest.approx(0.3 - 0.1 - 0.04 - 0.02)


@given(UNIT, UNIT, hs.floats(0, 20), UNIT)
def test_dictated_share__never_behind_the_lines(own: float, left: float, days: float, most: float) -> None:
    """Between the lines and all that is left."""
    left = min(left, 1.0 - own)
    assert own <= ro.dictated_share(own, left, days, most) <= own + left + 1e-12


def test_goal_of__is_the_aim_as_far_as_it_can_be_had() -> None:
    """A wants all: 0.7 and the 0.3 that may be taken; a quarter of the rest: 0.775; B the like; a contract spares the top."""
    world = beaten()
    assert ro.goal_of(*world.all, 0, 0.3) == pytest.approx(1.0)
    assert ro.goal_of(*world.all, 0, 0.1) == pytest.approx(0.8)
    world.set(aim=[0.25, 0.5])
    assert ro.goal_of(*world.all, 0, 0.3) == pytest.approx(0.775)
    assert ro.goal_of(*world.all, 1, 0.7) == pytest.approx(0.3 + 0.5 * 0.7)
    # What A does not hold at most: the second sector, 0.6 of all. The contract takes half of what lies beyond 0.4 away.
    world = beaten(aim=[1.0, 1.0], tacit_contract=0.5, share=[1.0, 0.4])
    assert ro.goal_of(*world.all, 0, 0.3) == pytest.approx(1.0 - 0.5 * 0.6)
    assert ro.goal_of(*world.all, 1, 0.7) == pytest.approx(1.0)
    world.set(opener=1)
    assert ro.goal_of(*world.all, 0, 0.3) == pytest.approx(1.0)


def prefer(world: Blank, x: float, goal: float = 0.9) -> bool:
    """Return whether both prefer the one design at the share ``x``, with 0.3 left to take."""
    world.set(handed=[1.0, (x - 0.4) / 0.6])
    return bool(ro.both_prefer(*world.all, 1, 0, goal, DAY))


def test_both_prefer__the_victor_its_goal_less_its_cost() -> None:
    """At a goal of 0.9 no less than 0.9, at a cost of 0.05 no less than 0.85; face counts, and a sponsor's voice."""
    # Each side loses 2 a day: 40 over the horizon of 20 days, 0.4 per 10,000 inhabitants.
    world = beaten(dead_mean=[2.0, 2.0], cost_unit=0.125, will=[1.0, 1.0])
    cost = 0.05
    assert ro.cost_of(world.p, world.st, 0) == pytest.approx(cost)
    floor = 0.3 - 0.3 * TEN - cost  # what is left to the beaten side: 0.13
    assert prefer(world, 0.851)
    assert not prefer(world, 0.849)
    assert prefer(world, 1.0 - floor - 1e-6)
    assert not prefer(world, 1.0 - floor + 1e-6)
    world.set(face_weight=0.1, design_face=[[0.3, -0.2]])
    assert prefer(world, 0.821)
    assert not prefer(world, 0.819)
    floor += -0.1 + 0.02
    assert prefer(world, 1.0 - floor - 1e-6)
    assert not prefer(world, 1.0 - floor + 1e-6)


def test_both_prefer__powers_that_want_an_end_make_going_on_dear() -> None:
    """At a goal of 0.9, full pressure and a price of 0.2 the victor signs from 0.7 on."""
    world = beaten(pressure=1.0, defiance_price=0.2)
    assert prefer(world, 0.701)
    assert not prefer(world, 0.699)


def test_both_prefer__days_gone_by_cost_the_beaten_less() -> None:
    """With two days left it stands to lose 0.3 (1 - 0.95^2) and a fifth of the cost."""
    world = beaten(dead_mean=[2.0, 2.0], cost_unit=0.125, will=[1.0, 1.0])
    world.st["rout_left"][1] = 2.0
    floor = 0.3 - 0.3 * (1.0 - 0.95**2) - 0.01
    assert prefer(world, 1.0 - floor - 1e-6, 0.7)
    assert not prefer(world, 1.0 - floor + 1e-6, 0.7)


def day_of(chance: float, *, below: bool, b: int = 1) -> int:
    """Return a day on which the draw of an offer to ``b`` lies within a hundredth below (above) a chance."""
    for day in range(3000):
        u = float(uniform(KEY, day, ro.ROUT_OFFER, b))
        if (chance - 0.01 < u < chance) if below else (chance <= u < chance + 0.01):
            return day
    raise AssertionError


def test_rout_offer_step__terms_that_suit_both_are_signed_at_the_rate() -> None:
    """A knock-out of the victor on the lines, with the paper; just above the chance the day passes and counts an offer."""
    chance = 1.0 - math.exp(-0.25)
    world = beaten(aim=[0.0, 1.0])
    day = day_of(chance, below=True)
    changed = world.day(ro.rout_offer_step, day)
    st = world.st
    assert (int(st["ending"]), float(st["ending_day"]), int(st["winner"])) == (Stop.COLLAPSE, day, 0)
    assert (int(st["design"]), int(st["paper"]), float(st["offers"])) == (0, Paper.IMPOSED, 1.0)
    assert "broker" not in changed
    assert st["handed"][:2].tolist() == [1.0, 0.5]

    world = beaten(aim=[0.0, 1.0])
    world.day(ro.rout_offer_step, day_of(chance, below=False))
    assert (int(world.st["ending"]), int(world.st["paper"]), float(world.st["rout_left"][1])) == (0, 0, 9.0)
    assert float(world.st["offers"]) == 1.0


def test_rout_offer_step__a_mediator_hastens_and_is_named() -> None:
    """With a hold of 0.64 on both sides: 0.25 + 0.35 x 0.64; B wins here."""
    rate = 0.25 + 0.35 * 0.64
    fields = {"b": 0, "aim": [1.0, 0.0], "mediators": [1], "skill": [1.0], "acceptance": [1.0], "leverage": [[0.64, 0.64]]}
    world = beaten(1, **fields)
    world.day(ro.rout_offer_step, day_of(1.0 - math.exp(-rate), below=True, b=0))
    st = world.st
    assert (int(st["ending"]), int(st["winner"]), int(st["paper"])) == (Stop.COLLAPSE, 1, Paper.IMPOSED)
    assert st["broker"][:1].tolist() == [1]
    world = beaten(1, **fields)
    world.day(ro.rout_offer_step, day_of(1.0 - math.exp(-rate), below=False, b=0))
    assert int(world.st["ending"]) == 0


def test_rout_offer_step__a_victor_that_wants_more_signs_nothing() -> None:
    """It has 0.7 and wants all: after the last day of the stage the war ended without a paper on its first, by its cause."""
    world = beaten(rout_cause=[0, Stop.DRIVEN_OUT])
    for day in range(9):
        world.day(ro.rout_offer_step, day)
        assert (int(world.st["ending"]), float(world.st["rout_left"][1])) == (0, 9.0 - day)
    world.day(ro.rout_offer_step, 9)
    st = world.st
    assert (int(st["ending"]), float(st["ending_day"]), int(st["winner"])) == (Stop.DRIVEN_OUT, 0.0, 0)
    assert (int(st["paper"]), int(st["design"])) == (Paper.OVERRUN, -1)


def test_rout_offer_step__without_a_design_there_is_no_offer() -> None:
    """Days pass all the same; nothing happens to a war that is over, or in which nobody is beaten."""
    world = beaten(aim=[0.0, 1.0], final=[0])
    changed = world.day(ro.rout_offer_step, day_of(0.2, below=True))
    assert set(changed) == {"rout_left"}
    assert beaten(ending=4).day(ro.rout_offer_step, DAY) == {}
    world = beaten()
    world.st["rout_left"][:] = 0.0
    assert world.day(ro.rout_offer_step, DAY) == {}
