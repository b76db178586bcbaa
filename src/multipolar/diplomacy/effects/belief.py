"""What others believe of a power's red lines and learn of its part in the war, and how far the power attends to it."""

from __future__ import annotations

from multipolar.codes import Primitive, RedLineKind
from multipolar.declare.part import Effect
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.ties import shift_tie
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

POWER_EXPOSURE = 51
"""Random stream."""


@law
def reveal_involvement(sc: Scenario, st: State, j: int, helped: int) -> None:
    """Let covert fire come to light: the world learns that the power fights; the lines named against it are touched."""
    for r in range(sc.n_redlines):
        if (
            sc.red_kind[r] == RedLineKind.POWER_ENTRY
            and sc.red_entry[r] == j
            and (sc.red_entry_side[r] < 0 or sc.red_entry_side[r] == helped)
        ):
            st.step_now[r] = max(st.step_now[r], 7.0)
    if helped >= 0:
        shift_tie(st, 2 + j, 1 - helped, -0.05)
    st.mediation_due = 1


@step
def belief_spread(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Multiply the spread of what others believe of the power's own red lines, 0.1 at least."""
    for r in range(sc.n_redlines):
        if sc.red_owner[r] == j:
            st.red_sd[r] = max(0.1, st.red_sd[r] * size)


@step
def belief_mean(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Shift the believed threshold of the power's own red lines, within 0 and 10."""
    for r in range(sc.n_redlines):
        if sc.red_owner[r] == j:
            st.red_mean[r] = min(max(st.red_mean[r] + size, 0.0), 10.0)


@step
def attention(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Raise the attention of the power, one at most."""
    st.attention_now[j] = min(1.0, st.attention_now[j] + size)


@step
def exposure(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Draw whether covert fire comes to light on this day."""
    if uniform(key, day, POWER_EXPOSURE, j * 32 + o) < size:
        reveal_involvement(sc, st, j, b)


@step
def guard(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int) -> None:
    """Raise the step that must be taken against the recognised soil of side ``b``."""
    st.guarded[b] += size


EFFECTS = (
    Effect(Primitive.BELIEF_SPREAD, belief_spread, when="first day", side="any"),
    Effect(Primitive.BELIEF_MEAN, belief_mean, when="first day", side="any"),
    Effect(Primitive.ATTENTION, attention, when="first day", side="any"),
    Effect(Primitive.EXPOSURE, exposure, side="any", streams={"power_exposure": POWER_EXPOSURE}),
    Effect(Primitive.GUARD, guard),
)
