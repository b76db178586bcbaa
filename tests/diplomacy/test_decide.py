"""How powers choose: `diplomacy/decide.py`."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import Blank, blank_world, drawn
from multipolar.diplomacy import foresight as f
from multipolar.diplomacy.decide import (
    DESK,
    base_weight,
    candidate_weight,
    cost_over,
    decide_step,
    entry_weight,
    horizon_stride,
    host_accepts,
    host_turns,
    lay_out_options,
    level_count,
    may_be_picked,
    named_answer,
    open_options,
    option_values,
    powers_start,
    rival_factor,
    start_weight,
    tilt,
    usual_worth,
    worth_in_sd,
)
from multipolar.diplomacy.red_lines import PENDING
from powers_toy import FAR, KEY, PATRON, toy_world


def test_laws__worked_values() -> None:
    """Entry 1 - 0.4^(4/60), at most as for one in 10^9; worth 0.6/0.5 - 0.2; the usual 10 ln e^0.1; tilt 4 logistic(0.6 - ln 3)."""
    assert entry_weight(0.6, 4.0) == pytest.approx(1.0 - 0.4 ** (4.0 / 60.0))
    assert entry_weight(1.0, 4.0) == pytest.approx(1.0 - 1e-9 ** (4.0 / 60.0))
    assert worth_in_sd(0.6, 0.5, 0.2) == pytest.approx(1.0)
    assert worth_in_sd(3e-9, 0.0, 0.5) == pytest.approx(2.5)
    assert usual_worth(math.exp(0.1)) == pytest.approx(1.0)
    assert usual_worth(0.0) == pytest.approx(10.0 * math.log(1e-300))
    assert tilt(2.0, 0.5, 0.2) == pytest.approx(4.0 / (1.0 + 3.0 * math.exp(-0.6)))
    assert may_be_picked(0.66, 0.5)
    assert not may_be_picked(0.67, 0.5)


@pytest.mark.parametrize(("days", "stride"), [(0.0, 0), (14.9, 0), (15.0, 1), (24.9, 1), (25.0, 2), (55.0, 5), (999.0, 5)])
def test_horizon_stride__the_nearest_of_six_strides_of_ten_days(days: float, stride: int) -> None:
    """25 days end in the third stride; the first and the last are bounds."""
    assert horizon_stride(days) == stride


def menu(*verbs: str, **columns: object) -> Blank:
    """Return a world in which power 1, near and with full access, has these options; the columns hold for all of them."""
    world = blank_world(powers=2)
    for verb in verbs:
        world.option(1, verb, **columns)
    world.set(
        access=[1.0, 1.0], neighbour=[1, 1], attention=[0.5, 0.5], att=[0.5, 0.5], utility_scale=[1.0, 1.0], foresight=[25.0, 25.0]
    )
    world.set(propensity_out=0.1, propensity_armed=0.2, entry_neighbour=0.6, entry_distant=0.3, propensity_stop=0.4)
    world.p["option_weight"][:] = 1.0
    world.sc["tilt_scale"][:] = 1.0
    world.set(precision_factor=[1.0, 1.0], boldness=1.0)
    return world


def test_level_count__standing_still_is_no_option() -> None:
    """Of two words, two kinds of arms and an entry; a level without options counts one."""
    world = menu("stay_out", "statement", "mediate")
    for level in (1, 1, 2):
        world.option(1, "arm", level=level)
    assert [level_count(world.sc, 1, level) for level in range(4)] == [2, 2, 1, 1]
    assert level_count(world.sc, 0, 0) == 1


@pytest.mark.parametrize(
    ("verb", "level", "near", "weight"),
    [
        ("signal_elsewhere", 1, 1, 1.0 - math.exp(-0.02)),
        ("air", 2, 1, (1.0 - 0.4 ** (4.0 / 60.0)) / 2.0),
        ("air", 2, 0, (1.0 - 0.7 ** (4.0 / 60.0)) / 2.0),
        ("air", 3, 1, (1.0 - 0.4 ** (4.0 / 60.0)) / 1.0),
        ("arm", 1, 1, 0.1),
        ("statement", 0, 1, 0.15),
        ("mediate", 0, 1, 0.15),
        ("sanction", 0, 1, 0.05),
    ],
)
def test_base_weight__propensities_shared_over_a_level(verb: str, level: int, near: int, weight: float) -> None:
    """Two options of a level share its propensity; words come three times as often; signals elsewhere by their monthly rate."""
    world = menu("stay_out", verb, "custom", level=level)
    world.set(neighbour=[1, near], link_signal_rate=0.15)
    assert base_weight(world.sc, world.p, 1, 1) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("verb", "columns", "change", "is_open"),
    [
        ("stay_out", {}, {}, False),
        ("mediate", {}, {"tie": (-0.49, -0.49)}, True),
        ("mediate", {}, {"tie": (-0.5, 0.9)}, False),
        ("mediate", {}, {"tie": (0.9, -0.5)}, False),
        ("signal_elsewhere", {}, {"linked": [0, 1]}, True),
        ("signal_elsewhere", {}, {"linked": [1, 0]}, False),
        ("border_show", {}, {}, True),
        ("border_show", {}, {"neighbour": [1, 0]}, False),
        ("border_show", {}, {"neighbour": [1, 0], "base_in": [[0, 0], [1, 0]]}, True),
        ("border_show", {}, {"neighbour": [1, 0], "base_in": [[0, 0], [0, 1]]}, True),
        ("deny_transit", {"target": 0}, {}, True),
        ("transit", {"target": 0}, {"neighbour": [1, 0]}, False),
        ("transit", {"target": 0}, {"neighbour": [1, 0], "access_kind": [0, 4]}, True),
        ("deny_transit", {"target": 0}, {"neighbour": [1, 0], "access_kind": [0, 4]}, True),
        ("deny_transit", {"target": 0}, {"neighbour": [1, 0]}, False),
        ("peacekeepers", {}, {"access": [0.0, 0.0]}, True),
        ("ground", {}, {"access": [0.0, 0.0]}, True),  # for nobody: nothing to check
        ("sanction", {"favours": 0}, {"tie": (-0.9, 0.0)}, True),
        ("threaten", {"favours": 0}, {"tie": (-0.9, 0.0)}, True),
        ("intel", {"favours": 0}, {"tie": (0.21, -0.9)}, True),
        ("intel", {"favours": 0}, {"tie": (0.2, 0.9)}, False),
        ("advise", {"favours": 1}, {"tie": (0.9, 0.2)}, False),
        ("advise", {"favours": 1}, {"tie": (-0.9, 0.21)}, True),
        ("arm", {"favours": 0}, {"tie": (-0.29, -0.9)}, True),
        ("arm", {"favours": 0}, {"tie": (-0.3, 0.9)}, False),
        ("arm", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("proxies", {"favours": 1}, {"tie": (0.9, -0.3)}, False),
        ("proxies", {"favours": 1}, {}, True),
        ("air", {"favours": 0}, {}, True),
        ("air", {"favours": 0}, {"access": [1.0, 0.05]}, False),
        ("air", {"favours": 0}, {"access": [0.0, 0.06]}, True),
        ("air", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("air", {"favours": 0}, {"access_kind": [0, 2]}, True),
        ("air_cover", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("covert_fire", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("strike", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("ground", {"favours": 0}, {}, True),
        ("ground", {"favours": 0}, {"access": [1.0, 0.05]}, False),
        ("ground", {"favours": 0}, {"access_kind": [0, 2]}, False),
        ("ground", {"favours": 0}, {"access_kind": [0, 4]}, False),
        ("ground", {"favours": 0}, {"access_kind": [0, 3]}, True),
        ("protectorate", {"favours": 0}, {"tie": (-0.31, 0.9)}, False),
        ("protectorate", {"favours": 0}, {"tie": (-0.29, -0.9)}, True),
        ("guarantee", {"favours": 0}, {"tie": (-0.9, -0.9)}, True),
    ],
)
def test_open_options__route_base_ties_and_consent(
    verb: str, columns: dict[str, int], change: dict[str, object], is_open: bool
) -> None:
    """What each verb needs of power 1, just met and just missed."""
    world = menu(verb, **columns)
    change = dict(change)
    world.st["tie"][3, :2] = change.pop("tie", (0.0, 0.0))
    world.set(**change)
    assert open_options(*world.all, 1, 0, 5) == is_open


def test_host_turns__to_who_stands_nearly_as_close_as_the_closest_other() -> None:
    """A tie 0.3 behind that of the closest other power that is awake is near enough; without others -0.3."""
    world = menu()
    world.st["tie"][2, 1], world.st["tie"][3, 1] = 0.6, 0.31
    assert host_turns(*world.all, 1, 1)
    world.st["tie"][3, 1] = 0.29
    assert not host_turns(*world.all, 1, 1)
    assert host_turns(*world.all, 0, 1)
    world.set(awake=[0.0, 1.0])
    assert host_turns(*world.all, 1, 1)
    world.set(awake=[1.0, 1.0])
    world.st["tie"][2, 0], world.st["tie"][3, 0] = -0.9, -0.29
    assert host_turns(*world.all, 1, 0)


@pytest.mark.parametrize(
    ("b", "seen", "will", "factor"),
    [
        (0, 0.4, 0.4, 0.5),  # need 0.1 + 0.5 x 0.2 = the price
        (1, 0.6, 0.4, 0.5),
        (0, 0.45, 0.4, 1.0 / (1.0 + math.e)),
        (0, 0.9, 0.1, 1.0 / (1.0 + math.exp(-1.0))),  # gains are no need: 0.25
        (1, 0.65, 0.9, 1.0 / (1.0 + math.e)),  # nor is a will above 0.6
    ],
)
def test_host_accepts__worked_values(b: int, seen: float, will: float, factor: float) -> None:
    """logistic((need - 0.2) / 0.05) with need = ground lost from 0.5 + half of what will lacks of 0.6."""
    world = menu()
    world.set(host_price=0.2, base_in=[[0, 0], [1, 1]], start_share=0.5)
    world.st["seen_share"][b], world.st["will"][b] = seen, will
    assert host_accepts(*world.all, 1, b, True) == pytest.approx(factor)
    assert host_accepts(*world.all, 1, b, False) == 1.0
    assert host_accepts(*world.all, 0, b, True) == 1.0
    assert host_accepts(*world.all, 1, -1, True) == 1.0


@pytest.mark.parametrize(
    ("columns", "change", "power"),
    [
        ({"target": 2}, {}, 0.8),
        ({"target": 2}, {"entry_day": [5.0, -1.0]}, 0.8),
        ({"target": 2}, {"entry_day": [4.0, -1.0]}, 0.0),
        ({"target": 2}, {"entry_day": [0.0, -1.0]}, 0.0),
        ({"target": 2}, {"entry_day": [-1.0, 10.0]}, 0.0),
        ({"target": 2}, {"weight": 0.0}, 0.0),
        ({"target": 2}, {"weight": 0.0, "tie": -0.1}, 0.8),
        ({"favours": 0}, {"sides": (0.1, 0.2)}, 0.8),
        ({"favours": 0}, {"sides": (0.2, 0.1)}, 0.0),
        ({"favours": 1}, {"sides": (0.2, 0.1)}, 0.8),
        ({}, {"sides": (0.2, 0.1)}, 0.0),
        ({"target": 2, "level": 2}, {"capability": [0.0, 0.0, 2.1, 1.0]}, -0.8),
        ({"target": 2, "level": 2}, {"capability": [0.0, 0.0, 1.9, 1.0]}, 0.8),
        ({"target": 2, "level": 1}, {"capability": [0.0, 0.0, 2.1, 1.0]}, 0.8),
    ],
)
def test_rival_factor__worked_values(columns: dict[str, int], change: dict[str, object], power: float) -> None:
    """e^0.8 against a rival that entered within a fortnight, e^-0.8 in arms against one of twice the capability."""
    world = menu("custom", **columns)
    change = dict(change)
    world.set(rival_response=0.8, entry_day=[15.0, -1.0], capability=[0.0, 0.0, 1.0, 1.0])
    world.p["rival_weight"][1, 2] = change.pop("weight", 0.5)
    world.st["tie"][3, 2] = change.pop("tie", 0.0)
    world.st["tie"][2, :2] = change.pop("sides", (0.0, 0.0))
    world.set(**change)
    assert rival_factor(*world.all, 1, 0, 19) == pytest.approx(math.exp(power))


def test_rival_factor__day_zero_of_the_war_counts() -> None:
    """An entry on the first day is answered like any other; one's own is not."""
    world = menu("custom", target=2)
    world.set(rival_response=0.8, entry_day=[0.0, -1.0])
    world.p["rival_weight"][1, 2] = 0.5
    assert rival_factor(*world.all, 1, 0, 9) == pytest.approx(math.exp(0.8))
    world = menu("custom", target=3)
    world.set(rival_response=0.8, entry_day=[-1.0, 1.0])
    world.p["rival_weight"][1, 3] = 0.5
    assert rival_factor(*world.all, 1, 0, 9) == 1.0


def test_named_answer__the_line_whose_owner_means_to_answer() -> None:
    """The second line of power 1 waits for this option; lines answered, of others, or with other answers do not."""
    world = menu("custom", "arm")
    world.set(n_redlines=3, red_owner=[0, 1, 1], red_answered=[PENDING, 7.0, PENDING])
    world.sc["red_answer"][:3, 0] = 1
    assert named_answer(world.sc, world.st, 1, 0) == 2
    assert named_answer(world.sc, world.st, 1, 1) == -1
    assert named_answer(world.sc, world.st, 0, 0) == 0
    world.set(n_redlines=2)
    assert named_answer(world.sc, world.st, 1, 0) == -1


ENTRY = 1.0 - 0.4 ** (4.0 / 60.0)


@pytest.mark.parametrize(
    ("verb", "columns", "change", "weight"),
    [
        ("statement", {}, {}, 0.3),
        ("statement", {}, {"until": 15.0}, 0.5),
        ("statement", {}, {"until": 19.0}, 0.5),
        ("statement", {}, {"until": 14.0}, 0.3),
        ("air", {"level": 2}, {"until": 17.0}, ENTRY),
        ("statement", {}, {"att": [0.0, 0.8]}, 0.3 * 1.6),
        ("statement", {}, {"attention": [0.0, 0.01]}, 0.3 * 10.0),
        ("statement", {}, {"boldness": 1.3}, 0.3 * 1.3),
        ("statement", {}, {"option_weight": [[1.0], [0.7]]}, 0.3 * 0.7),
        ("statement", {"target": 2}, {"rival_response": 0.8}, 0.3 * math.exp(0.8)),
        ("air", {"level": 2, "favours": 1}, {}, ENTRY),
        ("air", {"level": 2, "favours": 1}, {"n_treaties": 1}, ENTRY * 0.25),
        ("air", {"level": 2, "target": 1}, {"n_treaties": 1}, ENTRY),
        ("air", {"level": 2, "favours": 0}, {"n_treaties": 1}, ENTRY),
        ("arm", {"level": 1, "favours": 1}, {"n_treaties": 1}, 0.2),
        ("air", {"level": 2, "favours": 1}, {"n_treaties": 1, "treaty_state": [3]}, 0.5),
        ("statement", {}, {"n_redlines": 1}, 2.0),
        ("air", {"level": 2, "favours": 1}, {"n_redlines": 1}, 0.5),
        ("air", {"level": 2, "favours": 1}, {"host_price": 0.2}, ENTRY / (1.0 + math.exp(4.0))),
        ("strike", {"level": 2, "favours": 1}, {"host_price": 0.2}, ENTRY),
        ("arm", {"level": 1, "favours": 1}, {"host_price": 0.2}, 0.2),
    ],
)
def test_start_weight__worked_values(verb: str, columns: dict[str, int], change: dict[str, object], weight: float) -> None:
    """Base weight, renewed at 0.5 within four days of lapsing, treaty, answer, attention, boldness, rival and host."""
    world = menu(verb, **columns)
    change = dict(change)
    world.st["until"][1, 0] = change.pop("until", -1.0)
    world.set(treaty_power=[1], treaty_side=[1], treaty_state=[2], red_owner=[1], red_answered=[PENDING], base_in=[[0, 0], [1, 1]])
    world.set(will=[1.0, 1.0], entry_day=[15.0, -1.0])
    world.sc["red_answer"][0, 0] = 1
    world.p["rival_weight"][1, 2] = 0.5
    world.set(**change)
    assert start_weight(*world.all, 1, 0, 0, 19) == pytest.approx(weight)


def test_start_weight__without_treaties_nothing_is_owed() -> None:
    """With the mechanism off an honoured treaty neither raises nor holds back."""
    world = menu("air", "air", level=2, favours=1)
    world.set(n_treaties=1, treaty_power=[1], treaty_side=[1], treaty_state=[3])
    assert start_weight(*world.all, 1, 0, 0, 19) == pytest.approx(0.25)
    world.switch("treaties", 0.0)
    assert start_weight(*world.all, 1, 0, 0, 19) == pytest.approx(ENTRY / 2.0)


def test_cost_over__weekly_costs_mount_up_and_strain_makes_all_dearer() -> None:
    """0.1; twice that over 42 days if weekly, at least a third; times 1 + 0.3 x 0.5."""
    world = menu("statement")
    world.p["option_cost"][1, 0] = 0.1
    assert cost_over(*world.all, 1, 0, 0) == pytest.approx(0.1)
    world.sc["opt_weekly"][0] = 1
    world.set(foresight=[0.0, 42.0])
    assert cost_over(*world.all, 1, 0, 0) == pytest.approx(0.2)
    world.set(foresight=[0.0, 3.0])
    assert cost_over(*world.all, 1, 0, 0) == pytest.approx(0.1 / 3.0)
    world.st["strain"][3] = 0.5
    assert cost_over(*world.all, 1, 0, 0) == pytest.approx(0.115 / 3.0)


def test_candidate_weight__starting_stopping_and_what_ends_by_itself() -> None:
    """Starting as by its law where open; stopping 0.4 shared over two options; no stop before it began or if it wears off."""
    world = menu("statement", "stay_out")
    assert candidate_weight(*world.all, 1, 0, 0, False, 19) == pytest.approx(0.3)
    assert candidate_weight(*world.all, 1, 1, 1, False, 19) == 0.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == pytest.approx(0.2)
    world.st["since"][1, 0] = 19.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == pytest.approx(0.2)
    world.st["since"][1, 0] = 20.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == 0.0
    world.st["since"][1, 0], world.sc["opt_wear"][0] = 3.0, 20.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == 0.0
    world.sc["n_options"][1], world.sc["opt_wear"][0] = 0, 0.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == pytest.approx(0.4)


def desk_of(world: Blank, day: int) -> tuple[int, object]:
    """Return how many strides are to be looked into on a day, and the desk."""
    room = np.zeros(1, DESK)
    room["last"], room["wanted"] = 7, 7
    return int(lay_out_options(*world.all, room[0], KEY, day)), room[0]


def test_lay_out_options__up_to_the_last_option_a_draw_could_fall_to() -> None:
    """Weights of all, half on days between; the last that may be picked; lanes that options up to it move."""
    world = menu("statement", "advise", "statement", favours=1, sizes={"quality": 0.1})
    world.set(adviser_effect=0.1)
    world.st["tie"][3, 1] = 0.9
    day = next(d for d in range(4, 9999, 4) if drawn(d, "POWER_CHOICE", 65) < 0.3 and drawn(d, "POWER_CHOICE", 66) > 0.7)
    world.set(propensity_out=0.3)
    steps, desk = desk_of(world, day)
    assert steps == 3
    assert desk["weight"][1, :3] == pytest.approx([0.3, 0.1, 0.3])
    assert desk["last"][:2].tolist() == [-1, 1]
    assert desk["wanted"].tolist() == [1 if lane == f.QUALITY_B else 0 for lane in range(f.LANES)]
    assert desk["parts"][1, 1, f.QUALITY_B] == pytest.approx(0.1 / 0.15)
    _, desk = desk_of(world, day + 1)
    assert desk["weight"][1, :3] == pytest.approx([0.15, 0.05, 0.15])
    world.set(awake=[1.0, 0.0])
    assert desk_of(world, day)[0] == 0
    world.set(awake=[1.0, 1.0], propensity_out=0.0)
    steps, desk = desk_of(world, day)
    assert (steps, desk["last"][:2].tolist(), desk["wanted"].any()) == (0, [-1, -1], False)


def test_want__counts_over_the_strides_of_the_horizon() -> None:
    """0.09 of strain a month by an economy of 2/3 are six tenths of a step after thirty days, no further than the last draw."""
    world = menu("sanction", "stay_out", target=0, sizes={"strain": 0.09})
    world.set(propensity_out=1e6, capability=[0.0, 0.0, 0.0, 0.06])
    _, desk = desk_of(world, 4)
    assert desk["parts"][1, 0, f.STRAIN_A] == pytest.approx(0.6)


def test_lay_out_options__looks_as_far_as_the_most_farsighted() -> None:
    """Powers of 14 and 47 days ask for one and five strides: five are looked into, each judges by its own."""
    world = menu("statement")
    world.option(0, "statement")
    world.set(foresight=[47.0, 14.0], propensity_out=1e6)
    assert desk_of(world, 4)[0] == 5
    world.set(foresight=[14.0, 47.0])
    assert desk_of(world, 4)[0] == 5


def odds(day: int, slot: int, power: int = 1) -> float:
    """Return the weight at which the draw of a day just falls to an option that stands alone."""
    u = drawn(day, "POWER_CHOICE", power * 64 + slot)
    return u / (1.0 - u)


@pytest.mark.parametrize("power", [0, 1])
def test_decide_step__takes_an_option_at_its_weight(power: int) -> None:
    """Without precision the weight is 3 x propensity: just above the odds of the draw it is taken, just below it is not."""
    for factor, taken in ((0.999, False), (1.001, True)):
        world = menu()
        world.option(power, "statement", delay=2.4, wear=20.0)
        world.set(propensity_out=factor * odds(8, 0, power) / 3.0)
        changed = world.day(decide_step, 8)
        assert set(changed) == ({"since", "until", "uses"} if taken else set())
        if taken:
            assert (changed["since"][power, 0], changed["until"][power, 0], changed["uses"][power, 0]) == (10.0, 30.0, 1.0)


def test_decide_step__utility_tilts_the_weight() -> None:
    """Words gain 0.4 x 0.02 of the norm: 0.8 sd less a cost of 0.1, against a usual 0.2; precision 2 x 1.5."""
    factor_of_utility = 4.0 / (1.0 + 3.0 * math.exp(-3.0 * (0.8 - 0.1 - 0.2)))
    for factor, taken in ((0.999, False), (1.001, True)):
        world = menu("statement")
        world.set(choice_precision=2.0, precision_factor=[9.0, 1.5], utility_scale=[9.0, 0.01])
        world.p["salience"][1, 3], world.p["position"][1, 3], world.p["option_cost"][1, 0] = 0.4, 1.0, 0.1
        world.sc["tilt_scale"][1, 0], world.st["norm_breach"] = math.exp(0.02), 0.5
        world.set(propensity_out=factor * odds(8, 0) / 3.0 / factor_of_utility)
        assert bool(world.day(decide_step, 8)) == taken


def test_decide_step__stopping_is_weighed_with_its_savings() -> None:
    """Half of a role of 0.3 is lost, weighed 0.3: -0.045; a cost of 0.1 is saved; the usual of starting does not count."""
    factor_of_utility = 4.0 / (1.0 + 3.0 * math.exp(-3.0 * (-0.45 + 0.1)))
    for factor, stopped in ((0.999, False), (1.001, True)):
        world = menu("arm", level=1, favours=1)
        world.running(1, 0)
        world.set(choice_precision=3.0, utility_scale=[9.0, 0.1], level=[0, 1])
        world.p["salience"][1, 2], world.p["position"][1, 2], world.p["option_cost"][1, 0] = 0.3, 1.0, 0.1
        world.sc["tilt_scale"][1, 0] = 5.0
        world.set(propensity_stop=factor * odds(8, 0) / factor_of_utility)
        changed = world.day(decide_step, 8)
        assert set(changed) == ({"until"} if stopped else set())
        if stopped:
            assert changed["until"][1, 0] == 8.0


def test_decide_step__one_change_at_most_in_proportion_to_weights() -> None:
    """Three options of weights 1, 2 and 3: each draw asks whether its option is the one among those so far and keeping still."""
    for day in range(4, 400, 4):
        world = menu("statement", "sanction", "custom")
        world.p["option_weight"][1, :3] = (1.0, 6.0, 9.0)
        world.set(propensity_out=1.0)
        picked, total = -1, 1.0
        for o, weight in enumerate((1.0, 2.0, 3.0)):
            total += weight
            if drawn(day, "POWER_CHOICE", 64 + o) * total < weight:
                picked = o
        uses = world.day(decide_step, day).get("uses", np.zeros((2, 3)))
        assert uses[1, :3].tolist() == [float(o == picked) for o in range(3)]


@pytest.mark.parametrize(
    ("change", "switch", "acts"),
    [
        ({}, "", True),
        ({}, "third_parties", False),
        ({"script_rule": 1.0}, "", False),
        ({"ending": 4}, "", False),
        ({"awake": [1.0, 0.0]}, "", False),
        ({"n_powers": 1}, "", False),
    ],
)
def test_decide_step__who_decides_when(change: dict[str, object], switch: str, acts: bool) -> None:
    """On decision days, with the mechanism on, no script, a war that goes on, and awake; an alarm is used up either way."""
    world = menu("statement")
    world.set(propensity_out=1e12, alarm=1, **change)
    if switch:
        world.switch(switch, 0.0)
    changed = world.day(decide_step, 8)
    assert changed.pop("alarm") == 0
    assert bool(changed) == acts
    world = menu("statement")
    world.set(propensity_out=1e12)
    assert world.day(decide_step, 9) == {}
    assert world.day(decide_step, 10) == {}
    world.set(alarm=1)
    assert set(world.day(decide_step, 10)) == {"alarm", "since", "until", "uses"}


def test_note_idle__who_keeps_out_is_counted_until_involved() -> None:
    """Each decision to do nothing counts, its first day is noted once; powers involved already stay out of nothing."""
    world = menu("statement", "stay_out")
    world.set(propensity_out=0.0)
    assert set(world.day(decide_step, 4)) == {"uses", "first_use"}
    assert set(world.day(decide_step, 8)) == {"uses"}
    assert (world.st["uses"][1, 1], world.st["first_use"][1, 1], world.st["uses"][1, 0]) == (2.0, 4.0, 0.0)
    world.set(level=[0, 1])
    assert world.day(decide_step, 12) == {}
    world = menu("stay_out")
    world.set(propensity_out=0.0)
    assert world.day(decide_step, 0)["first_use"][1, 0] == 0.0


@pytest.mark.parametrize(
    ("columns", "since", "until", "event"),
    [
        ({"verb": "statement", "delay": 0.4}, 9.0, 1e9, False),
        ({"verb": "statement", "delay": 2.6, "wear": 14.0}, 11.0, 25.0, False),
        ({"verb": "arm", "level": 1, "favours": 1, "delay": 2.0, "weekly": 1}, 10.0, 1e9, True),
        ({"verb": "strike", "level": 2, "favours": 1, "delay": 1.0}, 9.0, 10.0, True),
        ({"verb": "strike", "level": 2, "favours": 1, "delay": 1.0, "weekly": 1}, 9.0, 1e9, True),
        ({"verb": "strike", "level": 2, "favours": 1, "delay": 1.0, "wear": 5.0}, 9.0, 14.0, True),
    ],
)
def test_carry_out__begins_after_its_delay_and_lasts_as_its_kind_does(
    columns: dict[str, object], since: float, until: float, event: bool
) -> None:
    """A day's delay at least, rounded; kept up, for its wear, or one day for a single strike; arms and more are an event."""
    world = menu()
    world.option(1, **columns)
    world.p["option_weight"][:] = 1e12
    changed = world.day(decide_step, 8)
    assert set(changed) == {"since", "until", "uses"} | ({"trigger"} if event else set())
    assert (changed["since"][1, 0], changed["until"][1, 0], changed["uses"][1, 0]) == (since, until, 1.0)


def test_carry_out__a_named_answer_is_given_with_its_day() -> None:
    """The line that waited is answered today."""
    world = menu("statement")
    world.set(n_redlines=2, red_owner=[1, 1], red_answered=[3.0, PENDING])
    world.sc["red_answer"][:2, 0] = 1
    world.p["option_weight"][:] = 1e12
    assert world.day(decide_step, 8)["red_answered"][:2].tolist() == [3.0, 8.0]


def values_of(world: Blank) -> tuple[np.ndarray, np.ndarray]:
    """Return gains and tilts, written over what lay there before."""
    gains, tilts = np.full((12, 24), 7.0), np.full((12, 24), 7.0)
    option_values(*world.all, 12, gains, tilts)
    return gains, tilts


def test_option_values__gains_and_tilts_of_what_is_open() -> None:
    """Words gain 0.4 x 0.02; exp of a tenth of 0.8 - 0.1 sd; what is not open, or whoever sleeps, has nothing."""
    world = menu("statement", "stay_out")
    world.set(utility_scale=[9.0, 0.01])
    world.p["salience"][1, 3], world.p["position"][1, 3], world.p["option_cost"][1, 0] = 0.4, 1.0, 0.1
    world.st["norm_breach"] = 0.5
    gains, tilts = values_of(world)
    assert gains[1, :2] == pytest.approx([0.008, 0.0])
    assert tilts[1, :2] == pytest.approx([math.exp(0.07), 0.0])
    world.p["option_cost"][1, 0] = 9999.0
    assert values_of(world)[1][1, 0] == pytest.approx(math.exp(-30.0))
    world.p["option_cost"][1, 0] = -9999.0
    assert values_of(world)[1][1, 0] == pytest.approx(math.exp(30.0))
    world.set(awake=[1.0, 0.0])
    gains, tilts = values_of(world)
    assert not gains[1, :2].any()
    assert not tilts[1, :2].any()


def test_powers_start__as_they_stand_on_the_as_of_date() -> None:
    """Levels, attention, options under way, beliefs about lines, tension; everything else at never or at one."""
    world = menu("arm", "statement", "advise")
    world.sc["active_start"][1, :2] = 1
    world.sc["opt_wear"][1] = 20.0
    world.set(level_start=[0, 1], attention=[0.3, 0.4], n_redlines=1, red_belief=[6.0], red_spread=[1.5], n_treaties=1)
    world.set(n_links=1, link_tension=[0.7], boldness=9.0, concentration=9.0, quality_now=[9.0, 9.0])
    for name in ("level", "level_max", "entry_day", "first_use", "since", "until", "red_crossed", "red_answered", "treaty_day"):
        world.st[name][:] = 9
    powers_start(*world.all, KEY)
    st = world.st
    assert st["level"][:2].tolist() == st["level_max"][:2].tolist() == [0, 1]
    assert st["att"][:2].tolist() == [0.3, 0.4]
    assert st["entry_day"][:2].tolist() == [-1.0, -1.0]
    assert st["first_use"][1, :3].tolist() == [-1.0, -1.0, -1.0]
    assert st["since"][1, :3].tolist() == [-1000.0, -1000.0, -1.0]
    assert st["until"][1, :3].tolist() == [1e9, 20.0, -1.0]
    assert (st["red_mean"][0], st["red_sd"][0], st["red_crossed"][0], st["red_answered"][0]) == (6.0, 1.5, -1.0, -1.0)
    assert (st["treaty_day"][0], st["tension"][0], st["concentration"], st["boldness"]) == (-1.0, 0.7, 0.55, 1.0)
    assert st["quality_now"].tolist() == [1.0, 1.0]
    world.set(awake=[1.0, 0.0])
    powers_start(*world.all, KEY)
    assert st["since"][1, :3].tolist() == [-1.0, -1.0, -1.0]


@given(hs.floats(0.0, 0.6))
def test_entry_weight__adds_up_to_the_base_rate_of_sixty_days(p60: float) -> None:
    """Fifteen decisions at the per-decision hazard give the stated chance."""
    assert 1.0 - (1.0 - entry_weight(p60, 4.0)) ** 15 == pytest.approx(p60, abs=1e-9)


@given(hs.floats(0.1, 20), hs.floats(-5, 5), hs.floats(-5, 5))
def test_tilt__rises_with_worth_and_leaves_the_usual_alone(precision: float, worth: float, usual: float) -> None:
    """Better options tilt up, at most fourfold; at the usual worth, or without precision, the base rate stands."""
    value = tilt(precision, worth, usual)
    assert 0.0 <= value <= 4.0
    assert tilt(precision, worth + 0.1, usual) >= value
    assert tilt(precision, usual, usual) == pytest.approx(1.0)
    assert tilt(0.0, worth, usual) == pytest.approx(1.0)


@given(hs.floats(-5, 5), hs.floats(0.01, 1), hs.floats(0, 1))
def test_worth_in_sd__counts_costs_and_is_found_again_in_the_usual(gain: float, scale: float, cost: float) -> None:
    """Dearer options are worth less; when all members agree, the pilot's mean gives that worth back."""
    worth = worth_in_sd(gain, scale, cost)
    assert worth_in_sd(gain, scale, cost + 0.1) < worth
    assert usual_worth(np.exp(worth / 10.0)) == pytest.approx(worth, abs=1e-9)


@given(hs.floats(0, 1), hs.floats(1e-6, 1e6), hs.floats(0, 10), hs.floats(0.1, 20), hs.floats(-5, 5))
def test_may_be_picked__never_passes_over_an_option_that_would_be_taken(
    u: float, weight: float, before: float, precision: float, worth: float
) -> None:
    """Whatever an option is worth and whatever was weighed before it, a draw that falls to it was let through."""
    own = weight * tilt(precision, worth, 0.0)
    if u * (1.0 + before + own) < own:
        assert may_be_picked(u, weight)
    assert not may_be_picked(1.0, weight)


def test_horizon_stride__stays_inside_the_outlook() -> None:
    """Any foresight maps to a stride that is computed."""
    assert horizon_stride(0.0) == 0
    assert horizon_stride(1e6) >= horizon_stride(25.0) >= 0


def test_host_accepts__a_price_closes_the_door_until_the_need_is_great() -> None:
    """No price, no gate; with one, only a host in need lets foreign aircraft in."""
    world = toy_world()

    def accepts() -> float:
        return float(host_accepts(world.sc, world.p, world.st, PATRON, 1, True))

    world.p["host_price"] = 0.2
    assert accepts() == 1.0  # no base on the host's soil, nothing to bargain over
    world.sc["base_in"][PATRON, 1] = 1
    assert accepts() < 0.1
    world.st["seen_share"][1] = 0.9
    assert accepts() > 0.9
    world.p["host_price"] = 0.0
    assert accepts() == 1.0


def test_decide_step__a_choice_takes_effect_after_its_delay_and_wears_off() -> None:
    """Mediation begins a day later and ends two weeks on; the distant power cannot send ground troops it has not."""

    def only_mediate(world):
        world.p["choice_precision"] = 0.0
        world.p["option_weight"][:] = 0.0
        world.p["option_weight"][FAR, world.slot(FAR, "mediate")] = 1e9

    world = toy_world()
    only_mediate(world)
    world.run(decide_step, 4, KEY)
    o = world.slot(FAR, "mediate")
    assert world.st["since"][FAR, o] == 5.0
    assert world.st["until"][FAR, o] == 19.0


SCRIPT = """
import hashlib
from powers_toy import toy_world, KEY, SPONSOR
from multipolar.diplomacy import alignment, attention, bargain, beliefs, decide, options, red_lines, treaties, truce
world = toy_world()
sc, p, st = world.scenario, world.params, world.state
world.start(SPONSOR, "arm", 0); world.start(SPONSOR, "advise", 0)
st[0]["axis_pull"][0, 1] = 1.0
st[0]["contact"][:, :9] = 1
for day in (0, 4, 7, 8):
    for module, name in ((options, "options_step"), (attention, "attention_step"), (red_lines, "red_lines_step"),
                         (treaties, "treaties_step"), (decide, "decide_step"), (alignment, "alignment_step"),
                         (beliefs, "beliefs_step"), (truce, "truce_step"), (bargain, "bargain_step")):
        getattr(module, name)(sc[0], p[0], st[0], KEY, day)
values = {n: world.state[n].tobytes() for n in world.state.dtype.names}
print(hashlib.sha256(b"".join(values[n] for n in sorted(values))).hexdigest())
"""


@pytest.mark.compiled
def test_powers__interpreted_and_compiled_agree_to_the_last_bit() -> None:
    """Four days of the powers' steps give the same state with compilation off."""
    here = Path(__file__).resolve().parent.parent
    digests = []
    for off in ("0", "1"):
        env = {**os.environ, "NUMBA_DISABLE_JIT": off, "PYTHONPATH": f"{here}{os.pathsep}{here.parent / 'src'}"}
        done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        digests.append(done.stdout.strip())
    assert digests[0] == digests[1]
