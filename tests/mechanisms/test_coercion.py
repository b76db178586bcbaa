"""Strikes on the state: dearer for the struck, harmless without aircraft, never ground."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.coercion import CAMPAIGN_SORTIES, COERCION_SWITCH, coercion_cost, coercion_step, strategic_sorties
from powers_toy import toy_world


def test_coercion_cost__is_the_unit_per_sortie_and_million():
    """A hundred sorties against a million people cost a hundred units; small peoples are not infinitely hurt."""
    assert coercion_cost(0.0006, 100.0, 1e6) == pytest.approx(0.06)
    assert coercion_cost(0.0006, 100.0, 0.0) == coercion_cost(0.0006, 100.0, 1e5)


@given(st.floats(0, 1), st.floats(0, 500), st.floats(0, 1), st.floats(0, 300))
def test_strategic_sorties__fall_with_the_enemys_missiles(share, aircraft, quality, sam):
    """None without aircraft, never more than there are, fewer the more batteries."""
    here = strategic_sorties(share, aircraft, quality, sam, 1.0)

    assert 0.0 <= here <= aircraft
    assert strategic_sorties(share, aircraft, quality, sam + 80.0, 1.0) <= here


def bombing_world():
    """Return a world in which A's air force strikes B's state and B has none."""
    world = toy_world()
    world.p["strategic_air"][:] = (0.6, 0.6)
    world.p["aircraft"][:] = (300.0, 0.0)
    world.p["coercion_unit"] = 0.0006
    world.p["sam"][:] = 0.0
    return world


def test_coercion_step__the_struck_pays_and_the_striker_hopes():
    """Cost and strain rise for the struck, the hope to be offered more for the striker, and no ground moves."""
    world = bombing_world()
    ground = world.st["share"].copy()
    world.run(coercion_step, 3)

    assert world.st["reach_cost"][1] > 0.0 == world.st["reach_cost"][0]
    assert world.st["coercing"][0] > 0.0 == world.st["coercing"][1]
    assert world.st["strain_ext"][1] > world.st["strain_ext"][0]
    assert (world.st["share"] == ground).all()


def test_coercion_step__a_war_with_a_campaign_from_the_air_does_not_peter_out():
    """Many strikes a day count as fighting, a few do not."""
    world = bombing_world()
    world.run(coercion_step, 9)
    assert world.st["last_assault_day"] == 9.0
    few = bombing_world()
    few.p["aircraft"][:] = (CAMPAIGN_SORTIES, 0.0)
    few.run(coercion_step, 9)
    assert few.st["last_assault_day"] == 0.0


def test_coercion_step__what_was_suffered_fades_without_strikes():
    """With the mechanism off or under a truce nothing is added and a thirtieth fades each day."""
    for field, value in (("on", 0.0), ("truce_left", 5.0)):
        world = bombing_world()
        world.st["reach_cost"][:] = 0.3
        if field == "on":
            world.p["on"][COERCION_SWITCH] = value
        else:
            world.st["truce_left"] = value
        world.run(coercion_step, 3)
        assert world.st["reach_cost"] == pytest.approx([0.29, 0.29])
