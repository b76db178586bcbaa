"""Compiling once, before anybody waits: the top kernel takes in every step and law, and is kept as one file.

Nothing below the top kernel is kept by itself, so that a cached start loads one file instead of hundreds.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numba

from multipolar.engine import day as course
from multipolar.engine.order import step_order
from multipolar.engine.simulate import days_of, no_series
from multipolar.model.fields import LARGE, SMALL, Capacity
from multipolar.model.records import zeros
from multipolar.numerics.jit import CACHE_DIR, JIT_ON
from multipolar.numerics.linking import hearing_compiles

__all__ = ["compile_kernels", "is_warm", "live_types", "order_of_work"]

Progress = Callable[[int, int, str], None]

CAPACITIES = {"small": SMALL, "large": LARGE}
MARK = "warm-"


def compile_kernels(progress: Progress | None = None, *, capacity: Capacity = SMALL) -> float:
    """Compile everything that a simulation calls and return the seconds it took; at once when it is all cached.

    Parameters
    ----------
    progress : hears steps done, steps in all and the name of the step just compiled.
    capacity : the record class to compile for.
    """
    start = time.perf_counter()
    if not JIT_ON:
        return 0.0
    top: Any = course.simulate_members
    with _no_collector(), _heard(progress):
        top.compile(live_types(capacity))
    if CACHE_DIR is not None:
        _mark(capacity).touch()
    return time.perf_counter() - start


def is_warm(capacity: Capacity = SMALL) -> bool:
    """Return whether the course has been compiled for this record class from the present sources."""
    return not JIT_ON or (CACHE_DIR is not None and _mark(capacity).exists())


def _mark(capacity: Capacity) -> Path:
    assert CACHE_DIR is not None
    return CACHE_DIR / f"{MARK}{next(name for name, known in CAPACITIES.items() if known == capacity)}"


def order_of_work() -> tuple[str, ...]:
    """Return the names of the steps whose compiling is told, in the order in which the top kernel meets them."""
    return ("start_state", "write_series", *step_order(), "write_outcome", "simulate_members")


def live_types(capacity: Capacity) -> tuple[Any, ...]:
    """Return the types of the arguments that all callers give to the top kernel."""
    sc, p, st, out = (numba.typeof(zeros(kind, 1, capacity)) for kind in ("SCENARIO", "PARAMS", "STATE", "OUTCOME"))
    i8, u8 = numba.types.int64, numba.types.uint64
    return (sc, p, st, st, u8, i8, i8, i8, out, numba.typeof(days_of(no_series())), i8)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep Python's garbage collector out: it costs a tenth of a compile, which leaves millions of live objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _heard(progress: Progress | None) -> Iterator[None]:
    """Tell ``progress`` of the steps among the functions that are compiled meanwhile."""
    if progress is None:
        yield
        return
    names, done = order_of_work(), set[str]()

    def ended(function: Any) -> None:
        if function.__name__ in names:
            done.add(function.__name__)
            progress(len(done), len(names), function.__name__)

    with hearing_compiles(ended):
        yield
