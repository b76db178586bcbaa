"""Strikes on the state: dearer for the struck, harmless without aircraft, never ground."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.coercion import coercion_cost, coercion_step, strategic_sorties


def test_coercion_cost__is_the_unit_per_sortie_and_million():
    """A hundred sorties against two million people cost fifty units; small peoples are not infinitely hurt."""
    assert coercion_cost(0.0006, 100.0, 2e6) == pytest.approx(0.03)
    assert coercion_cost(0.0006, 100.0, 0.0) == pytest.approx(0.6)


@given(st.floats(0, 1), st.floats(0, 500), st.floats(0, 1), st.floats(0, 300))
def test_strategic_sorties__fall_with_the_enemys_missiles(share, aircraft, quality, sam):
    """None without aircraft, never more than there are, fewer the more batteries."""
    here = strategic_sorties(share, aircraft, quality, sam, 1.0)

    assert 0.0 <= here <= aircraft
    assert strategic_sorties(share, aircraft, quality, sam + 80.0, 1.0) <= here


def test_strategic_sorties__worked_by_hand():
    """A quarter a day of half of 300 aircraft of quality 0.8, overcast, halved by eighty batteries."""
    assert strategic_sorties(0.5, 300.0, 0.8, 80.0, 0.7) == pytest.approx(0.25 * 0.5 * 300.0 * 0.8 * 0.7 / 2.0)


def bombing_world() -> Theatre:
    """Return a theatre in which A's air force strikes B's state and B's few aircraft strike back, overcast."""
    world = known_theatre()
    world.p["strategic_air"][:] = (0.6, 0.5)
    world.p["aircraft"][:], world.p["quality"][:] = (300.0, 20.0), (0.8, 0.4)
    world.p["coercion_unit"] = 0.001
    world.p["population"][:] = (4e6, 2e6)
    world.p["sam"][:], world.st["sam_added"][:] = (30.0, 60.0), (10.0, 20.0)
    world.st["reach_cost"][:], world.st["coercing"][:], world.st["strain_ext"][:] = (0.3, 0.6), (0.01, 0.02), (0.1, 0.2)
    world.st["weather"] = 1
    return world


A_FLIES = 0.25 * 0.6 * 300.0 * 0.8 * 0.7 / 2.0
B_FLIES = 0.25 * 0.5 * 20.0 * 0.4 * 0.7 / 1.5


def test_coercion_step__worked_by_hand():
    """A thirtieth of what was suffered fades; cost and half of it as strain for the struck, hope for the striker."""
    changed = bombing_world().change(coercion_step, 3)
    by_a, by_b = 0.001 * A_FLIES / 2.0, 0.001 * B_FLIES / 4.0

    assert set(changed) == {"reach_cost", "coercing", "strain_ext", "last_assault_day"}
    assert changed["reach_cost"] == pytest.approx([0.29 + by_b, 0.58 + by_a])
    assert changed["coercing"] == pytest.approx([0.01 + by_a, 0.02 + by_b])
    assert changed["strain_ext"] == pytest.approx([0.1 + 0.5 * by_b, 0.2 + 0.5 * by_a])
    assert changed["last_assault_day"] == 3.0


def test_coercion_step__strain_from_the_air_stays_under_four_fifths():
    """However long the campaign."""
    world = bombing_world()
    world.st["strain_ext"][1] = 0.799
    world.run(coercion_step, 3)

    assert world.st["strain_ext"][1] == 0.8


@pytest.mark.parametrize(("sorties", "campaign"), [(5.01, True), (4.99, False)])
def test_coercion_step__a_war_with_a_campaign_from_the_air_does_not_peter_out(sorties, campaign):
    """Five strikes a day count as fighting, fewer do not."""
    world = bombing_world()
    world.p["aircraft"][0] = 300.0 * sorties / A_FLIES
    world.run(coercion_step, 9)

    assert world.st["last_assault_day"] == (9.0 if campaign else 0.0)


@pytest.mark.parametrize("why", ["off", "truce"])
def test_coercion_step__what_was_suffered_fades_without_strikes(why):
    """With the mechanism off or under a truce nothing is added and a thirtieth fades each day."""
    world = bombing_world()
    if why == "off":
        world.off("coercion")
    else:
        world.st["truce_left"] = 0.5
    changed = world.change(coercion_step, 3)

    assert set(changed) == {"reach_cost"}
    assert changed["reach_cost"] == pytest.approx([0.29, 0.58])
