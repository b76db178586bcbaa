"""Limits of time and typed failures."""

from __future__ import annotations

import pickle

import pytest

from multipolar.strategic.solver import Clock, SolverError


def test_clock__stops_what_takes_too_long_and_says_how_far_it_came():
    """A limit that is over raises a failure of kind time with the solver's name."""
    clock = Clock("bounds", 1e-9)
    while clock.left > 0.0:
        pass
    with pytest.raises(SolverError, match=r"bounds: not done within 1e-09 s: two of three. Allow more time") as caught:
        clock.check("two of three")
    assert caught.value.failure.kind == "time"
    assert caught.value.failure.seconds > 0.0
    assert clock.left == 0.0
    Clock("bounds", 100.0).check()


@pytest.mark.parametrize("limit", [0.0, -1.0, float("nan")])
def test_clock__needs_time(limit):
    """No solver starts without time."""
    with pytest.raises(SolverError, match="allowed is any time above 0") as caught:
        Clock("bounds", limit)
    assert caught.value.failure.kind == "input"


def test_solver_error__travels_between_processes():
    """The kind of failure survives pickling."""
    error = pickle.loads(pickle.dumps(Clock("x").failed("size", "too large")))
    assert (error.failure.solver, error.failure.kind, error.failure.message) == ("x", "size", "too large")
