"""The roads of the theatre: what strikes and ground fire take from them, who holds them, and a mark of the whole network."""

from __future__ import annotations

import math

from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.ground import holder_of
from multipolar.mechanisms.snow import pass_snow
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law

AIR_CAP = 0.4
"""Most capacity that strikes take from an edge [share]. Grade J: air alone rarely starves a front."""
GROUND_CUT = 0.7
"""Loss of capacity by ground fire from which an edge is cut [share]. Grade J."""
STIR, GOLDEN = 9973.0, 0.6180339887498949
"""Factor and step that spread what a fingerprint takes in over [0, 1) [1]. Source: Knuth, Art of Computer Programming 3, 6.4."""


@law
def damage_after(theta: float, strikes: float, rho: float, repair_days: float) -> float:
    """Return the share of an edge lost to strikes a day later [1], capped at 0.4: air alone rarely starves.

    theta + (1 - exp(-rho n))(1 - theta) - theta / tau. Source: day, step 2.
    """
    hit = 1.0 - exp(-rho * strikes)
    return min(AIR_CAP, max(0.0, theta + hit * (1.0 - theta) - theta / max(repair_days, 0.5)))


@law
def ground_damage(enemy_end: float, enemy_over: float, exposed: float) -> float:
    """Return the share of an edge lost to ground fire or occupation [1].

    1 where the enemy holds over half of an end sector; by fire, of which ``exposed`` counts, 0.7 where he holds over a quarter
    of one and 0.5 where he holds 0.7 of a sector that overlooks the edge. Source: day, step 2.
    """
    if enemy_end > 0.5:
        return 1.0
    if enemy_end > 0.25:
        return 0.7 * exposed
    return 0.5 * exposed if enemy_over >= 0.7 else 0.0


@law
def edge_left(sc: Scenario, p: Params, st: State, e: int, day: float) -> float:
    """Return the capacity of edge ``e`` on a day [t/day]."""
    if sc.edge_closed[e] > 0:
        return 0.0
    return p.edge_capacity[e] * (1.0 - max(st.air_damage[e], st.ground_damage[e])) * (1.0 - pass_snow(sc, p, e, day))


@law
def edge_side(sc: Scenario, st: State, e: int) -> int:
    """Return the side that holds both ends of edge ``e``, -1 when they differ."""
    side_a = holder_of(sc, st.share[sc.edge_a[e]])
    side_b = holder_of(sc, st.share[sc.edge_b[e]])
    return side_a if side_a == side_b else -1


@law
def marked_edges(sc: Scenario, enemy: int) -> int:
    """Return how many lifeline edges side ``enemy`` can strike."""
    n = 0
    for e in range(sc.n_edges):
        life = sc.edge_life[e]
        if life >= 0 and sc.life_side[life] == 1 - enemy:
            n += 1
    return n


@law
def mixed(mark: float, value: float) -> float:
    """Return a fingerprint in [0, 1) with ``value`` taken in: two lists of values have the same one by a rare accident only."""
    spread = STIR * (mark + GOLDEN * value)
    return spread - math.floor(spread)


@law
def network_fingerprint(sc: Scenario, st: State) -> float:
    """Return a fingerprint of the network: it moves when an edge opens, closes or comes under fire, or a sector falls."""
    mark = 1.0
    for e in range(sc.n_edges):
        if sc.edge_b[e] >= 0:
            mark = mixed(mark, st.ground_damage[e])
            mark = mixed(mark, edge_side(sc, st, e))
    for s in range(sc.n_sectors):
        mark = mixed(mark, holder_of(sc, st.share[s]))
    return mark
