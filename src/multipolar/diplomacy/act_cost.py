"""What an outside power pays for what it does [utility]: once when an act begins, or by the week while it goes on."""

from __future__ import annotations

from multipolar.codes import Verb
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.numerics.jit import law

COST_SHARE = 0.5
"""Share of an option's stated cost that counts against its gain [1]. Grade J."""
STRAIN_DEAR = 2.0
"""By how much full financial strain makes every option dearer [1]. Grade J. Claim C20."""
WEEKLY_DAYS = 21.0
"""Days to which the cost of an option that is paid weekly refers [days]. Grade J."""


@law
def strained(strain: float) -> float:
    """Return how much dearer financial strain [share] makes whatever a power does [1]."""
    return 1.0 + STRAIN_DEAR * strain


@law
def is_offer(verb: int) -> bool:
    """Return whether an act only offers what a settlement or a truce would bring: it costs nothing until there is one."""
    troops = verb == Verb.PEACEKEEPERS or verb == Verb.JOINT_PATROLS
    return troops or verb == Verb.GUARANTEE or verb == Verb.MONITORING


@law
def horizon_of(foresight: float) -> float:
    """Return over how many days a power counts what it pays by the week [days]: as far as it looks ahead, a week at least."""
    return max(foresight, 7.0)


@law
def cost_lived(total: float, weekly: float, foresight: float, days: float) -> float:
    """Return what acts have cost a power in a course, on the scale on which it chose them [utility].

    What was paid once counts in full. What was paid by the week counts as it does in ``cost_over``, over the days that the power
    looks ahead: its mean rate over the course times these days; no more than it paid. Issues are valued as they stand at one
    time, so that costs of a longer time would outweigh them the more the longer a war lasts, as they never do in a choice.
    """
    horizon = horizon_of(foresight)
    return total - weekly + weekly * min(1.0, horizon / max(days, 1.0))


@law
def cost_over(sc: Scenario, p: Params, st: State, j: int, o: int, n: int) -> float:
    """Return the cost of an option over the power's horizon [utility]; weekly ones mount up, strain makes all dearer."""
    cost = p.option_cost[j, o]
    if sc.opt_weekly[n] > 0:
        cost *= horizon_of(p.foresight[j]) / WEEKLY_DAYS
    return cost * strained(st.strain[2 + j])


@law
def cost_today(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, day: int) -> float:
    """Return what an option in effect costs its power today [utility]: a day's part of a weekly one, others on their first day.

    The same stated cost as in ``cost_over``, as it really falls due; offers for the time after the war cost nothing in it.
    """
    if is_offer(sc.opt_verb[n]):
        return 0.0
    if sc.opt_weekly[n] > 0:
        cost = p.option_cost[j, o] / WEEKLY_DAYS
    else:
        cost = p.option_cost[j, o] if st.since[j, o] == day else 0.0
    return cost * strained(st.strain[2 + j])
