"""Time and memory of the flagship, each number from a fresh process: ``python -m benchmarks.flagship [--members N]``.

``--million`` also measures the memory of a million members (minutes). Results go to benchmarks/results/flagship.json.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
CHILD = """
import json, resource, sys, time
start = time.perf_counter()
from multipolar import api
imported = time.perf_counter() - start
done = api.run("karabakh_2020", members=int(sys.argv[1]), out=sys.argv[2] or None)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"import_s": imported, "wall_s": time.perf_counter() - start, "peak_mib": peak}))
"""


def once(members: int, cache: str | None = None) -> dict[str, float]:
    """Return import time, wall time and peak memory of one run in a fresh process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    if cache is not None:
        environment["MULTIPOLAR_CACHE_DIR"] = cache
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-c", CHILD, str(members), str(Path(out) / "run")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Print the table and keep it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--skip-cold", action="store_true")
    chosen = parser.parse_args()
    rows: dict[str, dict[str, float]] = {}
    if not chosen.skip_cold:
        with tempfile.TemporaryDirectory() as cache:
            rows["first call, nothing compiled, 100 members"] = once(100, cache)
    once(100)
    rows["cached, 100 members"] = once(100)
    rows[f"cached, {chosen.members} members"] = once(chosen.members)
    if chosen.million:
        rows["cached, a million members"] = once(1_000_000)
    for name, row in rows.items():
        print(f"{name:<45}{row['wall_s']:8.2f} s{row['peak_mib']:9.0f} MiB   import {row['import_s']:.2f} s")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "flagship.json").write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
