"""The numbers of the flagship that tests hold fast: endings, length, deaths and digest at both dates, from one small run.

``python -m verification.golden`` compares, ``--write 1`` writes tests/golden/karabakh_2020.json anew. Whoever writes it
owes the changelog a *Numbers* fragment that names the new digests (their first eight characters), before and after, and why:
a test reads both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.codes import ENDINGS
from multipolar.engine.ensemble import digest_of_parts, member_digests
from multipolar.library import FLAGSHIP
from multipolar.session.war import Recipe, load_war
from multipolar.studies.paired import live_variant
from verification.common import ROOT, arguments, verify

FILE = ROOT / "tests" / "golden" / "karabakh_2020.json"
DATES = ("2020-09-27", "2020-10-16")
MEMBERS = 300
SEED = 2020
SHORT = 8


def numbers(as_of: str, members: int = MEMBERS, seed: int = SEED) -> dict[str, Any]:
    """Return the numbers of one date: courses by ending, quartiles of length, median deaths by side, digest."""
    lived = live_variant("golden", load_war(Recipe(FLAGSHIP, as_of)), members=members, seed=seed)
    out = lived.outcomes
    counts = np.bincount(out["label"].astype(np.int64), minlength=len(ENDINGS))
    return {
        "endings": {name: int(n) for name, n in zip(ENDINGS, counts, strict=True)},
        "length_days": [float(np.quantile(out["length_days"], q)) for q in (0.25, 0.5, 0.75)],
        "deaths": {side: round(float(np.median(out["deaths"][:, b])), 1) for b, side in enumerate("AB")},
        "scenario_digest": lived.war.scenario.digest,
        "digest": digest_of_parts([member_digests(out)]),
    }


def document() -> dict[str, Any]:
    """Return the golden document of both dates."""
    return {
        "command": "python -m verification.golden --write 1",
        "version": __version__,
        "members": MEMBERS,
        "seed": SEED,
        "dates": {as_of: numbers(as_of) for as_of in DATES},
    }


def differences(kept: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Return what moved between two golden documents, one line each, before and after."""
    lines = []
    for as_of in DATES:
        before, after = kept["dates"].get(as_of, {}), found["dates"][as_of]
        lines += [f"{as_of} {key}: {before.get(key)} -> {after[key]}" for key in after if before.get(key) != after[key]]
    return lines


def recorded_digests(root: Path = ROOT) -> set[str]:
    """Return the short digests that the changelog's *Numbers* and the pending *Numbers* fragments name."""
    fragments = [path.read_text(encoding="utf-8") for path in (root / "changelog.d").glob("*.numbers.md")]
    parts = re.split(r"^### ", (root / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    numbers_parts = [part for part in parts if part.startswith("Numbers")]
    return set(re.findall(rf"\b[0-9a-f]{{{SHORT}}}\b", "\n".join([*fragments, *numbers_parts])))


def unrecorded(golden: Mapping[str, Any], told: set[str]) -> list[str]:
    """Return the short digests of a golden document that no *Numbers* entry names."""
    return [row["digest"][:SHORT] for row in golden["dates"].values() if row["digest"][:SHORT] not in told]


def fragment(kept: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Return what a *Numbers* fragment must say at least; the reason is left to whoever moved the numbers."""
    lines = ["- WHY the forecast moved (300 members, seed 2020; `python -m verification.golden`):"]
    for as_of in DATES:
        before, after = kept.get("dates", {}).get(as_of, {}), found["dates"][as_of]
        moved = [key for key in ("endings", "length_days", "deaths") if before.get(key) != after[key]]
        lines += [f"  {as_of} {key}: {before.get(key)} before, {after[key]} after;" for key in moved]
        lines.append(f"  {as_of} digest {str(before.get('digest'))[:SHORT]} before, {after['digest'][:SHORT]} after.")
    return "\n".join(lines)


def measure(*, write: bool) -> tuple[dict[str, Any], str]:
    """Compare the numbers with the golden file, or write it; return both and a sentence."""
    kept = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {"dates": {}}
    found = document()
    moved = differences(kept, found)
    if write:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if moved:
        print("\n".join(moved))
        print(f"\nA changelog.d/NAME.numbers.md is owed that says:\n{fragment(kept, found)}\n")
    said = "nothing moved" if not moved else f"{len(moved)} numbers moved" + (", written" if write else "")
    digests = ", ".join(f"{as_of} {row['digest'][:SHORT]}" for as_of, row in found["dates"].items())
    return found, f"{said}; {digests}"


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=MEMBERS, write=0)
    verify("golden", given, lambda: measure(write=bool(given.write)))


if __name__ == "__main__":
    main()
