"""A beaten army does not end its war that day: for ten days the victor overruns, and something may be signed."""

from __future__ import annotations

from multipolar.codes import Stop
from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.control import take_ground
from multipolar.mechanisms.effort import axis_stake, disputed_value, on_lifeline, satisfied, value_behind, worth_the_step
from multipolar.mechanisms.endings import DESTROYED_SHARE, driven_out, stop
from multipolar.mechanisms.ground import held, luck_of, men_total, open_to
from multipolar.mechanisms.reports import own_value, weight_share_of
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

ROUT_OFFER_SWITCH = 33
"""Place in PARAMS ``on``."""
ROUT_LEFT = 33
"""Random stream."""

STAGE_DAYS = 10.0
"""Days from a defeat to the end of the war if nothing is signed [days]. Grade J: a campaign's pursuit."""
OVERRUN = 0.05
"""Share of what is left to take that the victor overruns in a day [share/day]. Grade J."""
REFORM = 0.05
"""Chance a day that a beaten army with fresh help from outside forms again behind a line [1/day]. Grade J."""
REFORM_RESERVE = 0.15
"""Reserve, as a share of the men of the start, without which no army forms again [share]. Grade J."""


@law
def overrun_share(days: float) -> float:
    """Return the share of what is left to take that is overrun within so many days [share]: 1 - 0.95^t."""
    return 1.0 - exp(max(days, 0.0) * log(1.0 - OVERRUN))


@law
def in_rout(st: State) -> bool:
    """Tell whether one side is beaten and its war not over yet."""
    return st.rout_left[0] > 0.0 or st.rout_left[1] > 0.0


@law
def may_overrun(sc: Scenario, p: Params, st: State, v: int, s: int, total: float) -> bool:
    """Tell whether victor ``v`` may take sector ``s``: disputed, open to it, and worth its red lines and laws.

    ``total``: value of all that is fought over. A step that a certain win would not repay is left undone.
    """
    if sc.contested[s] == 0 or not open_to(sc, st, v, s):
        return False
    stake = axis_stake(p.value[s], value_behind(sc, p, st, v, s), on_lifeline(sc, v, s))
    return st.step_cost[v, s] <= 0.0 or worth_the_step(1.0, stake, total, st.step_cost[v, s])


@law
def left_to_take(sc: Scenario, p: Params, st: State, v: int, b: int) -> float:
    """Return the share of all that is worth anything to side ``b`` that victor ``v`` does not hold and may take [share]."""
    total = disputed_value(sc, p)
    worth = 1e-12
    found = 0.0
    for s in range(sc.n_sectors):
        worth += own_value(p, b, s) * float(sc.contested[s])
        if may_overrun(sc, p, st, v, s, total):
            found += own_value(p, b, s) * held(st, 1 - v, s)
    return found / worth


@step
def beat(sc: Scenario, p: Params, st: State, b: int, cause: int, day: int) -> None:
    """Let side ``b`` be beaten by collapse, destruction or eviction: its war ends, or the last stage of it opens."""
    if p.on[ROUT_OFFER_SWITCH] < 0.5:
        stop(st, cause, day, 1 - b)
        return
    if in_rout(st):
        return
    st.rout_left[b] = STAGE_DAYS
    st.rout_cause[b] = cause
    for j in range(sc.n_powers):
        st.rout_levels[j] = st.level[j]


@step
def overrun(sc: Scenario, p: Params, st: State, b: int, key: int, day: int) -> None:
    """Let the victor over side ``b`` take a twentieth of what is left to take, where the sides face each other."""
    v = 1 - b
    total = disputed_value(sc, p)
    wanted, near = 0.0, 0.0
    for s in range(sc.n_sectors):
        if may_overrun(sc, p, st, v, s, total):
            worth = p.value[s] * held(st, b, s)
            wanted += OVERRUN * worth
            if st.contact[b, s] > 0 or st.contact[v, s] > 0:
                near += worth
    if near <= 0.0:
        return
    part = min(1.0, wanted / near)
    for s in range(sc.n_sectors):
        if (st.contact[b, s] > 0 or st.contact[v, s] > 0) and held(st, b, s) > 0.0 and may_overrun(sc, p, st, v, s, total):
            take_ground(sc, p, st, v, s, part * held(st, b, s), key, day)


@law
def helped_since(sc: Scenario, st: State) -> bool:
    """Tell whether an outside power has risen a level since the stage opened."""
    for j in range(sc.n_powers):
        if st.level[j] > st.rout_levels[j]:
            return True
    return False


@step
def rout_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Overrun a beaten side, or let it form again behind a line when help has come and a reserve is left."""
    for b in range(2):
        if st.rout_left[b] <= 0.0:
            continue
        left = st.reserve[b] > REFORM_RESERVE * st.men_start[b]
        if left and helped_since(sc, st) and uniform(key, day, ROUT_LEFT, luck_of(sc, b)) < REFORM:
            st.rout_left[b] = 0.0
        elif not satisfied(p, st, 1 - b) and st.truce_left <= 0.0:
            overrun(sc, p, st, b, key, day)


@step
def defeats_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Find the side that is destroyed or driven out today."""
    if st.ending != Stop.RUNNING:
        return
    share = weight_share_of(sc, st.share)
    gain = st.net_gain + share - st.weight_now
    for b in range(2):
        if st.ending != Stop.RUNNING:
            return
        if men_total(sc, st, b) < DESTROYED_SHARE * st.men_start[b]:
            beat(sc, p, st, b, Stop.DESTROYED, day)
        elif driven_out(share if b == 0 else 1.0 - share, -gain if b == 0 else gain):
            beat(sc, p, st, b, Stop.DRIVEN_OUT, day)


MECHANISM = Mechanism(
    name="rout",
    summary="A beaten army does not end its war that day: for ten days the victor overruns, and something may be signed.",
    switches={"rout_offer": ROUT_OFFER_SWITCH},
    steps={"rout": rout_step, "defeats": defeats_step},
    fields=(
        *table(
            "STATE",
            """
            rout_left | b | f8 | days | days left of the stage that opened when the side was beaten, 0 none
            rout_cause | b | i4 | code | how the side was beaten: 1 collapse, 2 destroyed, 3 driven out
            rout_levels | p | i4 | level | level of each power when that stage opened
            """,
        ),
    ),
    streams={"rout_left": ROUT_LEFT},
    not_foreseen="the outlook counts a collapse as the loss of everything",
)
