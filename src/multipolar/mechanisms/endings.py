"""A war stops by defeat, agreement, exhaustion or not at all; the lines then tell what it was."""

from __future__ import annotations

from multipolar.codes import Ending, Paper, Stop, Truce, WarPhase
from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.lull import CALM_DAYS, FIRE_SPAN, LOW_STATE_SWITCH, LULL_DAYS
from multipolar.mechanisms.reports import weight_share_of
from multipolar.numerics.jit import law, step

DESTROYED_SHARE = 0.12
"""Share of its men at which a side is destroyed [share]. Grade J."""
DRIVEN_SHARE = 0.20
"""Share of the contested weight at which a side that lost enough is driven out [share]. Grade J."""
DRIVEN_LOSS = 0.30
"""Loss of contested weight without which nobody is driven out [share]. Grade J."""
LEAST_CHANGE = 0.10
"""Net change of contested weight that counts as a gain [share]. Grade J."""
HELD_DAYS = 30.0
"""Days after which a truce has held, and of quiet that ends a war on the forecast's last day [days]. Grade J: a month."""


@law
def stop(st: State, code: int, day: float, winner: int) -> None:
    """Stop the war of this member."""
    st.ending = code
    st.ending_day = day
    st.winner = winner


@law
def driven_out(own: float, lost: float) -> bool:
    """Return whether a side has been driven from the field: it holds a fifth at most and has lost three tenths.

    ``own``: share of the contested weight it holds; ``lost``: what it lost since the as-of date. A side that held little
    from the start is not beaten by losing a part of that. Source: outcome taxonomy (a), driven out of four fifths of the
    ground; the three tenths are judgement (a tenth called thin footholds knock-outs).
    """
    return own <= DRIVEN_SHARE and lost >= DRIVEN_LOSS


@law
def died_down(st: State, day: int) -> bool:
    """Tell whether a war looks over to whoever has to say so today: low for a month, or next to nobody dead in one of truce."""
    if st.war_phase == WarPhase.LOW:
        return day + 1.0 - st.phase_day >= HELD_DAYS
    return st.war_phase == WarPhase.TRUCE and st.calm_days >= HELD_DAYS


@law
def fire_is_out(st: State, day: int) -> bool:
    """Tell whether the last month saw no more than one death a day: a war that kills more has not faded."""
    return day + 1.0 - st.fire_until >= FIRE_SPAN


@law
def faded_on(assault: float, calm: float, fire: float) -> float:
    """Return the day on which a war that has faded ended [day]: after its last assault, or on the first calm day if earlier.

    But not before the fire was down to one death a day over a month: shelling without assaults is war as well.
    """
    return max(min(calm, assault + 1.0), fire)


@step
def endings_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Keep the books of the lines, then look whether a ceasefire has held or the war has died down.

    A war of low intensity ends when next to nobody has died for ninety days; on the last day of the forecast a month of low
    intensity is enough, as of a ceasefire: nobody can wait longer for an answer. Neither while the last month saw more than one
    death a day. It then ended the day after its last assault, as lists date the end of sustained combat (Sarkees and Wayman
    2010), or on the first of the calm days where that was earlier, but not before a month of such fire was over.
    Without such a state any three weeks without an assault end a war. A pause for the wounded is no end, however long it holds.
    """
    if st.ending != Stop.RUNNING:
        return
    share = weight_share_of(sc, st.share)
    st.net_gain += share - st.weight_now
    st.weight_now = share
    st.quiet_run = day - st.last_assault_day
    if st.rout_left[0] > 0.0 or st.rout_left[1] > 0.0:
        return
    if st.truce_left > 0.0 and st.truce_kind != Truce.PAUSE and day - st.truce_start >= HELD_DAYS:
        stop(st, Stop.TRUCE_HELD, st.truce_start, -1)
        st.paper = Paper.CEASEFIRE
        if st.truce_kind == Truce.FORCED:
            st.paper = Paper.FORCED
            for j in range(sc.n_powers):
                st.broker[j] = max(st.broker[j], st.forced_by[j])
        return
    if p.on[LOW_STATE_SWITCH] > 0.5:
        quiet = st.war_phase != WarPhase.ACTIVE and st.calm_days >= CALM_DAYS
        if (quiet or (day + 1 >= sc.horizon and died_down(st, day))) and fire_is_out(st, day):
            stop(st, Stop.PETERED_OUT, faded_on(st.last_assault_day, st.calm_start, st.fire_until), -1)
    elif st.truce_left <= 0.0 and st.quiet_run >= LULL_DAYS:
        stop(st, Stop.PETERED_OUT, st.last_assault_day + 1.0, -1)


@law
def label_of(code: int, winner: int, handed_over: float, changed_before: float, net_gain: float, line_known: int) -> int:
    """Return the ending label from the way it stopped and the lines after agreed withdrawals.

    ``handed_over``: contested weight that passes to A by agreement beyond what it holds (negative: to B) [share];
    ``changed_before``: share of weight that differs from the lines before the round; ``net_gain``: of A since the as-of
    date; ``line_known``: 0 when nobody says where the lines before the round ran, a return to them then cannot be told.
    Source: outcome taxonomy and day, step 16.
    """
    if code == Stop.HORIZON:
        return Ending.ONGOING
    if code <= Stop.DRIVEN_OUT:
        return Ending.KNOCKOUT_A if winner == 0 else Ending.KNOCKOUT_B
    if code == Stop.SETTLEMENT and handed_over >= LEAST_CHANGE:
        return Ending.KNOCKOUT_A
    if code == Stop.SETTLEMENT and handed_over <= -LEAST_CHANGE:
        return Ending.KNOCKOUT_B
    if line_known > 0 and changed_before <= LEAST_CHANGE:
        return Ending.STATUS_QUO
    if net_gain >= LEAST_CHANGE:
        return Ending.GAINS_A
    return Ending.GAINS_B if net_gain <= -LEAST_CHANGE else Ending.FROZEN


MECHANISM = Mechanism(
    name="endings",
    summary="A war stops by defeat, agreement, exhaustion or not at all; the lines then tell what it was.",
    steps={"endings": endings_step},
    fields=(
        *table(
            "STATE",
            """
            paper | | i4 | code | what the end stands on: code of Paper: 0 nothing signed, 1 settlement and so on
            quiet_run | | f8 | days | days in a row without an assault and without a chosen axis
            net_gain | | f8 | share | net gain of A in contested weight since the as-of date
            weight_now | | f8 | share | share of the contested weight that A holds
            """,
        ),
    ),
    not_foreseen="the outlook says what the war would bring if it went on, not that it ends",
)
