"""Compute the naive forecasts' scores on the fact packs: pure data, no simulation.

Usage: python tools/backtest_bars.py PACKS_DIR. Prints the mean of every measure for every naive forecast over the packs,
and beside it the earlier bars that were worked out on sixteen past wars before this program existed.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from multipolar.forecast.baselines import BASELINES, Known, baselines_of
from multipolar.forecast.outcome import Outcome
from multipolar.forecast.pack_outcome import translated
from multipolar.forecast.teachers import teachers_among
from multipolar.forecast.war import WarFacts, truth_of
from multipolar.forecast.war_score import MEASURES, means_of, war_scores

EARLIER: dict[tuple[str, str], float] = {
    ("uniform", "ending_brier"): 0.857,
    ("uniform", "ending_log"): 1.946,
    ("material_balance", "ending_brier"): 0.826,
    ("material_balance", "ending_log"): 1.836,
    ("base_rate", "length_crps_days"): 38.7,
    ("base_rate", "length_crps_log"): 0.732,
    ("no_change", "power_level_brier"): 0.220,
    ("no_change", "newly_direct_brier"): 0.086,
}
"""The bars as they were handed down; of which wars and by which fit is not said."""


def strength(side: dict[str, Any]) -> float:
    """Return men in theatre times quality, by their modes."""
    return float(side["men_theatre"]["v"][1]) * float(side["quality"]["v"][1])


def facts_of_pack(pack: dict[str, Any]) -> WarFacts:
    """Return what was known at the start of a war from its facts."""
    forces = pack["forces"]
    return WarFacts(
        pack["id"], str(pack["asof"]), int(pack["horizon_days"]),
        {p["id"]: p["level_at_asof"] for p in pack["powers"]},
        math.log(strength(forces["A"]) / strength(forces["B"])), pack["phase"] == "escalation",
    )  # fmt: skip


def read(packs: Path) -> list[Known]:
    """Return every war of a folder of packs with what happened."""
    found = []
    for path in sorted(packs.glob("*.facts.yaml")):
        facts = facts_of_pack(yaml.safe_load(path.read_text(encoding="utf-8")))
        told = yaml.safe_load(path.with_name(path.name.replace(".facts.", ".outcome.")).read_text(encoding="utf-8"))
        found.append(Known(facts, truth_of(Outcome.model_validate(translated(told)), facts)))
    return found


def means(wars: list[Known], *, dated: bool = False) -> dict[str, dict[str, float | None]]:
    """Return the mean of every measure by naive forecast: from all other wars, or ``dated`` from those over by then."""
    rows: dict[str, dict[str, dict[str, float | None]]] = {name: {} for name in BASELINES}
    for war in wars:
        every = [k for k in wars if k is not war]
        others = teachers_among(war.facts, wars) if dated else every
        for name, said in baselines_of(war.facts, others, every).items():
            rows[name][war.facts.id] = war_scores(said, war.truth)
    return {name: means_of(row) for name, row in rows.items()}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packs", type=Path)
    wars = read(parser.parse_args().packs)
    found, dated = means(wars), means(wars, dated=True)
    print(f"{len(wars)} wars: {', '.join(k.facts.id for k in wars)}\n")
    print(f"{'from wars over by then':22}" + "".join(f"{name:>20}" for name in BASELINES))
    for measure in MEASURES:
        cells = [dated[name][measure] for name in BASELINES]
        print(f"{measure:22}" + "".join(f"{'' if v is None else f'{v:.3f}':>20}" for v in cells))
    print("\nearlier bars (wars and fit not said), and how close the same come from all other wars")
    for (name, measure), bar in EARLIER.items():
        value = found[name][measure]
        assert value is not None
        print(f"{name:18}{measure:22}{bar:9.3f}{value:9.3f}{value - bar:+9.3f}  ({(value / bar - 1):+.1%})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
