"""A power draws among its options in proportion to weight and a factor that rises with expected utility: quantal response."""

from __future__ import annotations

import numpy as np

from multipolar.declare.part import LARGE
from multipolar.declare.record_types import DecisionRecord, Params, Scenario, State
from multipolar.diplomacy.act_cost import COST_SHARE, cost_over
from multipolar.diplomacy.decide.weights import candidate_weight, is_available, is_promised
from multipolar.diplomacy.outlook.amounts import lane_parts
from multipolar.diplomacy.outlook.state import DEATHS, GONE, LANES, OUTLOOK_STEPS, OUTPUTS, SHARE
from multipolar.diplomacy.outlook.value import option_gain
from multipolar.diplomacy.preferences import issues_of
from multipolar.diplomacy.red_lines import DECISION_DAYS
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.numerics.elementary import log, logistic
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import pair_index, uniform

POWER_CHOICE = 50
"""Random stream."""
TILT_MOST = 4.0
"""Most by which a preference multiplies a base rate [1]. Grade J."""
OFF_DAY = 0.5
"""Pace of decisions on a day that an event brings about [1]. Grade J."""


@law
def net_worth(gain: float, cost: float, scale: float) -> float:
    """Return what an option is worth to a power [steps of the choice scale]: (gain - cost / 2) / scale.

    Gain and cost are utility, the same for all powers and wars: what a power does not care about stays small. Subject 11.
    """
    return (gain - COST_SHARE * cost) / max(scale, 1e-9)


@law
def tilt(precision: float, worth: float) -> float:
    """Return the factor by which expected utility tilts a base rate [1]: 4 logistic(lambda worth - ln 3).

    1 where an act is worth just its cost, so base rates hold there; steps never better than keeping still vanish, the best
    come four times as often. Bounded on purpose: a plain exponential lets a handful of members carry every base rate.
    Source of the form: quantal response between acting and not (McKelvey and Palfrey 1995), subject 19.
    """
    return TILT_MOST * logistic(precision * worth - log(TILT_MOST - 1.0))


@law
def horizon_stride(days: float) -> int:
    """Return the index of the stride in which a horizon of ``days`` ends."""
    return int(min(max(days / OUTLOOK_STEP_DAYS + 0.5, 1.0), float(OUTLOOK_STEPS))) - 1


DECISION = np.dtype(
    (
        np.record,
        [
            ("weight", "f8", (LARGE.p, LARGE.o)),
            ("parts", "f8", (LARGE.p, LARGE.o, LANES)),
            ("last", "i8", (LARGE.p,)),
            ("required", "i8", (LANES,)),
            ("out", "f8", (LANES, OUTLOOK_STEPS, OUTPUTS)),
            ("baseline_issues", "f8", (7,)),
            ("x", "f8", (7,)),
        ],
    )
)
"""What lies before the powers while they decide: base weight and lane steps of each option, the last option to which a
power's draw could fall, the lanes of the outlook that are wanted, the outlook; ``baseline_issues`` and ``x`` are issues."""


@law
def can_be_drawn(u: float, weight: float) -> bool:
    """Return whether a draw ``u`` [0-1] can fall to an option of base ``weight``, whatever its worth: tilts are bounded.

    An option is picked when u times all weights so far, its own and the 1 of keeping still among them, lies below its own.
    That share of its own grows with the tilt, which is at most four.
    """
    most = TILT_MOST * weight
    return u * (1.0 + most) < most * (1.0 + 1e-9)


@step
def compute_base_weights(sc: Scenario, p: Params, st: State, decision: DecisionRecord, key: int, day: int) -> int:
    """Fill the base weights of all options and mark what must be looked into; return how many strides, 0 for nothing.

    Utility, and whether an option is open, are worked out only where they can matter: up to the last option to which a
    power's draw could fall.
    """
    pace = 1.0 if day % DECISION_DAYS == 0 else OFF_DAY
    longest = 0
    for lane in range(LANES):
        decision.required[lane] = 0
    for j in range(sc.n_powers):
        decision.last[j] = -1
        if p.awake[j] < 0.5:
            continue
        for o in range(sc.n_options[j]):
            stopping = st.until[j, o] > day
            weight = candidate_weight(sc, p, st, j, o, sc.option[j, o], stopping, day) * pace
            decision.weight[j, o] = weight
            if weight > 0.0 and can_be_drawn(uniform(key, day, POWER_CHOICE, pair_index(j, o)), weight):
                if stopping or is_available(sc, p, st, j, sc.option[j, o], day):
                    decision.last[j] = o
        for o in range(decision.last[j]):
            if st.until[j, o] <= day and not is_available(sc, p, st, j, sc.option[j, o], day):
                decision.weight[j, o] = 0.0
        if decision.last[j] >= 0:
            k = horizon_stride(p.foresight[j])
            longest = max(longest, k + 1)
            mark_required(sc, p, st, j, decision.last[j], k, decision)
    return longest


@step
def mark_required(sc: Scenario, p: Params, st: State, j: int, last: int, k: int, decision: DecisionRecord) -> None:
    """Fill the lane steps of the first options of power ``j`` up to ``last`` and mark the lanes they move."""
    for o in range(last + 1):
        if decision.weight[j, o] > 0.0:
            parts = decision.parts[j, o]
            lane_parts(sc, p, st, j, sc.option[j, o], (k + 1.0) * OUTLOOK_STEP_DAYS, parts)
            for lane in range(1, LANES):
                if parts[lane] != 0.0:
                    decision.required[lane] = 1


@step
def draw_option(sc: Scenario, p: Params, st: State, j: int, decision: DecisionRecord, key: int, day: int) -> int:
    """Return the option that power ``j`` takes up or drops, -1 if it keeps all as it is.

    The chance is in proportion to weight x tilt; keeping all as it is weighs 1.
    """
    k = horizon_stride(p.foresight[j])
    out = decision.out
    issues_of(sc, p, st, j, out[0, k, SHARE], out[0, k, GONE], out[0, k, DEATHS], day, decision.baseline_issues)
    precision = p.choice_precision * p.precision_factor[j]
    picked = -1
    total = 1.0
    for o in range(decision.last[j] + 1):
        if decision.weight[j, o] <= 0.0:
            continue
        n = sc.option[j, o]
        stopping = st.until[j, o] > day
        gain = option_gain(sc, p, st, j, n, stopping, k, out, decision.baseline_issues, decision.x, decision.parts[j, o])
        cost = cost_over(sc, p, st, j, o, n)
        factor = tilt(precision, net_worth(gain, -cost if stopping else cost, p.choice_scale))
        if not stopping and is_promised(sc, p, st, j, n):
            factor = max(factor, 1.0)
        weight = decision.weight[j, o] * factor
        total += weight
        if uniform(key, day, POWER_CHOICE, pair_index(j, o)) * total < weight:
            picked = o
    return picked
