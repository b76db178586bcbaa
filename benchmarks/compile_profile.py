"""Where the cold compile time goes: self time per compiled function, and functions compiled for several type signatures.

``python -m benchmarks.compile_profile`` compiles the whole engine in a fresh child process with an empty cache folder
and prints the most expensive functions; ``--passes`` adds the compiler passes.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class Clock:
    """Self time per function from nested begin and end events of numba's compiler."""

    def __init__(self) -> None:
        self.stack: list[list[Any]] = []
        self.own: dict[tuple[str, str], float] = defaultdict(float)

    def begin(self, name: str, signature: str) -> None:
        """Open one function."""
        self.stack.append([name, signature, time.process_time(), 0.0])

    def end(self) -> None:
        """Close the innermost function and charge its time less that of the functions compiled inside."""
        name, signature, start, inside = self.stack.pop()
        total = time.process_time() - start
        self.own[name, signature] += total - inside
        if self.stack:
            self.stack[-1][3] += total


def listen(clock: Clock, passes: dict[str, float]) -> None:
    """Attach ``clock`` and the table of pass times to numba's compiler events."""
    from numba.core import event

    class Functions(event.Listener):  # type: ignore[misc]
        def on_start(self, happened: Any) -> None:
            data = happened.data
            clock.begin(data["dispatcher"].py_func.__qualname__, ", ".join(short(a) for a in data["args"]))

        def on_end(self, happened: Any) -> None:
            del happened
            clock.end()

    class Passes(event.Listener):  # type: ignore[misc]
        def __init__(self) -> None:
            self.open: list[list[float]] = []

        def on_start(self, happened: Any) -> None:
            del happened
            self.open.append([time.process_time(), 0.0])

        def on_end(self, happened: Any) -> None:
            start, inside = self.open.pop()
            total = time.process_time() - start
            passes[happened.data["name"].split(" (")[0]] += total - inside
            if self.open:
                self.open[-1][1] += total

    event.register("numba:compile", Functions())
    event.register("numba:run_pass", Passes())


def short(kind: Any) -> str:
    """Return a type's name without the hundred fields of a record."""
    text = str(kind)
    return text[:18] + "..." if text.startswith(("Record", "unaligned", "Array(Record")) or len(text) > 40 else text


def child() -> dict[str, Any]:
    """Compile the top kernel here and return the measured times."""
    start = time.perf_counter()
    cpu = time.process_time()
    from benchmarks.theatre import live_once

    imported = time.process_time() - cpu
    clock, passes = Clock(), defaultdict(float)
    listen(clock, passes)
    live_once()
    rows = sorted(((own, name, sig) for (name, sig), own in clock.own.items()), reverse=True)
    return {
        "wall": time.perf_counter() - start,
        "cpu": time.process_time() - cpu,
        "import": imported,
        "functions": rows,
        "passes": sorted(((t, n) for n, t in passes.items()), reverse=True),
    }


def measure(folder: str) -> dict[str, Any]:
    """Return the times of one cold compile in a fresh process with ``folder`` as its cache."""
    environment = {**os.environ, "MULTIPOLAR_CACHE_DIR": folder, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}:{ROOT / 'tests'}"}
    command = [sys.executable, "-m", "benchmarks.compile_profile", "--child"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", action="store_true")
    parser.add_argument("--top", type=int, default=40)
    parser.add_argument("--passes", action="store_true")
    chosen = parser.parse_args()
    if chosen.child:
        print(json.dumps(child()))
        return
    with tempfile.TemporaryDirectory() as folder:
        found = measure(folder)
        size = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file())
        again = measure(folder)
    rows = found["functions"]
    kept = {name: found[name] for name in ("wall", "cpu", "import")}
    kept |= {"functions": len(rows), "cache_mb": size / 1e6, "cached_wall": again["wall"], "cached_cpu": again["cpu"]}
    (ROOT / "benchmarks" / "results" / "compile_profile.json").write_text(json.dumps(kept, indent=1) + "\n")
    print(f"cold {found['wall']:.1f} s wall, {found['cpu']:.1f} cpu-s, import {found['import']:.2f}; cached {again['wall']:.2f} s")
    print(f"{len(rows)} specialisations, cache {size / 1e6:.1f} MB")
    several: dict[str, list[str]] = defaultdict(list)
    for own, name, signature in rows[: chosen.top]:
        print(f"{own:7.3f}  {name}({signature})")
    for _, name, signature in rows:
        several[name].append(signature)
    print("compiled more than once:")
    for name, signatures in sorted(several.items()):
        if len(signatures) > 1:
            print(f"  {name}: " + " | ".join(signatures))
    if chosen.passes:
        for spent, name in found["passes"][:20]:
            print(f"{spent:7.2f}  {name}")


if __name__ == "__main__":
    main()
