"""Laws and steps of `mechanisms/breaks.py`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.breaks import break_rate, collapse_rate, leading_cause

UNIT = st.floats(0, 1)


@given(UNIT, UNIT, UNIT, UNIT)
def test_break_rate__rises_with_open_flanks_and_falls_with_will(flank: float, loss: float, will: float, less: float) -> None:
    """Manoeuvre and losses break a defence, will holds it."""
    rate = break_rate(0.01, flank, 0.0, 0.0, 0.0, loss, will)

    assert rate <= break_rate(0.01, 1.0, 1.0, 1.0, 1.0, loss, will)
    assert rate <= break_rate(0.01, flank, 0.0, 0.0, 0.0, loss, max(will - less, 0.0)) + 1e-15


def test_collapse_rate__matches_the_two_stated_levels() -> None:
    """About 0.02 % a day for a willing side, about 9 % for a half-hearted one after three breaks and 15 % lost."""
    assert 0.0001 < collapse_rate(0.0005, 0.8, 0.0, 0.0) < 0.0004
    assert 0.06 < collapse_rate(0.0005, 0.45, 0.15, 3.0) < 0.12


def test_leading_cause__names_the_heaviest_term() -> None:
    """An encircled defence breaks because it is encircled."""
    assert leading_cause(0.5, 1.0, 1.0, 0.0, 0.1, 0.7) == 1
    assert leading_cause(0.0, 0.0, 0.0, 0.0, 0.9, 0.7) == 4
    assert leading_cause(0.0, 0.0, 0.0, 0.0, 0.0, 0.2) == 5
