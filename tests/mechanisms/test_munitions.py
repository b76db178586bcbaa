"""Laws and steps of `mechanisms/munitions.py`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.munitions import shells_out, tonnes_wanted


@given(st.floats(0, 2000), st.floats(0, 1), st.floats(0, 1))
def test_tonnes_wanted__lies_between_quiet_and_high_intensity(use: float, activity: float, supply: float) -> None:
    """Fire runs between 40 % and all of the high-intensity use, scaled by supply."""
    fired = tonnes_wanted(use, activity, supply)

    assert 0.4 * use * supply - 1e-9 <= fired <= use * supply + 1e-9


def test_shells_out__means_less_than_a_day_left() -> None:
    """Guns fall silent when less than one day of high-intensity fire is left."""
    assert shells_out(99.0, 100.0)
    assert not shells_out(100.0, 100.0)
