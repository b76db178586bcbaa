"""Laws and steps of `mechanisms/reports.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.reports import lagged, world_dead


@given(st.floats(0, 1), st.floats(0, 1), st.floats(1, 20))
def test_lagged__moves_toward_the_truth_and_never_past_it(seen: float, truth: float, lag: float) -> None:
    """What is known lies between what was known and the truth."""
    now = lagged(seen, truth, lag)

    assert min(seen, truth) - 1e-12 <= now <= max(seen, truth) + 1e-12


def test_world_dead__lies_between_announcement_and_claim() -> None:
    """With a third announced and three times claimed the world believes in well under the truth."""
    assert world_dead(1000.0, 0.35, 3.0) == pytest.approx(1000 * 0.35**0.7 * 3.0**0.3)
