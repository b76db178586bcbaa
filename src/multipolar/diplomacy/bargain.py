"""Both sides sign when neither expects more from fighting on; a mediator puts the paper before them."""

from __future__ import annotations

from multipolar.codes import Paper, Stop
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.alignment import sponsor_of
from multipolar.diplomacy.commitment import commitment_cost
from multipolar.diplomacy.mediate import choose_mediators, closing_chance
from multipolar.diplomacy.settlements import enforcement_of, nearest_design, territory_after
from multipolar.diplomacy.truce import decidedness
from multipolar.mechanisms.endings import stop
from multipolar.mechanisms.reports import value_share_of
from multipolar.mechanisms.rout import in_rout
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import normal, uniform

BARGAINING_SWITCH = 21
"""Place in PARAMS ``on``."""
OFFER_A = 60
OFFER_B = 61
OFFER_CLOSE = 62
"""Random streams."""

OFFER_DAYS = 4.0
"""Days between two offers without an event [days]. Grade J."""
STEADY = 0.001
"""Daily change of the share below which the front counts as steady [share/day]. Grade J."""
FIRST_OFFER = 5.0
"""Day of the round before which nobody puts a paper to both sides [day]. Grade J: no war ended by talks on days 0-15."""
DIRECT = 0.35
"""Factor on the chance that an offer is signed where nobody mediates [1]. Source: ICB, 14 of 17 agreements were mediated."""
LITTLE = 0.05
"""Change of share that counts as none [share]. Grade J."""
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
def yielding_side(rate: float, x: float, start: float) -> int:
    """Return the side that yields: the one losing ground, with steady lines the one that gets less than at the start."""
    if rate > STEADY:
        return 1
    if rate < -STEADY:
        return 0
    return 1 if x >= start else 0


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
def sponsor_voice(sc: Scenario, p: Params, st: State, g: int, b: int, day: int) -> float:
    """Return what the sponsor's opinion of design ``g`` adds for side ``b`` [utility]: (1 - autonomy) x its part-worth.

    Part-worths run from -1 to 1 like face, so the same weight brings them to the scale of shares.
    """
    j = sponsor_of(sc, p, st, b, day)
    return (1.0 - p.autonomy[b]) * p.face_weight * p.design_worth[g, j] if j >= 0 else 0.0


@step
def gain_from(sc: Scenario, p: Params, st: State, g: int, x: float, b: int, noise: float, day: int) -> float:
    """Return U of side ``b`` for design ``g`` that leaves A the value share ``x`` [utility]."""
    own = x if b == 0 else 1.0 - x
    before = value_share_of(sc, p, sc.line_before)
    value = surplus(own, p.face_weight * p.design_face[g, b], st.fight_value[b], p.private_residual[b], noise)
    value += sponsor_voice(sc, p, st, g, b, day)
    value -= cession(p.cession_cost, st.value_share if b == 0 else 1.0 - st.value_share, own)
    own_start = before if b == 0 else 1.0 - before
    if b == sc.opener and sc.line_known > 0:
        value -= empty_handed(p.leader_punishment[b], own, own_start)
    value -= commitment_cost(st.kappa, enforcement_of(sc, p, st, g, day), decidedness(st.value_share, before))
    if yielding_side(st.value_rate, x, before) == b:
        value -= punished(p.leader_punishment[b], own, own_start)
    return value


@step
def bargain_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Every four days and when an event calls, put an offer to both sides; what both accept may be signed."""
    st.offer_clock += 1.0
    due = st.offer_clock >= OFFER_DAYS or st.mediation_due > 0
    st.mediation_due = 0
    if not due or in_rout(st) or st.ending != Stop.RUNNING or p.on[BARGAINING_SWITCH] < 0.5 or day + sc.day_before < FIRST_OFFER:
        return
    st.offer_clock = 0.0
    first, second, exponent, rivals = choose_mediators(sc, p, st, day)
    noise_a = p.offer_noise * normal(key, day, OFFER_A, 0)
    noise_b = p.offer_noise * normal(key, day, OFFER_B, 0)
    middle = target_share(st.value_share, st.value_rate, st.fight_value[0], st.fight_value[1])
    st.offers += 1.0
    for paper in range(2):
        # The midpoint first; where one side will not have it, the lines as they stand.
        target = middle if paper == 0 else st.value_share
        g = nearest_design(sc, p, st, target, (first, second), day)
        if g < 0:
            return
        x = territory_after(sc, p, st, g, target)
        gain_a = gain_from(sc, p, st, g, x, 0, noise_a, day)
        gain_b = gain_from(sc, p, st, g, x, 1, noise_b, day)
        if gain_a >= 0.0 and gain_b >= 0.0:
            chance = closing_chance(p.closing_base, p.leverage_effect, exponent, float(rivals))
            if uniform(key, day, OFFER_CLOSE, 0) < (chance if first >= 0 else DIRECT * chance):
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
            """,
        ),
        *table(
            "STATE",
            """
            offer_clock | | f8 | days | days since the last offer
            offers | | f8 | 1 | offers made
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
    ),
    streams={"offer_a": OFFER_A, "offer_b": OFFER_B, "offer_close": OFFER_CLOSE},
    not_foreseen="powers value the war that goes on; what talks are worth stands in the value of an option that mediates",
)
