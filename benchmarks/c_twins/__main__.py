"""Numba beside C in one run: ``python -m benchmarks.c_twins [--theatre flagship|toy] [--members N] [--rounds N]``.

First the clocked C course tells where the time goes; the hot kernels are the costliest steps that make up 80 % of it.
Then each hot kernel and the whole course run in both, in alternating rounds; medians are compared, and so are results.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np

from benchmarks.c_twins.build import build, compiler, pointer
from benchmarks.theatre import SEED, flagship, lived, theatre
from multipolar.engine.order import STEPS
from multipolar.engine.simulate import simulate_chunk
from multipolar.model.records import zeros
from multipolar.numerics.random import member_key

HOT_SHARE = 0.8
DAY = 12
C_ARGUMENTS = [ctypes.c_void_p] * 5 + [ctypes.c_int64] * 3
RESULTS = Path(__file__).resolve().parent.parent / "results"


def driver_of(step: Any) -> Any:
    """Return the compiled loop that lets members take one step again and again from the same state."""

    @numba.njit(error_model="numpy", nogil=True)
    def drive(sc, params, states, start, keys, day, rounds):
        for _ in range(rounds):
            for i in range(params.shape[0]):
                states[i] = start[i]
                step(sc[0], params[i], states[i], keys[i], day)

    return drive


def alternate(ways: list[Callable[[], None]], rounds: int) -> list[float]:
    """Return the median time of each way [s], all ways taking turns."""
    times: list[list[float]] = [[] for _ in ways]
    for way in ways:
        way()
    for _ in range(rounds):
        for way, kept in zip(ways, times, strict=True):
            start = time.process_time()
            way()
            kept.append(time.process_time() - start)
    return [statistics.median(kept) for kept in times]


def profile(library: Any, names: list[str], scenario: Any, params: Any) -> dict[str, float]:
    """Return each step's share of the time of the clocked C course."""
    ticks = np.zeros(len(names), np.uint64)
    state, out = zeros("STATE", 1), zeros("OUTCOME", params.shape[0])
    n = params.shape[0]
    library.live_clocked(pointer(scenario), pointer(params), pointer(state), SEED, 0, n, pointer(out), pointer(ticks))
    total = max(float(ticks.sum()), 1.0)
    return dict(sorted(zip(names, ticks / total, strict=True), key=lambda pair: -pair[1]))


def hot(shares: dict[str, float]) -> list[str]:
    """Return the costliest steps that together make up 80 % of the time."""
    chosen: list[str] = []
    total = 0.0
    for name, share in shares.items():
        if total >= HOT_SHARE:
            break
        chosen.append(name)
        total += share
    return chosen


def different(a: Any, b: Any) -> float:
    """Return the largest difference of any field, relative to its size."""
    worst = 0.0
    for name in a.dtype.names:
        x, y = a[name].astype(np.float64), b[name].astype(np.float64)
        gap = np.abs(x - y) / np.maximum(1.0, np.abs(x))
        worst = max(worst, float(np.nan_to_num(gap).max(initial=0.0)))
    return worst


def one_step(library: Any, name: str, inputs: tuple[Any, Any, Any], rounds: int, least: float) -> dict[str, Any]:
    """Return times and agreement of one step."""
    scenario, params, start = inputs
    n = params.shape[0]
    keys = np.array([member_key(np.uint64(SEED), i) for i in range(n)], np.int64)
    ours, theirs = np.copy(start), np.copy(start)
    compiled = driver_of(STEPS[name.removesuffix("_step")])
    day = DAY
    compiled(scenario, params, ours, start, keys, day, 1)
    drive = getattr(library, f"drive_{name}")
    drive.restype = None
    drive.argtypes = C_ARGUMENTS

    def c(times: int) -> None:
        drive(*(pointer(a) for a in (scenario, params, theirs, start, keys)), n, day, times)

    c(1)
    gap = different(ours, theirs)
    begin = time.process_time()
    c(5)
    times = max(1, int(5 * least / max(time.process_time() - begin, 1e-6)))
    copy = alternate([lambda: copy_only(ours, start, times)], rounds)[0]
    ways = [lambda: compiled(scenario, params, ours, start, keys, day, times), lambda: c(times)]
    numba_s, c_s = (max(t - copy, 1e-9) for t in alternate(ways, rounds))
    per = 1e6 / (times * n)
    return {"kernel": name, "numba_us": numba_s * per, "c_us": c_s * per, "ratio": c_s / numba_s, "gap": gap}


@numba.njit
def copy_only(states, start, rounds):
    """Copy the states as the drivers do, to take that time off."""
    for _ in range(rounds):
        for i in range(states.shape[0]):
            states[i] = start[i]


def whole(library: Any, scenario: Any, params: Any, rounds: int) -> dict[str, Any]:
    """Return times and agreement of the whole course."""
    n = params.shape[0]
    ours, theirs, state = zeros("OUTCOME", n), zeros("OUTCOME", n), zeros("STATE", 1)

    def c() -> None:
        library.live_c(*(pointer(a) for a in (scenario, params, state)), SEED, 0, n, pointer(theirs), None)

    ways = [lambda: simulate_chunk(scenario, params, SEED, 0, ours), c]
    numba_s, c_s = alternate(ways, rounds)
    same = float(np.mean([a.tobytes() == b.tobytes() for a, b in zip(ours, theirs, strict=True)]))
    return {
        "kernel": "whole course", "numba_us": numba_s / n * 1e6, "c_us": c_s / n * 1e6, "ratio": c_s / numba_s,
        "gap": different(ours, theirs), "same_bits": same,
    }  # fmt: skip


def main() -> None:
    """Print the tables and keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--theatre", choices=("flagship", "toy"), default="flagship")
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.15, help="least time of one round of a kernel")
    chosen = parser.parse_args()
    if compiler() is None:
        print("skipped: no C compiler on this machine")
        return
    scenario, params = (flagship if chosen.theatre == "flagship" else theatre)(chosen.members)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        library, names = build(Path(folder))
        built = time.perf_counter() - start
        for name in ("live_c", "live_clocked"):
            called = getattr(library, name)
            called.restype = None
            called.argtypes = [ctypes.c_void_p] * 3 + [ctypes.c_int64] * 3 + [ctypes.c_void_p] * 2
        profile(library, names, scenario, params)
        shares = profile(library, names, scenario, params)
        print(f"C built in {built:.1f} s. Share of the time of the course in C:")
        print("  " + ", ".join(f"{n.removesuffix('_step')} {s:.0%}" for n, s in shares.items() if s > 0.005))
        rows = [whole(library, scenario, params, chosen.rounds)]
        some = params[: min(64, params.shape[0])]
        inputs = (scenario, some, lived(scenario, some, DAY))
        rows += [one_step(library, name, inputs, chosen.rounds, chosen.seconds) for name in hot(shares)]
    print(f"{'kernel':<20}{'numba us':>10}{'C us':>10}{'speed/C':>9}{'gap':>10}")
    for row in rows:
        print(f"{row['kernel']:<20}{row['numba_us']:10.2f}{row['c_us']:10.2f}{row['ratio']:9.2f}{row['gap']:10.1e}")
    print(f"outcomes equal in every bit: {rows[0]['same_bits']:.1%} of {chosen.members}")
    RESULTS.mkdir(exist_ok=True)
    kept = {"theatre": chosen.theatre, "members": chosen.members, "shares": shares, "rows": rows, "hot": hot(shares)}
    (RESULTS / "c_twins.json").write_text(json.dumps(kept, indent=1))


if __name__ == "__main__":
    main()
