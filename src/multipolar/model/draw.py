"""A member's uncertain world is drawn from what the analyst wrote: inputs, common factors, rival claims, their effects.

Every draw is keyed by (seed, member, purpose, place), so neither the chunk nor a switched assumption moves another one.
"""

from __future__ import annotations

import math

import numpy as np

from multipolar.model import streams
from multipolar.model.fields import SMALL
from multipolar.model.observe import observe_start
from multipolar.model.plan import SCALE, SHIFT, DrawPlan, PlanArrays, ReportArrays
from multipolar.model.records import params_matrix, params_offset, zeros
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.numerics.elementary import clip, exp, log
from multipolar.numerics.jit import kernel, law, step
from multipolar.numerics.random import member_key, normal, uniform
from multipolar.numerics.sampling import interp_z

CLAIM_FIRST = params_offset("claim", SMALL)
LEAST_LEFT = 0.1


@law
def shared_draw(common: float, own: float, loading: float) -> float:
    """Return a standard normal number that shares part of its chance with others.

    z = loading x common + sqrt(1 - loading^2) x own. Unit: standard deviations.
    """
    return loading * common + math.sqrt(max(0.0, 1.0 - loading * loading)) * own


@law
def claimed_value(neutral: float, claimed: float, strength: float) -> float:
    """Return the number between neutral and claimed at a claim's strength, on the log scale where both are positive.

    value = neutral (claimed / neutral)^s, else neutral + s (claimed - neutral). Source: claims register, head.
    """
    if neutral > 0.0 and claimed > 0.0:
        return neutral * exp(strength * log(claimed / neutral))
    return neutral + strength * (claimed - neutral)


@law
def after_effect(value: float, op: int, neutral: float, claimed: float, strength: float) -> float:
    """Return a drawn value after a claim: scaled, shifted or replaced."""
    linear = neutral + strength * (claimed - neutral)
    if op == SCALE:
        return value * claimed_value(neutral, claimed, strength)
    return value + linear if op == SHIFT else linear


@step
def draw_inputs(plan: PlanArrays, key: int, common: FloatArray, work: FloatArray) -> None:
    """Draw every random input of one member into ``work``."""
    for f in range(plan.factor_chance.size):
        common[f] = normal(key, 0, streams.COMMON_FACTOR, plan.factor_chance[f])
    for r in range(plan.slot.size):
        z = normal(key, 0, streams.PARAMETER, plan.chance[r])
        if plan.factor[r] >= 0:
            z = shared_draw(common[plan.factor[r]], z, plan.loading[r])
        work[plan.slot[r]] = interp_z(plan.table[plan.row[r]], z)


@step
def draw_rivals(plan: PlanArrays, key: int, claim_first: int, work: FloatArray) -> None:
    """Decide every pair of claims that cannot both hold: the losing set is off; who is in several pairs must win all."""
    for q in range(plan.pair_chance.size):
        second = uniform(key, 0, streams.RIVALS, plan.pair_chance[q]) >= plan.pair_credence[q]
        for k in range(plan.pair_start[q], plan.pair_start[q + 1]):
            holds = (plan.pair_second[k] == 1) == second
            if not holds:
                work[claim_first + plan.pair_claim[k]] = 0.0


@step
def apply_effects(plan: PlanArrays, claim_first: int, start: int, end: int, work: FloatArray) -> None:
    """Apply the effects ``start`` to ``end`` of claims at their strength in this member, in file order."""
    for k in range(start, end):
        strength = work[claim_first + plan.effect_claim[k]]
        slot = plan.effect_slot[k]
        work[slot] = after_effect(work[slot], plan.effect_op[k], plan.effect_neutral[k], plan.effect_claimed[k], strength)


@step
def derive(plan: PlanArrays, work: FloatArray) -> None:
    """Fill the slots that follow from other drawn slots: products, and what losses left of a stock."""
    for k in range(plan.product_out.size):
        work[plan.product_out[k]] = work[plan.product_a[k]] * work[plan.product_b[k]]
    for k in range(plan.loss_out.size):
        start = work[plan.loss_out[k]]
        work[plan.loss_out[k]] = max(start - work[plan.loss_a[k]], LEAST_LEFT * start)


@kernel
def draw_members(first: int, seed: int | np.uint64, twin: bool, plan: PlanArrays, reports: ReportArrays, out: FloatArray) -> None:
    """Draw the members ``first`` ... into the rows of ``out`` (member, slot).

    ``plan`` and ``reports`` are the arrays of a ``DrawPlan``; with ``twin`` members 2k and 2k + 1 share parameters.
    """
    work = np.empty(plan.template.size)
    common = np.empty(plan.factor_chance.size)
    claim_first = reports.known[0]
    for i in range(out.shape[0]):
        member = first + i
        if twin:
            member = member // 2
        key = member_key(seed, member)
        for slot in range(plan.template.size):
            work[slot] = plan.template[slot]
        draw_inputs(plan, key, common, work)
        draw_rivals(plan, key, claim_first, work)
        apply_effects(plan, claim_first, 0, plan.early, work)
        derive(plan, work)
        observe_start(reports, work)
        apply_effects(plan, claim_first, plan.early, plan.effect_slot.size, work)
        for slot in range(plan.size):
            out[i, slot] = clip(work[slot], plan.low[slot], plan.high[slot])


def fill(plan: DrawPlan, params: Records, *, first: int, seed: int, twin: bool = False) -> None:
    """Draw the members numbered from ``first`` into PARAMS records.

    Parameters
    ----------
    params : (member,) PARAMS records of the plan's capacity; all are overwritten.
    seed : seed of the parameters; the courses may run on another one.
    twin : members 2k and 2k + 1 get equal parameters, so that their difference is luck alone.
    """
    out: FloatArray = params_matrix(params)
    draw_members(int(first), np.uint64(seed), bool(twin), plan.arrays, plan.reports, out)


def draw(plan: DrawPlan, n: int, *, first: int = 0, seed: int = 0, twin: bool = False) -> Records:
    """Return PARAMS records of ``n`` members numbered from ``first``: (member,)."""
    params = zeros("PARAMS", n, plan.capacity)
    fill(plan, params, first=first, seed=seed, twin=twin)
    return params
