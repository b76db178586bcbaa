"""Snow shuts high passes, slows columns in the mountains and costs men above the snow line."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.weather import snow_share
from multipolar.numerics.elementary import logistic
from multipolar.numerics.jit import law, step

SNOW_SWITCH = 34
"""Place in PARAMS ``on``."""

HIGH_LINE, LOW_LINE = 3000.0, 1200.0
"""Snow line in 40 degrees north on 1 October and from 1 January on [m]. Grade J."""
LINE_LATITUDE = 40.0
"""Latitude of that line [degrees north]. Grade J: where the two heights above are stated."""
PER_DEGREE = 100.0
"""Fall of the line per degree north [m/degree]. Grade J."""
FALL_FROM, FALL_DAYS = 274.0, 92.0
"""Day of the year on which the line begins to fall, and the days in which it falls: 1 October to 1 January [days]. Grade J."""
RISE_FROM, RISE_DAYS = 60.0, 121.0
"""The same of its rise: 1 March to the end of June [days]. Grade J."""
YEAR = 365.0
"""Number of days of a year [days]."""
LINE_WIDTH = 150.0
"""Height over the line within which a pass closes [m]. Grade J."""
SHUT = 0.5
"""Share of its capacity that snow takes from which a pass counts as shut [share]. Grade J."""
SHUT_DAYS = 10.0
"""Days after which no lorry brings shells over a shut pass [days]. Grade J."""
WINTER_SPEED = 0.5
"""Part of the speed on rugged ground that full winter takes [share]. Grade J."""
FROST = 0.0002
"""Share of the men above the snow line that frost puts out of action in a day [1/day]. Grade J."""


@law
def snow_line(doy: float, latitude: float) -> float:
    """Return the height above which snow lies on day ``doy`` of the year at ``latitude`` north [m].

    3,000 m in summer and on 1 October, 1,200 m from 1 January to 1 March, straight in between, each in 40 degrees north; 100 m
    lower per degree north of it.
    """
    day = doy % YEAR
    low = min(max((day - FALL_FROM) / FALL_DAYS, 0.0), 1.0)
    if day < FALL_FROM:
        low = 1.0 - min(max((day - RISE_FROM) / RISE_DAYS, 0.0), 1.0)
    return HIGH_LINE - low * (HIGH_LINE - LOW_LINE) - PER_DEGREE * (latitude - LINE_LATITUDE)


@law
def closed_by_height(height: float, line: float) -> float:
    """Return the share of a pass of ``height`` that snow closes [share]: logistic((height - line) / 150 m); 0 without a height."""
    return logistic((height - line) / LINE_WIDTH) if height > 0.0 else 0.0


@law
def winter_on(sc: Scenario, p: Params, day: float) -> float:
    """Return how far winter has come on a day [share]; 0 where snow is switched off."""
    return snow_share(day, sc.snow_from, sc.snow_full) if p.on[SNOW_SWITCH] > 0.5 else 0.0


@law
def line_on(sc: Scenario, day: float) -> float:
    """Return the snow line of the theatre on a day of the forecast [m]."""
    return snow_line(sc.doy_start + day, sc.latitude)


@law
def pass_snow(sc: Scenario, p: Params, e: int, day: float) -> float:
    """Return the share of the capacity of edge ``e`` that snow takes on a day [share].

    The larger of what is stated for full winter and what its height closes; a road that ploughs keep open states no height.
    """
    if p.on[SNOW_SWITCH] < 0.5:
        return 0.0
    stated = p.edge_snow[e] * snow_share(day, sc.snow_from, sc.snow_full)
    return max(stated, closed_by_height(p.edge_height[e], line_on(sc, day)))


@law
def shut_to_shells(sc: Scenario, p: Params, e: int, day: float) -> bool:
    """Return whether edge ``e`` has been shut by snow for more than ten days, so that no shells come over it."""
    return pass_snow(sc, p, e, day) > SHUT and pass_snow(sc, p, e, day - SHUT_DAYS) > SHUT


@law
def winter_speed(rough: float, winter: float) -> float:
    """Return the factor of winter on the speed of an advance [1]: 1 - 0.5 winter on rugged ground, 1 elsewhere."""
    return 1.0 - WINTER_SPEED * winter * rough


@step
def snow_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Tell how far winter has come, and let frost take men who stand above the snow line; all of them survive it."""
    st.winter = winter_on(sc, p, day)
    if p.on[SNOW_SWITCH] < 0.5:
        return
    line = line_on(sc, day)
    for s in range(sc.n_sectors):
        if p.elevation[s] > line:
            for b in range(2):
                frozen = FROST * st.men[b, s]
                st.men[b, s] -= frozen
                st.recovering[b] += frozen


MECHANISM = Mechanism(
    name="snow",
    summary="Snow shuts high passes, slows columns in the mountains and costs men above the snow line.",
    switches={"snow": SNOW_SWITCH},
    steps={"snow": snow_step},
    fields=table(
        "STATE",
        """
        winter | | f8 | share | how far winter has come
        """,
    ),
    outlook="shared",
)
