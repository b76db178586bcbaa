"""Laws and step of `mechanisms/replacement.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outlook_twin as twin
from known_theatre import known_theatre
from multipolar.mechanisms.replacement import industry, joining, pool_left, project_replacement, replacement_step
from multipolar.mechanisms.reserves import reserves_step
from random_outlook import PLACES, assert_alike, random_picture, random_war

SHARE = st.floats(0, 1)


def test_pool_left__worked_by_hand_and_never_less_than_none() -> None:
    """Two per cent of three million at will 0.5, less ten thousand; who has drawn more has none left."""
    assert pool_left(0.02, 3e6, 0.5, 1e4) == pytest.approx(2e4)
    assert pool_left(0.02, 3e6, 0.5, 4e4) == 0.0


def test_joining__fills_up_by_the_gap_the_flow_and_what_is_left() -> None:
    """Of 11,000 wanted 1,000 are missing, twelve join; a larger flow goes before, an empty pool before both."""
    assert joining(5.0, 1e4, 1e4, 1e6) == pytest.approx(12.0)
    assert joining(40.0, 1e4, 1e4, 1e6) == 40.0
    assert joining(40.0, 1e4, 1e4, 3.0) == 3.0
    assert joining(0.0, 1e4, 2e4, 1e6) == 0.0


@given(st.floats(0, 1e3), st.floats(1, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_joining__never_more_than_left_nor_less_than_the_flow_allows(flow: float, start: float, men: float, left: float) -> None:
    """Between nothing and the pool, and falling with the men who are there."""
    found = joining(flow, start, men, left)

    assert min(flow, left) <= found <= left
    assert joining(flow, start, men + 100.0, left) <= found


def test_industry__worked_by_hand() -> None:
    """At 0.002 of the world's capability half of 2 % a month, none without."""
    assert industry(0.002) == pytest.approx(0.01 / 30.0)
    assert industry(0.018) == pytest.approx(0.018 / 30.0)
    assert industry(0.0) == industry(-1.0) == 0.0


@given(SHARE, SHARE)
def test_industry__rises_with_capability_up_to_its_limit(one: float, two: float) -> None:
    """A larger industry makes no less, and never 2 % a month."""
    low, high = sorted((one, two))
    assert industry(low) <= industry(high) < 0.02 / 30.0


def test_replacement_step__makes_each_kind_of_arms_of_both_sides() -> None:
    """By the industry of each side, of the arms it began with; off it does nothing."""
    world = known_theatre()
    world.p["capability"][:2] = 0.002, 0.018
    world.st["equip_start"][0], world.st["equip_start"][1] = (300.0, 30.0, 60.0, 0.0, 90.0), (100.0, 200.0, 300.0, 400.0, 500.0)
    before = world.st["equip"].copy()
    assert set(world.change(replacement_step, 3)) == {"equip"}
    made = world.st["equip"] - before
    assert made[0] == pytest.approx([0.1, 0.01, 0.02, 0.0, 0.03])
    assert made[1] == pytest.approx([0.06, 0.12, 0.18, 0.24, 0.3])
    assert known_theatre().off("replacement").change(replacement_step, 3) == {}


@pytest.mark.parametrize("b", [0, 1])
def test_reserves_step__men_come_from_the_pool_while_it_lasts(b: int) -> None:
    """What is missing of 1.1 N0 joins by 1.2 % a day; what is being called up is not missing; an empty pool gives nobody."""
    world = known_theatre()
    world.p["reserve_inflow"][:], world.p["men"][:], world.p["ready"][:] = 10.0, 40000.0, 1.0
    world.p["manpower"], world.p["population"][:], world.st["resolve"][:] = 0.02, 1e6, 0.5
    men = world.st["men"][b].sum() + world.st["reserve"][b]
    before = world.st["inflow"][b]
    world.st["call_up"][b], world.p["mobilise_days"][b] = 0.0, 10.0
    world.run(reserves_step, 0, 1)
    wanted = 0.012 * (44000.0 - men)
    assert wanted > 10.0
    assert world.st["mobilised"][b] == pytest.approx(wanted)
    assert world.st["inflow"][b] - before == pytest.approx(wanted)
    left = 0.02 * 1e6 * 0.5
    for drawn, came in ((left - 7.0, 7.0), (left, 0.0)):
        world.st["mobilised"][b], world.st["inflow"][b] = drawn, 0.0
        world.run(reserves_step, 0, 1)
        assert world.st["inflow"][b] == pytest.approx(came)
    world.off("replacement")
    world.st["inflow"][b] = 0.0
    world.run(reserves_step, 0, 1)
    assert world.st["inflow"][b] == pytest.approx(10.0)


def test_reserves_step__men_who_are_being_called_up_are_not_missing() -> None:
    """With four thousand on their way 48 fewer join in the day."""
    joined = []
    for waiting in (0.0, 4000.0):
        world = known_theatre()
        world.p["reserve_inflow"][:], world.p["men"][:], world.p["mobilise_days"][:] = 0.0, 40000.0, 1e9
        world.p["manpower"], world.p["population"][:] = 1.0, 1e9
        world.st["call_up"][1] = waiting
        world.run(reserves_step, 0, 1)
        joined.append(world.st["mobilised"][1])
    assert joined[0] - joined[1] == pytest.approx(48.0)


@pytest.mark.parametrize("off", ["", "replacement"])
def test_project_replacement__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of made arms on random wars, for both sides, on and off, and never beyond a fifth more than at the start."""
    for seed in range(6):
        world, w = random_war(seed), random_picture(seed)
        w["equipment"][seed % 2] = 1.1999
        if off:
            world.switch(off, 0.0)
        views = [twin.read(w, i) for i in range(PLACES)]
        project_replacement(world.sc, world.p, world.st, w, PLACES, 0.0)
        for view in views:
            for b in range(2):
                twin.repair(world.p, b, view)
        assert_alike(w, views)
