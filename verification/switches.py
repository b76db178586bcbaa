"""What five switches do to the endings, paired, against the order that was expected before anybody had run them.

Expected were drones and the air first, then the break hazard and reserves, then the sponsor's arms, and
finance last (tiny in sixty days); of terrain nothing was said. The size of an effect is the half sum of what it shifts between
endings (total variation), in points, with its paired error. The order is checked, not assumed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from multipolar.codes import ENDINGS
from multipolar.library import FLAGSHIP
from multipolar.session.war import Recipe, load_war, variant
from multipolar.studies.paired import Variant, live_variant
from verification.common import arguments, told, verify

SWITCHES: dict[str, dict[str, Any]] = {
    "drones": {"off": ("drones",)},
    "break hazard": {"off": ("breaks",)},
    "sponsor aid": {"bundle": "no_sponsor"},
    "mountains": {"off": ("terrain",)},
    "finance": {"off": ("finance",)},
}
"""Each switch as a change of the recipe."""
EXPECTED = ("drones", "break hazard", "sponsor aid", "finance")
"""Falling size of effects as it was expected; mountains have no place in it."""
RESAMPLES = 400


def shares(out: Any) -> np.ndarray:
    """Return one row per member and one column per ending: (member, ending)."""
    return np.asarray(out["label"][:, None] == np.arange(len(ENDINGS)), np.float64)


def moved(gap: np.ndarray) -> float:
    """Return the probability that moves between endings [points]: half the sum of absolute changes."""
    return 50.0 * float(np.abs(gap.mean(axis=0)).sum())


def effect(base: np.ndarray, other: np.ndarray, seed: int) -> dict[str, Any]:
    """Return the paired change of each ending and the size of the whole, with errors from resampled members."""
    gap = other - base
    error = gap.std(axis=0, ddof=1) / np.sqrt(gap.shape[0])
    rng = np.random.default_rng(seed)
    again = [moved(gap[rng.integers(0, gap.shape[0], gap.shape[0])]) for _ in range(RESAMPLES)]
    pairs = zip(ENDINGS, gap.mean(axis=0), error, strict=True)
    return {
        "endings": {e: [round(100 * float(d), 2), round(100 * float(s), 2)] for e, d, s in pairs},
        "moved": round(moved(gap), 2),
        "error": round(float(np.std(again)), 2),
    }


def order_found(rows: dict[str, dict[str, Any]]) -> list[str]:
    """Return the neighbouring pairs of the expected order that stand the wrong way round by more than two errors."""
    wrong = []
    for first, second in pairwise(EXPECTED):
        gap = rows[second]["moved"] - rows[first]["moved"]
        if gap > 2.0 * np.hypot(rows[first]["error"], rows[second]["error"]):
            wrong.append(f"{second} moves more than {first}")
    return wrong


def measure(members: int, seed: int, as_of: str | None) -> tuple[dict[str, Any], str]:
    """Return what each switch does, and how the order compares with the expected one."""
    recipe = Recipe(FLAGSHIP, as_of)
    base: Variant = live_variant("as it is", load_war(recipe), members=members, seed=seed)
    rows = {}
    for i, (name, how) in enumerate(SWITCHES.items()):
        other = live_variant(name, load_war(variant(recipe, **how)), members=members, seed=seed)
        rows[name] = effect(shares(base.outcomes), shares(other.outcomes), seed)
        told("switches", i + 1, len(SWITCHES))
    ranked = sorted(rows, key=lambda name: -rows[name]["moved"])
    wrong = order_found(rows)
    sentence = (
        f"points moved between endings by switching off, {members:,} members: "
        + ", ".join(f"{name} {rows[name]['moved']:.1f} ± {rows[name]['error']:.1f}" for name in ranked)
        + ("; against the expected order: " + ", ".join(wrong) if wrong else "; nothing against the expected order")
    )
    return {"members": members, "expected": list(EXPECTED), "against": wrong, "switches": rows}, sentence


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=2_000)
    result = verify("switches", given, lambda: measure(given.members, given.seed, given.as_of))
    for name, row in result["switches"].items():
        print(f"{name:<14}" + "  ".join(f"{e} {d:+.1f} ± {s:.1f}" for e, (d, s) in row["endings"].items()))


if __name__ == "__main__":
    main()
