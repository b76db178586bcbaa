"""The course of the conflict: the one compiled loop that members live in.

``simulate_members`` is the only kernel above the mechanisms: simulating an ensemble, keeping daily series, moving a checkpoint
forward and replaying one course are the same machine code, so that they cannot differ.
"""

from __future__ import annotations

import numpy as np

from multipolar.codes import Stop, What
from multipolar.declare.record_types import Scenario, State
from multipolar.engine.order import simulate_day
from multipolar.engine.outcome import Days, write_outcome, write_series, zone_share
from multipolar.engine.start import start_state
from multipolar.numerics.arrays import Records
from multipolar.numerics.jit import kernel, step
from multipolar.numerics.random import member_key


@step
def start_day(sc: Scenario, st: State, day: int) -> None:
    """Clear what belongs to yesterday and store shares on checkpoint days."""
    st.day_now = day
    for b in range(2):
        st.dead_today[b] = 0.0
    for h in range(sc.n_marks):
        if sc.mark_day[h] == day:
            st.mark_share[h] = zone_share(sc, st)


@step
def close_member(sc: Scenario, st: State, day: int) -> None:
    """Close the books of a member that has stopped, or that the horizon cut off."""
    if st.ending == Stop.RUNNING:
        st.ending = Stop.HORIZON
        st.ending_day = sc.horizon
    for h in range(sc.n_marks):
        if sc.mark_day[h] >= day:
            st.mark_share[h] = zone_share(sc, st)


@kernel
def simulate_members(
    scenario: Records,
    params: Records,
    blank: Records,
    states: Records,
    seed: int | np.uint64,
    first: int,
    day0: int,
    day1: int,
    outcomes: Records,
    series: Days,
    what: int,
) -> None:
    """Let members live from ``day0`` to ``day1`` (exclusive), to the end of their war or to the horizon.

    Parameters
    ----------
    scenario, blank : one SCENARIO record; one empty STATE record.
    params : (member,) PARAMS records.
    states : (member,) STATE records, read when ``day0`` > 0 and left as they are on ``day1``; a single record serves
        as scratch for all members when states are not wanted.
    seed, first : 64-bit seed; number of the first member. The key of a member is made of both, so that chunks, threads
        and recording change nothing; a checkpoint goes on with the same key, or with fresh ones from another seed.
    series : the members' ``Days``, filled with ``What.KEEP_SERIES``.
    what : sum of members of ``What``.
    """
    sc = scenario[0]
    for i in range(params.shape[0]):
        j = i if states.shape[0] > 1 else 0
        if day0 == 0:
            states[j] = blank[0]
        st = states[j]
        p = params[i]
        key = member_key(seed, first + i)
        if day0 == 0:
            start_state(sc, p, st, key)
            if what & What.KEEP_SERIES:
                write_series(sc, p, st, series, i, 0)
        day = day0
        while day < day1 and day < sc.horizon and st.ending == Stop.RUNNING:
            start_day(sc, st, day)
            simulate_day(sc, p, st, key, day)
            day += 1
            if what & What.KEEP_SERIES:
                write_series(sc, p, st, series, i, day)
        if what & What.WRITE_OUTCOME:
            close_member(sc, st, day)
            if what & What.KEEP_SERIES:
                for rest in range(day, sc.horizon + 1):
                    write_series(sc, p, st, series, i, rest)
            write_outcome(sc, p, st, key, outcomes[i])
