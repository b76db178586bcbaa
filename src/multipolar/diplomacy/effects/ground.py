"""Advisers, foreign fighters and troops that an option brings to a side, and reserves that it pins."""

from __future__ import annotations

import math

from multipolar.codes import Access, Primitive
from multipolar.declare.part import Effect
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.shared import reach_of
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step

FIGHTER_DAYS = 20.0
"""Days over which foreign fighters arrive [days]. Grade J."""
TROOP_DAYS = 10.0
"""Days over which troops arrive [days]. Grade J."""
FIGHTER_QUALITY = 0.35
"""Quality of foreign fighters [1]. Grade J."""


@law
def adviser_gain(register: float, size: float) -> float:
    """Return the gain of quality by advisers [share]: the geometric mean of P25 and of the option's own magnitude."""
    return math.sqrt(max(register, 0.0) * max(size, 0.0))


@law
def line_equivalent(persons: float, quality: float) -> float:
    """Return foreign fighters as men of the side's own quality [persons]: n exp(1.5 (0.35 - Q)). Source: subject 6."""
    return persons * exp(1.5 * (FIGHTER_QUALITY - quality))


@law
def add_to_reserve(st: State, b: int, men: float) -> None:
    """Add men who come from outside to the reserve of side ``b``."""
    st.reserve[b] += men
    st.inflow[b] += men


@step
def advisers(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Raise the quality of side ``b`` by advisers; of several groups the best counts."""
    st.quality_now[b] = max(st.quality_now[b], 1.0 + adviser_gain(p.adviser_effect, size))


@step
def fighters(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Bring foreign fighters to side ``b``, in equal parts over twenty days."""
    if age <= FIGHTER_DAYS:
        st.fighters_now[b] += size / FIGHTER_DAYS
        add_to_reserve(st, b, line_equivalent(size / FIGHTER_DAYS, p.quality[b]))


@step
def troops(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int) -> None:
    """Bring regular troops to side ``b``, in equal parts over ten days; none come by air alone."""
    if age <= TROOP_DAYS and sc.access_kind[j] != Access.AIR_ONLY and sc.access_kind[j] != Access.NONE:
        add_to_reserve(st, b, size / TROOP_DAYS * reach_of(p.access[j]))


@step
def pin(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int) -> None:
    """Pin a share of the reserve of side ``b``, 0.6 at most."""
    st.pinned[b] = min(0.6, st.pinned[b] + size)


EFFECTS = (
    Effect(Primitive.QUALITY, advisers),
    Effect(Primitive.FIGHTERS, fighters),
    Effect(Primitive.MEN, troops),
    Effect(Primitive.PIN, pin, side="aimed"),
)
