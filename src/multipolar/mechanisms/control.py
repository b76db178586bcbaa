"""Ground changes hands by share; the key place falls at its depth; lines are dug where it stays quiet."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.exposure import attackers_on, contained, reserve_at
from multipolar.mechanisms.ground import CLEARED, HELD, INSIDE, held, holder_of, luck_of
from multipolar.mechanisms.moves import withdraw
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import normal

ADVANCE_SWITCH = 27
"""Place in PARAMS ``on``."""
REPORT_LAG = 40
"""Random stream."""

BELT = 0.125
"""Share of a sector that the first defence belt covers [share]. Grade J."""
BEHIND_BELT = 0.25
"""Share lost beyond which nothing is prepared [share]. Grade J."""
PURSUIT_SHARE = 0.10
"""Share of a sector that a pursuit takes in a day [share/day]. Grade J."""
MET = 2.0
"""Days of pursuit left at which local reserves meet it [days]: from the second day on. Grade J."""
DIG_DAYS = 7.0
"""Quiet days after which a line is dug, up to level 2 [days]. Grade J."""


@law
def move_share(st: State, b: int, s: int, change: float) -> None:
    """Move ``change`` of sector ``s`` to side ``b`` (negative: away from it), within [0, 1]."""
    signed = change if b == 0 else -change
    st.share[s] = min(max(st.share[s] + signed, 0.0), 1.0)


@step
def take_ground(sc: Scenario, p: Params, st: State, b: int, s: int, gain: float, key: int, day: int) -> None:
    """Give side ``b`` ``gain`` of a sector; note the fall of the key place and clear what is left of the enemy."""
    move_share(st, b, s, gain)
    if held(st, b, s) >= CLEARED:
        st.share[s] = 1.0 if b == 0 else 0.0
    if st.place[s] != b and held(st, b, s) >= p.place_depth[s]:
        capture_place(sc, p, st, b, s, key, day)
    if held(st, b, s) >= 1.0:
        withdraw_side(sc, st, 1 - b, s)


@step
def capture_place(sc: Scenario, p: Params, st: State, b: int, s: int, key: int, day: int) -> None:
    """Let the key place of ``s`` fall to side ``b``: a new line starts here, neighbours' flanks open, news travels late."""
    st.place[s] = b
    st.fell_day[s] = day
    st.concede_day[s] = day + p.concede_lag * exp(0.9 * normal(key, day, REPORT_LAG, s))
    st.defence_line[s] = st.share[s]
    st.preparation_left[s] = 0.0
    st.mediation_due = 1
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        st.neighbour_fell[1 - b, sc.adj_node[k]] = day


@law
def withdraw_side(sc: Scenario, st: State, b: int, s: int) -> None:
    """Take side ``b`` out of a sector it has lost: to a neighbour, else into captivity."""
    if st.men[b, s] > 0.0 and not withdraw(sc, st, b, s, 1.0):
        st.permanent_losses[b] += st.men[b, s]
        st.men[b, s] = 0.0


@law
def give_ground(sc: Scenario, st: State, b: int, s: int, most: float) -> None:
    """Let the defender's counter-stroke take back up to ``most`` of what side ``b`` has gained beyond its line."""
    line = st.defence_line[s] if b == 0 else 1.0 - st.defence_line[s]
    gained = held(st, b, s) - line
    if gained > most:
        move_share(st, b, s, -most)
    elif gained > 0.0:
        # The line itself, not the share less the gain: rounding must not leave a side on one or the other of it.
        st.share[s] = st.defence_line[s]


@law
def level_left(level: float, lost: float) -> float:
    """Return the preparation left once ``lost`` of the sector beyond the line is gone [level]. Source: day, step 8."""
    if lost < BELT:
        return level
    return min(level, 1.0) if lost < BEHIND_BELT else 0.0


@step
def control_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Wear preparation where ground was lost, dig where it is quiet, and mop up pockets left behind."""
    for s in range(sc.n_sectors):
        owner = holder_of(sc, st.defence_line[s])
        lost = max(0.0, (1.0 - held(st, owner, s)) - (1.0 - (st.defence_line[s] if owner == 0 else 1.0 - st.defence_line[s])))
        st.preparation_left[s] = level_left(st.preparation_left[s], lost)
        st.days_since_assault[s] += 1.0
        if st.days_since_assault[s] >= DIG_DAYS:
            st.breach[0, s] = 0.0
            st.breach[1, s] = 0.0
        if st.days_since_assault[s] >= DIG_DAYS and st.preparation_left[s] < 2.0:
            st.preparation_left[s] = min(2.0, st.preparation_left[s] + 1.0)
            st.days_since_assault[s] = 0.0
            st.defence_line[s] = st.share[s]
        for turn in range(2):
            b = luck_of(sc, turn)
            if held(st, b, s) <= INSIDE and st.men[b, s] > 0.0 and st.chosen[b, s] == 0 and held(st, b, s) < HELD:
                withdraw(sc, st, b, s, 0.4)


@step
def pursuit_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let the victor of a break gain a further tenth a day for four days, less once local reserves meet it."""
    if p.on[ADVANCE_SWITCH] < 0.5:
        return
    for turn in range(2):
        b = luck_of(sc, turn)
        for s in range(sc.n_sectors):
            if st.break_timer[b, s] > 0.0:
                st.break_timer[b, s] -= 1.0
                if st.truce_left <= 0.0 and st.men[1 - b, s] > 0.0:
                    gain = PURSUIT_SHARE
                    if st.break_timer[b, s] <= MET:
                        attackers = attackers_on(sc, p, st, 1 - b, s, st.by_track[1 - b, s])
                        gain *= contained(attackers, reserve_at(sc, p, st, b, s))
                    take_ground(sc, p, st, 1 - b, s, gain, key, day)


MECHANISM = Mechanism(
    name="control",
    summary="Ground changes hands by share; the key place falls at its depth; lines are dug where it stays quiet.",
    switches={"advance": ADVANCE_SWITCH},
    steps={"control": control_step, "pursuit": pursuit_step},
    fields=(
        *table(
            "STATE",
            """
            share | s | f8 | share | share of A
            place | s | i4 | side | side that holds the key place
            fell_day | s | f8 | day | day the key place last changed hands, negative when it has not
            concede_day | s | f8 | day | day its loss is admitted
            preparation_left | s | f8 | level | preparation left
            defence_line | s | f8 | share | share from which the present defence line counts
            neighbour_fell | b s | f8 | day | last day a neighbouring place of the side fell
            """,
        ),
    ),
    streams={"report_lag": REPORT_LAG},
    outlook="shared",
)
