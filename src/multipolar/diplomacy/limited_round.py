"""A round that its opener has not put its army into is often broken off within days."""

from __future__ import annotations

from multipolar.codes import Stop, Truce
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.truce import begin_ceasefire, ceasefire_scale
from multipolar.mechanisms.rout import in_rout
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

LIMITED_ROUNDS_SWITCH = 37
"""Place in PARAMS ``on``."""
BREAK_OFF = 79
EARNEST = 80
"""Random streams."""

FIRST_DAYS = 2.0
"""Day of the round before which nobody breaks off [day]. Grade J."""
IN_EARNEST = 0.5
"""Share of its army from which an opener fights in earnest [share]. Grade J: half."""


@law
def restraint(commitment: float) -> float:
    """Return how limited a round is [share]: 1 - c / 0.5, never below 0; c is the share of its army that the opener commits."""
    return max(0.0, 1.0 - commitment / IN_EARNEST)


@law
def still_limited(rate: float, before: float, drawn: float) -> bool:
    """Return whether a round that has lasted so many days [days] may still be broken off.

    Of limited rounds exp(-rate t) would have lasted so long; the others have turned out to be meant in earnest. ``drawn``: from
    0 to 1, once for the war.
    """
    return drawn < exp(-rate * max(before, 0.0))


@step
def limited_round_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let both sides break a limited round off: a ceasefire where they stand, which nobody has a plan to break."""
    rate = p.break_off * restraint(p.commitment[sc.opener])
    if p.on[LIMITED_ROUNDS_SWITCH] < 0.5 or rate <= 0.0 or st.ending != Stop.RUNNING or st.truce_left > 0.0 or in_rout(st):
        return
    if day + sc.day_before < FIRST_DAYS or not still_limited(rate, sc.day_before, uniform(key, 0, EARNEST, 0)):
        return
    if uniform(key, day, BREAK_OFF, 0) < 1.0 - exp(-rate):
        scale = ceasefire_scale(p.ceasefire_hazard, st.enforce_ext, st.monitor, 0.0, 0.0, 0.0, 0.0)
        begin_ceasefire(st, Truce.AGREED, scale, key, day)


MECHANISM = Mechanism(
    name="limited_round",
    summary="A round that its opener has not put its army into is often broken off within days.",
    switches={"limited_rounds": LIMITED_ROUNDS_SWITCH},
    steps={"limited_round": limited_round_step},
    fields=table(
        "PARAMS",
        """
        break_off | | f8 | 1/day | P99 rate at which a round to which nothing is committed is broken off
        """,
    ),
    priors=(
        Prior(
            "break_off",
            "P99",
            "LogN(0.5, 0.5)",
            "E/J",
            "UCDP: 0.32 to 0.36 of episodes between states with 25 dead are over in a week; three in ten rounds limited",
        ),
    ),
    streams={"break_off": BREAK_OFF, "earnest": EARNEST},
    not_foreseen="powers value the war that goes on",
)
