"""The outlook of today and its perturbations: `diplomacy/outlook/state.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest

import outlook_twin as twin
from blank_world import Blank, blank_world
from multipolar.diplomacy.outlook.state import (
    AIR,
    LANES,
    MEN_A,
    MEN_B,
    QUALITY_A,
    QUALITY_B,
    SHELLS_A,
    SHELLS_B,
    STRAIN_A,
    STRAIN_B,
    apply_perturbation,
    believed_equipment,
    believed_men,
    copy_baseline,
    main_axis,
    start_outlook,
)
from multipolar.mechanisms.outlook import OUTLOOK_STATE
from random_outlook import random_picture


def test_pressed_axis__the_strongest_pull() -> None:
    """The sector of the strongest pull, none where nothing pulls."""
    world = blank_world(sectors=3)
    world.set(axis_pull=[[0.1, 0.4, 0.3], [0.0, 0.0, 0.2]])
    assert [main_axis(world.sc, world.st, b) for b in range(2)] == [1, 2]
    world.set(axis_pull=[[0.0, 0.0, 0.0]])
    assert main_axis(world.sc, world.st, 0) == -1
    world.set(axis_pull=[[0.4, 0.1, 0.0]])
    assert main_axis(world.sc, world.st, 0) == 0


def told_world() -> Blank:
    """Return 9,000 men of A in two sectors and in reserve, of 12,000 at the start, with 100 dead announced in this round."""
    world = blank_world(sectors=2)
    world.set(men_start=[12000.0, 8000.0], inflow=[500.0, 0.0], wounded_ratio=3.0)
    world.st["men"][0, :2], world.st["reserve"][0] = (5000.0, 3000.0), 1000.0
    world.st["men"][1, :2] = (4000.0, 2500.0)
    world.set(seen_dead=[150.0, 20.0], base_deaths=[50.0, 30.0])
    return world


def test_believed_men__the_start_and_what_came_less_announced_losses() -> None:
    """12,500 less 100 x (1 + 0.7 x 3); never fewer than there are; dead before the round do not count; truth without reports."""
    world = told_world()
    assert believed_men(*world.all, 0) == pytest.approx(12500.0 - 310.0)
    assert believed_men(*world.all, 1) == pytest.approx(8000.0)
    world.set(seen_dead=[5000.0, 20.0])
    assert believed_men(*world.all, 0) == 9000.0
    world.set(seen_dead=[150.0, 20.0])
    world.switch("reports", 0.0)
    assert believed_men(*world.all, 0) == 9000.0


def test_believed_equipment__only_what_is_seen_counts_as_lost() -> None:
    """40 of 100 lost in four kinds, half of it seen; between 0.05 and 1.2; who had none has all of it."""
    world = blank_world()
    world.set(visual_detection=0.5, equip_start=[[10.0, 20.0, 30.0, 40.0, 900.0]], equip=[[5.0, 10.0, 15.0, 30.0, 0.0]])
    assert believed_equipment(world.p, world.st, 0) == pytest.approx(0.8)
    assert believed_equipment(world.p, world.st, 1) == 1.0
    world.switch("reports", 0.0)
    assert believed_equipment(world.p, world.st, 0) == pytest.approx(0.6)
    world.set(equip=[[0.0, 0.0, 0.0, 0.0]])
    assert believed_equipment(world.p, world.st, 0) == 0.05
    world.set(equip=[[99.0, 99.0, 99.0, 99.0]])
    assert believed_equipment(world.p, world.st, 0) == 1.2
    world.set(equip_start=[[0.2, 0.2, 0.2, 0.2]], equip=[[0.0, 0.0, 0.0, 0.0]])
    assert believed_equipment(world.p, world.st, 0) == 1.0


def test_picture__of_a_side_as_the_world_believes_it() -> None:
    """Believed men by the true proportions, arms, stocks, will and the axis; what lies ahead of it and what stands in the way."""
    world = told_world()
    world.arcs([(0, 1)])
    world.set(axis_pull=[[0.0, 0.3], [0.0, 0.0]], contested=[1, 1], value=[2.0, 3.0], share=[1.0, 0.2], commitment=[0.9, 0.9])
    world.set(
        quality=[0.4, 0.4], quality_noise=[1.1, 1.0], aircraft=[10.0, 0.0], helicopters=[4.0, 0.0], enemy_air_factor=[0.7, 0.5]
    )
    world.set(equip=[[20.0, 40.0, 10.0, 20.0]], equip_start=[[40.0, 80.0, 20.0, 40.0]], visual_detection=0.6, air_added=[2.0, 0.0])
    world.set(munitions=[700.0, 0.0], stock_days=[[14.0, 7.0 * 0.5 ** (1.0 / 0.6)]], contact=[[1, 1]], resolve=[0.7, 0.0])
    world.set(
        strain=[0.1, 0.0],
        breaks=[1.5, 0.0],
        spent=[3.5, 0.0],
        ad_left=[0.8, 1.0],
        drones=[6.0, 0.0],
        ad=[0.3, 0.0],
        cost=[80.0, 0.0],
        preparation_left=[1.0, 2.0],
    )
    world.st["equip"][0, 4] = 12.0
    w = np.zeros(1, OUTLOOK_STATE)[0]
    world.set(forward=[300.0, 0.0], shell_state=[0.4, 1.0], shells_way=[55.0, 0.0])
    w["damage"][:] = 7.0
    start_outlook(*world.all, 0, w)
    men, scale = 12190.0, 12190.0 / 9000.0
    armour, tubes = 20.0 + 0.25 * 40.0, 10.0 + 0.5 * 20.0
    heavy = armour + 0.4 * tubes
    assert {name: float(w[name][0, 0]) for name in twin.BOTH} == pytest.approx(
        {
            "front": men - 1000.0 * scale, "reserve": 1000.0 * scale, "potential": scale * 0.9 * (3000.0 + 200.0 + 2500.0),
            "facing": 2500.0, "backing": 0.0,
            "strength": math.exp(0.6) * 1.1 * math.sqrt(1.0 + heavy / men * 50.0), "shells": 700.0,
            "forward": 300.0, "shell_state": 0.4,
            "days": (14.0 * 5000.0 + 7.0 * 0.5 ** (1.0 / 0.6) * 3000.0) / 8000.0,
            "will": 0.7, "strain": 0.1, "prep": 2.0, "breaks": 1.5, "spent": 3.5, "tempo": 0.0,
            "added": 0.0, "joined": 0.0, "supply": 0.0, "progress": 0.0, "dead": 0.0, "taken": 0.0, "losses": 0.0, "collapse": 0.0,
        }
    )  # fmt: skip
    assert {name: float(w[name][0]) for name in twin.ONCE} == pytest.approx(
        {
            "axis": 1.0, "equipment": 0.7, "drones": 6.0, "air_defence": 0.3, "planes": (7.0 + 2.0) * 0.064 * 0.5 + 2.0,
            "ad_left": 0.8, "systems": 12.0,
            "cost": 80.0, "damage": 0.0, "armour": armour / men * 50.0, "tubes": tubes / men * 50.0, "far": 1.0, "way": 55.0,
        }
    )  # fmt: skip
    start_outlook(*world.all, 1, w)
    assert (w["axis"][1], w["potential"][1, 0], w["facing"][1, 0], w["prep"][1, 0]) == (-1.0, 0.0, 0.0, 0.0)
    assert w["front"][1, 0] == 8000.0
    world.set(men_start=[0.0, 0.0], inflow=[0.0, 0.0])
    world.st["men"][1] = 0.0
    start_outlook(*world.all, 1, w)
    assert w["front"][1, 0] == 1.0


def test_copy_lanes__every_place_starts_from_the_first() -> None:
    """What a side has is copied, what has not happened yet is nothing; the share is the one the world knows."""
    w = random_picture(3)
    first = twin.read(w, 0)
    world = blank_world()
    world.set(public_share=0.37)
    copy_baseline(world.st, w, 3)
    for i in range(3):
        now = twin.read(w, i)
        for b in range(2):
            for name in twin.BOTH:
                fresh = name in {"added", "joined", "progress", "dead", "taken", "losses", "collapse"}
                if name not in {"supply", "tempo"}:
                    assert now["sides"][b][name] == (0.0 if fresh else first["sides"][b][name]), name
        assert (now["edge"], now["share"]) == (0.0, 0.37)
    assert w["front"][0, 3] == random_picture(3)["front"][0, 3]


@pytest.mark.parametrize("opener", [0, 1])
@pytest.mark.parametrize("lane", range(LANES))
def test_disturb__changes_one_thing(lane: int, opener: int) -> None:
    """15 % of strength, 0.15 of the air to the opener, 100 t a day, 0.10 of strain.

    Of men: 2,000 in reserve, who count on both ends of the axis.
    """
    w = random_picture(4)
    expected = twin.read(w, 2)
    w["lane"][2] = lane
    b = 1 if lane in {QUALITY_B, SHELLS_B, MEN_B, STRAIN_B} else 0
    side = expected["sides"][b]
    if lane in {QUALITY_A, QUALITY_B}:
        side["strength"] *= 1.15
    elif lane == AIR:
        expected["edge"] = 0.15 if opener == 0 else -0.15
    elif lane in {SHELLS_A, SHELLS_B}:
        side["added"] = 100.0
    elif lane in {MEN_A, MEN_B}:
        grown = 1.0 + 2000.0 / (side["front"] + side["reserve"])
        side["reserve"] += 2000.0
        side["potential"] *= grown
        expected["sides"][1 - b]["facing"] *= grown
        expected["sides"][1 - b]["backing"] *= grown
    elif lane in {STRAIN_A, STRAIN_B}:
        side["strain"] += 0.1
    world = blank_world()
    world.sc["opener"] = opener
    apply_perturbation(world.sc, w, 2)
    now = twin.read(w, 2)
    assert now["sides"] == [pytest.approx(side) for side in expected["sides"]]
    assert now["edge"] == pytest.approx(expected["edge"])
