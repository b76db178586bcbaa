"""Outside powers with a hold on both sides can force a ceasefire; whoever goes on in spite of them pays for it."""

from __future__ import annotations

import numpy as np

from multipolar.codes import Stop, Truce
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import DecisionRecord, Params, Scenario, State
from multipolar.diplomacy.alignment import sponsor_of
from multipolar.diplomacy.beliefs import own_view
from multipolar.diplomacy.decide.draw import DECISION, horizon_stride
from multipolar.diplomacy.mediate import leverage_of
from multipolar.diplomacy.outlook.project import project_outlook
from multipolar.diplomacy.outlook.state import DEATHS, GONE, LANES, OUTLOOK_STEPS, SHARE
from multipolar.diplomacy.preferences import issues_of, utility_of
from multipolar.diplomacy.red_lines import DECISION_DAYS
from multipolar.diplomacy.truce import decidedness, start_ceasefire
from multipolar.mechanisms.displacement import displacement_shares
from multipolar.mechanisms.reports import value_share_of
from multipolar.mechanisms.rout import in_rout
from multipolar.numerics.arrays import Records
from multipolar.numerics.elementary import LN2, exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

PRESSURE_SWITCH = 35
"""Place in PARAMS ``on``."""
PRESSURE = 73
"""Random stream."""

FULL_GAIN = 0.1
"""Gain from an end of the war that makes a power press in full [utility]. Grade J."""
GREAT = 20.0
"""Weight of capability: a twentieth of the world's is all that pressing takes [1/share]. Grade J."""
CALM = 0.02
"""Urgency of a war in which nothing is moving or decided [share]. Grade J: the early halts of 1956, 1967 and 1973 came when the
front had moved or an army was cut off."""
FAST = 25.0
"""Weight of the daily change of share in urgency: 0.04 a day is all [days/share]. Grade J."""
EARLY_DAYS = 25.0
"""Days after which the crisis of a new war is gone but for 1/e [days]. Grade J: 1956, 1967 and 1973 were stopped in weeks."""
LATE = 0.005
"""Rate of a forced ceasefire under full pressure and urgency that stays [1/day]. Grade J."""
FIRST_DAYS = 2.0
"""Day of the round before which no power can force anything [day]. Grade J."""
STALLED = 0.001
"""Daily change of the share from which the front moves: below it stalls, and a day on which so much more is won undoes one
stalled day [share/day]. Grade J."""
MONTH = 30.0
"""Stalled days in which outside weight doubles, where it grows in full [days]. Source: claim C13."""
MOST = 2.0
"""Largest pressure [1]. Grade J."""


@law
def eagerness(gain: float) -> float:
    """Return how much a power wants the war stopped [share]: clip(gain / 0.1, 0, 1), gain of an end over going on."""
    return min(1.0, max(0.0, gain / FULL_GAIN))


@law
def pressure_of(attention: float, leverage: float, capability: float, eager: float) -> float:
    """Return the pressure that a power brings to bear [1]: attention x leverage x min(1, 20 capability) x eagerness."""
    return attention * leverage * min(1.0, GREAT * capability) * eager


@law
def urgency(decided: float, rate: float) -> float:
    """Return how urgent a war is [share]: 0.02 + 0.98 max(decided, min(1, 25 |r|)), r the daily change of value share."""
    return CALM + (1.0 - CALM) * max(decided, min(1.0, FAST * abs(rate)))


@law
def grown(pressure: float, stalled: float, growth: float) -> float:
    """Return pressure after so many stalled days [1]: x 2^(stalled / 30 g), at most 2. Claim C13 sets g."""
    return min(MOST, pressure * exp(LN2 * growth * stalled / MONTH))


@law
def stalled_next(stalled: float, rate: float) -> float:
    """Return the stalled days after another day [days]: one more, less one for every 0.001 by which the lines moved.

    A small gain in a long stalemate does not make it a war of movement.
    """
    return max(0.0, stalled + 1.0 - abs(rate) / STALLED)


@law
def forced_rate(pressure: float, urgent: float, early: float, days: float) -> float:
    """Return the rate at which powers force a ceasefire [1/day]: pressure x urgency x (psi e^(-t/25) + 0.005), t >= 2."""
    return pressure * urgent * (early * exp(-days / EARLY_DAYS) + LATE) if days >= FIRST_DAYS else 0.0


@law
def refuses(fight_value: float, own: float, price: float) -> bool:
    """Return whether a side goes on in spite of a demand to stop where it stands: fighting on is worth the price."""
    return fight_value - price > own


@law
def pressure_now(p: Params, st: State) -> float:
    """Return the pressure on the war today [1], grown with the days for which the front has stalled."""
    return grown(st.pressure, st.stalled, p.stall_growth)


@law
def price_now(p: Params, st: State) -> float:
    """Return what going on against the powers' demand to stop costs today: arms, money, standing [utility]."""
    return p.defiance_price * pressure_now(p, st)


@law
def losing_side(sc: Scenario, p: Params, st: State) -> int:
    """Return the side that loses ground; with steady lines the one that has lost it since the round began; -1 for neither."""
    moved = st.value_rate
    if abs(moved) < STALLED:
        moved = st.value_share - value_share_of(sc, p, sc.line_before)
    if abs(moved) < STALLED:
        return -1
    return 1 if moved > 0.0 else 0


@law
def hold_of(sc: Scenario, p: Params, st: State, j: int, loser: int, day: int) -> float:
    """Return the leverage that power ``j`` can use to stop the war [share]: the mean of both sides.

    The patron of the losing side need not press its client: its leverage on the winner counts.
    """
    on_a, on_b = leverage_of(sc, p, st, j, 0, day), leverage_of(sc, p, st, j, 1, day)
    if loser >= 0 and sponsor_of(sc, p, st, loser, day) == j:
        return on_b if loser == 0 else on_a
    return 0.5 * (on_a + on_b)


@step
def weigh_pressure(sc: Scenario, p: Params, st: State, scratch: Records, day: int) -> None:
    """Work out what each power would gain from an end today, and keep the strongest pressure: of one, or of two on good terms."""
    decision = scratch[0]
    st.pressure = 0.0
    for j in range(sc.n_powers):
        st.imposer[j] = 0
    loser = losing_side(sc, p, st)
    able = False
    for j in range(sc.n_powers):
        decision.weight[j, 0] = 0.0
        if p.awake[j] > 0.5:
            decision.weight[j, 0] = pressure_of(st.attention_now[j], hold_of(sc, p, st, j, loser, day), p.capability[2 + j], 1.0)
            able = able or decision.weight[j, 0] > 0.0
    if not able:
        return
    for lane in range(LANES):
        decision.required[lane] = 0
    project_outlook(sc, p, st, decision.required, OUTLOOK_STEPS, decision.out)
    for j in range(sc.n_powers):
        if decision.weight[j, 0] > 0.0:
            decision.weight[j, 0] *= eagerness(gain_of_stop(sc, p, st, decision, j, day))
    keep_strongest(sc, st, decision)


@step
def gain_of_stop(sc: Scenario, p: Params, st: State, decision: DecisionRecord, j: int, day: int) -> float:
    """Return what power ``j`` would gain if the war stopped on today's lines instead of going on to its horizon [utility]."""
    k = horizon_stride(p.foresight[j])
    out = decision.out
    _, gone = displacement_shares(sc, p, st)
    issues_of(sc, p, st, j, out[0, k, SHARE], out[0, k, GONE], out[0, k, DEATHS], day, decision.baseline_issues)
    issues_of(sc, p, st, j, st.public_share, gone, 0.0, day, decision.x)
    return utility_of(p, j, decision.x) - utility_of(p, j, decision.baseline_issues)


@step
def keep_strongest(sc: Scenario, st: State, decision: DecisionRecord) -> None:
    """Keep the power, or the two that do not stand against each other, with the strongest pressure."""
    first, second = -1, -1
    for j in range(sc.n_powers):
        for q in range(j, sc.n_powers):
            both = decision.weight[j, 0]
            if q != j:
                if decision.weight[j, 0] <= 0.0 or decision.weight[q, 0] <= 0.0 or st.tie[2 + j, 2 + q] < 0.0:
                    continue
                both += decision.weight[q, 0]
            if both > st.pressure:
                st.pressure = both
                first, second = j, q
    if first >= 0:
        st.imposer[first] = 1
        st.imposer[second] = 1


@step
def pressure_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Count stalled days, weigh the powers' pressure every fourth day, and see whether they force a ceasefire today."""
    st.stalled = stalled_next(st.stalled, st.value_rate)
    if p.on[PRESSURE_SWITCH] < 0.5 or st.ending != Stop.RUNNING:
        return
    if day % DECISION_DAYS == 0:
        scratch = np.empty(1, DECISION)
        weigh_pressure(sc, p, st, scratch, day)
    if st.truce_left > 0.0 or in_rout(st) or st.pressure <= 0.0:
        return
    decided = decidedness(st.value_share, value_share_of(sc, p, sc.line_before))
    strength = pressure_now(p, st)
    rate = forced_rate(strength, urgency(decided, st.value_rate), p.early_pressure, day + sc.day_before)
    if uniform(key, day, PRESSURE, 0) < 1.0 - exp(-rate):
        demand_halt(sc, p, st, price_now(p, st), key, day)


@step
def demand_halt(sc: Scenario, p: Params, st: State, price: float, key: int, day: int) -> None:
    """Tell the side that gains to stop, both where the front stands; who refuses goes on at a price that stays."""
    gaining = 1 - losing_side(sc, p, st) if abs(st.value_rate) >= STALLED else -1
    defied = False
    for b in range(2):
        if (gaining < 0 or gaining == b) and refuses(st.fight_value[b], own_view(st.own_share[b], b), price):
            st.defied[b] += price
            defied = True
    if not defied:
        for j in range(sc.n_powers):
            st.forced_by[j] = st.imposer[j]
        start_ceasefire(sc, p, st, Truce.FORCED, key, day)


MECHANISM = Mechanism(
    name="pressure",
    summary="Outside powers with a hold on both sides can force a ceasefire; whoever goes on in spite of them pays for it.",
    switches={"pressure": PRESSURE_SWITCH},
    steps={"pressure": pressure_step},
    fields=(
        *table(
            "PARAMS",
            """
            early_pressure | | f8 | 1/day | P96 rate of a forced ceasefire under full pressure and urgency as a war begins
            defiance_price | | f8 | utility | P96b price of going on against full pressure to stop: arms, money, standing
            stall_growth | | f8 | 1 | P97 growth of outside weight with stalled days, 1 doubles it in thirty
            """,
        ),
        *table(
            "STATE",
            """
            pressure | | f8 | 1 | pressure of the powers that would force a ceasefire
            imposer | p | i4 | 1 | 1 when the power is one of those that press
            forced_by | p | i4 | 1 | 1 when the power forced the last ceasefire
            stalled | | f8 | days | days for which the front has stalled, less what has moved since
            defied | b | f8 | utility | price of fighting on that the side pays for refusing demands to stop
            """,
        ),
    ),
    priors=(
        Prior(
            "early_pressure",
            "P96",
            "LogN(1.2, 0.6)",
            "E",
            "3 of 5 wars over in 15 days ended without a victory; 30 wars: log likelihood -6.6, at 0.15 -8.3 (verification.clock)",
        ),
        Prior(
            "defiance_price",
            "P96b",
            "LogN(0.45, 0.5)",
            "E",
            "fighting on is worth 0.05 to 0.2 more early on; 30 wars: log likelihood -6.6, at 0.15 -7.4 (verification.clock)",
        ),
        Prior("stall_growth", "P97", "0", "J", "wakes with a claim"),
    ),
    streams={"pressure": PRESSURE},
    not_foreseen="the outlook says what the war would bring if it went on, not what would end it",
)
