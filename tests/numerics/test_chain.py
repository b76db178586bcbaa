"""Calls written out as source do what the list says."""

from __future__ import annotations

import linecache

import numpy as np

from multipolar.numerics.chain import chain, dispatch
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


def test_dispatch__calls_the_one_with_the_code() -> None:
    """One function per code, whatever the order of the codes; without a function for a code nothing happens."""
    pick = dispatch("pick", {3: doubled, 1: raised}, ("x",), step)
    for code, value in ((3, 6.0), (1, 4.0), (2, 3.0), (-1, 3.0)):
        x = np.array([3.0])
        pick(code, x)
        assert x[0] == value


def test_dispatch__runs_inside_compiled_code() -> None:
    """Compiled code takes the written function in and picks at run time."""
    pick_one = dispatch("pick_one", {0: doubled, 1: raised}, ("x",), step)

    @law
    def outer(codes, x):
        for code in codes:
            pick_one(code, x)
        return x[0]

    assert outer(np.array([0, 1, 5, 0]), np.array([3.0])) == 14.0


def test_dispatch__source_is_there_for_tracebacks() -> None:
    """The text of the calls is kept where tracebacks look for it."""
    dispatch("shown", {4: doubled, 7: raised}, ("x",), step)
    text = "".join(linecache.getlines("<dispatch shown>"))
    assert "    if code == 4:\n        doubled_4(x)\n    elif code == 7:\n        raised_7(x)\n" in text
