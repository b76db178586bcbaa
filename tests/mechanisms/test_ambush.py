"""Laws and steps of `mechanisms/ambush.py`."""

from __future__ import annotations

from multipolar.mechanisms.ambush import ambush_dead


def test_ambush_dead__has_the_stated_median_and_a_long_tail() -> None:
    """The middle ambush kills eight; one in forty kills several times that."""
    assert ambush_dead(8.0, 0.0) == 8.0
    assert ambush_dead(8.0, 2.0) > 40.0
