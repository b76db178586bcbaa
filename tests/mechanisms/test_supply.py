"""Laws and steps of `mechanisms/supply.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outlook_twin as twin
from known_theatre import KEY, LIFE, Theatre, edge_between, known_theatre, road_theatre, turn_edge
from multipolar.mechanisms.roads import mixed, network_fingerprint
from multipolar.mechanisms.supply import (
    FLOW,
    fires_from_depot,
    flow_haul,
    forward_part,
    forward_share,
    has_outside_supply,
    haul_left,
    interdiction_step,
    need_tonnes,
    project_supply,
    rationed,
    road_effort,
    sector_need,
    sector_supply,
    settle_stocks,
    shells_fingerprint,
    side_days,
    side_supply,
    solve_flow,
    supply_factor,
    supply_step,
    watch_lifeline,
)
from multipolar.numerics.random import poisson
from random_outlook import PLACES, assert_agrees

STRIKES = 11
"""Random stream of strikes against roads."""
EQUIVALENT = {
    ("watch_lifeline", "theta = 1.0: 1.0 -> 1.5"): "more than cut is cut",
    ("side_supply", "men = 1e-09: 1e-09 -> 1.5e-09"): "keeps a division finite; less than a man is not counted",
    ("settle_stocks", "need = 1e-09: 1e-09 -> 1.5e-09"): "keeps a division finite; needs are tonnes",
    ("settle_stocks", "need > 1e-06: 1e-06 -> 1.5e-06"): "nobody needs a gramme",
    (
        "flow_through",
        "1000000000.0 if flow_record.start[s] > 0 else 0.0: 1000000000.0 -> 1500000000.0",
    ): "a source without bound either way",
    ("solve_flow", "np.empty(1, FLOW): 1 -> 2"): "a second working record is never looked at",
    (
        "flow_through",
        "1 if held(st, b, s) > HELD else 0: 1 -> 2",
    ): "a mark: any positive number says that the sector is the side's own",
    ("flow_through", "1 if flow_record.capacity[e] > 0.0 else 0: 1 -> 2"): "a mark: any positive number says that the edge is open",
}


@given(st.floats(0, 40), st.floats(0, 10), st.floats(0, 1), st.floats(0, 0.5))
def test_supply_factor__never_falls_with_more(days: float, more: float, arriving: float, extra: float) -> None:
    """More days of supply and more that arrives never make men weaker; a week is enough, and so is all they need."""
    assert supply_factor(days, arriving) <= supply_factor(days + more, arriving + extra) + 1e-12
    assert 0.15 < supply_factor(days, arriving) <= 1.0


def test_supply_factor__worked_by_hand() -> None:
    """Half a week's supply leaves 0.66; a third of a day is the least that counts; a week and more is all."""
    assert supply_factor(3.5, 0.0) == pytest.approx(0.5**0.6)
    assert supply_factor(0.0, 0.0) == supply_factor(0.2, 0.0) == pytest.approx((0.3 / 7.0) ** 0.6)
    assert [supply_factor(days, 0.2) for days in (7.0, 8.0, 30.0)] == [1.0, 1.0, 1.0]


def test_supply_factor__men_who_get_nine_tenths_do_not_starve() -> None:
    """With empty stores 0.93 is left of them; what is in store counts where it is worth more than what arrives."""
    assert supply_factor(0.0, 0.9) == pytest.approx(0.9**0.7)
    assert supply_factor(3.5, 0.1) == pytest.approx(0.5**0.6)
    assert [supply_factor(0.0, arriving) for arriving in (1.0, 1.4)] == [1.0, 1.0]


def test_haul_left__worked_by_hand() -> None:
    """Of 100 t km food takes 60 and leaves half of 80; nothing is left beyond the budget; an empty haul is no haul."""
    assert haul_left(100.0, 60.0, 80.0) == pytest.approx(0.5)
    assert [haul_left(100.0, 60.0, 40.0), haul_left(100.0, 130.0, 5.0), haul_left(0.0, 0.0, 0.0)] == [1.0, 0.0, 1.0]


def test_rationed__worked_by_hand() -> None:
    """Of 100 t that flow to a need of 120 a quarter withheld lets 90 through; worse roads, no flow or no limit change nothing."""
    assert rationed(1.0, 0.25, 100.0, 120.0) == pytest.approx(0.9)
    assert [rationed(0.5, 0.25, 100.0, 120.0), rationed(0.8, 0.0, 100.0, 40.0), rationed(1.0, 0.5, 0.0, 9.0)] == [0.5, 0.8, 1.0]


def test_need_tonnes__adds_soldiers_and_civilians() -> None:
    """30,000 men at 30 kg and 100,000 civilians at 2 kg need 1,100 t a day."""
    assert need_tonnes(30000.0, 100000.0, 30.0) == pytest.approx(1100.0)


def test_side_supply__is_the_mean_over_men_at_the_front() -> None:
    """300 men with a week, 100 with half of one; those behind do not count; nobody at the front lacks anything."""
    world = known_theatre()
    world.st["men"][0, :9] = (300, 0, 500, 100, 0, 0, 0, 0, 0)
    world.st["stock_days"][0, :9] = (7.0, 0, 0, 3.5, 0, 0, 0, 0, 0)
    assert side_supply(world.sc, world.st, 0) == pytest.approx((300.0 + 100.0 * 0.5**0.6) / 400.0)
    world.st["men"][0, :9] = (1.2, 0, 500, 0, 0, 0, 0, 0, 0)
    world.st["stock_days"][0, 0] = 3.5
    assert side_supply(world.sc, world.st, 0) == pytest.approx(0.5**0.6)
    world.st["contact"][0] = 0
    assert side_supply(world.sc, world.st, 0) == 1.0


def test_side_days__is_the_mean_over_men_at_the_front() -> None:
    """300 men with a week, 100 with half of one; with nobody at the front stores are full."""
    world = known_theatre()
    world.st["men"][0, :9] = (300, 0, 500, 100, 0, 0, 0, 0, 0)
    world.st["stock_days"][0, :9] = (7.0, 0, 0, 3.5, 0, 0, 0, 0, 0)
    assert side_days(world.sc, world.st, 0) == pytest.approx((2100.0 + 350.0) / 400.0)
    world.st["men"][0, :9] = (1.2, 0, 500, 0, 0, 0, 0, 0, 0)
    assert side_days(world.sc, world.st, 0) == pytest.approx(7.0)
    world.st["contact"][0] = 0
    assert side_days(world.sc, world.st, 0) == 30.0


def test_sector_supply__reads_stock_and_what_arrives() -> None:
    """Of its own side and sector."""
    world = known_theatre()
    world.st["stock_days"][1, 4], world.st["fed"][1, 4] = 0.0, 0.8
    assert sector_supply(world.st, 1, 4) == pytest.approx(0.8**0.7)


def test_fires_from_depot__on_a_source_or_on_a_foothold_beside_one() -> None:
    """A's sources are 0, 3 and 6; what it holds beyond them needs lorries, a foothold in 4 does not while the road is open."""
    world = known_theatre()
    sees = lambda s: fires_from_depot(world.sc, world.st, 0, s)
    assert [sees(s) for s in (0, 3, 4, 5)] == [True, True, True, False]
    world.sc["edge_closed"][edge_between(world.sc, 3, 4)] = 1
    assert not sees(4)
    world.sc["edge_closed"][:] = 0
    world.st["share"][3] = 0.5
    assert not sees(4)
    world.st["share"][[3, 4]] = 1.0, 0.51
    assert not sees(4)


def test_forward_share__counts_the_men_in_contact() -> None:
    """500 of 2,000 men stand beyond the sources; nobody counts with haul off, nor where nobody is in contact."""
    world = known_theatre()
    world.st["share"][4] = 1.0
    world.st["men"][0, :9] = (900, 0, 0, 600, 500, 9000, 0, 0, 0)
    world.st["contact"][0, :9] = (1, 0, 0, 1, 1, 0, 1, 0, 0)
    assert forward_share(world.sc, world.p, world.st, 0) == pytest.approx(0.25)
    assert forward_share(world.sc, world.off("haul").p, world.st, 0) == 0.0
    world.p["on"][:] = 1.0
    world.st["contact"][0] = 0
    assert forward_share(world.sc, world.p, world.st, 0) == 0.0


def test_fed__needs_a_rear_and_a_foothold() -> None:
    """Beyond the edge of the map lies a side's own country: whoever stands before it is fed, nobody else is."""
    world = known_theatre()
    world.sc["rear"][:, 4] = (1, 0)
    world.st["share"][4] = 0.4

    assert has_outside_supply(world.sc, world.st, 0, 4)
    assert not has_outside_supply(world.sc, world.st, 1, 4)
    world.st["share"][4] = 0.0
    assert not has_outside_supply(world.sc, world.st, 0, 4)
    world.sc["rear"][0, 4] = 0
    world.st["share"][4] = 1.0
    assert not has_outside_supply(world.sc, world.st, 0, 4)


def struck(world: Theatre, day: int, ends: tuple[int, int], mean: float, theta: float = 0.1) -> float:
    """Return the damage from the air that the law gives a road a day later."""
    hits = poisson(mean, KEY, day, STRIKES, edge_between(world.sc, *ends))
    return theta + (1.0 - math.exp(-0.01 * hits)) * (1.0 - theta) - theta / 10.0


@pytest.mark.parametrize("day", [3, 4, 5])
@pytest.mark.parametrize("first", [0, 1])
def test_interdiction_step__strikes_are_shared_by_the_edges_of_a_lifeline(day: int, first: int) -> None:
    """B has 0.2 (0.25 x 400 + 0.1 x 200) strikes a day for A's edges, A half as many for B's; two edges share them."""
    world = road_theatre(first)
    hurt = world.change(interdiction_step, day)["air_damage"]
    of_b, of_a = 0.2 * (0.25 * 400.0 + 0.1 * 200.0), 0.2 * (0.25 * 200.0 + 0.1 * 100.0)
    means = (of_b / 2, of_b / 2, of_a) if first == 0 else (of_a / 2, of_a / 2, of_b)
    for ends, mean in zip(LIFE, means, strict=True):
        assert hurt[edge_between(world.sc, *ends)] == pytest.approx(struck(world, day, ends, mean))
    assert np.count_nonzero(hurt) == 3


def test_interdiction_step__one_strike_hurts_an_unhurt_road() -> None:
    """A single hit counts; without hits a road off the lifelines, and an unhurt one, stay as they are."""
    world = road_theatre()
    world.st["air_damage"][:] = 0.0
    world.st["drones"][:], world.p["missiles"][:] = 20.0, 0.0
    e = edge_between(world.sc, 4, 5)
    day = next(d for d in range(99) if poisson(1.0, KEY, d, STRIKES, e) == 1.0)
    world.run(interdiction_step, day, KEY)
    assert world.st["air_damage"][e] == pytest.approx(1.0 - math.exp(-0.01))


@pytest.mark.parametrize("name", ["truce", "off"])
def test_interdiction_step__without_strikes_roads_are_repaired(name: str) -> None:
    """Under a truce, and with the mechanism off, a tenth of the damage goes every day."""
    world = road_theatre()
    if name == "truce":
        world.st["truce_left"] = 0.5
    else:
        world.off("interdiction")
    hurt = world.change(interdiction_step, 3)["air_damage"]

    assert [hurt[edge_between(world.sc, *ends)] for ends in LIFE] == pytest.approx([0.09, 0.09, 0.09])


def test_interdiction_step__ground_fire_follows_who_stands_where() -> None:
    """Between the sides a road is cut; a foothold of three tenths at either end costs 0.7; heights over it a half."""
    world = known_theatre()
    before = world.st["ground_damage"].copy()
    assert not before.any()
    damage = lambda a, b: world.st["ground_damage"][edge_between(world.sc, a, b)]
    outside = edge_between(world.sc, 7, 8)
    world.sc["edge_b"][outside] = -1
    world.st["ground_damage"][outside] = 0.123
    world.run(interdiction_step, 3, KEY)
    assert [damage(3, 4), damage(0, 3), damage(4, 5)] == [1.0, 0.0, 0.0]
    assert world.st["ground_damage"][outside] == 0.123
    world.st["share"][[0, 5]] = 0.7, 0.3
    world.run(interdiction_step, 3, KEY)
    assert [damage(0, 3), damage(3, 6), damage(4, 5), damage(5, 8), damage(4, 7)] == [0.7, 0.0, 0.7, 0.7, 0.0]
    world.sc["edge_over"][[edge_between(world.sc, 3, 6), edge_between(world.sc, 4, 7)]] = 4, 0
    world.run(interdiction_step, 3, KEY)
    assert [damage(3, 6), damage(4, 7)] == [0.5, 0.5]
    world.st["share"][4], world.st["share"][0] = 0.31, 0.69
    world.run(interdiction_step, 3, KEY)
    assert [damage(3, 6), damage(4, 7)] == [0.0, 0.7]


def test_interdiction_step__keeps_watch_over_lifelines() -> None:
    """The first days under fire are noted by the step itself, those of lifeline 0 too."""
    world = road_theatre()
    world.st["share"][0] = 0.85
    changed = world.change(interdiction_step, 3)

    assert list(changed["life_fire_day"][:2]) == [3.0, -1.0]


def watched(theta: float, share: float, day: int, run: float = 0.0, fire: float = -1.0) -> tuple[float, float, float, int]:
    """Return the days of fire and of the cut, the run of cut days and the trigger of A's lifeline after a day's watch."""
    world = road_theatre()
    e = edge_between(world.sc, 0, 3)
    world.st["ground_damage"][e], world.st["share"][0] = theta, share
    world.st["cut_run"][e], world.st["life_fire_day"][0] = run, fire
    watch_lifeline(world.sc, world.st, e, 0, float(world.st["ground_damage"][e]), day)
    return world.st["life_fire_day"][0], world.st["life_cut_day"][0], world.st["cut_run"][e], int(world.st["mediation_due"])


def test_watch_lifeline__first_day_under_fire() -> None:
    """Half of the road lost, or a foothold over a tenth at an end; the first day stays."""
    assert watched(0.5, 1.0, 4)[0] == 4.0
    assert watched(0.49, 0.9, 4)[0] == -1.0
    assert watched(0.0, 0.89, 4)[0] == 4.0
    assert watched(0.5, 1.0, 0)[0] == 0.0
    assert watched(0.5, 1.0, 9, fire=4.0)[0] == 4.0
    assert watched(0.5, 1.0, 9, fire=0.0)[0] == 0.0


def test_watch_lifeline__cut_after_two_days_in_a_row() -> None:
    """Seven tenths lost is a cut; the second day is noted and wakes the powers; a day less ends the run."""
    assert watched(0.7, 1.0, 4)[1:] == (-1.0, 1.0, 0)
    assert watched(0.7, 1.0, 4, run=1.0)[1:] == (4.0, 2.0, 1)
    assert watched(0.69, 1.0, 4, run=1.0)[1:] == (-1.0, 0.0, 0)
    world = road_theatre()
    e = edge_between(world.sc, 0, 3)
    world.st["ground_damage"][e], world.st["cut_run"][e], world.st["life_cut_day"][0] = 1.0, 5.0, 0.0
    watch_lifeline(world.sc, world.st, e, 0, 0.0, 9)
    assert world.st["life_cut_day"][0] == 0.0
    assert world.st["mediation_due"] == 0


def test_watch_lifeline__in_the_enemys_hands_is_cut() -> None:
    """Both ends lost: open for the enemy, cut for its owner, whatever falls on it; for either owner."""
    world = road_theatre()
    world.st["share"][[0, 3]] = 0.0
    watch_lifeline(world.sc, world.st, edge_between(world.sc, 0, 3), 0, 0.0, 2)
    assert world.st["cut_run"][edge_between(world.sc, 0, 3)] == 1.0
    world.st["share"][[4, 5]] = 1.0
    watch_lifeline(world.sc, world.st, edge_between(world.sc, 4, 5), 1, 0.0, 2)
    assert world.st["cut_run"][edge_between(world.sc, 4, 5)] == 1.0
    world.st["share"][[4, 5]] = 0.0, 0.2
    watch_lifeline(world.sc, world.st, edge_between(world.sc, 4, 5), 1, 0.0, 3)
    assert world.st["cut_run"][edge_between(world.sc, 4, 5)] == 0.0
    assert world.st["life_fire_day"][1] == 2.0


def test_sector_need__feeds_men_and_the_civilians_who_stayed() -> None:
    """30 t for a thousand men, 2 kg for each of 9,000 who did not flee; civilians only where the side holds the zone."""
    world = known_theatre()
    world.p["supply_need"], world.p["people"][:9], world.st["displaced"][:9] = 30.0, 10000.0, 1000.0
    need = lambda b=0, s=3: sector_need(world.sc, world.p, world.st, b, s)
    assert [need(), need(1, 4), need(0, 4)] == pytest.approx([48.0, 48.0, 0.0])
    world.st["share"][3] = 0.5
    assert need() == pytest.approx(30.0)
    world.st["share"][3], world.st["displaced"][3] = 1.0, 20000.0
    assert need() == pytest.approx(30.0)
    world.st["displaced"][3], world.sc["zone"][3] = 0.0, 0
    assert need() == pytest.approx(30.0)


def test_shells_fingerprint__moves_with_contact_and_with_shells_at_an_entry() -> None:
    """Of either side and in every sector; how many shells lie there is not asked."""
    world = known_theatre()
    first = shells_fingerprint(world.sc, world.st)
    for b in range(2):
        for s in range(9):
            world.st["contact"][b, s] = 1 - world.st["contact"][b, s]
            assert shells_fingerprint(world.sc, world.st) != first, (b, s)
            world.st["contact"][b, s] = 1 - world.st["contact"][b, s]
            world.st["landed"][b, s] = 5.0
            landed = shells_fingerprint(world.sc, world.st)
            assert landed != first, (b, s)
            world.st["landed"][b, s] = 7.0
            assert shells_fingerprint(world.sc, world.st) == landed
            world.st["landed"][b, s] = 0.0


def flow_theatre() -> Theatre:
    """Return a theatre whose A is fed in sector 0 only and supplies 3 and 6 through it; 5,000 civilians in each sector."""
    world = known_theatre()
    turn_edge(world)
    world.sc["rear"][:] = 0
    world.sc["rear"][0, 0] = world.sc["rear"][1, 2] = 1
    world.p["supply_need"], world.p["people"][:9] = 30.0, 5000.0
    world.p["munitions_use"][:] = 20.0
    world.p["edge_capacity"][:12] = 1000.0
    world.p["edge_capacity"][edge_between(world.sc, 0, 3)] = 70.0
    world.st["men"][0, 6] = 3000.0
    world.st["supply_in"][:], world.st["supply_ask"][:], world.st["delivered"][:9] = 1.0, 2.0, 7.0
    return world


def test_solve_flow__worked_by_hand() -> None:
    """Sector 3 asks for 40 t of food, sector 6 for 100 t; the road to both carries 70, and shells are not asked for."""
    world = flow_theatre().off("haul")
    world.st["reached"][0] = 0
    before = world.state.copy()[0]
    solve_flow(world.sc, world.p, world.st, 0, 0.0)
    changed = world.changed_since(before)
    assert set(changed) == {"reached", "delivered", "supply_in", "supply_ask"}
    assert list(changed["reached"][0, :9]) == [1, 0, 0, 1, 0, 0, 1, 0, 0]
    assert changed["supply_in"] == pytest.approx([70.0, 1.0])
    assert changed["supply_ask"] == pytest.approx([140.0, 2.0])
    assert changed["delivered"][:9] == pytest.approx([0.0, 7, 7, 40.0, 7, 7, 30.0, 7, 7])


def test_solve_flow__with_room_enough_brings_all_that_is_asked() -> None:
    """Food first, then shells: for sector 6 alone, as the only one in contact; winter narrows the road."""
    world = flow_theatre()
    world.p["edge_capacity"][:12], world.p["edge_snow"][:12] = 1000.0, 0.5
    world.st["contact"][0, [0, 3]] = 0
    solve_flow(world.sc, world.p, world.st, 0, 0.0)
    assert world.st["delivered"][[0, 3, 6]] == pytest.approx([0.0, 40.0, 100.0])
    assert [world.st["supply_in"][0], world.st["supply_ask"][0]] == pytest.approx([140.0, 140.0])
    assert [world.st["shells_way"][0], world.st["landed_part"][0]] == pytest.approx([1.5 * 20.0, 0.0])
    world.p["edge_capacity"][edge_between(world.sc, 0, 3)] = 100.0
    world.sc["snow_from"], world.sc["snow_full"] = 0.0, 10.0
    solve_flow(world.sc, world.p, world.st, 0, 8.0)
    assert world.st["supply_in"][0] == pytest.approx(60.0)


def test_solve_flow__what_is_withheld_never_arrives() -> None:
    """Of the 140 t that A needs a tenth is withheld, from every sector alike; B's food is its own."""
    world = flow_theatre().off("haul")
    world.p["edge_capacity"][:12] = 1000.0
    world.p["food_withheld"][:] = 0.1, 0.9
    solve_flow(world.sc, world.p, world.st, 0, 0.0)
    assert [world.st["supply_in"][0], world.st["supply_ask"][0]] == pytest.approx([126.0, 140.0])
    assert world.st["delivered"][[3, 6]] == pytest.approx([36.0, 90.0])


def test_solve_flow__counts_the_smallest_road_and_need() -> None:
    """Ten men ask for 0.3 t; a road of 0.2 t reaches them all the same."""
    world = flow_theatre()
    world.p["people"][:], world.st["men"][0, 3] = 0.0, 10.0
    world.p["edge_capacity"][edge_between(world.sc, 0, 3)] = 1000.0
    solve_flow(world.sc, world.p, world.st, 0, 0.0)
    assert world.st["delivered"][3] == pytest.approx(0.3)
    world.p["edge_capacity"][edge_between(world.sc, 0, 3)] = 0.2
    solve_flow(world.sc, world.p, world.st, 0, 0.0)
    assert list(world.st["reached"][0, [3, 6]]) == [1, 1]
    assert world.st["supply_in"][0] == pytest.approx(0.2)


def test_solve_flow__stops_where_a_road_or_the_ground_is_lost() -> None:
    """A closed road cuts 3 and 6 off; an edge out of the map and one between the sides carry nothing."""
    world = flow_theatre()
    world.sc["edge_closed"][edge_between(world.sc, 3, 6)] = 1
    solve_flow(world.sc, world.p, world.st, 0, 0.0)
    assert list(world.st["reached"][0, :9]) == [1, 0, 0, 1, 0, 0, 0, 0, 0]
    assert world.st["supply_ask"][0] == pytest.approx(40.0)
    assert world.st["delivered"][[3, 6]] == pytest.approx([40.0, 0.0])
    world.st["share"][3] = 0.5
    solve_flow(world.sc, world.p, world.st, 0, 0.0)
    assert list(world.st["reached"][0, :9]) == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert [world.st["supply_in"][0], world.st["supply_ask"][0]] == [0.0, 0.0]
    assert world.st["delivered"][3] == pytest.approx(40.0)
    solve_flow(world.sc, world.p, world.st, 1, 0.0)
    assert list(world.st["reached"][1, :9]) == [0, 1, 1, 1, 1, 1, 0, 1, 1]
    world.sc["edge_b"][edge_between(world.sc, 7, 8)] = world.sc["edge_b"][edge_between(world.sc, 4, 7)] = -1
    solve_flow(world.sc, world.p, world.st, 1, 0.0)
    assert list(world.st["reached"][1, :9]) == [0, 1, 1, 1, 1, 1, 0, 0, 1]


def hauled(world: Theatre) -> tuple[float, float, float]:
    """Return A's food, its way for shells and the part of it that starts at entries, once the flow is solved."""
    solve_flow(world.sc, world.p, world.st, 0, 0.0)
    return float(world.st["supply_in"][0]), float(world.st["shells_way"][0]), float(world.st["landed_part"][0])


def test_solve_flow__shells_take_what_food_leaves_of_the_road() -> None:
    """Of 150 t to sectors 3 and 6 food takes 140: 10 t are left for shells; 160 t leave 20; more than 24 t are not asked for.

    Half as much again as 20 t a day at high intensity, for four fifths of the men: 1,000 of 5,000 in contact stand on the source.
    """
    world = flow_theatre()
    road = edge_between(world.sc, 0, 3)
    world.st["men"][0, :9] = (1000, 0, 0, 1000, 0, 0, 3000, 0, 0)
    for capacity, way in ((150.0, 10.0), (160.0, 20.0), (400.0, 24.0), (90.0, 0.0)):
        world.p["edge_capacity"][road] = capacity
        assert hauled(world) == pytest.approx((min(140.0, capacity), way, 0.0))


def test_solve_flow__no_shells_come_over_a_pass_that_snow_has_shut_for_long() -> None:
    """Of 1,000 t snow leaves 300 for the food; lorries with shells no longer try after ten days."""
    world = flow_theatre()
    world.p["edge_capacity"][:12] = 1000.0
    world.p["edge_snow"][edge_between(world.sc, 0, 3)] = 0.7
    world.sc["snow_from"] = world.sc["snow_full"] = 5.0
    for day, way in ((14.0, True), (16.0, False)):
        solve_flow(world.sc, world.p, world.st, 0, day)
        assert world.st["supply_in"][0] == pytest.approx(140.0)
        assert bool(world.st["shells_way"][0] > 0.0) is way


def test_solve_flow__lorries_carry_food_first() -> None:
    """40 t over 10 km, 100 t over 30 km: 3,400 t km; what is left of the budget carries 24 t of shells over 10 and 30 km."""
    world = flow_theatre()
    world.p["edge_capacity"][:12], world.p["edge_length"][:12] = 1000.0, 20.0
    world.p["edge_length"][edge_between(world.sc, 0, 3)] = 10.0
    world.st["men"][0, :9] = (1000, 0, 0, 1000, 0, 0, 3000, 0, 0)
    men, food, shells = 5.5, 40.0 * 10.0 + 100.0 * 30.0, 6.0 * 10.0 + 18.0 * 30.0
    for budget, fed, way in (
        (food + shells, 1.0, 24.0),
        (food + 0.5 * shells, 1.0, 12.0),
        (food, 1.0, 0.0),
        (0.5 * food, 0.5, 0.0),
    ):
        world.p["haul_budget"] = budget / men
        assert hauled(world) == pytest.approx((140.0 * fed, way, 0.0), abs=1e-6)
        assert world.st["delivered"][[3, 6]] == pytest.approx([40.0 * fed, 100.0 * fed])


@pytest.mark.parametrize(("terrain", "effort"), [(0, 0.95), (1, 1.0), (2, 1.2), (3, 1.5)])
def test_solve_flow__a_kilometre_costs_lorries_more_on_broken_ground(terrain: int, effort: float) -> None:
    """A tonne on twelve roads of 30 km; with terrain switched off the ground does not count."""
    assert road_effort(terrain) == effort
    for on in (True, False):
        world = flow_theatre()
        world.p["edge_length"][:12] = 30.0
        world.sc["edge_terrain"][:12] = terrain
        if not on:
            world.off("terrain")
        record = np.zeros(1, FLOW)[0]
        record["flow"][:12] = 1.0
        assert flow_haul(world.sc, world.p, record) == pytest.approx(12.0 * 30.0 * (effort if on else 1.0))


def test_solve_flow__shells_at_an_entry_need_no_road_to_the_source() -> None:
    """6 is cut off and has 5 t at its entry: they are all that is hauled there; food does not come."""
    world = flow_theatre()
    world.sc["edge_closed"][edge_between(world.sc, 3, 6)] = 1
    world.st["contact"][0, 3] = 0
    assert hauled(world) == pytest.approx((40.0, 0.0, 0.0))
    world.st["landed"][0, 6] = 5.0
    assert hauled(world) == pytest.approx((40.0, 5.0, 1.0))
    world.sc["edge_closed"][:] = 0
    world.p["edge_capacity"][edge_between(world.sc, 0, 3)] = 150.0
    assert hauled(world) == pytest.approx((140.0, 15.0, 1.0 / 3.0))


def stocks(world: Theatre, b: int = 0) -> np.ndarray:
    """Return a side's days of supply after a day."""
    settle_stocks(world.sc, world.p, world.st, b)
    return np.array(world.st["stock_days"][b, :9])


def test_settle_stocks__pooled_where_supply_reaches_and_dwindling_in_a_pocket() -> None:
    """3 and 6 pool 40 t x 4 d and 100 t x 11 d, get 70 of 140 t and use a day; a pocket eats its own; guests share."""
    world = flow_theatre()
    world.st["stock_days"][0, :9] = (3, 8, 9, 4, 7, 4.5, 11, 2, 6)
    world.st["reached"][0, :9] = (1, 0, 0, 1, 0, 0, 1, 0, 0)
    world.st["share"][[5, 8]] = 0.6
    world.st["supply_in"][0] = 70.0
    days = (40.0 * 4.0 + 100.0 * 11.0 + 70.0) / 140.0 - 1.0

    assert stocks(world) == pytest.approx([30.0, 30.0, 4.5, days, days, 3.5, days, days, 4.0])
    assert world.st["fed"][0, :9] == pytest.approx([1.0, 1.0, 0.0, 0.5, 0.5, 0.0, 0.5, 0.5, 0.0])


def test_settle_stocks__within_none_and_thirty_days() -> None:
    """Starving men have none, full stores no more than thirty days; a small pocket eats what it has."""
    for days, brought, left in ((0.3, 14.0, 0.0), (29.9, 280.0, 30.0)):
        world = flow_theatre()
        world.st["reached"][0, :9] = (1, 0, 0, 1, 0, 0, 1, 0, 0)
        world.st["stock_days"][0, :9], world.st["supply_in"][0] = days, brought
        assert stocks(world)[[3, 6]] == pytest.approx([left, left])
    world = flow_theatre()
    world.st["reached"][0, :9] = 0
    world.st["stock_days"][0, [3, 6]] = 0.4, 3.0
    assert stocks(world)[[3, 6]] == pytest.approx([0.0, 2.0])


def test_settle_stocks__where_nobody_needs_anything_nothing_is_kept() -> None:
    """Empty sectors that supply reaches have no days of supply of their own."""
    world = flow_theatre()
    world.st["men"][0], world.p["people"][:] = 0.0, 0.0
    world.st["supply_in"][0] = 5.0
    world.st["reached"][0, :9] = (1, 0, 0, 1, 0, 0, 1, 0, 0)

    assert stocks(world)[[3, 6]] == pytest.approx([0.0, 0.0])


def test_forward_part__days_are_those_of_the_best_supplied_held_neighbour() -> None:
    """By track a quarter; 5 is not held, 8 no neighbour."""
    world = known_theatre()
    world.st["share"][[7, 8, 1]] = 0.6, 1.0, 0.5
    world.st["stock_days"][0, :9] = (1, 25, 2, 9, 0, 20, 3, 4, 28)
    assert forward_part(world.sc, world.st, 0, 4, world.st.stock_days) == 9.0
    world.sc["edge_track"][edge_between(world.sc, 3, 4)] = 1
    assert forward_part(world.sc, world.st, 0, 4, world.st.stock_days) == 4.0
    world.st["stock_days"][0, 3] = 24.0
    assert forward_part(world.sc, world.st, 0, 4, world.st.stock_days) == 6.0
    world.st["share"][[3, 7]] = 0.0
    assert forward_part(world.sc, world.st, 0, 4, world.st.stock_days) == 0.0


def test_forward_part__food_is_the_best_of_held_neighbours() -> None:
    """By track a quarter; 5 is not held, 8 no neighbour."""
    world = known_theatre()
    world.st["share"][[7, 8, 1]] = 0.6, 1.0, 0.5
    world.st["fed"][0, :9] = (0, 1, 0, 0.8, 0, 1, 0, 0.3, 1)
    assert forward_part(world.sc, world.st, 0, 4, world.st.fed) == 0.8
    world.sc["edge_track"][edge_between(world.sc, 3, 4)] = 1
    assert forward_part(world.sc, world.st, 0, 4, world.st.fed) == 0.3
    world.st["share"][[3, 7]] = 0.0
    assert forward_part(world.sc, world.st, 0, 4, world.st.fed) == 0.0


def test_supply_step__switched_off_everybody_has_all() -> None:
    """Thirty days everywhere, reached by all, any haul of shells, and nothing else changes."""
    world = flow_theatre().off("supply")
    world.st["stock_days"][:, :9], world.st["reached"][:] = 3.0, 0
    changed = world.change(supply_step, 5)

    assert set(changed) == {"stock_days", "reached", "fed", "shells_way", "landed_part"}
    assert (changed["fed"][:, :9] == 1.0).all()
    assert list(changed["shells_way"]) == [1e9, 1e9]
    assert list(changed["landed_part"]) == [1.0, 1.0]
    assert (changed["stock_days"][:, :9] == 30.0).all()
    assert (changed["reached"][:, :9] == 1).all()


def solved(day: int, *, moved: bool) -> bool:
    """Return whether the flow is solved anew on a day, with the network as it was or not."""
    world = flow_theatre()
    mark = mixed(network_fingerprint(world.sc, world.st), shells_fingerprint(world.sc, world.st))
    world.st["supply_mark"] = mark + moved
    changed = world.change(supply_step, day)
    assert world.st["supply_mark"] == mark
    return "supply_ask" in changed


def test_supply_step__solves_the_flow_every_fourth_day_and_when_the_network_moves() -> None:
    """In between yesterday's flow goes on and stocks are settled with it."""
    assert [solved(day, moved=False) for day in range(9)] == [True, False, False, False, True, False, False, False, True]
    assert solved(5, moved=True)


def test_supply_step__without_haul_shells_need_no_road() -> None:
    """No field of theirs moves, and food comes as before."""
    world = flow_theatre().off("haul")
    world.p["haul_budget"] = 0.0
    world.p["edge_length"][:12] = 50.0
    changed = world.change(supply_step, 4)
    assert not {"shells_way", "landed_part"} & set(changed)
    assert changed["supply_in"][0] == pytest.approx(70.0)
    assert world.st["supply_mark"] == network_fingerprint(world.sc, world.st)


def test_supply_step__settles_stocks_with_the_flow_of_the_day_and_its_snow() -> None:
    """Winter half come closes half of a road that snow closes whole: 35 of 140 t."""
    world = flow_theatre()
    world.sc["snow_from"], world.sc["snow_full"] = 0.0, 10.0
    world.p["edge_snow"][:12] = 1.0
    world.st["stock_days"][:, :9] = 3.0
    world.run(supply_step, 5, KEY)
    assert world.st["supply_in"][0] == pytest.approx(35.0)
    assert world.st["stock_days"][0, [0, 3, 6]] == pytest.approx([30.0, 2.25, 2.25])
    assert world.st["stock_days"][1, [2, 4]] == pytest.approx([30.0, world.st["stock_days"][1, 1]])


@pytest.mark.parametrize("off", ["", "supply", "interdiction"])
def test_supplies_of__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of supply on random wars, for both sides, with every switch of its own off."""
    assert_agrees(
        lambda world, b, w: project_supply(*world.all, b, w, PLACES, 20.0),
        lambda world, b, view: twin.feed(*world.all, b, view, 20.0),
        off,
    )
