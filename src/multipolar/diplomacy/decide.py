"""Every four days, and when an event calls, each outside power keeps its course or makes one change to it."""

from __future__ import annotations

import numpy as np

from multipolar.codes import Access, Level, Stop, Verb
from multipolar.declare.part import LARGE, Mechanism, Prior, table
from multipolar.declare.record_types import Desk, Params, Scenario, State
from multipolar.diplomacy import foresight as f
from multipolar.diplomacy import preferences as pr
from multipolar.diplomacy.options import helped_side, route_capacity
from multipolar.diplomacy.red_lines import DECISION_DAYS, PENDING, decision_day
from multipolar.diplomacy.treaties import TREATIES_SWITCH, gate_factor, honoured_for
from multipolar.diplomacy.worth import lane_parts, option_gain
from multipolar.mechanisms.outlook import STRIDE
from multipolar.numerics.arrays import FloatTable, Records
from multipolar.numerics.elementary import exp, log, logistic
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import pair_index, uniform

THIRD_PARTIES_SWITCH = 16
"""Place in PARAMS ``on``."""
POWER_CHOICE = 50
"""Random stream."""

KEPT_UP = 1e9
"""Stands in the place of a last day of effect: as long as the option is kept up [day]."""
NEVER = -1.0
"""Stands in the place of a day on which something happened that has not happened."""
LONG_AGO = -1000.0
"""Stands in the place of the day since which an option has been in use before the as-of date [day]."""
TILT_MOST = 4.0
"""Most by which a preference multiplies a base rate [1]. Grade J."""
TEMPER = 10.0
"""Scale that keeps exponentials of utilities finite [utility]."""
ENTRY_DAYS = 60.0
"""Days to which base rates of entry refer [days]. Source: joiners 1816-2007."""
RIVAL_DAYS = 14.0
"""Days for which a rival's entry raises the readiness to act [days]. Grade J."""
SUPERIOR = 2.0
"""Capability ratio from which a rival's entry makes open combat less likely instead of more [1]. Grade J."""
RENEWED = 0.5
"""Chance weight of renewing an act that has worn off [1]. Grade J."""
ANSWER = 2.0
"""Chance weight of an answer that a red line names [1]. Grade J."""
HONOURED_ENTRY = 0.5
"""Chance weight of entry that an honoured treaty or a named answer calls for [1]. Grade J."""
WORDS_MORE = 3.0
"""Factor on statements and mediation, which cost little [1]. Grade J."""
OFF_DAY = 0.5
"""Pace of decisions on a day that an event brings about [1]. Grade J."""
WEEKLY_DAYS = 21.0
"""Days to which the cost of an option that is paid weekly refers [days]. Grade J."""
LEAST_ACCESS = 0.05
"""Access without which a power cannot reach the theatre [share]. Grade J."""
CONSENT_WIDTH = 0.05
"""Width of the step from a host's refusal to its consent, in need above the price [utility]. Grade J."""


@law
def entry_weight(p60: float, days: int) -> float:
    """Return the weight of open entry per decision that gives P(entry within 60 days) = ``p60`` [probability]."""
    return 1.0 - exp(log(max(1.0 - p60, 1e-9)) * days / ENTRY_DAYS)


@law
def worth_in_sd(gain: float, scale: float, cost: float) -> float:
    """Return what an option is worth to a power [sd of its option values at day 0]: gain / scale - cost."""
    return gain / max(scale, 1e-9) - cost


@law
def usual_worth(mean_tilt: float) -> float:
    """Return the worth of an option that is usual over the prior [sd], from the pilot's mean of exp(worth / 10).

    The tenth keeps a few extreme members from setting the mean. A scenario without a pilot has mean tilt 1, worth 0.
    """
    return TEMPER * log(max(mean_tilt, 1e-300))


@law
def tilt(precision: float, worth: float, usual: float) -> float:
    """Return the factor by which expected utility tilts a base rate [1]: 4 logistic(lambda (worth - usual) - ln 3).

    1 at the worth usual over the prior, so base rates hold there; steps never better than keeping still vanish, the best
    come four times as often. Bounded on purpose: a plain exponential lets a handful of members carry every base rate.
    Source of the form: quantal response between acting and not (McKelvey and Palfrey 1995), subject 19.
    """
    return TILT_MOST * logistic(precision * (worth - usual) - log(TILT_MOST - 1.0))


@law
def horizon_stride(days: float) -> int:
    """Return the index of the stride in which a horizon of ``days`` ends."""
    return int(min(max(days / STRIDE + 0.5, 1.0), float(f.STEPS))) - 1


@law
def level_count(sc: Scenario, j: int, level: int) -> int:
    """Return how many options of a level power ``j`` has, standing still not counted."""
    n = 0
    for o in range(sc.n_options[j]):
        k = sc.option[j, o]
        if sc.opt_level[k] == level and sc.opt_verb[k] != Verb.STAY_OUT:
            n += 1
    return max(n, 1)


@law
def base_weight(sc: Scenario, p: Params, j: int, n: int) -> float:
    """Return the base weight of a new step per decision [1]: the level's propensity shared over its options."""
    level = sc.opt_level[n]
    if sc.opt_verb[n] == Verb.SIGNAL_ELSEWHERE:
        return 1.0 - exp(-p.link_signal_rate * DECISION_DAYS / 30.0)
    if level >= Level.DIRECT:
        p60 = p.entry_neighbour if sc.neighbour[j] > 0 else p.entry_distant
        return entry_weight(p60, DECISION_DAYS) / level_count(sc, j, Level.DIRECT)
    if level == Level.ARMED:
        return p.propensity_armed / level_count(sc, j, Level.ARMED)
    more = WORDS_MORE if sc.opt_verb[n] == Verb.STATEMENT or sc.opt_verb[n] == Verb.MEDIATE else 1.0
    return more * p.propensity_out / level_count(sc, j, Level.OUT)


@law
def open_options(sc: Scenario, p: Params, st: State, j: int, n: int, day: int) -> bool:
    """Return whether power ``j`` can take the option at all: route, base, ties, consent of those it needs."""
    verb = sc.opt_verb[n]
    x = 2 + j
    b = helped_side(sc, n)
    kind = sc.access_kind[j]
    if verb == Verb.STAY_OUT:
        return False
    if verb == Verb.MEDIATE:
        return st.tie[x, 0] > -0.5 and st.tie[x, 1] > -0.5
    if verb == Verb.SIGNAL_ELSEWHERE:
        return sc.linked[j] > 0
    if verb == Verb.BORDER_SHOW:
        return sc.neighbour[j] > 0 or sc.base_in[j, 0] + sc.base_in[j, 1] > 0
    if verb == Verb.DENY_TRANSIT or verb == Verb.TRANSIT:
        return kind == Access.GATEKEEPER or sc.neighbour[j] > 0
    if b < 0 or verb == Verb.SANCTION or verb == Verb.THREATEN:
        return True
    if verb == Verb.INTEL or verb == Verb.ADVISE:
        return st.tie[x, b] > 0.2
    if verb == Verb.ARM or verb == Verb.PROXIES:
        return st.tie[x, b] > -0.3 and route_capacity(sc, p, st, j, b, day) > 0.0
    if verb == Verb.AIR or verb == Verb.AIR_COVER or verb == Verb.COVERT_FIRE or verb == Verb.STRIKE:
        return p.access[j] > LEAST_ACCESS and kind != Access.NONE
    if verb == Verb.GROUND:
        return p.access[j] > LEAST_ACCESS and kind != Access.AIR_ONLY and kind < Access.GATEKEEPER
    if verb == Verb.PROTECTORATE:
        return host_turns(sc, p, st, j, b)
    return True


@law
def host_turns(sc: Scenario, p: Params, st: State, j: int, b: int) -> bool:
    """Return whether side ``b`` would turn to power ``j``: its tie comes near that to the closest other power."""
    best = 0.0
    for q in range(sc.n_powers):
        if q != j and p.awake[q] > 0.5:
            best = max(best, st.tie[2 + q, b])
    return st.tie[2 + j, b] >= best - 0.3


@law
def host_accepts(sc: Scenario, p: Params, st: State, j: int, b: int, direct: bool) -> float:
    """Return the factor by which a host admits foreign forces [1]: its need must outweigh the price asked.

    need = ground lost + half of what will lacks of 0.6; logistic((need - price) / 0.05). No price, no gate. Claim C40.
    """
    if not direct or b < 0 or p.host_price <= 0.0 or sc.base_in[j, b] == 0:
        return 1.0
    lost = st.start_share - st.seen_share[b] if b == 0 else st.seen_share[b] - st.start_share
    need = max(lost, 0.0) + 0.5 * max(0.6 - st.will[b], 0.0)
    return logistic((need - p.host_price) / CONSENT_WIDTH)


@law
def rival_factor(sc: Scenario, p: Params, st: State, j: int, n: int, day: int) -> float:
    """Return the answer to a rival's entry [odds ratio]: e^0.8 for steps that oppose it, less if it is much superior."""
    b = helped_side(sc, n)
    change = 0.0
    for q in range(sc.n_powers):
        entered = st.entry_day[q]
        if q == j or entered < 0.0 or day - entered > RIVAL_DAYS:
            continue
        rival = p.rival_weight[j, 2 + q] > 0.0 or st.tie[2 + j, 2 + q] < 0.0
        opposed = sc.opt_target[n] == 2 + q or (b >= 0 and st.tie[2 + q, 1 - b] > st.tie[2 + q, b])
        if rival and opposed:
            change = p.rival_response
            if p.capability[2 + q] > SUPERIOR * p.capability[2 + j] and sc.opt_level[n] >= Level.DIRECT:
                change = -p.rival_response
    return exp(change)


@law
def named_answer(sc: Scenario, st: State, j: int, n: int) -> int:
    """Return the red line whose named answer this option is and whose owner means to answer, -1 none."""
    for r in range(sc.n_redlines):
        if sc.red_owner[r] == j and st.red_answered[r] == PENDING and sc.red_answer[r, n] > 0:
            return r
    return -1


@law
def start_weight(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, day: int) -> float:
    """Return the weight of starting an option before utility tilts it [1]."""
    weight = base_weight(sc, p, j, n)
    lapsed = day - st.until[j, o]
    if st.until[j, o] > 0.0 and 0.0 <= lapsed <= DECISION_DAYS and sc.opt_level[n] < Level.DIRECT:
        weight = RENEWED
    b = helped_side(sc, n)
    direct = sc.opt_level[n] >= Level.DIRECT
    if direct and b >= 0 and sc.opt_favours[n] >= 0:
        factor = gate_factor(sc, p, st, j, b)
        owes = p.on[TREATIES_SWITCH] > 0.5 and honoured_for(sc, st, j, b)
        weight = HONOURED_ENTRY / level_count(sc, j, Level.DIRECT) if owes else weight * factor
    if named_answer(sc, st, j, n) >= 0:
        weight = HONOURED_ENTRY if direct else ANSWER
    weight *= st.att[j] / max(p.attention[j], 0.05) * st.boldness
    weight *= rival_factor(sc, p, st, j, n, day) * host_accepts(sc, p, st, j, b, direct and sc.opt_verb[n] != Verb.STRIKE)
    return weight * p.option_weight[j, o]


@law
def cost_over(sc: Scenario, p: Params, st: State, j: int, o: int, n: int) -> float:
    """Return the cost of an option over the power's horizon [share of sd]; weekly ones mount up, strain makes all dearer."""
    cost = p.option_cost[j, o]
    if sc.opt_weekly[n] > 0:
        cost *= max(p.foresight[j], 7.0) / WEEKLY_DAYS
    return cost * (1.0 + 0.3 * st.strain[2 + j])


DESK = np.dtype(
    (
        np.record,
        [
            ("weight", "f8", (LARGE.p, LARGE.o)),
            ("parts", "f8", (LARGE.p, LARGE.o, f.LANES)),
            ("last", "i8", (LARGE.p,)),
            ("wanted", "i8", (f.LANES,)),
            ("out", "f8", (f.LANES, f.STEPS, f.OUTPUTS)),
            ("as_is", "f8", (7,)),
            ("x", "f8", (7,)),
        ],
    )
)
"""What lies before the powers while they decide: base weight and lane steps of each option, the last option to which a
power's draw could fall, the lanes of the outlook that are wanted, the outlook; ``as_is`` and ``x`` are issues."""


@step
def decide_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let each power that is awake weigh its options and make at most one change, all on what is known this morning."""
    if not decision_day(day, st.alarm):
        return
    st.alarm = 0
    if p.on[THIRD_PARTIES_SWITCH] < 0.5 or p.script_rule > 0.5 or st.ending != Stop.RUNNING:
        return
    room = np.empty(1, DESK)
    decide(sc, p, st, room, key, day)


@step
def decide(sc: Scenario, p: Params, st: State, room: Records, key: int, day: int) -> None:
    """Let each power that is awake make at most one change; ``room`` holds what lies before them."""
    desk = room[0]
    longest = lay_out_options(sc, p, st, desk, key, day)
    if longest > 0:
        f.outlook(sc, p, st, desk.wanted, longest, desk.out)
    for j in range(sc.n_powers):
        if p.awake[j] < 0.5:
            continue
        picked = pick(sc, p, st, j, desk, key, day) if desk.last[j] >= 0 else -1
        if picked >= 0:
            carry_out(sc, p, st, j, picked, day)
        elif st.level[j] == Level.OUT:
            note_idle(sc, st, j, day)


@law
def may_be_picked(u: float, weight: float) -> bool:
    """Return whether a draw ``u`` [0-1] can fall to an option of base ``weight``, whatever its worth: tilts are bounded.

    An option is picked when u times all weights so far, its own and the 1 of keeping still among them, lies below its own.
    That share of its own grows with the tilt, which is at most four.
    """
    most = TILT_MOST * weight
    return u * (1.0 + most) < most * (1.0 + 1e-9)


@step
def lay_out_options(sc: Scenario, p: Params, st: State, desk: Desk, key: int, day: int) -> int:
    """Fill the base weights of all options and mark what must be looked into; return how many strides, 0 for nothing.

    Utility is worked out only where it can matter: up to the last option to which a power's draw could fall.
    """
    pace = 1.0 if day % DECISION_DAYS == 0 else OFF_DAY
    longest = 0
    for lane in range(f.LANES):
        desk.wanted[lane] = 0
    for j in range(sc.n_powers):
        desk.last[j] = -1
        if p.awake[j] < 0.5:
            continue
        for o in range(sc.n_options[j]):
            stopping = st.until[j, o] > day
            weight = candidate_weight(sc, p, st, j, o, sc.option[j, o], stopping, day) * pace
            desk.weight[j, o] = weight
            if weight > 0.0 and may_be_picked(uniform(key, day, POWER_CHOICE, pair_index(j, o)), weight):
                desk.last[j] = o
        if desk.last[j] >= 0:
            k = horizon_stride(p.foresight[j])
            longest = max(longest, k + 1)
            want(sc, p, st, j, desk.last[j], k, desk)
    return longest


@step
def want(sc: Scenario, p: Params, st: State, j: int, last: int, k: int, desk: Desk) -> None:
    """Fill the lane steps of the first options of power ``j`` up to ``last`` and mark the lanes they move."""
    for o in range(last + 1):
        if desk.weight[j, o] > 0.0:
            parts = desk.parts[j, o]
            lane_parts(sc, p, st, j, sc.option[j, o], (k + 1.0) * STRIDE, parts)
            for lane in range(1, f.LANES):
                if parts[lane] != 0.0:
                    desk.wanted[lane] = 1


@step
def pick(sc: Scenario, p: Params, st: State, j: int, desk: Desk, key: int, day: int) -> int:
    """Return the option that power ``j`` takes up or drops, -1 if it keeps all as it is.

    The chance is in proportion to weight x tilt; keeping all as it is weighs 1.
    """
    k = horizon_stride(p.foresight[j])
    out = desk.out
    pr.issues_of(sc, p, st, j, out[0, k, f.SHARE], out[0, k, f.GONE], out[0, k, f.DEATHS], day, desk.as_is)
    precision = p.choice_precision * p.precision_factor[j]
    picked = -1
    total = 1.0
    for o in range(desk.last[j] + 1):
        if desk.weight[j, o] <= 0.0:
            continue
        n = sc.option[j, o]
        stopping = st.until[j, o] > day
        gain = option_gain(sc, p, st, j, n, stopping, k, out, desk.as_is, desk.x, desk.parts[j, o])
        cost = cost_over(sc, p, st, j, o, n)
        worth = worth_in_sd(gain, sc.utility_scale[j], -cost if stopping else cost)
        weight = desk.weight[j, o] * tilt(precision, worth, 0.0 if stopping else usual_worth(sc.tilt_scale[j, o]))
        total += weight
        if uniform(key, day, POWER_CHOICE, pair_index(j, o)) * total < weight:
            picked = o
    return picked


@law
def candidate_weight(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, stopping: bool, day: int) -> float:
    """Return the weight of starting an idle option or stopping a running one [1]; acts that wear off end by themselves."""
    if stopping:
        if sc.opt_wear[n] > 0.0 or st.since[j, o] > day:
            return 0.0
        return p.propensity_stop / max(sc.n_options[j], 1)
    if not open_options(sc, p, st, j, n, day):
        return 0.0
    return start_weight(sc, p, st, j, o, n, day)


@step
def carry_out(sc: Scenario, p: Params, st: State, j: int, o: int, day: int) -> None:
    """Start or stop the option: it takes effect after its delay, lasts while kept up or until it wears off."""
    n = sc.option[j, o]
    if st.until[j, o] > day:
        st.until[j, o] = day
        return
    r = named_answer(sc, st, j, n)
    if r >= 0:
        st.red_answered[r] = day
    start = day + max(1.0, float(int(sc.opt_delay[n] + 0.5)))
    st.since[j, o] = start
    st.uses[j, o] += 1.0
    once = sc.opt_weekly[n] == 0 and sc.opt_wear[n] <= 0.0 and sc.opt_verb[n] == Verb.STRIKE
    if once:
        st.until[j, o] = start + 1.0
    else:
        st.until[j, o] = start + sc.opt_wear[n] if sc.opt_wear[n] > 0.0 else KEPT_UP
    if sc.opt_level[n] >= Level.ARMED:
        st.trigger = 1


@law
def note_idle(sc: Scenario, st: State, j: int, day: int) -> None:
    """Count a decision to stay out."""
    for o in range(sc.n_options[j]):
        if sc.opt_verb[sc.option[j, o]] == Verb.STAY_OUT:
            st.uses[j, o] += 1.0
            if st.first_use[j, o] < 0.0:
                st.first_use[j, o] = day


@step
def option_values(sc: Scenario, p: Params, st: State, day: int, gains: FloatTable, tilts: FloatTable) -> None:
    """Fill, per power and option, the gain of starting it and exp(worth / 10); 0 where it is not open.

    The pilot run takes the spread of ``gains`` over members as ``utility_scale`` and the mean of ``tilts`` as
    ``tilt_scale``, so that base rates hold at the usual worth and expected utility moves them from there.
    """
    room = np.empty(1, DESK)
    value_options(sc, p, st, room, day, gains, tilts)


@step
def value_options(sc: Scenario, p: Params, st: State, room: Records, day: int, gains: FloatTable, tilts: FloatTable) -> None:
    """Fill gains and tilts; ``room`` holds what lies before the powers."""
    desk = room[0]
    for lane in range(f.LANES):
        desk.wanted[lane] = 1
    out = desk.out
    f.outlook(sc, p, st, desk.wanted, f.STEPS, out)
    for j in range(sc.n_powers):
        k = horizon_stride(p.foresight[j])
        pr.issues_of(sc, p, st, j, out[0, k, f.SHARE], out[0, k, f.GONE], out[0, k, f.DEATHS], day, desk.as_is)
        for o in range(sc.n_options[j]):
            n = sc.option[j, o]
            gains[j, o] = 0.0
            tilts[j, o] = 0.0
            if p.awake[j] > 0.5 and open_options(sc, p, st, j, n, day):
                lane_parts(sc, p, st, j, n, (k + 1.0) * STRIDE, desk.parts[j, o])
                gains[j, o] = option_gain(sc, p, st, j, n, False, k, out, desk.as_is, desk.x, desk.parts[j, o])
                worth = worth_in_sd(gains[j, o], sc.utility_scale[j], cost_over(sc, p, st, j, o, n))
                tilts[j, o] = exp(min(max(worth / TEMPER, -30.0), 30.0))


@step
def powers_start(sc: Scenario, p: Params, st: State, key: int) -> None:
    """Set the powers as they stand on the as-of date: running options, levels, beliefs about red lines, attention."""
    for j in range(sc.n_powers):
        st.level[j] = sc.level_start[j]
        st.level_max[j] = sc.level_start[j]
        st.entry_day[j] = NEVER
        st.att[j] = p.attention[j]
        for o in range(sc.n_options[j]):
            n = sc.option[j, o]
            st.first_use[j, o] = NEVER
            st.since[j, o] = NEVER
            st.until[j, o] = NEVER
            if sc.active_start[j, o] > 0 and p.awake[j] > 0.5:
                st.since[j, o] = LONG_AGO
                st.until[j, o] = sc.opt_wear[n] if sc.opt_wear[n] > 0.0 else KEPT_UP
    for r in range(sc.n_redlines):
        st.red_mean[r] = p.red_belief[r]
        st.red_sd[r] = p.red_spread[r]
        st.red_crossed[r] = NEVER
        st.red_answered[r] = NEVER
    for t in range(sc.n_treaties):
        st.treaty_day[t] = NEVER
    for z in range(sc.n_links):
        st.tension[z] = p.link_tension[z]
    for b in range(2):
        st.quality_now[b] = 1.0
    st.concentration = 0.55
    st.boldness = 1.0


MECHANISM = Mechanism(
    name="decide",
    summary="Every four days, and when an event calls, each outside power keeps its course or makes one change to it.",
    switches={"third_parties": THIRD_PARTIES_SWITCH},
    steps={"decide": decide_step},
    fields=(
        *table(
            "PARAMS",
            """
            entry_neighbour | | f8 | P(60 d) | P35 base rate of open entry, neighbouring major power
            entry_distant | | f8 | P(60 d) | base rate of open entry, distant power
            propensity_out | | f8 | 1 | chance weight per decision of a new step short of arms
            propensity_armed | | f8 | 1 | chance weight per decision of a new armed step short of combat
            propensity_stop | | f8 | 1 | chance weight per decision of ending a running step
            rival_response | | f8 | log-odds | P36 answer to a rival's entry
            choice_precision | | f8 | 1 | P51 precision of the powers' choices
            link_signal_rate | | f8 | 1/month | P57 rate of signals in a linked theatre
            script_rule | | f8 | 1 | 1 when powers keep their as-of options instead of choosing
            host_price | | f8 | utility | price a host must accept before a patron's air group comes
            """,
        ),
        *table(
            "STATE",
            """
            until | p o | f8 | day | day until which the option is in effect, 1e9 while kept up, negative when not
            since | p o | f8 | day | day the option takes or took effect
            uses | p o | f8 | 1 | times chosen
            """,
        ),
    ),
    priors=(
        Prior("entry_neighbour", "P35", "fitted", "E/J", "joiners 1816-2007, per neighbouring major power and 60 days"),
        Prior("entry_distant", "P35b", "fitted", "E/J", "the same, distant power"),
        Prior("propensity_out", "P73b", "LogN(0.08, 0.5)", "J", "a step short of arms about once in fifty days"),
        Prior("propensity_armed", "P73c", "LogN(0.03, 0.5)", "J", "an armed step about once in 130 days without a reason"),
        Prior("propensity_stop", "P73d", "LogN(0.02, 0.5)", "J", "support once given is rarely withdrawn"),
        Prior("rival_response", "P36", "N(0.8, 0.4)", "M/J", "Findley and Teo 2006"),
        Prior("choice_precision", "P51", "LogN(6, 0.5)", "M/J", "McKelvey and Palfrey 1995"),
        Prior("link_signal_rate", "P57", "LogN(0.15, 0.7)", "J", "subject 21"),
        Prior("script_rule", "P51b", "0", "J", "wakes with a claim"),
        Prior("host_price", "P40b", "0", "J", "wakes with a claim"),
    ),
    streams={"power_choice": POWER_CHOICE},
    not_foreseen="what other powers will choose is not foreseen; their declared answers are, by red lines and treaties",
)
