"""How often a side attacks: assaults begin and end, in phases of about three days."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.weather import start_factor
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import normal, pair_index, uniform

PHASE = 22
SIDE_ORDER = 30
TEMPO = 21
"""Random streams."""

KEEP_ASSAULT = 0.67
"""Chance that an assault goes on the next day [1]. Grade J: three days in the mean."""


@law
def start_rate(share_of_days: float, keep: float) -> float:
    """Return the daily chance to start an assault that makes its share of days equal ``share_of_days``."""
    return min(1.0, share_of_days * (1.0 - keep) / max(1.0 - share_of_days, 0.02))


@step
def tempo_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Start and end assaults: phases of about three days on a share of days that drifts with the war's tempo."""
    st.tempo_ar = 0.4 * st.tempo_ar + 0.9165 * normal(key, day, TEMPO, 0)
    st.tempo_now = min(0.95, p.tempo * exp(0.35 * st.tempo_ar))
    for b in range(2):
        for s in range(sc.n_sectors):
            if st.chosen[b, s] == 0 or st.truce_left > 0.0:
                st.phase[b, s] = 0
                continue
            if st.phase[b, s] > 0:
                chance = KEEP_ASSAULT
            else:
                chance = start_rate(st.tempo_now, KEEP_ASSAULT) * start_factor(st.weather)
            st.phase[b, s] = 1 if uniform(key, day, PHASE, pair_index(b, s)) < chance else 0


@law
def first_side(key: int, day: int) -> int:
    """Return which side moves first today, by coin toss."""
    return 0 if uniform(key, day, SIDE_ORDER, 0) < 0.5 else 1


MECHANISM = Mechanism(
    name="tempo",
    summary="How often a side attacks: assaults begin and end, in phases of about three days.",
    steps={"tempo": tempo_step},
    fields=(
        *table(
            "PARAMS",
            """
            tempo | | f8 | share | P58 share of days on which a chosen axis attacks
            """,
        ),
        *table(
            "STATE",
            """
            tempo_ar | | f8 | 1 | autoregressive part of tempo
            tempo_now | | f8 | share | tempo today
            """,
        ),
    ),
    priors=(Prior("tempo", "P58", "Beta(4, 6)", "J", "campaigns are mostly pauses"),),
    streams={"phase": PHASE, "side_order": SIDE_ORDER, "tempo": TEMPO},
    outlook="shared",
)
