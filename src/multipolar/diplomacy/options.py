"""What outside powers do reaches the war: men, arms, aircraft, money, words, each through the access the power has."""

from __future__ import annotations

import math

from multipolar.codes import Access, Level, Primitive, RedLineKind, Verb
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.coercion import COERCION_SWITCH, GROUP_STATE_SHARE, STRIKES_PER_AIRCRAFT, coercion_cost
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

POWER_EXPOSURE = 51
"""Random stream."""

RAMP_DAYS = 3.0
"""Days until an air group or batteries work in full [days]. Grade J."""
FIGHTER_DAYS = 20.0
"""Days over which foreign fighters arrive [days]. Grade J."""
TROOP_DAYS = 10.0
"""Days over which troops arrive [days]. Grade J."""
FIGHTER_QUALITY = 0.35
"""Quality of foreign fighters [1]. Grade J."""
GROUP_QUALITY = 0.85
"""Quality of a power's air group [1]. Grade J."""
AIRCRAFT_WEIGHT = 0.7
"""Weight of a combat aircraft in drone equivalents [1]. Grade J."""
AIRLIFT_SORTIES = 40.0
"""Aircraft that can be supplied by air alone [aircraft]. Grade J."""
AIRLIFT_TONNES = 120.0
"""Munitions that come by air [t/day]. Grade J."""
ROAD_TONNES = 3000.0
"""Munitions that come by road or sea [t/day]. Grade J: planning values of a mountain road are 1,000 to 3,500 t/day."""
ECONOMY_HALF = 0.03
"""Share of world capability at which a sanction has half its effect [share]. Grade J."""


@law
def reach_of(access: float) -> float:
    """Return the part of an effort that arrives [1]: min(1, access). Source: subject 11."""
    return min(1.0, max(access, 0.0))


@law
def ramp(age: float, days: float) -> float:
    """Return how much of a deployment is in place after ``age`` days [1], linear over ``days``."""
    return min(max(age / days, 0.0), 1.0)


@law
def sustained(aircraft: float, air_only: int) -> float:
    """Return the share of aircraft that fly in a day [1]: airlift alone sustains about 40 aircraft-days. Subject 11."""
    if air_only > 0 and aircraft > AIRLIFT_SORTIES:
        return AIRLIFT_SORTIES / aircraft
    return 1.0


@law
def group_strength(aircraft: float, access: float, air_only: int) -> float:
    """Return the air strength of a power's group [drone equivalents]: 0.7 aircraft 0.85^3 min(1, access)."""
    weight = AIRCRAFT_WEIGHT * GROUP_QUALITY * GROUP_QUALITY * GROUP_QUALITY
    return weight * aircraft * reach_of(access) * sustained(aircraft, air_only)


@law
def adviser_gain(register: float, size: float) -> float:
    """Return the gain of quality by advisers [share]: the geometric mean of P25 and of the option's own magnitude."""
    return math.sqrt(max(register, 0.0) * max(size, 0.0))


@law
def line_equivalent(persons: float, quality: float) -> float:
    """Return foreign fighters as men of the side's own quality [persons]: n exp(1.5 (0.35 - Q)). Source: subject 6."""
    return persons * exp(1.5 * (FIGHTER_QUALITY - quality))


@law
def economic_weight(capability: float) -> float:
    """Return how much a power's economy tells [1]: capability / (capability + 0.03), capability as share of the world's."""
    return capability / (capability + ECONOMY_HALF)


@law
def arms_effort(stock: float, use: float, cap: float) -> float:
    """Return the factor on a power's arms flow [1]: 1 to 2 as its client's shells run down to zero, under ``cap``.

    2 - stock / (20 days of use), within [1, 2]. Grade J: a sponsor that means it surges when guns fall silent.
    """
    days = stock / max(use, 1e-6)
    return min(max(2.0 - days / 20.0, 1.0), 2.0, cap)


@law
def in_effect(st: State, j: int, o: int, day: float) -> bool:
    """Return whether option slot ``o`` of power ``j`` is in effect on ``day``."""
    return st.since[j, o] <= day < st.until[j, o]


@law
def target_side(sc: Scenario, st: State, j: int, n: int) -> int:
    """Return the side an option is aimed at: its target, the side favoured, else the one the power likes less; -1 none."""
    target = sc.opt_target[n]
    if target == 0 or target == 1:
        return target
    if target < 0:
        gap = st.tie[2 + j, 0] - st.tie[2 + j, 1]
        if gap > 0.02:
            return 1
        if gap < -0.02:
            return 0
    return -1


@law
def helped_side(sc: Scenario, n: int) -> int:
    """Return the side that an option helps, -1 when it helps neither."""
    if sc.opt_favours[n] >= 0:
        return sc.opt_favours[n]
    return sc.opt_target[n] if 0 <= sc.opt_target[n] <= 1 else -1


@law
def shift_tie(st: State, x: int, y: int, change: float) -> None:
    """Move the tie between two actors, both ways, within [-0.99, 0.99]."""
    if x == y:
        return
    value = min(max(st.tie[x, y] + change, -0.99), 0.99)
    st.tie[x, y] = value
    st.tie[y, x] = value


@law
def transit_granted(sc: Scenario, p: Params, st: State, g: int, b: int, day: int) -> float:
    """Return what gatekeeper ``g`` does with the way to side ``b``: 1 opened, -1 closed, 0 as agreed in peace."""
    answer = 0.0
    for o in range(sc.n_options[g]):
        if not in_effect(st, g, o, day):
            continue
        n = sc.option[g, o]
        if sc.opt_target[n] != b:
            continue
        for f in range(4):
            if sc.opt_effect[n, f] == Primitive.TRANSIT:
                answer = 1.0 if p.option_size[n, f] > 0.0 else -1.0
    return answer


@law
def route_capacity(sc: Scenario, p: Params, st: State, j: int, b: int, day: int) -> float:
    """Return the tonnes a day that power ``j`` can bring to side ``b`` over outside entries open to arms [t/day].

    Entries of the power itself, and those a gatekeeper has opened to all; a gatekeeper's denial halves the other
    entries too, because flights and convoys must go round. Without a row the power's kind of access decides.
    """
    capacity = 0.0
    rows = 0
    detour = 1.0
    for e in range(sc.n_edges):
        g = sc.edge_supplier[e]
        if sc.edge_b[e] >= 0 or sc.edge_side[e] != b or g < 0:
            continue
        granted = transit_granted(sc, p, st, g, b, day) if sc.access_kind[g] == Access.GATEKEEPER or g != j else 0.0
        if granted < 0.0:
            detour = 0.5
        if g == j:
            rows += 1
            if p.edge_military[e] > 0.5 and granted >= 0.0:
                capacity += p.edge_capacity[e]
        elif granted > 0.0:
            capacity += p.edge_capacity[e]
    if rows == 0 and sc.access_kind[j] != Access.NONE:
        air = sc.access_kind[j] == Access.AIR_ONLY or sc.neighbour[j] == 0
        capacity += (AIRLIFT_TONNES if air else ROAD_TONNES) * reach_of(p.access[j])
    return capacity * detour


@step
def deliver(sc: Scenario, p: Params, st: State, j: int, b: int, rate: float, day: int) -> None:
    """Bring shells to side ``b``: the agreed flow times the power's effort, as far as its route carries."""
    effort = arms_effort(st.munitions[b], p.munitions_use[b], p.arms_cap[j])
    tonnes = min(rate * effort, route_capacity(sc, p, st, j, b, day))
    st.munitions[b] += tonnes
    st.received[b] += tonnes


@step
def reset_effects(sc: Scenario, st: State) -> None:
    """Clear what holds only as long as an option is in effect."""
    for b in range(2):
        st.quality_now[b] = 1.0
        st.air_added[b] = 0.0
        st.sam_added[b] = 0.0
        st.pinned[b] = 0.0
        st.guarded[b] = 0.0
        st.cover[b] = 1.0
        st.intel[b] = 0.0
        st.visible[b] = 1.0
        st.unseen[b] = 1.0
        st.coercing[b] = 0.0
    st.humane = 0.0
    st.monitor = 0.0
    st.enforce_ext = 0.0
    for j in range(sc.n_powers):
        st.mediators[j] = 0


@step
def options_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let every option in effect act for a day, and keep the level of involvement of every power."""
    reset_effects(sc, st)
    for j in range(sc.n_powers):
        level = 0
        started = 0
        running = 0
        for o in range(sc.n_options[j]):
            started += sc.active_start[j, o]
            if not in_effect(st, j, o, day):
                continue
            n = sc.option[j, o]
            running += sc.active_start[j, o]
            level = max(level, sc.opt_level[n])
            if st.first_use[j, o] < 0.0 and st.since[j, o] >= 0.0:
                st.first_use[j, o] = day
            act(sc, p, st, j, o, n, key, day)
        if started == 0 or running > 0:
            level = max(level, min(sc.level_start[j], Level.ARMED.value) if started == 0 else sc.level_start[j])
        st.level[j] = level
        st.level_max[j] = max(st.level_max[j], level)
        if level >= Level.DIRECT and sc.level_start[j] < Level.DIRECT and st.entry_day[j] < 0.0:
            st.entry_day[j] = day
            st.trigger = 1


@step
def act(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, key: int, day: int) -> None:
    """Apply the effects of one option for one day; what happens once happens on the day it takes effect."""
    first = st.since[j, o] == day
    age = day - st.since[j, o] + 1.0
    helped = helped_side(sc, n)
    aimed = target_side(sc, st, j, n)
    if sc.opt_verb[n] == Verb.MEDIATE:
        st.mediators[j] = 1
    for f in range(4):
        code = sc.opt_effect[n, f]
        if code < 0:
            continue
        size = p.option_size[n, f]
        if first:
            once(sc, p, st, j, n, code, size)
        if code == Primitive.EXPOSURE and uniform(key, day, POWER_EXPOSURE, j * 32 + o) < size:
            expose(sc, st, j, helped)
        words(st, j, code, size)
        money(sc, p, st, j, n, code, size)
        if aimed >= 0 and code == Primitive.PIN:
            st.pinned[aimed] = min(0.6, st.pinned[aimed] + size)
        if helped >= 0:
            in_the_air(sc, p, st, j, helped, code, size, age)
            on_the_ground(sc, p, st, j, helped, code, size, age)
            supplies(sc, p, st, j, n, helped, code, size, day)


@step
def once(sc: Scenario, p: Params, st: State, j: int, n: int, code: int, size: float) -> None:
    """Apply what an act does on the day it takes effect: ties, attention, beliefs about its red lines, a strike."""
    x = 2 + j
    target = sc.opt_target[n]
    helped = helped_side(sc, n)
    if code == Primitive.TIE:
        if target >= 0:
            shift_tie(st, x, target, size)
        else:
            first_two(sc, p, st, j, n, size)
    elif code == Primitive.TIE_ENEMY:
        if helped >= 0:
            shift_tie(st, x, 1 - helped, size)
        else:
            first_two(sc, p, st, j, n, size)
    elif code == Primitive.TIE_FEARFUL:
        for q in range(sc.n_powers):
            if q != j and p.fighter_fear[q] > 0.0:
                shift_tie(st, x, 2 + q, size)
    elif code == Primitive.ATTENTION:
        st.att[j] = min(1.0, st.att[j] + size)
    elif code == Primitive.STRIKE_EQUIPMENT and 0 <= target <= 1:
        strike(p, st, j, target, size)
    elif code == Primitive.BELIEF_SPREAD or code == Primitive.BELIEF_MEAN:
        for r in range(sc.n_redlines):
            if sc.red_owner[r] == j:
                if code == Primitive.BELIEF_SPREAD:
                    st.red_sd[r] = max(0.1, st.red_sd[r] * size)
                else:
                    st.red_mean[r] = min(max(st.red_mean[r] + size, 0.0), 10.0)


@law
def first_two(sc: Scenario, p: Params, st: State, j: int, n: int, size: float) -> None:
    """Let an act without a target move the ties with both belligerents, or with the main rival for a signal elsewhere."""
    if sc.opt_verb[n] == Verb.SIGNAL_ELSEWHERE or sc.opt_verb[n] == Verb.BORDER_SHOW:
        rival = -1
        weight = 0.0
        for q in range(sc.n_powers):
            if q != j and p.rival_weight[j, 2 + q] > weight:
                weight = p.rival_weight[j, 2 + q]
                rival = q
        if rival >= 0:
            shift_tie(st, 2 + j, 2 + rival, size)
        for z in range(sc.n_links):
            if sc.opt_verb[n] == Verb.SIGNAL_ELSEWHERE and (sc.link_a[z] == j or sc.link_b[z] == j):
                st.tension[z] = min(1.0, st.tension[z] + 0.1)
    else:
        shift_tie(st, 2 + j, 0, size)
        shift_tie(st, 2 + j, 1, size)


@step
def strike(p: Params, st: State, j: int, b: int, size: float) -> None:
    """Destroy a share of the heavy arms of side ``b`` from the air, once."""
    part = min(1.0, size * reach_of(p.access[j]))
    for k in range(5):
        gone = part * st.equip[b, k]
        st.equip[b, k] -= gone
        st.equip_lost[b, k] += gone


@law
def expose(sc: Scenario, st: State, j: int, helped: int) -> None:
    """Let covert fire come to light: the world learns that the power fights; the lines named against it are touched."""
    for r in range(sc.n_redlines):
        if (
            sc.red_kind[r] == RedLineKind.POWER_ENTRY
            and sc.red_entry[r] == j
            and (sc.red_entry_side[r] < 0 or sc.red_entry_side[r] == helped)
        ):
            st.step_now[r] = max(st.step_now[r], 7.0)
    if helped >= 0:
        shift_tie(st, 2 + j, 1 - helped, -0.05)
    st.trigger = 1


@law
def words(st: State, j: int, code: int, size: float) -> None:
    """Apply what good offices do: relief, monitoring, an offer to enforce."""
    if code == Primitive.RELIEF:
        st.humane = min(1.0, st.humane + size)
    elif code == Primitive.MONITOR:
        st.monitor = max(st.monitor, min(1.0, size))
    elif code == Primitive.ENFORCEMENT:
        st.enforce_ext = min(1.0, st.enforce_ext + size * st.att[j])
    elif code == Primitive.MEDIATOR:
        st.mediators[j] = 1


@law
def money(sc: Scenario, p: Params, st: State, j: int, n: int, code: int, size: float) -> None:
    """Lay strain on the target or take it off, a thirtieth of the monthly magnitude a day times the economic weight."""
    target = sc.opt_target[n]
    if code != Primitive.STRAIN or target < 0:
        return
    change = size / 30.0 * economic_weight(p.capability[2 + j])
    if target < 2:
        st.strain_ext[target] = min(max(st.strain_ext[target] + change, -0.5), 0.8)
    else:
        st.cost[target] += change * (p.reserves_money[target] + p.credit[target]) * 1000.0


@law
def in_the_air(sc: Scenario, p: Params, st: State, j: int, b: int, code: int, size: float, age: float) -> None:
    """Apply aircraft, air defence, cover and intelligence for side ``b``."""
    reach = reach_of(p.access[j])
    air_only = 1 if sc.access_kind[j] == Access.AIR_ONLY else 0
    if code == Primitive.AIRCRAFT:
        st.air_added[b] += group_strength(size, p.access[j], air_only) * ramp(age, RAMP_DAYS)
        if p.on[COERCION_SWITCH] > 0.5:
            sorties = STRIKES_PER_AIRCRAFT * GROUP_STATE_SHARE * size * reach * sustained(size, air_only)
            rise = coercion_cost(p.coercion_unit, sorties, p.population[1 - b])
            st.reach_cost[1 - b] += rise
            st.coercing[b] += rise
    elif code == Primitive.SAM:
        st.sam_added[b] += size * reach * ramp(age, RAMP_DAYS)
    elif code == Primitive.AIR_COVER:
        st.cover[b] = min(st.cover[b], 1.0 - (1.0 - size) * reach)
    elif code == Primitive.GUARD:
        st.guarded[b] += size
    elif code == Primitive.AIR_BALANCE:
        st.intel[b] += size
    elif code == Primitive.VISIBILITY:
        st.visible[1 - b] *= size
    elif code == Primitive.WARNING:
        st.unseen[1 - b] = min(st.unseen[1 - b], max(size, 0.0))


@law
def on_the_ground(sc: Scenario, p: Params, st: State, j: int, b: int, code: int, size: float, age: float) -> None:
    """Apply advisers, foreign fighters and regular troops for side ``b``."""
    if code == Primitive.QUALITY:
        st.quality_now[b] = max(st.quality_now[b], 1.0 + adviser_gain(p.adviser_effect, size))
    elif code == Primitive.FIGHTERS and age <= FIGHTER_DAYS:
        st.fighters_now[b] += size / FIGHTER_DAYS
        arrive(st, b, line_equivalent(size / FIGHTER_DAYS, p.quality[b]))
    elif code == Primitive.MEN and age <= TROOP_DAYS and sc.access_kind[j] != Access.AIR_ONLY and sc.access_kind[j] != Access.NONE:
        arrive(st, b, size / TROOP_DAYS * reach_of(p.access[j]))


@law
def arrive(st: State, b: int, men: float) -> None:
    """Add men who come from outside to the reserve of side ``b``."""
    st.reserve[b] += men
    st.inflow[b] += men


@step
def supplies(sc: Scenario, p: Params, st: State, j: int, n: int, b: int, code: int, size: float, day: int) -> None:
    """Apply shells, equipment and drones for side ``b``; shells of a scenario's own options come by access alone."""
    if code == Primitive.MUNITIONS:
        rate = p.arms_flow[j, b] if sc.opt_verb[n] == Verb.ARM else size * reach_of(p.access[j])
        deliver(sc, p, st, j, b, rate, day)
    elif code == Primitive.EQUIPMENT:
        for k in range(5):
            st.equip[b, k] += size * reach_of(p.access[j]) * st.equip_start[b, k]
    elif code == Primitive.DRONES and sc.exports_drones[j] > 0:
        st.drones[b] += size * reach_of(p.access[j])


MECHANISM = Mechanism(
    name="options",
    summary="What outside powers do reaches the war: men, arms, aircraft, money, words, each through the access the power has.",
    steps={"options": options_step},
    fields=(
        *table(
            "PARAMS",
            """
            adviser_effect | | f8 | 1 | P25 gain of quality by advisers
            """,
        ),
        *table(
            "STATE",
            """
            received | b | f8 | t | munitions received since the start
            air_added | b | f8 | aircraft | outside aircraft, quality-weighted
            cover | b | f8 | ratio | factor on enemy aircraft over the side, 1 without cover
            sam_added | b | f8 | batteries | outside batteries
            intel | b | f8 | 1 | rise of the air balance by outside intelligence
            visible | b | f8 | ratio | factor on visible targets of the side by outside intelligence of its enemy
            unseen | b | f8 | ratio | factor on the surprise of the side: its enemy may have been warned by outside intelligence
            enforce_ext | | f8 | share | enforcement offered by outside powers
            pinned | b | f8 | share | share of the reserve pinned by border shows
            guarded | b | f8 | level | rise of the step needed against the side's recognised soil
            humane | | f8 | 1 | humanitarian relief in place
            monitor | | f8 | 1 | observers or monitoring in place
            fighters_now | b | f8 | persons | foreign fighters in the theatre
            mediators | p | i4 | 1 | 1 while the power mediates
            """,
        ),
    ),
    priors=(Prior("adviser_effect", "P25", "Tri(0.05, 0.15, 0.30)", "J", "judgement"),),
    streams={"power_exposure": POWER_EXPOSURE},
    not_foreseen="what an option changes enters the outlook as a perturbation of it",
)
