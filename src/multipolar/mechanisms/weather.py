"""Weather grounds aircraft and slows columns; winter comes by the dates of the theatre."""

from __future__ import annotations

from multipolar.codes import Weather
from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

WEATHER_SWITCH = 0
"""Place in PARAMS ``on``."""
WEATHER = 10
"""Random stream."""


@law
def air_factor(weather: int) -> float:
    """Return W, the share of air and drone effect left [1]: clear 1, overcast 0.7, wet 0.3. Source: QJM weather table."""
    return 1.0 if weather == Weather.CLEAR else (0.7 if weather == Weather.OVERCAST else 0.3)


@law
def speed_factor(weather: int) -> float:
    """Return the factor on ground speed [1]: clear and overcast 1, wet 0.6. Source: day, step 1."""
    return 0.6 if weather == Weather.WET else 1.0


@law
def start_factor(weather: int) -> float:
    """Return the factor on the chance to start an assault [1]: 0.5 + 0.5 W. Source: day, step 1."""
    return 0.5 + 0.5 * air_factor(weather)


@law
def snow_share(day: float, snow_from: float, snow_full: float) -> float:
    """Return how far winter has closed the passes [1]: 0 before ``snow_from``, 1 from ``snow_full`` on."""
    if day <= snow_from:
        return 0.0
    if day >= snow_full:
        return 1.0
    return (day - snow_from) / (snow_full - snow_from)


@law
def next_weather(now: int, keep: float, clear: float, overcast: float, u_keep: float, u_new: float) -> int:
    """Return tomorrow's weather: kept with chance ``keep``, else drawn from the climate. Source: day, step 1."""
    if u_keep < keep:
        return now
    if u_new < clear:
        return Weather.CLEAR.value
    return Weather.OVERCAST.value if u_new < clear + overcast else Weather.WET.value


@step
def weather_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Draw the weather of the day; with the mechanism off every day is clear."""
    if p.on[WEATHER_SWITCH] < 0.5:
        st.weather = Weather.CLEAR
        return
    keep = sc.weather_keep if day > 0 else 0.0
    st.weather = next_weather(
        st.weather,
        keep,
        sc.weather_share[Weather.CLEAR],
        sc.weather_share[Weather.OVERCAST],
        uniform(key, day, WEATHER, 0),
        uniform(key, day, WEATHER, 1),
    )


@law
def mean_weather(sc: Scenario, p: Params) -> float:
    """Return the long-run mean of the air factor W [1]."""
    if p.on[WEATHER_SWITCH] < 0.5:
        return 1.0
    return weather_mean(
        sc.weather_share[Weather.CLEAR] * air_factor(Weather.CLEAR),
        sc.weather_share[Weather.OVERCAST] * air_factor(Weather.OVERCAST),
        sc.weather_share[Weather.WET] * air_factor(Weather.WET),
    )


@law
def mean_speed(sc: Scenario, p: Params) -> float:
    """Return the long-run mean of the speed factor [1]."""
    if p.on[WEATHER_SWITCH] < 0.5:
        return 1.0
    return weather_mean(
        sc.weather_share[Weather.CLEAR] * speed_factor(Weather.CLEAR),
        sc.weather_share[Weather.OVERCAST] * speed_factor(Weather.OVERCAST),
        sc.weather_share[Weather.WET] * speed_factor(Weather.WET),
    )


@law
def weather_mean(a: float, b: float, c: float) -> float:
    """Return a sum of three parts."""
    return a + b + c


MECHANISM = Mechanism(
    name="weather",
    summary="Weather grounds aircraft and slows columns; winter comes by the dates of the theatre.",
    switches={"weather": WEATHER_SWITCH},
    steps={"weather": weather_step},
    fields=(
        *table(
            "STATE",
            """
            weather | | i4 | code | 0 clear, 1 overcast, 2 wet
            """,
        ),
    ),
    streams={"weather": WEATHER},
    outlook="shared",
)
