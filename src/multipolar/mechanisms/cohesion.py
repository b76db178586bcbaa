"""Now and then a whole side goes: will, ground lost and broken fronts tell when."""

from __future__ import annotations

from multipolar.codes import Stop
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import lanes, law, step
from multipolar.numerics.random import uniform

SIDE_COLLAPSE_SWITCH = 10
"""Place in PARAMS ``on``."""
COLLAPSE = 32
"""Random stream."""


@law
def collapse_rate(base: float, will: float, value_lost: float, breaks: float) -> float:
    """Return the hazard that a whole side collapses [1/day].

    h exp(5 (0.65 - will) + 1.5 min(1, value share lost / 0.15) + 0.9 min(3, breaks in five days)). Source: day, step 9; breaks
    are counted in tenths of the front (``front_tenths``).
    """
    return base * exp(5.0 * (0.65 - will) + 1.5 * min(1.0, max(value_lost, 0.0) / 0.15) + 0.9 * min(3.0, breaks))


@step
def cohesion_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Draw whether a whole side collapses today; not while a truce holds."""
    if p.on[SIDE_COLLAPSE_SWITCH] < 0.5 or st.truce_left > 0.0:
        return
    for b in range(2):
        lost = st.value_share - st.start_share if b == 1 else st.start_share - st.value_share
        rate = collapse_rate(p.side_collapse, st.resolve[b], lost, st.breaks[b])
        if st.ending == Stop.RUNNING and uniform(key, day, COLLAPSE, b) < 1.0 - exp(-rate):
            st.ending = Stop.COLLAPSE
            st.ending_day = day
            st.winner = 1 - b


@lanes
def project_collapse(p: Params, st: State, b: int, w: OutlookState, n: int) -> None:
    """Add the chance that side ``b`` collapses within one stride: of its will, the ground it lost and its broken front."""
    if p.on[SIDE_COLLAPSE_SWITCH] < 0.5:
        return
    behind = st.start_share - st.public_share if b == 0 else st.public_share - st.start_share
    hazard = p.side_collapse
    for i in range(n):
        lost = behind + w.taken[1 - b, i] - w.taken[b, i]
        rate = collapse_rate(hazard, w.will[b, i], lost, w.breaks[b, i])
        w.collapse[b, i] += (1.0 - w.collapse[b, i]) * (1.0 - exp(-rate * OUTLOOK_STEP_DAYS))


MECHANISM = Mechanism(
    name="cohesion",
    summary="Now and then a whole side goes: will, ground lost and broken fronts tell when.",
    switches={"side_collapse": SIDE_COLLAPSE_SWITCH},
    steps={"cohesion": cohesion_step},
    fields=table(
        "PARAMS",
        """
        side_collapse | | f8 | 1/day | P66 base hazard of a whole side collapsing
        """,
    ),
    priors=(Prior("side_collapse", "P66", "LogN(0.0005, 0.5)", "J", "day, step 9; rate picked on seven wars"),),
    streams={"collapse": COLLAPSE},
    outlook=project_collapse,
)
