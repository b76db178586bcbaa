"""Some wars are about what a promise is worth: their sides sign only what somebody enforces, and so they last."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.numerics.elementary import logistic
from multipolar.numerics.jit import law, step

COMMITMENT_SWITCH = 31
"""Place in PARAMS ``on``."""

TOTAL_AIM = 0.8
"""Aim of the opener above which it wants all [share]. Grade J."""
BASE = -0.4
"""Log odds that a war between states with limited aims is one of commitment [1]. Grade J."""
NO_STATE = 1.5
"""What a side that is no state adds [log odds]. Grade J: Walter 1997, states end 55 % of wars at the table, civil wars 20 %."""
ALL_AT_STAKE = 0.8
"""What an opener that wants all adds [log odds]. Grade J."""
PLEDGED = 0.8
"""What a power with troops on both sides takes off [log odds]. Grade J."""

SOONER = 0.002
"""By how much more a war of limited aims ends without a decision than one of commitment [1/day].

Source: thirty wars since 1946, 0.27 % a day on days 15-180, split by UCDP: agreements and ceasefires end .43 of wars between
states and .20 of civil wars, so .0037 and .0017 a day.
"""
SOONER_FROM, SOONER_TO = 15.0, 365.0
"""Days of a war between which that holds [days]. Source: the same; nobody settles before, and later too few wars are left."""


@law
def outlasted(days: float) -> float:
    """Return what it tells of the type of a war that it has lasted so long [log odds]: 0.002 a day from day 15 to 365."""
    return SOONER * (min(max(days, SOONER_FROM), SOONER_TO) - SOONER_FROM)


@law
def commitment_chance(no_state: float, aim: float, pledged: float, days: float) -> float:
    """Return the chance that a war that has lasted ``days`` is one of commitment, not of limited aims [probability].

    logistic(-0.4 + 1.5 [a side is no state] + 0.8 [aim of the opener > 0.8] - 0.8 [a power stands on both sides] + 0.002 (t - 15)),
    t the days, 15 to 365. Sources: Walter 1997; UCDP terminations: agreements and ceasefires end .43 of wars between states,
    .20 of civil wars, so that those which have lasted are more often of the second kind.
    """
    total = ALL_AT_STAKE if aim > TOTAL_AIM else 0.0
    return logistic(BASE + NO_STATE * no_state + total - PLEDGED * pledged + outlasted(days))


@law
def commitment_cost(kappa: float, enforcement: float, decided: float) -> float:
    """Return what a deal loses in the eyes of each side because nobody can be held to it [utility].

    kappa (1 - enforcement) (1 - decided) / 2: nothing once an enforcer stands behind it, or the issue is settled in the field.
    Sources: Powell 2006; Weisiger 2013.
    """
    return 0.5 * kappa * (1.0 - enforcement) * (1.0 - decided)


@step
def commitment_start(sc: Scenario, p: Params, st: State) -> None:
    """Give the war its type, given that it has lasted so long, and how much distrust weighs in it."""
    pledged = 0.0
    for j in range(sc.n_powers):
        if sc.base_in[j, 0] > 0 and sc.base_in[j, 1] > 0:
            pledged = 1.0
    chance = commitment_chance(float(sc.no_state), p.aim[sc.opener], pledged, sc.day_before)
    st.kappa = 0.0
    st.of_commitment = 0
    if p.on[COMMITMENT_SWITCH] > 0.5:
        st.of_commitment = 1 if p.type_draw < chance else 0
        st.kappa = p.kappa_commitment if st.of_commitment > 0 else p.kappa_limited


MECHANISM = Mechanism(
    name="commitment",
    summary="Some wars are about what a promise is worth: their sides sign only what somebody enforces, and so they last.",
    switches={"commitment": COMMITMENT_SWITCH},
    fields=(
        *table(
            "SCENARIO",
            """
            no_state | | i4 | 1 | 1 when one side is no state
            """,
        ),
        *table(
            "PARAMS",
            """
            type_draw | | f8 | 1 | P92 draw of the type of the war
            kappa_limited | | f8 | utility | P93 weight of distrust in a war of limited aims
            kappa_commitment | | f8 | utility | P93b weight of distrust in a war of commitment
            """,
        ),
        *table(
            "STATE",
            """
            kappa | | f8 | utility | weight of distrust in this war
            of_commitment | | i4 | 1 | 1 when the war is one of commitment, 0 of limited aims
            """,
        ),
    ),
    priors=(
        Prior("type_draw", "P92", "U(0, 1)", "J", "an even draw, held against the chance of a war of commitment"),
        Prior("kappa_limited", "P93", "LogN(0.03, 0.7)", "J", "small against a usual zone of agreement of 0.05 to 0.10"),
        Prior("kappa_commitment", "P93b", "LogN(0.35, 0.5)", "J", "larger than a usual zone of agreement: Powell 2006"),
    ),
    not_foreseen="the outlook says what the war would bring if it went on, not what would end it",
)
