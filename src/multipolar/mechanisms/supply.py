"""Food and shells reach the front through few roads and on few lorries: flow through passes, and stocks where it fails."""

from __future__ import annotations

import numpy as np

from multipolar.codes import Terrain
from multipolar.declare.part import LARGE, Mechanism, Prior, table
from multipolar.declare.record_types import FlowRecord, OutlookState, Params, Scenario, State
from multipolar.mechanisms.ground import HELD, INSIDE, TERRAIN_SWITCH, held, men_total
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.mechanisms.roads import (
    GROUND_CUT,
    damage_after,
    edge_left,
    edge_side,
    ground_damage,
    marked_edges,
    mixed,
    network_fingerprint,
)
from multipolar.mechanisms.snow import shut_to_shells, winter_on
from multipolar.numerics.arrays import FloatTable, IntRow, Records
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import lanes, law, step
from multipolar.numerics.paths import carry, max_flow
from multipolar.numerics.random import poisson

SUPPLY_SWITCH = 1
INTERDICTION_SWITCH = 2
HAUL_SWITCH = 32
"""Places in PARAMS ``on``."""
STRIKES = 11
"""Random stream."""

DAYS_CAP = 30.0
"""Most days of supply that are held forward [days]. Grade J."""
POCKET_DAYS = 5.0
"""Days of supply that men who are cut off carry [days]. Grade J."""
CIVILIAN_KG = 2.0
"""Daily need of a civilian [kg]. Grade M: planning value."""
TRACK_PART = 0.25
"""Supply that comes by track, over what would come by road [ratio]. Grade J."""
WIDE = 1e9
"""Shells that can be hauled where supply is switched off [t/day]. Grade J: more than anybody fires."""
FLAT_EFFORT = 0.95
"""Time of lorries for a kilometre on a plain, over one in rolling hills [ratio]. Grade J: convoys do 45 and 40 km an hour."""
RUGGED_EFFORT = 1.2
"""The same in rugged hills [ratio]. Grade J: 30 km an hour; loading and rest, half of the day, are the same everywhere."""
MOUNTAIN_EFFORT = 1.5
"""The same in mountains [ratio]. Grade J: 20 km an hour."""
REFILL = 1.5
"""Shells asked for where forward stocks are low, over what is fired [ratio]. Grade J."""

FLOW = np.dtype(
    (
        np.record,
        [(name, "f8", (LARGE.e,)) for name in ("capacity", "flow")]
        + [(name, "f8", (LARGE.s,)) for name in ("source", "demand", "received")]
        + [(name, "i8", (LARGE.s,)) for name in ("own", "start", "seen")]
        + [("open_edge", "i8", (LARGE.e,))],
    )
)
"""The network of one side on one day: what its edges carry, what its sectors offer, want and get."""


@law
def supply_factor(days: float, arriving: float) -> float:
    """Return g, the combat effect of supply [1]: max(phi^0.7, min(1, (max(days, 0.3) / 7)^0.6)). Source: subject 4.

    phi = ``arriving``, the share of the need that arrives; ``days`` of supply are in stock. Who gets nine tenths of his food
    fights on however small his stock. Exponents: grade J.
    """
    if days >= 7.0 or arriving >= 1.0:
        return 1.0
    logarithm = 0.6 * log(max(days, 0.3) / 7.0)
    if arriving > 0.0:
        logarithm = max(logarithm, 0.7 * log(arriving))
    return exp(logarithm)


@law
def sector_supply(st: State, b: int, s: int) -> float:
    """Return g of the men of side ``b`` in sector ``s`` [1]."""
    return supply_factor(st.stock_days[b, s], st.fed[b, s])


@law
def haul_left(budget: float, used: float, wanted: float) -> float:
    """Return the share of a haul ``wanted`` that lorries still carry [1]: what ``used`` leaves of the ``budget`` [t km/day]."""
    left = max(budget - used, 0.0)
    return 1.0 if wanted <= left else left / wanted


@law
def rationed(hauled: float, withheld: float, total: float, asked: float) -> float:
    """Return the share of a flow of food that arrives [1]: what is ``hauled``, and no more than 1 - ``withheld`` of the need.

    ``total`` flows and ``asked`` is needed [t/day]. Why food does not set out at all is for the scenario to say.
    """
    return min(hauled, (1.0 - withheld) * asked / total) if withheld > 0.0 and total > 0.0 else hauled


@law
def need_tonnes(men: float, civilians: float, kg: float) -> float:
    """Return the daily need [t/day] of ``men`` at ``kg`` per soldier and of ``civilians`` at 2 kg. Source: subject 4."""
    return (men * kg + civilians * CIVILIAN_KG) / 1000.0


@law
def side_supply(sc: Scenario, st: State, b: int) -> float:
    """Return g of side ``b`` over its men at the front [1]."""
    men = 1e-9
    total = 0.0
    for s in range(sc.n_sectors):
        if st.contact[b, s] > 0:
            men += st.men[b, s]
            total += st.men[b, s] * sector_supply(st, b, s)
    return total / men if men > 1.0 else 1.0


@law
def side_days(sc: Scenario, st: State, b: int) -> float:
    """Return the days of supply of side ``b``, the mean over its men at the front [days]."""
    men = 1e-9
    total = 0.0
    for s in range(sc.n_sectors):
        if st.contact[b, s] > 0:
            men += st.men[b, s]
            total += st.men[b, s] * st.stock_days[b, s]
    return total / men if men > 1.0 else DAYS_CAP


@law
def fires_from_depot(sc: Scenario, st: State, b: int, s: int) -> bool:
    """Return whether the guns of side ``b`` in sector ``s`` stand at its depots: on a source, or on a foothold beside one."""
    if has_outside_supply(sc, st, b, s):
        return True
    if held(st, b, s) > HELD:
        return False
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        if sc.edge_closed[sc.adj_edge[k]] == 0 and held(st, b, t) > HELD and has_outside_supply(sc, st, b, t):
            return True
    return False


@law
def forward_share(sc: Scenario, p: Params, st: State, b: int) -> float:
    """Return the share of the men of side ``b`` in contact whose shells must be hauled [1]; 0 where haul is switched off."""
    if p.on[HAUL_SWITCH] < 0.5:
        return 0.0
    men = 1e-9
    far = 0.0
    for s in range(sc.n_sectors):
        if st.contact[b, s] > 0:
            men += st.men[b, s]
            far += 0.0 if fires_from_depot(sc, st, b, s) else st.men[b, s]
    return far / men


@step
def interdiction_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Wear roads by strikes and ground fire, and keep count of lifelines under fire or cut."""
    targets_a = max(1, marked_edges(sc, 0))
    targets_b = max(1, marked_edges(sc, 1))
    for e in range(sc.n_edges):
        if sc.edge_b[e] < 0:
            continue
        side = edge_side(sc, st, e)
        strikes = 0.0
        life = sc.edge_life[e]
        if life >= 0 and p.on[INTERDICTION_SWITCH] > 0.5 and st.truce_left <= 0.0:
            enemy = 1 - sc.life_side[life]
            mean = 0.2 * (0.5 * st.drones[enemy] * 0.5 + p.missiles[enemy] * 0.1) / (targets_a if enemy == 0 else targets_b)
            strikes = poisson(mean, key, day, STRIKES, e)
        if strikes > 0.0 or st.air_damage[e] > 0.0:
            st.air_damage[e] = damage_after(st.air_damage[e], strikes, p.interdiction, p.repair_time)
        aimed = 1.0
        if side < 0:
            st.ground_damage[e] = 1.0
        else:
            worst = max(held(st, 1 - side, sc.edge_a[e]), held(st, 1 - side, sc.edge_b[e]))
            over = sc.edge_over[e]
            above = held(st, 1 - side, over) if over >= 0 else 0.0
            st.ground_damage[e] = ground_damage(worst, above, p.edge_exposed[e])
            aimed = ground_damage(worst, above, 1.0)
        if life >= 0:
            watch_lifeline(sc, st, e, life, aimed, day)


@law
def watch_lifeline(sc: Scenario, st: State, e: int, life: int, aimed: float, day: int) -> None:
    """Record the first day under fire (ground fire or an enemy foothold within 20 km) and the first two-day cut.

    ``aimed``: what ground fire would take from a road in full reach of guns; fire counts however little it does.
    """
    owner = sc.life_side[life]
    theta = st.ground_damage[e]
    if edge_side(sc, st, e) == 1 - owner:
        theta = aimed = 1.0
    foothold = max(held(st, 1 - owner, sc.edge_a[e]), held(st, 1 - owner, sc.edge_b[e]))
    if (aimed >= 0.5 or foothold > 0.10) and st.life_fire_day[life] < 0.0:
        st.life_fire_day[life] = day
    if theta >= GROUND_CUT:
        st.cut_run[e] += 1.0
        if st.cut_run[e] >= 2.0:
            if st.life_cut_day[life] < 0.0:
                st.life_cut_day[life] = day
                st.mediation_due = 1
    else:
        st.cut_run[e] = 0.0


@law
def shells_fingerprint(sc: Scenario, st: State) -> float:
    """Return what moves when shells are wanted elsewhere: who is in contact, and which entries have shells."""
    mark = 1.0
    for b in range(2):
        for s in range(sc.n_sectors):
            mark = mixed(mark, 2.0 * st.contact[b, s] + (1.0 if st.landed[b, s] > 0.0 else 0.0))
    return mark


@step
def supply_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Carry supply from the sources to the men of each side and keep the stock of what they have left."""
    if p.on[SUPPLY_SWITCH] < 0.5:
        for b in range(2):
            for s in range(sc.n_sectors):
                st.stock_days[b, s] = DAYS_CAP
                st.fed[b, s] = 1.0
                st.reached[b, s] = 1
            if p.on[HAUL_SWITCH] > 0.5:
                st.shells_way[b] = WIDE
                st.landed_part[b] = 1.0
        return
    mark = network_fingerprint(sc, st)
    if p.on[HAUL_SWITCH] > 0.5:
        mark = mixed(mark, shells_fingerprint(sc, st))
    moved = mark != st.supply_mark or day % 4 == 0
    st.supply_mark = mark
    for b in range(2):
        if moved:
            solve_flow(sc, p, st, b, float(day))
        settle_stocks(sc, p, st, b)


@law
def sector_need(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the subsistence need of side ``b`` in sector ``s`` [t/day]: its men, and civilians of the disputed zone."""
    civilians = 0.0
    if sc.zone[s] > 0 and held(st, b, s) > HELD:
        civilians = max(p.people[s] - st.displaced[s], 0.0)
    return need_tonnes(st.men[b, s], civilians, p.supply_need)


@law
def mark_reachable(sc: Scenario, start: IntRow, open_edge: IntRow, seen: IntRow) -> None:
    """Mark the sectors that supply reaches from any source over open edges."""
    for s in range(sc.n_sectors):
        seen[s] = start[s]
    grew = True
    while grew:
        grew = False
        for e in range(sc.n_edges):
            if open_edge[e] == 0:
                continue
            a = sc.edge_a[e]
            b = sc.edge_b[e]
            if seen[a] != seen[b]:
                seen[a] = 1
                seen[b] = 1
                grew = True


@law
def has_outside_supply(sc: Scenario, st: State, b: int, s: int) -> bool:
    """Return whether side ``b`` is supplied in sector ``s`` from outside the map: a source or a rear, and a foothold there."""
    return sc.rear[b, s] > 0 and held(st, b, s) > INSIDE


@step
def solve_flow(sc: Scenario, p: Params, st: State, b: int, day: float) -> None:
    """Find which sectors supply reaches and how much the passes let through: food, then shells on what is left."""
    scratch = np.empty(1, FLOW)
    flow_through(sc, p, st, b, day, scratch)


@step
def flow_through(sc: Scenario, p: Params, st: State, b: int, day: float, scratch: Records) -> None:
    """Solve the flow of side ``b`` over its network, laid out in ``scratch``."""
    flow_record = scratch[0]
    n = sc.n_sectors
    for s in range(n):
        flow_record.own[s] = 1 if held(st, b, s) > HELD else 0
        flow_record.start[s] = 1 if has_outside_supply(sc, st, b, s) else 0
        flow_record.source[s] = 1e9 if flow_record.start[s] > 0 else 0.0
    for e in range(sc.n_edges):
        inside = sc.edge_b[e] >= 0 and edge_side(sc, st, e) == b
        flow_record.capacity[e] = edge_left(sc, p, st, e, day) if inside else 0.0
        flow_record.open_edge[e] = 1 if flow_record.capacity[e] > 0.0 else 0
    mark_reachable(sc, flow_record.start, flow_record.open_edge, flow_record.seen)
    ask = 0.0
    for s in range(n):
        st.reached[b, s] = flow_record.seen[s]
        flow_record.demand[s] = 0.0
        if flow_record.seen[s] > 0 and flow_record.start[s] == 0:
            flow_record.demand[s] = sector_need(sc, p, st, b, s)
            ask += flow_record.demand[s]
    total = max_flow(
        n, sc.n_edges, sc.adj_start, sc.adj_n, sc.adj_node, sc.adj_edge,
        flow_record.capacity, flow_record.source, flow_record.demand, flow_record.received, flow_record.flow,
    )  # fmt: skip
    hauled, budget, distance = 1.0, 0.0, 0.0
    if p.on[HAUL_SWITCH] > 0.5:
        budget = haul_of(sc, p, st, b)
        distance = flow_haul(sc, p, flow_record)
        hauled = haul_left(budget, 0.0, distance)
        for e in range(sc.n_edges):
            shut = flow_record.capacity[e] > 0.0 and shut_to_shells(sc, p, e, day)
            flow_record.capacity[e] = 0.0 if shut else flow_record.capacity[e] - flow_record.flow[e]
    hauled = rationed(hauled, p.food_withheld[b], total, ask)
    for s in range(n):
        if flow_record.own[s] > 0:
            st.delivered[s] = hauled * flow_record.received[s]
    st.supply_in[b] = hauled * total
    st.supply_ask[b] = ask
    if p.on[HAUL_SWITCH] > 0.5:
        shells_through(sc, p, st, b, flow_record, budget, distance)


@law
def haul_of(sc: Scenario, p: Params, st: State, b: int) -> float:
    """Return K, the haul that the lorries of side ``b`` can do in a day [t km/day]: so much per 1,000 men in the theatre."""
    return p.haul_budget * men_total(sc, st, b) / 1000.0


@law
def road_effort(terrain: int) -> float:
    """Return the time that lorries need for a kilometre over that of one in rolling hills [ratio]: 0.95, 1, 1.2, 1.5."""
    if terrain >= Terrain.MOUNTAIN:
        return MOUNTAIN_EFFORT
    if terrain >= Terrain.RUGGED:
        return RUGGED_EFFORT
    return 1.0 if terrain >= Terrain.ROLLING else FLAT_EFFORT


@law
def flow_haul(sc: Scenario, p: Params, flow_record: FlowRecord) -> float:
    """Return the haul of a flow [t km/day]: tonnes times length over all edges, a kilometre weighed by its ground."""
    total = 0.0
    for e in range(sc.n_edges):
        effort = road_effort(sc.edge_terrain[e]) if p.on[TERRAIN_SWITCH] > 0.5 else 1.0
        total += flow_record.flow[e] * p.edge_length[e] * effort
    return total


@step
def shells_through(sc: Scenario, p: Params, st: State, b: int, flow_record: FlowRecord, budget: float, distance: float) -> None:
    """Find how many shells a day can be hauled forward to side ``b`` with the roads and lorries that food has left.

    Solved for all guns of the front at high intensity with low stocks; the day takes its part of it (``munitions_step``).
    """
    n = sc.n_sectors
    weight = 1e-9
    for s in range(n):
        wanting = flow_record.own[s] > 0 and flow_record.start[s] == 0 and st.contact[b, s] > 0
        flow_record.demand[s] = max(st.men[b, s], 1.0) if wanting else 0.0
        weight += flow_record.demand[s]
        flow_record.source[s] = 1e9 if flow_record.start[s] > 0 else st.landed[b, s]
    most = REFILL * p.munitions_use[b] * forward_share(sc, p, st, b)
    for s in range(n):
        flow_record.demand[s] *= most / weight
    total = carry(
        n, sc.n_edges, sc.adj_start, sc.adj_n, sc.adj_node, sc.adj_edge,
        flow_record.capacity, flow_record.source, flow_record.demand, flow_record.received, flow_record.flow,
    )  # fmt: skip
    from_entries = 0.0
    for s in range(n):
        if flow_record.start[s] == 0:
            from_entries += st.landed[b, s] - flow_record.source[s]
    st.shells_way[b] = total * haul_left(budget, distance, flow_haul(sc, p, flow_record))
    st.landed_part[b] = from_entries / total if total > 0.0 else 0.0


@law
def settle_stocks(sc: Scenario, p: Params, st: State, b: int) -> None:
    """Update days of supply: one pooled stock where supply reaches, five days and no more in a pocket."""
    need = 1e-9
    pooled = 0.0
    for s in range(sc.n_sectors):
        if st.reached[b, s] > 0 and not has_outside_supply(sc, st, b, s):
            ask = sector_need(sc, p, st, b, s)
            need += ask
            pooled += ask * st.stock_days[b, s]
    days = pooled / need + (st.supply_in[b] / need if need > 1e-6 else 1.0) - 1.0
    days = min(max(days, 0.0), DAYS_CAP)
    arriving = min(1.0, st.supply_in[b] / need) if need > 1e-6 else 1.0
    for s in range(sc.n_sectors):
        if has_outside_supply(sc, st, b, s):
            st.stock_days[b, s] = DAYS_CAP
            st.fed[b, s] = 1.0
        elif st.reached[b, s] > 0:
            st.stock_days[b, s] = days
            st.fed[b, s] = arriving
        elif held(st, b, s) > HELD:
            st.stock_days[b, s] = max(min(st.stock_days[b, s], POCKET_DAYS) - 1.0, 0.0)
            st.fed[b, s] = 0.0
        else:
            st.stock_days[b, s] = forward_part(sc, st, b, s, st.stock_days)
            st.fed[b, s] = forward_part(sc, st, b, s, st.fed)


@law
def forward_part(sc: Scenario, st: State, b: int, s: int, there: FloatTable) -> float:
    """Return what reaches men in a sector they do not hold: the best of what their neighbours have, a quarter of it by track.

    ``there`` (side, sector): days of supply, or the share of the need that arrives.
    """
    best = 0.0
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        if held(st, b, t) > HELD:
            factor = TRACK_PART if sc.edge_track[sc.adj_edge[k]] > 0 else 1.0
            best = max(best, factor * there[b, t])
    return best


@lanes
def project_supply(sc: Scenario, p: Params, st: State, b: int, w: OutlookState, n: int, ahead: float) -> None:
    """Fill g of side ``b`` a stride on [1]: stocks fall by what the passes, winter and strikes let through."""
    if p.on[SUPPLY_SWITCH] < 0.5:
        w.way[b] = WIDE
        for i in range(n):
            w.supply[b, i] = 1.0
        return
    if p.on[INTERDICTION_SWITCH] > 0.5:
        strikes = 0.2 * (0.25 * w.drones[1 - b] + 0.1 * p.missiles[1 - b])
        w.damage[b] = damage_after(
            w.damage[b], strikes * OUTLOOK_STEP_DAYS, 0.2 * p.interdiction, p.repair_time / OUTLOOK_STEP_DAYS
        )
    winter = 0.3 * winter_on(sc, p, st.day_now + ahead)
    open_part = (1.0 - w.damage[b]) * (1.0 - winter)
    passing = st.supply_in[b] * open_part
    w.way[b] = st.shells_way[b] * open_part
    ask = st.supply_ask[b]
    kg = p.supply_need
    for i in range(n):
        arriving = passing / max(ask, max(need_tonnes(w.front[b, i], 0.0, kg), 1e-6), 1e-06)
        days = min(30.0, max(0.0, w.days[b, i] + OUTLOOK_STEP_DAYS * (min(arriving, 1.2) - 1.0)))
        w.days[b, i] = days
        w.supply[b, i] = supply_factor(days, min(arriving, 1.0))


MECHANISM = Mechanism(
    name="supply",
    summary="Food and shells reach the front through few roads and on few lorries: flow, and stocks where it fails.",
    switches={"supply": SUPPLY_SWITCH, "interdiction": INTERDICTION_SWITCH, "haul": HAUL_SWITCH},
    steps={"interdiction": interdiction_step, "supply": supply_step},
    fields=(
        *table(
            "PARAMS",
            """
            interdiction | | f8 | 1 | P19 share of capacity lost per effective strike
            repair_time | | f8 | days | P20 repair time of an edge
            supply_need | | f8 | kg/soldier-day | P21 supply need
            haul_budget | | f8 | t km/day | P76 haul that the lorries of 1,000 men in the theatre do in a day
            """,
        ),
        *table(
            "STATE",
            """
            reached | b s | i4 | 1 | 1 when the side's supply reaches the sector
            stock_days | b s | f8 | days | days of supply
            fed | b s | f8 | share | share of the need for food that arrives in the sector
            air_damage | e | f8 | share | capacity lost to strikes
            ground_damage | e | f8 | share | capacity lost to ground fire or occupation
            cut_run | e | f8 | days | days in a row the edge was cut
            delivered | s | f8 | t/day | food that reaches the sector's holder
            life_cut_day | l | f8 | day | first day the lifeline was cut two days running, negative never
            life_fire_day | l | f8 | day | first day under fire, negative never
            supply_in | b | f8 | t/day | food delivered today
            supply_ask | b | f8 | t/day | food needed today
            shells_way | b | f8 | t/day | most shells that can be hauled to the men who do not stand on a source
            landed_part | b | f8 | share | share of them that starts at entries which are no source
            supply_mark |  | f8 | 1 | fingerprint of the open network, so that flow is solved anew only when it changes
            """,
        ),
    ),
    priors=(
        Prior("interdiction", "P19", "LogN(0.10, 0.6)", "J", "judgement"),
        Prior("repair_time", "P20", "LogN(2, 0.6)", "J", "judgement"),
        Prior("supply_need", "P21", "Tri(18, 30, 50)", "M", "planning tables"),
        Prior("haul_budget", "P76", "LogN(7000, 0.5)", "J", "15 line-haul lorries, 4 t, 120 km a day loaded, per 1,000 men"),
    ),
    streams={"strikes": STRIKES},
    outlook=project_supply,
)
