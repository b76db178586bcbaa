"""What an option would be worth to a power: what its effects move in the outlook, roles, risks and answers."""

from __future__ import annotations

from multipolar.codes import Issue, Level, Primitive, RedLineKind, Verb
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy import preferences as pr
from multipolar.diplomacy.effects.shared import helped_side
from multipolar.diplomacy.mediate import mediation_exponent
from multipolar.diplomacy.outlook.state import GONE, LANES, SHARE
from multipolar.diplomacy.red_lines import crossed_chance
from multipolar.diplomacy.treaties import honoured_for, owes_help
from multipolar.numerics.arrays import FloatCube, FloatRow
from multipolar.numerics.jit import law, step

SPREAD = 0.10
"""Spread of an option's consequences at level 10; half of it at no escalation [utility]. Grade J."""
ANSWER_WEIGHT = 0.3
"""Weight of an expected answer [utility]. Grade J."""
DEFAULT_ANSWER = 0.2
"""Chance of an answer by a friend of the side that is hurt, at full tie and attention [probability]. Grade J."""


@law
def moved(out: FloatCube, lane: int, k: int, part: float, i: int) -> float:
    """Return how much output ``i`` moves when a lane's change is made ``part`` times, at stride ``k``."""
    return part * (out[lane, k, i] - out[0, k, i])


@law
def role_of(verb: int, level: int, chance: float) -> float:
    """Return the role an option would give a power [1]: 1 in combat, by good offices as far as a settlement is likely."""
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
    return pr.ARMED_ROLE if level == Level.ARMED else 0.05


@law
def answer_chance(sc: Scenario, p: Params, st: State, j: int, n: int) -> float:
    """Return the chance that somebody answers the option [probability]: by a line named against it, else by a patron."""
    level = sc.opt_escalation[n]
    helped = helped_side(sc, n)
    worst = 0.0
    if helped >= 0 and sc.opt_favours[n] >= 0:
        for q in range(sc.n_powers):
            tie = st.tie[2 + q, 1 - helped]
            if q != j and p.awake[q] > 0.5 and tie > 0.0:
                worst = max(worst, DEFAULT_ANSWER * tie * st.attention_now[q] * level / 10.0)
    for r in range(sc.n_redlines):
        fits = sc.red_entry[r] == j and (sc.red_entry_side[r] < 0 or sc.red_entry_side[r] == helped)
        if sc.red_kind[r] == RedLineKind.POWER_ENTRY and fits and sc.opt_level[n] >= Level.ARMED:
            worst = max(worst, crossed_chance(level, st.red_mean[r], st.red_sd[r]) * p.red_credibility[r])
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
def tie_gains(sc: Scenario, p: Params, n: int) -> float:
    """Return the sum of what an option does to ties that carry the power's influence [tie]."""
    total = 0.0
    for slot in range(4):
        code = sc.opt_effect[n, slot]
        if code == Primitive.TIE or code == Primitive.TIE_ENEMY or code == Primitive.TIE_FEARFUL or code == Primitive.LEVERAGE:
            total += p.option_size[n, slot]
    return total


@step
def shift_issues(sc: Scenario, p: Params, st: State, j: int, n: int, settle: float, x: FloatRow) -> None:
    """Move the issues of power ``j`` by what an option means beyond the battlefield."""
    verb = sc.opt_verb[n]
    level = sc.opt_level[n]
    helped = helped_side(sc, n)
    aid = helped >= 0 and sc.opt_favours[n] >= 0 and verb != Verb.SANCTION
    x[Issue.OWN_INFLUENCE] = pr.clip01(max(x[Issue.OWN_INFLUENCE], role_of(verb, level, settle)) + 0.2 * tie_gains(sc, p, n))
    x[Issue.RIVAL] = pr.clip01(x[Issue.RIVAL] - against_rivals(sc, p, st, j, n))
    norm = 0.3 * st.norm_breach if verb == Verb.THREATEN or verb == Verb.SANCTION or verb == Verb.BORDER_SHOW else 0.0
    norm += 0.02 if verb == Verb.STATEMENT else 0.0
    if aid and owes_help(sc, st, j, helped):
        norm += 0.5 if level >= Level.ARMED else 0.1
    if level >= Level.DIRECT and not (aid and honoured_for(sc, st, j, helped)):
        norm -= 0.15
    x[Issue.NORM] = pr.clip01(x[Issue.NORM] + norm)
    home = -0.12 if verb == Verb.GROUND else (-0.08 if level >= Level.DIRECT else 0.0)
    x[Issue.DOMESTIC] = pr.clip01(x[Issue.DOMESTIC] + home)
    trade = -0.05 if level >= Level.DIRECT else (-0.03 if verb == Verb.SANCTION or verb == Verb.DENY_TRANSIT else -0.01 * level)
    x[Issue.ECONOMY] = pr.clip01(x[Issue.ECONOMY] + trade)
    elsewhere = -0.10 if verb == Verb.SIGNAL_ELSEWHERE else (-0.08 if level >= Level.DIRECT else 0.0)
    x[Issue.OTHER_THEATRES] = pr.clip01(x[Issue.OTHER_THEATRES] + elsewhere)


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
    """Return what starting (or stopping) an option changes in the utility of power ``j``, answers and risk included.

    ``base`` holds the issues without change, ``k`` the stride of the power's horizon, ``parts`` the option's lane steps.
    Mean minus half rho times the variance over two scenarios (the side does better, worse). Source: subject 11.
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
    penalty = 0.0
    if stopping:
        x[Issue.OWN_INFLUENCE] = 0.5 * x[Issue.OWN_INFLUENCE]
    else:
        shift_issues(sc, p, st, j, n, settle_view(sc, p, st, j, n), x)
        penalty = ANSWER_WEIGHT * answer_chance(sc, p, st, j, n) * sc.opt_escalation[n] / 10.0
    spread = SPREAD * (0.5 + 0.05 * sc.opt_escalation[n])
    gain = pr.utility_of(p, j, x) - pr.utility_of(p, j, base)
    risk = p.salience[j, Issue.SIDE] * (spread + abs(share)) + penalty
    calm = p.salience[j, Issue.SIDE] * 0.5 * SPREAD
    return gain - penalty - 0.5 * p.risk_aversion[j] * (risk * risk - calm * calm) / 0.1
