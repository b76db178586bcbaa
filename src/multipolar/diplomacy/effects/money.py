"""Financial strain that an option lays on a belligerent or a power, or takes off."""

from __future__ import annotations

from multipolar.codes import Primitive
from multipolar.declare.part import Effect
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.numerics.jit import law, step

ECONOMY_HALF = 0.03
"""Share of world capability at which a sanction has half its effect [share]. Grade J."""

ENERGY_WEIGHT = 1.0
"""Strain that comes on top where all energy of a side is cut with a sanction, over that of the sanction [ratio]. Grade J."""


@law
def economic_weight(capability: float) -> float:
    """Return how much a power's economy tells [1]: capability / (capability + 0.03), capability as share of the world's."""
    return capability / (capability + ECONOMY_HALF)


@law
def energy_cut(sc: Scenario, p: Params, j: int, b: int, size: float) -> float:
    """Return the factor on strain that power ``j`` lays on side ``b`` [ratio]: 1 + its dependence where ``j`` has its energy.

    Who sanctions a side that lives on its gas cuts that too. What takes strain off is as it is.
    """
    return 1.0 + ENERGY_WEIGHT * p.energy_need[b] if sc.energy_source[b] == j and size > 0.0 else 1.0


@step
def strain(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int) -> None:
    """Lay strain on the target or take it off, a thirtieth of the monthly magnitude a day times the economic weight."""
    target = sc.opt_target[n]
    if target < 0:
        return
    change = size / 30.0 * economic_weight(p.capability[2 + j])
    if target < 2:
        change *= energy_cut(sc, p, j, target, size)
        st.strain_ext[target] = min(max(st.strain_ext[target] + change, -0.5), 0.8)
    else:
        st.cost[target] += change * (p.reserves_money[target] + p.credit[target]) * 1000.0


EFFECTS = (Effect(Primitive.STRAIN, strain, side="any"),)
