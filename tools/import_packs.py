"""Write the library's scenarios of past wars from the fact packs: python tools/import_packs.py [SHARED]."""

from __future__ import annotations

import sys
from pathlib import Path

from multipolar.data.pack_scenario import import_pack

ROOT = Path(__file__).resolve().parent.parent
SCENARIOS = ROOT / "src" / "multipolar" / "library" / "scenarios"


def main(shared: Path) -> None:
    """Write one scenario a pack; the text is the importer's, no hand touches it."""
    for path in sorted((shared / "design" / "backtests").glob("*.facts.yaml")):
        made = import_pack(path)
        (SCENARIOS / f"{made.id}.yaml").write_text(made.text, encoding="utf-8")
        print(f"{made.id}: {len(made.warnings)} assumptions")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
