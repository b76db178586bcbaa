"""Laws and steps of `mechanisms/fires.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.fires import area_casualties, plain_casualties


@given(st.floats(0, 1e5), st.floats(0.1, 5), st.floats(-1, 1))
def test_area_casualties__are_linear_in_rounds_and_helped_by_the_air(rounds: float, k: float, air: float) -> None:
    """Twice the shells kill twice as many; an edge in the air never saves the enemy."""
    one = area_casualties(rounds, k, air, 0.6, 1.0)

    assert area_casualties(2 * rounds, k, air, 0.6, 1.0) == pytest.approx(2 * one)
    assert one >= area_casualties(rounds, k, -1.0, 0.6, 1.0)


def test_area_casualties__of_no_fire_are_none() -> None:
    """No shells, no casualties."""
    assert area_casualties(0.0, 1.0, 0.5, 1.0, 1.0) == 0.0
    assert plain_casualties(1.0, 10000.0, 0.0) == 0.0
