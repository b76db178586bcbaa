"""An opener that has what it wanted may find holding it too dear and withdraw; one that was thrown back seldom tries again."""

from __future__ import annotations

from multipolar.codes import Stop
from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.bargain import empty_handed
from multipolar.diplomacy.beliefs import cost_of, own_view
from multipolar.diplomacy.pressure import price_now
from multipolar.mechanisms.effort import satisfied
from multipolar.mechanisms.endings import LEAST_CHANGE, stop
from multipolar.mechanisms.ground import HELD, held
from multipolar.mechanisms.reports import own_share_of, weight_changed, weight_share_of
from multipolar.mechanisms.rout import in_rout
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

WITHDRAWAL = 77
"""Random stream."""

WITHDRAW_RATE = 0.04
"""Rate at which an opener withdraws once holding on is worth less to it [1/day]. Grade J: within a month."""
BACK_DAYS = 7.0
"""Days in a row at the lines before after which an opener counts as thrown back [days]. Grade J: a week."""
EVICTED_RISE = 0.1
"""Rise of the attack threshold of an opener that was thrown back [probability]. Grade J."""


@law
def holding_worth(gained: float, cost: float, price: float, legality: float, punishment: float) -> float:
    """Return U(hold) - U(withdraw) of an opener [utility]: gained - cost - price - legality + what a leader pays for coming back.

    ``gained``: its share beyond the lines before; ``cost``: of fighting on over its horizon; ``price``: of going on against
    those who want an end; ``legality``: of standing on the enemy's recognised soil.
    """
    return gained - cost - price - legality + punishment


@law
def on_soil(sc: Scenario, st: State, b: int) -> bool:
    """Tell whether side ``b`` holds recognised soil of its enemy that it did not hold before the round."""
    for s in range(sc.n_sectors):
        before = sc.line_before[s] if b == 0 else 1.0 - sc.line_before[s]
        if sc.soil[s] == 1 - b and held(st, b, s) > HELD and before <= HELD:
            return True
    return False


@law
def gain_on(sc: Scenario, st: State, b: int) -> float:
    """Return the contested weight that side ``b`` holds beyond the lines before the round [share], negative when it lost."""
    gain = weight_share_of(sc, st.share) - weight_share_of(sc, sc.line_before)
    return gain if b == 0 else -gain


@law
def worth_now(sc: Scenario, p: Params, st: State, b: int) -> float:
    """Return U(hold) - U(withdraw) of side ``b`` today [utility]."""
    before = own_view(own_share_of(sc, p, b, sc.line_before), b)
    legality = p.legitimacy_cost if on_soil(sc, st, b) else 0.0
    punishment = empty_handed(p.leader_punishment[b], before, before)
    gained = own_view(st.own_share[b], b) - before
    return holding_worth(gained, cost_of(p, st, b), price_now(p, st), legality, punishment)


@step
def watch_eviction(sc: Scenario, st: State, b: int) -> None:
    """See whether opener ``b`` has been thrown back to the lines before for a week; a new assault of its own ends that."""
    for s in range(sc.n_sectors):
        if st.phase[b, s] > 0:
            st.evicted[b] = 0
    if gain_on(sc, st, b) > LEAST_CHANGE:
        st.went_out = 1
    back = st.went_out > 0 and weight_changed(sc, st.share, sc.line_before) <= LEAST_CHANGE
    st.back_days = st.back_days + 1.0 if back else 0.0
    if st.back_days >= BACK_DAYS:
        st.went_out = 0
        st.evicted[b] = 1
        st.threshold[b] += EVICTED_RISE


@step
def withdrawal_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let a satisfied opener weigh holding on against withdrawal, and a thrown-back one give up; no paper is signed."""
    if st.ending != Stop.RUNNING or in_rout(st) or sc.line_known == 0:
        return
    b = sc.opener
    watch_eviction(sc, st, b)
    if not satisfied(p, st, b) or worth_now(sc, p, st, b) >= 0.0:
        return
    if uniform(key, day, WITHDRAWAL, 0) < 1.0 - exp(-WITHDRAW_RATE):
        for s in range(sc.n_sectors):
            st.handed[s] = sc.line_before[s]
        stop(st, Stop.WITHDRAWN, day, -1)


MECHANISM = Mechanism(
    name="withdrawal",
    summary="An opener may find holding what it took too dear and withdraw; one that was thrown back seldom tries again.",
    steps={"withdrawal": withdrawal_step},
    fields=(
        *table(
            "STATE",
            """
            went_out | | i4 | 1 | 1 when the opener has gained a tenth of the contested weight and was not thrown back since
            back_days | | f8 | days | days in a row at the lines before after such a gain
            """,
        ),
    ),
    streams={"withdrawal": WITHDRAWAL},
    not_foreseen="the outlook says what the war would bring if it went on, not that a side withdraws",
)
