"""How many men of either side can be brought to bear on a sector, and how many of them are exposed there."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.ground import HELD, breadth, held
from multipolar.mechanisms.roads import GROUND_CUT, ground_damage
from multipolar.numerics.jit import law

WIDTH_DENSITY = 3800.0
"""Most men who can be exposed on a kilometre of front [persons/km]. Grade E: half of the 90 % density of attacks in CDB90."""
WIDEST = 25.0
"""Widest front of one attack [km]. Grade J."""
TRACK_SHARE = 0.4
"""Share of the men who come by track that can be exposed [share]. Grade J."""
TRACK_MEN = 3000.0
"""Most men who can attack along a track [persons]. Grade J: one brigade."""
PRESENT_SHARE = 0.7
"""Share of the men in a sector who are exposed in its defence [share]. Grade J."""
FEWEST = 20.0
"""Defenders who count where nobody stands [persons]. Grade J: a picket."""
NEIGHBOUR_PART = 0.5
"""Part of the men of a neighbouring sector who can be called upon in a day [share]. Grade J."""
BUSY_PART = 0.25
"""The same of a neighbour that is itself under assault [share]. Grade J: one reserve does not hold three sectors."""
ROAD_OPEN, TRACK_OPEN = 1.0, 0.5
"""Part of those men who come in time by road and by track [share]. Grade J."""
RESERVE_PART = 0.2
"""Share of a side's reserve that can move in a day [1/day]. Grade J."""
AIR_HINDRANCE = 0.4
"""Share of it that the enemy's full mastery of the air holds up [share]. Grade J."""


@law
def exposure_cap(width: float) -> float:
    """Return K, the men that can be exposed on a front of ``width`` km, of either side [persons]: 3,800 min(width, 25)."""
    return WIDTH_DENSITY * min(width, WIDEST)


@law
def exposed_attackers(potential: float, tooth: float, cap: float, track: int) -> float:
    """Return X_a, the attackers exposed on an axis [persons]: min(tooth X, K); by track at most 3,000."""
    if track > 0:
        return min(TRACK_SHARE * potential, TRACK_MEN)
    return min(tooth * potential, cap)


@law
def exposed_defenders(men: float, called: float, tooth: float, cap: float) -> float:
    """Return X_d, the defenders exposed in a sector [persons]: min(max(0.7 men there + tooth men called upon, 20), K)."""
    return min(max(PRESENT_SHARE * men + tooth * called, FEWEST), cap)


@law
def mobile_reserve(st: State, b: int) -> float:
    """Return the men of the reserve of side ``b`` who can move in a day [persons]: 0.2 reserve (1 - pinned)(1 - 0.4 a+)."""
    return RESERVE_PART * st.reserve[b] * (1.0 - st.pinned[b]) * (1.0 - AIR_HINDRANCE * max(st.air_balance[1 - b], 0.0))


@law
def way_open(sc: Scenario, st: State, b: int, k: int) -> float:
    """Return the part of the men behind arc ``k`` that comes in time [share]: by road, by half by track, or none.

    None comes from ground that the side does not hold, over a closed edge, or from a sector of which the enemy holds so much
    that its roads are cut. The enemy's hold on the sector that they go to does not count: there the fight is.
    """
    t = sc.adj_node[k]
    e = sc.adj_edge[k]
    if held(st, b, t) <= HELD or sc.edge_closed[e] > 0 or ground_damage(held(st, 1 - b, t), 0.0, 1.0) >= GROUND_CUT:
        return 0.0
    return TRACK_OPEN if sc.edge_track[e] > 0 else ROAD_OPEN


@law
def called_men(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the committed men of side ``b`` who can be called to ``s`` in a day [persons]: neighbours' and of the reserve."""
    total = mobile_reserve(st, b)
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        total += (BUSY_PART if st.phase[1 - b, t] > 0 else NEIGHBOUR_PART) * st.men[b, t] * way_open(sc, st, b, k)
    return total * p.commitment[b]


@law
def potential_men(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the committed men of side ``b`` who could be brought to bear on ``s`` [persons]: those there and those called."""
    return st.men[b, s] * p.commitment[b] + called_men(sc, p, st, b, s)


@law
def men_present(st: State, b: int, s: int) -> float:
    """Return the men of side ``b`` who stand in ``s`` [persons]: of its army in the theatre, or of its home forces if more."""
    return max(st.men[b, s], st.home_men[b, s])


@law
def attackers_on(sc: Scenario, p: Params, st: State, b: int, s: int, track: int) -> float:
    """Return the attackers that side ``b`` exposes on the axis into ``s`` today [persons]."""
    return exposed_attackers(potential_men(sc, p, st, b, s), p.tooth, exposure_cap(breadth(sc.area[s])), track)


@law
def defenders_of(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the defenders that side ``b`` exposes in ``s`` today [persons]."""
    return exposed_defenders(men_present(st, b, s), called_men(sc, p, st, b, s), p.tooth, exposure_cap(breadth(sc.area[s])))


@law
def contained(attackers: float, reserve: float) -> float:
    """Return what is left of a gain once local reserves meet the breach [share]: X_a / (X_a + local reserve)."""
    return attackers / max(attackers + reserve, 1.0)


@law
def local_reserve(men: float, called: float, tooth: float, line: float) -> float:
    """Return the men who can meet a breach in a sector [persons]: tooth x (men called to it + men there beyond its line).

    ``line``: men whom the whole front of the sector takes to hold, P61 a kilometre. A breach opens a few kilometres of that
    front; whoever in the sector is not bound to the rest of it is a reserve nearer than any neighbour's.
    """
    return tooth * (called + max(men - line, 0.0))


@law
def reserve_at(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the men of side ``b`` who can meet a breach in ``s`` today [persons]."""
    return local_reserve(st.men[b, s], called_men(sc, p, st, b, s), p.tooth, p.hold_density * breadth(sc.area[s]))


MECHANISM = Mechanism(
    name="exposure",
    summary="How many men of either side can be brought to bear on a sector, and how many of them are exposed there.",
    fields=(
        *table(
            "PARAMS",
            """
            tooth | | f8 | share | P63 share of troops that can be exposed
            """,
        ),
        *table(
            "STATE",
            """
            home_men | b s | f8 | persons | home forces that have not turned out yet
            """,
        ),
    ),
    priors=(Prior("tooth", "P63", "Tri(0.35, 0.50, 0.65)", "J", "judgement"),),
    outlook="shared",
)
