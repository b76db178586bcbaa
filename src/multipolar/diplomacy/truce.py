"""Pauses are called for the wounded and the dead; ceasefires are meant to stay, and many fail within a month."""

from __future__ import annotations

from multipolar.codes import Stop, Truce
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.effort import satisfied
from multipolar.mechanisms.ground import luck_of
from multipolar.mechanisms.lull import LOW_STATE_SWITCH, is_low
from multipolar.mechanisms.reports import value_share_of
from multipolar.mechanisms.rout import in_rout
from multipolar.mechanisms.tempo import axes_chosen
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import exponential, uniform

TRUCES_SWITCH = 23
"""Place in PARAMS ``on``."""
TRUCE_ACCEPT = 66
TRUCE_CALL = 64
TRUCE_LIFE = 65
CEASEFIRE_LIFE = 74
CEASEFIRE_CALL = 76
"""Random streams."""

FIRST_DAYS = 5.0
"""Days of the round before anybody calls for a truce [days]. Grade J."""
GAINING = 0.001
"""Daily gain from which a side is winning ground [share/day]. Grade J."""
SPOILERS = 2000.0
"""Foreign fighters that spoil a truce in full [persons]. Grade J."""
HELD_DAYS = 30.0
"""Days to which the hazard of a failing ceasefire refers [days]. Grade J: a month."""
FADING = 0.4
"""Exponent of the days in that hazard, which falls with time [1]. Grade J."""
LONGEST = 1e6
"""Days of a ceasefire that will never fail within any forecast [days]. Grade J."""
CEASEFIRE_RATE = 0.03
"""Rate at which sides without an attack worth making come to a ceasefire, under full attention and half [1/day]. Grade J."""
COMMITTED_PART = 0.2
"""Part of that rate that is left in a war of commitment [share]. Grade J."""
MOST_ATTENTION = 1.5
"""Attention of mediators beyond which more adds nothing [1]. Grade J: as in calls for a pause."""
UNWILLING = 0.2
"""Chance that a side that gains accepts a truce anyway [probability]. Grade J."""


@law
def breakdown_rate(
    base: float, decided: float, enforcer: float, monitor: float, separation: float, gaining: float, spoilers: float
) -> float:
    """Return the hazard that a truce breaks down [1/day].

    h0 exp(-2.5 decided - 1.2 enforcer - 0.6 monitor - 0.5 separation + 1.4 attacker still gaining + 0.6 spoilers).
    Source: subject 15.
    """
    return base * exp(-2.5 * decided - 1.2 * enforcer - 0.6 * monitor - 0.5 * separation + 1.4 * gaining + 0.6 * spoilers)


@law
def ceasefire_scale(
    base: float, enforcer: float, monitor: float, separation: float, settled: float, excess: float, spoilers: float
) -> float:
    """Return the hazard of a ceasefire failing that mounts up over thirty days [1].

    H30 exp(-1.2 enforcer - 0.6 monitor - 0.5 separation - 2.5 settled + 4 (odds - threshold)+ + 0.6 spoilers); ``settled``: how
    far the issue is decided where the victor has what it wants. With no help six in ten hold. Source: subject 15; grade J.
    """
    less = 1.2 * enforcer + 0.6 * monitor + 0.5 * separation + 2.5 * settled
    return base * exp(4.0 * max(excess, 0.0) + 0.6 * spoilers - less)


@law
def ceasefire_life(drawn: float, scale: float) -> float:
    """Return the days that a ceasefire holds [days], from a standard exponential draw: H(t) = H30 (t / 30)^0.4 reaches it.

    The hazard falls with the days: who has kept quiet for a week has a reason to.
    """
    return HELD_DAYS * exp(log(max(drawn, 1e-12) / max(scale, 1e-9)) / FADING)


@law
def decidedness(share: float, before: float) -> float:
    """Return how far the military issue is decided [1]: 0 while under three tenths of what was left to win has moved.

    1 from seven tenths on. ``share`` and ``before``: value share of A now and before the round. Grade J.
    """
    moved = (share - before) / max(1.0 - before, 0.05) if share >= before else (before - share) / max(before, 0.05)
    return min(1.0, max(0.0, (moved - 0.3) / 0.4))


@law
def call_chance(rate: float, attention: float, mediators: int) -> float:
    """Return the chance of a truce call today [probability]: rate x (0.5 + attention of those who mediate), capped at 2."""
    factor = 0.5 + (attention if mediators > 0 else 0.5)
    return 1.0 - exp(-rate * min(factor, 2.0))


@law
def ceasefire_rate(attention: float, of_commitment: float) -> float:
    """Return the rate at which both sides come to a ceasefire [1/day]: 0.03 (0.5 + attention), a fifth in wars of commitment.

    Only while neither sees an attack worth making. ``attention``: that of those who mediate, summed. Grade J.
    """
    part = COMMITTED_PART if of_commitment > 0.5 else 1.0
    return CEASEFIRE_RATE * (0.5 + min(attention, MOST_ATTENTION)) * part


@law
def mediator_attention(sc: Scenario, p: Params, st: State) -> tuple[float, int]:
    """Return the summed attention of the mediators and their number."""
    total = 0.0
    n = 0
    for j in range(sc.n_powers):
        if st.mediators[j] > 0 and p.awake[j] > 0.5:
            n += 1
            total += st.attention_now[j]
    return total, n


@law
def any_contact(sc: Scenario, st: State) -> bool:
    """Tell whether the sides face each other in any sector."""
    for s in range(sc.n_sectors):
        if st.contact[0, s] > 0 or st.contact[1, s] > 0:
            return True
    return False


@law
def enforcer_now(st: State) -> float:
    """Return how far men from outside stand behind a halt today [share]: E (0.45 + CON), E what powers offer, at most 1.

    CON: local preponderance, as in the enforcement of a design.
    """
    return min(1.0, st.enforce_ext * (0.45 + st.concentration))


@law
def truce_rate(sc: Scenario, p: Params, st: State) -> float:
    """Return today's hazard of a humanitarian truce breaking down [1/day]."""
    gaining = min(1.0, abs(st.value_rate) / GAINING)
    spoilers = min(1.0, (st.fighters_now[0] + st.fighters_now[1]) / SPOILERS)
    separation = 0.0 if any_contact(sc, st) else 1.0
    decided = decidedness(st.value_share, value_share_of(sc, p, sc.line_before))
    return breakdown_rate(p.truce_hazard, decided, enforcer_now(st), st.monitor, separation, gaining, spoilers)


@law
def ceasefire_now(sc: Scenario, p: Params, st: State) -> float:
    """Return the hazard of a ceasefire of today failing that mounts up over thirty days [1]."""
    spoilers = min(1.0, (st.fighters_now[0] + st.fighters_now[1]) / SPOILERS)
    separation = 0.0 if any_contact(sc, st) else 1.0
    before = value_share_of(sc, p, sc.line_before)
    victor = sc.opener if st.value_share == before else (0 if st.value_share > before else 1)
    settled = decidedness(st.value_share, before) if satisfied(p, st, victor) else 0.0
    excess = max(st.best_odds[0] - st.threshold[0], st.best_odds[1] - st.threshold[1])
    return ceasefire_scale(p.ceasefire_hazard, enforcer_now(st), st.monitor, separation, settled, excess, spoilers)


@step
def start_ceasefire(sc: Scenario, p: Params, st: State, kind: int, key: int, day: int) -> None:
    """Begin a ceasefire, which lasts as long as its draw and today's hazard say; one that fails the same day only counts."""
    life = min(ceasefire_life(exponential(key, day, CEASEFIRE_LIFE, 0), ceasefire_now(sc, p, st)), LONGEST)
    if life < 1.0:
        st.failed_truces += 1.0
        return
    st.truce_left = life
    st.truce_start = day
    st.truce_kind = kind


@step
def truce_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let a running truce age and fail; else let both sides come to a ceasefire, or somebody call for a pause.

    In a war of low intensity nobody calls for a pause: there is little to stop.
    """
    if st.ending != Stop.RUNNING:
        return
    if st.truce_left > 0.0:
        st.truce_left -= 1.0
        if st.truce_left <= 0.0:
            st.truce_left = 0.0
            st.failed_truces += 1.0
            st.last_assault_day = day
            st.mediation_due = 1
        return
    if p.on[TRUCES_SWITCH] < 0.5 or in_rout(st) or day + sc.day_before < FIRST_DAYS:
        return
    attention, n = mediator_attention(sc, p, st)
    if p.on[LOW_STATE_SWITCH] > 0.5 and axes_chosen(sc, st, 0) == axes_chosen(sc, st, 1) == 0:
        rate = ceasefire_rate(attention, st.of_commitment)
        if uniform(key, day, CEASEFIRE_CALL, 0) < 1.0 - exp(-rate):
            start_ceasefire(sc, p, st, Truce.AGREED, key, day)
            return
    if not is_low(st) and uniform(key, day, TRUCE_CALL, 0) < call_chance(p.truce_calls, attention, n):
        call_truce(sc, p, st, key, day)


@step
def call_truce(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Put a pause to both sides: the one that gains turns one in five down; one that fails the same day only counts."""
    for b in range(2):
        gains = st.value_rate > GAINING if b == 0 else st.value_rate < -GAINING
        if gains and uniform(key, day, TRUCE_ACCEPT, luck_of(sc, b)) < UNWILLING:
            return
    life = exponential(key, day, TRUCE_LIFE, 0) / max(truce_rate(sc, p, st), 1e-6)
    if life < 1.0:
        st.failed_truces += 1.0
        return
    st.truce_left = life
    st.truce_start = day
    st.truce_kind = Truce.PAUSE


MECHANISM = Mechanism(
    name="truce",
    summary="Pauses are called for the wounded and the dead; ceasefires are meant to stay, and many fail within a month.",
    switches={"truces": TRUCES_SWITCH},
    steps={"truce": truce_step},
    fields=(
        *table(
            "PARAMS",
            """
            truce_hazard | | f8 | 1/day | P43 base hazard of a humanitarian truce
            truce_calls | | f8 | 1/day | rate of truce calls
            ceasefire_hazard | | f8 | 1 | P43c hazard of a ceasefire without help failing that mounts up over thirty days
            """,
        ),
        *table(
            "STATE",
            """
            truce_left | | f8 | days | days the running truce still holds, 0 none
            truce_start | | f8 | day | day the running truce began
            truce_kind | | i4 | code | 0 a pause for the wounded, 1 a ceasefire that powers forced, 2 one of both sides
            failed_truces | | f8 | 1 | truces that failed
            """,
        ),
    ),
    priors=(
        Prior("truce_hazard", "P43", "LogN(0.5, 0.6)", "J", "judgement"),
        Prior("ceasefire_hazard", "P43c", "LogN(0.5, 0.6)", "J", "six in ten hold thirty days, a quarter a year"),
        Prior("truce_calls", "P43b", "LogN(0.083, 0.3)", "J", "day, step 15"),
    ),
    streams={
        "truce_accept": TRUCE_ACCEPT,
        "truce_call": TRUCE_CALL,
        "truce_life": TRUCE_LIFE,
        "ceasefire_life": CEASEFIRE_LIFE,
        "ceasefire_call": CEASEFIRE_CALL,
    },
    not_foreseen="the outlook says what the war would bring if it went on",
)
