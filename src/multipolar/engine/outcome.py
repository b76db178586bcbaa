"""What is kept of a member: its OUTCOME record and, for the first members, its daily series."""

from __future__ import annotations

from typing import NamedTuple

from multipolar.codes import Arrangement, Level, Stop
from multipolar.declare.record_types import Outcome, Params, Scenario, State
from multipolar.diplomacy.aftermath import aftermath
from multipolar.mechanisms.endings import label_of
from multipolar.mechanisms.lull import is_low
from multipolar.mechanisms.reports import weight_changed, weight_share_of
from multipolar.numerics.arrays import FloatCube, FloatTable, IntCube, IntTable
from multipolar.numerics.jit import law, step


@step
def zone_share(sc: Scenario, st: State) -> float:
    """Return the share of the disputed zone's weight that A holds today [share]."""
    total = 1e-12
    taken = 0.0
    for s in range(sc.n_sectors):
        if sc.zone[s] > 0:
            total += sc.weight[s]
            taken += sc.weight[s] * st.share[s]
    return taken / total


@law
def handed_over(st: State) -> bool:
    """Tell whether ground may change hands after the end: by a design, or as the opener withdraws."""
    return st.design >= 0 or st.ending == Stop.WITHDRAWN


@step
def write_lines(sc: Scenario, p: Params, st: State, out: Outcome) -> None:
    """Write the ending label, the lines and how far they differ from those of the as-of date and of the start."""
    for s in range(sc.n_sectors):
        out.sector_share[s] = st.share[s]
        out.place[s] = st.place[s]
        out.fell_day[s] = st.fell_day[s]
        out.ever_contested[s] = st.ever_contested[s]
        out.delivered[s] = st.delivered[s]
    if handed_over(st):
        final_share, before = weight_share_of(sc, st.handed), weight_changed(sc, st.handed, sc.line_before)
    else:
        final_share, before = weight_share_of(sc, st.share), weight_changed(sc, st.share, sc.line_before)
    start_share = weight_share_of(sc, p.share_start)
    handed = final_share - weight_share_of(sc, st.share)
    out.label = label_of(st.ending, st.winner, handed, before, final_share - start_share, sc.line_known)
    out.changed_share = weight_changed(sc, st.share, p.share_start)
    out.net_share = weight_share_of(sc, st.share) - start_share


@step
def write_zone(sc: Scenario, p: Params, st: State, out: Outcome) -> None:
    """Write the disputed zone's shares by force, after hand-overs and on checkpoint days, and areas."""
    total = 1e-12
    final = 0.0
    taken = 0.0
    at_start = 0.0
    for s in range(sc.n_sectors):
        if sc.zone[s] > 0:
            total += sc.weight[s]
            final += sc.weight[s] * (st.handed[s] if handed_over(st) else st.share[s])
            taken += sc.area[s] * (st.share[s] - sc.line_before[s])
            at_start += sc.area[s] * (p.share_start[s] - sc.line_before[s])
    out.share_force = zone_share(sc, st)
    out.share_final = final / total
    out.area_end = taken
    out.area_start = at_start
    for h in range(8):
        out.share_mark[h] = st.mark_share[h]


@step
def write_sides(sc: Scenario, p: Params, st: State, out: Outcome) -> None:
    """Write deaths, arms, will, money and offers of the belligerents."""
    for b in range(2):
        out.deaths[b] = st.dead[b]
        out.deaths_total[b] = st.dead[b] + p.dead_before[b]
        out.seen_dead[b] = sc.base_deaths[b] + p.own_loss_reporting * st.dead[b]
        out.will[b] = st.will[b]
        out.drones_lost[b] = st.drones_lost[b]
        out.hits[b] = st.hits[b]
        out.munitions_left[b] = st.munitions[b]
        out.fired[b] = st.fired[b]
        out.received[b] = st.received[b]
        out.burnt[b] = st.burnt[b]
        out.men_lost[b] = st.permanent_losses[b] + st.recovering[b]
        out.men_joined[b] = st.inflow[b]
        out.refused_by[b] = st.refused_by[b]
        out.soil_attacked[b] = 1 if st.gate_used[b] >= 7.0 else 0
        for k in range(5):
            out.equip_lost[b, k] = st.equip_lost[b, k]
        for u in range(6):
            out.dead_by[b, u] = st.dead_by[b, u]
    for u in range(6):
        out.break_cause[u] = st.break_cause[u]
    for x in range(2 + sc.n_powers):
        out.money[x] = st.cost[x]
        out.strain[x] = st.strain[x]
        out.fx_index[x] = st.fx_index[x]
        for y in range(2 + sc.n_powers):
            out.ties_end[x, y] = st.tie[x, y]


@step
def write_powers(sc: Scenario, st: State, out: Outcome) -> None:
    """Write levels, options used, treaties and red lines of the powers."""
    for j in range(sc.n_powers):
        out.level[j] = st.level_max[j]
        out.newly_direct[j] = 1 if st.level_max[j] == Level.DIRECT and sc.level_start[j] != Level.DIRECT else 0
        out.entry_day[j] = st.entry_day[j]
        out.brokers[j] = st.broker[j]
        for o in range(sc.n_options[j]):
            out.first_use[j, o] = int(st.first_use[j, o])
    for t in range(sc.n_treaties):
        out.treaty_state[t] = st.treaty_state[t]
    for r in range(sc.n_redlines):
        out.red_crossed[r] = st.red_crossed[r]
        out.red_answered[r] = st.red_answered[r]


@step
def write_outcome(sc: Scenario, p: Params, st: State, key: int, out: Outcome) -> None:
    """Fill the OUTCOME record of a finished member."""
    out.stop = st.ending
    out.length_days = st.ending_day
    out.winner = st.winner
    out.paper = st.paper
    out.design = st.design
    out.arrangement = sc.arrangement[st.design] if st.design >= 0 else Arrangement.NONE.value
    out.displaced = st.peak_gone
    out.failed_truces = sc.failed_before + st.failed_truces
    out.offers = st.offers
    out.low_at_end = 1 if st.ending == Stop.HORIZON and is_low(st) else 0
    for life in range(sc.n_lifelines):
        out.life_cut_day[life] = st.life_cut_day[life]
        out.life_fire_day[life] = st.life_fire_day[life]
    write_lines(sc, p, st, out)
    write_zone(sc, p, st, out)
    write_sides(sc, p, st, out)
    write_powers(sc, st, out)
    aftermath(sc, p, st, key, out)


class Days(NamedTuple):
    """Daily series of members as arrays, so that horizon and number of sectors are counts and not types.

    ``area_km2``, ``displaced``, ``alive``: (member, day); ``dead``: (member, side, day); ``sector_share``: (member, day,
    sector) in 250ths.
    """

    area_km2: FloatTable
    dead: FloatCube
    displaced: FloatTable
    alive: IntTable
    sector_share: IntCube


@step
def write_series(sc: Scenario, p: Params, st: State, days: Days, i: int, day: int) -> None:
    """Write the values of member ``i`` on ``day``: area taken, cumulative dead, displaced, shares of sectors in 250ths."""
    taken = 0.0
    gone = 0.0
    for s in range(sc.n_sectors):
        days.sector_share[i, day, s] = int(st.share[s] * 250.0 + 0.5)
        if sc.zone[s] > 0:
            taken += sc.area[s] * (st.share[s] - sc.line_before[s])
            gone += st.displaced[s]
    days.area_km2[i, day] = taken
    days.displaced[i, day] = gone
    days.alive[i, day] = 1 if st.ending == Stop.RUNNING else 0
    for b in range(2):
        days.dead[i, b, day] = st.dead[b] + p.dead_before[b]
