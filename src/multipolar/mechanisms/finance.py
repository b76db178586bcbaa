"""War costs money every day; strain shows in will, in the readiness to pay and in a sponsor's currency."""

from __future__ import annotations

from multipolar.codes import Level
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import lanes, law, step

FINANCE_SWITCH = 13
"""Place in PARAMS ``on``."""


@law
def strain_of(cost: float, reserves: float, credit: float) -> float:
    """Return financial strain [share]: 1 - exp(-cumulative cost / (liquid reserves + credit)), all in M USD. Subject 9."""
    means = (reserves + credit) * 1000.0
    if means <= 0.0:
        return 0.0
    return 1.0 - exp(-cost / means)


@law
def theatres_of(sc: Scenario, st: State, j: int) -> float:
    """Return in how many theatres power ``j`` arms or fights [1]: here, and where it stands behind a side elsewhere."""
    n = 1.0 if st.level[j] >= Level.ARMED else 0.0
    for z in range(sc.n_links):
        if sc.link_a[z] == j or sc.link_b[z] == j:
            n += 1.0
    return n


@law
def drained_next(drained: float, monthly: float, theatres: float) -> float:
    """Return the share of a power's reserves that is gone a day later [share]: each theatre eats up a part of what is left."""
    return drained + (1.0 - drained) * min(1.0, monthly * theatres / 30.0)


@step
def finance_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Pay for the day: belligerents fully, powers while they stand behind a side."""
    if p.on[FINANCE_SWITCH] < 0.5:
        return
    for x in range(2 + sc.n_powers):
        paying = 1.0
        if x >= 2:
            paying = 1.0 if st.level[x - 2] >= Level.ARMED else 0.0
        if st.truce_left > 0.0:
            paying *= 0.5
        st.cost[x] += paying * p.war_cost[x]
        gone = 0.0
        if x >= 2:
            st.drained[x - 2] = drained_next(st.drained[x - 2], p.reserves_drain[x - 2], theatres_of(sc, st, x - 2))
            gone = st.drained[x - 2] * p.reserves_money[x] * 1000.0
        st.strain[x] = p.strain_scale * strain_of(st.cost[x] + gone, p.reserves_money[x], p.credit[x])
    for b in range(2):
        st.strain[b] = min(1.0, max(0.0, st.strain[b] + p.strain_scale * st.strain_ext[b]))


@lanes
def project_finance(p: Params, b: int, w: OutlookState, n: int) -> None:
    """Let side ``b`` pay for one stride of war, and add the strain of it."""
    if p.on[FINANCE_SWITCH] < 0.5:
        return
    before = strain_of(w.cost[b], p.reserves_money[b], p.credit[b])
    w.cost[b] += OUTLOOK_STEP_DAYS * p.war_cost[b]
    more = p.strain_scale * (strain_of(w.cost[b], p.reserves_money[b], p.credit[b]) - before)
    for i in range(n):
        w.strain[b, i] += more


MECHANISM = Mechanism(
    name="finance",
    summary="War costs money every day; strain shows in will, in the readiness to pay and in a sponsor's currency.",
    switches={"finance": FINANCE_SWITCH},
    steps={"finance": finance_step},
    fields=(
        *table(
            "PARAMS",
            """
            strain_scale | | f8 | 1 | financial strain: 1 as computed, 0 none
            """,
        ),
        *table(
            "STATE",
            """
            strain | x | f8 | share | financial strain
            drained | p | f8 | share | share of the power's reserves that its theatres have eaten up
            """,
        ),
    ),
    priors=(Prior("strain_scale", "P30b", "1", "J", "as computed"),),
    outlook=project_finance,
)
