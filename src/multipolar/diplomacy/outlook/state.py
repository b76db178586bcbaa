"""The outlook of both sides as the world believes it today, and the changes that options stand for.

One front per side stands for the war: the axis on which the side now presses most. Lanes are copies of this outlook in which
one thing is changed: quality, air, shells, men or strain.
"""

from __future__ import annotations

from multipolar.codes import Equipment
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.drones import planes_weight
from multipolar.mechanisms.effort import defence_level
from multipolar.mechanisms.exposure import called_men, men_present, potential_men
from multipolar.mechanisms.ground import (
    armour_weight,
    heavy_factor,
    heavy_share,
    heavy_weight,
    luck_of,
    men_total,
    quality_factor,
    tube_weight,
)
from multipolar.mechanisms.reports import REPORTS_SWITCH
from multipolar.mechanisms.reserves import RETURN_SHARE
from multipolar.mechanisms.supply import forward_share, side_days
from multipolar.numerics.jit import law, step

OUTLOOK_STEPS = 6
"""Steps of an outlook [1]."""
LANES, OUTPUTS = 10, 4
"""Number of perturbations and of outputs."""
SHARE, GONE, DEATHS, COLLAPSES = 0, 1, 2, 3
"""Places of the outputs."""

BASE, QUALITY_A, QUALITY_B, AIR, SHELLS_A, SHELLS_B, MEN_A, MEN_B, STRAIN_A, STRAIN_B = range(LANES)
QUALITY_STEP, AIR_STEP, SHELLS_STEP, MEN_STEP, STRAIN_STEP = 0.15, 0.15, 100.0, 2000.0, 0.10
"""Sizes of the perturbations [share, 1, t/day, persons, share]. Grade J: small against the war, large against rounding."""


@law
def main_axis(sc: Scenario, st: State, b: int) -> int:
    """Return the sector on which side ``b`` presses most, -1 when it has nowhere to attack."""
    best = -1
    pull = 0.0
    for s in range(sc.n_sectors):
        if st.axis_pull[b, s] > pull:
            pull = st.axis_pull[b, s]
            best = s
    return best


@law
def believed_men(sc: Scenario, p: Params, st: State, b: int) -> float:
    """Return how many men the world believes side ``b`` has [persons]: what it started with, less the announced losses."""
    true = men_total(sc, st, b)
    if p.on[REPORTS_SWITCH] < 0.5:
        return true
    told = max(st.seen_dead[b] - sc.base_deaths[b], 0.0) * (1.0 + (1.0 - RETURN_SHARE) * p.wounded_ratio)
    return max(st.men_start[b] + st.inflow[b] - told, true)


@law
def believed_equipment(p: Params, st: State, b: int) -> float:
    """Return the share of heavy arms the world believes side ``b`` has left [share]: only part of the losses is seen."""
    start = 1e-9
    lost = 0.0
    for k in range(4):
        start += st.equip_start[b, k]
        lost += st.equip_start[b, k] - st.equip[b, k]
    seen = p.visual_detection if p.on[REPORTS_SWITCH] > 0.5 else 1.0
    return min(1.2, max(0.05, 1.0 - seen * lost / start)) if start > 1.0 else 1.0


@step
def start_outlook(sc: Scenario, p: Params, st: State, b: int, w: OutlookState) -> None:
    """Fill the first lane of side ``b``: men, arms, stocks, will, and the axis it presses on, as the world believes them."""
    men = believed_men(sc, p, st, b)
    scale = men / max(men_total(sc, st, b), 1.0)
    s = main_axis(sc, st, b)
    w.axis[b] = s
    w.reserve[b, 0] = st.reserve[b] * scale
    w.front[b, 0] = max(men - w.reserve[b, 0], 1.0)
    w.potential[b, 0] = scale * potential_men(sc, p, st, b, s) if s >= 0 else 0.0
    w.facing[b, 0] = men_present(st, 1 - b, s) if s >= 0 else 0.0
    w.backing[b, 0] = called_men(sc, p, st, 1 - b, s) if s >= 0 else 0.0
    w.strength[b, 0] = quality_factor(p, st, b) * heavy_factor(heavy_weight(st, b), men)
    w.shells[b, 0] = st.munitions[b]
    w.forward[b, 0] = st.forward[b]
    w.shell_state[b, 0] = st.shell_state[b]
    w.days[b, 0] = side_days(sc, st, b)
    w.will[b, 0] = st.resolve[b]
    w.strain[b, 0] = st.strain[b]
    w.prep[b, 0] = defence_level(sc, st, b, s) if s >= 0 else 0.0
    w.breaks[b, 0] = st.breaks[b]
    w.spent[b, 0] = st.spent[b]
    w.equipment[b] = believed_equipment(p, st, b)
    w.drones[b] = st.drones[b]
    w.air_defence[b] = st.ad[b]
    w.ad_left[b] = st.ad_left[b]
    w.systems[b] = st.equip[b, Equipment.AD]
    w.planes[b] = planes_weight(p.aircraft[b], p.helicopters[b], p.quality[b]) * st.enemy_air_factor[1 - b] + st.air_added[b]
    w.cost[b] = st.cost[b]
    w.damage[b] = 0.0
    w.armour[b] = heavy_share(armour_weight(st, b), men)
    w.tubes[b] = heavy_share(tube_weight(st, b), men)
    w.far[b] = forward_share(sc, p, st, b)
    w.way[b] = st.shells_way[b]


@step
def copy_baseline(st: State, w: OutlookState, n: int) -> None:
    """Let the first ``n`` lanes start from the first one, with nothing lost, taken or added yet."""
    for b in range(2):
        for i in range(n):
            w.reserve[b, i] = w.reserve[b, 0]
            w.front[b, i] = w.front[b, 0]
            w.potential[b, i] = w.potential[b, 0]
            w.facing[b, i] = w.facing[b, 0]
            w.backing[b, i] = w.backing[b, 0]
            w.strength[b, i] = w.strength[b, 0]
            w.shells[b, i] = w.shells[b, 0]
            w.forward[b, i] = w.forward[b, 0]
            w.shell_state[b, i] = w.shell_state[b, 0]
            w.days[b, i] = w.days[b, 0]
            w.will[b, i] = w.will[b, 0]
            w.strain[b, i] = w.strain[b, 0]
            w.prep[b, i] = w.prep[b, 0]
            w.breaks[b, i] = w.breaks[b, 0]
            w.spent[b, i] = w.spent[b, 0]
            w.added[b, i] = 0.0
            w.joined[b, i] = 0.0
            w.progress[b, i] = 0.0
            w.dead[b, i] = 0.0
            w.taken[b, i] = 0.0
            w.losses[b, i] = 0.0
            w.collapse[b, i] = 0.0
    for i in range(n):
        w.edge[i] = 0.0
        w.share[i] = st.public_share


@step
def apply_perturbation(sc: Scenario, w: OutlookState, i: int) -> None:
    """Change one thing in place ``i`` of the picture, as its lane says."""
    lane = w.lane[i]
    if lane == QUALITY_A or lane == QUALITY_B:
        w.strength[lane - QUALITY_A, i] *= 1.0 + QUALITY_STEP
    elif lane == AIR:
        # Towards the opener, whatever its letter: the air balance is seen from A.
        w.edge[i] = AIR_STEP if luck_of(sc, 0) == 0 else -AIR_STEP
    elif lane == SHELLS_A or lane == SHELLS_B:
        w.added[lane - SHELLS_A, i] = SHELLS_STEP
    elif lane == MEN_A or lane == MEN_B:
        b = lane - MEN_A
        part = MEN_STEP / (w.front[b, i] + w.reserve[b, i])
        w.reserve[b, i] += MEN_STEP
        w.potential[b, i] *= 1.0 + part
        w.facing[1 - b, i] *= 1.0 + part
        w.backing[1 - b, i] *= 1.0 + part
    elif lane == STRAIN_A or lane == STRAIN_B:
        w.strain[lane - STRAIN_A, i] += STRAIN_STEP
