"""Assault days kill and sometimes move the front."""

from __future__ import annotations

import math

from multipolar.codes import DeathChannel
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.ambush import ambush
from multipolar.mechanisms.control import ADVANCE_SWITCH, give_ground, take_ground
from multipolar.mechanisms.effort import FAILED_DAYS, advance_speed, frontage
from multipolar.mechanisms.exposure import attackers_on, contained, defenders_of, reserve_at
from multipolar.mechanisms.fires import lose
from multipolar.mechanisms.ground import breadth, held, luck_of, quality_factor, rugged
from multipolar.mechanisms.moves import call_reserve, turn_out
from multipolar.mechanisms.reserves import RESERVES_SWITCH
from multipolar.mechanisms.tempo import first_side
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import lanes, law, step
from multipolar.numerics.random import normal, pair_index, uniform

ASSAULT_SWITCH = 6
COUNTER_STROKE_SWITCH = 8
"""Places in PARAMS ``on``."""
ADVANCE = 26
ASSAULT = 23
COUNTER_STROKE = 27
LOSS_ATTACKER = 24
LOSS_DEFENDER = 25
"""Random streams."""

GUNS_IN_DATA = 0.6
"""Part of the losses in the battle data that assaults alone cause; guns cause the rest [share]. Grade J."""
NOISE_SD = 0.6
"""Standard deviation of the log of a day's assault losses [1]. Grade E: residual of the fit to CDB90."""
ATTACKER_SHIFT = 0.22
"""Mean of the log of the attacker's noise, which keeps the mean of the fitted residual [1]. Grade E: CDB90."""
DEFENDER_SHIFT = 0.32
"""Mean of the log of the defender's noise [1]. Grade E: CDB90."""
ATTACKER_CAP = 0.134
"""Largest daily loss of an attacker [share of the men exposed]. Grade J."""
DEFENDER_CAP = 0.20
"""Largest daily loss of a defender [share of the men exposed]. Grade J."""
DAY_SPEED_SD = 0.7
"""Standard deviation of the log of a day's advance [1]. Grade J."""
SPEED_CAP = 25.0
"""Largest advance of a day [km/day]. Grade J."""
COUNTER_CHANCE = 0.4
"""Chance that a failed assault is answered by a counter-stroke [1]. Grade J."""
CONTAIN_DAYS = 2.0
"""Days after which local reserves meet a breach [days]. Grade J."""
COUNTER_KM = 3.0
"""Ground that a counter-stroke takes back, over half the front [km]. Grade J."""


@lanes
def attacker_losses(rate: float, attackers: float, defenders: float, noise: float, won: bool, quality_ratio: float) -> float:
    """Return an attacker's casualties of an assault day [persons].

    0.6 r X_a min(2.5, X_d/X_a)^0.15 eps (0.9 won | 1.35 lost) (q_d/q_a), at most 13.4 % of X_a. Source: day, step 6.
    """
    ratio = min(2.5, defenders / max(attackers, 1.0))
    raw = GUNS_IN_DATA * rate * attackers * exp(0.15 * log(max(ratio, 1e-6))) * noise
    return min(raw * (0.9 if won else 1.35) * quality_ratio, ATTACKER_CAP * attackers)


@lanes
def defender_losses(rate: float, defenders: float, attackers: float, noise: float, quality_ratio: float) -> float:
    """Return a defender's casualties of an assault day [persons]: 0.6 r X_d min(9, X_a/X_d)^0.5 eps (q_a/q_d), cap 20 %."""
    ratio = min(9.0, attackers / max(defenders, 1.0))
    raw = GUNS_IN_DATA * rate * defenders * math.sqrt(max(ratio, 1e-6)) * noise
    return min(raw * quality_ratio, DEFENDER_CAP * defenders)


@lanes
def fire_support(state: float) -> float:
    """Return the losses that a side inflicts in an assault with a share ``state`` of its wanted fire, over all of it [1].

    0.5 + 0.5 sigma. Grade J: guns cause half of the losses of battles.
    """
    return 0.5 + 0.5 * state


@law
def gain_share(speed: float, noise: float, front: float, area: float) -> float:
    """Return the share of a sector won in a day [share]: speed e^(0.7 z), at most 25 km, over the front that moves."""
    return min(speed * noise, SPEED_CAP) * front / area


@step
def assault_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Call reserves to the assaults of the day, then fight them, one side after the other in an order settled by a coin."""
    if p.on[ASSAULT_SWITCH] < 0.5 or st.truce_left > 0.0:
        return
    if p.on[RESERVES_SWITCH] > 0.5:
        call_reserve(sc, st, 0)
        call_reserve(sc, st, 1)
    first = first_side(sc, key, day)
    for turn in range(2):
        b = first if turn == 0 else 1 - first
        for s in range(sc.n_sectors):
            if st.phase[b, s] > 0:
                assault(sc, p, st, b, s, key, day)


@step
def assault(sc: Scenario, p: Params, st: State, b: int, s: int, key: int, day: int) -> None:
    """Fight one assault of side ``b`` into sector ``s``."""
    enemy = 1 - b
    index = pair_index(luck_of(sc, b), s)
    turn_out(st, enemy, s)
    attackers = min(attackers_on(sc, p, st, b, s, st.by_track[b, s]), st.men[b, s] + 1.0)
    defenders = defenders_of(sc, p, st, enemy, s)
    present = min(defenders, max(st.men[enemy, s], 1.0))
    won = uniform(key, day, ASSAULT, index) < st.odds[b, s]
    edge = quality_factor(p, st, enemy) / quality_factor(p, st, b)
    noise_a = exp(ATTACKER_SHIFT + NOISE_SD * normal(key, day, LOSS_ATTACKER, index))
    noise_d = exp(DEFENDER_SHIFT + NOISE_SD * normal(key, day, LOSS_DEFENDER, index))
    own = attacker_losses(p.attacker_loss, attackers, present, noise_a, won, edge) * fire_support(st.shell_state[enemy])
    other = defender_losses(p.defender_loss, present, attackers, noise_d, 1.0 / edge) * fire_support(st.shell_state[b])
    lose(p, st, b, s, own, DeathChannel.ASSAULT)
    lose(p, st, enemy, s, other, DeathChannel.ASSAULT)
    st.last_assault[enemy, s] = day
    st.last_assault_day = day
    st.days_since_assault[s] = 0.0
    st.gate_used[b] = max(st.gate_used[b], sc.gate[s])
    st.failed[b, s] = 0.0 if won else FAILED_DAYS
    if rugged(sc, p, s) > 0.5:
        ambush(sc, p, st, b, s, key, day)
    if p.on[ADVANCE_SWITCH] < 0.5:
        return
    width = breadth(sc.area[s])
    if won:
        noise = exp(DAY_SPEED_SD * normal(key, day, ADVANCE, index))
        front = frontage(attackers, p.attack_density, defenders, p.hold_density, width)
        gain = gain_share(advance_speed(sc, p, st, s, st.by_track[b, s], st.winter), noise, front, sc.area[s])
        if held(st, b, s) > 0.6 and defenders < 0.25 * attackers:
            gain += 0.12
        st.breach[b, s] = max(st.breach[b, s], 1.0)
        if st.breach[b, s] > CONTAIN_DAYS:
            gain *= contained(attackers, reserve_at(sc, p, st, enemy, s))
        take_ground(sc, p, st, b, s, gain, key, day)
    elif p.on[COUNTER_STROKE_SWITCH] > 0.5 and uniform(key, day, COUNTER_STROKE, index) < COUNTER_CHANCE:
        give_ground(sc, st, b, s, COUNTER_KM * 0.5 * width / sc.area[s])


MECHANISM = Mechanism(
    name="assault",
    summary="Assault days kill and sometimes move the front.",
    switches={"assault": ASSAULT_SWITCH, "counter_stroke": COUNTER_STROKE_SWITCH},
    steps={"assault": assault_step},
    fields=(
        *table(
            "PARAMS",
            """
            attacker_loss | | f8 | share/day | P01 loss rate of an attacker on an assault day
            defender_loss | | f8 | share/day | P02 loss rate of a defender on an assault day
            """,
        ),
        *table(
            "STATE",
            """
            last_assault | b s | f8 | day | last day on which the side was assaulted here
            gate_used | b | f8 | level | highest gate at which the side attacked
            """,
        ),
    ),
    priors=(
        Prior("attacker_loss", "P01", "fitted", "E", "half of CDB90: typical war since 1939, per clock day"),
        Prior("defender_loss", "P02", "fitted", "E", "half of CDB90: typical war since 1939, without mass surrender"),
    ),
    streams={
        "advance": ADVANCE,
        "assault": ASSAULT,
        "counter_stroke": COUNTER_STROKE,
        "loss_attacker": LOSS_ATTACKER,
        "loss_defender": LOSS_DEFENDER,
    },
    outlook="shared",
)
