"""Men go where their side attacks and where the enemy masses; garrisons stay, home forces turn out, stray men go home."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.exposure import mobile_reserve
from multipolar.mechanisms.ground import HELD, INSIDE, breadth, held, join
from multipolar.numerics.jit import law, step

FRONT_GARRISON, REAR_GARRISON = 0.5, 0.1
"""Men who stay in a sector in contact and behind the front, of those who hold a line (P61) [share]. Grade J."""
HOME_GARRISON = 1.0
"""Men of a state on its recognised soil behind a gate, of those who hold a line (P61) [share]. Grade J."""
HOME_LEVEL = 2.0
"""Preparation at which home forces stand [level]. Grade J."""
DEFENDED = 0.2
"""Share of a sector that a side must hold to be reinforced there [share]. Grade J."""
FAST_RATE, SLOW_RATE = 0.4, 0.08
"""Share of the men of a neighbour and of an idle front who leave in a day for an axis [1/day]. Grade J."""
CALM_DAYS = 4.0
"""Days after an assault in which nobody leaves a sector [days]. Grade J."""


@law
def garrison(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the men of side ``b`` who stay in ``s`` whatever burns elsewhere [persons]: gamma P61 breadth, gamma 0.5 or 0.1."""
    return (FRONT_GARRISON if st.contact[b, s] > 0 else REAR_GARRISON) * p.hold_density * breadth(sc.area[s])


@law
def sent_away(sc: Scenario, p: Params, st: State, b: int, s: int, rate: float) -> float:
    """Take ``rate`` of the men out of ``s``, never the garrison, and return how many they are [persons]."""
    moved = min(rate * st.men[b, s], max(st.men[b, s] - garrison(sc, p, st, b, s), 0.0))
    st.men[b, s] -= moved
    return moved


@law
def home_forces(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the men whom the state of side ``b`` keeps in ``s`` beside its army in the theatre [persons]: P61 breadth.

    They stand on its recognised soil behind a gate; where a gated sector is nobody's alone, as along a state border, each
    state guards the part it holds. The army of a state does not end at the theatre.
    """
    ours = sc.soil[s] == b or (sc.soil[s] < 0 and sc.contested[s] == 0)
    if sc.gate[s] == 0 or not ours or held(st, b, s) <= INSIDE:
        return 0.0
    return HOME_GARRISON * p.hold_density * breadth(sc.area[s])


@law
def turn_out(st: State, b: int, s: int) -> None:
    """Let the home forces of side ``b`` join the men in ``s``, which is attacked: they fight, and fall, like all others."""
    more = st.home_men[b, s] - st.men[b, s]
    if more > 0.0:
        join(st, b, s, more)
        st.inflow[b] += more
    st.home_men[b, s] = 0.0


@law
def draw_reserve(st: State, b: int, men: float) -> float:
    """Take up to ``men`` out of the reserve of side ``b``, no more than can still move today; return how many they are."""
    drawn = max(min(men, min(st.reserve_left[b], st.reserve[b])), 0.0)
    st.reserve[b] -= drawn
    st.reserve_left[b] -= drawn
    return drawn


@step
def see_massing(sc: Scenario, st: State, b: int) -> None:
    """Begin the day of side ``b``: what part of its reserve can move, and where it massed men yesterday, which can be seen."""
    st.reserve_left[b] = mobile_reserve(st, b)
    for s in range(sc.n_sectors):
        st.massed[b, s] = st.chosen[b, s]


@law
def needs_men(st: State, b: int, s: int) -> bool:
    """Return whether side ``b`` brings men to ``s`` today: its own axis, or ground it holds before which the enemy masses."""
    return st.chosen[b, s] > 0 or (st.massed[1 - b, s] > 0 and held(st, b, s) > DEFENDED)


@step
def move_men(sc: Scenario, p: Params, st: State, b: int) -> None:
    """Bring men to axes and threatened sectors: of the reserve, 40 % of neighbours', 8 % of idle fronts; stray men go home."""
    needs = 0
    axes = 0
    for s in range(sc.n_sectors):
        axes += st.chosen[b, s]
        needs += 1 if needs_men(st, b, s) else 0
    if needs > 0:
        pool = draw_reserve(st, b, st.reserve_left[b])
        for s in range(sc.n_sectors):
            if not needs_men(st, b, s):
                pool += sent_away(sc, p, st, b, s, move_rate(sc, st, b, s, axes))
        for s in range(sc.n_sectors):
            if needs_men(st, b, s):
                join(st, b, s, pool / needs)
    for s in range(sc.n_sectors):
        if st.chosen[b, s] == 0 and held(st, b, s) <= INSIDE and st.men[b, s] > 0.0:
            withdraw(sc, st, b, s, FAST_RATE)


@law
def move_rate(sc: Scenario, st: State, b: int, s: int, axes: int) -> float:
    """Return the share of the men in ``s`` that leaves today for neighbours in need, or for ``axes`` farther away [1/day]."""
    if held(st, b, s) <= HELD or sc.gate[s] > 0 or st.day_now - st.last_assault[b, s] <= CALM_DAYS:
        return 0.0
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        if needs_men(st, b, sc.adj_node[k]):
            return FAST_RATE
    return SLOW_RATE if st.contact[b, s] > 0 and axes > 0 else 0.0


@step
def call_reserve(sc: Scenario, st: State, b: int) -> None:
    """Bring what can still move of the reserve of side ``b`` to the sectors that are assaulted today."""
    assaulted = 0
    for s in range(sc.n_sectors):
        assaulted += 1 if st.phase[1 - b, s] > 0 and held(st, b, s) > DEFENDED else 0
    if assaulted == 0:
        return
    pool = draw_reserve(st, b, st.reserve_left[b])
    for s in range(sc.n_sectors):
        if st.phase[1 - b, s] > 0 and held(st, b, s) > DEFENDED:
            join(st, b, s, pool / assaulted)


@law
def withdraw(sc: Scenario, st: State, b: int, s: int, part: float) -> bool:
    """Move ``part`` of the men of ``s`` to the best-held own neighbour; return whether there was one."""
    best = -1
    most = HELD
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        if held(st, b, t) > most and sc.edge_closed[sc.adj_edge[k]] == 0:
            most = held(st, b, t)
            best = t
    if best < 0:
        return False
    moved = part * st.men[b, s]
    st.men[b, s] -= moved
    join(st, b, best, moved)
    return True


MECHANISM = Mechanism(
    name="moves",
    summary="Men go where their side attacks and where the enemy masses; garrisons stay, home forces turn out, stray men go home.",
    fields=table(
        "STATE",
        """
        massed | b s | i4 | 1 | 1 when the side massed men for an axis here yesterday
        reserve_left | b | f8 | persons | men of the reserve who can still move today
        """,
    ),
    outlook="shared",
)
