"""Laws and steps of `mechanisms/ground.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.ground import breadth, equipment_factor, heavy_factor


@given(st.floats(1, 1e5))
def test_breadth__is_the_root_of_the_area_up_to_sixty_kilometres(area: float) -> None:
    """A sector is as broad as a square of its area."""
    assert breadth(area) == pytest.approx(min(area**0.5, 60.0))


@given(st.floats(0, 1000))
def test_equipment_factor__is_one_when_nothing_is_lost(start: float) -> None:
    """All present, full strength; half gone, four fifths."""
    assert equipment_factor(start, start) == pytest.approx(1.0)
    assert equipment_factor(50.0, 100.0) == pytest.approx(0.5**0.3)


def test_heavy_factor__is_one_without_heavy_arms() -> None:
    """Twenty heavy weapons per thousand men give a factor of root two."""
    assert heavy_factor(0.0, 1000.0) == 1.0
    assert heavy_factor(20.0, 1000.0) == pytest.approx(2**0.5)
