"""The day as a list: the order in which a member lives through one day, and the loop over days."""

from __future__ import annotations

import ast
import inspect

from multipolar.diplomacy.alignment import alignment_step
from multipolar.diplomacy.attention import attention_step
from multipolar.diplomacy.bargain import bargain_step
from multipolar.diplomacy.beliefs import beliefs_step
from multipolar.diplomacy.decide import decide_step
from multipolar.diplomacy.options import options_step
from multipolar.diplomacy.red_lines import red_lines_step
from multipolar.diplomacy.treaties import treaties_step
from multipolar.diplomacy.truce import truce_step
from multipolar.mechanisms.assault import assault_step
from multipolar.mechanisms.breaks import breaks_step
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
from multipolar.numerics.jit import JIT_ON, step


@step
def one_day(sc, p, st, key, day):
    """Live through one day. This list is the order of the day; a new mechanism is one line here."""
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


def order_of_day() -> tuple[str, ...]:
    """Return the names of the steps in the order in which ``one_day`` calls them."""
    source = inspect.getsource(one_day.py_func if JIT_ON else one_day)
    calls = [n for n in ast.walk(ast.parse(source.lstrip())) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    return tuple(c.func.id for c in calls if isinstance(c.func, ast.Name) and c.func.id.endswith("_step"))


@step
def begin_day(sc, st, day):
    """Clear what belongs to yesterday and store shares on checkpoint days."""
    st.day_now = day
    for b in range(2):
        st.dead_today[b] = 0.0
    for h in range(sc.n_marks):
        if sc.mark_day[h] == day:
            st.mark_share[h] = zone_share(sc, st)


@step
def zone_share(sc, st):
    """Return the share of the disputed weight that A has taken since the round began [share]."""
    total = 1e-12
    taken = 0.0
    for s in range(sc.n_sectors):
        if sc.zone[s] > 0:
            total += sc.weight[s]
            taken += sc.weight[s] * st.share[s]
    return taken / total


@step
def finish(sc, st, day):
    """Close the books of a member that has stopped, or that the horizon cut off."""
    if st.ending == 0:
        st.ending = HORIZON
        st.ending_day = sc.horizon
    for h in range(sc.n_marks):
        if sc.mark_day[h] >= day:
            st.mark_share[h] = zone_share(sc, st)


@step
def advance(sc, p, st, key, day0, day1):
    """Live from ``day0`` to ``day1`` (exclusive) or to the end of the war; return the next day.

    A state copied at any day and advanced again gives the same course with the same key, another with a fresh one.
    """
    day = day0
    while day < day1 and st.ending == 0:
        begin_day(sc, st, day)
        one_day(sc, p, st, key, day)
        day += 1
    return day
