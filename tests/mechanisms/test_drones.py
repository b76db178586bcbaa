"""Laws and steps of `mechanisms/drones.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.drones import air_balance, air_strength, hits_per_day, planes_weight

COUNT = st.floats(0, 100)
SHARE = st.floats(0, 1)


@given(COUNT, COUNT, st.floats(1000, 1e6))
def test_air_balance__mirrors_and_stays_within_one(own: float, enemy: float, men: float) -> None:
    """What one side has of the sky the other lacks."""
    assert air_balance(own, enemy, men) == pytest.approx(-air_balance(enemy, own, men))
    assert -1.0 < air_balance(own, enemy, men) < 1.0


@given(COUNT, SHARE, SHARE)
def test_hits__vanish_without_drones_and_fall_with_air_defence(drones: float, ad: float, weather: float) -> None:
    """No drones, no hits; better air defence never means more of them."""
    assert hits_per_day(0.0, 0.7, ad, weather, 0.6, 0.0, 0.0) == 0.0
    assert hits_per_day(drones, 0.7, ad, weather, 0.6, 0.0, 0.0) <= hits_per_day(drones, 0.7, 0.0, weather, 0.6, 0.0, 0.0)


def test_hits__of_a_small_fleet_match_the_known_order_of_magnitude() -> None:
    """Fourteen drones against weak air defence in clear weather make a handful of hits a day."""
    assert 2.0 < hits_per_day(14.0, 0.7, 0.3, 1.0, 0.65, 0.0, 0.0) < 8.0


def test_air_strength__counts_planes_less_under_batteries() -> None:
    """Eighty batteries halve the weight of aircraft."""
    assert air_strength(0.0, 0.0, 0.0, 40.0, 80.0, 1.0) == 20.0
    assert planes_weight(40.0, 0.0, 0.85) == pytest.approx(0.7 * 40 * 0.85**3)
