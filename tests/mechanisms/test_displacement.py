"""Laws and steps of `mechanisms/displacement.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.displacement import displacement_shares, displacement_step, flight, project_displacement
from random_outlook import random_war

EQUIVALENT = {
    ("displacement_step", "near > 0.5: 0.5 -> 0.75"): "a sector is in contact or not: 0 or 1",
    ("displacement_step", "p.flight_all > 0.5: 0.5 -> 0.75"): "all leave or not: 0 or 1",
    (
        "displacement_shares",
        "people = 1e-09: 1e-09 -> 1.5e-09",
    ): "keeps a division by nothing away; beside any people it is nothing",
}


@given(st.floats(0, 1), st.floats(0, 1))
def test_flight__is_a_share_that_rises_with_shelling(hazard: float, shelling: float) -> None:
    """More shelling never keeps people at home."""
    assert 0.0 <= flight(hazard, shelling, 0.0) <= flight(hazard, shelling, 1.0) < 1.0


def test_flight__worked_by_hand() -> None:
    """Half the shelling and contact: one part of hazard."""
    assert flight(0.2, 0.5, 1.0) == pytest.approx(1.0 - math.exp(-0.2))
    assert flight(0.2, 0.5, 0.0) == pytest.approx(1.0 - math.exp(-0.1))


def fled_theatre() -> Theatre:
    """Return a theatre of 10,000 people a sector, seven tenths movable; the right column lies out of contact."""
    world = known_theatre()
    world.p["people"][:9], world.p["movable_share"] = 10000.0, 0.7
    world.p["flight_hazard"], world.p["shelling_towns"] = 0.1, 0.8
    world.st["displaced"][:9] = 1000.0
    world.sc["zone"][[0, 8]] = 0
    world.st["contact"][0, 6] = 0
    return world


NEAR = 1000.0 + 6000.0 * (1.0 - math.exp(-0.1 * (0.8 + 0.5)))
FAR = 1000.0 + 6000.0 * (1.0 - math.exp(-0.1 * 0.6 * 0.8))


def test_displacement_step__worked_by_hand() -> None:
    """Shells fall on towns in contact, rockets with six tenths of the effect beyond; only the zone counts."""
    changed = fled_theatre().change(displacement_step, 5)
    gone = [1000.0, NEAR, FAR, NEAR, NEAR, FAR, FAR, NEAR, 1000.0]

    assert set(changed) == {"displaced", "peak_gone"}
    assert changed["displaced"][:9] == pytest.approx(gone)
    assert changed["peak_gone"] == pytest.approx(sum(gone) - 2000.0)


def test_displacement_step__under_a_truce_a_twentieth_of_the_shells() -> None:
    """And nobody is near the fighting."""
    world = fled_theatre()
    world.st["truce_left"] = 0.5
    gone = world.change(displacement_step, 5)["displaced"]

    assert gone[1] == pytest.approx(1000.0 + 6000.0 * (1.0 - math.exp(-0.1 * 0.8 * 0.05)))
    assert gone[2] == pytest.approx(1000.0 + 6000.0 * (1.0 - math.exp(-0.1 * 0.6 * 0.8 * 0.05)))


def test_displacement_step__the_peak_is_remembered_and_nobody_goes_twice() -> None:
    """Who is gone beyond the movable stays gone; no more go than live there."""
    world = fled_theatre()
    world.st["displaced"][:9] = 8000.0
    world.st["displaced"][4] = 12000.0
    world.st["peak_gone"] = 1e6
    changed = world.change(displacement_step, 5)
    assert set(changed) == {"displaced"}
    assert list(changed["displaced"][[1, 4]]) == [8000.0, 10000.0]


@pytest.mark.parametrize(("fell", "everybody", "all_gone"), [(5.0, 1.0, True), (5.0, 0.0, False), (4.0, 1.0, False)])
def test_displacement_step__where_a_place_falls_all_leave(fell: float, everybody: float, *, all_gone: bool) -> None:
    """On the day it falls, where the scenario says so."""
    world = fled_theatre()
    world.st["fell_day"][4], world.p["flight_all"] = fell, everybody
    world.run(displacement_step, 5)

    assert world.st["displaced"][4] == pytest.approx(10000.0 if all_gone else NEAR)


def test_displacement_step__contact_of_either_side_counts_and_off_nobody_flees() -> None:
    """B's contact in 4 is enough, A's in 3; with the mechanism off nothing changes."""
    world = fled_theatre()
    world.st["contact"][:] = 0
    world.st["contact"][1, 4] = world.st["contact"][0, 3] = 1
    gone = world.change(displacement_step, 5)["displaced"]
    assert gone[[1, 3, 4]] == pytest.approx([FAR, NEAR, NEAR])
    assert fled_theatre().off("displacement").change(displacement_step, 5) == {}


def test_homes__share_of_the_zone_that_would_leave_and_has_left() -> None:
    """14,000 of the 70,000 people of the zone are gone; more than all is all."""
    world = random_war(1)
    world.set(movable_share=0.6)
    assert displacement_shares(*world.all) == (0.6, pytest.approx(0.2))
    world.set(displaced=[1e6, 0.0, 0.0])
    assert displacement_shares(*world.all)[1] == 1.0


def test_project_displacement__worked_values() -> None:
    """10 x 0.02 x (0.4 + 0.5 x 0.5) of those who would leave and have not; nobody where more are gone; no change when off."""
    world = random_war(1)
    world.set(flight_hazard=0.02, shelling_towns=0.4)
    assert project_displacement(world.p, 0.6, 0.2) == pytest.approx(0.2 + 0.4 * (1.0 - math.exp(-0.2 * 0.65)))
    assert project_displacement(world.p, 0.6, 0.7) == 0.7
    world.switch("displacement", 0.0)
    assert project_displacement(world.p, 0.6, 0.2) == 0.2
