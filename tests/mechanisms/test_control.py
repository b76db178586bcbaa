"""Laws and steps of `mechanisms/control.py`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.control import level_left


@given(st.floats(0, 3), st.floats(0, 1), st.floats(0, 0.5))
def test_level_left__never_rises_as_ground_is_lost(level: float, lost: float, more: float) -> None:
    """Losing more of the sector never leaves a better line."""
    assert level_left(level, lost + more) <= level_left(level, lost) <= level


def test_level_left__belt_then_hasty_then_none() -> None:
    """The belt holds to an eighth, a hasty line to a quarter."""
    assert (level_left(3.0, 0.12), level_left(3.0, 0.2), level_left(3.0, 0.3)) == (3.0, 1.0, 0.0)
