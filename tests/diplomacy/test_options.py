"""Laws and steps of `diplomacy/options.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import Blank, blank_world, drawn
from multipolar.codes import Primitive, Verb
from multipolar.diplomacy.options import (
    adviser_gain,
    arms_effort,
    economic_weight,
    group_strength,
    helped_side,
    in_effect,
    line_equivalent,
    options_step,
    ramp,
    reach_of,
    route_capacity,
    shift_tie,
    sustained,
    target_side,
    transit_granted,
)
from multipolar.mechanisms.effort import surprise_now
from powers_toy import FAR, PATRON, SPONSOR, toy_world

UNIT = hs.floats(0, 1)


def test_laws__worked_values() -> None:
    """Each small law at a value worked by hand, and at its bounds."""
    assert (reach_of(-0.2), reach_of(0.4), reach_of(1.4)) == (0.0, 0.4, 1.0)
    assert (ramp(-1.0, 4.0), ramp(1.0, 4.0), ramp(5.0, 4.0)) == (0.0, 0.25, 1.0)
    assert (sustained(50.0, 1), sustained(40.0, 1), sustained(50.0, 0)) == (pytest.approx(0.8), 1.0, 1.0)
    assert group_strength(50.0, 0.5, 1) == pytest.approx(0.7 * 0.614125 * 50.0 * 0.5 * 0.8)
    assert adviser_gain(0.09, 0.16) == pytest.approx(0.12)
    assert adviser_gain(-0.09, -0.16) == 0.0
    assert line_equivalent(1000.0, 0.55) == pytest.approx(1000.0 * math.exp(-0.3))
    assert economic_weight(0.06) == pytest.approx(2.0 / 3.0)


@pytest.mark.parametrize(
    ("stock", "use", "cap", "effort"),
    [(1000.0, 100.0, 9.0, 1.5), (5000.0, 100.0, 9.0, 1.0), (0.0, 100.0, 9.0, 2.0), (0.0, 100.0, 1.2, 1.2), (-9.0, 1.0, 9.0, 2.0)],
)
def test_arms_effort__worked_values(stock: float, use: float, cap: float, effort: float) -> None:
    """Ten days of shells out of twenty: 1.5 times the flow, between 1 and 2, never over the ceiling."""
    assert arms_effort(stock, use, cap) == pytest.approx(effort)
    assert arms_effort(1e-5, 0.0, 9.0) == pytest.approx(1.5)


def acting(verb: str, power: int = 0, *, powers: int = 2, since: float = 5.0, **columns: object) -> tuple[Blank, int]:
    """Return a world in which a power with full access has one option in effect from a day on, and the option's number."""
    world = blank_world(powers=powers)
    world.set(access=[1.0] * powers)
    o, n = world.option(power, verb, **columns)
    world.running(power, o, since=since)
    return world, n


def effects(world: Blank, day: int = 5) -> dict[str, object]:
    """Return what a day of options changes, but for the books of who acted when, at which level."""
    changed = world.day(options_step, day)
    return {
        name: value for name, value in changed.items() if name not in {"first_use", "level", "level_max", "entry_day", "trigger"}
    }


def test_in_effect__from_its_first_day_until_the_day_it_ends() -> None:
    """In effect on days 3 to 6 when it runs from 3 until 7."""
    world = blank_world(powers=1)
    world.running(0, 1, since=3.0, until=7.0)
    assert [bool(in_effect(world.st, 0, 1, day)) for day in (2.0, 3.0, 6.0, 7.0)] == [False, True, True, False]
    assert not in_effect(world.st, 0, 0, 3.0)


@pytest.mark.parametrize(
    ("target", "ties", "aimed"),
    [
        (0, (0.0, 0.0), 0),
        (1, (0.0, 0.0), 1),
        (3, (0.5, 0.0), -1),
        (-1, (0.5, 0.475), 1),
        (-1, (0.5, 0.485), -1),
        (-1, (0.485, 0.5), -1),
        (-1, (0.475, 0.5), 0),
    ],
)
def test_target_side__its_target_or_the_side_less_liked(target: int, ties: tuple[float, float], aimed: int) -> None:
    """A target among the belligerents, else the one whose tie is more than 0.02 colder; another power is no side."""
    world, n = acting("sanction", 1, target=target)
    world.st["tie"][3, :2] = ties
    assert target_side(world.sc, world.st, 1, n) == aimed


@pytest.mark.parametrize(("favours", "target", "helped"), [(0, 1, 0), (1, 0, 1), (-1, 0, 0), (-1, 1, 1), (-1, 2, -1), (-1, -1, -1)])
def test_helped_side__whom_it_favours_else_its_target(favours: int, target: int, helped: int) -> None:
    """A favour comes first; a target that is a power helps nobody."""
    world, n = acting("arm", favours=favours, target=target)
    assert helped_side(world.sc, n) == helped


def test_shift_tie__both_ways_within_0_99() -> None:
    """0.5 + 0.2; held within 0.99; nobody has a tie with itself."""
    world = blank_world(powers=1)
    world.st["tie"][0, 2] = 0.5
    shift_tie(world.st, 0, 2, 0.2)
    assert world.st["tie"][0, 2] == world.st["tie"][2, 0] == pytest.approx(0.7)
    shift_tie(world.st, 2, 0, 5.0)
    assert world.st["tie"][0, 2] == 0.99
    shift_tie(world.st, 2, 0, -5.0)
    assert world.st["tie"][0, 2] == world.st["tie"][2, 0] == -0.99
    shift_tie(world.st, 2, 2, 0.5)
    assert world.st["tie"][2, 2] == 0.0


def test_transit_granted__the_gatekeepers_answer_for_the_side() -> None:
    """1 for an option that opens, -1 for one that closes, 0 while none is in effect or it is about the other side."""
    world, n = acting("transit", 1, target=1, sizes={"tie": 0.1, "transit": 1.0})
    assert transit_granted(*world.all, 1, 1, 5) == 1.0
    assert transit_granted(*world.all, 1, 0, 5) == 0.0
    assert transit_granted(*world.all, 1, 1, 4) == 0.0
    assert transit_granted(*world.all, 0, 1, 5) == 0.0
    world.p["option_size"][n, 1] = -1.0
    assert transit_granted(*world.all, 1, 1, 5) == -1.0
    world.sc["opt_effect"][n] = (-1, -1, -1, world.sc["opt_effect"][n, 1])
    world.p["option_size"][n, 3] = 1.0
    assert transit_granted(*world.all, 1, 1, 5) == 1.0


def entries(rows: list[tuple[int, int, float, int]]) -> Blank:
    """Return three powers and outside entries given as supplier, side, capacity, open to arms."""
    world = blank_world(powers=3)
    world.set(access=[0.5, 0.5, 0.5], n_edges=len(rows))
    for e, (supplier, side, capacity, military) in enumerate(rows):
        world.sc["edge_b"][e], world.sc["edge_supplier"][e], world.sc["edge_side"][e] = -1, supplier, side
        world.p["edge_capacity"][e], world.p["edge_military"][e] = capacity, military
    return world


def gate(world: Blank, power: int, side: int, answer: float) -> None:
    """Let a power open (1) or close (-1) the way to a side."""
    world.running(power, world.option(power, "transit", target=side, sizes={"transit": answer})[0])


def test_route_capacity__own_entries_and_what_gatekeepers_open_or_close() -> None:
    """Own entries open to arms add up; a gate opened by another adds, one closed halves; one's own gate closed shuts it."""
    rows = [(0, 0, 100.0, 1), (0, 0, 30.0, 1), (0, 0, 1000.0, 0), (0, 1, 500.0, 1), (1, 0, 40.0, 1)]
    world = entries(rows)
    assert route_capacity(*world.all, 0, 0, 5) == 130.0
    world.sc["edge_b"][1] = 3
    assert route_capacity(*world.all, 0, 0, 5) == 100.0
    world = entries(rows)
    gate(world, 1, 0, 1.0)
    assert route_capacity(*world.all, 0, 0, 5) == 170.0
    world = entries(rows)
    gate(world, 1, 0, -1.0)
    assert route_capacity(*world.all, 0, 0, 5) == 65.0
    for kind, capacity in ((0, 130.0), (4, 0.0)):
        world = entries(rows)
        world.set(access_kind=[kind])
        gate(world, 0, 0, -1.0)
        assert route_capacity(*world.all, 0, 0, 5) == capacity


@pytest.mark.parametrize(
    ("kind", "neighbour", "capacity"), [(0, 1, 1500.0), (0, 0, 60.0), (2, 1, 60.0), (4, 1, 1500.0), (5, 1, 0.0), (1, 0, 60.0)]
)
def test_route_capacity__without_an_entry_the_kind_of_access_decides(kind: int, neighbour: int, capacity: float) -> None:
    """3,000 t by road for a neighbour, 120 t by airlift, times an access of 0.5; nothing without access."""
    world = entries([(1, 0, 40.0, 1), (-1, 0, 40.0, 1)])
    world.set(access_kind=[kind], neighbour=[neighbour])
    assert route_capacity(*world.all, 0, 0, 5) == capacity


def test_options_step__clears_what_holds_only_while_in_effect() -> None:
    """Yesterday's effects are gone; what was paid, delivered or lost stays."""
    world = blank_world(powers=2)
    world.set(quality_now=[1.2, 1.1], air_added=[3.0, 4.0], sam_added=[1.0, 2.0], pinned=[0.1, 0.2], guarded=[1.0, 2.0])
    world.set(cover=[0.5, 0.6], intel=[0.1, 0.2], visible=[0.5, 0.6], unseen=[0.5, 0.6], coercing=[0.1, 0.2], humane=0.3)
    world.set(monitor=0.4, enforce_ext=0.5, mediators=[1, 1], strain_ext=[0.1, 0.2], received=[5.0, 6.0])
    changed = world.day(options_step, 5)
    ones = {"quality_now", "cover", "visible", "unseen"}
    zeros_ = {"air_added", "sam_added", "pinned", "guarded", "intel", "coercing", "humane", "monitor", "enforce_ext", "mediators"}
    assert set(changed) == ones | zeros_
    assert all((changed[name] == 1.0).all() for name in ones)
    assert not any(np.any(changed[name]) for name in zeros_)


@pytest.mark.parametrize(
    ("start", "active", "running", "level"),
    [
        (0, 0, True, 2),  # the option itself
        (0, 0, False, 0),
        (1, 0, False, 1),  # a stance of the as-of date without an option that carries it stays
        (2, 0, False, 1),  # but not open combat
        (2, 1, False, 0),  # its option has been dropped
        (3, 1, True, 3),
    ],
)
def test_options_step__keeps_the_level_of_involvement(start: int, active: int, running: bool, level: int) -> None:
    """The highest level in effect, or what was so on the as-of date while it goes on; the highest ever is kept."""
    world, _ = acting("air", 1, level=2, since=5.0 if running else 99.0)
    world.sc["level_start"][1], world.sc["active_start"][1, 0] = start, active
    world.st["level_max"][1] = 1
    world.day(options_step, 5)
    assert world.st["level"][1] == level
    assert world.st["level_max"][1] == max(1, level)
    entered = level >= 2 and start < 2
    assert world.st["entry_day"][1] == (5.0 if entered else -1.0)
    assert world.st["trigger"] == int(entered)
    world.set(trigger=0)
    world.day(options_step, 6)
    assert world.st["entry_day"][1] == (5.0 if entered else -1.0)
    assert world.st["trigger"] == 0


def test_options_step__notes_the_first_use_of_what_began_in_the_war() -> None:
    """The first day is noted once; options that ran long before the as-of date are not new."""
    world, _ = acting("arm", 1, level=1, since=4.0)
    o, _ = world.option(1, "advise", level=1)
    world.running(1, o, since=-1000.0)
    for day in (5, 6):
        world.day(options_step, day)
    assert world.st["first_use"][1, :2].tolist() == [5.0, -1.0]


def test_act__mediation_takes_the_chair() -> None:
    """The verb and the effect both make a mediator."""
    for verb, sizes in (("mediate", {}), ("statement", {"mediator": 0.5})):
        world, _ = acting(verb, 1, sizes=sizes)
        assert effects(world)["mediators"][:2].tolist() == [0, 1]
    assert effects(acting("statement", 1)[0]) == {}


def test_once__ties_with_a_target_with_the_enemy_and_with_those_who_fear() -> None:
    """On the first day only: the target; the enemy of the side helped; the powers that fear foreign fighters."""
    world, _ = acting("sanction", 1, target=0, sizes={"tie": -0.1})
    ties = effects(world)["tie"]
    assert ties[3, 0] == ties[0, 3] == pytest.approx(-0.1)
    assert np.count_nonzero(ties) == 2
    assert effects(world, 6) == {}
    world, _ = acting("arm", 1, favours=0, target=0, sizes={"tie_enemy": -0.1})
    ties = effects(world)["tie"]
    assert ties[3, 1] == pytest.approx(-0.1)
    assert np.count_nonzero(ties) == 2
    ties = effects(acting("arm", 1, favours=1, sizes={"tie_enemy": -0.1})[0])["tie"]
    assert ties[3, 0] == pytest.approx(-0.1)
    assert np.count_nonzero(ties) == 2
    world, _ = acting("proxies", 1, powers=4, favours=0, sizes={"tie_fearful": -0.1})
    world.set(fighter_fear=[0.5, 0.5, 0.0, 0.2])
    ties = effects(world)["tie"]
    assert {(x, y) for x in range(6) for y in range(6) if ties[x, y]} == {(3, 2), (2, 3), (3, 5), (5, 3)}


@pytest.mark.parametrize("effect", ["tie", "tie_enemy"])
def test_first_two__without_a_target_both_belligerents_are_meant(effect: str) -> None:
    """A statement moves the ties with A and with B."""
    ties = effects(acting("statement", 1, sizes={effect: 0.1})[0])["tie"]
    assert ties[3, 0] == ties[3, 1] == pytest.approx(0.1)
    assert np.count_nonzero(ties) == 4


@pytest.mark.parametrize(("verb", "tense"), [("signal_elsewhere", True), ("border_show", False)])
def test_first_two__a_signal_is_meant_for_the_main_rival(verb: str, tense: bool) -> None:
    """The rival of greatest weight; a signal elsewhere also raises the tension of its theatres by 0.1, one at most."""
    world, _ = acting(verb, 1, powers=4, sizes={"tie": -0.2})
    world.p["rival_weight"][1, 2:6] = (0.3, 9.0, 0.5, 0.4)
    world.set(n_links=4, link_a=[1, 0, 2, 1], link_b=[2, 1, 3, 3], tension=[0.2, 0.95, 0.5, 0.0])
    changed = effects(world)
    ties = changed.pop("tie")
    assert ties[3, 4] == pytest.approx(-0.2)
    assert np.count_nonzero(ties) == 2
    if tense:
        assert changed.pop("tension") == pytest.approx([0.3, 1.0, 0.5, 0.1])
    assert changed == {}
    world, _ = acting(verb, 1, sizes={"tie": -0.2})
    assert effects(world) == {}


def test_once__attention_and_beliefs_about_own_lines() -> None:
    """Attention up to one; the spread of beliefs by a factor, 0.1 at least; their mean by a shift within 0 and 10."""
    world, _ = acting("statement", 1, sizes={"attention": 0.2})
    world.set(att=[0.5, 0.7])
    assert effects(world)["att"][:2] == pytest.approx([0.5, 0.9])
    world, _ = acting("statement", 1, sizes={"attention": 0.5})
    world.set(att=[0.5, 0.7])
    assert effects(world)["att"][1] == 1.0
    for sizes, sd, mean in (
        ({"belief_spread": 0.5}, [2.0, 1.0, 0.1], [4.0, 5.0, 6.0]),
        ({"belief_mean": -5.5}, [2.0, 2.0, 0.12], [4.0, 0.0, 0.5]),
        ({"belief_mean": 4.5}, [2.0, 2.0, 0.12], [4.0, 9.5, 10.0]),
    ):
        world, _ = acting("threaten", 1, target=0, sizes=sizes)
        world.set(n_redlines=3, red_owner=[0, 1, 1], red_sd=[2.0, 2.0, 0.12], red_mean=[4.0, 5.0, 6.0])
        effects(world)
        assert world.st["red_sd"][:3] == pytest.approx(sd)
        assert world.st["red_mean"][:3] == pytest.approx(mean)


@pytest.mark.parametrize(("target", "b"), [(0, 0), (1, 1)])
def test_strike__destroys_a_share_of_the_heavy_arms_once(target: int, b: int) -> None:
    """0.3 x 0.5 of each of the five kinds; all of them at most; only belligerents can be struck."""
    world, _ = acting("strike", 1, target=target, sizes={"strike_equipment": 0.3})
    world.set(access=[1.0, 0.5], equip=[[10.0, 20.0, 30.0, 40.0, 50.0]] * 2)
    changed = effects(world)
    assert set(changed) == {"equip", "equip_lost"}
    assert changed["equip"][b] == pytest.approx([8.5, 17.0, 25.5, 34.0, 42.5])
    assert changed["equip_lost"][b] == pytest.approx([1.5, 3.0, 4.5, 6.0, 7.5])
    assert changed["equip"][1 - b].tolist() == [10.0, 20.0, 30.0, 40.0, 50.0]
    assert effects(world, 6) == {}


def test_strike__takes_all_there_is_at_most() -> None:
    """A strike beyond measure leaves nothing, not less; one aimed at another power strikes nobody."""
    world, _ = acting("strike", 1, target=1, sizes={"strike_equipment": 5.0})
    world.set(equip=[[10.0], [10.0]])
    assert effects(world)["equip"][:, 0].tolist() == [10.0, 0.0]
    for target in (2, -1):
        world, _ = acting("strike", 1, target=target, sizes={"strike_equipment": 0.3})
        world.set(equip=[[10.0], [10.0]])
        assert effects(world) == {}


def test_expose__at_its_daily_hazard_covert_fire_comes_to_light() -> None:
    """Lines against that entry see a step of 7, the tie with the enemy falls by 0.05, an event; others see nothing."""
    for factor, seen in ((0.999, False), (1.001, True)):
        world, _ = acting(
            "covert_fire", 1, favours=0, level=2, since=2.0, sizes={"exposure": factor * drawn(5, "POWER_EXPOSURE", 32)}
        )
        world.set(n_redlines=6, red_kind=[2, 2, 2, 2, 0, 2], red_entry=[1, 1, 1, 0, 1, 1], red_entry_side=[-1, 0, 1, 0, 0, 0])
        world.set(entry_day=[-1.0, 2.0], level_max=[0, 2], step_now=[0.0, 0.0, 0.0, 0.0, 0.0, 8.0])
        changed = world.day(options_step, 5)
        if not seen:
            assert set(changed) == {"first_use", "level"}
            continue
        assert changed["step_now"][:6].tolist() == [7.0, 7.0, 0.0, 0.0, 0.0, 8.0]
        assert changed["tie"][3, 1] == changed["tie"][1, 3] == pytest.approx(-0.05)
        assert changed["trigger"] == 1


def test_expose__each_option_has_its_own_draw() -> None:
    """The second option of power 1 draws at place 33; helping nobody it moves no tie."""
    world, _ = acting("statement", 1)
    o, _ = world.option(1, "covert_fire", sizes={"exposure": 1.001 * drawn(5, "POWER_EXPOSURE", 33)})
    world.running(1, o, since=2.0)
    changed = world.day(options_step, 5)
    assert changed["trigger"] == 1
    assert "tie" not in changed
    world.set(trigger=0)
    world.p["option_size"][1, 0] = 0.999 * drawn(5, "POWER_EXPOSURE", 33)
    assert "trigger" not in world.day(options_step, 5)


@pytest.mark.parametrize(
    ("effect", "field", "size", "value", "twice"),
    [
        ("relief", "humane", 0.3, 0.3, 0.6),
        ("relief", "humane", 0.7, 0.7, 1.0),
        ("monitor", "monitor", 0.4, 0.4, 0.4),
        ("monitor", "monitor", 1.5, 1.0, 1.0),
        ("enforcement", "enforce_ext", 0.5, 0.3, 0.6),
        ("enforcement", "enforce_ext", 1.2, 0.72, 1.0),
    ],
)
def test_words__good_offices(effect: str, field: str, size: float, value: float, twice: float) -> None:
    """Relief and enforcement add up to one, enforcement by attention (0.6); of monitors the largest counts."""
    world, _ = acting("statement", 1, since=2.0, sizes={effect: size})
    world.set(att=[0.9, 0.6])
    assert effects(world) == {field: pytest.approx(value)}
    world.running(1, world.option(1, "statement", sizes={effect: size})[0], since=2.0)
    effects(world)
    assert world.st[field] == pytest.approx(twice)


def test_money__strains_a_side_or_costs_a_power() -> None:
    """A thirtieth of 0.09 times an economy of 2/3: a side's strain within -0.5 and 0.8; a power pays of its means, in millions."""
    world, n = acting("sanction", 1, target=0, since=2.0, sizes={"strain": 0.09})
    world.set(capability=[0.0, 0.0, 9.0, 0.06], strain_ext=[0.1, 0.0])
    assert effects(world) == {"strain_ext": pytest.approx([0.102, 0.0])}
    world.set(strain_ext=[0.799, 0.0])
    assert effects(world)["strain_ext"][0] == 0.8
    world.p["option_size"][n, 0] = -0.09
    world.set(strain_ext=[-0.499, 0.0])
    assert effects(world)["strain_ext"][0] == -0.5
    world.sc["opt_target"][n] = 2
    world.set(reserves_money=[0.0, 0.0, 5.0], credit=[0.0, 0.0, 3.0])
    assert effects(world) == {"cost": pytest.approx([0.0, 0.0, -0.002 * 8000.0] + [0.0] * 11)}
    world.sc["opt_target"][n] = -1
    assert effects(world) == {}


def test_act__pins_the_reserve_of_the_side_it_is_aimed_at() -> None:
    """0.25 and 0.25 more, 0.6 at most; aimed at nobody nothing is pinned."""
    world, _ = acting("border_show", 1, target=1, since=2.0, sizes={"pin": 0.25})
    assert effects(world) == {"pinned": pytest.approx([0.0, 0.25])}
    for _ in range(2):
        world.running(1, world.option(1, "border_show", target=1, sizes={"pin": 0.25})[0], since=2.0)
    effects(world)
    assert world.st["pinned"].tolist() == [0.0, 0.6]
    assert effects(acting("border_show", 1, since=2.0, sizes={"pin": 0.25})[0]) == {}


@pytest.mark.parametrize("b", [0, 1])
def test_in_the_air__aircraft_fight_and_coerce(b: int) -> None:
    """50 by airlift fly 40; after two of three days 2/3 are in place; a fifth of 0.25 sorties each strike the state."""
    world, _ = acting("air", 1, favours=b, since=4.0, sizes={"aircraft": 50.0})
    world.set(access=[1.0, 0.5], access_kind=[0, 2], coercion_unit=0.01, population=[2e6, 2e6])
    changed = effects(world)
    assert set(changed) == {"air_added", "reach_cost", "coercing"}
    assert changed["air_added"][b] == pytest.approx(0.7 * 0.614125 * 50.0 * 0.5 * 0.8 * 2.0 / 3.0)
    assert changed["air_added"][1 - b] == 0.0
    rise = 0.01 * (0.05 * 50.0 * 0.5 * 0.8) / 2.0
    assert changed["reach_cost"][1 - b] == pytest.approx(rise)
    assert changed["coercing"][b] == pytest.approx(rise)
    assert changed["reach_cost"][b] == changed["coercing"][1 - b] == 0.0
    world.switch("coercion", 0.0)
    world.set(reach_cost=[0.0, 0.0], access_kind=[0, 0])
    changed = effects(world)
    assert set(changed) == {"air_added", "coercing"}
    assert changed["air_added"][b] == pytest.approx(0.7 * 0.614125 * 50.0 * 0.5 * 2.0 / 3.0)
    assert not changed["coercing"].any()


@pytest.mark.parametrize("b", [0, 1])
@pytest.mark.parametrize(
    ("effect", "size", "field", "enemy", "value", "twice"),
    [
        ("sam", 6.0, "sam_added", False, 6.0 * 0.5 * 2.0 / 3.0, 4.0),
        ("air_cover", 0.4, "cover", False, 0.7, 0.7),
        ("guard", 2.0, "guarded", False, 2.0, 4.0),
        ("air_balance", 0.1, "intel", False, 0.1, 0.2),
        ("visibility", 0.8, "visible", True, 0.8, 0.64),
        ("warning", 0.5, "unseen", True, 0.5, 0.5),
        ("warning", -0.5, "unseen", True, 0.0, 0.0),
    ],
)
def test_in_the_air__defence_cover_and_intelligence(
    b: int, effect: str, size: float, field: str, enemy: bool, value: float, twice: float
) -> None:
    """Each effect in its field, of the side helped or of its enemy; what adds, multiplies or counts once does so."""
    world, _ = acting("intel", 1, favours=b, since=4.0, sizes={effect: size})
    world.set(access=[1.0, 0.5])
    before = float(world.st[field][b])
    changed = effects(world)
    side = 1 - b if enemy else b
    assert set(changed) == {field}
    assert changed[field][side] == pytest.approx(value)
    assert changed[field][1 - side] == (1.0 if before else 0.0)
    world.running(1, world.option(1, "intel", favours=b, sizes={effect: size})[0], since=4.0)
    effects(world)
    assert world.st[field][side] == pytest.approx(twice)


def test_in_the_air__an_option_for_nobody_flies_for_nobody() -> None:
    """Without a side helped aircraft, men and shells go nowhere."""
    sizes = {"aircraft": 50.0, "men": 1000.0, "munitions": 50.0, "guard": 1.0}
    assert effects(acting("air", 1, since=4.0, sizes=sizes)[0]) == {}


@pytest.mark.parametrize("b", [0, 1])
def test_on_the_ground__advisers_fighters_and_troops(b: int) -> None:
    """Advisers sqrt(0.09 x 0.16), the best count; fighters in twenty days at their quality; troops in ten by access."""
    world, _ = acting("advise", 1, favours=b, since=2.0, sizes={"quality": 0.16})
    world.set(adviser_effect=0.09)
    assert effects(world)["quality_now"][b] == pytest.approx(1.12)
    world.running(1, world.option(1, "advise", favours=b, sizes={"quality": 0.04})[0])
    effects(world)
    assert world.st["quality_now"].tolist() == pytest.approx([1.12, 1.0] if b == 0 else [1.0, 1.12])
    for day, come in ((2, True), (21, True), (22, False)):
        world, _ = acting("proxies", 1, favours=b, since=2.0, sizes={"fighters": 1000.0})
        world.p["quality"][b] = 0.55
        changed = effects(world, day)
        men = 50.0 * math.exp(-0.3) * come
        assert set(changed) == ({"fighters_now", "reserve", "inflow"} if come else set())
        assert world.st["fighters_now"][b] == 50.0 * come
        assert world.st["reserve"][b] == world.st["inflow"][b] == pytest.approx(men)
        assert world.st["reserve"][1 - b] == 0.0
    for day, kind, men in ((11, 0, 50.0), (12, 0, 0.0), (11, 2, 0.0), (11, 5, 0.0), (11, 4, 50.0)):
        world, _ = acting("ground", 1, favours=b, since=2.0, sizes={"men": 1000.0})
        world.set(access=[1.0, 0.5], access_kind=[0, kind])
        effects(world, day)
        assert world.st["reserve"][b] == world.st["inflow"][b] == men


@pytest.mark.parametrize("b", [0, 1])
def test_supplies__shells_by_effort_and_route_and_other_arms_by_access(b: int) -> None:
    """An agreed flow of 40 t times an effort of 1.5; own options by access; 60 t of airlift are the most that arrives."""
    world, n = acting("arm", 1, favours=b, since=2.0, sizes={"munitions": 999.0})
    world.set(access=[1.0, 0.5], access_kind=[0, 2], munitions=[1000.0, 1000.0], munitions_use=[100.0, 100.0], arms_cap=[9.0, 9.0])
    world.p["arms_flow"][1, b] = 40.0
    changed = effects(world)
    assert set(changed) == {"munitions", "received"}
    assert changed["received"][b] == pytest.approx(60.0)
    assert changed["munitions"][b] == pytest.approx(1060.0)
    assert changed["received"][1 - b] == 0.0
    world.set(received=[0.0, 0.0], munitions=[1000.0, 1000.0])
    world.p["arms_flow"][1, b] = 30.0
    assert effects(world)["received"][b] == pytest.approx(45.0)
    world.set(received=[0.0, 0.0], munitions=[1000.0, 1000.0])
    world.p["arms_flow"][1, b] = 99.0
    assert effects(world)["received"][b] == pytest.approx(60.0)
    world.set(received=[0.0, 0.0], munitions=[1000.0, 1000.0])
    world.sc["opt_verb"][n] = int(Verb.CUSTOM)  # an option of the scenario itself
    world.p["option_size"][n, 0] = 20.0
    assert effects(world)["received"][b] == pytest.approx(15.0)


@pytest.mark.parametrize("b", [0, 1])
def test_supplies__equipment_and_drones(b: int) -> None:
    """0.01 x 0.5 of what there was of each kind; two drones a day by access, from powers that export them."""
    world, _ = acting("arm", 1, favours=b, since=2.0, sizes={"equipment": 0.01, "drones": 2.0})
    world.set(access=[1.0, 0.5], equip_start=[[100.0, 200.0, 300.0, 400.0, 500.0]] * 2, drones=[3.0, 3.0])
    changed = effects(world)
    assert set(changed) == {"equip"}
    assert changed["equip"][b] == pytest.approx([0.5, 1.0, 1.5, 2.0, 2.5])
    assert not changed["equip"][1 - b].any()
    world.set(exports_drones=[0, 1])
    assert effects(world)["drones"].tolist() == ([4.0, 3.0] if b == 0 else [3.0, 4.0])


def test_act__reads_all_four_places_of_an_option() -> None:
    """An effect in the fourth place acts as one in the first does."""
    sizes = {"tie_enemy": 0.0, "leverage": 0.1, "transit": 1.0, "guard": 2.0}
    assert effects(acting("advise", 1, favours=0, since=2.0, sizes=sizes)[0]) == {"guarded": pytest.approx([2.0, 0.0])}


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
