"""Laws and steps of `mechanisms/supply.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.supply import damage_after, fed, ground_damage, need_tonnes, supply_factor
from powers_toy import toy_world


@given(st.floats(0, 40), st.floats(0, 10))
def test_supply_factor__never_falls_with_more_days(days: float, more: float) -> None:
    """More days of supply never make men weaker, and a week is enough."""
    assert supply_factor(days) <= supply_factor(days + more) + 1e-12
    assert supply_factor(days) <= 1.0
    assert supply_factor(7.0) == 1.0


def test_supply_factor__after_a_fortnight_cut_off_is_below_six_tenths() -> None:
    """A pocket with five days of stock is down to its minimum after a fortnight."""
    assert supply_factor(0.0) < 0.6


def test_need_tonnes__adds_soldiers_and_civilians() -> None:
    """30,000 men at 30 kg and 100,000 civilians at 2 kg need 1,100 t a day."""
    assert need_tonnes(30000.0, 100000.0, 30.0) == pytest.approx(1100.0)


@given(st.floats(0, 0.4), st.floats(0, 20), st.floats(0.02, 0.5), st.floats(0.5, 10))
def test_damage_after__stays_under_its_cap(theta: float, strikes: float, rho: float, repair: float) -> None:
    """Strikes alone never close more than four tenths of a road, and repair brings it back."""
    assert 0.0 <= damage_after(theta, strikes, rho, repair) <= 0.4
    assert damage_after(theta, 0.0, rho, repair) <= theta


def test_ground_damage__follows_the_foothold() -> None:
    """A road is cut where the enemy holds over a quarter of an end, under fire where he overlooks it."""
    assert ground_damage(0.6, 0.0) == 1.0
    assert ground_damage(0.3, 0.0) == 0.7
    assert ground_damage(0.0, 0.8) == 0.5
    assert ground_damage(0.2, 0.5) == 0.0


def test_fed__needs_a_rear_and_a_foothold() -> None:
    """Beyond the edge of the map lies a side's own country: whoever stands before it is fed, nobody else is."""
    world = toy_world()
    world.sc["rear"][:, 4] = (1, 0)
    world.st["share"][4] = 0.4

    assert fed(world.sc, world.st, 0, 4)
    assert not fed(world.sc, world.st, 1, 4)
    world.st["share"][4] = 0.0
    assert not fed(world.sc, world.st, 0, 4)
    world.sc["rear"][0, 4] = 0
    world.st["share"][4] = 1.0
    assert not fed(world.sc, world.st, 0, 4)
