"""Counting intervals keep what they promise: over many seeds they cover the share that all courses together show.

Each seed is a forecast of its own; the truth of counting is the share over all seeds pooled. A pooled share holds a part of
every seed, so the rate to expect is a little above the stated one: z becomes z / sqrt(1 - 1/seeds). What is printed is
checked: every ``p, low, high`` of the forecast document, endings and questions alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from scipy.stats import binom, norm, t

from multipolar.forecast.document import forecast_document
from multipolar.forecast.probability import COVERAGE
from multipolar.library import FLAGSHIP
from multipolar.session.war import Recipe, load_war
from multipolar.studies.paired import live_variant, sample_of_variant
from verification.common import arguments, told, verify

SEEDS = 100
"""Shares of one forecast hang together, so a seed tells little more than one coin: twenty gave a band that is too sure of itself
(most seeds cover nearly all shares, a few miss many, and twenty may hold none of those)."""
CONFIDENCE = 0.99
RARE = 5.0
"""Shares with fewer expected courses on either side are left out of the rate: their intervals are too discrete to have one."""


def intervals(document: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float, float, float]]:
    """Yield every counted share of a forecast document: place, p, low, high."""
    for key, value in document.items():
        if isinstance(value, Mapping):
            place = f"{path}.{key}" if path else str(key)
            if {"p", "low", "high"} <= set(value) and value["p"] is not None and value["low"] is not None:
                yield place, float(value["p"]), float(value["low"]), float(value["high"])
            yield from intervals(value, place)


def expected_rate(seeds: int, coverage: float = COVERAGE) -> float:
    """Return the rate at which intervals of single seeds cover the share pooled over all of them."""
    z = float(norm.ppf(0.5 + coverage / 2)) / np.sqrt(1.0 - 1.0 / seeds)
    return float(2.0 * norm.cdf(z) - 1.0)


def judged(found: list[dict[str, tuple[float, float, float]]], members: int) -> dict[str, Any]:
    """Return per share how many seeds cover it, and over all shares the rate with a band made from seed to seed."""
    seeds = len(found)
    rate = expected_rate(seeds)
    rows: dict[str, dict[str, Any]] = {}
    hits = []
    for place in found[0]:
        cells = [one[place] for one in found if place in one]
        pooled = float(np.mean([p for p, _, _ in cells]))
        covers = [low - 1e-6 <= pooled <= high + 1e-6 for _, low, high in cells]
        counted = min(pooled, 1.0 - pooled) * members >= RARE
        rows[place] = {"pooled": round(pooled, 6), "covered": int(sum(covers)), "seeds": len(cells), "counted": counted}
        if counted:
            hits.append(covers)
    return {"expected": round(rate, 4), "rows": rows, **_overall(np.array(hits, float), rate, seeds)}


def _overall(hits: np.ndarray, rate: float, seeds: int) -> dict[str, Any]:
    by_seed = hits.mean(axis=0)
    mean = float(by_seed.mean())
    half = float(t.ppf(0.5 + CONFIDENCE / 2, seeds - 1) * by_seed.std(ddof=1) / np.sqrt(seeds))
    least = int(binom.ppf((1.0 - CONFIDENCE) / hits.shape[0], seeds, rate))
    fewest = int(hits.sum(axis=1).min())
    return {
        "shares": int(hits.shape[0]), "rate": round(mean, 4), "band": [round(mean - half, 4), round(mean + half, 4)],
        "fewest": fewest, "least_allowed": least, "holds": bool(mean - half <= rate <= mean + half and fewest >= least),
    }  # fmt: skip


def measure(members: int, seed: int, as_of: str | None, seeds: int) -> tuple[dict[str, Any], str]:
    """Return the coverage of all printed intervals over the seeds from ``seed`` on."""
    war = load_war(Recipe(FLAGSHIP, as_of))
    found = []
    for k in range(seeds):
        lived = live_variant("coverage", war, members=members, seed=seed + k)
        document = forecast_document(sample_of_variant(lived))
        found.append({place: (p, low, high) for place, p, low, high in intervals(document)})
        told("seeds", k + 1, seeds)
    result = judged(found, members)
    verdict = "as they should" if result["holds"] else "NOT as they should"
    sentence = (
        f"{result['shares']} shares over {seeds} seeds of {members:,}: covered at {result['rate']:.3f} "
        f"(99 % band {result['band'][0]:.3f} to {result['band'][1]:.3f}, expected {result['expected']:.3f}; stated {COVERAGE}), "
        f"{verdict}"
    )
    return {"members": members, "seeds": seeds, "stated": COVERAGE, **result}, sentence


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=1_000, seeds=SEEDS)
    verify("coverage", given, lambda: measure(given.members, given.seed, given.as_of, given.seeds))


if __name__ == "__main__":
    main()
