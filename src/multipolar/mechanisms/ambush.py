"""On rugged ground the road itself is dangerous: ambushes bleed whoever moves."""

from __future__ import annotations

from multipolar.model import switches as on
from multipolar.model.record_types import Params, Scenario, State
from multipolar.model.streams import AMBUSH, AMBUSH_LOSS
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import normal, side_index, uniform

ON_ATTACKER = 0.75
LOSS_SD = 0.9


@law
def ambush_dead(median: float, z: float) -> float:
    """Return the dead of one ambush [persons]: log-normal around ``median`` with log-sd 0.9. Source: section 1.2."""
    return median * exp(LOSS_SD * z)


@step
def ambush(sc: Scenario, p: Params, st: State, b: int, s: int, key: int, day: int) -> None:
    """Let an ambush happen in an assaulted rugged sector; three in four hit the attacker ``b``."""
    index = side_index(b, s)
    if p.on[on.AMBUSH] < 0.5 or uniform(key, day, AMBUSH, index) >= 1.0 - exp(-p.ambush_rate):
        return
    victim = b if uniform(key, day, AMBUSH, 256 + index) < ON_ATTACKER else 1 - b
    dead = min(ambush_dead(p.ambush_loss, normal(key, day, AMBUSH_LOSS, index)), 0.2 * st.men[victim, s])
    wounded = min(dead * p.wounded_ratio, st.men[victim, s] - dead)
    st.men[victim, s] -= dead + wounded
    st.dead[victim] += dead
    st.dead_by[victim, 3] += dead
    st.dead_today[victim] += dead
    st.care[victim] += wounded
