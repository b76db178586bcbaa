"""The state of one member on the as-of date."""

from __future__ import annotations

from multipolar.codes import Equipment
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.beliefs import beliefs_start
from multipolar.diplomacy.commitment import commitment_start
from multipolar.diplomacy.decide.carry_out import powers_start
from multipolar.mechanisms.cohesion import cohesion_start
from multipolar.mechanisms.control import level_left
from multipolar.mechanisms.drones import air_defence, planes_weight
from multipolar.mechanisms.ground import HELD, INSIDE, contact_step, held, holder_of
from multipolar.mechanisms.moves import home_forces
from multipolar.mechanisms.munitions import MUNITIONS_SWITCH, forward_start, shells_at_start
from multipolar.mechanisms.reports import own_share_of, value_share_of, weight_share_of
from multipolar.mechanisms.supply import forward_share
from multipolar.mechanisms.tempo import tempo_start
from multipolar.numerics.jit import step

NEVER = -1.0


@step
def start_ground(sc: Scenario, p: Params, st: State) -> None:
    """Lay out who holds what, and which lines are still dug in."""
    for s in range(sc.n_sectors):
        share = min(max(p.share_start[s], 0.0), 1.0)
        st.share[s] = share
        st.handed[s] = share
        before = holder_of(sc, sc.line_before[s])
        depth = p.place_depth[s]
        fallen = held(st, 1 - before, s) >= depth
        st.place[s] = 1 - before if fallen else before
        st.defence_line[s] = share if fallen else sc.line_before[s]
        lost = max(0.0, held(st, 1 - before, s) - (sc.line_before[s] if before == 1 else 1.0 - sc.line_before[s]))
        st.preparation_left[s] = 0.0 if fallen else level_left(p.preparation[s], lost)
        st.displaced[s] = p.displaced_start[s] * p.people[s]
        st.fell_day[s] = NEVER
        st.concede_day[s] = NEVER
        for b in range(2):
            st.last_assault[b, s] = NEVER
            st.neighbour_fell[b, s] = NEVER
            st.stock_days[b, s] = p.supply_days[b]
            st.home_men[b, s] = home_forces(sc, p, st, b, s)
            st.fed[b, s] = 1.0
            st.reached[b, s] = 1


@step
def start_men(sc: Scenario, p: Params, st: State) -> None:
    """Post the men by the drawn rows, scaled to the drawn total; posts on lost ground fall back to neighbours."""
    for b in range(2):
        st.men_start[b] = p.men[b] * p.ready[b]
        st.call_up[b] = p.men[b] - st.men_start[b]
        st.reserve[b] = p.reserve_share[b] * st.men_start[b]
        total = 1e-9
        for s in range(sc.n_sectors):
            total += p.distribution[b, s]
        for s in range(sc.n_sectors):
            st.men[b, s] = (st.men_start[b] - st.reserve[b]) * p.distribution[b, s] / total
        for s in range(sc.n_sectors):
            if held(st, b, s) <= INSIDE and st.men[b, s] > 0.0:
                fall_back(sc, st, b, s)


@step
def fall_back(sc: Scenario, st: State, b: int, s: int) -> None:
    """Spread men posted on ground their side does not hold over the neighbours it holds, else into the reserve."""
    hosts = 0
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        if held(st, b, sc.adj_node[k]) > HELD:
            hosts += 1
    if hosts == 0:
        st.reserve[b] += st.men[b, s]
    else:
        for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
            if held(st, b, sc.adj_node[k]) > HELD:
                st.men[b, sc.adj_node[k]] += st.men[b, s] / hosts
    st.men[b, s] = 0.0


@step
def start_sides(sc: Scenario, p: Params, st: State) -> None:
    """Fill arms, stocks and will."""
    for b in range(2):
        for k in range(5):
            st.equip_start[b, k] = p.equipment[b, k]
            st.equip[b, k] = p.equipment[b, k]
        st.drones[b] = p.armed_drones[b]
        st.loiter[b] = p.loitering[b]
        st.air_planes[b] = planes_weight(p.aircraft[b], p.helicopters[b], p.quality[b])
        st.ad_left[b] = 1.0
        st.ad[b] = air_defence(p.ad_start[b], p.equipment[b, Equipment.AD], p.men[b])
        st.munitions[b] = p.munitions_stock[b]
        st.will[b] = p.will_start[b]
        st.resolve[b] = p.will_start[b]
        st.threshold[b] = p.attack_threshold[b]
        st.quality_now[b] = 1.0
        st.enemy_air_factor[b] = 1.0
        st.visible[b] = 1.0
        st.surprise_factor[b] = 1.0
        st.fighters_now[b] = p.fighters[b]
        if sc.day_before > 0.5:
            st.dead_mean[b] = p.dead_before[b] / sc.day_before


@step
def start_shells(sc: Scenario, p: Params, st: State) -> None:
    """Bring a part of the shells forward to the men who do not stand on a source, and say how many fire."""
    for b in range(2):
        limited = p.on[MUNITIONS_SWITCH] > 0.5
        st.shell_state[b] = shells_at_start(p.munitions_stock[b], p.munitions_use[b]) if limited else 1.0
        if limited:
            st.forward[b] = forward_start(p.munitions_stock[b], p.munitions_use[b], forward_share(sc, p, st, b))


@step
def start_watch(sc: Scenario, p: Params, st: State) -> None:
    """Set the clocks and records of what has not happened yet."""
    for life in range(sc.n_lifelines):
        st.life_cut_day[life] = NEVER
        st.life_fire_day[life] = NEVER
    st.value_share = value_share_of(sc, p, st.share)
    st.start_share = st.value_share
    st.weight_now = weight_share_of(sc, st.share)
    st.public_share = st.value_share
    for b in range(2):
        st.own_share[b] = own_share_of(sc, p, b, st.share)
        st.start_own[b] = st.own_share[b]
        st.seen_share[b] = st.own_share[b]
    st.last_assault_day = 0.0
    st.winner = -1
    st.design = -1
    for x in range(2 + sc.n_powers):
        st.fx_index[x] = 1.0
        for y in range(2 + sc.n_powers):
            st.tie[x, y] = p.tie[x, y]


@step
def start_state(sc: Scenario, p: Params, st: State, key: int) -> None:
    """Fill a blank STATE record with the member's as-of state."""
    start_ground(sc, p, st)
    start_men(sc, p, st)
    start_sides(sc, p, st)
    contact_step(sc, p, st, key, 0)
    start_shells(sc, p, st)
    cohesion_start(sc, p, st)
    tempo_start(sc, p, st)
    start_watch(sc, p, st)
    powers_start(sc, p, st, key)
    beliefs_start(sc, p, st, key)
    commitment_start(sc, p, st)
