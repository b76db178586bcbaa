"""Calls written out as source do what the list says."""

from __future__ import annotations

import linecache

import numpy as np

from multipolar.numerics.chain import chain
from multipolar.numerics.jit import law, step


@step
def doubled(x):
    """Double the numbers."""
    x[:] *= 2.0


@step
def raised(x):
    """Add one to the numbers."""
    x[:] += 1.0


def test_chain__calls_in_order() -> None:
    """The order of the list is the order of the calls, and a function may stand twice."""
    x = np.array([3.0])
    chain("twice", (doubled, raised, doubled), ("x",), step)(x)
    assert x[0] == 14.0

    chain("other", (raised, doubled), ("x",), step)(x)
    assert x[0] == 30.0


def test_chain__of_nothing_does_nothing() -> None:
    """An empty list is a function too: no mechanism declares an outlook law today."""
    x = np.array([3.0])
    chain("nothing", (), ("x",), step)(x)
    assert x[0] == 3.0


def test_chain__runs_inside_compiled_code() -> None:
    """Compiled code takes the written function in."""
    both = chain("both", (doubled, raised), ("x",), step)

    @law
    def outer(x):
        both(x)
        return x[0]

    assert outer(np.array([3.0])) == 7.0


def test_chain__source_is_there_for_tracebacks() -> None:
    """The text of the calls is kept where tracebacks look for it."""
    chain("shown", (doubled,), ("x",), step)
    assert "doubled_0(x)" in "".join(linecache.getlines("<chain shown>"))
