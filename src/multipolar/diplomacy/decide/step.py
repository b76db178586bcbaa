"""Every four days, and when an event calls, each outside power keeps its course or makes one change to it."""

from __future__ import annotations

import numpy as np

from multipolar.codes import Level, Stop
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.decide.carry_out import THIRD_PARTIES_SWITCH, count_stay_out, toggle_option
from multipolar.diplomacy.decide.draw import DECISION, POWER_CHOICE, compute_base_weights, draw_option
from multipolar.diplomacy.outlook.project import project_outlook
from multipolar.diplomacy.red_lines import decision_day
from multipolar.numerics.arrays import Records
from multipolar.numerics.jit import step


@step
def decide_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let each power that is awake weigh its options and make at most one change, all on what is known this morning."""
    if not decision_day(day, st.decision_due):
        return
    st.decision_due = 0
    if p.on[THIRD_PARTIES_SWITCH] < 0.5 or p.script_rule > 0.5 or st.ending != Stop.RUNNING:
        return
    scratch = np.empty(1, DECISION)
    decide(sc, p, st, scratch, key, day)


@step
def decide(sc: Scenario, p: Params, st: State, scratch: Records, key: int, day: int) -> None:
    """Let each power that is awake make at most one change; ``scratch`` holds what lies before them."""
    decision = scratch[0]
    longest = compute_base_weights(sc, p, st, decision, key, day)
    if longest > 0:
        project_outlook(sc, p, st, decision.required, longest, decision.out)
    for j in range(sc.n_powers):
        if p.awake[j] < 0.5:
            continue
        picked = draw_option(sc, p, st, j, decision, key, day) if decision.last[j] >= 0 else -1
        if picked >= 0:
            toggle_option(sc, p, st, j, picked, day)
        elif st.level[j] == Level.OUT:
            count_stay_out(sc, st, j, day)


MECHANISM = Mechanism(
    name="decide",
    summary="Every four days, and when an event calls, each outside power keeps its course or makes one change to it.",
    switches={"third_parties": THIRD_PARTIES_SWITCH},
    steps={"decide": decide_step},
    fields=(
        *table(
            "PARAMS",
            """
            readiness_direct | | f8 | ratio | P35 how readily powers fight, against the reference panel
            choice_scale | | f8 | utility | P51c scale on which the worth of all choices is measured
            readiness_out | | f8 | ratio | P73b how readily powers act short of arms, against the reference panel
            readiness_armed | | f8 | ratio | P73c how readily powers act with arms short of combat, against the reference panel
            propensity_stop | | f8 | 1 | chance weight per decision of ending a running act that is worth just its cost
            rival_response | | f8 | log-odds | P36 answer to a rival's entry
            choice_precision | | f8 | 1 | P51 precision of the powers' choices
            link_signal_rate | | f8 | 1/month | P57 rate of signals in a linked theatre
            script_rule | | f8 | 1 | 1 when powers keep their as-of options instead of choosing
            host_price | | f8 | utility | price a host must accept before a patron's air group comes
            """,
        ),
        *table(
            "SCENARIO",
            """
            opt_base | n | f8 | 1 | chance weight per decision of starting the option where it is worth just its cost
            """,
        ),
        *table(
            "STATE",
            """
            until | p o | f8 | day | day until which the option is in effect, 1e9 while kept up, negative when not
            since | p o | f8 | day | day the option takes or took effect
            uses | p o | f8 | 1 | times chosen
            """,
        ),
    ),
    priors=(
        Prior("readiness_direct", "P35", "LogN(1, 0.5)", "E/J", "rates per verb: `calibrate powers`; spread of joiners by region"),
        Prior("choice_scale", "P51c", "LogN(0.15, 0.3)", "J", "half a salient issue is worth two to four steps"),
        Prior("readiness_out", "P73b", "LogN(1, 0.5)", "E/J", "rates per verb: `calibrate powers`"),
        Prior("readiness_armed", "P73c", "LogN(1, 0.5)", "E/J", "the same"),
        Prior(
            "propensity_stop", "P73d", "LogN(0.004, 0.5)", "J", "one act in six ends within half a year once worth just its cost"
        ),
        Prior("rival_response", "P36", "N(0.8, 0.4)", "M/J", "Findley and Teo 2006"),
        Prior("choice_precision", "P51", "LogN(6, 0.5)", "M/J", "McKelvey and Palfrey 1995"),
        Prior("link_signal_rate", "P57", "LogN(0.15, 0.7)", "J", "subject 21"),
        Prior("script_rule", "P51b", "0", "J", "wakes with a claim"),
        Prior("host_price", "P40b", "0", "J", "wakes with a claim"),
    ),
    streams={"power_choice": POWER_CHOICE},
    not_foreseen="what other powers will choose is not foreseen; their declared answers are, by red lines and treaties",
)
