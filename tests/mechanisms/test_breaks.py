"""Laws and steps of `mechanisms/breaks.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.breaks import FRONT_PARTS, break_rate, collapse_rate, front_parts, leading_cause

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


@given(st.floats(1, 1e5), st.floats(1, 1e5), UNIT)
def test_front_parts__a_finer_map_sees_the_same_rout(men: float, others: float, part: float) -> None:
    """A sector that breaks whole counts as much as its two halves that break together; all that is left is ten tenths."""
    front = men + others
    whole = front_parts(men, front)

    assert front_parts(part * men, front) + front_parts((1.0 - part) * men, front) == pytest.approx(whole, rel=1e-9)
    assert 0.0 < whole <= FRONT_PARTS
    assert front_parts(men, men) == pytest.approx(FRONT_PARTS)
