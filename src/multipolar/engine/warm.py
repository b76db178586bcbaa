"""Compiling once, before anybody waits: two processes share the steps of the day, then the top kernel is put together.

Numba compiles one function at a time in a process. So the steps are dealt to two child processes that write to folders
of their own (numba's index files do not survive two writers); the folders are merged, and the top kernel is compiled
here from what is then in the cache.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numba
import numpy as np

from multipolar.engine import day as course
from multipolar.engine.outcome import write_outcome, write_series
from multipolar.engine.simulate import series_dtype
from multipolar.engine.start import start_state
from multipolar.model.fields import LARGE, SMALL, Capacity
from multipolar.model.records import dtype_of
from multipolar.numerics.jit import CACHE_DIR, JIT_ON

__all__ = ["hands", "is_warm", "merge", "order_of_work", "warm"]

Progress = Callable[[int, int, str], None]
Task = tuple[str, Any, tuple[Any, ...]]

CAPACITIES = {"small": SMALL, "large": LARGE}
MARK = "warm-"
HORIZON_DAYS = 180
BARGAINING = ("truce_step", "bargain_step")


def warm(
    progress: Progress | None = None, *, capacity: Capacity = SMALL, series: Sequence[np.dtype[Any]] = ()
) -> float:
    """Compile everything that a simulation calls and return the seconds it took; at once when it is all cached.

    Parameters
    ----------
    progress : hears steps done, steps in all and the name of the step just compiled.
    capacity : the record class to compile for.
    series : the types of daily series wanted (`series_dtype`); the top kernel is compiled once for each.
    """
    start = time.perf_counter()
    if not JIT_ON:
        return 0.0
    top: Any = course.live
    kinds = tuple(series) or (series_dtype(HORIZON_DAYS, capacity.s),)
    total = len(order_of_work(capacity)) + len(kinds)
    with _no_collector():
        if not is_warm(capacity):
            _steps(capacity, progress, total)
        for i, kind in enumerate(kinds):
            top.compile(_live_types(capacity, kind))
            if progress is not None:
                progress(total - len(kinds) + i + 1, total, "live")
    if CACHE_DIR is not None:
        _mark(capacity).touch()
    return time.perf_counter() - start


def is_warm(capacity: Capacity = SMALL) -> bool:
    """Return whether the steps of this record class have been compiled from the present sources."""
    return not JIT_ON or (CACHE_DIR is not None and _mark(capacity).exists())


def _mark(capacity: Capacity) -> Path:
    assert CACHE_DIR is not None
    return CACHE_DIR / f"{MARK}{_name_of(capacity)}"


def _name_of(capacity: Capacity) -> str:
    return next(name for name, known in CAPACITIES.items() if known == capacity)


def order_of_work(capacity: Capacity = SMALL) -> list[Task]:
    """Return name, function and argument types of every step that the top kernel calls, in the order of the day."""
    sc, p, st, out = (_record(kind, capacity) for kind in ("SCENARIO", "PARAMS", "STATE", "OUTCOME"))
    i8 = numba.types.int64
    tasks: list[Task] = [("start_state", start_state, (sc, p, st, i8))]
    tasks += [(name, getattr(course, name), (sc, p, st, i8, i8)) for name in course.order_of_day()]
    tasks.append(("write_outcome", write_outcome, (sc, p, st, i8, out)))
    row = numba.from_dtype(series_dtype(HORIZON_DAYS, capacity.s))
    tasks.append(("write_series", write_series, (sc, p, st, row, i8)))
    return tasks


def _record(kind: Any, capacity: Capacity) -> Any:
    return numba.from_dtype(dtype_of(kind, capacity))


def _live_types(capacity: Capacity, series: np.dtype[Any]) -> tuple[Any, ...]:
    array = numba.types.Array
    sc, p, st, out = (array(_record(k, capacity), 1, "C") for k in ("SCENARIO", "PARAMS", "STATE", "OUTCOME"))
    values = array(numba.types.float64, 3, "C")
    i8, u8 = numba.types.int64, numba.types.uint64
    return (sc, p, st, st, u8, i8, i8, i8, out, array(numba.from_dtype(series), 1, "C"), values, values, i8)


def hands(tasks: Sequence[Task]) -> tuple[list[Task], list[Task]]:
    """Deal the steps to two workers, about evenly: what armies do and bargaining to one, what powers do to the other."""
    abroad = [t for t in tasks if ".diplomacy." in t[1].__module__ or t[0] == "start_state"]
    abroad = [t for t in abroad if t[0] not in BARGAINING]
    return [t for t in tasks if t not in abroad], abroad


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


def _steps(capacity: Capacity, progress: Progress | None, total: int) -> None:
    """Compile all steps in two child processes, or here where no cache can be written."""
    if CACHE_DIR is None or len(getattr(os, "sched_getaffinity", lambda _: (0, 1))(0)) < 2:
        for i, (name, function, types) in enumerate(order_of_work(capacity)):
            function.compile(types)
            if progress is not None:
                progress(i + 1, total, name)
        return
    with tempfile.TemporaryDirectory(prefix="multipolar-warm-") as base:
        folders = [Path(base) / str(k) for k in range(2)]
        children = [_child(k, folder, capacity) for k, folder in enumerate(folders)]
        try:
            for i, name in enumerate(_lines(children)):
                if progress is not None:
                    progress(i + 1, total, name)
            for child in children:
                _check(child)
        finally:
            for child in children:
                child.kill()
                child.wait()
                child.__exit__(None, None, None)
        for folder in folders:
            merge(folder / CACHE_DIR.name, CACHE_DIR)


def _child(k: int, folder: Path, capacity: Capacity) -> subprocess.Popen[str]:
    package = Path(__file__).resolve().parents[2]
    paths = os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "MULTIPOLAR_CACHE_DIR": str(folder), "PYTHONPATH": paths}
    command = [sys.executable, "-m", "multipolar.engine.warm", str(k), _name_of(capacity)]
    # our own interpreter and module name, nothing from outside
    return subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _lines(children: Sequence[subprocess.Popen[str]]) -> Iterator[str]:
    """Yield what the children print, as it comes."""
    import queue
    import threading

    lines: queue.Queue[str | None] = queue.Queue()

    def read(stream: IO[str]) -> None:
        for line in stream:
            lines.put(line.strip())
        lines.put(None)

    for child in children:
        assert child.stdout is not None
        threading.Thread(target=read, args=(child.stdout,), daemon=True).start()
    running = len(children)
    while running:
        line = lines.get()
        if line is None:
            running -= 1
        else:
            yield line


def _check(child: subprocess.Popen[str]) -> None:
    assert child.stderr is not None
    said = child.stderr.read()
    if child.wait() != 0:
        raise RuntimeError("compiling the kernels failed: " + (said.strip().splitlines() or ["no reason given"])[-1])


def merge(source: Path, target: Path) -> None:
    """Bring compiled functions from ``source`` to ``target``; a function known there keeps what it has.

    A function's files (one index, its machine codes) move together, the index last, so that a reader never finds an
    index without its code.
    """
    if not source.exists():
        return
    for index in sorted(source.rglob("*.nbi")):
        goal = target / index.relative_to(source)
        if goal.exists():
            continue
        goal.parent.mkdir(parents=True, exist_ok=True)
        for code in sorted(index.parent.glob(f"{index.stem}.*.nbc")):
            shutil.copy2(code, goal.parent / code.name)
        shutil.copy2(index, goal)


def main(arguments: Sequence[str]) -> None:
    """Compile one worker's hand of steps and print the name of each as it is done."""
    hand = hands(order_of_work(CAPACITIES[arguments[1]]))[int(arguments[0])]
    with _no_collector():
        for name, function, types in hand:
            function.compile(types)
            print(name, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
