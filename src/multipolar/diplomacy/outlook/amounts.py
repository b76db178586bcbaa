"""What an option amounts to in the outlook: how many steps of each lane its effects are."""

from __future__ import annotations

from multipolar.codes import Access, Primitive, Verb
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.air import AIRCRAFT_WEIGHT, group_strength
from multipolar.diplomacy.effects.ground import adviser_gain, line_equivalent
from multipolar.diplomacy.effects.money import economic_weight, energy_cut
from multipolar.diplomacy.effects.shared import helped_side, reach_of, target_side
from multipolar.diplomacy.effects.supply import agreed_flow
from multipolar.diplomacy.outlook.state import (
    AIR,
    AIR_STEP,
    LANES,
    MEN_A,
    MEN_STEP,
    QUALITY_A,
    QUALITY_STEP,
    SHELLS_A,
    SHELLS_STEP,
    STRAIN_A,
    STRAIN_STEP,
)
from multipolar.mechanisms.effort import SURPRISE_DAYS, surprise_of
from multipolar.mechanisms.ground import luck_of
from multipolar.numerics.arrays import FloatRow
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law


@law
def lane_parts(sc: Scenario, p: Params, st: State, j: int, n: int, horizon: float, parts: FloatRow) -> None:
    """Fill ``parts``: how many lane steps of each kind the option of power ``j`` amounts to over the horizon."""
    for lane in range(LANES):
        parts[lane] = 0.0
    helped = helped_side(sc, n)
    aimed = target_side(sc, st, j, n)
    reach = reach_of(p.access[j])
    air_only = 1 if sc.access_kind[j] == Access.AIR_ONLY else 0
    for slot in range(4):
        code = sc.opt_effect[n, slot]
        if code < 0:
            continue
        size = p.option_size[n, slot]
        if helped >= 0:
            help_parts(sc, p, st, j, n, helped, code, size, reach, air_only, horizon, parts)
        if aimed >= 0:
            harm_parts(sc, p, st, j, n, aimed, code, size, horizon, parts)


@law
def help_parts(
    sc: Scenario,
    p: Params,
    st: State,
    j: int,
    n: int,
    b: int,
    code: int,
    size: float,
    reach: float,
    air_only: int,
    horizon: float,
    parts: FloatRow,
) -> None:
    """Add what an effect in favour of side ``b`` amounts to, in lane steps."""
    sign = 1.0 if luck_of(sc, b) == 0 else -1.0
    air = 0.0
    if code == Primitive.QUALITY:
        parts[QUALITY_A + b] += adviser_gain(p.adviser_effect, size) / QUALITY_STEP
    elif code == Primitive.MUNITIONS:
        rate = agreed_flow(sc, p, j, b) if sc.opt_verb[n] == Verb.ARM else size * reach
        parts[SHELLS_A + b] += rate / SHELLS_STEP
    elif code == Primitive.MEN and air_only == 0:
        parts[MEN_A + b] += size * reach / MEN_STEP
    elif code == Primitive.FIGHTERS:
        parts[MEN_A + b] += line_equivalent(size, p.quality[b]) / MEN_STEP
    elif code == Primitive.EQUIPMENT:
        parts[QUALITY_A + b] += 0.3 * 0.5 * size * reach * horizon / QUALITY_STEP
    elif code == Primitive.AIRCRAFT:
        air = air_change(sc, p, st, b, group_strength(size, p.access[j], air_only))
    elif code == Primitive.DRONES and sc.exports_drones[j] > 0:
        air = air_change(sc, p, st, b, 0.5 * size * horizon * reach)
    elif code == Primitive.SAM:
        air = 0.1 * cover_change(p, st, b, 0.0) * min(1.0, size * reach / 8.0)
    elif code == Primitive.AIR_COVER:
        air = cover_change(p, st, b, 1.0 - (1.0 - size) * reach)
    elif code == Primitive.AIR_BALANCE:
        air = size
    elif code == Primitive.VISIBILITY:
        air = 0.3 * (size - 1.0)
    elif code == Primitive.WARNING and st.surprise_factor[1 - b] > size:
        left = surprise_of(sc, p, 1 - b, st.day_now)
        air = warning_gain(p.assault_surprise * left * (1.0 - size), p.assault_air, horizon)
    parts[AIR] += sign * air / AIR_STEP


@law
def warning_gain(logit: float, air_weight: float, days: float) -> float:
    """Return the air balance worth as much over ``days`` as the surprise [logit] that a warning takes away [1].

    Surprise fades with a time of five days, so the mean over the days is 5 (1 - exp(-days/5)) / days of it.
    """
    mean = SURPRISE_DAYS * (1.0 - exp(-days / SURPRISE_DAYS)) / max(days, 1.0)
    return logit * mean / max(air_weight, 0.5)


@law
def harm_parts(
    sc: Scenario, p: Params, st: State, j: int, n: int, b: int, code: int, size: float, horizon: float, parts: FloatRow
) -> None:
    """Add what an effect on side ``b`` amounts to, in lane steps; relief of strain counts here too.

    Strain and strikes reach the side that the option names and nobody else.
    """
    named = sc.opt_target[n] == b
    if code == Primitive.STRAIN and named:
        weight = economic_weight(p.capability[2 + j]) * energy_cut(sc, p, j, b, size)
        parts[STRAIN_A + b] += size * weight * horizon / 30.0 / STRAIN_STEP
    elif code == Primitive.PIN:
        parts[MEN_A + b] -= size * st.reserve[b] / MEN_STEP
    elif code == Primitive.STRIKE_EQUIPMENT and named:
        parts[QUALITY_A + b] -= 0.3 * size * reach_of(p.access[j]) / QUALITY_STEP


@law
def air_change(sc: Scenario, p: Params, st: State, b: int, aircraft: float) -> float:
    """Return by how much ``aircraft`` drone equivalents more would move the air balance towards side ``b`` [1]."""
    men = st.men_start[0] + st.men_start[1]
    total = st.air_planes[0] + st.air_planes[1] + st.drones[0] + st.drones[1] + men / 6000.0
    return aircraft * (1.0 - st.air_balance[b]) / max(total + aircraft, 1e-6)


@law
def cover_change(p: Params, st: State, b: int, factor: float) -> float:
    """Return what covering side ``b`` against enemy aircraft is worth in air balance [1]."""
    planes = (1.0 - factor) * AIRCRAFT_WEIGHT * p.aircraft[1 - b] * p.quality[1 - b] * p.quality[1 - b] * p.quality[1 - b]
    men = st.men_start[0] + st.men_start[1]
    total = st.air_planes[0] + st.air_planes[1] + st.drones[0] + st.drones[1] + men / 6000.0
    return planes / max(total, 1e-6)
