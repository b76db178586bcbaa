"""A mediator's hold on both sides and its skill make them sign sooner; rivals in the same chair get in each other's way."""

from __future__ import annotations

import math

from multipolar.codes import Primitive
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.shared import in_effect
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import law, step

MEDIATION_SWITCH = 22
"""Place in PARAMS ``on``."""

CLOSE_MOST = 0.9
"""Largest chance that an offer is signed [probability]. Grade J."""
RIVAL_CUT = 0.8
"""Factor on that chance per rival mediator [1]. Grade J."""
USUAL_USE = 0.6
"""Share of a power's leverage that mediation uses [share]. Grade J."""


@law
def mediation_exponent(leverage_a: float, leverage_b: float, use: float) -> float:
    """Return sqrt(l_A l_B) use [1]: leverage on both sides is what counts. Source: day, step 14."""
    return math.sqrt(max(leverage_a, 0.0) * max(leverage_b, 0.0)) * use


@law
def facilitated(base: float, facilitation: float, use: float) -> float:
    """Return the chance that an offer is signed once a mediator without a hold on anybody has drafted it [probability].

    base F^use, use the skill it brings to bear. Carrying messages and drafting help by themselves, less than a hold does.
    Source: subject 14; Beardsley and others 2006.
    """
    return base * exp(use * log(max(facilitation, 1e-6)))


@law
def closing_chance(base: float, odds_ratio: float, exponent: float, rivals: float) -> float:
    """Return the chance that an offer acceptable to both is signed [probability].

    min(0.9, base OR^exponent), times 0.8 for every rival mediator. Source: day, step 14; Beardsley 2011 on rivals.
    """
    chance = min(CLOSE_MOST, base * exp(exponent * log(max(odds_ratio, 1e-6))))
    return chance * exp(rivals * log(RIVAL_CUT))


@law
def leverage_of(sc: Scenario, p: Params, st: State, j: int, b: int, day: int) -> float:
    """Return the leverage of power ``j`` on side ``b`` with what its options add [share]."""
    total = p.leverage[j, b]
    for o in range(sc.n_options[j]):
        if not in_effect(st, j, o, day):
            continue
        n = sc.option[j, o]
        for f in range(4):
            if sc.opt_effect[n, f] == Primitive.LEVERAGE and sc.opt_target[n] == b:
                total += p.option_size[n, f]
    return min(max(total, 0.0), 1.0)


@law
def use_of(sc: Scenario, p: Params, st: State, j: int, day: int) -> float:
    """Return how much of its leverage a mediator brings to bear [1]: skill x (share used / 0.6)."""
    share = USUAL_USE
    for o in range(sc.n_options[j]):
        n = sc.option[j, o]
        for f in range(4):
            if sc.opt_effect[n, f] == Primitive.MEDIATOR and in_effect(st, j, o, day):
                share = p.option_size[n, f]
    return min(1.0, p.skill[j] * share / USUAL_USE)


@law
def pair_exponent(sc: Scenario, p: Params, st: State, j: int, q: int, day: int) -> float:
    """Return the exponent of an offer that ``j`` drafts and ``q`` backs: the larger leverage on each side, the drafter's use."""
    on_a = max(leverage_of(sc, p, st, j, 0, day), leverage_of(sc, p, st, q, 0, day))
    on_b = max(leverage_of(sc, p, st, j, 1, day), leverage_of(sc, p, st, q, 1, day))
    return mediation_exponent(on_a, on_b, use_of(sc, p, st, j, day))


@law
def rivals_of(sc: Scenario, p: Params, st: State, j: int, q: int) -> int:
    """Return how many mediators stand in rivalry with the brokers ``j`` and ``q``."""
    n = 0
    for k in range(sc.n_powers):
        if k != j and k != q and st.mediators[k] > 0 and p.awake[k] > 0.5:
            if st.tie[2 + k, 2 + j] < 0.0 or st.tie[2 + k, 2 + q] < 0.0:
                n += 1
    return n


@law
def partner_of(sc: Scenario, p: Params, st: State, j: int, day: int) -> int:
    """Return the friendly mediator whose backing gives the offers of ``j`` most weight: ``j`` itself when alone is best."""
    best = j
    most = pair_exponent(sc, p, st, j, j, day)
    for q in range(sc.n_powers):
        if q == j or st.mediators[q] == 0 or p.awake[q] < 0.5 or st.tie[2 + j, 2 + q] < 0.0:
            continue
        exponent = pair_exponent(sc, p, st, j, q, day)
        if exponent > most + 1e-12:
            most = exponent
            best = q
    return best


@step
def choose_mediators(sc: Scenario, p: Params, st: State, day: int) -> tuple[int, int, float, int]:
    """Return the brokers (who drafts, who backs it, equal when one works alone, -1 for none), their exponent and their rivals."""
    first = -1
    second = -1
    best = -1.0
    if p.on[MEDIATION_SWITCH] > 0.5:
        for j in range(sc.n_powers):
            if st.mediators[j] == 0 or p.awake[j] < 0.5:
                continue
            q = partner_of(sc, p, st, j, day)
            exponent = pair_exponent(sc, p, st, j, q, day)
            if exponent > best + 1e-12:
                best = exponent
                first = j
                second = q
    if first < 0:
        return -1, -1, 0.0, 0
    return first, second, best, rivals_of(sc, p, st, first, second)


MECHANISM = Mechanism(
    name="mediate",
    summary="A mediator's hold on both sides and its skill make them sign sooner; rivals at one table get in each other's way.",
    switches={"mediation": MEDIATION_SWITCH},
    fields=(
        *table(
            "PARAMS",
            """
            facilitation | | f8 | ratio | P42b effect on the chance of signing of a mediator with full skill and no leverage
            """,
        ),
    ),
    priors=(Prior("facilitation", "P42b", "LogN(1.4, 0.3)", "J", "subject 14: facilitation only; Beardsley and others 2006"),),
    not_foreseen="what a mediator adds stands in the value of an option that mediates",
)
