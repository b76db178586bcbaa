"""How a power pictures the next weeks: the same laws as the war, in the mean, from what the world has been told.

One front per side stands for the war: the axis on which the side now presses most. Lanes are copies of the picture in
which one thing is changed (quality, air, shells, men, strain); an option is worth what its effects move in them.
"""

from __future__ import annotations

import numpy as np

from multipolar.diplomacy.options import AIRCRAFT_WEIGHT
from multipolar.mechanisms.ambush import ambush_dead
from multipolar.mechanisms.assault import (
    COUNTER_CHANCE,
    COUNTER_KM,
    attacker_losses,
    defender_losses,
    gain_share,
)
from multipolar.mechanisms.breaks import break_rate, collapse_rate
from multipolar.mechanisms.control import level_left
from multipolar.mechanisms.displacement import flight
from multipolar.mechanisms.drones import DEAD_SHARE, air_balance, air_strength, hits_per_day, loiter_use, planes_weight
from multipolar.mechanisms.effort import (
    advance_speed,
    assault_logit,
    attack_cap,
    axes_count,
    defence_level,
    exposed_attackers,
    exposed_defenders,
    frontage,
    potential_men,
    preparation_logit,
    surprise_now,
)
from multipolar.mechanisms.finance import strain_of
from multipolar.mechanisms.fires import area_casualties
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
from multipolar.mechanisms.munitions import ROUND_KG, shells_out, tonnes_wanted
from multipolar.mechanisms.reserves import RETURN_SHARE, mobilised, reserve_rate
from multipolar.mechanisms.supply import damage_after, need_tonnes, side_supply, supply_factor
from multipolar.mechanisms.weather import air_factor, snow_share, speed_factor
from multipolar.mechanisms.will import will_logit
from multipolar.model import switches as on
from multipolar.numerics.elementary import exp, log, logistic
from multipolar.numerics.jit import law, step

STRIDE = 10.0
STEPS = 6
WORLD, SIDES = 26, 2
LANES, OUTPUTS = 10, 4
SHARE, GONE, DEATHS, COLLAPSES = 0, 1, 2, 3

BASE, QUALITY_A, QUALITY_B, AIR, SHELLS_A, SHELLS_B, MEN_A, MEN_B, STRAIN_A, STRAIN_B = range(LANES)
QUALITY_STEP, AIR_STEP, SHELLS_STEP, MEN_STEP, STRAIN_STEP = 0.15, 0.15, 100.0, 2000.0, 0.10

(
    FRONT, RESERVE, POTENTIAL, FACING, STRENGTH, EQUIPMENT, DRONES, AD, SHELLS, DAYS, WILL, STRAIN, COST,
    PREP, PROGRESS, DEAD, TAKEN, BREAKS, LOSSES, COLLAPSE, PLANES, AXIS, HEAVY, DAMAGE, ADDED, EDGE,
) = range(WORLD)  # fmt: skip

MEAN_ASSAULT_NOISE = (1.49, 1.65)
MEAN_SPEED_NOISE = 1.28
MEAN_AMBUSH_Z = 0.45
SOFTNESS = 0.04
ENTRENCHED = 0.6


@law
def mean_weather(sc, p):
    """Return the long-run mean of the air factor W [1]."""
    if p.on[on.WEATHER] < 0.5:
        return 1.0
    return sum_over(sc.weather_share[0] * air_factor(0), sc.weather_share[1] * air_factor(1), sc.weather_share[2] * air_factor(2))


@law
def mean_speed(sc, p):
    """Return the long-run mean of the speed factor [1]."""
    if p.on[on.WEATHER] < 0.5:
        return 1.0
    return sum_over(
        sc.weather_share[0] * speed_factor(0), sc.weather_share[1] * speed_factor(1), sc.weather_share[2] * speed_factor(2)
    )


@law
def sum_over(a, b, c):
    """Return a sum of three parts."""
    return a + b + c


@law
def pressed_axis(sc, st, b):
    """Return the sector on which side ``b`` presses most, -1 when it has nowhere to attack."""
    best = -1
    pull = 0.0
    for s in range(sc.n_sectors):
        if st.axis_pull[b, s] > pull:
            pull = st.axis_pull[b, s]
            best = s
    return best


@law
def believed_men(sc, p, st, b):
    """Return how many men the world believes side ``b`` has [persons]: what it started with, less the announced losses."""
    true = men_total(sc, st, b)
    if p.on[on.REPORTS] < 0.5:
        return true
    told = max(st.seen_dead[b] - sc.base_deaths[b], 0.0) * (1.0 + (1.0 - RETURN_SHARE) * p.wounded_ratio)
    return max(st.men_start[b] + st.inflow[b] - told, true)


@law
def believed_equipment(p, st, b):
    """Return the share of heavy arms the world believes side ``b`` has left [share]: only part of the losses is seen."""
    start = 1e-9
    lost = 0.0
    for k in range(4):
        start += st.equip_start[b, k]
        lost += st.equip_start[b, k] - st.equip[b, k]
    seen = p.visual_detection if p.on[on.REPORTS] > 0.5 else 1.0
    return min(1.2, max(0.05, 1.0 - seen * lost / start)) if start > 1.0 else 1.0


@law
def total_value(sc, p):
    """Return the value of all contested sectors."""
    total = 1e-9
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            total += p.value[s]
    return total


@step
def picture(sc, p, st, b, w):
    """Fill the picture of side ``b``: men, arms, stocks, will, and the axis it presses on, as the world believes them."""
    men = believed_men(sc, p, st, b)
    scale = men / max(men_total(sc, st, b), 1.0)
    s = pressed_axis(sc, st, b)
    w[b, AXIS] = s
    w[b, RESERVE] = st.reserve[b] * scale
    w[b, FRONT] = max(men - w[b, RESERVE], 1.0)
    w[b, POTENTIAL] = scale * potential_men(sc, p, st, b, s) if s >= 0 else 0.0
    w[b, FACING] = st.men[1 - b, s] if s >= 0 else 0.0
    w[b, EQUIPMENT] = believed_equipment(p, st, b)
    w[b, HEAVY] = heavy_factor(heavy_weight(st, b), men)
    w[b, STRENGTH] = quality_factor(p, st, b) * w[b, HEAVY]
    w[b, DRONES] = st.drones[b]
    w[b, AD] = st.ad[b]
    w[b, PLANES] = planes_weight(p.aircraft[b], p.helicopters[b], p.quality[b]) * st.cover[1 - b] + st.air_added[b]
    w[b, SHELLS] = st.munitions[b]
    w[b, DAYS] = 30.0 * min(1.0, side_supply(sc, st, b))
    w[b, WILL] = st.resolve[b]
    w[b, STRAIN] = st.strain[b]
    w[b, COST] = st.cost[b]
    w[b, PREP] = defence_level(st, b, s) if s >= 0 else 0.0
    w[b, BREAKS] = st.breaks[b]
    w[b, DAMAGE] = 0.0
    for k in (PROGRESS, DEAD, TAKEN, LOSSES, COLLAPSE, ADDED, EDGE):
        w[b, k] = 0.0


@step
def disturb(lane, w):
    """Change one thing in the picture, as the lane says."""
    if lane == QUALITY_A or lane == QUALITY_B:
        w[lane - QUALITY_A, STRENGTH] *= 1.0 + QUALITY_STEP
    elif lane == AIR:
        w[0, EDGE] = AIR_STEP
        w[1, EDGE] = -AIR_STEP
    elif lane == SHELLS_A or lane == SHELLS_B:
        w[lane - SHELLS_A, ADDED] = SHELLS_STEP
    elif lane == MEN_A or lane == MEN_B:
        b = lane - MEN_A
        part = MEN_STEP / (w[b, FRONT] + w[b, RESERVE])
        w[b, RESERVE] += MEN_STEP
        w[b, POTENTIAL] *= 1.0 + part
        w[1 - b, FACING] *= 1.0 + part
    elif lane == STRAIN_A or lane == STRAIN_B:
        w[lane - STRAIN_A, STRAIN] += STRAIN_STEP


@step
def air_edge(p, w, weather):
    """Return the air balance seen from A as the world would reckon it [1]."""
    fly = 1.0 if p.on[on.DRONES] > 0.5 else 0.0
    own = air_strength(fly * w[0, DRONES], w[1, AD], fly * p.loitering[0] / 90.0, w[0, PLANES], p.sam[1], weather)
    other = air_strength(fly * w[1, DRONES], w[0, AD], fly * p.loitering[1] / 90.0, w[1, PLANES], p.sam[0], weather)
    men = w[0, FRONT] + w[0, RESERVE] + w[1, FRONT] + w[1, RESERVE]
    return min(max(air_balance(own, other, men) + w[0, EDGE], -1.0), 1.0)


@step
def supply_of(sc, p, st, b, w, ahead):
    """Return g of side ``b`` a stride on [1]: stocks fall by what the passes, winter and strikes let through."""
    if p.on[on.SUPPLY] < 0.5:
        return 1.0
    if p.on[on.INTERDICTION] > 0.5:
        strikes = 0.2 * (0.25 * w[1 - b, DRONES] + 0.1 * p.missiles[1 - b])
        w[b, DAMAGE] = damage_after(w[b, DAMAGE], strikes * STRIDE, 0.2 * p.interdiction, p.repair_time / STRIDE)
    winter = 0.3 * snow_share(st.day_now + ahead, sc.snow_from, sc.snow_full)
    need = max(need_tonnes(w[b, FRONT], 0.0, p.supply_need), 1e-6)
    arriving = st.supply_in[b] * (1.0 - w[b, DAMAGE]) * (1.0 - winter) / max(st.supply_ask[b], need, 1e-06)
    w[b, DAYS] = min(30.0, max(0.0, w[b, DAYS] + STRIDE * (min(arriving, 1.2) - 1.0)))
    return supply_factor(w[b, DAYS])


@step
def axis_chance(sc, p, st, b, w, air, supply):
    """Return attackers and defenders on the axis of side ``b`` and the chance that an assault there succeeds."""
    s = int(w[b, AXIS])
    rough = rugged(sc, p, s)
    cap = attack_cap(rough, breadth(sc.area[s]))
    attackers = max(exposed_attackers(w[b, POTENTIAL], p.tooth, cap, st.by_track[b, s]), 1.0)
    defenders = exposed_defenders(w[b, FACING], cap)
    own = w[b, STRENGTH] * equipment_factor(w[b, EQUIPMENT], 1.0) * supply[b]
    other = w[1 - b, STRENGTH] * equipment_factor(w[1 - b, EQUIPMENT], 1.0) * supply[1 - b]
    ratio = attackers * own / max(defenders * other, 1e-9)
    terms = p.assault_rugged * rough + p.assault_urban * urban(sc, p, s) + p.assault_air * (air if b == 0 else -air)
    terms += preparation_logit(w[b, PREP], p.assault_fortified, p.assault_prepared)
    if sc.inside_war < 0.5:
        terms += p.assault_surprise * surprise_now(p, st, b, st.day_now)
    if p.on[on.MUNITIONS] > 0.5 and shells_out(w[b, SHELLS], p.munitions_use[b]):
        terms -= 0.3
    slope = p.assault_ratio + p.assault_ratio_rugged * rough
    return attackers, defenders, logistic(assault_logit(p.assault_base, slope, log(max(ratio, 1e-6)), terms))


@step
def press(sc, p, st, b, w, air, supply, speed, value):
    """Let side ``b`` press on its axes for one stride: losses of both, ground taken, breaks."""
    if p.on[on.EFFORT] < 0.5 or p.on[on.ASSAULT] < 0.5 or w[b, AXIS] < 0.0:
        return 0.0
    s = int(w[b, AXIS])
    enemy = 1 - b
    attackers, defenders, chance = axis_chance(sc, p, st, b, w, air, supply)
    axes = axes_count(w[b, FRONT] + w[b, RESERVE], p.commitment[b], p.men_per_axis)
    active = p.tempo * logistic((chance - st.threshold[b]) / SOFTNESS)
    days = STRIDE * active * axes
    edge = w[enemy, STRENGTH] / w[b, STRENGTH]
    won = attacker_losses(p.attacker_loss, attackers, defenders, MEAN_ASSAULT_NOISE[0], True, edge)
    lost = attacker_losses(p.attacker_loss, attackers, defenders, MEAN_ASSAULT_NOISE[0], False, edge)
    hurt(p, w, b, days * (chance * won + (1.0 - chance) * lost))
    hurt(p, w, enemy, days * defender_losses(p.defender_loss, defenders, attackers, MEAN_ASSAULT_NOISE[1], 1.0 / edge))
    if p.on[on.AMBUSH] > 0.5 and rugged(sc, p, s) > 0.5:
        hurt(p, w, b, days * (1.0 - exp(-p.ambush_rate)) * ambush_dead(p.ambush_loss, MEAN_AMBUSH_Z) * (1.0 + p.wounded_ratio))
    return take(sc, p, st, b, w, s, days, attackers, defenders, chance, speed, value)


@step
def take(sc, p, st, b, w, s, days, attackers, defenders, chance, speed, value):
    """Return the value share that side ``b`` takes in a stride and let its axis, the enemy's line and flanks give way."""
    width = breadth(sc.area[s])
    enemy = 1 - b
    gain = 0.0
    if p.on[on.ADVANCE] > 0.5:
        front = frontage(attackers, p.attack_density, defenders, p.hold_density, width)
        gain = chance * gain_share(advance_speed(sc, p, st, s, st.by_track[b, s]) * speed, MEAN_SPEED_NOISE, front, sc.area[s])
        if p.on[on.COUNTER_STROKE] > 0.5:
            gain -= min(gain, (1.0 - chance) * COUNTER_CHANCE * COUNTER_KM * 0.5 * width / sc.area[s])
    w[b, PROGRESS] += gain * days / max(1.0, float(axes_count(w[b, FRONT], p.commitment[b], p.men_per_axis)))
    w[b, PREP] = level_left(w[b, PREP], w[b, PROGRESS])
    broken = 0.0
    if p.on[on.BREAKS] > 0.5:
        thin = 1.0 if w[enemy, RESERVE] < 0.03 * (w[enemy, FRONT] + w[enemy, RESERVE]) else 0.0
        cut_off = 1.0 if w[enemy, DAYS] < 1.0 else 0.0
        flank = min(1.0, w[b, PROGRESS])
        rate = break_rate(p.break_hazard, flank, cut_off, thin, 0.5 * flank, w[enemy, LOSSES], w[enemy, WILL])
        broken = 2.0 * days * (1.0 - exp(-rate))
        w[enemy, BREAKS] = 0.33 * w[enemy, BREAKS] + broken
        hurt(p, w, enemy, broken * 0.5 * w[b, FACING])
    pursuit = min(1.0, 8.0 / width + 0.4) if p.on[on.ADVANCE] > 0.5 else 0.0
    return (gain * days + broken * pursuit) * value


@step
def hurt(p, w, b, casualties):
    """Take casualties from the front of side ``b``; what is left carries its axis and mans the line it defends."""
    casualties = min(casualties, 0.5 * w[b, FRONT])
    part = casualties / w[b, FRONT]
    w[b, FRONT] -= casualties
    w[b, POTENTIAL] *= 1.0 - part
    w[1 - b, FACING] *= 1.0 - part
    w[b, LOSSES] = min(1.0, w[b, LOSSES] + part)
    w[b, DEAD] += casualties / (1.0 + p.wounded_ratio)


@step
def bleed(sc, p, st, b, w, air, weather, supply, ahead):
    """Let guns and drones of the enemy of ``b`` work for one stride."""
    enemy = 1 - b
    tonnes = STRIDE * tonnes_wanted(p.munitions_use[enemy], p.tempo, supply[enemy])
    if p.on[on.MUNITIONS] > 0.5:
        tonnes = min(tonnes, w[enemy, SHELLS])
        w[enemy, SHELLS] += STRIDE * w[enemy, ADDED] - tonnes
    edge = -air if b == 0 else air
    if p.on[on.AREA_FIRE] > 0.5:
        hurt(p, w, b, area_casualties(tonnes * 1000.0 / ROUND_KG, p.area_fire, edge, ENTRENCHED, weather))
    if p.on[on.DRONES] > 0.5:
        spent = loiter_use(p, st, enemy) * exp(-ahead / 45.0)
        age = st.day_now + sc.day_before + ahead
        hits = hits_per_day(w[enemy, DRONES], p.drone_kill, w[b, AD], weather, 0.6 * st.visible[b], age, spent)
        hits *= w[b, EQUIPMENT] * STRIDE
        hurt(p, w, b, hits * p.hit_casualties)
        heavy = 1.0
        for k in range(4):
            heavy += st.equip_start[b, k]
        w[b, EQUIPMENT] = max(0.05, w[b, EQUIPMENT] - DEAD_SHARE * hits / heavy)
        w[enemy, DRONES] *= exp(-p.drone_loss * w[b, AD] * weather * STRIDE)
        w[b, AD] *= exp(-p.ad_loss * 0.3 * spent * STRIDE)


@step
def sustain(sc, p, st, b, w, air, supply, ahead):
    """Bring reserves, pay, and move will and the chance of collapse of side ``b`` over one stride."""
    edge = -air if b == 0 else air
    if p.on[on.RESERVES] > 0.5:
        inflow = p.reserve_inflow[b]
        if inflow < 0.0:
            inflow = mobilised(st.men_start[b], p.readiness[b], st.day_now + sc.day_before + ahead)
        w[b, RESERVE] += STRIDE * inflow
        sent = w[b, RESERVE] * (1.0 - exp(-STRIDE * reserve_rate(supply[b], edge) * (1.0 - st.pinned[b])))
        part = sent / w[b, FRONT]
        w[b, RESERVE] -= sent
        w[b, FRONT] += sent
        w[b, POTENTIAL] *= 1.0 + part
        w[1 - b, FACING] *= 1.0 + part
    if p.on[on.FINANCE] > 0.5:
        before = strain_of(w[b, COST], p.reserves_money[b], p.credit[b])
        w[b, COST] += STRIDE * p.war_cost[b]
        w[b, STRAIN] += p.strain_scale * (strain_of(w[b, COST], p.reserves_money[b], p.credit[b]) - before)
    if p.on[on.WILL] > 0.5:
        base = min(max(st.resolve[b], 0.02), 0.98)
        w[b, WILL] = logistic(will_logit(base, 0.0, 0.0, p.will_strain * (w[b, STRAIN] - st.strain[b]), 0.0, 0.0))
    if p.on[on.SIDE_COLLAPSE] > 0.5:
        behind = st.start_share - st.public_share if b == 0 else st.public_share - st.start_share
        rate = collapse_rate(p.side_collapse, w[b, WILL], behind + w[1 - b, TAKEN] - w[b, TAKEN], w[b, BREAKS])
        w[b, COLLAPSE] += (1.0 - w[b, COLLAPSE]) * (1.0 - exp(-rate * STRIDE))


@law
def expected_share(share, collapse_a, collapse_b):
    """Return the value share of A once collapses are counted: all for the other side [share]."""
    fall_a = collapse_a * (1.0 - 0.5 * collapse_b)
    fall_b = collapse_b * (1.0 - 0.5 * collapse_a)
    return min(max(share * (1.0 - fall_a - fall_b) + fall_b, 0.0), 1.0)


@step
def project(sc, p, st, w, steps, out):
    """Carry the picture ``steps`` strides on and write, per stride: share of A, displaced share, deaths, collapse."""
    weather = mean_weather(sc, p)
    speed = mean_speed(sc, p)
    value = total_value(sc, p)
    share = st.public_share
    movable, left = homes(sc, p, st)
    gone = left
    for k in range(steps):
        ahead = k * STRIDE
        supply = (supply_of(sc, p, st, 0, w, ahead), supply_of(sc, p, st, 1, w, ahead))
        air = air_edge(p, w, weather)
        for b in range(2):
            s = int(w[b, AXIS])
            worth = p.value[s] / value if s >= 0 else 0.0
            taken = press(sc, p, st, b, w, air, supply, speed, worth)
            room = 1.0 - share if b == 0 else share
            taken = min(taken, 0.5 * room)
            w[b, TAKEN] += taken
            share += taken if b == 0 else -taken
        for b in range(2):
            bleed(sc, p, st, b, w, air, weather, supply, ahead)
            sustain(sc, p, st, b, w, air, supply, ahead)
        if p.on[on.DISPLACEMENT] > 0.5:
            gone += flight(STRIDE * p.flight_hazard, p.shelling_towns, 0.5) * max(movable - gone, 0.0)
        out[k, SHARE] = expected_share(share, w[0, COLLAPSE], w[1, COLLAPSE])
        out[k, GONE] = min(1.0, gone + p.flight_all * max(w[0, TAKEN], w[1, TAKEN]) * (1.0 - gone))
        out[k, DEATHS] = w[0, DEAD] + w[1, DEAD]
        out[k, COLLAPSES] = w[0, COLLAPSE] + w[1, COLLAPSE]


@law
def homes(sc, p, st):
    """Return the share of the zone's people who would leave under fire, and the share that has left [share]."""
    people = 1e-9
    gone = 0.0
    for s in range(sc.n_sectors):
        if sc.zone[s] > 0:
            people += p.people[s]
            gone += st.gone[s]
    return p.movable_share, min(1.0, gone / people)


@step
def outlook(sc, p, st, lanes, steps, w, out):
    """Fill ``out`` (lane, stride, output) for the lanes marked in ``lanes``; the others repeat the first."""
    seen = np.empty((SIDES, WORLD))
    for b in range(SIDES):
        picture(sc, p, st, b, seen)
    for lane in range(LANES):
        if lane > 0 and lanes[lane] == 0:
            for k in range(steps):
                for i in range(OUTPUTS):
                    out[lane, k, i] = out[0, k, i]
            continue
        w[:, :] = seen
        disturb(lane, w)
        project(sc, p, st, w, steps, out[lane])


@law
def air_change(sc, p, st, b, aircraft):
    """Return by how much ``aircraft`` drone equivalents more would move the air balance towards side ``b`` [1]."""
    men = st.men_start[0] + st.men_start[1]
    total = st.air_planes[0] + st.air_planes[1] + st.drones[0] + st.drones[1] + men / 6000.0
    return aircraft * (1.0 - st.air_balance[b]) / max(total + aircraft, 1e-6)


@law
def cover_change(p, st, b, factor):
    """Return what covering side ``b`` against enemy aircraft is worth in air balance [1]."""
    planes = (1.0 - factor) * AIRCRAFT_WEIGHT * p.aircraft[1 - b] * p.quality[1 - b] * p.quality[1 - b] * p.quality[1 - b]
    men = st.men_start[0] + st.men_start[1]
    total = st.air_planes[0] + st.air_planes[1] + st.drones[0] + st.drones[1] + men / 6000.0
    return planes / max(total, 1e-6)
