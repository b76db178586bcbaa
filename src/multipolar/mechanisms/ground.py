"""Who holds which ground, who faces whom, and how ready each side is: the derived quantities that all laws share."""

from __future__ import annotations

import math

from multipolar.codes import Equipment, Terrain
from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import law, step

TERRAIN_SWITCH = 26
"""Place in PARAMS ``on``."""

HELD = 0.5
"""Share from which a side holds a sector [share]. Grade J: more than half."""
INSIDE = 0.03
"""Share from which a side has a foothold in a sector [share]. Grade J."""
CLEARED = 0.97
"""Share from which nothing is left to attack in a sector [share]. Grade J."""


@law
def luck_of(sc: Scenario, b: int) -> int:
    """Return the place of side ``b`` among the random draws: 0 for the opener, 1 for the other, so that luck knows no letter."""
    return b if sc.opener == 0 else 1 - b


@law
def held(st: State, b: int, s: int) -> float:
    """Return the share of sector ``s`` that side ``b`` holds [share]."""
    return st.share[s] if b == 0 else 1.0 - st.share[s]


@law
def holder_of(sc: Scenario, share: float) -> int:
    """Return the side that holds more than half where A holds ``share``; of two halves the side that did not open the round."""
    if share == HELD:
        return 1 - sc.opener
    return 0 if share > HELD else 1


@law
def rugged(sc: Scenario, p: Params, s: int) -> float:
    """Return 1.0 on rugged or mountain ground, 0.0 elsewhere or when terrain is switched off."""
    return 1.0 if sc.terrain[s] >= Terrain.RUGGED and p.on[TERRAIN_SWITCH] > 0.5 else 0.0


@law
def urban(sc: Scenario, p: Params, s: int) -> float:
    """Return 1.0 for a sector whose key place is a defended town, 0.0 elsewhere or when terrain is switched off."""
    return 1.0 if sc.urban[s] > 0 and p.on[TERRAIN_SWITCH] > 0.5 else 0.0


@law
def breadth(area: float) -> float:
    """Return the breadth of a sector [km]: the root of its area [km2], at most 60. Source: day, size of a sector."""
    return min(math.sqrt(max(area, 1.0)), 60.0)


@law
def open_to(sc: Scenario, st: State, b: int, s: int) -> bool:
    """Return whether side ``b`` may attack sector ``s``: disputed ground freely, other ground by escalation level."""
    if sc.gate[s] > 0:
        return st.allowed[b] >= sc.gate[s]
    return sc.contested[s] > 0


@law
def join(st: State, b: int, s: int, men: float) -> None:
    """Add men to a sector; fresh men dilute the share of losses that weighs on those who were there."""
    if men > 0.0:
        st.loss_share[b, s] *= st.men[b, s] / (st.men[b, s] + men)
        st.men[b, s] += men


@law
def men_total(sc: Scenario, st: State, b: int) -> float:
    """Return all men of side ``b`` in the theatre, reserve included [persons]."""
    total = st.reserve[b]
    for s in range(sc.n_sectors):
        total += st.men[b, s]
    return total


@law
def front_men(sc: Scenario, st: State, b: int) -> float:
    """Return the men of side ``b`` who face the enemy today [persons]."""
    total = 0.0
    for s in range(sc.n_sectors):
        if st.contact[b, s] > 0:
            total += st.men[b, s]
    return total


@law
def heavy_weight(st: State, b: int) -> float:
    """Return heavy arms in tank equivalents: tanks, a quarter of fighting vehicles, and the guns that have shells."""
    return armour_weight(st, b) + st.shell_state[b] * tube_weight(st, b)


@law
def armour_weight(st: State, b: int) -> float:
    """Return armour in tank equivalents [items]: tanks + a quarter of fighting vehicles."""
    return st.equip[b, Equipment.TANK] + 0.25 * st.equip[b, Equipment.IFV]


@law
def tube_weight(st: State, b: int) -> float:
    """Return artillery in tank equivalents [items]: guns + half the launchers. Silent, they add no strength."""
    return st.equip[b, Equipment.GUN] + 0.5 * st.equip[b, Equipment.LAUNCHER]


@law
def heavy_factor(heavy: float, men: float) -> float:
    """Return H = sqrt(1 + heavy per 1,000 men / 20) [1]. Source: day, step 4."""
    return math.sqrt(1.0 + heavy_share(heavy, men))


@law
def heavy_share(heavy: float, men: float) -> float:
    """Return heavy arms per 1,000 men over 20 [1]."""
    return heavy / max(men, 1.0) * 1000.0 / 20.0


@law
def shelled_factor(armour: float, tubes: float, now: float, before: float) -> float:
    """Return H with shells for a share ``now`` of the fire over H with shells for ``before`` of it [1].

    ``armour`` and ``tubes`` are heavy arms as ``heavy_share`` counts them.
    """
    return math.sqrt((1.0 + armour + now * tubes) / (1.0 + armour + before * tubes))


@law
def equipment_factor(present: float, start: float) -> float:
    """Return (present / initial)^0.3, the strength left to a side by its equipment [1]. Source: day, step 3."""
    if start <= 0.0:
        return 1.0
    return exp(0.3 * log(max(present / start, 1e-3)))


@law
def quality_factor(p: Params, st: State, b: int) -> float:
    """Return exp(1.5 Q) times its residual and the advisers' gain [1]; ratios of two sides follow Dupuy's CEV range."""
    return exp(1.5 * p.quality[b]) * p.quality_noise[b] * st.quality_now[b]


@law
def side_strength(sc: Scenario, p: Params, st: State, b: int) -> float:
    """Return the factor of side ``b`` on its exposed men: quality, equipment, heavy arms [1]."""
    start = 0.0
    present = 0.0
    for k in range(4):
        start += st.equip_start[b, k]
        present += st.equip[b, k]
    return quality_factor(p, st, b) * equipment_factor(present, start) * heavy_factor(heavy_weight(st, b), men_total(sc, st, b))


@law
def theatre_ratio(sc: Scenario, p: Params, st: State, b: int) -> float:
    """Return the theatre force ratio of side ``b`` [ratio]: men, quality, arms."""
    own = men_total(sc, st, b) * p.commitment[b] * side_strength(sc, p, st, b)
    other = men_total(sc, st, 1 - b) * p.commitment[1 - b] * side_strength(sc, p, st, 1 - b)
    return own / max(other, 1e-6)


@law
def faces(sc: Scenario, st: State, b: int, s: int) -> bool:
    """Return whether men of ``b`` in ``s`` face the enemy: ground shared, or an enemy-held neighbour that may be fought."""
    own = held(st, b, s)
    if own <= INSIDE and st.men[b, s] < 1.0:
        return False
    if own < CLEARED and (sc.contested[s] > 0 or st.allowed[b] >= sc.gate[s]):
        return True
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        e = sc.adj_edge[k]
        if held(st, b, t) >= HELD or sc.edge_closed[e] > 0:
            continue
        if sc.edge_gate[e] > max(st.allowed[0], st.allowed[1]):
            continue
        if open_to(sc, st, b, t) or open_to(sc, st, 1 - b, s):
            return True
    return False


@step
def contact_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Mark where men of each side face the enemy today."""
    for b in range(2):
        for s in range(sc.n_sectors):
            touching = faces(sc, st, b, s)
            st.contact[b, s] = 1 if touching else 0
            if touching and sc.contested[s] > 0:
                st.ever_contested[s] = 1


MECHANISM = Mechanism(
    name="ground",
    summary="Who holds which ground, who faces whom, and how ready each side is: the derived quantities that all laws share.",
    switches={"terrain": TERRAIN_SWITCH},
    steps={"contact": contact_step},
    fields=(
        *table(
            "STATE",
            """
            contact | b s | i4 | 1 | 1 when men of the side face the enemy here today
            ever_contested | s | i4 | 1 | 1 when the sector was in contact on some day
            """,
        ),
    ),
    outlook="shared",
)
