"""A treaty helps only where its soil is attacked, when help is asked for, and if the patron then honours it."""

from __future__ import annotations

from multipolar.codes import Issue, TreatyState
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.ties import shift_tie
from multipolar.diplomacy.red_lines import BREACH_STEP, decision_day, recognised_territory_struck
from multipolar.mechanisms.ground import HELD, held
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import pair_index, uniform

TREATIES_SWITCH = 17
"""Place in PARAMS ``on``."""
TREATY_HONOUR = 53
TREATY_REQUEST = 52
"""Random streams."""

HELP_GIVEN = 0.20
"""Rise of a tie by help given [tie]. Grade J."""
HELP_REFUSED = -0.15
"""Change of a tie by help refused [tie]. Grade J."""
THREAT_LOSS = 0.10
"""Loss of contested weight that counts as a threat [share]. Grade J."""
CONSULT_SHARE = 0.25
"""Chance of asking for consultation, as part of that of asking for help [share]. Grade J."""
SEVERAL_DAYS = 14.0
"""Days for which the parties of a pact among several consult before they agree to help [days]. Grade J."""
ALIKE = 0.5
"""Part of the weight of recognised soil from which the disputed zone counts as such for treaties [share]. Grade J."""
HELD_BACK = 0.25
"""Readiness to fight for a protected side that is left to a power that does not mind who wins, while its duty is not due [1].
Grade J."""
CONSULT_NEWS = 0.10
"""Rise of a power's attention when it is consulted [share]. Grade J."""


@law
def applies(covers_zone: int, covers_soil: int, zone_fought: int, soil_attacked: int) -> bool:
    """Return whether a treaty is triggered: its territory is the one attacked. Source: subject 12."""
    return (covers_zone > 0 and zone_fought > 0) or (covers_soil > 0 and soil_attacked > 0)


@law
def may_help(several: int, asked: float, day: float) -> bool:
    """Return whether a pact may bring help today: one among several only after two weeks of consultation."""
    return several == 0 or (asked >= 0.0 and day - asked >= SEVERAL_DAYS)


@law
def request_chance(probability: float, applicable: int, consult: int, automatic: bool) -> float:
    """Return the chance that a host asks today [probability]: in full once it may, a quarter of it for consultation.

    A pact whose wording calls for help by itself needs no request.
    """
    if applicable > 0:
        return 1.0 if automatic else probability
    return CONSULT_SHARE * probability if consult > 0 else 0.0


@law
def recognised_territory_hit(sc: Scenario, st: State, key: int, day: int, b: int) -> int:
    """Return 1 when the recognised soil of side ``b`` has been attacked on the ground or is struck today.

    A strike that answers the attack by which ``b`` opened the round is no attack on ``b``: self-defence calls no defence pact.
    """
    if st.gate_used[1 - b] >= BREACH_STEP:
        return 1
    return 1 if b != sc.opener and recognised_territory_struck(sc, st, key, day, 1 - b) > 0.0 else 0


@law
def zone_fought(sc: Scenario, st: State) -> int:
    """Return 1 when there is fighting inside the disputed zone."""
    for s in range(sc.n_sectors):
        if sc.zone[s] > 0 and (st.contact[0, s] > 0 or st.contact[1, s] > 0):
            return 1
    return 0


@law
def losing(st: State, b: int) -> int:
    """Return 1 when side ``b`` sees itself a tenth of the value behind the as-of date."""
    lost = st.start_own[b] - st.seen_share[b] if b == 0 else st.seen_share[b] - st.start_own[b]
    return 1 if lost > THREAT_LOSS else 0


@law
def threatened(sc: Scenario, st: State, b: int) -> int:
    """Return 1 when side ``b`` may speak of a threat: the enemy stands next to its soil, or it is losing."""
    if losing(st, b) > 0:
        return 1
    for s in range(sc.n_sectors):
        if sc.soil[s] != b:
            continue
        for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
            t = sc.adj_node[k]
            if sc.contested[t] > 0 and held(st, 1 - b, t) > HELD and sc.line_before[t] != st.share[t]:
                return 1
    return 0


@law
def excused(wish: float) -> float:
    """Return the readiness to fight that a duty which is not due leaves to a power [1]: 0.25 + 0.75 wish, wish from 0 to 1.

    The scope clause is a reason to stay out for whoever would rather stay out; it forbids nobody to help a side it wants to win.
    """
    return HELD_BACK + (1.0 - HELD_BACK) * max(0.0, wish)


@law
def gate_factor(sc: Scenario, p: Params, st: State, j: int, b: int) -> float:
    """Return the factor of the treaty gate on open combat for side ``b`` by power ``j`` [1].

    A duty that does not apply, was not asked for or was refused holds a power back as far as it does not care for the side.
    Without a duty, or once honoured, nothing holds it. Grade J.
    """
    factor = 1.0
    for t in range(sc.n_treaties):
        if sc.treaty_power[t] == j and sc.treaty_side[t] == b:
            if st.treaty_state[t] == TreatyState.HONOURED:
                return 1.0
            target = 1.0 if b == 0 else 0.0
            factor = excused(1.0 - 2.0 * abs(p.position[j, Issue.SIDE] - target))
    return factor if p.on[TREATIES_SWITCH] > 0.5 else 1.0


@law
def honoured_for(sc: Scenario, st: State, j: int, b: int) -> bool:
    """Return whether power ``j`` has honoured a treaty with side ``b``."""
    for t in range(sc.n_treaties):
        if sc.treaty_power[t] == j and sc.treaty_side[t] == b and st.treaty_state[t] == TreatyState.HONOURED:
            return True
    return False


@law
def owes_help(sc: Scenario, st: State, j: int, b: int) -> bool:
    """Return whether power ``j`` has been asked for treaty help by side ``b`` and stands in its debt."""
    if sc.guarantees[j, b] == 0:
        return False
    for t in range(sc.n_treaties):
        asked = st.treaty_state[t] == TreatyState.ASKED or st.treaty_state[t] == TreatyState.HONOURED
        if sc.treaty_power[t] == j and sc.treaty_side[t] == b and asked:
            return True
    return False


@step
def treaties_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """On decision days let hosts ask and patrons answer; inside the zone a host asks only once it is losing."""
    if p.on[TREATIES_SWITCH] < 0.5 or not decision_day(day, st.decision_due):
        return
    zone = zone_fought(sc, st)
    for t in range(sc.n_treaties):
        j = sc.treaty_power[t]
        b = sc.treaty_side[t]
        if j < 0 or b < 0 or p.awake[j] < 0.5 or st.treaty_state[t] >= TreatyState.ASKED:
            continue
        # A defence pact answers an attack: fighting that the protected side opened does not call it in the disputed zone.
        attacked = zone * losing(st, b) if b != sc.opener else 0
        covered = 1 if sc.treaty_zone[t] > 0 or (sc.treaty_soil[t] > 0 and p.zone_legality >= ALIKE) else 0
        ready = 1 if applies(covered, sc.treaty_soil[t], attacked, recognised_territory_hit(sc, st, key, day, b)) else 0
        consult = 0
        if sc.treaty_consult[t] > 0 and st.treaty_state[t] == TreatyState.IDLE:
            consult = threatened(sc, st, b)
        automatic = uniform(key, 0, TREATY_REQUEST, pair_index(1, t)) < p.treaty_automatic[t]
        if uniform(key, day, TREATY_REQUEST, t) < request_chance(p.request_probability, ready, consult, automatic):
            helps = ready if may_help(sc.treaty_several[t], st.treaty_day[t], float(day)) else 0
            request_help(sc, p, st, t, helps, key, day)


@step
def request_help(sc: Scenario, p: Params, st: State, t: int, ready: int, key: int, day: int) -> None:
    """Let the host ask: for consultation, or for help, which the patron honours or refuses once and for all."""
    j = sc.treaty_power[t]
    b = sc.treaty_side[t]
    if st.treaty_day[t] < 0.0:
        st.treaty_day[t] = day
    st.attention_now[j] = min(1.0, st.attention_now[j] + CONSULT_NEWS)
    if ready == 0:
        st.treaty_state[t] = TreatyState.CONSULTED
        return
    st.mediation_due = 1
    if uniform(key, 0, TREATY_HONOUR, t) < p.treaty_reliability[t]:
        st.treaty_state[t] = TreatyState.HONOURED
        shift_tie(st, 2 + j, b, HELP_GIVEN)
    else:
        st.treaty_state[t] = TreatyState.REFUSED
        shift_tie(st, 2 + j, b, HELP_REFUSED)
        st.norm_breach = min(1.0, st.norm_breach + 0.2)


MECHANISM = Mechanism(
    name="treaties",
    summary="A treaty helps only where its soil is attacked, when help is asked for, and if the patron then honours it.",
    switches={"treaties": TREATIES_SWITCH},
    steps={"treaties": treaties_step},
    fields=(
        *table(
            "PARAMS",
            """
            request_probability | | f8 | 1 | P39 chance per decision that a host asks for treaty help once it may
            """,
        ),
        *table(
            "STATE",
            """
            treaty_state | t | i4 | code | 0 idle, 1 asked for consultation, 2 asked for help, 3 honoured, 4 refused
            """,
        ),
    ),
    priors=(Prior("request_probability", "P39", "Beta(3, 7)", "J", "judgement"),),
    streams={"treaty_honour": TREATY_HONOUR, "treaty_request": TREATY_REQUEST},
    not_foreseen="what a treaty obliges to enters the value of the options that keep it",
)
