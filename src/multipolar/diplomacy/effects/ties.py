"""Ties that an option moves between the power and the belligerents or other powers."""

from __future__ import annotations

from multipolar.codes import Primitive, Verb
from multipolar.declare.part import Effect
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.numerics.jit import law, step


@law
def shift_tie(st: State, x: int, y: int, change: float) -> None:
    """Move the tie between two actors, both ways, within [-0.99, 0.99]."""
    if x == y:
        return
    value = min(max(st.tie[x, y] + change, -0.99), 0.99)
    st.tie[x, y] = value
    st.tie[y, x] = value


@law
def shift_ties_untargeted(sc: Scenario, p: Params, st: State, j: int, n: int, size: float) -> None:
    """Let an act without a target move the ties with both belligerents, or with the main rival for a signal elsewhere."""
    if sc.opt_verb[n] == Verb.SIGNAL_ELSEWHERE or sc.opt_verb[n] == Verb.BORDER_SHOW:
        rival = -1
        weight = 0.0
        for q in range(sc.n_powers):
            if q != j and p.rival_weight[j, 2 + q] > weight:
                weight = p.rival_weight[j, 2 + q]
                rival = q
        if rival >= 0:
            shift_tie(st, 2 + j, 2 + rival, size)
        for z in range(sc.n_links):
            if sc.opt_verb[n] == Verb.SIGNAL_ELSEWHERE and (sc.link_a[z] == j or sc.link_b[z] == j):
                st.tension[z] = min(1.0, st.tension[z] + 0.1)
    else:
        shift_tie(st, 2 + j, 0, size)
        shift_tie(st, 2 + j, 1, size)


@step
def tie_with_target(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Move the tie with the target; without one, the ties that ``shift_ties_untargeted`` moves."""
    target = sc.opt_target[n]
    if target >= 0:
        shift_tie(st, 2 + j, target, size)
    else:
        shift_ties_untargeted(sc, p, st, j, n, size)


@step
def tie_with_enemy(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Move the tie with the enemy of side ``b``; without a side, the ties that ``shift_ties_untargeted`` moves."""
    if b >= 0:
        shift_tie(st, 2 + j, 1 - b, size)
    else:
        shift_ties_untargeted(sc, p, st, j, n, size)


@step
def tie_with_fearful(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Move the ties with all other powers that fear foreign fighters."""
    for q in range(sc.n_powers):
        if q != j and p.fighter_fear[q] > 0.0:
            shift_tie(st, 2 + j, 2 + q, size)


EFFECTS = (
    Effect(Primitive.TIE, tie_with_target, when="first day", side="any"),
    Effect(Primitive.TIE_ENEMY, tie_with_enemy, when="first day", side="any"),
    Effect(Primitive.TIE_FEARFUL, tie_with_fearful, when="first day", side="any"),
)
