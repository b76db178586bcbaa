"""Guns eat tonnes: fire follows activity, stocks and supply, and silent guns cost odds."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.supply import side_supply
from multipolar.numerics.jit import law, step

MUNITIONS_SWITCH = 25
"""Place in PARAMS ``on``."""

ROUND_KG = 45.0
"""Weight of a round with its charge [kg]. Grade M: 122 to 152 mm guns."""


@law
def tonnes_wanted(use: float, activity: float, supply: float) -> float:
    """Return the tonnes a side fires in a day: high-intensity ``use`` x (0.4 + 0.6 activity) x supply [t/day].

    ``activity`` is the share of its axes in assault. Source: day, step 3 (expenditure rows are high-intensity values).
    """
    return use * (0.4 + 0.6 * activity) * supply


@law
def shells_out(stock: float, use: float) -> bool:
    """Return whether less than one day of high-intensity fire is left."""
    return stock < use


@step
def munitions_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Fire the day's tonnes out of the stock; with the mechanism off stocks never run out."""
    for b in range(2):
        axes = 0
        active = 0
        for s in range(sc.n_sectors):
            axes += st.chosen[b, s]
            active += st.phase[b, s]
            active += 1 if st.phase[1 - b, s] > 0 and st.chosen[b, s] == 0 else 0
        activity = min(1.0, active / max(axes, 1))
        wanted = tonnes_wanted(p.munitions_use[b], activity, side_supply(sc, st, b))
        if st.truce_left > 0.0:
            wanted *= 0.05
        if p.on[MUNITIONS_SWITCH] > 0.5:
            wanted = min(wanted, st.munitions[b])
            st.munitions[b] -= wanted
        st.fire_tonnes[b] = wanted
        st.fired[b] += wanted


MECHANISM = Mechanism(
    name="munitions",
    summary="Guns eat tonnes: fire follows activity, stocks and supply, and silent guns cost odds.",
    switches={"munitions": MUNITIONS_SWITCH},
    steps={"munitions": munitions_step},
    fields=(
        *table(
            "STATE",
            """
            fired | b | f8 | t | tonnes fired since the start
            fire_tonnes | b | f8 | t | tonnes fired today
            """,
        ),
    ),
    outlook="shared",
)
