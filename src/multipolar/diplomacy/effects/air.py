"""Aircraft, air defence and intelligence that an option brings to a side, and strikes from the air."""

from __future__ import annotations

from multipolar.codes import Access, Primitive
from multipolar.declare.part import Effect
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.shared import reach_of
from multipolar.mechanisms.coercion import COERCION_SWITCH, GROUP_STATE_SHARE, STRIKES_PER_AIRCRAFT, coercion_cost
from multipolar.numerics.jit import law, step

RAMP_DAYS = 3.0
"""Days until an air group or batteries work in full [days]. Grade J."""
GROUP_QUALITY = 0.85
"""Quality of a power's air group [1]. Grade J."""
AIRCRAFT_WEIGHT = 0.7
"""Weight of a combat aircraft in drone equivalents [1]. Grade J."""
AIRLIFT_SORTIES = 40.0
"""Aircraft that can be supplied by air alone [aircraft]. Grade J."""


@law
def ramp(age: float, days: float) -> float:
    """Return how much of a deployment is in place after ``age`` days [1], linear over ``days``."""
    return min(max(age / days, 0.0), 1.0)


@law
def sustained(aircraft: float, air_only: int) -> float:
    """Return the share of aircraft that fly in a day [1]: airlift alone sustains about 40 aircraft-days. Subject 11."""
    if air_only > 0 and aircraft > AIRLIFT_SORTIES:
        return AIRLIFT_SORTIES / aircraft
    return 1.0


@law
def group_strength(aircraft: float, access: float, air_only: int) -> float:
    """Return the air strength of a power's group [drone equivalents]: 0.7 aircraft 0.85^3 min(1, access)."""
    weight = AIRCRAFT_WEIGHT * GROUP_QUALITY * GROUP_QUALITY * GROUP_QUALITY
    return weight * aircraft * reach_of(access) * sustained(aircraft, air_only)


@step
def aircraft(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Let aircraft fly for side ``b``: air strength, and strikes on the state of its enemy."""
    air_only = 1 if sc.access_kind[j] == Access.AIR_ONLY else 0
    st.air_added[b] += group_strength(size, p.access[j], air_only) * ramp(age, RAMP_DAYS)
    if p.on[COERCION_SWITCH] > 0.5:
        sorties = STRIKES_PER_AIRCRAFT * GROUP_STATE_SHARE * size * reach_of(p.access[j]) * sustained(size, air_only)
        rise = coercion_cost(p.coercion_unit, sorties, p.population[1 - b])
        st.reach_cost[1 - b] += rise
        st.coercing[b] += rise


@step
def batteries(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Add air-defence batteries to side ``b``, in full after the days of a deployment."""
    st.sam_added[b] += size * reach_of(p.access[j]) * ramp(age, RAMP_DAYS)


@step
def air_cover(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Cover side ``b`` against enemy aircraft; of several covers the strongest counts."""
    st.enemy_air_factor[b] = min(st.enemy_air_factor[b], 1.0 - (1.0 - size) * reach_of(p.access[j]))


@step
def air_balance(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Raise the air balance of side ``b`` by intelligence."""
    st.intel[b] += size


@step
def visibility(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Multiply what side ``b`` sees of its enemy's targets."""
    st.visible[1 - b] *= size


@step
def warning(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Warn side ``b`` of its enemy's surprise; of several warnings the best counts."""
    st.surprise_factor[1 - b] = min(st.surprise_factor[1 - b], max(size, 0.0))


@step
def strike_equipment(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Destroy a share of the heavy arms of the target from the air, once; only a belligerent can be struck."""
    target = sc.opt_target[n]
    if target < 0 or target > 1:
        return
    part = min(1.0, size * reach_of(p.access[j]))
    for k in range(5):
        gone = part * st.equip[target, k]
        st.equip[target, k] -= gone
        st.equip_lost[target, k] += gone


EFFECTS = (
    Effect(Primitive.AIRCRAFT, aircraft),
    Effect(Primitive.SAM, batteries),
    Effect(Primitive.AIR_COVER, air_cover),
    Effect(Primitive.AIR_BALANCE, air_balance),
    Effect(Primitive.VISIBILITY, visibility),
    Effect(Primitive.WARNING, warning),
    Effect(Primitive.STRIKE_EQUIPMENT, strike_equipment, when="first day", side="any"),
)
