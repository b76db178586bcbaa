"""Laws and steps of `mechanisms/reserves.py`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.reserves import mobilised, reserve_rate


@given(st.floats(0, 1), st.floats(0, 200))
def test_mobilised__dries_up_and_rises_with_readiness(readiness: float, days: float) -> None:
    """A readier system brings more men; the stream thins with the weeks."""
    assert mobilised(1e4, readiness, days) >= mobilised(1e4, readiness, days + 10)
    assert mobilised(1e4, 1.0, days) >= mobilised(1e4, readiness, days)


@given(st.floats(0, 1), st.floats(-1, 1))
def test_reserve_rate__suffers_from_hunger_and_enemy_air(supply: float, air: float) -> None:
    """At most a fifth of the reserve reaches the front in a day."""
    assert 0.0 < reserve_rate(supply, air) <= reserve_rate(1.0, min(air, 0.0)) <= 0.2 + 1e-12
