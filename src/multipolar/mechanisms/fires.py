"""Guns and rockets grind the front day by day, whether anybody attacks or not."""

from __future__ import annotations

from multipolar.codes import DeathChannel
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.ground import holder_of
from multipolar.mechanisms.lull import low_fire
from multipolar.mechanisms.munitions import FORWARD_DAYS, KEPT, MUNITIONS_SWITCH, ROUND_KG, tonnes_wanted
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS, apply_casualties
from multipolar.mechanisms.weather import air_factor
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import lanes, law, step

AREA_FIRE_SWITCH = 4
"""Place in PARAMS ``on``."""

ENTRENCHED = 0.6
"""Exposure to fire of men in a line [1]. Source: QJM posture table."""


@lanes
def area_casualties(rounds: float, per_hundred: float, air_edge: float, posture: float, weather: float) -> float:
    """Return casualties of area fire in a day [persons].

    k_a rounds/100 (1 + 0.8 a+) v(posture) W^0.3: linear in fire; drone spotting makes it tell. Source: day, step 3.
    """
    return per_hundred * rounds / 100.0 * (1.0 + 0.8 * max(air_edge, 0.0)) * posture * exp(0.3 * log(weather))


@law
def posture(sc: Scenario, st: State, b: int, s: int) -> float:
    """Return v, the vulnerability of side ``b`` in sector ``s`` to area fire [1]: attack 1, hasty 0.7, prepared 0.6, fortified 0.5.

    Source: quantified judgement model (Dupuy 1979).
    """
    if st.phase[b, s] > 0:
        return 1.0
    level = st.preparation_left[s] if holder_of(sc, st.defence_line[s]) == b else 0.0
    if level >= 2.5:
        return 0.5
    return 0.6 if level >= 0.5 else 0.7


@step
def fires_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Spread the day's area fire over the men in contact; at most a fifth of a sector falls in a day."""
    if p.on[AREA_FIRE_SWITCH] < 0.5:
        return
    weather = air_factor(st.weather)
    for b in range(2):
        enemy = 1 - b
        men = 0.0
        for s in range(sc.n_sectors):
            if st.contact[b, s] > 0:
                men += st.men[b, s]
        if men < 1.0:
            continue
        rounds = st.fire_tonnes[enemy] * 1000.0 / ROUND_KG
        for s in range(sc.n_sectors):
            if st.contact[b, s] == 0 or st.men[b, s] < 1.0:
                continue
            here = area_casualties(rounds * st.men[b, s] / men, p.area_fire, st.air_balance[enemy], posture(sc, st, b, s), weather)
            lose(p, st, b, s, min(here, 0.2 * st.men[b, s]), DeathChannel.AREA_FIRE)


@law
def lose(p: Params, st: State, b: int, s: int, casualties: float, channel: int) -> None:
    """Take casualties out of a sector: the dead by the wounded ratio, the rest into care."""
    casualties = min(casualties, st.men[b, s])
    dead = casualties / (1.0 + p.wounded_ratio)
    before = st.men[b, s]
    st.men[b, s] = before - casualties
    if before > 1.0:
        st.loss_share[b, s] = 1.0 - (1.0 - st.loss_share[b, s]) * (1.0 - casualties / before)
    st.dead[b] += dead
    st.dead_by[b, channel] += dead
    st.dead_today[b] += dead
    st.recovering[b] += casualties - dead


@lanes
def project_fires(p: Params, st: State, b: int, w: OutlookState, n: int, weather: float) -> None:
    """Take the losses of side ``b`` to the guns of its enemy over one stride, and what they fire: from depots, and hauled."""
    enemy = 1 - b
    fire, wounded, low = p.area_fire, p.wounded_ratio, low_fire(st)
    use = OUTLOOK_STEP_DAYS * p.munitions_use[enemy]
    share, way = w.far[enemy], OUTLOOK_STEP_DAYS * w.way[enemy]
    limited = p.on[MUNITIONS_SWITCH] > 0.5
    if p.on[AREA_FIRE_SWITCH] < 0.5:
        fire = 0.0
    kept = exp(OUTLOOK_STEP_DAYS * log(KEPT))
    for i in range(n):
        wanted = low * tonnes_wanted(use, w.tempo[enemy, i])
        tonnes = wanted
        if limited:
            forward = w.forward[enemy, i]
            depot = max(w.shells[enemy, i] - forward, 0.0)
            asked = max(wanted * share + FORWARD_DAYS / OUTLOOK_STEP_DAYS * use * share - forward, 0.0)
            brought = min(asked, way, depot)
            forward += brought
            far = min(wanted * share, forward)
            near = min(wanted - wanted * share, depot - brought)
            tonnes = far + near
            w.forward[enemy, i] = forward - far
            w.shells[enemy, i] += OUTLOOK_STEP_DAYS * w.added[enemy, i] - tonnes
        ratio = tonnes / wanted if wanted > 1e-9 else 1.0
        w.shell_state[enemy, i] = kept * w.shell_state[enemy, i] + (1.0 - kept) * ratio
        edge = -w.air[i] if b == 0 else w.air[i]
        apply_casualties(w, b, i, area_casualties(tonnes * 1000.0 / ROUND_KG, fire, edge, ENTRENCHED, weather), wounded)


MECHANISM = Mechanism(
    name="fires",
    summary="Guns and rockets grind the front day by day, whether anybody attacks or not.",
    switches={"area_fire": AREA_FIRE_SWITCH},
    steps={"fires": fires_step},
    fields=(
        *table(
            "PARAMS",
            """
            area_fire | | f8 | persons/100 rounds | P06 casualties per 100 rounds of area fire
            wounded_ratio | | f8 | ratio | wounded per dead
            """,
        ),
    ),
    priors=(
        Prior("area_fire", "P06", "LogN(1.0, 0.7)", "J", "judgement around rounds per casualty in 20th-century wars"),
        Prior("wounded_ratio", "P06b", "Tri(2, 3, 4.5)", "M", "killed to wounded"),
    ),
    outlook=project_fires,
)
