"""Turn the outcome files of the fact packs into outcome files of the library, for scoring only.

Usage: python tools/import_outcomes.py PACKS_DIR [--out DIR]. Reads PACKS_DIR/*.outcome.yaml, writes one file per war with
the grades and source keys of its facts. The flagship's file is written by tools/import_nk2020.py.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from nk2020_emit import Flow, FlowList, document

from multipolar.forecast.pack_outcome import PACK_SCHEMA, translated

OUT = Path(__file__).parent.parent / "src" / "multipolar" / "library" / "outcomes"
HEAD = """{title}: what happened from {asof} on. For scoring only, never read by a run.
Written by tools/import_outcomes.py from the war's fact pack; s: keys of sources, g: grades A to D.
{dead}"""
DEAD = "Deaths and lines count from the as-of date; sectors_end is A's share at the cessation or on day 180."


def source_keys(tree: Any) -> set[str]:
    """Return every source key that a tree names under ``s``."""
    if isinstance(tree, dict):
        own = set(tree["s"]) if isinstance(tree.get("s"), list) else set()
        return own.union(*(source_keys(value) for value in tree.values()))
    return set().union(*(source_keys(value) for value in tree)) if isinstance(tree, list) else set()


def outside(pack: dict[str, Any], facts: dict[str, Any]) -> list[str]:
    """Return the brokers that are neither powers nor members of a side in the facts of the war."""
    sides = facts["belligerents"].values()
    local = {power["id"] for power in facts["powers"]} | {str(name).casefold() for side in sides for name in side["members"]}
    return [broker for broker in pack.get("brokered_by") or [] if broker not in local]


def text(pack: dict[str, Any], facts: dict[str, Any]) -> str:
    """Return the text of the library's outcome file for one pack."""
    tree = {}
    for key, value in translated(pack).items():
        tree[key] = value
        if key == "brokered_by" and outside(pack, facts):
            tree["brokers_outside"] = FlowList(outside(pack, facts))
    if "end" in tree:
        tree["end"] |= {key: Flow(tree["end"][key]) for key in ("soft", "length_days")}
    for key in ("sectors_end", "changed_share", "net_share_A"):
        tree[key] = Flow(tree.get(key, {}))
    for key in ("power_levels", "deaths"):
        tree[key] = {name: Flow(row) for name, row in tree[key].items()}
    tree["brokered_by"] = FlowList(tree["brokered_by"])
    named = source_keys(tree)
    tree["sources"] = {key: Flow(row) for key, row in pack.get("sources", {}).items() if key in named}
    return document(tree, HEAD.format(title=facts["title"], asof=pack["asof"], dead=DEAD))


def run(packs: Path, out: Path) -> list[str]:
    """Write the outcome file of every pack and return their names."""
    names = []
    for path in sorted(packs.glob("*.outcome.yaml")):
        pack = yaml.safe_load(path.read_text(encoding="utf-8"))
        if pack.get("schema") != PACK_SCHEMA:
            raise SystemExit(f"{path.name}: found schema {pack.get('schema')!r}, expected {PACK_SCHEMA}")
        facts = yaml.safe_load(path.with_name(path.name.replace(".outcome.", ".facts.")).read_text(encoding="utf-8"))
        (out / f"{pack['id']}.yaml").write_text(text(pack, facts), encoding="utf-8")
        names.append(pack["id"])
    return names


def main() -> int:
    """Run the import from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packs", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    print(f"{len(run(args.packs, args.out))} outcome files written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
