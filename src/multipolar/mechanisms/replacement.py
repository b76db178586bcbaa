"""Men join from a pool that the population can give, as fast as men are missing; industry makes and repairs arms."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.numerics.jit import lanes, law, step

REPLACEMENT_SWITCH = 36
"""Place in PARAMS ``on``."""

WANTED = 1.1
"""Strength that a side seeks to keep up, over that of the start [ratio]. Grade J."""
REFILL_RATE = 0.012
"""Share of the men it lacks that joins in a day [1/day]. Grade J: a gap closes in twelve weeks."""
INDUSTRY_RATE = 0.02
"""Share of its first arms that a very large industry makes or repairs in a month [1/month]. Grade J."""
INDUSTRY_HALF = 0.002
"""Share of world capability whose industry does half of that [share]. Grade J."""
MOST_ARMS = 1.2
"""Share of its first arms beyond which powers do not see a side grow [share]. Grade J."""
MONTH = 30.0
"""Days of a month [days]. Grade M: by convention."""


@law
def pool_left(share: float, population: float, will: float, drawn: float) -> float:
    """Return the men who can still be mobilised [persons]: share of the population that will allows, less those ``drawn``."""
    return max(share * population * will - drawn, 0.0)


@law
def joining(flow: float, start: float, men: float, left: float) -> float:
    """Return the men who join in a day [persons/day]: max(flow, 0.012 (1.1 N0 - N)), never more than the pool has ``left``.

    ``flow``: what the file states or the reserve system mobilises; ``start``: N0, ``men``: N.
    """
    return min(max(flow, REFILL_RATE * (WANTED * start - men)), left)


@law
def industry(capability: float) -> float:
    """Return the arms that industry makes and repairs in a day [1/day]: 0.02 c / (c + 0.002) of the first ones a month.

    ``capability``: c, share of world capability. What powers deliver comes on top.
    """
    c = max(capability, 0.0)
    return INDUSTRY_RATE / MONTH * c / (c + INDUSTRY_HALF)


@step
def replacement_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let the industry of each side make and repair arms of each kind; men join with the reserves (`reserves.py`)."""
    if p.on[REPLACEMENT_SWITCH] < 0.5:
        return
    for b in range(2):
        rate = industry(p.capability[b])
        for k in range(5):
            st.equip[b, k] += rate * st.equip_start[b, k]


@lanes
def project_replacement(sc: Scenario, p: Params, st: State, w: OutlookState, n: int, ahead: float) -> None:
    """Let the industry of both sides make and repair arms over one stride."""
    if p.on[REPLACEMENT_SWITCH] < 0.5:
        return
    for b in range(2):
        w.equipment[b] = min(MOST_ARMS, w.equipment[b] + OUTLOOK_STEP_DAYS * industry(p.capability[b]))


MECHANISM = Mechanism(
    name="replacement",
    summary="Men join from a pool that the population can give, as fast as men are missing; industry makes and repairs arms.",
    switches={"replacement": REPLACEMENT_SWITCH},
    steps={"replacement": replacement_step},
    fields=(
        *table(
            "PARAMS",
            """
            manpower | | f8 | share | P98 share of a population that can be mobilised at full will
            """,
        ),
        *table(
            "STATE",
            """
            mobilised | b | f8 | persons | men drawn from the pool since the start
            """,
        ),
    ),
    priors=(Prior("manpower", "P98", "LogN(0.02, 0.5)", "J", "two per cent served in long wars between middle-sized states"),),
    outlook=project_replacement,
)
