"""Guns eat tonnes: shells come forward from the depots, fire follows activity and stocks, and silent guns cost odds."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.ground import HELD, held
from multipolar.mechanisms.lull import low_fire
from multipolar.mechanisms.supply import REFILL, forward_share
from multipolar.numerics.jit import law, step

MUNITIONS_SWITCH = 25
"""Place in PARAMS ``on``."""

ROUND_KG = 45.0
"""Weight of a round with its charge [kg]. Grade M: 122 to 152 mm guns."""
TRUCE_FIRE = 0.05
"""Fire under a truce, over what would be fired without [ratio]. Grade J."""
FORWARD_DAYS = 12.0
"""Most days of high-intensity fire that are held forward [days]. Grade J."""
LOW_DAYS = 5.0
"""Days of high-intensity fire held forward below which more is asked for than is fired [days]. Grade J."""
START_DAYS = 6.0
"""Days of high-intensity fire that are forward at the as-of date, at most [days]. Grade J."""
START_PART = 0.3
"""Share of the stock that is forward at the as-of date, at most [share]. Grade J."""
KEPT = 0.75
"""Weight of yesterday in the share of wanted fire [1/day]. Grade J: a mean over four days."""


@law
def tonnes_wanted(use: float, activity: float) -> float:
    """Return the tonnes a side wants to fire in a day: high-intensity ``use`` x (0.4 + 0.6 activity) [t/day].

    ``activity`` is the share of its axes in assault. Source: day, step 3 (expenditure rows are high-intensity values).
    """
    return use * (0.4 + 0.6 * activity)


@law
def forward_start(stock: float, use: float, share: float) -> float:
    """Return the shells that are forward at the as-of date [t]: min(0.3 stock, 6 days of use of men not on a source)."""
    return min(START_PART * stock, START_DAYS * use * share)


@law
def asked_forward(wanted: float, use: float, share: float, forward: float) -> float:
    """Return the shells that are to be hauled forward today [t/day].

    What the ``share`` of men who do not stand on a source wants to fire, half as much again while less than five days of
    high-intensity ``use`` are ``forward``, up to twelve days of it.
    """
    daily = use * share
    asked = wanted * share * (REFILL if forward < LOW_DAYS * daily else 1.0)
    return min(asked, max(FORWARD_DAYS * daily - forward, 0.0))


@law
def shell_state_after(before: float, fired: float, wanted: float) -> float:
    """Return sigma, the share of wanted fire [1]: 0.75 of yesterday's and a quarter of today's fired over wanted."""
    return KEPT * before + (1.0 - KEPT) * (fired / wanted if wanted > 1e-9 else 1.0)


@law
def shells_at_start(stock: float, use: float) -> float:
    """Return sigma on the as-of date [1]: 1, and less only where not even a day's shells are there."""
    return min(1.0, stock / max(use, 1e-9))


@law
def activity_of(sc: Scenario, st: State, b: int) -> float:
    """Return the share of the axes of side ``b`` that are in assault, those of the enemy met off its own axes counted [1]."""
    axes = 0
    active = 0
    for s in range(sc.n_sectors):
        axes += st.chosen[b, s]
        active += st.phase[b, s]
        active += 1 if st.phase[1 - b, s] > 0 and st.chosen[b, s] == 0 else 0
    return min(1.0, active / max(axes, 1))


@law
def landed_total(sc: Scenario, st: State, b: int) -> float:
    """Return the shells of side ``b`` that lie at entries which are no source [t]."""
    total = 0.0
    for s in range(sc.n_sectors):
        total += st.landed[b, s]
    return total


@law
def burn_lost(sc: Scenario, st: State, b: int) -> None:
    """Burn the shells that lie at entries whose sector side ``b`` has lost."""
    for s in range(sc.n_sectors):
        if st.landed[b, s] > 0.0 and held(st, b, s) <= HELD:
            st.munitions[b] -= st.landed[b, s]
            st.burnt[b] += st.landed[b, s]
            st.landed[b, s] = 0.0


@law
def haul_forward(sc: Scenario, p: Params, st: State, b: int, asked: float) -> None:
    """Haul shells of side ``b`` forward: what is ``asked``, as far as roads, lorries, depots and entries give it [t/day]."""
    landed = landed_total(sc, st, b)
    brought = min(asked, st.shells_way[b])
    taken = min(brought * st.landed_part[b], landed)
    brought = min(brought, taken + max(st.munitions[b] - st.forward[b] - landed, 0.0))
    st.forward[b] += brought
    if taken > 0.0:
        for s in range(sc.n_sectors):
            st.landed[b, s] *= 1.0 - taken / landed


@law
def fire_of(sc: Scenario, st: State, b: int, wanted: float, share: float) -> float:
    """Take the day's fire of side ``b`` from its stocks; return it [t].

    The ``share`` of men who do not stand on a source fires from what is forward; the others from the depots, and from what
    is forward when these are empty.
    """
    forward = min(wanted * share, st.forward[b])
    near = wanted - wanted * share
    depot = min(near, max(st.munitions[b] - st.forward[b] - landed_total(sc, st, b), 0.0))
    back = min(near - depot, st.forward[b] - forward)
    st.forward[b] -= forward + back
    st.munitions[b] -= forward + back + depot
    return forward + back + depot


@step
def munitions_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Haul shells forward and fire the day's tonnes out of the stocks; with the mechanism off stocks never run out."""
    for b in range(2):
        full = tonnes_wanted(p.munitions_use[b], activity_of(sc, st, b))
        wanted = full * (TRUCE_FIRE if st.truce_left > 0.0 else low_fire(st))
        fired = wanted
        if p.on[MUNITIONS_SWITCH] > 0.5:
            share = forward_share(sc, p, st, b)
            burn_lost(sc, st, b)
            haul_forward(sc, p, st, b, asked_forward(full, p.munitions_use[b], share, st.forward[b]))
            fired = fire_of(sc, st, b, wanted, share)
        st.shell_state[b] = shell_state_after(st.shell_state[b], fired, wanted)
        st.fire_tonnes[b] = fired
        st.fired[b] += fired


MECHANISM = Mechanism(
    name="munitions",
    summary="Guns eat tonnes: shells come forward from the depots, fire follows activity and stocks, and silent guns cost odds.",
    switches={"munitions": MUNITIONS_SWITCH},
    steps={"munitions": munitions_step},
    fields=(
        *table(
            "STATE",
            """
            fired | b | f8 | t | tonnes fired since the start
            fire_tonnes | b | f8 | t | tonnes fired today
            forward | b | f8 | t | part of the shells that lies with the men who do not stand on a source
            landed | b s | f8 | t | part of the shells that lies at an entry which is no source
            shell_state | b | f8 | share | share of the wanted fire that was fired, a mean over four days
            burnt | b | f8 | t | shells lost with the ground on which they lay
            """,
        ),
    ),
    outlook="shared",
)
