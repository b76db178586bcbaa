"""Laws and steps of `mechanisms/displacement.py`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.displacement import flight


@given(st.floats(0, 1), st.floats(0, 1))
def test_flight__is_a_share_that_rises_with_shelling(hazard: float, shelling: float) -> None:
    """More shelling never keeps people at home."""
    assert 0.0 <= flight(hazard, shelling, 0.0) <= flight(hazard, shelling, 1.0) < 1.0
