"""Mines in front of a prepared line kill and wound those who attack it."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.fires import lose
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS, apply_casualties
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import lanes, law, step
from multipolar.numerics.random import normal, pair_index

LANDMINES_SWITCH = 39
"""Place in PARAMS ``on``."""
MINE_LOSS = 80
"""Random stream."""
ASSAULT_DEAD = 2
"""Channel of STATE ``dead_by`` that counts these dead."""
MOST_LEVEL = 3.0
"""Preparation beyond which no more mines are laid [level]. Grade J: the scale of preparation ends there."""
SPREAD = 0.5
"""Standard deviation of the log of the losses of one attack [1]. Grade J."""


@law
def mine_losses(attackers: float, level: float, per_level: float) -> float:
    """Return the casualties of mines on an assault day [persons]: per_level x attackers x level, the level between 0 and 3."""
    return per_level * attackers * min(max(level, 0.0), MOST_LEVEL)


@step
def landmines_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Take the losses of mines wherever a side attacks prepared ground."""
    if p.on[LANDMINES_SWITCH] < 0.5 or st.truce_left > 0.0:
        return
    for b in range(2):
        for s in range(sc.n_sectors):
            if st.phase[b, s] > 0 and st.preparation_left[s] > 0.0:
                chance = exp(SPREAD * normal(key, day, MINE_LOSS, pair_index(b, s)) - 0.5 * SPREAD * SPREAD)
                casualties = min(mine_losses(st.men[b, s], st.preparation_left[s], p.mine_loss) * chance, 0.2 * st.men[b, s])
                st.mine_casualties[b] += casualties
                lose(p, st, b, s, casualties, ASSAULT_DEAD)


@lanes
def outlook(sc: Scenario, p: Params, st: State, w: OutlookState, n: int, ahead: float) -> None:
    """Let both sides lose the mean of an attack on the share of days on which an axis attacks."""
    if p.on[LANDMINES_SWITCH] < 0.5:
        return
    for b in range(2):
        for i in range(n):
            mean = mine_losses(w.potential[b, i], w.prep[b, i], p.mine_loss)
            apply_casualties(w, b, i, OUTLOOK_STEP_DAYS * w.tempo[b, i] * mean, p.wounded_ratio)


MECHANISM = Mechanism(
    name="landmines",
    summary="Mines in front of a prepared line kill and wound those who attack it.",
    switches={"landmines": LANDMINES_SWITCH},
    steps={"landmines": landmines_step},
    fields=(
        *table("PARAMS", "mine_loss | | f8 | share | share of attackers lost to mines per assault day and level of preparation"),
        *table("STATE", "mine_casualties | b | f8 | persons | casualties of mines since the as-of date"),
    ),
    priors=(Prior("mine_loss", "P76", "LogN(0.001, 0.6)", "J", "an order below the losses of the assault itself"),),
    streams={"mine_loss": MINE_LOSS},
    outlook=outlook,
)
