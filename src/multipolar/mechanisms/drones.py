"""Drones hunt what air defence cannot protect, and the air balance tells whose sky it is."""

from __future__ import annotations

from multipolar.codes import DeathChannel, Equipment
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.ground import luck_of, men_total
from multipolar.mechanisms.lull import low_fire
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS, apply_casualties
from multipolar.mechanisms.weather import air_factor
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import lanes, law, step
from multipolar.numerics.random import binomial, poisson

DRONES_SWITCH = 3
"""Place in PARAMS ``on``."""
DRONE_HITS = 12
DRONE_LOSSES = 13
"""Random streams."""

LOITER_DAYS = 45.0
"""Days over which a stock of loitering munitions is spent [days]. Grade J."""
ADAPTATION_DAYS = 25.0
"""Days after which the defender's adaptation to drones is complete but for 1/e [days]. Grade J."""
DEAD_SHARE = 0.35
"""Dead among those hit by drones [share]. Grade J."""
AD_REFERENCE = 1.5
"""Short-range air-defence systems per 1,000 men at which a stated effectiveness holds [items/1000 persons]. Grade J."""
AD_LEAST, AD_MOST = 0.02, 3.0
"""Bounds of the count over that reference [ratio]. Grade J: one man portable missile, and what can be controlled at all."""
ITEM_SHARE = (0.20, 0.10, 0.25, 0.07, 0.05)
"""Items lost per hit, by kind of equipment [items]. Grade J."""
AD_ITEMS = ITEM_SHARE[4]
"""Systems of air defence among them [items]."""


@law
def air_strength(drones: float, enemy_ad: float, loiter_use: float, planes: float, sam: float, weather: float) -> float:
    """Return A, the air strength of a side [drone equivalents].

    drones (1 - E) W + 0.5 loitering/day W + planes / (1 + SAM/80), planes already quality-weighted (0.7 aircraft + 0.5
    helicopters) x quality^3. Source: day, step 3.
    """
    return drones * (1.0 - enemy_ad) * weather + 0.5 * loiter_use * weather + planes / (1.0 + sam / 80.0)


@law
def air_balance(own: float, enemy: float, men: float) -> float:
    """Return a in (-1, 1): (A_i - A_j) / (A_i + A_j + men/6000), men of both sides. Source: day, step 3."""
    return (own - enemy) / (own + enemy + men / 6000.0 + 1e-9)


@law
def air_defence(reference: float, systems: float, men: float) -> float:
    """Return E, the effectiveness of air defence against drones [share]: 1 - (1 - e)^(n / (1.5 men / 1000)).

    ``reference``: e, that of 1.5 short-range systems per 1,000 men; ``systems``: n, those present, of ``men`` in the theatre. Each
    system lets through a part of what the others let through; the exponent lies within 0.02 and 3.
    """
    count = min(max(systems / (AD_REFERENCE * max(men, 1.0) / 1000.0), AD_LEAST), AD_MOST)
    return 1.0 - exp(count * log(max(1.0 - reference, 1e-9)))


@law
def hits_per_day(drones: float, kill: float, ad: float, weather: float, visible: float, age: float, loiter_use: float) -> float:
    """Return the mean of targets hit in a day [items].

    drones kappa0 (1 - E) W V (1/2 + 1/2 exp(-t/25)) + 0.5 loitering (1 - E/2). Source: day, step 3.
    """
    adapted = 0.5 + 0.5 * exp(-age / ADAPTATION_DAYS)
    return drones * kill * (1.0 - ad) * weather * visible * adapted + 0.5 * loiter_use * (1.0 - 0.5 * ad)


@law
def planes_weight(aircraft: float, helicopters: float, quality: float) -> float:
    """Return quality-weighted aircraft: (0.7 aircraft + 0.5 helicopters) quality^3. Source: day, step 3."""
    return (0.7 * aircraft + 0.5 * helicopters) * quality * quality * quality


@law
def visible_share(sc: Scenario, st: State, b: int) -> float:
    """Return V, the share of the men of side ``b`` at the front that can be seen [1]."""
    men = 1e-9
    total = 0.0
    for s in range(sc.n_sectors):
        if st.contact[b, s] > 0:
            men += st.men[b, s]
            total += st.men[b, s] * sc.wooded[s]
    return total / men if men > 1.0 else 0.6


@law
def loiter_use(p: Params, st: State, b: int) -> float:
    """Return the loitering munitions spent in a day: what was there at the start over 45 days [items/day]."""
    return min(st.loiter[b], p.loitering[b] / LOITER_DAYS)


@law
def air_of(p: Params, st: State, b: int, switch: float, weather: float) -> float:
    """Return the air strength of side ``b`` today [drone equivalents]."""
    sam = p.sam[1 - b] + st.sam_added[1 - b]
    loiter = switch * loiter_use(p, st, b)
    return air_strength(switch * st.drones[b], st.ad[1 - b], loiter, st.air_planes[b], sam, weather)


@step
def air_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Strike the air balance of the day, with the air defence that is left: its systems and what strikes did to the rest."""
    weather = air_factor(st.weather)
    switch = 1.0 if p.on[DRONES_SWITCH] > 0.5 else 0.0
    men = men_total(sc, st, 0) + men_total(sc, st, 1)
    for b in range(2):
        st.ad[b] = st.ad_left[b] * air_defence(p.ad_start[b], st.equip[b, Equipment.AD], p.men[b])
        own = planes_weight(p.aircraft[b], p.helicopters[b], p.quality[b])
        st.air_planes[b] = own * st.enemy_air_factor[1 - b] + st.air_added[b]
    strength_a = air_of(p, st, 0, switch, weather)
    strength_b = air_of(p, st, 1, switch, weather)
    st.air_balance[0] = min(max(air_balance(strength_a, strength_b, men) + st.intel[0] - st.intel[1], -1.0), 1.0)
    st.air_balance[1] = -st.air_balance[0]


@step
def drones_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let armed drones and loitering munitions strike, and lose some."""
    if p.on[DRONES_SWITCH] < 0.5 or st.truce_left > 0.0:
        return
    weather = air_factor(st.weather)
    pace = low_fire(st)
    age = day + sc.day_before
    for b in range(2):
        enemy = 1 - b
        spent = pace * loiter_use(p, st, b)
        if st.drones[b] + spent <= 0.0:
            continue
        seen = visible_share(sc, st, enemy) * st.visible[enemy]
        mean = hits_per_day(pace * st.drones[b], p.drone_kill, st.ad[enemy], weather, seen, age, spent)
        start = 1e-9
        present = 0.0
        for k in range(5):
            start += st.equip_start[enemy, k]
            present += st.equip[enemy, k]
        mean *= present / start if start > 1.0 else 0.0
        hits = poisson(mean, key, day, DRONE_HITS, luck_of(sc, b))
        st.hits[b] += hits
        for k in range(5):
            gone = min(hits * ITEM_SHARE[k], st.equip[enemy, k])
            st.equip[enemy, k] -= gone
            st.equip_lost[enemy, k] += gone
        st.loiter[b] -= spent
        struck = exp(-p.ad_loss * 0.3 * spent)
        st.ad_left[enemy] *= struck
        st.ad[enemy] *= struck  # systems lost today are missed from tomorrow on
        exposed, risk = pace * st.drones[b] * weather, p.drone_loss * st.ad[enemy]
        lost = min(binomial(exposed, risk, key, day, DRONE_LOSSES, luck_of(sc, b)), st.drones[b])
        st.drones[b] -= lost
        st.drones_lost[b] += lost
        strike_men(sc, p, st, enemy, hits * p.hit_casualties)


@law
def strike_men(sc: Scenario, p: Params, st: State, b: int, casualties: float) -> None:
    """Spread casualties of drone hits over the men of side ``b`` at the front; 35 % of them die."""
    men = 0.0
    for s in range(sc.n_sectors):
        if st.contact[b, s] > 0:
            men += st.men[b, s]
    if men < 1.0:
        return
    casualties = min(casualties, 0.2 * men)
    for s in range(sc.n_sectors):
        if st.contact[b, s] > 0:
            part = casualties * st.men[b, s] / men
            st.loss_share[b, s] = 1.0 - (1.0 - st.loss_share[b, s]) * (1.0 - part / max(st.men[b, s], 1.0))
            st.men[b, s] -= part
            st.dead[b] += DEAD_SHARE * part
            st.dead_by[b, DeathChannel.DRONES] += DEAD_SHARE * part
            st.dead_today[b] += DEAD_SHARE * part
            st.recovering[b] += (1.0 - DEAD_SHARE) * part


@lanes
def project_air_balance(p: Params, st: State, w: OutlookState, n: int, weather: float, ahead: float) -> None:
    """Fill the air balance seen from A as the world would reckon it [1]; stocks of loitering munitions run down."""
    fly = 1.0 if p.on[DRONES_SWITCH] > 0.5 else 0.0
    left = fly * exp(-ahead / LOITER_DAYS)
    spent_a, spent_b = left * loiter_use(p, st, 0), left * loiter_use(p, st, 1)
    own = air_strength(fly * w.drones[0], w.air_defence[1], spent_a, w.planes[0], p.sam[1], weather)
    other = air_strength(fly * w.drones[1], w.air_defence[0], spent_b, w.planes[1], p.sam[0], weather)
    for i in range(n):
        men = w.front[0, i] + w.reserve[0, i] + w.front[1, i] + w.reserve[1, i]
        w.air[i] = min(max(air_balance(own, other, men) + w.edge[i], -1.0), 1.0)


@lanes
def project_drones(sc: Scenario, p: Params, st: State, b: int, w: OutlookState, n: int, weather: float, ahead: float) -> None:
    """Take the losses of side ``b`` to the drones of its enemy over one stride: men, arms and air defence; wear the drones."""
    if p.on[DRONES_SWITCH] < 0.5:
        return
    enemy = 1 - b
    wounded = p.wounded_ratio
    pace = low_fire(st)
    spent = pace * loiter_use(p, st, enemy) * exp(-ahead / LOITER_DAYS)
    age = st.day_now + sc.day_before + ahead
    seen = 0.6 * st.visible[b]
    hits = hits_per_day(pace * w.drones[enemy], p.drone_kill, w.air_defence[b], weather, seen, age, spent)
    hits *= w.equipment[b] * OUTLOOK_STEP_DAYS
    killed = hits * p.hit_casualties
    for i in range(n):
        apply_casualties(w, b, i, killed, wounded)
    heavy = 1.0
    for k in range(4):
        heavy += st.equip_start[b, k]
    w.equipment[b] = max(0.05, w.equipment[b] - DEAD_SHARE * hits / heavy)
    w.drones[enemy] *= exp(-p.drone_loss * pace * w.air_defence[b] * weather * OUTLOOK_STEP_DAYS)
    w.ad_left[b] *= exp(-p.ad_loss * 0.3 * spent * OUTLOOK_STEP_DAYS)
    w.systems[b] = max(0.0, w.systems[b] - AD_ITEMS * hits)
    w.air_defence[b] = w.ad_left[b] * air_defence(p.ad_start[b], w.systems[b], p.men[b])


MECHANISM = Mechanism(
    name="drones",
    summary="Drones hunt what air defence cannot protect, and the air balance tells whose sky it is.",
    switches={"drones": DRONES_SWITCH},
    steps={"air": air_step, "drones": drones_step},
    fields=(
        *table(
            "PARAMS",
            """
            drone_kill | | f8 | items/drone-day | P22 targets destroyed per armed-drone-day
            ad_loss | | f8 | 1 | P24 loss of air-defence effectiveness per loitering strike
            drone_loss | | f8 | 1 | drone loss per sortie at full air defence
            hit_casualties | | f8 | persons | casualties per drone hit
            """,
        ),
        *table(
            "STATE",
            """
            drones_lost | b | f8 | items | armed drones lost
            loiter | b | f8 | items | loitering munitions left
            air_planes | b | f8 | aircraft | quality-weighted aircraft fighting for the side, outside groups included
            ad | b | f8 | share | effectiveness of air defence against drones
            ad_left | b | f8 | share | part of it that strikes of loitering munitions have left
            air_balance | b | f8 | 1 | air balance seen from the side
            hits | b | f8 | items | hits scored by the side's drones
            """,
        ),
    ),
    priors=(
        Prior("drone_kill", "P22", "LogN(0.7, 0.8)", "J", "Idlib, spring 2020, known before the as-of date"),
        Prior("ad_loss", "P24", "LogN(0.02, 0.5)", "J", "judgement"),
        Prior("drone_loss", "p0", "Beta(2, 48)", "J", "losses per sortie in Syria and Libya"),
        Prior("hit_casualties", "P22b", "LogN(1.5, 0.3)", "J", "day, step 3"),
    ),
    streams={"drone_hits": DRONE_HITS, "drone_losses": DRONE_LOSSES},
    outlook=project_drones,
)
