"""Reserves go where it burns, mobilised men arrive, some of the wounded return."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.ground import HELD, held, join, men_total
from multipolar.mechanisms.moves import draw_reserve, sent_away
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.mechanisms.replacement import REPLACEMENT_SWITCH, joining, pool_left
from multipolar.mechanisms.supply import side_supply
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import lanes, law, step

RESERVES_SWITCH = 11
"""Place in PARAMS ``on``."""

READY_DAYS = 60.0
"""Days after which the inflow of reserves is gone but for 1/e [days]. Grade J."""
RETURN_SHARE = 0.3
"""Wounded who return to their side [share]. Grade J."""
THINNED = 0.04
"""Share of the men of a quiet sector who leave it in a day for those that burn [1/day]. Grade J."""
CARE_DAYS = 30.0
"""Mean days in care [days]. Grade J: 20 to 40 days."""


@law
def mobilised(men_start: float, readiness: float, days: float) -> float:
    """Return the men who join in a day [persons/day]: N0 0.004 (0.6 + 1.6 readiness) e^(-t/60). Source: day, step 10."""
    return men_start * 0.004 * (0.6 + 1.6 * readiness) * exp(-days / READY_DAYS)


@law
def called_up(men: float, days: float, left: float) -> float:
    """Return the men of a call-up who arrive in a day [persons/day]: evenly over ``days``, never more than are left."""
    return min(left, men / max(days, 1.0))


@law
def reserve_rate(supply: float, enemy_air: float) -> float:
    """Return the share of the reserve that reaches the front in a day [1]: 20 % (0.3 + 0.7 g)(1 - 0.4 a+). Source: day, step 10."""
    return 0.20 * (0.3 + 0.7 * supply) * (1.0 - 0.4 * max(enemy_air, 0.0))


@step
def reserves_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Bring in new men, let wounded return, send the reserve to assaulted sectors and thin out quiet ones."""
    if p.on[RESERVES_SWITCH] < 0.5:
        return
    for b in range(2):
        # A stated daily inflow dries up like the rest: the pool behind it is finite.
        inflow = p.reserve_inflow[b] * exp(-day / READY_DAYS)
        if inflow < 0.0:
            inflow = mobilised(st.men_start[b], p.readiness[b], day + sc.day_before)
        if p.on[REPLACEMENT_SWITCH] > 0.5:
            left = pool_left(p.manpower, p.population[b], st.resolve[b], st.mobilised[b])
            inflow = joining(inflow, p.men[b], men_total(sc, st, b) + st.call_up[b], left)
            st.mobilised[b] += inflow
        called = called_up(p.men[b] * (1.0 - p.ready[b]), p.mobilise_days[b], st.call_up[b])
        st.call_up[b] -= called
        st.reserve[b] += inflow + called
        st.inflow[b] += inflow + called
        back = st.recovering[b] / CARE_DAYS
        st.recovering[b] -= back
        st.reserve[b] += RETURN_SHARE * back
        st.permanent_losses[b] += (1.0 - RETURN_SHARE) * back
        send(sc, p, st, b, day)


@law
def send(sc: Scenario, p: Params, st: State, b: int, day: int) -> None:
    """Share what can still move of the reserve over sectors assaulted within four days; draw 4 % from sectors quiet for ten."""
    need = 0.0
    for s in range(sc.n_sectors):
        if held(st, b, s) > 0.2 and st.last_assault[b, s] >= 0.0 and day - st.last_assault[b, s] <= 4.0:
            need += 1.0
    if need == 0.0:
        return
    rate = reserve_rate(side_supply(sc, st, b), st.air_balance[1 - b])
    pool = draw_reserve(st, b, rate * st.reserve[b] * (1.0 - st.pinned[b]))
    for s in range(sc.n_sectors):
        calm = st.last_assault[b, s] < 0.0 or day - st.last_assault[b, s] > 10.0
        if calm and st.chosen[b, s] == 0 and sc.gate[s] == 0 and held(st, b, s) > HELD:
            pool += sent_away(sc, p, st, b, s, THINNED)
    for s in range(sc.n_sectors):
        if held(st, b, s) > 0.2 and st.last_assault[b, s] >= 0.0 and day - st.last_assault[b, s] <= 4.0:
            join(st, b, s, pool / need)


@lanes
def project_reserves(sc: Scenario, p: Params, st: State, b: int, w: OutlookState, n: int, ahead: float) -> None:
    """Bring reserves to the front of side ``b`` over one stride."""
    if p.on[RESERVES_SWITCH] < 0.5:
        return
    inflow = p.reserve_inflow[b]
    if inflow < 0.0:
        inflow = mobilised(st.men_start[b], p.readiness[b], st.day_now + sc.day_before + ahead)
    daily = called_up(p.men[b] * (1.0 - p.ready[b]), p.mobilise_days[b], st.call_up[b])
    called = (min(st.call_up[b], daily * (ahead + OUTLOOK_STEP_DAYS)) - min(st.call_up[b], daily * ahead)) / OUTLOOK_STEP_DAYS
    free = 1.0 - st.pinned[b]
    replaced = p.on[REPLACEMENT_SWITCH] > 0.5
    waiting = max(st.call_up[b] - daily * ahead, 0.0)
    for i in range(n):
        coming = inflow
        if replaced:
            left = pool_left(p.manpower, p.population[b], w.will[b, i], st.mobilised[b] + w.joined[b, i])
            men = w.front[b, i] + w.reserve[b, i] + waiting
            coming = joining(inflow, p.men[b], men, left / OUTLOOK_STEP_DAYS)
            w.joined[b, i] += OUTLOOK_STEP_DAYS * coming
        reserve = w.reserve[b, i] + OUTLOOK_STEP_DAYS * (coming + called)
        edge = -w.air[i] if b == 0 else w.air[i]
        sent = reserve * (1.0 - exp(-OUTLOOK_STEP_DAYS * reserve_rate(w.supply[b, i], edge) * free))
        part = sent / w.front[b, i]
        w.reserve[b, i] = reserve - sent
        w.front[b, i] += sent
        w.potential[b, i] *= 1.0 + part
        w.facing[1 - b, i] *= 1.0 + part
        w.backing[1 - b, i] *= 1.0 + part


MECHANISM = Mechanism(
    name="reserves",
    summary="Reserves go where it burns, mobilised men arrive, some of the wounded return.",
    switches={"reserves": RESERVES_SWITCH},
    steps={"reserves": reserves_step},
    fields=(
        *table(
            "STATE",
            """
            call_up | b | f8 | persons | men called up who have not arrived yet
            """,
        ),
    ),
    outlook=project_reserves,
)
