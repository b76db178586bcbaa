"""State the branch coverage of packages, and fail where one lies below a bar.

Usage: ``python tools/branches.py [--least PERCENT] [--json FILE] PACKAGE ...`` with the JSON report of coverage.py, as
``make coverage`` writes it. A package is a folder below ``src/multipolar``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {
    "numerics/jit.py": "the decorators with compilation on",
    "numerics/linking.py": "the linking of compiled parts",
    "engine/warm.py": "the count of compiled versions",
    "engine/replay.py": "tested on runs of whole wars in tests/api",
}
"""Files that uncompiled unit tests cannot reach or do not aim at, each with what it holds or where it is tested."""


def shares(report: Mapping[str, Any], packages: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return covered and existing branches of each package.

    Raises
    ------
    LookupError : if the report holds no file of a package.
    """
    found = {}
    for package in packages:
        part = f"src/multipolar/{package}/"
        counted = [name for name in report["files"] if part in Path(name).as_posix() and not name.endswith(tuple(LEFT_OUT))]
        files = [report["files"][name]["summary"] for name in counted]
        if not files:
            raise LookupError(f"the report holds no file of {package}")
        found[package] = (sum(f["covered_branches"] for f in files), sum(f["num_branches"] for f in files))
    return found


def lines(found: Mapping[str, tuple[int, int]], least: float) -> tuple[list[str], bool]:
    """Return a line per package and whether all reach the bar [%]."""
    percent = {name: 100.0 * covered / total if total else 100.0 for name, (covered, total) in found.items()}
    width = max(map(len, percent))
    told = [f"{name:{width}}  {percent[name]:5.1f} %  {covered} of {total} branches" for name, (covered, total) in found.items()]
    below = [name for name, value in percent.items() if value < least]
    return [*told, *(f"below {least:g} %: {name}" for name in below)], not below


def main() -> int:
    """Print the shares, and return 1 where one is below the bar."""
    parser = argparse.ArgumentParser(description="State the branch coverage of packages.")
    parser.add_argument("--least", type=float, default=0.0, metavar="PERCENT", help="fail below it")
    parser.add_argument("--json", type=Path, default=ROOT / ".coverage.json", metavar="FILE", help="report of coverage.py")
    parser.add_argument("packages", nargs="+", help="folders below src/multipolar")
    given = parser.parse_args()
    told, good = lines(shares(json.loads(given.json.read_text(encoding="utf-8")), given.packages), given.least)
    print("\n".join(told))
    print("left out: " + "; ".join(f"{name} ({why})" for name, why in LEFT_OUT.items()))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
