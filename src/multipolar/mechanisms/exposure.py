"""How many men of either side can be brought to bear on a sector, and how many of them are exposed there."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.ground import HELD, held
from multipolar.numerics.jit import law

TRACK_MEN = 3000.0
"""Most men who can attack along a track [persons]. Grade J: one brigade."""


@law
def attack_cap(rugged_ground: float, width: float) -> float:
    """Return the men that can be exposed on a front of ``width`` km: (700 - 300 rugged) min(width, 25). Source: day, step 4."""
    return (700.0 - 300.0 * rugged_ground) * min(width, 25.0)


@law
def exposed_attackers(potential: float, tooth: float, cap: float, track: int) -> float:
    """Return X_a, the attackers exposed on an axis [persons]: min(tooth X, cap); by track at most 3,000. Source: day, step 4."""
    if track > 0:
        return min(0.4 * potential, TRACK_MEN)
    return min(tooth * potential, cap)


@law
def exposed_defenders(men: float, cap: float) -> float:
    """Return X_d, the defenders exposed in a sector [persons]: min(max(0.7 men, 20), cap). Source: day, step 4."""
    return min(max(0.7 * men, 20.0), cap)


@law
def potential_men(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the men that could be brought to bear on ``s`` [persons]: those there, half the neighbours, 0.2 reserve."""
    total = st.men[b, s] + 0.2 * st.reserve[b] * (1.0 - st.pinned[b])
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        if held(st, b, t) > HELD and sc.edge_closed[sc.adj_edge[k]] == 0:
            total += 0.5 * st.men[b, t]
    return total * p.commitment[b]


MECHANISM = Mechanism(
    name="exposure",
    summary="How many men of either side can be brought to bear on a sector, and how many of them are exposed there.",
    fields=table(
        "PARAMS",
        """
        tooth | | f8 | share | P63 share of troops that can be exposed
        """,
    ),
    priors=(Prior("tooth", "P63", "Tri(0.35, 0.50, 0.65)", "J", "judgement"),),
    outlook="shared",
)
