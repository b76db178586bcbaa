"""Laws and steps of `mechanisms/weather.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blank_world import blank_world
from known_theatre import KEY, known_theatre
from multipolar.mechanisms.weather import (
    air_factor,
    mean_speed,
    mean_weather,
    next_weather,
    snow_share,
    speed_factor,
    start_factor,
    weather_step,
)
from multipolar.numerics.random import uniform

WEATHER = 10
"""Random stream of the weather: 0 whether it stays, 1 what comes."""
U = st.floats(0.0, 1.0)
EQUIVALENT = {
    ("mean_weather", "sc.weather_share[Weather.CLEAR] * air_factor(Weather.CLEAR): * -> /"): "the factor is 1",
    ("mean_speed", "sc.weather_share[Weather.CLEAR] * speed_factor(Weather.CLEAR): * -> /"): "the factor is 1",
    ("mean_speed", "sc.weather_share[Weather.OVERCAST] * speed_factor(Weather.OVERCAST): * -> /"): "the factor is 1",
}


def test_factors__of_clear_overcast_and_wet() -> None:
    """Drones see 1, 0.7, 0.3; wet ground slows columns to 0.6; an assault starts with 0.5 + 0.5 W."""
    assert [air_factor(weather) for weather in range(3)] == [1.0, 0.7, 0.3]
    assert [speed_factor(weather) for weather in range(3)] == [1.0, 1.0, 0.6]
    assert [start_factor(weather) for weather in range(3)] == pytest.approx([1.0, 0.85, 0.65])


@given(st.floats(-50, 400))
def test_snow_share__rises_from_zero_to_one(day: float) -> None:
    """Passes close gradually between the first snow and full winter."""
    assert 0.0 <= snow_share(day, 30.0, 60.0) <= snow_share(day + 1.0, 30.0, 60.0) <= 1.0


def test_snow_share__worked_by_hand() -> None:
    """Open until day 30, a third closed ten days later, closed from day 60; where both are one day, closed after it."""
    assert [snow_share(day, 30.0, 60.0) for day in (29.0, 30.0, 60.0, 90.0)] == [0.0, 0.0, 1.0, 1.0]
    assert snow_share(40.0, 30.0, 60.0) == pytest.approx(1.0 / 3.0)


@given(U, U)
def test_next_weather__keeps_or_draws_by_the_climate(u_keep: float, u_new: float) -> None:
    """A day keeps its weather below the persistence, else the climate decides."""
    expected = 2 if u_keep < 0.5 else (0 if u_new < 0.55 else 1 if u_new < 0.85 else 2)

    assert next_weather(2, 0.5, 0.55, 0.30, u_keep, u_new) == expected


@pytest.mark.parametrize(("u_new", "weather"), [(0.54, 0), (0.56, 1), (0.84, 1), (0.86, 2)])
def test_next_weather__bounds_of_the_climate(u_new: float, weather: int) -> None:
    """55 % clear, 30 % overcast, the rest wet; what was kept stays."""
    assert next_weather(1, 0.5, 0.55, 0.30, 0.51, u_new) == weather
    assert next_weather(1, 0.5, 0.55, 0.30, 0.49, u_new) == 1


@pytest.mark.parametrize("now", [0, 1, 2])
def test_weather_step__follows_its_draws_day_by_day(now: int) -> None:
    """On the as-of date the climate alone decides, later half of the days stay as they were."""
    for day in range(30):
        world = known_theatre()
        world.st["weather"] = now
        changed = world.change(weather_step, day)
        keeps = day > 0 and uniform(KEY, day, WEATHER, 0) < 0.5
        new = uniform(KEY, day, WEATHER, 1)
        assert world.st["weather"] == (now if keeps else 0 if new < 0.55 else 1 if new < 0.85 else 2)
        assert set(changed) <= {"weather"}


def test_weather_step__on_the_as_of_date_nothing_is_kept() -> None:
    """Where a day always keeps its weather, the first is drawn all the same."""
    for day, kept in ((0, False), (1, True)):
        world = known_theatre()
        world.sc["weather_keep"], world.st["weather"] = 1.0, 1
        world.sc["weather_share"][:3] = (0.0, 0.0, 1.0)
        world.run(weather_step, day, KEY)
        assert world.st["weather"] == (1 if kept else 2)


def test_weather_step__switched_off_every_day_is_clear() -> None:
    """Wet yesterday or not."""
    world = known_theatre().off("weather")
    world.st["weather"] = 2
    world.sc["weather_keep"] = 1.0
    world.run(weather_step, 3, KEY)

    assert world.st["weather"] == 0


def test_means_of_weather__worked_values() -> None:
    """0.5 + 0.3 x 0.7 + 0.2 x 0.3 in the air, 0.5 + 0.3 + 0.2 x 0.6 on the ground; one without weather."""
    world = blank_world()
    world.set(weather_share=[0.5, 0.3, 0.2])
    assert mean_weather(world.sc, world.p) == pytest.approx(0.77)
    assert mean_speed(world.sc, world.p) == pytest.approx(0.92)
    world.switch("weather", 0.0)
    assert (mean_weather(world.sc, world.p), mean_speed(world.sc, world.p)) == (1.0, 1.0)
