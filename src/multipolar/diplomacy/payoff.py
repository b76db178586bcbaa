"""What a course was worth to an outside power once it is over: the issues as they came to stand, friends, and what it paid."""

from __future__ import annotations

from multipolar.codes import Issue
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.act_cost import COST_SHARE, cost_lived
from multipolar.diplomacy.outlook.value import TIES_WEIGHT, friend_worth, largest_capability
from multipolar.diplomacy.preferences import BROKER_ROLE, issues_of, utility_of
from multipolar.mechanisms.displacement import displacement_shares
from multipolar.mechanisms.reports import value_share_of
from multipolar.numerics.arrays import FloatRow
from multipolar.numerics.jit import law, step


@law
def friends_won(sc: Scenario, p: Params, st: State, j: int) -> float:
    """Return what the course did to the friendships of power ``j`` [utility]: 0.1 sum of change of tie x worth of the actor."""
    most = largest_capability(sc, p)
    total = 0.0
    for x in range(2 + sc.n_powers):
        if x != 2 + j and (x < 2 or p.awake[x - 2] > 0.5):
            total += (st.tie[2 + j, x] - p.tie[2 + j, x]) * friend_worth(p, x, most)
    return TIES_WEIGHT * total


@step
def payoff(sc: Scenario, p: Params, st: State, j: int, handed: bool, x: FloatRow) -> float:
    """Return what a finished course is worth to power ``j`` [utility], with ``x`` (issue,) as working space.

    The same utility by which the power chose, of what came and not of what was expected: seven issues with its own positions
    and saliences, ground as handed over where ``handed``, its role as broker where it brokered the end; what friends it won
    or lost; less half the cost of the acts that it really took, those paid by the week over the days that it looks ahead, as in
    its choices. Absolute: the same unit for all powers and wars.
    """
    share = value_share_of(sc, p, st.handed if handed else st.share)
    gone = displacement_shares(sc, p, st)[1]
    issues_of(sc, p, st, j, share, gone, st.dead[0] + st.dead[1], int(st.day_now), x)
    if st.broker[j] > 0:
        x[Issue.OWN_INFLUENCE] = max(x[Issue.OWN_INFLUENCE], BROKER_ROLE)
    paid = cost_lived(st.act_cost[j], st.weekly_cost[j], p.foresight[j], st.day_now)
    return utility_of(p, j, x) + friends_won(sc, p, st, j) - COST_SHARE * paid
