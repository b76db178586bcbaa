"""Arms that outside powers deliver, and the ways by which they come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from acting import acting, effects
from blank_world import Blank, blank_world
from multipolar.codes import Verb
from multipolar.diplomacy.effects.supply import agreed_flow, arms_effort, deliver, route_capacity, transit_granted
from multipolar.diplomacy.options import options_step
from powers_toy import SPONSOR, toy_world


@pytest.mark.parametrize(
    ("stock", "use", "cap", "effort"),
    [(1000.0, 100.0, 9.0, 1.5), (5000.0, 100.0, 9.0, 1.0), (0.0, 100.0, 9.0, 2.0), (0.0, 100.0, 1.2, 1.2), (-9.0, 1.0, 9.0, 2.0)],
)
def test_arms_effort__worked_values(stock: float, use: float, cap: float, effort: float) -> None:
    """Ten days of shells out of twenty: 1.5 times the flow, between 1 and 2, never over the ceiling."""
    assert arms_effort(stock, use, cap) == pytest.approx(effort)
    assert arms_effort(1e-5, 0.0, 9.0) == pytest.approx(1.5)


@given(hs.floats(0, 1e5), hs.floats(1, 1e3), hs.floats(0, 10))
def test_arms_effort__never_passes_its_ceiling(stock: float, use: float, cap: float) -> None:
    """A ceiling at the as-of rate keeps the flow there however low the client's stocks."""
    assert arms_effort(stock, use, cap) <= cap
    assert arms_effort(stock, use, 1.0) == 1.0
    assert arms_effort(stock, use, 10.0) >= arms_effort(stock + 1.0, use, 10.0) - 1e-12


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


def test_agreed_flow__by_the_stated_share_of_all_that_is_delivered() -> None:
    """Of 100 t the first brings six tenths, the second what is left; who delivers nothing today keeps its own flow."""
    world = blank_world(powers=3)
    world.p["arms_flow"][:3, 0] = 70.0, 30.0, 40.0
    world.sc["arms_now"][:2, 0] = 1
    assert [agreed_flow(world.sc, world.p, j, 0) for j in range(3)] == pytest.approx([70.0, 30.0, 40.0])
    world.p["supply_share"][0, 0] = 0.6
    assert [agreed_flow(world.sc, world.p, j, 0) for j in range(3)] == pytest.approx([60.0, 40.0, 40.0])
    world.p["supply_share"][1, 0] = 0.2
    assert [agreed_flow(world.sc, world.p, j, 0) for j in range(2)] == pytest.approx([75.0, 25.0])
    world.p["supply_share"][:2, 0] = 0.0, 1.5
    assert [agreed_flow(world.sc, world.p, j, 0) for j in range(2)] == pytest.approx([0.0, 100.0])


def test_route_capacity__arms_of_all_pass_where_transit_is_free() -> None:
    """The entry of another power carries them unasked, however shut to its own arms; its denial still closes it."""
    world = entries([(1, 0, 300.0, 0), (0, 0, 50.0, 1)])
    assert route_capacity(*world.all, 0, 0, 5) == 50.0
    world.p["edge_transit"][0] = 1.0
    assert route_capacity(*world.all, 0, 0, 5) == 350.0
    assert route_capacity(*world.all, 1, 0, 5) == 0.0


def entries(rows: list[tuple[int, int, float, int]]) -> Blank:
    """Return three powers and outside entries given as supplier, side, capacity, open to arms."""
    world = blank_world(powers=3)
    world.set(access=[0.5, 0.5, 0.5], n_edges=len(rows), share=[1.0] * 4)
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


@pytest.mark.parametrize("b", [0, 1])
def test_munitions__shells_by_effort_and_route_own_options_by_access(b: int) -> None:
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
def test_supply__equipment_and_drones(b: int) -> None:
    """0.01 x 0.5 of what there was of each kind; two drones a day by access, from powers that export them."""
    world, _ = acting("arm", 1, favours=b, since=2.0, sizes={"equipment": 0.01, "drones": 2.0})
    world.set(access=[1.0, 0.5], equip_start=[[100.0, 200.0, 300.0, 400.0, 500.0]] * 2, drones=[3.0, 3.0])
    changed = effects(world)
    assert set(changed) == {"equip"}
    assert changed["equip"][b] == pytest.approx([0.5, 1.0, 1.5, 2.0, 2.5])
    assert not changed["equip"][1 - b].any()
    world.set(exports_drones=[0, 1])
    assert effects(world)["drones"].tolist() == ([4.0, 3.0] if b == 0 else [3.0, 4.0])


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


def landing(rows: list[tuple[int, int, float, int]], **fields: Any) -> dict[str, Any]:
    """Return what changes when power 0 brings A 60 t by entries into sectors 0, 1, 2; sector 0 is A's source."""
    world = entries(rows)
    world.set(n_sectors=3, edge_a=list(range(len(rows))), share=[1.0, 1.0, 1.0], rear=[[1, 0, 0], [0, 0, 0]], arms_cap=[1.0])
    world.set(**fields)
    if "on" in fields:
        world.switch("haul", 0.0)
    return world.changed_by(deliver, 0, 0, 60.0, 5)


def test_deliver__shells_land_at_the_entries_they_come_through() -> None:
    """By capacity: two sixths at the source, three in sector 1, one in sector 2; those at the source are the depot's."""
    rows = [(0, 0, 200.0, 1), (0, 0, 300.0, 1), (0, 0, 100.0, 1)]
    changed = landing(rows)
    assert set(changed) == {"munitions", "received", "landed"}
    assert changed["munitions"][0] == changed["received"][0] == pytest.approx(60.0)
    assert changed["landed"][0, :3] == pytest.approx([0.0, 30.0, 10.0])
    assert set(landing(rows[:1])) == {"munitions", "received"}
    assert set(landing(rows, on=1.0)) == {"munitions", "received"}


def test_deliver__nothing_comes_in_where_the_ground_is_lost() -> None:
    """Sector 1 is the enemy's: its entry is shut; the source takes shells from a foothold on."""
    rows = [(0, 0, 20.0, 1), (0, 0, 300.0, 1), (0, 0, 10.0, 1)]
    changed = landing(rows, share=[0.04, 0.5, 0.51])
    assert changed["received"][0] == pytest.approx(30.0)
    assert changed["landed"][0, :3] == pytest.approx([0.0, 0.0, 10.0])
