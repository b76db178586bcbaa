"""What an option would be worth to a power: what its effects move in the outlook, roles, risks and answers."""

from __future__ import annotations

import math

from multipolar.codes import Issue, Level, Primitive, RedLineKind, Verb
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy import preferences as pr
from multipolar.diplomacy.alignment import WEEK, backed_side, nearness
from multipolar.diplomacy.answers import makes_answer, named_chance
from multipolar.diplomacy.effects.shared import helped_side, target_side
from multipolar.diplomacy.mediate import mediation_exponent
from multipolar.diplomacy.outlook.state import GONE, LANES, SHARE
from multipolar.diplomacy.red_lines import believed_credibility, believed_spread, crossed_chance
from multipolar.diplomacy.treaties import honoured_for, owes_help
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.numerics.arrays import FloatCube, FloatRow
from multipolar.numerics.jit import law, step

SPREAD = 0.10
"""Spread of an option's consequences at level 10; half of it at no escalation [utility]. Grade J."""
ANSWER_WEIGHT = 0.3
"""Weight of an expected answer [utility]. Grade J."""
DEFAULT_ANSWER = 0.2
"""Chance of an answer by a friend of the side that is hurt, at full tie and attention [probability]. Grade J."""


WORDS_ROLE = 0.15
"""Weight of the role that threats, sanctions, closed or opened ways and shows of force give [1]. Grade J."""
CARE_ROLE = 0.05
"""Weight of the role that relief, observers and the like give, whoever wins [1]. Grade J."""
NORM_GAIN = 0.3
"""Part of a side's breach of norms that an act against it makes good [1]. Grade J."""
ENERGY_LOSS = 0.2
"""Fall of the economic issue when all of a power's energy comes from the side it sanctions or closes off [1]. Grade J."""
TIES_WEIGHT = 0.1
"""Weight of who will be friend or foe [utility per tie with the greatest power]. Grade J."""


@law
def moved(out: FloatCube, lane: int, k: int, part: float, i: int) -> float:
    """Return how much output ``i`` moves when a lane's change is made ``part`` times, at stride ``k``."""
    return part * (out[lane, k, i] - out[0, k, i])


@law
def is_words(verb: int) -> bool:
    """Return whether an act of this verb speaks for or against a side without taking part."""
    pressure = verb == Verb.THREATEN or verb == Verb.SANCTION or verb == Verb.BORDER_SHOW
    return pressure or verb == Verb.TRANSIT or verb == Verb.DENY_TRANSIT


@law
def role_weight(verb: int, level: int, chance: float) -> float:
    """Return the greatest role an option could give a power [1]: 1 in combat, good offices as far as a settlement is likely."""
    if level >= Level.DIRECT:
        return pr.DIRECT_ROLE
    if verb == Verb.MEDIATE:
        return pr.BROKER_ROLE * (0.4 + 0.6 * chance)
    if verb == Verb.PEACEKEEPERS or verb == Verb.JOINT_PATROLS:
        return chance
    if verb == Verb.GUARANTEE or verb == Verb.PROTECTORATE:
        return max(pr.GUARD_ROLE, chance)
    if verb == Verb.MONITORING:
        return 0.6 * chance
    if is_words(verb):
        return WORDS_ROLE
    return pr.ARMED_ROLE if level == Level.ARMED else CARE_ROLE


@law
def sided_role(weight: float, fit: float) -> float:
    """Return the role of an act for a side [1]: weight (2 fit - 1), against the power where it wants the other side to win."""
    return weight * (2.0 * fit - 1.0)


@law
def with_role(own: float, role: float) -> float:
    """Return a power's role once an act adds to it [1]: own + role (1 - own), or own + role where the act speaks against it."""
    return pr.clip01(own + role * (1.0 - own) if role > 0.0 else own + role)


@law
def without_role(own: float, role: float) -> float:
    """Return a power's role once an act that added to it ends [1], the reverse of ``with_role``."""
    return pr.clip01((own - role) / max(1.0 - role, 0.1) if role > 0.0 else own - role)


@law
def side_meant(sc: Scenario, st: State, j: int, n: int) -> int:
    """Return the side for which an option speaks: the one helped, else the enemy of the one it is aimed at; -1 none."""
    helped = helped_side(sc, n)
    if helped >= 0:
        return 1 - helped if sc.opt_favours[n] < 0 and is_words(sc.opt_verb[n]) else helped
    if is_words(sc.opt_verb[n]) and sc.opt_target[n] < 0:
        aimed = target_side(sc, st, j, n)
        return 1 - aimed if aimed >= 0 else -1
    return -1


@law
def role_of(sc: Scenario, p: Params, st: State, j: int, n: int, chance: float) -> float:
    """Return the role an option would give power ``j`` [1]: for a side as far as the power wants it to win, else for itself.

    A guarantor of a side's own soil has its role whoever wins the war, as it counts for the role of today.
    """
    weight = role_weight(sc.opt_verb[n], sc.opt_level[n], chance)
    b = side_meant(sc, st, j, n)
    if b >= 0 and sc.opt_verb[n] != Verb.PROTECTORATE:
        return sided_role(weight, pr.fit_to(p.position[j, Issue.SIDE], b))
    return 0.0 if is_words(sc.opt_verb[n]) else weight


@law
def answer_chance(sc: Scenario, p: Params, st: State, j: int, n: int) -> float:
    """Return the chance that somebody answers the option [probability]: whom it makes answer, a patron, or by a line against it."""
    level = sc.opt_escalation[n]
    helped = helped_side(sc, n)
    worst = 0.0
    if helped >= 0 and sc.opt_favours[n] >= 0:
        for q in range(sc.n_powers):
            tie = st.tie[2 + q, 1 - helped]
            if q != j and p.awake[q] > 0.5 and tie > 0.0:
                worst = max(worst, DEFAULT_ANSWER * tie * st.attention_now[q] * level / 10.0)
    for x in range(2 + sc.n_powers):
        if makes_answer(sc, p, st, j, n, x):
            worst = max(worst, named_chance(sc, st, n, x))
    for r in range(sc.n_redlines):
        fits = sc.red_entry[r] == j and (sc.red_entry_side[r] < 0 or sc.red_entry_side[r] == helped)
        if sc.red_kind[r] == RedLineKind.POWER_ENTRY and fits and sc.opt_level[n] >= Level.ARMED:
            crossed = crossed_chance(level, st.red_mean[r], believed_spread(sc, st, r, 2 + j))
            worst = max(worst, crossed * believed_credibility(sc, p, r))
    return worst


@law
def against_rivals(sc: Scenario, p: Params, st: State, j: int, n: int) -> float:
    """Return by how much an option trims the rivals' role [1]: aimed at one, or at the side one backs."""
    cut = 0.0
    target = sc.opt_target[n]
    verb = sc.opt_verb[n]
    helped = helped_side(sc, n)
    for x in range(2 + sc.n_powers):
        weight = p.rival_weight[j, x]
        if weight <= 0.0:
            continue
        if target == x:
            cut += 0.10 * weight
        elif verb == Verb.SIGNAL_ELSEWHERE or verb == Verb.BORDER_SHOW:
            cut += 0.05 * weight
        elif helped >= 0 and sc.opt_favours[n] >= 0 and x >= 2 and st.tie[x, 1 - helped] > st.tie[x, helped]:
            cut += 0.04 * weight * sc.opt_level[n]
    return cut


@law
def leverage_gain(sc: Scenario, p: Params, n: int) -> float:
    """Return the leverage that an option adds [share]."""
    total = 0.0
    for slot in range(4):
        if sc.opt_effect[n, slot] == Primitive.LEVERAGE:
            total += p.option_size[n, slot]
    return total


@law
def largest_capability(sc: Scenario, p: Params) -> float:
    """Return the capability of the greatest actor [share of the world]."""
    most = 1e-9
    for x in range(2 + sc.n_powers):
        if x < 2 or p.awake[x - 2] > 0.5:
            most = max(most, p.capability[x])
    return most


@law
def friend_worth(p: Params, x: int, most: float) -> float:
    """Return what a tie with actor ``x`` is worth [1]: the root of its capability over that of the greatest actor."""
    return math.sqrt(min(1.0, max(p.capability[x], 0.0) / most))


@law
def tie_change(sc: Scenario, p: Params, st: State, j: int, n: int, x: int, days: float) -> float:
    """Return by how much an option would move the tie of power ``j`` with actor ``x`` within ``days`` [tie].

    What the option itself does, then what the week's law of ties makes of a power that does more than before: the side helped
    draws near, its enemy away, and whoever minds activism away.
    """
    change = 0.0
    helped = helped_side(sc, n)
    target = sc.opt_target[n]
    for slot in range(4):
        code = sc.opt_effect[n, slot]
        size = p.option_size[n, slot]
        untargeted = x < 2 and sc.opt_verb[n] != Verb.SIGNAL_ELSEWHERE and sc.opt_verb[n] != Verb.BORDER_SHOW
        if code == Primitive.TIE and (target == x or (target < 0 and untargeted)):
            change += size
        elif code == Primitive.TIE_ENEMY and ((helped >= 0 and x == 1 - helped) or (helped < 0 and untargeted)):
            change += size
        elif code == Primitive.TIE_FEARFUL and x >= 2 and p.fighter_fear[x - 2] > 0.0:
            change += size
    more = float(sc.opt_level[n]) - float(st.level[j])
    if sc.opt_level[n] >= Level.ARMED and more > 0.0:
        weeks = days / WEEK
        if x < 2 and helped >= 0 and sc.opt_favours[n] >= 0:
            near = p.threat_weight * (0.5 + nearness(p, j))
            change += weeks * 0.5 * more * (p.benefit_weight if x == helped else -near)
        if st.level[j] < Level.ARMED and p.activism_minds[j, x] > 0.5:
            change -= weeks * abs(p.activism_cost[j])
    return min(1.0 - st.tie[2 + j, x], max(-1.0 - st.tie[2 + j, x], change))


@law
def ties_worth(sc: Scenario, p: Params, st: State, j: int, n: int, days: float) -> float:
    """Return what an option is worth for who will be friend or foe [utility]: 0.1 sum of change of tie x worth of the actor."""
    most = largest_capability(sc, p)
    total = 0.0
    for x in range(2 + sc.n_powers):
        if x != 2 + j and (x < 2 or p.awake[x - 2] > 0.5):
            total += tie_change(sc, p, st, j, n, x, days) * friend_worth(p, x, most)
    return TIES_WEIGHT * total


@law
def norm_upheld(sc: Scenario, st: State, j: int, n: int) -> float:
    """Return what a threat, a sanction or a show of force does for the norm [1]: three tenths of the breach of the side it hits.

    A side is hit itself, or with a power that backs it.
    """
    verb = sc.opt_verb[n]
    if verb != Verb.THREATEN and verb != Verb.SANCTION and verb != Verb.BORDER_SHOW:
        return 0.0
    b = target_side(sc, st, j, n)
    if sc.opt_target[n] >= 2:
        b = backed_side(sc, st, sc.opt_target[n] - 2, st.day_now)
    return NORM_GAIN * st.breached[b] if b >= 0 else 0.0


@law
def energy_lost(sc: Scenario, p: Params, j: int, n: int) -> float:
    """Return what power ``j`` loses of the energy of the side that it sanctions or closes off [1]."""
    target = sc.opt_target[n]
    if (sc.opt_verb[n] != Verb.SANCTION and sc.opt_verb[n] != Verb.DENY_TRANSIT) or target < 0 or target > 1:
        return 0.0
    return ENERGY_LOSS * max(0.0, p.energy_stake[j] if target == 0 else -p.energy_stake[j])


@step
def shift_issues(sc: Scenario, p: Params, st: State, j: int, n: int, settle: float, sign: float, x: FloatRow) -> None:
    """Move the issues of power ``j`` by what an option means beyond the battlefield; with ``sign`` -1 by what ends with it."""
    verb = sc.opt_verb[n]
    level = sc.opt_level[n]
    helped = helped_side(sc, n)
    aid = helped >= 0 and sc.opt_favours[n] >= 0 and verb != Verb.SANCTION
    role = role_of(sc, p, st, j, n, settle)
    own = with_role(x[Issue.OWN_INFLUENCE], role) if sign > 0.0 else without_role(x[Issue.OWN_INFLUENCE], role)
    x[Issue.OWN_INFLUENCE] = pr.clip01(own + sign * 0.2 * leverage_gain(sc, p, n))
    x[Issue.RIVAL] = pr.clip01(x[Issue.RIVAL] - sign * against_rivals(sc, p, st, j, n))
    norm = norm_upheld(sc, st, j, n)
    if aid and owes_help(sc, st, j, helped):
        norm += 0.5 if level >= Level.ARMED else 0.1
    if level >= Level.DIRECT and not (aid and honoured_for(sc, st, j, helped)):
        norm -= 0.15
    x[Issue.NORM] = pr.clip01(x[Issue.NORM] + sign * norm)
    home = -0.12 if verb == Verb.GROUND else (-0.08 if level >= Level.DIRECT else 0.0)
    x[Issue.DOMESTIC] = pr.clip01(x[Issue.DOMESTIC] + sign * home)
    trade = -0.05 if level >= Level.DIRECT else (-0.03 if verb == Verb.SANCTION or verb == Verb.DENY_TRANSIT else -0.01 * level)
    x[Issue.ECONOMY] = pr.clip01(x[Issue.ECONOMY] + sign * (trade - energy_lost(sc, p, j, n)))
    elsewhere = -0.10 if verb == Verb.SIGNAL_ELSEWHERE else (-0.08 if level >= Level.DIRECT else 0.0)
    x[Issue.OTHER_THEATRES] = pr.clip01(x[Issue.OTHER_THEATRES] + sign * elsewhere)


@law
def fighters_in(sc: Scenario, p: Params, n: int) -> float:
    """Return the foreign fighters an option would bring [persons]."""
    total = 0.0
    for slot in range(4):
        if sc.opt_effect[n, slot] == Primitive.FIGHTERS:
            total += p.option_size[n, slot]
    return total


@step
def settle_view(sc: Scenario, p: Params, st: State, j: int, n: int) -> float:
    """Return how likely power ``j`` thinks a settlement if it takes the option [probability]."""
    gap = 1.0 - st.fight_value[0] - st.fight_value[1]
    exponent = 0.0
    if sc.opt_verb[n] == Verb.MEDIATE:
        exponent = mediation_exponent(p.leverage[j, 0], p.leverage[j, 1], p.skill[j] * p.acceptance[j])
    return pr.settle_chance(gap, exponent)


@step
def option_gain(
    sc: Scenario,
    p: Params,
    st: State,
    j: int,
    n: int,
    stopping: bool,
    k: int,
    out: FloatCube,
    base: FloatRow,
    x: FloatRow,
    parts: FloatRow,
) -> float:
    """Return what starting (or stopping) an option changes in the utility of power ``j``, ties, answers and risk included.

    Stopping is the same law with the sign turned; ties once made do not come back by it.

    ``base`` holds the issues without change, ``k`` the stride of the power's horizon, ``parts`` the option's lane steps.
    Mean minus half rho times the variance over two scenarios (the side does better, worse); strain adds to rho. Source:
    subject 11.
    """
    sign = -1.0 if stopping else 1.0
    share = 0.0
    gone = 0.0
    for lane in range(1, LANES):
        if parts[lane] != 0.0:
            share += moved(out, lane, k, sign * parts[lane], SHARE)
            gone += moved(out, lane, k, sign * parts[lane], GONE)
    for i in range(7):
        x[i] = base[i]
    x[Issue.SIDE] = pr.clip01(x[Issue.SIDE] + share)
    x[Issue.ECONOMY] = pr.clip01(x[Issue.ECONOMY] + 0.5 * p.energy_stake[j] * share)
    x[Issue.DOMESTIC] = pr.clip01(
        x[Issue.DOMESTIC] - pr.kin_harm(st, j, gone) - sign * p.fighter_fear[j] * fighters_in(sc, p, n) / 1000.0
    )
    shift_issues(sc, p, st, j, n, settle_view(sc, p, st, j, n), sign, x)
    penalty = ANSWER_WEIGHT * answer_chance(sc, p, st, j, n) * sc.opt_escalation[n] / 10.0
    spread = SPREAD * (0.5 + 0.05 * sc.opt_escalation[n])
    gain = pr.utility_of(p, j, x) - pr.utility_of(p, j, base)
    risk = p.salience[j, Issue.SIDE] * (spread + abs(share)) + penalty
    calm = p.salience[j, Issue.SIDE] * 0.5 * SPREAD
    burden = penalty + 0.5 * (p.risk_aversion[j] + st.strain[2 + j]) * (risk * risk - calm * calm) / 0.1
    ties = 0.0 if stopping else ties_worth(sc, p, st, j, n, (k + 1.0) * OUTLOOK_STEP_DAYS)
    return gain + ties - sign * burden
