"""How likely a power is to start or stop an option before its worth counts: base rates, what is open, gates and answers."""

from __future__ import annotations

from multipolar.codes import Access, Issue, Level, Need, Verb
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.shared import helped_side
from multipolar.diplomacy.effects.supply import route_capacity
from multipolar.diplomacy.preferences import fit_to
from multipolar.diplomacy.red_lines import DECISION_DAYS, PENDING
from multipolar.diplomacy.treaties import TREATIES_SWITCH, gate_factor, honoured_for
from multipolar.numerics.elementary import exp, logistic
from multipolar.numerics.jit import law

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
INDIFFERENT = 0.5
"""Fit of a side's success to a power's wish at which it does not mind who wins [1]. Grade J: the middle of its range."""
LEAST_ACCESS = 0.05
"""Access without which a power cannot reach the theatre [share]. Grade J."""
ENEMY_OF_BOTH = -0.5
"""Tie from which on a side admits no mediator or observer [tie]. Grade J."""
FRIENDLY = 0.2
"""Tie above which a side shares its plans [tie]. Grade J."""
UNWELCOME = -0.3
"""Tie from which on a side takes neither arms nor troops [tie]. Grade J."""
CONSENT_WIDTH = 0.05
"""Width of the step from a host's refusal to its consent, in need above the price [utility]. Grade J."""


@law
def base_weight(sc: Scenario, p: Params, n: int) -> float:
    """Return the weight of a new step per decision for a power to which it is worth just its cost [1].

    weight = the verb's rate over the reference panel x how ready powers are for steps of its level. One rate per verb, the
    same for all powers and wars. Source: `multipolar calibrate powers`.
    """
    level = sc.opt_level[n]
    if sc.opt_verb[n] == Verb.SIGNAL_ELSEWHERE:
        return 1.0 - exp(-p.link_signal_rate * DECISION_DAYS / 30.0)
    if level >= Level.DIRECT:
        return sc.opt_base[n] * p.readiness_direct
    return sc.opt_base[n] * (p.readiness_armed if level == Level.ARMED else p.readiness_out)


@law
def ways_to_fight(sc: Scenario, j: int, b: int) -> int:
    """Return how many ways power ``j`` has to fight for side ``b``, at least one."""
    n = 0
    for o in range(sc.n_options[j]):
        k = sc.option[j, o]
        if sc.opt_level[k] >= Level.DIRECT and sc.opt_favours[k] == b:
            n += 1
    return max(n, 1)


@law
def is_available(sc: Scenario, p: Params, st: State, j: int, n: int, day: int) -> bool:
    """Return whether power ``j`` can take the option at all: nothing is missing of what it needs.

    A statement is no step of its own: words go with acts. Only the owner of a red line whose answer is words says them.
    """
    verb = sc.opt_verb[n]
    if verb == Verb.STAY_OUT:
        return False
    if verb == Verb.STATEMENT:
        return named_answer(sc, st, j, n) >= 0
    return needs_met(sc, p, st, j, n, day)


@law
def has_need(sc: Scenario, n: int, need: int) -> bool:
    """Return whether an option cannot be taken without ``need``."""
    return (sc.opt_needs[n] >> need) & 1 == 1


@law
def needs_met(sc: Scenario, p: Params, st: State, j: int, n: int, day: int) -> bool:
    """Return whether power ``j`` has all that the option needs: ties, a base, a way, the consent of hosts. Grade J.

    What is needed of the side helped counts only where the option helps a side.
    """
    x = 2 + j
    kind = sc.access_kind[j]
    if has_need(sc, n, Need.TIES_WITH_BOTH) and min(st.tie[x, 0], st.tie[x, 1]) <= ENEMY_OF_BOTH:
        return False
    if has_need(sc, n, Need.BORDER_OR_BASE) and sc.neighbour[j] == 0 and sc.base_in[j, 0] + sc.base_in[j, 1] == 0:
        return False
    if has_need(sc, n, Need.LINKED_THEATRE) and sc.linked[j] == 0:
        return False
    if has_need(sc, n, Need.GATEKEEPER) and kind != Access.GATEKEEPER and sc.neighbour[j] == 0:
        return False
    b = helped_side(sc, n)
    return b < 0 or side_needs_met(sc, p, st, j, n, b, day)


@law
def side_needs_met(sc: Scenario, p: Params, st: State, j: int, n: int, b: int, day: int) -> bool:
    """Return whether power ``j`` has all that an option for side ``b`` needs of ways and of that side's consent."""
    tie = st.tie[2 + j, b]
    kind = sc.access_kind[j]
    if has_need(sc, n, Need.FRIEND) and tie <= FRIENDLY:
        return False
    if (has_need(sc, n, Need.OPEN_WAY) or has_need(sc, n, Need.HOST_CONSENT)) and tie <= UNWELCOME:
        return False
    if has_need(sc, n, Need.OPEN_WAY) and route_capacity(sc, p, st, j, b, day) <= 0.0:
        return False
    if has_need(sc, n, Need.REACH) and (p.access[j] <= LEAST_ACCESS or kind == Access.NONE):
        return False
    by_ground = p.access[j] > LEAST_ACCESS and kind != Access.AIR_ONLY and kind < Access.GATEKEEPER
    if has_need(sc, n, Need.LAND_OR_SEA) and not by_ground:
        return False
    return not has_need(sc, n, Need.HOST_TURNED) or host_turns(sc, p, st, j, b)


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
    lost = st.start_own[b] - st.seen_share[b] if b == 0 else st.seen_share[b] - st.start_own[b]
    need = max(lost, 0.0) + 0.5 * max(0.6 - st.will[b], 0.0)
    return logistic((need - p.host_price) / CONSENT_WIDTH)


@law
def is_provoked(st: State, j: int, q: int, day: int) -> bool:
    """Return whether an act of power ``q`` has made power ``j`` answer within two weeks."""
    return st.provoked[j, 2 + q] > 0.0 and day - st.provoked[j, 2 + q] <= RIVAL_DAYS


@law
def rival_factor(sc: Scenario, p: Params, st: State, j: int, n: int, day: int) -> float:
    """Return the answer to rivals' entries [odds ratio]: e^0.8 for steps that oppose one, e^-0.8 where one is much superior.

    Whoever took an act within two weeks that makes the power answer counts as a rival that entered.
    Of several rivals the strongest decides, in whatever order they stand: open combat against a superior one is put off.
    """
    b = helped_side(sc, n)
    opposes = False
    outmatched = False
    for q in range(sc.n_powers):
        entered = st.entry_day[q]
        provoked = is_provoked(st, j, q, day)
        if q == j or not (provoked or (entered >= 0.0 and day - entered <= RIVAL_DAYS)):
            continue
        rival = provoked or p.rival_weight[j, 2 + q] > 0.0 or st.tie[2 + j, 2 + q] < 0.0
        opposed = sc.opt_target[n] == 2 + q or (b >= 0 and st.tie[2 + q, 1 - b] > st.tie[2 + q, b])
        if rival and opposed:
            opposes = True
            if p.capability[2 + q] > SUPERIOR * p.capability[2 + j] and sc.opt_level[n] >= Level.DIRECT:
                outmatched = True
    if not opposes:
        return 1.0
    return exp(-p.rival_response if outmatched else p.rival_response)


@law
def named_answer(sc: Scenario, st: State, j: int, n: int) -> int:
    """Return the red line whose named answer this option is and whose owner means to answer, -1 none."""
    for r in range(sc.n_redlines):
        if sc.red_owner[r] == j and st.red_answered[r] == PENDING and sc.red_answer[r, n] > 0:
            return r
    return -1


@law
def is_promised(sc: Scenario, p: Params, st: State, j: int, n: int) -> bool:
    """Return whether a red line whose owner means to answer, or an honoured treaty, calls for the option.

    Whether a promise is kept has been drawn before, by its credibility; what acts are worth only says which one keeps it. It
    binds nobody who does not want the side it helps to win.
    """
    b = helped_side(sc, n)
    if b >= 0 and fit_to(p.position[j, Issue.SIDE], b) <= INDIFFERENT:
        return False
    if named_answer(sc, st, j, n) >= 0:
        return True
    called = sc.opt_level[n] >= Level.DIRECT and b >= 0 and sc.opt_favours[n] >= 0
    return called and p.on[TREATIES_SWITCH] > 0.5 and honoured_for(sc, st, j, b)


@law
def base_weight_of_start(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, day: int) -> float:
    """Return the weight of starting an option before utility tilts it [1]."""
    weight = base_weight(sc, p, n)
    lapsed = day - st.until[j, o]
    if st.until[j, o] > 0.0 and 0.0 <= lapsed <= DECISION_DAYS and sc.opt_level[n] < Level.DIRECT:
        weight = RENEWED
    b = helped_side(sc, n)
    direct = sc.opt_level[n] >= Level.DIRECT
    if direct and b >= 0 and sc.opt_favours[n] >= 0:
        factor = gate_factor(sc, p, st, j, b)
        owes = p.on[TREATIES_SWITCH] > 0.5 and honoured_for(sc, st, j, b)
        weight = HONOURED_ENTRY / ways_to_fight(sc, j, b) if owes else weight * factor
    if named_answer(sc, st, j, n) >= 0:
        weight = HONOURED_ENTRY if direct else ANSWER
    weight *= st.attention_now[j] / max(p.attention[j], 0.05) * st.boldness
    weight *= rival_factor(sc, p, st, j, n, day) * host_accepts(sc, p, st, j, b, direct and sc.opt_verb[n] != Verb.STRIKE)
    return weight * p.option_weight[j, o]


@law
def candidate_weight(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, stopping: bool, day: int) -> float:
    """Return the weight of starting an idle option, open or not, or of stopping a running one [1].

    Acts that wear off end by themselves.
    """
    if stopping:
        if sc.opt_wear[n] > 0.0 or st.since[j, o] > day:
            return 0.0
        return p.propensity_stop
    return base_weight_of_start(sc, p, st, j, o, n, day)
