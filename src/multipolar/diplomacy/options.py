"""What outside powers do reaches the war: men, arms, aircraft, money, words, each through the access the power has."""

from __future__ import annotations

import numpy as np

from multipolar.codes import Level, Verb
from multipolar.declare.part import Effect, Mechanism, Prior, effects_of, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy import effects
from multipolar.diplomacy.act_cost import cost_today
from multipolar.diplomacy.effects.shared import helped_side, in_effect, target_side
from multipolar.numerics.chain import dispatch
from multipolar.numerics.jit import step

EFFECTS: tuple[Effect, ...] = effects_of(effects)
"""What each effect primitive does, in the order of the codes; the files of `diplomacy.effects` declare it."""
ONCE = np.array([effect.when == "first day" for effect in EFFECTS])
"""Whether the effect with a code acts on the first day only."""
AIMED = np.array([effect.side == "aimed" for effect in EFFECTS])
"""Whether the effect with a code acts on the side at which the option is aimed, instead of the side helped."""
ANY_SIDE = np.array([effect.side == "any" for effect in EFFECTS])
"""Whether the effect with a code acts even without such a side."""

apply_effect = dispatch(
    "apply_effect",
    {effect.primitive: effect.apply for effect in EFFECTS if effect.apply is not None},
    ("sc", "p", "st", "j", "o", "n", "b", "size", "age", "key", "day"),
    step,
)
"""Apply the effect with a code for one day: what the file that declares it says."""


@step
def reset_effects(sc: Scenario, st: State) -> None:
    """Clear what holds only as long as an option is in effect."""
    for b in range(2):
        st.quality_now[b] = 1.0
        st.air_added[b] = 0.0
        st.sam_added[b] = 0.0
        st.pinned[b] = 0.0
        st.guarded[b] = 0.0
        st.enemy_air_factor[b] = 1.0
        st.intel[b] = 0.0
        st.visible[b] = 1.0
        st.surprise_factor[b] = 1.0
        st.coercing[b] = 0.0
    st.humane = 0.0
    st.monitor = 0.0
    st.enforce_ext = 0.0
    for j in range(sc.n_powers):
        st.mediators[j] = 0


@step
def options_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let every option in effect act for a day, and keep the level of involvement of every power."""
    reset_effects(sc, st)
    for j in range(sc.n_powers):
        level = 0
        started = 0
        running = 0
        for o in range(sc.n_options[j]):
            started += sc.active_start[j, o]
            if not in_effect(st, j, o, day):
                continue
            n = sc.option[j, o]
            running += sc.active_start[j, o]
            level = max(level, sc.opt_level[n])
            if st.first_use[j, o] < 0.0 and st.since[j, o] >= 0.0:
                st.first_use[j, o] = day
            cost = cost_today(sc, p, st, j, o, n, day)
            st.act_cost[j] += cost
            if sc.opt_weekly[n] > 0:
                st.weekly_cost[j] += cost
            apply_option(sc, p, st, j, o, n, key, day)
        if started == 0 or running > 0:
            level = max(level, min(sc.level_start[j], Level.ARMED.value) if started == 0 else sc.level_start[j])
        st.level[j] = level
        st.level_max[j] = max(st.level_max[j], level)
        if level >= Level.DIRECT and sc.level_start[j] < Level.DIRECT and st.entry_day[j] < 0.0:
            st.entry_day[j] = day
            st.mediation_due = 1


@step
def apply_option(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, key: int, day: int) -> None:
    """Apply the effects of one option for one day; what happens once happens on the day it takes effect."""
    first = st.since[j, o] == day
    age = day - st.since[j, o] + 1.0
    helped = helped_side(sc, n)
    aimed = target_side(sc, st, j, n)
    if sc.opt_verb[n] == Verb.MEDIATE:
        st.mediators[j] = 1
    for f in range(4):
        code = sc.opt_effect[n, f]
        if code < 0 or (ONCE[code] and not first):
            continue
        b = aimed if AIMED[code] else helped
        if b >= 0 or ANY_SIDE[code]:
            apply_effect(code, sc, p, st, j, o, n, b, p.option_size[n, f], age, key, day)


MECHANISM = Mechanism(
    name="options",
    summary="What outside powers do reaches the war: men, arms, aircraft, money, words, each through the access the power has.",
    steps={"options": options_step},
    fields=(
        *table(
            "PARAMS",
            """
            adviser_effect | | f8 | 1 | P25 gain of quality by advisers
            """,
        ),
        *table(
            "STATE",
            """
            received | b | f8 | t | munitions received since the start
            air_added | b | f8 | aircraft | outside aircraft, quality-weighted
            enemy_air_factor | b | f8 | ratio | factor on enemy aircraft over the side, 1 without cover
            sam_added | b | f8 | batteries | outside batteries
            intel | b | f8 | 1 | rise of the air balance by outside intelligence
            visible | b | f8 | ratio | factor on visible targets of the side by outside intelligence of its enemy
            surprise_factor | b | f8 | ratio | factor on the side's surprise: outside intelligence may have warned its enemy
            enforce_ext | | f8 | share | enforcement offered by outside powers
            pinned | b | f8 | share | share of the reserve pinned by border shows
            guarded | b | f8 | level | rise of the step needed against the side's recognised soil
            humane | | f8 | 1 | humanitarian relief in place
            monitor | | f8 | 1 | observers or monitoring in place
            fighters_now | b | f8 | persons | foreign fighters in the theatre
            mediators | p | i4 | 1 | 1 while the power mediates
            act_cost | p | f8 | utility | what the power has paid for its acts since the as-of date
            weekly_cost | p | f8 | utility | the part of it that was paid by the week
            """,
        ),
    ),
    priors=(Prior("adviser_effect", "P25", "Tri(0.05, 0.15, 0.30)", "J", "judgement"),),
    streams={purpose: number for effect in EFFECTS for purpose, number in effect.streams.items()},
    not_foreseen="what an option changes enters the outlook as a perturbation of it",
)
