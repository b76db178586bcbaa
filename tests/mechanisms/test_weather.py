"""Laws and steps of `mechanisms/weather.py`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.weather import air_factor, next_weather, snow_share, speed_factor, start_factor

U = st.floats(0.0, 1.0)


def test_air_factor__falls_from_clear_to_wet() -> None:
    """Drones see less the worse the weather is."""
    assert air_factor(0) == 1.0 > air_factor(1) > air_factor(2) == 0.3


def test_speed_and_start__suffer_in_the_wet_only_as_stated() -> None:
    """Wet ground slows columns to 0.6; an assault starts with 0.5 + 0.5 W."""
    assert (speed_factor(0), speed_factor(1), speed_factor(2)) == (1.0, 1.0, 0.6)
    assert start_factor(2) == 0.5 + 0.5 * air_factor(2)


@given(st.floats(-50, 400))
def test_snow_share__rises_from_zero_to_one(day: float) -> None:
    """Passes close gradually between the first snow and full winter."""
    assert 0.0 <= snow_share(day, 30.0, 60.0) <= snow_share(day + 1.0, 30.0, 60.0) <= 1.0


@given(U, U)
def test_next_weather__keeps_or_draws_by_the_climate(u_keep: float, u_new: float) -> None:
    """A day keeps its weather below the persistence, else the climate decides."""
    expected = 2 if u_keep < 0.5 else (0 if u_new < 0.55 else 1 if u_new < 0.85 else 2)

    assert next_weather(2, 0.5, 0.55, 0.30, u_keep, u_new) == expected
