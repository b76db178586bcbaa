"""Both sides sign when neither expects more from fighting on; a mediator puts the paper before them."""

from __future__ import annotations

from multipolar.codes import Paper, StatusClause, Stop
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.alignment import arms_sponsor
from multipolar.diplomacy.commitment import commitment_cost
from multipolar.diplomacy.mediate import (
    MEDIATION_SWITCH,
    choose_mediators,
    closing_chance,
    facilitated,
    leverage_of,
    pair_exponent,
    partner_of,
    rivals_of,
    use_of,
)
from multipolar.diplomacy.settlements import better_than_war, draw_vetoes, enforcement_of, nearest_saving, territory_after
from multipolar.diplomacy.truce import decidedness
from multipolar.mechanisms.endings import stop
from multipolar.mechanisms.ground import luck_of
from multipolar.mechanisms.lull import is_low
from multipolar.mechanisms.reports import own_share_of, value_share_of
from multipolar.mechanisms.rout import in_rout
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import normal, uniform

BARGAINING_SWITCH = 21
"""Place in PARAMS ``on``."""
OFFER_A = 60
OFFER_B = 61
OFFER_CLOSE = 62
OFFER_PASS = 68
"""Random streams."""

MEDIATED_DAYS = 8
"""Days between two offers of one mediator [days]. Grade J."""
MEDIATOR_SHIFT = 3
"""Days by which one mediator's offers precede the next one's, so that they fall on different days [days]."""
DIRECT_DAYS = 16
"""Days between two offers without a mediator [days]. Grade J."""
STEADY = 0.001
"""Daily change of the share below which the front counts as steady [share/day]. Grade J."""
FIRST_OFFER = 5.0
"""Day of the round before which nobody puts a paper to both sides [day]. Grade J: no war ended by talks on days 0-15."""
DIRECT = 0.35
"""Factor on the chance that an offer is signed where nobody mediates [1]. Source: ICB, 14 of 17 agreements were mediated."""
LITTLE = 0.05
"""Change of share that counts as none [share]. Grade J."""
LOW_TALKS = 0.5
"""Chance that an offer is signed in a war of low intensity, over what it would be [ratio]. Grade J: little presses."""
SAME_LINE = 0.01
"""Distance below which two lines are one [share]. Grade J."""
CRUSHING = 0.85
"""Share from which a defeat is crushing, which a leader does not outlive in office either way [share]. Grade J: Goemans 2000."""


@law
def target_share(now: float, rate: float, value_a: float, value_b: float) -> float:
    """Return x, the value share of A that a mediator aims at [share].

    The midpoint of what each expects from fighting on, never behind the line of the side that gains. Source: day, step 14.
    """
    middle = 0.5 * (value_a + 1.0 - value_b)
    if rate > STEADY:
        return min(1.0, max(now, middle))
    if rate < -STEADY:
        return max(0.0, min(now, middle))
    return min(1.0, max(0.0, middle))


@law
def yielding_side(rate: float, x: float, start: float, opener: int) -> int:
    """Return the side that yields: the one losing ground, with steady lines the one that gets less than at the start.

    Where the lines are those at the start it is the side that did not open the round.
    """
    if rate > STEADY:
        return 1
    if rate < -STEADY:
        return 0
    if x == start:
        return 1 - opener
    return 1 if x > start else 0


@law
def punished(punishment: float, own: float, own_start: float) -> float:
    """Return the penalty a leader expects for a moderate defeat [utility]: half D, none for tiny or crushing losses.

    ``own`` and ``own_start`` are the yielding side's shares; the window is v0 + 0.05 < x < 0.85 seen by the winner.
    Source: day, step 14; Goemans 2000.
    """
    x = 1.0 - own
    return 0.5 * punishment if 1.0 - own_start + LITTLE < x < CRUSHING else 0.0


@law
def cession(cost: float, held: float, own: float) -> float:
    """Return what giving up ground one still holds costs beyond its value [utility]: cost x (held - own), none for gains.

    Ground is taken by accomplished fact and hardly ever ceded: 12 coerced cessions against 105 seizures (Altman 2017).
    """
    return cost * max(0.0, held - own)


@law
def empty_handed(punishment: float, own: float, own_start: float) -> float:
    """Return what it costs the leader who opened a round to end it with next to nothing gained [utility]: half D.

    Whoever starts and then backs down pays at home. Sources: Fearon 1994; Goemans 2000.
    """
    return 0.5 * punishment if own - own_start < LITTLE else 0.0


@law
def surplus(own: float, face: float, fight_value: float, private: float, noise: float) -> float:
    """Return U, what an offer gives beyond fighting on [utility]: x + face - V + xi + nu. Source: day, step 14."""
    return own + face - fight_value + private + noise


@law
def clause_value(own: float, weight: float, wish: float, said: float) -> float:
    """Return what a clause adds for a side to what the ground alone says [utility]: weight (1 - |wish - said| - own).

    Without the clause the issue follows the ground, and the side has its own share in it.
    """
    return weight * (1.0 - abs(wish - said) - own)


@law
def offer_value(sc: Scenario, p: Params, st: State, g: int, b: int) -> float:
    """Return what a design is worth to side ``b`` issue by issue [share], with who would hold what in ``st.handed``.

    sum over issues of salience (1 - |position - x|) / sum of saliences: issues with ground by the side's own map, status and
    links by their clauses.
    """
    share = own_share_of(sc, p, b, st.handed)
    own = share if b == 0 else 1.0 - share
    value = own
    clause = sc.status_clause[g]
    if clause != StatusClause.NONE:
        value += clause_value(own, p.status_weight[b], p.status_wish[b], 0.5 if clause == StatusClause.OPEN else 0.0)
    return value + clause_value(own, p.links_weight[b], p.links_wish[b], 1.0 if sc.transport_links[g] > 0 else 0.0)


@law
def sponsor_voice(sc: Scenario, p: Params, st: State, g: int, b: int, day: int) -> float:
    """Return what the sponsor's opinion of design ``g`` adds for side ``b`` [utility]: (1 - autonomy) x its gain over the war."""
    j = arms_sponsor(sc, p, st, b)
    return (1.0 - p.autonomy[b]) * better_than_war(sc, p, st, g, j) if j >= 0 else 0.0


@step
def gain_from(sc: Scenario, p: Params, st: State, g: int, x: float, b: int, noise: float, day: int) -> float:
    """Return U of side ``b`` for design ``g`` that leaves A the value share ``x`` [utility].

    a U_own + (1 - a) U_sponsor with autonomy a; a side without a sponsor is its own master. What leaders are blamed for and
    what ceding costs goes by the value that all see, the worth of the ground by the side's own map.
    """
    own = x if b == 0 else 1.0 - x
    before = value_share_of(sc, p, sc.line_before)
    worth = offer_value(sc, p, st, g, b)
    value = surplus(worth, p.face_weight * p.design_face[g, b], st.fight_value[b], p.private_residual[b], noise)
    value -= cession(p.cession_cost, st.value_share if b == 0 else 1.0 - st.value_share, own)
    own_start = before if b == 0 else 1.0 - before
    if b == sc.opener and sc.line_known > 0:
        value -= empty_handed(p.leader_punishment[b], own, own_start)
    value -= commitment_cost(st.kappa, enforcement_of(sc, p, st, g, day), decidedness(st.value_share, before))
    if yielding_side(st.value_rate, x, before, sc.opener) == b:
        value -= punished(p.leader_punishment[b], own, own_start)
    if arms_sponsor(sc, p, st, b) >= 0:
        value = p.autonomy[b] * value + sponsor_voice(sc, p, st, g, b, day)
    return value


@law
def offer_today(round_day: int, j: int) -> bool:
    """Return whether mediator ``j`` puts an offer on a day of the round: every eighth, each on a day of its own."""
    return (round_day + MEDIATOR_SHIFT * j) % MEDIATED_DAYS == 0


@law
def pass_chance(acceptance: float, leverage: float) -> float:
    """Return the chance that an offer reaches a side that has a sponsor [probability]: a + (1 - a) l.

    The sponsor lets it pass at the mediator's acceptance ``a``; whoever has a hold on the side itself, leverage ``l``, needs no
    leave. Grade J.
    """
    return acceptance + (1.0 - acceptance) * leverage


@law
def passes_patrons(sc: Scenario, p: Params, st: State, first: int, second: int, key: int, day: int) -> bool:
    """Return whether an offer of mediator ``first`` reaches both sides, past the sponsor of each."""
    for b in range(2):
        patron = arms_sponsor(sc, p, st, b)
        if patron >= 0 and patron != first and patron != second:
            if uniform(key, day, OFFER_PASS, 2 * first + luck_of(sc, b)) >= pass_chance(
                p.acceptance[first], leverage_of(sc, p, st, first, b, day)
            ):
                return False
    return True


@step
def bargain_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Put to both sides the offers of the day: each mediator's in turn, direct talks, and one more when an event calls."""
    called = st.mediation_due > 0
    st.mediation_due = 0
    if in_rout(st) or st.ending != Stop.RUNNING or p.on[BARGAINING_SWITCH] < 0.5 or day + sc.day_before < FIRST_OFFER:
        return
    round_day = int(day + sc.day_before)
    best = choose_mediators(sc, p, st, day)[0] if called else -1
    if p.on[MEDIATION_SWITCH] > 0.5:
        for j in range(sc.n_powers):
            if st.mediators[j] > 0 and p.awake[j] > 0.5 and (j == best or offer_today(round_day, j)):
                mediated_offer(sc, p, st, j, key, day)
                if st.ending != Stop.RUNNING:
                    return
    if round_day % DIRECT_DAYS == 0 or (called and best < 0):
        put_offer(sc, p, st, -1, -1, DIRECT * closing_chance(p.closing_base, p.leverage_effect, 0.0, 0.0), key, day)


@step
def mediated_offer(sc: Scenario, p: Params, st: State, j: int, key: int, day: int) -> None:
    """Let mediator ``j`` make its own offer, with the friend whose backing helps it most; the patrons may stop it."""
    q = partner_of(sc, p, st, j, day)
    st.offers_made[j] += 1.0
    if not passes_patrons(sc, p, st, j, q, key, day):
        return
    st.offers_seen[j] += 1.0
    exponent = pair_exponent(sc, p, st, j, q, day)
    base = facilitated(p.closing_base, p.facilitation, use_of(sc, p, st, j, day))
    chance = closing_chance(base, p.leverage_effect, exponent, float(rivals_of(sc, p, st, j, q)))
    put_offer(sc, p, st, j, q, chance, key, day)


@step
def put_offer(sc: Scenario, p: Params, st: State, first: int, second: int, chance: float, key: int, day: int) -> None:
    """Put the midpoint to both sides, then the lines as they stand; what both accept is signed at its chance."""
    draw_vetoes(sc, st, key, day)
    opens = luck_of(sc, 0) == 0
    noise_a = p.offer_noise * normal(key, day, OFFER_A if opens else OFFER_B, 1 + first)
    noise_b = p.offer_noise * normal(key, day, OFFER_B if opens else OFFER_A, 1 + first)
    middle = target_share(st.value_share, st.value_rate, st.fight_value[0], st.fight_value[1])
    st.offers += 1.0
    for paper in range(2):
        # The midpoint first; where one side will not have it, the lines as they stand.
        target = middle if paper == 0 else st.value_share
        g = nearest_saving(sc, p, st, target, (first, second), p.face_floor, day)
        if g < 0:
            return
        x = territory_after(sc, p, st, g, target)
        gain_a = gain_from(sc, p, st, g, x, 0, noise_a, day)
        gain_b = gain_from(sc, p, st, g, x, 1, noise_b, day)
        if gain_a >= 0.0 and gain_b >= 0.0:
            if uniform(key, day, OFFER_CLOSE, 1 + first) < chance * (LOW_TALKS if is_low(st) else 1.0):
                conclude_settlement(st, g, first, second, day)
            return
        if paper == 0:
            st.refused_by[0] += 1.0 if gain_a < 0.0 else 0.0
            st.refused_by[1] += 1.0 if gain_b < 0.0 else 0.0
        if abs(middle - st.value_share) < SAME_LINE:
            return


@step
def conclude_settlement(st: State, g: int, first: int, second: int, day: int) -> None:
    """End the war by design ``g``."""
    stop(st, Stop.SETTLEMENT, day, -1)
    sign(st, g, first, second, Paper.SETTLEMENT)


@step
def sign(st: State, g: int, first: int, second: int, paper: int) -> None:
    """Put design ``g`` on paper; the mediators become its brokers, nobody when the sides dealt directly."""
    st.design = g
    st.paper = paper
    if first >= 0:
        st.broker[first] = 1
        st.broker[second] = 1


MECHANISM = Mechanism(
    name="bargain",
    summary="Both sides sign when neither expects more from fighting on; a mediator puts the paper before them.",
    switches={"bargaining": BARGAINING_SWITCH},
    steps={"bargain": bargain_step},
    fields=(
        *table(
            "PARAMS",
            """
            closing_base | | f8 | probability | P70 chance that an offer both would accept is signed, without a mediator's leverage
            leverage_effect | | f8 | odds ratio | P42 effect of full leverage on both sides
            offer_noise | | f8 | utility | noise of each offer
            cession_cost | | f8 | utility | P75 cost of ceding ground still held, per share of value
            face_weight | | f8 | utility | weight of face in acceptance
            face_floor | | f8 | 1 | P94 face below which neither side signs
            """,
        ),
        *table(
            "STATE",
            """
            offers | | f8 | 1 | offers that both sides saw
            offers_made | p | f8 | 1 | offers each power made
            offers_seen | p | f8 | 1 | offers of each power that reached the sides
            refused_by | b | f8 | 1 | offers each side refused
            design | | i4 | design | settlement reached, -1 none
            broker | p | i4 | 1 | 1 when the power brokered the end
            """,
        ),
    ),
    priors=(
        Prior(
            "closing_base",
            "P70",
            "LogN(0.03, 0.7)",
            "E",
            "30 wars since 1946: ends without a decision, 0.27 % a day on days 15-180",
        ),
        Prior("leverage_effect", "P42", "LogN(4, 0.4)", "S/J", "Beardsley and others 2006"),
        Prior("offer_noise", "P65b", "0.02", "J", "day, step 14"),
        Prior("cession_cost", "P75", "LogN(0.5, 0.6)", "J", "Altman 2017: 12 coerced cessions against 105 seizures, 1918-2015"),
        Prior("face_weight", "P71b", "Tri(0.05, 0.15, 0.30)", "J", "the face columns run from -1 to 1; scaled to utility"),
        Prior("face_floor", "P94", "N(-0.6, 0.2)", "J", "most designs leave both sides more; a claim may set it"),
    ),
    streams={"offer_a": OFFER_A, "offer_b": OFFER_B, "offer_close": OFFER_CLOSE, "offer_pass": OFFER_PASS},
    not_foreseen="powers value the war that goes on; what talks are worth stands in the value of an option that mediates",
)
