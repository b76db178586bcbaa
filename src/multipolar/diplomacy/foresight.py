"""How a power pictures the next weeks: the same laws as the war, in the mean, from what the world has been told.

One front per side stands for the war: the axis on which the side now presses most. Lanes are copies of the picture in
which one thing is changed (quality, air, shells, men, strain); an option is worth what its effects move in them.
"""

from __future__ import annotations

import math

import numpy as np

from multipolar import mechanisms
from multipolar.codes import Weather
from multipolar.declare.record_types import Params, Picture, Scenario, State
from multipolar.diplomacy.effects.air import AIRCRAFT_WEIGHT
from multipolar.mechanisms.ambush import AMBUSH_SWITCH, ambush_dead
from multipolar.mechanisms.assault import (
    ASSAULT_SWITCH,
    COUNTER_CHANCE,
    COUNTER_KM,
    COUNTER_STROKE_SWITCH,
    attacker_losses,
    defender_losses,
    gain_share,
)
from multipolar.mechanisms.breaks import BREAKS_SWITCH, SIDE_COLLAPSE_SWITCH, break_rate, collapse_rate, front_parts
from multipolar.mechanisms.control import ADVANCE_SWITCH, level_left
from multipolar.mechanisms.displacement import DISPLACEMENT_SWITCH, flight
from multipolar.mechanisms.drones import (
    DEAD_SHARE,
    DRONES_SWITCH,
    air_balance,
    air_strength,
    hits_per_day,
    loiter_use,
    planes_weight,
)
from multipolar.mechanisms.effort import (
    EFFORT_SWITCH,
    advance_speed,
    assault_logit,
    attack_cap,
    defence_level,
    exposed_attackers,
    exposed_defenders,
    frontage,
    potential_men,
    preparation_logit,
    surprise_now,
)
from multipolar.mechanisms.finance import FINANCE_SWITCH, strain_of
from multipolar.mechanisms.fires import AREA_FIRE_SWITCH, area_casualties
from multipolar.mechanisms.ground import (
    breadth,
    equipment_factor,
    heavy_factor,
    heavy_weight,
    men_total,
    quality_factor,
    rugged,
    urban,
)
from multipolar.mechanisms.munitions import MUNITIONS_SWITCH, ROUND_KG, shells_out, tonnes_wanted
from multipolar.mechanisms.outlook import PICTURE, STRIDE, VECTOR, declared, hurt
from multipolar.mechanisms.reports import REPORTS_SWITCH
from multipolar.mechanisms.reserves import RESERVES_SWITCH, RETURN_SHARE, called_up, mobilised, reserve_rate
from multipolar.mechanisms.supply import INTERDICTION_SWITCH, SUPPLY_SWITCH, damage_after, need_tonnes, side_supply, supply_factor
from multipolar.mechanisms.weather import WEATHER_SWITCH, air_factor, snow_share, speed_factor
from multipolar.mechanisms.will import WILL_SWITCH, will_logit
from multipolar.numerics.arrays import FloatCube, IntRow, Records
from multipolar.numerics.chain import chain
from multipolar.numerics.elementary import exp, log, logistic
from multipolar.numerics.jit import lanes, law, step

STEPS = 6
"""Steps of an outlook [1]."""
LANES, OUTPUTS = 10, 4
"""Number of perturbations and of outputs."""
SHARE, GONE, DEATHS, COLLAPSES = 0, 1, 2, 3
"""Places of the outputs."""

BASE, QUALITY_A, QUALITY_B, AIR, SHELLS_A, SHELLS_B, MEN_A, MEN_B, STRAIN_A, STRAIN_B = range(LANES)
QUALITY_STEP, AIR_STEP, SHELLS_STEP, MEN_STEP, STRAIN_STEP = 0.15, 0.15, 100.0, 2000.0, 0.10
"""Sizes of the perturbations [share, 1, t/day, persons, share]. Grade J: small against the war, large against rounding."""

MEAN_ASSAULT_NOISE = (1.49, 1.65)
"""Means of the attacker's and the defender's assault noise: exp(shift + sd^2 / 2) [1]."""
MEAN_SPEED_NOISE = 1.28
"""Mean of the noise on a day's advance: exp(sd^2 / 2) [1]."""
MEAN_AMBUSH_Z = 0.45
"""Normal score at which an ambush has its mean loss: half its log spread [1]."""
SOFTNESS = 0.04
"""Width of the step from not attacking to attacking, in chance of success [probability]. Grade J."""
ENTRENCHED = 0.6
"""Exposure to fire of men in a line [1]. Source: QJM posture table."""


@law
def mean_weather(sc: Scenario, p: Params) -> float:
    """Return the long-run mean of the air factor W [1]."""
    if p.on[WEATHER_SWITCH] < 0.5:
        return 1.0
    return sum_over(
        sc.weather_share[Weather.CLEAR] * air_factor(Weather.CLEAR),
        sc.weather_share[Weather.OVERCAST] * air_factor(Weather.OVERCAST),
        sc.weather_share[Weather.WET] * air_factor(Weather.WET),
    )


@law
def mean_speed(sc: Scenario, p: Params) -> float:
    """Return the long-run mean of the speed factor [1]."""
    if p.on[WEATHER_SWITCH] < 0.5:
        return 1.0
    return sum_over(
        sc.weather_share[Weather.CLEAR] * speed_factor(Weather.CLEAR),
        sc.weather_share[Weather.OVERCAST] * speed_factor(Weather.OVERCAST),
        sc.weather_share[Weather.WET] * speed_factor(Weather.WET),
    )


@law
def sum_over(a: float, b: float, c: float) -> float:
    """Return a sum of three parts."""
    return a + b + c


@law
def pressed_axis(sc: Scenario, st: State, b: int) -> int:
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


@law
def total_value(sc: Scenario, p: Params) -> float:
    """Return the value of all contested sectors."""
    total = 1e-9
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            total += p.value[s]
    return total


@step
def picture(sc: Scenario, p: Params, st: State, b: int, w: Picture) -> None:
    """Fill the first lane of side ``b``: men, arms, stocks, will, and the axis it presses on, as the world believes them."""
    men = believed_men(sc, p, st, b)
    scale = men / max(men_total(sc, st, b), 1.0)
    s = pressed_axis(sc, st, b)
    w.axis[b] = s
    w.reserve[b, 0] = st.reserve[b] * scale
    w.front[b, 0] = max(men - w.reserve[b, 0], 1.0)
    w.potential[b, 0] = scale * potential_men(sc, p, st, b, s) if s >= 0 else 0.0
    w.facing[b, 0] = st.men[1 - b, s] if s >= 0 else 0.0
    w.strength[b, 0] = quality_factor(p, st, b) * heavy_factor(heavy_weight(st, b), men)
    w.shells[b, 0] = st.munitions[b]
    w.days[b, 0] = 30.0 * min(1.0, side_supply(sc, st, b))
    w.will[b, 0] = st.resolve[b]
    w.strain[b, 0] = st.strain[b]
    w.prep[b, 0] = defence_level(st, b, s) if s >= 0 else 0.0
    w.breaks[b, 0] = st.breaks[b]
    w.equipment[b] = believed_equipment(p, st, b)
    w.drones[b] = st.drones[b]
    w.air_defence[b] = st.ad[b]
    w.planes[b] = planes_weight(p.aircraft[b], p.helicopters[b], p.quality[b]) * st.cover[1 - b] + st.air_added[b]
    w.cost[b] = st.cost[b]
    w.damage[b] = 0.0


@step
def copy_lanes(st: State, w: Picture, n: int) -> None:
    """Let the first ``n`` lanes start from the first one, with nothing lost, taken or added yet."""
    for b in range(2):
        for i in range(n):
            w.reserve[b, i] = w.reserve[b, 0]
            w.front[b, i] = w.front[b, 0]
            w.potential[b, i] = w.potential[b, 0]
            w.facing[b, i] = w.facing[b, 0]
            w.strength[b, i] = w.strength[b, 0]
            w.shells[b, i] = w.shells[b, 0]
            w.days[b, i] = w.days[b, 0]
            w.will[b, i] = w.will[b, 0]
            w.strain[b, i] = w.strain[b, 0]
            w.prep[b, i] = w.prep[b, 0]
            w.breaks[b, i] = w.breaks[b, 0]
            w.added[b, i] = 0.0
            w.progress[b, i] = 0.0
            w.dead[b, i] = 0.0
            w.taken[b, i] = 0.0
            w.losses[b, i] = 0.0
            w.collapse[b, i] = 0.0
    for i in range(n):
        w.edge[i] = 0.0
        w.share[i] = st.public_share


@step
def disturb(w: Picture, i: int) -> None:
    """Change one thing in place ``i`` of the picture, as its lane says."""
    lane = w.lane[i]
    if lane == QUALITY_A or lane == QUALITY_B:
        w.strength[lane - QUALITY_A, i] *= 1.0 + QUALITY_STEP
    elif lane == AIR:
        w.edge[i] = AIR_STEP
    elif lane == SHELLS_A or lane == SHELLS_B:
        w.added[lane - SHELLS_A, i] = SHELLS_STEP
    elif lane == MEN_A or lane == MEN_B:
        b = lane - MEN_A
        part = MEN_STEP / (w.front[b, i] + w.reserve[b, i])
        w.reserve[b, i] += MEN_STEP
        w.potential[b, i] *= 1.0 + part
        w.facing[1 - b, i] *= 1.0 + part
    elif lane == STRAIN_A or lane == STRAIN_B:
        w.strain[lane - STRAIN_A, i] += STRAIN_STEP


@lanes
def air_edges(p: Params, w: Picture, n: int, weather: float) -> None:
    """Fill the air balance seen from A as the world would reckon it [1]."""
    fly = 1.0 if p.on[DRONES_SWITCH] > 0.5 else 0.0
    own = air_strength(fly * w.drones[0], w.air_defence[1], fly * p.loitering[0] / 90.0, w.planes[0], p.sam[1], weather)
    other = air_strength(fly * w.drones[1], w.air_defence[0], fly * p.loitering[1] / 90.0, w.planes[1], p.sam[0], weather)
    for i in range(n):
        men = w.front[0, i] + w.reserve[0, i] + w.front[1, i] + w.reserve[1, i]
        w.air[i] = min(max(air_balance(own, other, men) + w.edge[i], -1.0), 1.0)


@lanes
def supplies_of(sc: Scenario, p: Params, st: State, b: int, w: Picture, n: int, ahead: float) -> None:
    """Fill g of side ``b`` a stride on [1]: stocks fall by what the passes, winter and strikes let through."""
    if p.on[SUPPLY_SWITCH] < 0.5:
        for i in range(n):
            w.supply[b, i] = 1.0
        return
    if p.on[INTERDICTION_SWITCH] > 0.5:
        strikes = 0.2 * (0.25 * w.drones[1 - b] + 0.1 * p.missiles[1 - b])
        w.damage[b] = damage_after(w.damage[b], strikes * STRIDE, 0.2 * p.interdiction, p.repair_time / STRIDE)
    winter = 0.3 * snow_share(st.day_now + ahead, sc.snow_from, sc.snow_full)
    passing = st.supply_in[b] * (1.0 - w.damage[b]) * (1.0 - winter)
    ask = st.supply_ask[b]
    kg = p.supply_need
    for i in range(n):
        arriving = passing / max(ask, max(need_tonnes(w.front[b, i], 0.0, kg), 1e-6), 1e-06)
        days = min(30.0, max(0.0, w.days[b, i] + STRIDE * (min(arriving, 1.2) - 1.0)))
        w.days[b, i] = days
        w.supply[b, i] = supply_factor(days)


@lanes
def odds_of(sc: Scenario, p: Params, st: State, b: int, w: Picture, n: int) -> None:
    """Fill the chance that an assault on the axis of side ``b`` succeeds [probability]."""
    s = int(w.axis[b])
    enemy = 1 - b
    rough = rugged(sc, p, s)
    cap = attack_cap(rough, breadth(sc.area[s]))
    track = st.by_track[b, s]
    own_arms = equipment_factor(w.equipment[b], 1.0)
    enemy_arms = equipment_factor(w.equipment[enemy], 1.0)
    ground = p.assault_rugged * rough + p.assault_urban * urban(sc, p, s)
    surprise = p.assault_surprise * surprise_now(p, st, b, st.day_now) if sc.inside_war < 0.5 else 0.0
    use = p.munitions_use[b] if p.on[MUNITIONS_SWITCH] > 0.5 else -math.inf
    slope = p.assault_ratio + p.assault_ratio_rugged * rough
    tooth, base, sky = p.tooth, p.assault_base, p.assault_air if b == 0 else -p.assault_air
    fortified, prepared = p.assault_fortified, p.assault_prepared
    for i in range(n):
        attackers = max(exposed_attackers(w.potential[b, i], tooth, cap, track), 1.0)
        defenders = exposed_defenders(w.facing[b, i], cap)
        own = w.strength[b, i] * own_arms * w.supply[b, i]
        other = w.strength[enemy, i] * enemy_arms * w.supply[enemy, i]
        ratio = attackers * own / max(defenders * other, 1e-9)
        terms = ground + sky * w.air[i]
        terms += preparation_logit(w.prep[b, i], fortified, prepared)
        terms += surprise
        terms -= 0.3 if shells_out(w.shells[b, i], use) else 0.0
        w.chance[i] = logistic(assault_logit(base, slope, log(max(ratio, 1e-6)), terms))


@law
def axes_of(men: float, commitment: float, per_axis: float) -> float:
    """Return the axes a side can carry, as a real number [1]: the same as ``axes_count`` without leaving vector lanes."""
    return max(1.0, math.floor(0.8 * men * commitment / per_axis + 0.5))


@lanes
def press(sc: Scenario, p: Params, st: State, b: int, w: Picture, n: int, speed: float, value: float) -> None:
    """Let side ``b`` press on its axes for one stride: losses of both, ground taken, breaks, the share that moves."""
    if p.on[EFFORT_SWITCH] < 0.5 or p.on[ASSAULT_SWITCH] < 0.5 or w.axis[b] < 0.0:
        return
    odds_of(sc, p, st, b, w, n)
    s = int(w.axis[b])
    enemy = 1 - b
    width, area = breadth(sc.area[s]), sc.area[s]
    cap = attack_cap(rugged(sc, p, s), width)
    track, tooth, density, hold = st.by_track[b, s], p.tooth, p.attack_density, p.hold_density
    commitment, per_axis, threshold, tempo = p.commitment[b], p.men_per_axis, st.threshold[b], p.tempo
    rate_a, rate_d, wounded = p.attacker_loss, p.defender_loss, p.wounded_ratio
    ambushed = 1.0 - exp(-p.ambush_rate) if p.on[AMBUSH_SWITCH] > 0.5 and rugged(sc, p, s) > 0.5 else 0.0
    ambush = ambush_dead(p.ambush_loss, MEAN_AMBUSH_Z)
    pace = advance_speed(sc, p, st, s, track) * speed if p.on[ADVANCE_SWITCH] > 0.5 else 0.0
    counter = COUNTER_CHANCE if p.on[COUNTER_STROKE_SWITCH] > 0.5 else 0.0
    fade, hazard = (0.33, p.break_hazard) if p.on[BREAKS_SWITCH] > 0.5 else (1.0, 0.0)
    pursuit = min(1.0, 8.0 / width + 0.4) if p.on[ADVANCE_SWITCH] > 0.5 else 0.0
    for i in range(n):
        attackers = max(exposed_attackers(w.potential[b, i], tooth, cap, track), 1.0)
        defenders = exposed_defenders(w.facing[b, i], cap)
        chance = w.chance[i]
        active = tempo * logistic((chance - threshold) / SOFTNESS)
        days = STRIDE * active * axes_of(w.front[b, i] + w.reserve[b, i], commitment, per_axis)
        edge = w.strength[enemy, i] / w.strength[b, i]
        won = attacker_losses(rate_a, attackers, defenders, MEAN_ASSAULT_NOISE[0], True, edge)
        lost = attacker_losses(rate_a, attackers, defenders, MEAN_ASSAULT_NOISE[0], False, edge)
        hurt(w, b, i, days * (chance * won + (1.0 - chance) * lost), wounded)
        lost = defender_losses(rate_d, defenders, attackers, MEAN_ASSAULT_NOISE[1], 1.0 / edge)
        hurt(w, enemy, i, days * lost, wounded)
        hurt(w, b, i, days * ambushed * ambush * (1.0 + wounded), wounded)
        gain = chance * gain_share(pace, MEAN_SPEED_NOISE, frontage(attackers, density, defenders, hold, width), area)
        gain -= min(gain, (1.0 - chance) * counter * COUNTER_KM * 0.5 * width / area)
        progress = w.progress[b, i] + gain * days / axes_of(w.front[b, i], commitment, per_axis)
        w.progress[b, i] = progress
        w.prep[b, i] = level_left(w.prep[b, i], progress)
        thin = 1.0 if w.reserve[enemy, i] < 0.03 * (w.front[enemy, i] + w.reserve[enemy, i]) else 0.0
        cut_off = 1.0 if w.days[enemy, i] < 1.0 else 0.0
        flank = min(1.0, progress)
        rate = break_rate(hazard, flank, cut_off, thin, 0.5 * flank, w.losses[enemy, i], w.will[enemy, i])
        broken = 2.0 * days * (1.0 - exp(-rate))
        w.breaks[enemy, i] = fade * w.breaks[enemy, i] + broken * front_parts(w.facing[b, i], w.front[enemy, i])
        hurt(w, enemy, i, broken * 0.5 * w.facing[b, i], wounded)
        taken = min((gain * days + broken * pursuit) * value, 0.5 * (1.0 - w.share[i] if b == 0 else w.share[i]))
        w.taken[b, i] += taken
        w.share[i] += taken if b == 0 else -taken


@lanes
def bleed(sc: Scenario, p: Params, st: State, b: int, w: Picture, n: int, weather: float, ahead: float) -> None:
    """Let guns and drones of the enemy of ``b`` work for one stride."""
    enemy = 1 - b
    use, tempo, fire, wounded = p.munitions_use[enemy], p.tempo, p.area_fire, p.wounded_ratio
    limited = p.on[MUNITIONS_SWITCH] > 0.5
    if p.on[AREA_FIRE_SWITCH] < 0.5:
        fire = 0.0
    for i in range(n):
        tonnes = STRIDE * tonnes_wanted(use, tempo, w.supply[enemy, i])
        if limited:
            tonnes = min(tonnes, w.shells[enemy, i])
            w.shells[enemy, i] += STRIDE * w.added[enemy, i] - tonnes
        edge = -w.air[i] if b == 0 else w.air[i]
        hurt(w, b, i, area_casualties(tonnes * 1000.0 / ROUND_KG, fire, edge, ENTRENCHED, weather), wounded)
    if p.on[DRONES_SWITCH] > 0.5:
        spent = loiter_use(p, st, enemy) * exp(-ahead / 45.0)
        age = st.day_now + sc.day_before + ahead
        seen = 0.6 * st.visible[b]
        hits = hits_per_day(w.drones[enemy], p.drone_kill, w.air_defence[b], weather, seen, age, spent)
        hits *= w.equipment[b] * STRIDE
        killed = hits * p.hit_casualties
        for i in range(n):
            hurt(w, b, i, killed, wounded)
        heavy = 1.0
        for k in range(4):
            heavy += st.equip_start[b, k]
        w.equipment[b] = max(0.05, w.equipment[b] - DEAD_SHARE * hits / heavy)
        w.drones[enemy] *= exp(-p.drone_loss * w.air_defence[b] * weather * STRIDE)
        w.air_defence[b] *= exp(-p.ad_loss * 0.3 * spent * STRIDE)


@lanes
def reinforce(sc: Scenario, p: Params, st: State, b: int, w: Picture, n: int, ahead: float) -> None:
    """Bring reserves to the front of side ``b`` over one stride."""
    inflow = p.reserve_inflow[b]
    if inflow < 0.0:
        inflow = mobilised(st.men_start[b], p.readiness[b], st.day_now + sc.day_before + ahead)
    daily = called_up(p.men[b] * (1.0 - p.ready[b]), p.mobilise_days[b], st.call_up[b])
    inflow += (min(st.call_up[b], daily * (ahead + STRIDE)) - min(st.call_up[b], daily * ahead)) / STRIDE
    free = 1.0 - st.pinned[b]
    for i in range(n):
        reserve = w.reserve[b, i] + STRIDE * inflow
        edge = -w.air[i] if b == 0 else w.air[i]
        sent = reserve * (1.0 - exp(-STRIDE * reserve_rate(w.supply[b, i], edge) * free))
        part = sent / w.front[b, i]
        w.reserve[b, i] = reserve - sent
        w.front[b, i] += sent
        w.potential[b, i] *= 1.0 + part
        w.facing[1 - b, i] *= 1.0 + part


@lanes
def sustain(sc: Scenario, p: Params, st: State, b: int, w: Picture, n: int, ahead: float) -> None:
    """Bring reserves, pay, and move will and the chance of collapse of side ``b`` over one stride."""
    if p.on[RESERVES_SWITCH] > 0.5:
        reinforce(sc, p, st, b, w, n, ahead)
    if p.on[FINANCE_SWITCH] > 0.5:
        before = strain_of(w.cost[b], p.reserves_money[b], p.credit[b])
        w.cost[b] += STRIDE * p.war_cost[b]
        more = p.strain_scale * (strain_of(w.cost[b], p.reserves_money[b], p.credit[b]) - before)
        for i in range(n):
            w.strain[b, i] += more
    if p.on[WILL_SWITCH] > 0.5:
        base = min(max(st.resolve[b], 0.02), 0.98)
        strained, now = p.will_strain, st.strain[b]
        for i in range(n):
            w.will[b, i] = logistic(will_logit(base, 0.0, 0.0, strained * (w.strain[b, i] - now), 0.0, 0.0))
    if p.on[SIDE_COLLAPSE_SWITCH] > 0.5:
        behind = st.start_share - st.public_share if b == 0 else st.public_share - st.start_share
        hazard = p.side_collapse
        for i in range(n):
            lost = behind + w.taken[1 - b, i] - w.taken[b, i]
            rate = collapse_rate(hazard, w.will[b, i], lost, w.breaks[b, i])
            w.collapse[b, i] += (1.0 - w.collapse[b, i]) * (1.0 - exp(-rate * STRIDE))


@law
def expected_share(share: float, collapse_a: float, collapse_b: float) -> float:
    """Return the value share of A once collapses are counted: all for the other side [share]."""
    fall_a = collapse_a * (1.0 - 0.5 * collapse_b)
    fall_b = collapse_b * (1.0 - 0.5 * collapse_a)
    return min(max(share * (1.0 - fall_a - fall_b) + fall_b, 0.0), 1.0)


@law
def axis_value(p: Params, w: Picture, b: int, value: float) -> float:
    """Return the share of all value that the axis of side ``b`` holds [share], 0 without an axis."""
    s = int(w.axis[b])
    return p.value[s] / value if s >= 0 else 0.0


declared_outlooks = chain("declared_outlooks", declared(mechanisms), ("sc", "p", "st", "w", "n", "ahead"), lanes)
"""The outlook laws that mechanisms declare for themselves, one after the other."""


@step
def project(sc: Scenario, p: Params, st: State, w: Picture, n: int, steps: int, out: FloatCube) -> None:
    """Carry ``n`` lanes ``steps`` strides on and write, per stride: share of A, displaced share, deaths, collapse."""
    weather = mean_weather(sc, p)
    speed = mean_speed(sc, p)
    value = total_value(sc, p)
    value_a, value_b = axis_value(p, w, 0, value), axis_value(p, w, 1, value)
    movable, gone = homes(sc, p, st)
    for k in range(steps):
        ahead = k * STRIDE
        supplies_of(sc, p, st, 0, w, n, ahead)
        supplies_of(sc, p, st, 1, w, n, ahead)
        air_edges(p, w, n, weather)
        press(sc, p, st, 0, w, n, speed, value_a)
        press(sc, p, st, 1, w, n, speed, value_b)
        bleed(sc, p, st, 0, w, n, weather, ahead)
        sustain(sc, p, st, 0, w, n, ahead)
        bleed(sc, p, st, 1, w, n, weather, ahead)
        sustain(sc, p, st, 1, w, n, ahead)
        declared_outlooks(sc, p, st, w, n, ahead)
        if p.on[DISPLACEMENT_SWITCH] > 0.5:
            gone += flight(STRIDE * p.flight_hazard, p.shelling_towns, 0.5) * max(movable - gone, 0.0)
        for i in range(n):
            lane = w.lane[i]
            out[lane, k, SHARE] = expected_share(w.share[i], w.collapse[0, i], w.collapse[1, i])
            out[lane, k, GONE] = min(1.0, gone + p.flight_all * max(w.taken[0, i], w.taken[1, i]) * (1.0 - gone))
            out[lane, k, DEATHS] = w.dead[0, i] + w.dead[1, i]
            out[lane, k, COLLAPSES] = w.collapse[0, i] + w.collapse[1, i]


@law
def homes(sc: Scenario, p: Params, st: State) -> tuple[float, float]:
    """Return the share of the zone's people who would leave under fire, and the share that has left [share]."""
    people = 1e-9
    gone = 0.0
    for s in range(sc.n_sectors):
        if sc.zone[s] > 0:
            people += p.people[s]
            gone += st.gone[s]
    return p.movable_share, min(1.0, gone / people)


@step
def outlook(sc: Scenario, p: Params, st: State, wanted: IntRow, steps: int, out: FloatCube) -> None:
    """Fill ``out`` (lane, stride, output) for the first lane and those wanted; the others are left as they are.

    Wanted lanes lie side by side and are carried on together: their number is filled up with copies of the first.
    """
    room = np.empty(1, PICTURE)
    look(sc, p, st, room, wanted, steps, out)


@step
def look(sc: Scenario, p: Params, st: State, room: Records, wanted: IntRow, steps: int, out: FloatCube) -> None:
    """Fill ``out`` from the picture of both sides, drawn in ``room``."""
    w = room[0]
    picture(sc, p, st, 0, w)
    picture(sc, p, st, 1, w)
    n = 0
    for lane in range(LANES):
        if lane == BASE or wanted[lane] > 0:
            w.lane[n] = lane
            n += 1
    while n % VECTOR != 0:
        w.lane[n] = BASE
        n += 1
    copy_lanes(st, w, n)
    for i in range(n):
        disturb(w, i)
    project(sc, p, st, w, n, steps, out)


@law
def air_change(sc: Scenario, p: Params, st: State, b: int, aircraft: float) -> float:
    """Return by how much ``aircraft`` drone equivalents more would move the air balance towards side ``b`` [1]."""
    men = st.men_start[0] + st.men_start[1]
    total = st.air_planes[0] + st.air_planes[1] + st.drones[0] + st.drones[1] + men / 6000.0
    return aircraft * (1.0 - st.air_balance[b]) / max(total + aircraft, 1e-6)


@law
def cover_change(p: Params, st: State, b: int, factor: float) -> float:
    """Return what covering side ``b`` against enemy aircraft is worth in air balance [1]."""
    planes = (1.0 - factor) * AIRCRAFT_WEIGHT * p.aircraft[1 - b] * p.quality[1 - b] * p.quality[1 - b] * p.quality[1 - b]
    men = st.men_start[0] + st.men_start[1]
    total = st.air_planes[0] + st.air_planes[1] + st.drones[0] + st.drones[1] + men / 6000.0
    return planes / max(total, 1e-6)
