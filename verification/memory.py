"""Peak memory of a run by its members, each number from a fresh process; sizes that would take too long are projected.

``--off`` names mechanisms that are switched off: without effort and third parties a war peters out after three weeks, so that a
million members take minutes. A member's room does not depend on how long its war lasts.
A run is cut short after ``--limit`` seconds; its memory is then projected from the line through the two largest sizes that
were finished, and marked as such.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from multipolar.library import FLAGSHIP
from verification.common import ROOT, arguments, told, verify

SIZES = (10_000, 100_000, 1_000_000)
BAR_MIB = 1024.0
CHILD = """
import json, resource, sys, time
start = time.perf_counter()
from multipolar import api
done = api.run(
    sys.argv[1], sys.argv[4] or None, members=int(sys.argv[2]), seed=int(sys.argv[5]), out=sys.argv[3], report=False,
    off=sys.argv[6:],
)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": round(time.perf_counter() - start, 1), "peak_mib": round(peak, 1)}))
"""


def once(members: int, seed: int, as_of: str | None, limit: float, off: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """Return seconds and peak memory of one run in a process of its own; None when it was cut short.

    Raises
    ------
    RuntimeError : with what the process said, if it failed.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", CHILD, FLAGSHIP, str(members), str(Path(folder) / "run"), as_of or "", str(seed), *off]
        try:
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=limit)
        except subprocess.TimeoutExpired:
            return None
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def projected(measured: dict[int, float], members: int) -> float | None:
    """Return the peak memory [MiB] on the line through the two largest measured sizes; None with fewer than two."""
    if len(measured) < 2:
        return None
    (n1, m1), (n2, m2) = sorted(measured.items())[-2:]
    return m2 + (m2 - m1) / (n2 - n1) * (members - n2)


def measure(
    sizes: tuple[int, ...], seed: int, as_of: str | None, limit: float, off: tuple[str, ...] = ()
) -> tuple[dict[str, Any], str]:
    """Return peak memory by members, measured or projected."""
    rows: dict[str, dict[str, Any]] = {}
    peaks: dict[int, float] = {}
    once(200, seed, as_of, limit, off)
    for i, members in enumerate(sizes):
        found = once(members, seed, as_of, limit, off)
        if found is not None:
            peaks[members] = found["peak_mib"]
            rows[str(members)] = {**found, "projected": False}
        else:
            guess = projected(peaks, members)
            rows[str(members)] = {"seconds": None, "peak_mib": None if guess is None else round(guess), "projected": True}
        told("sizes", i + 1, len(sizes))
    said = [
        f"{int(n):,}: "
        + ("not known" if r["peak_mib"] is None else f"{r['peak_mib']:,.0f} MiB")
        + (f" in {r['seconds']:,.0f} s" if r["seconds"] else f", projected (cut short after {limit:,.0f} s)")
        for n, r in rows.items()
    ]
    without = f" (without {', '.join(off)})" if off else ""
    return {"bar_mib": BAR_MIB, "off": list(off), "sizes": rows}, f"peak memory by members{without}: " + "; ".join(said)


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=SIZES[-1], limit=3_600.0, off=("",)[:0])
    sizes = (*(n for n in SIZES if n < given.members), given.members)
    verify("memory", given, lambda: measure(sizes, given.seed, given.as_of, given.limit, tuple(given.off)))


if __name__ == "__main__":
    main()
