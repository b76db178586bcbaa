"""Which options are in effect, which side an option helps or is aimed at, and how much of an effort arrives."""

from __future__ import annotations

from multipolar.declare.record_types import Scenario, State
from multipolar.numerics.jit import law


@law
def reach_of(access: float) -> float:
    """Return the part of an effort that arrives [1]: min(1, access). Source: subject 11."""
    return min(1.0, max(access, 0.0))


@law
def in_effect(st: State, j: int, o: int, day: float) -> bool:
    """Return whether option slot ``o`` of power ``j`` is in effect on ``day``."""
    return st.since[j, o] <= day < st.until[j, o]


@law
def target_side(sc: Scenario, st: State, j: int, n: int) -> int:
    """Return the side an option is aimed at: its target, the side favoured, else the one the power likes less; -1 none."""
    target = sc.opt_target[n]
    if target == 0 or target == 1:
        return target
    if target < 0:
        gap = st.tie[2 + j, 0] - st.tie[2 + j, 1]
        if gap > 0.02:
            return 1
        if gap < -0.02:
            return 0
    return -1


@law
def helped_side(sc: Scenario, n: int) -> int:
    """Return the side that an option helps, -1 when it helps neither."""
    if sc.opt_favours[n] >= 0:
        return sc.opt_favours[n]
    return sc.opt_target[n] if 0 <= sc.opt_target[n] <= 1 else -1
