"""Laws of `mechanisms/exposure.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import edge_between, known_theatre
from multipolar.mechanisms.exposure import attack_cap, exposed_attackers, exposed_defenders, potential_men


def test_attack_cap__worked_by_hand() -> None:
    """700 men a kilometre, 400 on rugged ground, on 25 km at most."""
    assert [attack_cap(0.0, 10.0), attack_cap(1.0, 10.0), attack_cap(0.0, 40.0)] == [7000.0, 4000.0, 17500.0]


@given(st.floats(100, 50000), st.floats(0.35, 0.65), st.floats(1, 60))
def test_exposed_attackers__respect_cap_and_tracks(men: float, tooth: float, width: float) -> None:
    """No front takes more men than its width, no track more than three thousand."""
    cap = attack_cap(0.0, width)

    assert exposed_attackers(men, tooth, cap, 0) <= cap
    assert exposed_attackers(men, tooth, cap, 1) <= 3000.0
    assert attack_cap(1.0, width) < cap


def test_exposed_attackers__worked_by_hand() -> None:
    """The teeth of a thousand men, the cap, four tenths by track, three thousand of ten thousand."""
    assert exposed_attackers(1000.0, 0.5, 900.0, 0) == 500.0
    assert exposed_attackers(1000.0, 0.5, 400.0, 0) == 400.0
    assert exposed_attackers(1000.0, 0.5, 100.0, 1) == 400.0
    assert exposed_attackers(10000.0, 0.5, 100.0, 1) == 3000.0


def test_exposed_defenders__worked_by_hand_and_never_none() -> None:
    """Seven tenths, a score at least, the cap at most."""
    assert [exposed_defenders(m, 5000.0) for m in (100.0, 10.0, 0.0, 10000.0)] == pytest.approx([70.0, 20.0, 20.0, 5000.0])


def test_potential_men__those_there_half_the_neighbours_and_a_fifth_of_the_reserve() -> None:
    """A hundred there, 500 of the thousand in sector 3, 60 of the unpinned reserve; half-hearted armies bring half."""
    world = known_theatre()
    world.st["men"][0, [4, 1, 8]] = 100.0, 50.0, 70.0
    world.st["share"][8] = 1.0
    world.st["pinned"][0] = 0.4
    world.p["commitment"][0] = 0.5
    assert potential_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(330.0)
    world.sc["edge_closed"][edge_between(world.sc, 3, 4)] = 1
    assert potential_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(80.0)
    world.sc["edge_closed"][:] = 0
    world.st["share"][3] = 0.5
    assert potential_men(world.sc, world.p, world.st, 0, 4) == pytest.approx(80.0)
