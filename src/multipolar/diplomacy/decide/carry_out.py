"""An option that a power takes up begins after its delay and lasts as its kind does; what is in use on the as-of date."""

from __future__ import annotations

from multipolar.codes import Level, Verb
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.decide.weights import named_answer
from multipolar.diplomacy.red_lines import presence
from multipolar.numerics.jit import law, step

THIRD_PARTIES_SWITCH = 16
"""Place in PARAMS ``on``: off, outside powers do nothing, and what they did on the as-of date ends."""
KEPT_UP = 1e9
"""Stands in the place of a last day of effect: as long as the option is kept up [day]."""
NEVER = -1.0
"""Stands in the place of a day on which something happened that has not happened."""
LONG_AGO = -1000.0
"""Stands in the place of the day since which an option has been in use before the as-of date [day]."""


@law
def delay_of(sc: Scenario, p: Params, j: int, n: int) -> float:
    """Return how long an option takes to begin [days]: open combat begins sooner by as much as the power's troops are there."""
    if sc.opt_level[n] < Level.DIRECT:
        return sc.opt_delay[n]
    return sc.opt_delay[n] * (1.0 - presence(p.troops_near[j]))


@step
def toggle_option(sc: Scenario, p: Params, st: State, j: int, o: int, day: int) -> None:
    """Start or stop the option: it takes effect after its delay, lasts while kept up or until it wears off."""
    n = sc.option[j, o]
    if st.until[j, o] > day:
        st.until[j, o] = day
        return
    r = named_answer(sc, st, j, n)
    if r >= 0:
        st.red_answered[r] = day
    start = day + max(1.0, float(int(delay_of(sc, p, j, n) + 0.5)))
    st.since[j, o] = start
    st.uses[j, o] += 1.0
    once = sc.opt_weekly[n] == 0 and sc.opt_wear[n] <= 0.0 and sc.opt_verb[n] == Verb.STRIKE
    if once:
        st.until[j, o] = start + 1.0
    else:
        st.until[j, o] = start + sc.opt_wear[n] if sc.opt_wear[n] > 0.0 else KEPT_UP
    if sc.opt_level[n] >= Level.ARMED:
        st.mediation_due = 1


@law
def count_stay_out(sc: Scenario, st: State, j: int, day: int) -> None:
    """Count a decision to stay out."""
    for o in range(sc.n_options[j]):
        if sc.opt_verb[sc.option[j, o]] == Verb.STAY_OUT:
            st.uses[j, o] += 1.0
            if st.first_use[j, o] < 0.0:
                st.first_use[j, o] = day


@step
def powers_start(sc: Scenario, p: Params, st: State, key: int) -> None:
    """Set the powers as they stand on the as-of date: running options, levels, beliefs about red lines, attention."""
    for j in range(sc.n_powers):
        st.level[j] = sc.level_start[j]
        st.level_max[j] = sc.level_start[j]
        st.entry_day[j] = NEVER
        st.attention_now[j] = p.attention[j]
        for o in range(sc.n_options[j]):
            n = sc.option[j, o]
            st.first_use[j, o] = NEVER
            st.since[j, o] = NEVER
            st.until[j, o] = NEVER
            if sc.active_start[j, o] > 0 and p.awake[j] > 0.5 and p.on[THIRD_PARTIES_SWITCH] > 0.5:
                st.since[j, o] = LONG_AGO
                st.until[j, o] = sc.opt_wear[n] if sc.opt_wear[n] > 0.0 else KEPT_UP
    for r in range(sc.n_redlines):
        st.red_mean[r] = min(max(p.red_belief[r] + p.red_error[r] * p.red_bias[r], 0.0), 10.0)
        st.red_sd[r] = p.red_spread[r]
        st.red_crossed[r] = NEVER
        st.red_answered[r] = NEVER
    for t in range(sc.n_treaties):
        st.treaty_day[t] = NEVER
    for z in range(sc.n_links):
        st.tension[z] = p.link_tension[z]
    for b in range(2):
        st.quality_now[b] = 1.0
    st.concentration = 0.55
    st.boldness = 1.0
