"""What each open option is worth to each power on a day: what studies and tests ask."""

from __future__ import annotations

import numpy as np

from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.decide.draw import DECISION, horizon_stride
from multipolar.diplomacy.decide.weights import is_available
from multipolar.diplomacy.outlook.amounts import lane_parts
from multipolar.diplomacy.outlook.project import project_outlook
from multipolar.diplomacy.outlook.state import DEATHS, GONE, LANES, OUTLOOK_STEPS, SHARE
from multipolar.diplomacy.outlook.value import option_gain
from multipolar.diplomacy.preferences import issues_of
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.numerics.arrays import FloatTable, Records
from multipolar.numerics.jit import step


@step
def option_values(sc: Scenario, p: Params, st: State, day: int, gains: FloatTable) -> None:
    """Fill, per power and option, the gain of starting it [utility]; 0 where it is not open."""
    scratch = np.empty(1, DECISION)
    value_options(sc, p, st, scratch, day, gains)


@step
def value_options(sc: Scenario, p: Params, st: State, scratch: Records, day: int, gains: FloatTable) -> None:
    """Fill the gains; ``scratch`` holds what lies before the powers."""
    decision = scratch[0]
    for lane in range(LANES):
        decision.required[lane] = 1
    out = decision.out
    project_outlook(sc, p, st, decision.required, OUTLOOK_STEPS, out)
    for j in range(sc.n_powers):
        k = horizon_stride(p.foresight[j])
        issues_of(sc, p, st, j, out[0, k, SHARE], out[0, k, GONE], out[0, k, DEATHS], day, decision.baseline_issues)
        for o in range(sc.n_options[j]):
            n = sc.option[j, o]
            gains[j, o] = 0.0
            if p.awake[j] > 0.5 and is_available(sc, p, st, j, n, day):
                lane_parts(sc, p, st, j, n, (k + 1.0) * OUTLOOK_STEP_DAYS, decision.parts[j, o])
                gains[j, o] = option_gain(
                    sc, p, st, j, n, False, k, out, decision.baseline_issues, decision.x, decision.parts[j, o]
                )
