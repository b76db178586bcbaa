"""How a power expects the next weeks to go: the same laws as the war, in the mean, stride by stride.

The mean law of a mechanism stands in the file of the mechanism; assaults, which join several, stand in `combat`. Their order
within a stride is the one in ``project``. What a mechanism declares beyond these runs at the end of the stride.
"""

from __future__ import annotations

import numpy as np

from multipolar import mechanisms
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.diplomacy.outlook.combat import project_assaults
from multipolar.diplomacy.outlook.state import (
    BASE,
    COLLAPSES,
    DEATHS,
    GONE,
    LANES,
    SHARE,
    apply_perturbation,
    copy_baseline,
    start_outlook,
)
from multipolar.mechanisms.cohesion import project_collapse
from multipolar.mechanisms.displacement import displacement_shares, project_displacement
from multipolar.mechanisms.drones import project_air_balance, project_drones
from multipolar.mechanisms.effort import disputed_value, project_odds
from multipolar.mechanisms.finance import project_finance
from multipolar.mechanisms.fires import project_fires
from multipolar.mechanisms.outlook import OUTLOOK_STATE, OUTLOOK_STEP_DAYS, VECTOR, declared
from multipolar.mechanisms.reserves import project_reserves
from multipolar.mechanisms.supply import project_supply
from multipolar.mechanisms.tempo import project_tempo
from multipolar.mechanisms.weather import mean_speed, mean_weather
from multipolar.mechanisms.will import project_will
from multipolar.numerics.arrays import FloatCube, IntRow, Records
from multipolar.numerics.chain import chain
from multipolar.numerics.jit import lanes, law, step

PLACED = (
    project_supply, project_tempo, project_odds, project_fires, project_drones, project_reserves, project_finance, project_will,
    project_collapse, project_displacement,
)  # fmt: skip
"""Declared outlook laws with a place of their own in the stride: ``project`` calls them, ``project_assaults`` the odds."""

declared_outlooks = chain("declared_outlooks", declared(mechanisms, PLACED), ("sc", "p", "st", "w", "n", "ahead"), lanes)
"""All other outlook laws that mechanisms declare, one after the other."""


@step
def project_outlook(sc: Scenario, p: Params, st: State, required: IntRow, steps: int, out: FloatCube) -> None:
    """Fill ``out`` (lane, stride, output) for the first lane and those required; the others are left as they are.

    Wanted lanes lie side by side and are carried on together: their number is filled up with copies of the first.
    """
    scratch = np.empty(1, OUTLOOK_STATE)
    fill_outlook(sc, p, st, scratch, required, steps, out)


@step
def fill_outlook(sc: Scenario, p: Params, st: State, scratch: Records, required: IntRow, steps: int, out: FloatCube) -> None:
    """Fill ``out`` from the picture of both sides, drawn in ``scratch``."""
    w = scratch[0]
    start_outlook(sc, p, st, 0, w)
    start_outlook(sc, p, st, 1, w)
    n = 0
    for lane in range(LANES):
        if lane == BASE or required[lane] > 0:
            w.lane[n] = lane
            n += 1
    while n % VECTOR != 0:
        w.lane[n] = BASE
        n += 1
    copy_baseline(st, w, n)
    for i in range(n):
        apply_perturbation(sc, w, i)
    project(sc, p, st, w, n, steps, out)


@step
def project(sc: Scenario, p: Params, st: State, w: OutlookState, n: int, steps: int, out: FloatCube) -> None:
    """Carry ``n`` lanes ``steps`` strides on and write, per stride: share of A, displaced share, deaths, collapse.

    The opener is carried on first, whatever its letter: what a power foresees must not depend on names.
    """
    weather = mean_weather(sc, p)
    speed = mean_speed(sc, p)
    value = disputed_value(sc, p)
    movable, gone = displacement_shares(sc, p, st)
    first, second = sc.opener, 1 - sc.opener
    value_first, value_second = axis_value(p, w, first, value), axis_value(p, w, second, value)
    for k in range(steps):
        ahead = k * OUTLOOK_STEP_DAYS
        project_supply(sc, p, st, first, w, n, ahead)
        project_supply(sc, p, st, second, w, n, ahead)
        project_tempo(sc, p, st, first, w, n, ahead)
        project_tempo(sc, p, st, second, w, n, ahead)
        project_air_balance(p, st, w, n, weather, ahead)
        project_assaults(sc, p, st, first, w, n, speed, value_first, ahead)
        project_assaults(sc, p, st, second, w, n, speed, value_second, ahead)
        project_alone(sc, p, st, first, w, n, weather, ahead)
        project_alone(sc, p, st, second, w, n, weather, ahead)
        declared_outlooks(sc, p, st, w, n, ahead)
        gone = project_displacement(p, movable, gone)
        for i in range(n):
            lane = w.lane[i]
            out[lane, k, SHARE] = expected_share(w.share[i], w.collapse[0, i], w.collapse[1, i])
            out[lane, k, GONE] = min(1.0, gone + p.flight_all * max(w.taken[0, i], w.taken[1, i]) * (1.0 - gone))
            out[lane, k, DEATHS] = w.dead[0, i] + w.dead[1, i]
            out[lane, k, COLLAPSES] = w.collapse[0, i] + w.collapse[1, i]


@lanes
def project_alone(sc: Scenario, p: Params, st: State, b: int, w: OutlookState, n: int, weather: float, ahead: float) -> None:
    """Carry side ``b`` over the rest of a stride: losses to guns and drones, reserves, money, will, collapse."""
    project_fires(p, st, b, w, n, weather)
    project_drones(sc, p, st, b, w, n, weather, ahead)
    project_reserves(sc, p, st, b, w, n, ahead)
    project_finance(p, b, w, n)
    project_will(p, st, b, w, n)
    project_collapse(sc, p, st, b, w, n, ahead)


@law
def axis_value(p: Params, w: OutlookState, b: int, value: float) -> float:
    """Return the share of all value that the axis of side ``b`` holds [share], 0 without an axis."""
    s = int(w.axis[b])
    return p.value[s] / value if s >= 0 else 0.0


@law
def expected_share(share: float, collapse_a: float, collapse_b: float) -> float:
    """Return the value share of A once collapses are counted: all for the other side [share]."""
    fall_a = collapse_a * (1.0 - 0.5 * collapse_b)
    fall_b = collapse_b * (1.0 - 0.5 * collapse_a)
    return min(max(share * (1.0 - fall_a - fall_b) + fall_b, 0.0), 1.0)
