"""Linear programmes with a time limit, each of whose answers is a failure of its own kind or holds."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import optimize

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.solver import Clock

__all__ = ["TOLERANCE", "least"]

TOLERANCE = 1e-9
"""How far the solver may miss a condition [1]."""


def least(cost: FloatArray, upper: Any, equal: Any, right: Any, bounds: Any, clock: Clock) -> FloatArray:
    """Return the x (variable,) of least cost with upper x <= 0, equal x = right and x within bounds, found by HiGHS.

    ``upper``: matrix (condition, variable), dense or sparse, None for no condition.

    Raises
    ------
    SolverError : out of time, or where the programme is not solved.
    """
    clock.check()
    options: Any = {
        "time_limit": max(clock.left, 1e-3),
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
    }
    right_upper = None if upper is None else np.zeros(upper.shape[0])
    found = optimize.linprog(
        cost, A_ub=upper, b_ub=right_upper, A_eq=equal, b_eq=right, bounds=bounds, method="highs", options=options
    )
    if found.status == 1:
        raise clock.failed("time", f"a linear programme was not solved within {clock.limit:g} s. Allow more time")
    if found.status != 0 or found.x is None:
        raise clock.failed("numerical", f"a linear programme ended with: {found.message}")
    return np.asarray(found.x, np.float64)
