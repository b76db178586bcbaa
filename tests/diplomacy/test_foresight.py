"""The outlook of `diplomacy/foresight.py`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

import outlook_twin as twin
from blank_world import Blank, blank_world
from multipolar.diplomacy import foresight as f
from multipolar.mechanisms.outlook import PICTURE
from multipolar.model.catalogue import SWITCHES
from powers_toy import fought_world, gains_of

UNIT = hs.floats(0, 1)
MILITARY = (
    "SUPPLY", "INTERDICTION", "DRONES", "AREA_FIRE", "EFFORT", "ASSAULT", "AMBUSH", "COUNTER_STROKE", "BREAKS",
    "SIDE_COLLAPSE", "RESERVES", "DISPLACEMENT", "FINANCE", "WILL", "REPORTS", "WEATHER", "MUNITIONS", "TERRAIN", "ADVANCE",
)  # fmt: skip


PLACES = 4
SWITCHED_OFF = (
    "", "supply", "interdiction", "drones", "area_fire", "effort", "assault", "ambush", "counter_stroke", "breaks", "reserves",
    "finance", "will", "side_collapse", "munitions", "terrain", "advance", "displacement", "weather",
)  # fmt: skip


def random_war(seed: int) -> Blank:
    """Return three sectors, open, rugged and in the mountains, and two sides with everything drawn from ranges of real wars."""
    rng = np.random.default_rng(seed)

    def two(low: float, high: float) -> list[float]:
        return [float(x) for x in rng.uniform(low, high, 2)]

    ranges = {
        "tooth": (0.3, 0.6), "men_per_axis": (2000, 5000), "tempo": (0.2, 0.7), "attacker_loss": (0.01, 0.04),
        "defender_loss": (0.01, 0.05), "wounded_ratio": (2, 4), "ambush_rate": (0.05, 0.4), "ambush_loss": (5, 40),
        "advance_flat": (2, 6), "advance_rugged": (1, 3), "infiltration": (0.5, 2), "attack_density": (100, 500),
        "hold_density": (40, 200), "break_hazard": (0.005, 0.04), "assault_base": (-1, 0.5), "assault_ratio": (0.5, 1.5),
        "assault_ratio_rugged": (-0.4, 0.4), "assault_rugged": (-1, -0.2), "assault_urban": (-1, -0.2), "assault_air": (0.5, 2),
        "assault_fortified": (-2, -1), "assault_prepared": (-1, -0.3), "assault_surprise": (0.3, 0.9), "area_fire": (0.2, 1),
        "drone_kill": (0.05, 0.3), "hit_casualties": (2, 8), "drone_loss": (0.01, 0.1), "ad_loss": (0.01, 0.05),
        "interdiction": (0.05, 0.3), "repair_time": (20, 60), "supply_need": (20, 60), "strain_scale": (0.5, 1.5),
        "will_strain": (1, 4), "side_collapse": (0.0005, 0.005), "movable_share": (0.4, 0.9), "flight_hazard": (0.01, 0.05),
        "shelling_towns": (0.2, 0.8), "flight_all": (0.2, 0.8),
    }  # fmt: skip
    world = blank_world(sectors=3)
    world.set(**{name: float(rng.uniform(*bounds)) for name, bounds in ranges.items()})
    world.set(commitment=two(0.5, 1), munitions_use=two(50, 400), missiles=two(0, 30), loitering=two(30, 200), sam=two(0, 80))
    world.set(reserve_inflow=[-1.0, 30.0], readiness=two(0, 1), men=two(2e4, 4e4), ready=two(0.6, 1), mobilise_days=two(10, 40))
    world.set(reserves_money=two(1, 9), credit=two(0, 2), war_cost=two(5, 60), surprise=two(0, 1), value=[2.0, 3.0, 4.0])
    world.set(area=[400.0, 1600.0, 900.0], terrain=[0, 2, 3], urban=[int(rng.integers(2)), 0, 1], contested=[1, 1, 1])
    world.set(zone=[1, 0, 1], people=[5e4, 9e4, 2e4], gone=[1e4, 7e4, 4e3], snow_from=10.0, snow_full=60.0, day_before=7.0)
    world.set(weather_share=[0.5, 0.3, 0.2], inside_war=float(rng.integers(2)), weather=int(rng.integers(3)), day_now=8.0)
    world.set(supply_in=two(100, 400), supply_ask=two(100, 400), threshold=two(0.3, 0.6), loiter=two(0, 5), visible=two(0.5, 1))
    world.set(call_up=two(0, 8000), pinned=two(0, 0.5), men_start=two(2e4, 3e4), resolve=two(0.3, 0.9), strain=two(0, 0.3))
    world.set(start_share=0.4, public_share=float(rng.uniform(0.3, 0.5)), by_track=rng.integers(0, 2, (2, 3)).tolist())
    world.set(equip_start=rng.uniform(0, 300, (2, 5)).tolist(), unseen=two(0.5, 1))
    return world


def random_picture(seed: int) -> Any:
    """Return an outlook of four places drawn around what real ones hold, thin reserves and empty stocks among them."""
    rng = np.random.default_rng(1000 + seed)
    w = np.zeros(1, PICTURE)[0]
    ranges = {
        "front": (5000, 15000), "reserve": (0, 2000), "potential": (500, 9000), "facing": (10, 4000), "strength": (1, 3),
        "shells": (0, 6000), "added": (0, 100), "days": (0, 12), "supply": (0.2, 1), "will": (0.3, 0.9), "strain": (0, 0.3),
        "prep": (0, 3.5), "progress": (0, 1.2), "dead": (0, 900), "taken": (0, 0.1), "breaks": (0, 2), "losses": (0, 0.4),
        "collapse": (0, 0.3),
    }  # fmt: skip
    for name, bounds in ranges.items():
        w[name][:, :PLACES] = rng.uniform(*bounds, (2, PLACES))
    w["reserve"][:, 0] = w["days"][:, 1] = 0.0
    for name, bounds in {"equipment": (0.3, 1), "drones": (0, 20), "air_defence": (0, 0.9), "planes": (0, 15)}.items():
        w[name][:] = rng.uniform(*bounds, 2)
    w["cost"][:], w["damage"][:] = rng.uniform(0, 3000, 2), rng.uniform(0, 0.3, 2)
    w["axis"][:] = rng.integers(0, 3, 2)
    w["edge"][:PLACES], w["air"][:PLACES] = rng.uniform(-0.3, 0.3, PLACES), rng.uniform(-0.8, 0.8, PLACES)
    w["share"][:PLACES] = rng.uniform(0.2, 0.8, PLACES)
    return w


def assert_alike(w: Any, views: list[dict[str, Any]]) -> None:
    """Compare every number of an outlook with the slow one."""
    for i, view in enumerate(views):
        now = twin.read(w, i)
        for b in range(2):
            assert now["sides"][b] == pytest.approx(view["sides"][b], rel=1e-9, abs=1e-12), (i, b)
        assert (now["air"], now["share"]) == pytest.approx((view["air"], view["share"]), rel=1e-9, abs=1e-12)


Slow = Callable[[dict[str, Any]], None]


def both(world: Blank, name: str, b: int) -> tuple[tuple[Any, ...], Slow]:
    """Return the arguments of an outlook law after the three records and the picture, and its slow twin."""
    sc, p, st = world.all
    if name == "supplies_of":
        return (PLACES, 20.0), lambda view: twin.feed(sc, p, st, b, view, 20.0)
    if name == "press":
        return (PLACES, 0.9, 0.3), lambda view: twin.attack(sc, p, st, b, view, 0.9, 0.3)
    if name == "bleed":
        return (PLACES, 0.8, 20.0), lambda view: twin.fire(sc, p, st, b, view, 0.8, 20.0)
    return (PLACES, 20.0), lambda view: twin.carry_on(sc, p, st, b, view, 20.0)


OWN = {
    "supplies_of": ("", "supply", "interdiction"),
    "press": ("", "effort", "assault", "ambush", "counter_stroke", "breaks", "munitions", "terrain", "advance"),
    "bleed": ("", "drones", "area_fire", "munitions"),
    "sustain": ("", "reserves", "finance", "will", "side_collapse"),
}


@pytest.mark.parametrize(("name", "off"), [(name, off) for name, switches in OWN.items() for off in switches])
def test_outlook_laws__agree_with_slow_twins(name: str, off: str) -> None:
    """One step of supply, attack, fire and upkeep on random wars, for both sides, with every switch of its own off."""
    for seed in range(8 if off == "" else 3):
        for b in range(2):
            world, w = random_war(seed), random_picture(seed)
            if off:
                world.switch(off, 0.0)
            views = [twin.read(w, i) for i in range(PLACES)]
            arguments, slow = both(world, name, b)
            getattr(f, name)(*world.all, b, w, *arguments)
            for view in views:
                slow(view)
            assert_alike(w, views)
            if "chance" in views[0]:
                assert w["chance"][:PLACES] == pytest.approx([view["chance"] for view in views])


def test_press__who_has_no_axis_attacks_nowhere() -> None:
    """Without a sector to press on nothing changes."""
    world, w = random_war(1), random_picture(1)
    w["axis"][0] = -1.0
    before = [twin.read(w, i) for i in range(PLACES)]
    f.press(*world.all, 0, w, PLACES, 0.9, 0.3)
    assert_alike(w, before)


@pytest.mark.parametrize("off", ["", "drones"])
def test_air_edges__agree_with_a_slow_twin(off: str) -> None:
    """Drones, loitering munitions and planes against air defence, plus what a perturbation adds, within -1 and 1."""
    for seed in range(6):
        world, w = random_war(seed), random_picture(seed)
        if off:
            world.switch(off, 0.0)
        w["edge"][:2] = (5.0, -5.0)
        views = [twin.read(w, i) for i in range(PLACES)]
        f.air_edges(world.p, w, PLACES, 0.8)
        for view in views:
            twin.fly(world.p, view, 0.8)
        assert_alike(w, views)
        assert w["air"][:2].tolist() == [1.0, -1.0]


@pytest.mark.parametrize("off", SWITCHED_OFF)
def test_project__agrees_with_a_slow_twin(off: str) -> None:
    """Three steps of ten days on random wars: share, flight, deaths and collapses of every place, in the place's lane."""
    for seed in range(3 if off == "" else 1):
        world, w = random_war(seed), random_picture(seed)
        if off:
            world.switch(off, 0.0)
        w["lane"][:PLACES] = (0, 3, 7, 9)
        views = [twin.read(w, i) for i in range(PLACES)]
        out = np.full((f.LANES, f.STEPS, f.OUTPUTS), 7.0)
        f.project(*world.all, w, PLACES, 3, out)
        for lane, view in zip((0, 3, 7, 9), views, strict=True):
            assert out[lane, :3] == pytest.approx(np.array(twin.look_ahead(*world.all, view, 3)), rel=1e-8, abs=1e-12)
        assert (out[:, 3:] == 7.0).all()
        assert (out[[1, 2, 4, 5, 6, 8]] == 7.0).all()


def test_project__without_axes_nobody_gains() -> None:
    """Two sides with nowhere to attack keep their shares; a place nobody lives in has no displaced."""
    world, w = random_war(2), random_picture(2)
    world.switch("side_collapse", 0.0)
    world.switch("displacement", 0.0)
    world.set(zone=[0, 0, 0])
    w["axis"][:], w["collapse"][:], w["taken"][:] = -1.0, 0.0, 0.0
    out = np.zeros((f.LANES, f.STEPS, f.OUTPUTS))
    f.project(*world.all, w, 1, 1, out)
    assert out[0, 0, :2] == pytest.approx([w["share"][0], 0.0])


def test_expected_share__worked_values() -> None:
    """Collapses of 0.2 and 0.4: A falls with 0.2 x 0.8, B with 0.4 x 0.9; what is left of 0.5, and all of B's."""
    assert f.expected_share(0.5, 0.2, 0.4) == pytest.approx(0.5 * (1.0 - 0.16 - 0.36) + 0.36)
    assert f.expected_share(1.5, 0.0, 0.0) == 1.0
    assert f.expected_share(-0.5, 0.0, 0.0) == 0.0


def test_axes_of__worked_values() -> None:
    """0.8 x 10,000 x 0.5 / 1,500 rounds to 3; one axis at least."""
    assert f.axes_of(10000.0, 0.5, 1500.0) == 3.0
    assert f.axes_of(10000.0, 0.5, 1700.0) == 2.0
    assert f.axes_of(100.0, 0.5, 1500.0) == 1.0


def test_means_of_weather__worked_values() -> None:
    """0.5 + 0.3 x 0.7 + 0.2 x 0.3 in the air, 0.5 + 0.3 + 0.2 x 0.6 on the ground; one without weather."""
    world = blank_world()
    world.set(weather_share=[0.5, 0.3, 0.2])
    assert f.mean_weather(world.sc, world.p) == pytest.approx(0.77)
    assert f.mean_speed(world.sc, world.p) == pytest.approx(0.92)
    world.switch("weather", 0.0)
    assert (f.mean_weather(world.sc, world.p), f.mean_speed(world.sc, world.p)) == (1.0, 1.0)


def test_pressed_axis__the_strongest_pull() -> None:
    """The sector of the strongest pull, none where nothing pulls."""
    world = blank_world(sectors=3)
    world.set(axis_pull=[[0.1, 0.4, 0.3], [0.0, 0.0, 0.2]])
    assert [f.pressed_axis(world.sc, world.st, b) for b in range(2)] == [1, 2]
    world.set(axis_pull=[[0.0, 0.0, 0.0]])
    assert f.pressed_axis(world.sc, world.st, 0) == -1
    world.set(axis_pull=[[0.4, 0.1, 0.0]])
    assert f.pressed_axis(world.sc, world.st, 0) == 0


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
    assert f.believed_men(*world.all, 0) == pytest.approx(12500.0 - 310.0)
    assert f.believed_men(*world.all, 1) == pytest.approx(8000.0)
    world.set(seen_dead=[5000.0, 20.0])
    assert f.believed_men(*world.all, 0) == 9000.0
    world.set(seen_dead=[150.0, 20.0])
    world.switch("reports", 0.0)
    assert f.believed_men(*world.all, 0) == 9000.0


def test_believed_equipment__only_what_is_seen_counts_as_lost() -> None:
    """40 of 100 lost in four kinds, half of it seen; between 0.05 and 1.2; who had none has all of it."""
    world = blank_world()
    world.set(visual_detection=0.5, equip_start=[[10.0, 20.0, 30.0, 40.0, 900.0]], equip=[[5.0, 10.0, 15.0, 30.0, 0.0]])
    assert f.believed_equipment(world.p, world.st, 0) == pytest.approx(0.8)
    assert f.believed_equipment(world.p, world.st, 1) == 1.0
    world.switch("reports", 0.0)
    assert f.believed_equipment(world.p, world.st, 0) == pytest.approx(0.6)
    world.set(equip=[[0.0, 0.0, 0.0, 0.0]])
    assert f.believed_equipment(world.p, world.st, 0) == 0.05
    world.set(equip=[[99.0, 99.0, 99.0, 99.0]])
    assert f.believed_equipment(world.p, world.st, 0) == 1.2
    world.set(equip_start=[[0.2, 0.2, 0.2, 0.2]], equip=[[0.0, 0.0, 0.0, 0.0]])
    assert f.believed_equipment(world.p, world.st, 0) == 1.0


def test_picture__of_a_side_as_the_world_believes_it() -> None:
    """Believed men by the true proportions, arms, stocks, will and the axis; what lies ahead of it and what stands in the way."""
    world = told_world()
    world.arcs([(0, 1)])
    world.set(axis_pull=[[0.0, 0.3], [0.0, 0.0]], contested=[1, 1], value=[2.0, 3.0], share=[1.0, 0.2], commitment=[0.9, 0.9])
    world.set(quality=[0.4, 0.4], quality_noise=[1.1, 1.0], aircraft=[10.0, 0.0], helicopters=[4.0, 0.0], cover=[0.7, 0.5])
    world.set(equip=[[20.0, 40.0, 10.0, 20.0]], equip_start=[[40.0, 80.0, 20.0, 40.0]], visual_detection=0.6, air_added=[2.0, 0.0])
    world.set(munitions=[700.0, 0.0], stock_days=[[14.0, 7.0 * 0.5 ** (1.0 / 0.6)]], contact=[[1, 1]], resolve=[0.7, 0.0])
    world.set(strain=[0.1, 0.0], breaks=[1.5, 0.0], drones=[6.0, 0.0], ad=[0.3, 0.0], cost=[80.0, 0.0], prep=[1.0, 2.0])
    w = np.zeros(1, PICTURE)[0]
    w["damage"][:] = 7.0
    f.picture(*world.all, 0, w)
    men, scale = 12190.0, 12190.0 / 9000.0
    heavy = 20.0 + 10.0 + 0.5 * 20.0 + 0.25 * 40.0
    assert {name: float(w[name][0, 0]) for name in twin.BOTH} == pytest.approx(
        {
            "front": men - 1000.0 * scale, "reserve": 1000.0 * scale, "potential": scale * 0.9 * (3000.0 + 200.0 + 2500.0),
            "facing": 2500.0, "strength": math.exp(0.6) * 1.1 * math.sqrt(1.0 + heavy / men * 50.0), "shells": 700.0,
            "days": 30.0 * (5000.0 + 0.5 * 3000.0) / 8000.0, "will": 0.7, "strain": 0.1, "prep": 2.0, "breaks": 1.5,
            "added": 0.0, "supply": 0.0, "progress": 0.0, "dead": 0.0, "taken": 0.0, "losses": 0.0, "collapse": 0.0,
        }
    )  # fmt: skip
    assert {name: float(w[name][0]) for name in twin.ONCE} == pytest.approx(
        {
            "axis": 1.0, "equipment": 0.7, "drones": 6.0, "air_defence": 0.3, "planes": (7.0 + 2.0) * 0.064 * 0.5 + 2.0,
            "cost": 80.0, "damage": 0.0,
        }
    )  # fmt: skip
    f.picture(*world.all, 1, w)
    assert (w["axis"][1], w["potential"][1, 0], w["facing"][1, 0], w["prep"][1, 0]) == (-1.0, 0.0, 0.0, 0.0)
    assert w["front"][1, 0] == 8000.0
    world.set(men_start=[0.0, 0.0], inflow=[0.0, 0.0])
    world.st["men"][1] = 0.0
    f.picture(*world.all, 1, w)
    assert w["front"][1, 0] == 1.0


def test_copy_lanes__every_place_starts_from_the_first() -> None:
    """What a side has is copied, what has not happened yet is nothing; the share is the one the world knows."""
    w = random_picture(3)
    first = twin.read(w, 0)
    world = blank_world()
    world.set(public_share=0.37)
    f.copy_lanes(world.st, w, 3)
    for i in range(3):
        now = twin.read(w, i)
        for b in range(2):
            for name in twin.BOTH:
                fresh = name in {"added", "progress", "dead", "taken", "losses", "collapse"}
                if name != "supply":
                    assert now["sides"][b][name] == (0.0 if fresh else first["sides"][b][name]), name
        assert (now["edge"], now["share"]) == (0.0, 0.37)
    assert w["front"][0, 3] == random_picture(3)["front"][0, 3]


@pytest.mark.parametrize("lane", range(f.LANES))
def test_disturb__changes_one_thing(lane: int) -> None:
    """15 % of strength, 0.15 of the air, 100 t a day, 2,000 men in reserve who count on both ends of the axis, 0.10 of strain."""
    w = random_picture(4)
    expected = twin.read(w, 2)
    w["lane"][2] = lane
    b = 1 if lane in {f.QUALITY_B, f.SHELLS_B, f.MEN_B, f.STRAIN_B} else 0
    side = expected["sides"][b]
    if lane in {f.QUALITY_A, f.QUALITY_B}:
        side["strength"] *= 1.15
    elif lane == f.AIR:
        expected["edge"] = 0.15
    elif lane in {f.SHELLS_A, f.SHELLS_B}:
        side["added"] = 100.0
    elif lane in {f.MEN_A, f.MEN_B}:
        grown = 1.0 + 2000.0 / (side["front"] + side["reserve"])
        side["reserve"] += 2000.0
        side["potential"] *= grown
        expected["sides"][1 - b]["facing"] *= grown
    elif lane in {f.STRAIN_A, f.STRAIN_B}:
        side["strain"] += 0.1
    f.disturb(w, 2)
    now = twin.read(w, 2)
    assert now["sides"] == [pytest.approx(side) for side in expected["sides"]]
    assert now["edge"] == pytest.approx(expected["edge"])


def test_axis_value__of_the_axis_or_nothing() -> None:
    """A third of the value lies on the axis; without an axis there is none."""
    world = random_war(1)
    w = random_picture(1)
    w["axis"][:] = (1.0, -1.0)
    assert f.axis_value(world.p, w, 0, 9.0) == pytest.approx(1.0 / 3.0)
    assert f.axis_value(world.p, w, 1, 9.0) == 0.0


def test_homes__share_of_the_zone_that_would_leave_and_has_left() -> None:
    """14,000 of the 70,000 people of the zone are gone; more than all is all."""
    world = random_war(1)
    world.set(movable_share=0.6)
    assert f.homes(*world.all) == (0.6, pytest.approx(0.2))
    world.set(gone=[1e6, 0.0, 0.0])
    assert f.homes(*world.all)[1] == 1.0


def test_look__draws_both_sides_and_carries_on_what_is_wanted() -> None:
    """The war as it is and wanted lanes, each disturbed in its own way; the others are left as they are."""
    world = fought_world()
    wanted = np.zeros(f.LANES, np.int64)
    wanted[[f.QUALITY_B, f.MEN_A]] = 1
    out = np.full((f.LANES, f.STEPS, f.OUTPUTS), 7.0)
    f.outlook(world.sc, world.p, world.st, wanted, 2, out)
    asked = [f.BASE, f.QUALITY_B, f.MEN_A]
    assert (np.delete(out, asked, axis=0) == 7.0).all()
    w = np.zeros(1, PICTURE)[0]
    for b in range(2):
        f.picture(world.sc, world.p, world.st, b, w)
    for i, lane in enumerate(asked):
        w["lane"][i] = lane
    f.copy_lanes(world.st, w, 3)
    for i, lane in enumerate(asked):
        f.disturb(w, i)
        slow = twin.look_ahead(world.sc, world.p, world.st, twin.read(w, i), 2)
        assert out[lane, :2] == pytest.approx(np.array(slow), rel=1e-8)


def test_air_change__worked_values() -> None:
    """Five more among ten equivalents move what is left of the balance by a third; a sky without anything counts as 10^-6."""
    world = blank_world()
    world.set(air_planes=[2.0, 1.0], drones=[3.0, 1.0], men_start=[6000.0, 12000.0], air_balance=[0.2, -0.2])
    assert f.air_change(*world.all, 0, 5.0) == pytest.approx(5.0 * 0.8 / 15.0)
    assert f.air_change(*world.all, 1, 5.0) == pytest.approx(5.0 * 1.2 / 15.0)
    world.set(aircraft=[20.0, 10.0], quality=[0.5, 0.8])
    assert f.cover_change(world.p, world.st, 0, 0.4) == pytest.approx(0.6 * 0.7 * 10.0 * 0.512 / 10.0)
    assert f.cover_change(world.p, world.st, 1, 0.4) == pytest.approx(0.6 * 0.7 * 20.0 * 0.125 / 10.0)
    world.set(air_planes=[0.0, 0.0], drones=[0.0, 0.0], men_start=[0.0, 0.0])
    assert f.air_change(*world.all, 0, 1e-7) == pytest.approx(0.08)
    assert f.cover_change(world.p, world.st, 0, 1.0 - 1e-6) == pytest.approx(0.7 * 10.0 * 0.512)


def outlook_of(world) -> np.ndarray:
    """Return the outlook (lane, stride, output)."""
    out = np.zeros((f.LANES, f.STEPS, f.OUTPUTS))
    f.outlook(world.sc, world.p, world.st, np.ones(f.LANES, np.int64), f.STEPS, out)
    return out


@given(UNIT, UNIT, UNIT)
def test_expected_share__is_a_share_and_collapse_hands_over_everything(share: float, a: float, b: float) -> None:
    """Collapse of one side leaves all to the other."""
    assert 0.0 <= f.expected_share(share, a, b) <= 1.0
    assert f.expected_share(share, 0.0, 1.0) == pytest.approx(1.0)
    assert f.expected_share(share, 1.0, 0.0) == pytest.approx(0.0)


def test_outlook__lanes_move_the_share_the_way_they_should() -> None:
    """Better and more men and more air for A raise its share, men for B lower it; deaths and flight only grow."""
    out = outlook_of(fought_world())
    reach = 3
    last = out[:, reach - 1, f.SHARE] - out[0, reach - 1, f.SHARE]
    assert last[f.QUALITY_A] > 0.0
    assert last[f.AIR] > 0.0
    assert last[f.MEN_A] > 0.0 > last[f.MEN_B]
    base = out[0, :reach]
    assert (np.diff(base[:, f.DEATHS]) >= 0.0).all()
    assert (np.diff(base[:, f.GONE]) >= -1e-12).all()
    assert (out[:, :reach, f.SHARE] >= 0.0).all()
    assert (out[:, :reach, f.SHARE] <= 1.0).all()


@pytest.mark.parametrize("name", MILITARY)
def test_option_values__every_military_law_moves_some_of_them(name: str) -> None:
    """Turning off any military law changes what some option is worth to some power."""
    world = fought_world()
    before = gains_of(world)
    world.p["on"][SWITCHES.index(name.lower())] = 0.0
    assert not np.array_equal(before, gains_of(world)), name


def test_outlook__rests_on_reports_not_on_truth() -> None:
    """Hidden losses do not change what the powers see while reports are on."""
    world = fought_world()
    before = outlook_of(world)
    world.st["public_share"] += 0.1
    assert not np.array_equal(before, outlook_of(world))
