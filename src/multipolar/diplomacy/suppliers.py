"""What a side has from a supplier is lost while that supplier does not stand behind it: drones, planning and shells."""

from __future__ import annotations

from multipolar.codes import Level
from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.shared import helped_side, in_effect
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step

PLANNING_PART = 0.25
"""Part of the log of quality that planning and command make [share]. Grade J."""


@law
def stands_behind(sc: Scenario, st: State, j: int, b: int, day: float) -> bool:
    """Return whether power ``j`` supports side ``b`` with arms, advice or forces on ``day``."""
    for o in range(sc.n_options[j]):
        n = sc.option[j, o]
        if sc.opt_level[n] >= Level.ARMED and helped_side(sc, n) == b and in_effect(st, j, o, day):
            return True
    return False


@law
def part_cut(sc: Scenario, p: Params, st: State, b: int, day: float) -> float:
    """Return the part of what suppliers account for that side ``b`` lacks [share]: the shares of those who do not support it."""
    cut = 0.0
    for j in range(sc.n_powers):
        if p.supply_share[j, b] > 0.0 and not stands_behind(sc, st, j, b, day):
            cut += p.supply_share[j, b]
    return min(cut, 1.0)


@law
def planning_left(quality: float, cut: float) -> float:
    """Return the factor on strength that is left of planning [1]: exp(-1.5 Q 0.25 cut), a quarter of the log of exp(1.5 Q)."""
    return exp(-1.5 * quality * PLANNING_PART * cut)


@step
def suppliers_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Take planning off a side while suppliers do not support it, and for good the drones that they keep in the air.

    Shells need no rule here: what a power delivers ends with its support (`diplomacy/effects/supply.py`).
    """
    for b in range(2):
        cut = part_cut(sc, p, st, b, float(day))
        if cut > st.supply_cut[b]:
            st.drones[b] *= (1.0 - cut) / (1.0 - st.supply_cut[b])
            st.supply_cut[b] = cut
        st.quality_now[b] *= planning_left(p.quality[b], cut)


MECHANISM = Mechanism(
    name="suppliers",
    summary="What a side has from a supplier is lost while that supplier does not stand behind it: drones, planning and shells.",
    steps={"suppliers": suppliers_step},
    fields=(
        *table(
            "STATE",
            """
            supply_cut | b | f8 | share | largest part of its drones that the side has lost with suppliers who did not support it
            """,
        ),
    ),
    not_foreseen="powers take today's drones and quality as they are; that their own exit would take more is left out",
)
