"""Powers look at a war when it makes news, forget it when it does not, and act boldly where nobody dominates."""

from __future__ import annotations

import math

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.shared import reach_of
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step

ATTENTION_SWITCH = 20
"""Place in PARAMS ``on``."""

FORGET_DAYS = 30.0
"""Days after which attention is back at its base but for 1/e [days]. Grade J."""
NEWS = 0.04
"""Rise of attention on a day with an event [share of what is left]. Grade J."""
BREACH_NEWS = 0.10
"""Further rise on the day a red line is crossed [share of what is left]. Grade J."""
REFERENCE = 0.55
"""Concentration of capability at which boldness is 1 [share]. Grade J."""


@law
def attention_next(now: float, base: float, news: float) -> float:
    """Return tomorrow's attention [share]: back to ``base`` within a month, up by ``news`` times what is left. Grade J."""
    return min(1.0, max(0.0, now + (base - now) / FORGET_DAYS + news * (1.0 - now)))


@law
def regional_weight(capability: float, distance: float, scale: float, attention: float, access: float) -> float:
    """Return what a power weighs in the region [share]: capability exp(-d/D) attention access. Source: subject 18."""
    return capability * exp(-distance / max(scale, 1.0)) * attention * access


@law
def concentration(total: float, squares: float, n: float) -> float:
    """Return CON = sqrt((sum s^2 - 1/N) / (1 - 1/N)) [1] from sums of weights and of their squares. Source: subject 18."""
    if n < 2.0 or total <= 0.0:
        return 1.0
    share = squares / (total * total)
    return math.sqrt(max(0.0, (share - 1.0 / n) / (1.0 - 1.0 / n)))


@law
def boldness_of(effect: float, con: float) -> float:
    """Return the factor on the readiness to act [ratio]: exp(beta_c (0.55 - CON)). Source: subject 18."""
    return exp(min(max(effect * (REFERENCE - con), -3.0), 3.0))


@law
def weigh_region(sc: Scenario, p: Params, st: State) -> float:
    """Return the attention-weighted concentration of capability over the powers that are awake [1]."""
    total = 0.0
    squares = 0.0
    n = 0.0
    for j in range(sc.n_powers):
        if p.awake[j] > 0.5:
            weight = regional_weight(
                p.capability[2 + j], p.distance[j], p.distance_scale, st.attention_now[j], reach_of(p.access[j])
            )
            total += weight
            squares += weight * weight
            n += 1.0
    return concentration(total, squares, n)


@step
def attention_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Move every power's attention, then the region's concentration and the boldness that goes with it."""
    if st.mediation_due > 0:
        st.decision_due = 1
    for j in range(sc.n_powers):
        if p.on[ATTENTION_SWITCH] < 0.5:
            st.attention_now[j] = p.attention[j]
            continue
        news = NEWS if st.mediation_due > 0 else 0.0
        for r in range(sc.n_redlines):
            if st.red_crossed[r] == day - 1.0:
                news += BREACH_NEWS
        st.attention_now[j] = attention_next(st.attention_now[j], p.attention[j], news)
    st.concentration = weigh_region(sc, p, st)
    st.boldness = boldness_of(p.concentration_effect, st.concentration)


MECHANISM = Mechanism(
    name="attention",
    summary="Powers look at a war when it makes news, forget it when it does not, and act boldly where nobody dominates.",
    switches={"attention": ATTENTION_SWITCH},
    steps={"attention": attention_step},
    fields=(
        *table(
            "PARAMS",
            """
            concentration_effect | | f8 | log-hazard | P49 effect of low concentration on boldness
            """,
        ),
    ),
    priors=(Prior("concentration_effect", "P49", "N(1.0, 0.8)", "J", "Mansfield 1992"),),
    not_foreseen="a power takes its own attention as it is today",
)
