"""Men go where their side attacks; stray men go home."""

from __future__ import annotations

from multipolar.declare.part import Mechanism
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.ground import HELD, INSIDE, held, join
from multipolar.numerics.jit import law, step


@step
def move_men(sc: Scenario, p: Params, st: State, b: int) -> None:
    """Bring men to the axes: a quarter of the reserve, 40 % of neighbours', 8 % of idle fronts'; stray men go home."""
    axes = 0
    for s in range(sc.n_sectors):
        axes += st.chosen[b, s]
    if axes > 0:
        pool = 0.25 * st.reserve[b] * (1.0 - st.pinned[b])
        st.reserve[b] -= pool
        for s in range(sc.n_sectors):
            if st.chosen[b, s] > 0:
                continue
            rate = move_rate(sc, st, b, s)
            pool += rate * st.men[b, s]
            st.men[b, s] -= rate * st.men[b, s]
        for s in range(sc.n_sectors):
            if st.chosen[b, s] > 0:
                join(st, b, s, pool / axes)
    for s in range(sc.n_sectors):
        if st.chosen[b, s] == 0 and held(st, b, s) <= INSIDE and st.men[b, s] > 0.0:
            withdraw(sc, st, b, s, 0.4)


@law
def move_rate(sc: Scenario, st: State, b: int, s: int) -> float:
    """Return the share of the men in ``s`` that leaves for the axes today [1/day]."""
    if held(st, b, s) <= HELD or sc.gate[s] > 0:
        return 0.0
    rate = 0.08 if st.contact[b, s] > 0 and st.day_now - st.last_assault[b, s] > 4.0 else 0.0
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        if st.chosen[b, sc.adj_node[k]] > 0 and st.day_now - st.last_assault[b, s] > 4.0:
            return 0.4
    return rate


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
    summary="Men go where their side attacks; stray men go home.",
    outlook="shared",
)
