"""One stride of assaults in the mean: losses of both sides, ground taken, breaks of the front.

This law mirrors five mechanisms at once - effort, assault, ambush, control and breaks. It is one loop over the lanes, because
each of them reads what the one before has changed in the same lane; five loops would have to store what this one keeps.
"""

from __future__ import annotations

import math

from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.ambush import AMBUSH_SWITCH, ambush_dead
from multipolar.mechanisms.assault import (
    ASSAULT_SWITCH,
    CONTAIN_DAYS,
    COUNTER_CHANCE,
    COUNTER_KM,
    COUNTER_STROKE_SWITCH,
    attacker_losses,
    defender_losses,
    fire_support,
    gain_share,
)
from multipolar.mechanisms.breaks import BREAKS_SWITCH, PURSUIT_DAYS, break_rate, endurance_term, front_tenths, mass_term
from multipolar.mechanisms.control import ADVANCE_SWITCH, MET, PURSUIT_SHARE, level_left
from multipolar.mechanisms.effort import (
    EFFORT_SWITCH,
    advance_speed,
    frontage,
    project_odds,
    threshold_now,
)
from multipolar.mechanisms.exposure import contained, exposed_attackers, exposed_defenders, exposure_cap, local_reserve
from multipolar.mechanisms.ground import breadth, rugged
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS, apply_casualties
from multipolar.mechanisms.snow import winter_on
from multipolar.mechanisms.tempo import spent_ahead
from multipolar.numerics.elementary import exp, logistic
from multipolar.numerics.jit import lanes, law

MEAN_ASSAULT_NOISE = (1.49, 1.65)
"""Means of the attacker's and the defender's assault noise: exp(shift + sd^2 / 2) [1]."""
MEAN_SPEED_NOISE = 1.28
"""Mean of the noise on a day's advance: exp(sd^2 / 2) [1]."""
MEAN_AMBUSH_Z = 0.45
"""Normal score at which an ambush has its mean loss: half its log spread [1]."""
FREE_PART = CONTAIN_DAYS / OUTLOOK_STEP_DAYS
"""Part of a stride before local reserves meet a breach [share]."""
SOFTNESS = 0.04
"""Width of the step from not attacking to attacking, in chance of success [probability]. Grade J."""


@law
def axes_of(men: float, commitment: float, per_axis: float) -> float:
    """Return the axes a side can carry, as a real number [1]: the same as ``axes_count`` without leaving vector lanes."""
    return max(1.0, math.floor(0.8 * men * commitment / per_axis + 0.5))


@lanes
def project_assaults(
    sc: Scenario, p: Params, st: State, b: int, w: OutlookState, n: int, speed: float, value: float, ahead: float
) -> None:
    """Let side ``b`` press on its axes for one stride: losses of both, ground taken, breaks, the share that moves."""
    if p.on[EFFORT_SWITCH] < 0.5 or p.on[ASSAULT_SWITCH] < 0.5 or w.axis[b] < 0.0:
        return
    project_odds(sc, p, st, b, w, n)
    s = int(w.axis[b])
    enemy = 1 - b
    width, area = breadth(sc.area[s]), sc.area[s]
    cap = exposure_cap(width)
    track, tooth, density, hold = st.by_track[b, s], p.tooth, p.attack_density, p.hold_density
    commitment, per_axis, threshold, recovery = p.commitment[b], p.men_per_axis, threshold_now(p, st, b), p.effort_recovery
    rate_a, rate_d, wounded = p.attacker_loss, p.defender_loss, p.wounded_ratio
    ambushed = 1.0 - exp(-p.ambush_rate) if p.on[AMBUSH_SWITCH] > 0.5 and rugged(sc, p, s) > 0.5 else 0.0
    ambush = ambush_dead(p.ambush_loss, MEAN_AMBUSH_Z)
    pace = advance_speed(sc, p, st, s, track, winter_on(sc, p, st.day_now + ahead)) * speed if p.on[ADVANCE_SWITCH] > 0.5 else 0.0
    counter = COUNTER_CHANCE if p.on[COUNTER_STROKE_SWITCH] > 0.5 else 0.0
    fade, hazard = (0.33, p.break_hazard) if p.on[BREAKS_SWITCH] > 0.5 else (1.0, 0.0)
    pursues = 1.0 if p.on[ADVANCE_SWITCH] > 0.5 else 0.0
    for i in range(n):
        attackers = max(exposed_attackers(w.potential[b, i], tooth, cap, track), 1.0)
        defenders = exposed_defenders(w.facing[b, i], w.backing[b, i], tooth, cap)
        chance = w.chance[i]
        active = w.tempo[b, i] * logistic((chance - threshold) / SOFTNESS)
        w.spent[b, i] = spent_ahead(w.spent[b, i], recovery, active, OUTLOOK_STEP_DAYS)
        days = OUTLOOK_STEP_DAYS * active * axes_of(w.front[b, i] + w.reserve[b, i], commitment, per_axis)
        edge = w.strength[enemy, i] / w.strength[b, i]
        present = min(defenders, max(w.facing[b, i], 1.0))
        won = attacker_losses(rate_a, attackers, present, MEAN_ASSAULT_NOISE[0], True, edge)
        lost = attacker_losses(rate_a, attackers, present, MEAN_ASSAULT_NOISE[0], False, edge)
        lost = (chance * won + (1.0 - chance) * lost) * fire_support(w.shell_state[enemy, i])
        apply_casualties(w, b, i, days * lost, wounded)
        lost = defender_losses(rate_d, present, attackers, MEAN_ASSAULT_NOISE[1], 1.0 / edge)
        lost *= fire_support(w.shell_state[b, i])
        apply_casualties(w, enemy, i, days * lost, wounded)
        apply_casualties(w, b, i, days * ambushed * ambush * (1.0 + wounded), wounded)
        met = contained(attackers, local_reserve(w.facing[b, i], w.backing[b, i], tooth, hold * width))
        gain = chance * gain_share(pace, MEAN_SPEED_NOISE, frontage(attackers, density, defenders, hold, width), area)
        gain *= FREE_PART + (1.0 - FREE_PART) * met
        gain -= min(gain, (1.0 - chance) * counter * COUNTER_KM * 0.5 * width / area)
        progress = w.progress[b, i] + gain * days / axes_of(w.front[b, i], commitment, per_axis)
        w.progress[b, i] = progress
        w.prep[b, i] = level_left(w.prep[b, i], progress)
        thin = 1.0 if w.reserve[enemy, i] < 0.03 * (w.front[enemy, i] + w.reserve[enemy, i]) else 0.0
        cut_off = 1.0 if w.days[enemy, i] < 1.0 else 0.0
        flank = min(1.0, progress)
        mass = mass_term(attackers, defenders)
        endurance = endurance_term(w.supply[enemy, i], w.shell_state[enemy, i])
        rate = break_rate(hazard, flank, cut_off, thin, 0.5 * flank, w.losses[enemy, i], w.will[enemy, i], mass, endurance)
        broken = 2.0 * days * (1.0 - exp(-rate))
        w.breaks[enemy, i] = fade * w.breaks[enemy, i] + broken * front_tenths(met * w.facing[b, i], w.front[enemy, i])
        apply_casualties(w, enemy, i, broken * 0.5 * met * w.facing[b, i], wounded)
        pursuit = pursues * min(1.0, met * 8.0 / width + PURSUIT_SHARE * (PURSUIT_DAYS - MET - 1.0 + (MET + 1.0) * met))
        taken = min((gain * days + broken * pursuit) * value, 0.5 * (1.0 - w.share[i] if b == 0 else w.share[i]))
        w.taken[b, i] += taken
        w.share[i] += taken if b == 0 else -taken
