"""Wars and outlooks drawn from wide ranges, and the comparison of an outlook law with its slow twin on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import outlook_twin as twin
from blank_world import Blank, blank_world
from multipolar.mechanisms.outlook import OUTLOOK_STATE

PLACES = 4


def random_war(seed: int) -> Blank:
    """Return three sectors, open, rugged and in the mountains, and two sides with everything drawn from ranges of real wars."""
    rng = np.random.default_rng(seed)

    def two(low: float, high: float) -> list[float]:
        return [float(x) for x in rng.uniform(low, high, 2)]

    ranges = {
        "tooth": (0.3, 0.6), "men_per_axis": (2000, 5000), "tempo": (0.2, 0.7),
        "effort_recovery": (20, 90), "attacker_loss": (0.01, 0.04),
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
    world.set(zone=[1, 0, 1], people=[5e4, 9e4, 2e4], displaced=[1e4, 7e4, 4e3], snow_from=10.0, snow_full=60.0, day_before=7.0)
    world.set(weather_share=[0.5, 0.3, 0.2], inside_war=float(rng.integers(2)), weather=int(rng.integers(3)), day_now=8.0)
    world.set(supply_in=two(100, 400), supply_ask=two(100, 400), threshold=two(0.3, 0.6), loiter=two(0, 5), visible=two(0.5, 1))
    world.set(call_up=two(0, 8000), pinned=two(0, 0.5), men_start=two(2e4, 3e4), resolve=two(0.3, 0.9), strain=two(0, 0.3))
    world.set(start_share=0.4, public_share=float(rng.uniform(0.3, 0.5)), by_track=rng.integers(0, 2, (2, 3)).tolist())
    world.set(shells_way=two(0, 400), shell_state=two(0, 1), ad_start=two(0.1, 0.6), assault_shells=float(rng.uniform(-0.2, 0.4)))
    world.set(manpower=0.02, population=two(1e5, 3e6), mobilised=two(0, 5000), capability=[0.0004, 0.004])
    world.set(equip_start=rng.uniform(0, 300, (2, 5)).tolist(), surprise_factor=two(0.5, 1))
    world.set(evicted=[int(seed % 5 == 2), 0])
    world.set(war_phase=2 * int(seed % 3 == 1), phase_day=float(8 - 4 * (seed % 4)))
    return world


def random_picture(seed: int) -> Any:
    """Return an outlook of four places drawn around what real ones hold, thin reserves and empty stocks among them."""
    rng = np.random.default_rng(1000 + seed)
    w = np.zeros(1, OUTLOOK_STATE)[0]
    ranges = {
        "front": (5000, 15000), "reserve": (0, 2000), "potential": (500, 9000), "facing": (10, 4000), "backing": (0, 5000),
        "strength": (1, 3),
        "shells": (0, 6000), "added": (0, 100), "days": (0, 12), "supply": (0.2, 1), "will": (0.3, 0.9), "strain": (0, 0.3),
        "prep": (0, 3.5), "progress": (0, 1.2), "dead": (0, 900), "taken": (0, 0.1), "breaks": (0, 2), "losses": (0, 0.4),
        "collapse": (0, 0.3), "forward": (0, 2500), "shell_state": (0, 1),
        "spent": (0, 15), "tempo": (0, 0.9), "joined": (0, 3000),
    }  # fmt: skip
    for name, bounds in ranges.items():
        w[name][:, :PLACES] = rng.uniform(*bounds, (2, PLACES))
    w["reserve"][:, 0] = w["days"][:, 1] = 0.0
    for name, bounds in {
        "equipment": (0.3, 1),
        "drones": (0, 20),
        "air_defence": (0, 0.9),
        "ad_left": (0.5, 1),
        "systems": (0, 60),
        "planes": (0, 15),
        "armour": (0, 2),
        "tubes": (0, 2),
        "far": (0, 1),
        "way": (0, 400),
    }.items():
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


def assert_agrees(
    fast: Callable[[Blank, int, Any], object], slow: Callable[[Blank, int, dict[str, Any]], object], off: str
) -> None:
    """Carry random wars one step on by a law and by its slow twin, for both sides, with one switch off; compare all numbers."""
    for seed in range(8 if off == "" else 3):
        for b in range(2):
            world, w = random_war(seed), random_picture(seed)
            if off:
                world.switch(off, 0.0)
            views = [twin.read(w, i) for i in range(PLACES)]
            fast(world, b, w)
            for view in views:
                slow(world, b, view)
            assert_alike(w, views)
            if "chance" in views[0]:
                assert w["chance"][:PLACES] == pytest.approx([view["chance"] for view in views])
