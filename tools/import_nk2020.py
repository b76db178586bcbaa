"""Turn the fact tables of the flagship into the scenario, its 16 October patch and the outcome file.

Usage: python tools/import_nk2020.py SHARED_DIR [--out DIR] [--quiet]. Facts and outcomes are two trees:
nothing that became known after an as-of date reaches a scenario, and the outcome file is read by scoring only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import nk2020_claims
import nk2020_outcomes
import nk2020_patch
from nk2020_emit import document
from nk2020_facts import base_tree
from nk2020_tables import Gate, TableError

LIBRARY = Path(__file__).parent.parent / "src" / "multipolar" / "library"
HEAD = """Nagorno-Karabakh, autumn 2020, as of 27 September 2020.
Written by tools/import_nk2020.py from tables of facts; change the tables or the tool, not this file.
Side A is Azerbaijan (AZE), which opened the round; side B is Armenia with Nagorno-Karabakh (ARM).
Numbers: {v: value or [low, mode, high], unit, source, grade}. Grades A to D by source, J for judgement."""


def write(path: Path, text: str) -> None:
    """Write a file and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(shared: Path, out: Path) -> list[str]:
    """Write the three files and return what was refused and why."""
    tables = shared / "design" / "nk2020"
    start = Gate(dt.date(2020, 9, 27))
    later = Gate(dt.date(2020, 10, 16))
    base: dict[str, Any] = base_tree(shared, tables, start, nk2020_claims.blocks())
    text = document(base, HEAD)
    write(out / "scenarios" / "karabakh_2020.yaml", text)
    write(out / "patches" / "karabakh_2020@2020-10-16.yaml", nk2020_patch.text(shared, tables, later, base=text))
    write(out / "outcomes" / "karabakh_2020.yaml", nk2020_outcomes.text(tables))
    return [f"{gate.as_of}: {line}" for gate in (start, later) for line in gate.refused]


def main() -> int:
    """Run the import from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=LIBRARY)
    parser.add_argument("--quiet", action="store_true")
    args = parser.parse_args()
    try:
        refused = run(args.shared, args.out)
    except TableError as error:
        print(f"refused: {error}", file=sys.stderr)
        return 2
    if not args.quiet:
        print(f"{len(refused)} rows refused")
        print("\n".join(refused))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
