"""Linear programmes and their failures."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.games.linear import least
from multipolar.strategic.solver import Clock, SolverError


def test_least__finds_the_corner():
    """X + y = 1, x <= y: the least of y is one half, its greatest 1."""
    upper, equal = np.array([[1.0, -1.0]]), [[1.0, 1.0]]
    assert least(np.array([0.0, 1.0]), upper, equal, [1.0], (0.0, None), Clock("x")) == pytest.approx([0.5, 0.5])
    assert least(np.array([0.0, -1.0]), None, equal, [1.0], (0.0, None), Clock("x")) == pytest.approx([0.0, 1.0])


def test_least__tells_what_has_no_answer():
    """An infeasible programme is a failure of the arithmetic kind, not an answer."""
    with pytest.raises(SolverError, match="ended with") as caught:
        least(np.array([1.0]), np.array([[1.0]]), [[1.0]], [1.0], (0.0, None), Clock("x"))
    assert caught.value.failure.kind == "numerical"


def test_least__stops_in_time():
    """A programme of some size is not solved in a thousandth of a second; the failure is of kind time."""
    rng = np.random.default_rng(1)
    clock = Clock("x", 1e-4)
    with pytest.raises(SolverError, match="within") as caught:
        least(rng.normal(size=3000), rng.normal(size=(600, 3000)), np.ones((1, 3000)), [1.0], (0.0, None), clock)
    assert caught.value.failure.kind == "time"
