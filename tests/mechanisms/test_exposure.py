"""Laws of `mechanisms/exposure.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import Theatre, edge_between, known_theatre
from multipolar.mechanisms.exposure import (
    attackers_on,
    called_men,
    contained,
    defenders_of,
    exposed_attackers,
    exposed_defenders,
    exposure_cap,
    local_reserve,
    men_present,
    mobile_reserve,
    potential_men,
    reserve_at,
    way_open,
)

MEN = st.floats(0, 200000)
EQUIVALENT = {
    ("way_open", "ground_damage(held(st, 1 - b, t), 0.0, 1.0): 0.0 -> 1.0"): "an overlooked road is not cut",
}


def test_exposure_cap__worked_by_hand() -> None:
    """3,800 men a kilometre on 25 km at most, whatever the ground."""
    assert [exposure_cap(10.0), exposure_cap(25.0), exposure_cap(40.0)] == [38000.0, 95000.0, 95000.0]


@given(st.floats(100, 500000), st.floats(0.35, 0.65), st.floats(1, 60))
def test_exposed_attackers__respect_cap_and_tracks(men: float, tooth: float, width: float) -> None:
    """No front takes more men than its width, no track more than three thousand."""
    cap = exposure_cap(width)

    assert exposed_attackers(men, tooth, cap, 0) <= cap
    assert exposed_attackers(men, tooth, cap, 1) <= 3000.0


def test_exposed_attackers__worked_by_hand() -> None:
    """The teeth of a thousand men, the cap, four tenths by track, three thousand of ten thousand."""
    assert exposed_attackers(1000.0, 0.5, 900.0, 0) == 500.0
    assert exposed_attackers(1000.0, 0.5, 400.0, 0) == 400.0
    assert exposed_attackers(1000.0, 0.5, 100.0, 1) == 400.0
    assert exposed_attackers(10000.0, 0.5, 100.0, 1) == 3000.0


def test_exposed_defenders__worked_by_hand_and_never_none() -> None:
    """Seven tenths of those there, the teeth of those called, a score at least, the cap at most."""
    assert [exposed_defenders(m, 0.0, 0.5, 5000.0) for m in (100.0, 10.0, 0.0, 10000.0)] == pytest.approx([70, 20, 20, 5000])
    assert exposed_defenders(1000.0, 400.0, 0.5, 5000.0) == pytest.approx(900.0)
    assert exposed_defenders(10.0, 100.0, 0.5, 5000.0) == pytest.approx(57.0)


@given(MEN, MEN, st.floats(1, 20000), st.floats(1, 60))
def test_exposed_defenders__rise_with_those_there_and_those_called_up_to_the_cap(
    men: float, called: float, more: float, width: float
) -> None:
    """More men never expose fewer, and both sides have one cap."""
    cap = exposure_cap(width)
    exposed = exposed_defenders(men, called, 0.5, cap)

    assert exposed <= exposed_defenders(men + more, called, 0.5, cap) <= cap
    assert exposed <= exposed_defenders(men, called + more, 0.5, cap) <= cap


def test_mobile_reserve__a_fifth_less_the_pinned_and_what_the_sky_holds_up() -> None:
    """A fifth of 500, three fifths of it free, a fifth held up under half an enemy sky; one's own sky speeds nobody."""
    world = known_theatre()
    world.st["pinned"][0], world.st["air_balance"][:] = 0.4, (-0.5, 0.5)
    assert mobile_reserve(world.st, 0) == pytest.approx(100.0 * 0.6 * 0.8)
    assert mobile_reserve(world.st, 1) == pytest.approx(100.0)


def arc_of(world: Theatre, s: int, t: int) -> int:
    """Return the arc of a sector that leads to its neighbour."""
    sc = world.sc
    return next(k for k in range(int(sc["adj_start"][s]), int(sc["adj_start"][s + 1])) if sc["adj_node"][k] == t)


@pytest.mark.parametrize(("share", "way"), [(1.0, 1.0), (0.76, 1.0), (0.75, 1.0), (0.74, 0.0), (0.51, 0.0), (0.5, 0.0)])
def test_way_open__from_ground_the_side_holds_and_whose_roads_are_not_cut(share: float, way: float) -> None:
    """Sector 3 of A: roads are cut once the enemy holds over a quarter of it; his hold on sector 4 does not count."""
    world = known_theatre()
    k = arc_of(world, 4, 3)
    world.st["share"][3] = share
    assert way_open(world.sc, world.st, 0, k) == way
    world.st["share"][4] = 0.6
    assert way_open(world.sc, world.st, 0, k) == way


def test_way_open__half_by_track_none_over_a_closed_edge_and_the_same_for_both_sides() -> None:
    """Edge 3-4 as a track, then closed; for B from 4 to 3 as for A from 3 to 4."""
    world = known_theatre()
    e = edge_between(world.sc, 3, 4)
    for b, (to, start) in enumerate(((4, 3), (3, 4))):
        k = arc_of(world, to, start)
        world.sc["edge_closed"][e] = world.sc["edge_track"][e] = 0
        assert way_open(world.sc, world.st, b, k) == 1.0
        world.sc["edge_track"][e] = 1
        assert way_open(world.sc, world.st, b, k) == 0.5
        world.sc["edge_closed"][e] = 1
        assert way_open(world.sc, world.st, b, k) == 0.0


def test_called_men__half_of_neighbours_a_quarter_of_busy_ones_and_the_mobile_reserve() -> None:
    """500 of the thousand in sector 3, 250 while the enemy assaults it, 100 of the reserve; half-hearted armies bring half."""
    world = known_theatre()
    world.st["men"][0, [1, 8]] = 50.0, 70.0
    world.st["share"][8] = 1.0
    assert called_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(600.0)
    world.st["phase"][0, 3] = 1
    assert called_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(600.0)
    world.st["phase"][0, 3] = 0
    world.st["phase"][1, 3] = 1
    assert called_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(350.0)
    world.p["commitment"][0] = 0.5
    assert called_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(175.0)
    world.sc["edge_track"][edge_between(world.sc, 3, 4)] = 1
    assert called_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(112.5)
    assert called_men(world.sc, world.p, world.st, 1, 4) == pytest.approx(1100.0)
    world.st["phase"][0, 1] = 1
    assert called_men(world.sc, world.p, world.st, 1, 4) == pytest.approx(850.0)


def test_potential_men__those_there_and_those_called() -> None:
    """A hundred there, 500 of the thousand in sector 3, 60 of the unpinned reserve; half-hearted armies bring half."""
    world = known_theatre()
    world.st["men"][0, [4, 1, 8]] = 100.0, 50.0, 70.0
    world.st["share"][8] = 1.0
    world.st["pinned"][0] = 0.4
    world.p["commitment"][0] = 0.5
    assert potential_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(330.0)
    world.sc["edge_closed"][edge_between(world.sc, 3, 4)] = 1
    assert potential_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(80.0)


def test_men_present__the_army_or_the_home_forces_whichever_is_more() -> None:
    """Home forces of 1,500 stand where only a thousand of the army do, and hide behind 1,600."""
    world = known_theatre()
    world.st["home_men"][1, 4] = 1500.0
    assert [men_present(world.st, b, 4) for b in range(2)] == [0.0, 1500.0]
    world.st["men"][1, 4] = 1600.0
    assert men_present(world.st, 1, 4) == 1600.0


def test_exposure__of_a_sector_worked_by_hand() -> None:
    """A: (500 + 100) called, half of them teeth. B: 700 of a thousand, half of (1,000 + 100) called from 1, 7 and the reserve."""
    world = known_theatre()
    world.p["tooth"] = 0.5
    assert attackers_on(world.sc, world.p, world.st, 0, 4, 0) == pytest.approx(300.0)
    assert attackers_on(world.sc, world.p, world.st, 0, 4, 1) == pytest.approx(240.0)
    assert defenders_of(world.sc, world.p, world.st, 1, 4) == pytest.approx(700.0 + 550.0)
    world.st["home_men"][1, 4] = 2000.0
    assert defenders_of(world.sc, world.p, world.st, 1, 4) == pytest.approx(1400.0 + 550.0)
    world.st["men"][:] *= 1e4
    assert attackers_on(world.sc, world.p, world.st, 0, 4, 0) == defenders_of(world.sc, world.p, world.st, 1, 4) == 76000.0


def test_local_reserve__those_called_and_those_whom_the_line_does_not_bind() -> None:
    """Half of 400 called and of 300 beyond a line of 700; a line that wants more men than there are gives none."""
    assert local_reserve(1000.0, 400.0, 0.5, 700.0) == 350.0
    assert local_reserve(600.0, 400.0, 0.5, 700.0) == 200.0


def test_reserve_at__of_a_sector_worked_by_hand() -> None:
    """Of 1,000 men 600 hold 20 km at 30 a km; 500 and 500 of the neighbours and 100 of the reserve can be called; half of all."""
    world = known_theatre()
    world.p["tooth"], world.p["hold_density"] = 0.5, 30.0
    assert called_men(world.sc, world.p, world.st, 1, 4) == pytest.approx(1100.0)
    assert reserve_at(world.sc, world.p, world.st, 1, 4) == pytest.approx(0.5 * (1100.0 + 400.0))


@given(st.floats(0, 50000), st.floats(0, 50000))
def test_contained__less_the_more_reserves_there_are(attackers: float, reserve: float) -> None:
    """Between nothing and everything; without reserves all of the gain, against equals half of it."""
    assert 0.0 <= contained(attackers, reserve + 10.0) <= contained(attackers, reserve) <= 1.0
    assert contained(300.0, 0.0) == 1.0
    assert contained(300.0, 300.0) == 0.5
    assert contained(0.5, 0.0) == 0.5
