"""The course of the conflict: the day as a list, and the one compiled loop that members live in.

``live`` is the only kernel above the mechanisms: simulating an ensemble, keeping daily series, moving a checkpoint
forward and replaying one course are the same machine code, so that they cannot differ.
"""

from __future__ import annotations

import ast
import inspect

import numpy as np

from multipolar.diplomacy.alignment import alignment_step
from multipolar.diplomacy.attention import attention_step
from multipolar.diplomacy.bargain import bargain_step
from multipolar.diplomacy.beliefs import beliefs_step
from multipolar.diplomacy.decide import decide_step, option_values
from multipolar.diplomacy.options import options_step
from multipolar.diplomacy.red_lines import red_lines_step
from multipolar.diplomacy.treaties import treaties_step
from multipolar.diplomacy.truce import truce_step
from multipolar.engine.outcome import Days, write_outcome, write_series, zone_share
from multipolar.engine.start import start_state
from multipolar.mechanisms.assault import assault_step
from multipolar.mechanisms.breaks import breaks_step
from multipolar.mechanisms.coercion import coercion_step
from multipolar.mechanisms.control import control_step, pursuit_step
from multipolar.mechanisms.displacement import displacement_step
from multipolar.mechanisms.drones import air_step, drones_step
from multipolar.mechanisms.effort import effort_step, tempo_step
from multipolar.mechanisms.endings import HORIZON, endings_step
from multipolar.mechanisms.finance import finance_step
from multipolar.mechanisms.fires import fires_step
from multipolar.mechanisms.ground import contact_step
from multipolar.mechanisms.munitions import munitions_step
from multipolar.mechanisms.reports import reports_step
from multipolar.mechanisms.reserves import reserves_step
from multipolar.mechanisms.supply import interdiction_step, supply_step
from multipolar.mechanisms.weather import weather_step
from multipolar.mechanisms.will import will_step
from multipolar.model.record_types import Scenario, State
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.numerics.jit import kernel, step
from multipolar.numerics.random import member_key

KEEP_SERIES = 1
WRITE_OUTCOME = 2
VALUE_OPTIONS = 4


@step
def begin_day(sc: Scenario, st: State, day: int) -> None:
    """Clear what belongs to yesterday and store shares on checkpoint days."""
    st.day_now = day
    for b in range(2):
        st.dead_today[b] = 0.0
    for h in range(sc.n_marks):
        if sc.mark_day[h] == day:
            st.mark_share[h] = zone_share(sc, st)


@step
def finish(sc: Scenario, st: State, day: int) -> None:
    """Close the books of a member that has stopped, or that the horizon cut off."""
    if st.ending == 0:
        st.ending = HORIZON
        st.ending_day = sc.horizon
    for h in range(sc.n_marks):
        if sc.mark_day[h] >= day:
            st.mark_share[h] = zone_share(sc, st)


@kernel
def live(
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
    gains: FloatArray,
    tilts: FloatArray,
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
    series : the members' ``Days``, filled with KEEP_SERIES.
    gains, tilts : (member, power, option), filled with VALUE_OPTIONS: what each option would be worth on ``day1``.
    what : sum of KEEP_SERIES, WRITE_OUTCOME and VALUE_OPTIONS.
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
            if what & 1:
                write_series(sc, p, st, series, i, 0)
        day = day0
        while day < day1 and day < sc.horizon and st.ending == 0:
            begin_day(sc, st, day)
            # The order of the day. A new mechanism is one line here.
            weather_step(sc, p, st, key, day)
            options_step(sc, p, st, key, day)
            contact_step(sc, p, st, key, day)
            interdiction_step(sc, p, st, key, day)
            supply_step(sc, p, st, key, day)
            air_step(sc, p, st, key, day)
            munitions_step(sc, p, st, key, day)
            drones_step(sc, p, st, key, day)
            fires_step(sc, p, st, key, day)
            effort_step(sc, p, st, key, day)
            tempo_step(sc, p, st, key, day)
            assault_step(sc, p, st, key, day)
            pursuit_step(sc, p, st, key, day)
            breaks_step(sc, p, st, key, day)
            control_step(sc, p, st, key, day)
            reserves_step(sc, p, st, key, day)
            displacement_step(sc, p, st, key, day)
            coercion_step(sc, p, st, key, day)
            finance_step(sc, p, st, key, day)
            reports_step(sc, p, st, key, day)
            will_step(sc, p, st, key, day)
            attention_step(sc, p, st, key, day)
            red_lines_step(sc, p, st, key, day)
            treaties_step(sc, p, st, key, day)
            decide_step(sc, p, st, key, day)
            alignment_step(sc, p, st, key, day)
            beliefs_step(sc, p, st, key, day)
            truce_step(sc, p, st, key, day)
            bargain_step(sc, p, st, key, day)
            endings_step(sc, p, st, key, day)
            day += 1
            if what & 1:
                write_series(sc, p, st, series, i, day)
        if what & 4:
            option_values(sc, p, st, day, gains[i], tilts[i])
        if what & 2:
            finish(sc, st, day)
            if what & 1:
                for rest in range(day, sc.horizon + 1):
                    write_series(sc, p, st, series, i, rest)
            write_outcome(sc, p, st, key, outcomes[i])


def order_of_day() -> tuple[str, ...]:
    """Return the names of the steps in the order in which ``live`` calls them."""
    source = inspect.getsource(getattr(live, "py_func", live))
    calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    names = sorted((c.lineno, c.func.id) for c in calls if isinstance(c.func, ast.Name))
    return tuple(name for _, name in names if name.endswith("_step"))
