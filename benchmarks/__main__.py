"""All benchmarks and one table against their bars: ``python -m benchmarks [--quick] [--million]``.

Each benchmark runs in a process of its own and leaves its numbers in ``benchmarks/results``; the table is made from
those files, so that ``--table`` alone prints what was measured last. ``--quick`` takes fewer members and rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
FULL = {
    "compile_profile": ["--top", "0"],
    "flagship": ["--skip-cold"],
    "c_twins": [],
    "mesa_twin": [],
    "strategic": [],
}
QUICK = {
    "compile_profile": ["--top", "0"],
    "flagship": ["--skip-cold", "--members", "1000"],
    "c_twins": ["--members", "64", "--rounds", "3", "--seconds", "0.05"],
    "mesa_twin": ["--wars", "4", "--rounds", "3"],
    "strategic": ["--quick"],
}
Row = tuple[str, str, str, bool | None]


def machine() -> dict[str, Any]:
    """Return what a reader must know of the machine: cores and the versions that make the code."""
    import numba
    import numpy as np

    return {"cores": os.cpu_count(), "python": sys.version.split()[0], "numba": numba.__version__, "numpy": np.__version__}


def measure(name: str, arguments: list[str]) -> bool:
    """Run one benchmark in a fresh process; return whether it did, and say why if not."""
    paths = os.pathsep.join(str(p) for p in (ROOT, ROOT / "src", ROOT / "tests"))
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
    print(f"-- {' '.join(command[1:])}", flush=True)
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, check=False)
    if done.returncode != 0:
        print(f"   failed with status {done.returncode}", flush=True)
    return done.returncode == 0


def kept(name: str) -> Any:
    """Return the numbers that a benchmark left last, None where it has not run."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def row(what: str, value: float, unit: str, bar: float, *, most: bool) -> Row:
    """Return one line of the table; ``most`` says that the bar is an upper one."""
    sign = "<=" if most else ">="
    return what, f"{value:.2f} {unit}", f"{sign} {bar:g} {unit}", value <= bar if most else value >= bar


def compile_rows() -> list[Row]:
    """Return the lines on compiling and starting."""
    found = kept("compile_profile")
    if found is None:
        return []
    return [
        row("cold compile, processor time", found["cpu"], "s", 40.0, most=True),
        row("cold compile, wall", found["wall"], "s", 40.0, most=True),
        row("cached start, processor time", found["cached_cpu"], "s", 1.5, most=True),
    ]


def flagship_rows() -> list[Row]:
    """Return the lines on whole runs of the flagship."""
    rows: list[Row] = []
    for name, found in (kept("flagship") or {}).items():
        if "10000 members" in name:
            rows.append(row(name, found["wall_s"], "s", 10.0, most=True))
        elif "million" in name:
            rows.append(row(name, found["peak_mib"] / 1024, "GiB", 1.0, most=True))
        elif isinstance(found, dict) and "wall_s" in found:
            rows.append((name, f"{found['wall_s']:.2f} s, {found['peak_mib']:.0f} MiB", "", None))
    return rows


def twin_rows() -> list[Row]:
    """Return the lines on the twins in C and Mesa."""
    found = (kept("c_twins") or {"rows": []})["rows"]
    rows = [row(f"{one['kernel']} beside C -O3", one["ratio"], "x", 0.7, most=False) for one in found]
    mesa = kept("mesa_twin")
    if mesa is not None:
        rows.append(row("reduced war beside Mesa", mesa["ratio"], "x", 90.0, most=False))
    return rows


def strategic_rows() -> list[Row]:
    """Return the lines on powers' games and graph models."""
    found = kept("strategic") or {"rows": []}
    return [row(one["what"], one["cpu_s"], "s", one["bar_s"], most=True) for one in found["rows"]]


def table(rows: list[Row]) -> str:
    """Return the table as text."""
    words = {True: "met", False: "missed", None: ""}
    lines = [f"{what:<48}{value:>22}{bar:>14}  {words[met]}" for what, value, bar, met in rows]
    return "\n".join([f"{'':<48}{'measured':>22}{'bar':>14}", *lines])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer members and rounds")
    parser.add_argument("--million", action="store_true", help="also the memory of a million members")
    parser.add_argument("--table", action="store_true", help="print what was measured last")
    chosen = parser.parse_args()
    if not chosen.table:
        for name, arguments in (QUICK if chosen.quick else FULL).items():
            if name == "mesa_twin" and not _installed("mesa"):
                print("-- mesa_twin skipped: mesa is not installed (pip install mesa)")
                continue
            measure(name, [*arguments, "--million"] if name == "flagship" and chosen.million else arguments)
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "machine.json").write_text(json.dumps(machine(), indent=1) + "\n")
    print(", ".join(f"{k} {v}" for k, v in (kept("machine") or machine()).items()))
    print(table([*compile_rows(), *flagship_rows(), *twin_rows(), *strategic_rows()]))


def _installed(package: str) -> bool:
    from importlib.util import find_spec

    return find_spec(package) is not None


if __name__ == "__main__":
    main()
