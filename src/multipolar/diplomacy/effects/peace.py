"""Good offices: relief, monitoring, an offer to enforce, mediation."""

from __future__ import annotations

from multipolar.codes import Primitive
from multipolar.declare.part import Effect
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.numerics.jit import step


@step
def relief(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int) -> None:
    """Care for a part of the displaced; several add up to one."""
    st.humane = min(1.0, st.humane + size)


@step
def monitor(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Monitor truces; of several monitors the largest counts."""
    st.monitor = max(st.monitor, min(1.0, size))


@step
def enforcement(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Offer to enforce a settlement, as far as the power attends to the war; several add up to one."""
    st.enforce_ext = min(1.0, st.enforce_ext + size * st.attention_now[j])


@step
def mediator(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Let the power mediate."""
    st.mediators[j] = 1


EFFECTS = (
    Effect(Primitive.RELIEF, relief, side="any"),
    Effect(Primitive.MONITOR, monitor, side="any"),
    Effect(Primitive.ENFORCEMENT, enforcement, side="any"),
    Effect(Primitive.MEDIATOR, mediator, side="any"),
    Effect(Primitive.LEVERAGE, not_applied="mediation reads it while the option is in effect: `mediate.leverage_of`"),
    Effect(Primitive.PATROL, not_applied="settlements read the verb of the option, not this magnitude: `settlements`"),
)
