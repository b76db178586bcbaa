"""On rugged ground the road itself is dangerous: ambushes bleed whoever moves."""

from __future__ import annotations

from multipolar.codes import DeathChannel
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.ground import luck_of
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import normal, pair_index, uniform

AMBUSH_SWITCH = 7
"""Place in PARAMS ``on``."""
AMBUSH = 28
AMBUSH_LOSS = 29
"""Random streams."""

ON_ATTACKER = 0.75
"""Share of ambushes that hit the attacker, whose columns move [share]. Grade J."""
LOSS_SD = 0.9
"""Standard deviation of the log of an ambush's dead [1]. Grade J."""


@law
def ambush_dead(median: float, z: float) -> float:
    """Return the dead of one ambush [persons]: log-normal around ``median`` with log-sd 0.9. Source: subject 1."""
    return median * exp(LOSS_SD * z)


@step
def ambush(sc: Scenario, p: Params, st: State, b: int, s: int, key: int, day: int) -> None:
    """Let an ambush happen in an assaulted rugged sector; three in four hit the attacker ``b``."""
    index = pair_index(luck_of(sc, b), s)
    if p.on[AMBUSH_SWITCH] < 0.5 or uniform(key, day, AMBUSH, index) >= 1.0 - exp(-p.ambush_rate):
        return
    victim = b if uniform(key, day, AMBUSH, 256 + index) < ON_ATTACKER else 1 - b
    dead = min(ambush_dead(p.ambush_loss, normal(key, day, AMBUSH_LOSS, index)), 0.2 * st.men[victim, s])
    wounded = min(dead * p.wounded_ratio, st.men[victim, s] - dead)
    st.men[victim, s] -= dead + wounded
    st.dead[victim] += dead
    st.dead_by[victim, DeathChannel.AMBUSH] += dead
    st.dead_today[victim] += dead
    st.recovering[victim] += wounded


MECHANISM = Mechanism(
    name="ambush",
    summary="On rugged ground the road itself is dangerous: ambushes bleed whoever moves.",
    switches={"ambush": AMBUSH_SWITCH},
    fields=(
        *table(
            "PARAMS",
            """
            ambush_rate | | f8 | 1/day | ambushes per assaulted rugged sector and day
            ambush_loss | | f8 | persons | median dead of an ambush
            """,
        ),
    ),
    priors=(
        Prior("ambush_rate", "P06c", "LogN(0.35, 0.4)", "J", "subject 1"),
        Prior("ambush_loss", "P06d", "LogN(8, 0.3)", "J", "subject 1"),
    ),
    streams={"ambush": AMBUSH, "ambush_loss": AMBUSH_LOSS},
    outlook="shared",
)
