"""Do things that were called 70 % likely happen seven times in ten? Bins of stated chances, with the band that luck leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray

BINS = 10
BAND = 0.9
"""Share of the courses of luck alone that the consistency band holds."""


@dataclass(frozen=True, slots=True)
class Said:
    """One stated chance that has been resolved: which question, when it was written, the chance, and what happened."""

    question: str
    written: str
    p: float
    happened: bool


def places(p: FloatArray, bins: int = BINS) -> NDArray[np.int64]:
    """Return the bin of each probability (event,) in even steps from 0 to 1."""
    return np.minimum((np.asarray(p) * bins).astype(np.int64), bins - 1)


def count_law(chances: Sequence[float]) -> FloatArray:
    """Return the distribution of how many independent events of given chances happen: (0..n,) sums to 1.

    Exact, by adding one event after the other. Source: Poisson's binomial distribution.
    """
    law = np.ones(1)
    for p in chances:
        law = np.convolve(law, [1.0 - p, p])
    return law


def band_of(chances: Sequence[float], *, coverage: float = BAND) -> tuple[float, float]:
    """Return the share of events that luck alone would leave if every chance were right: a central band.

    Source: the consistency bars of Broecker and Smith 2007, exact instead of resampled.
    """
    law = np.cumsum(count_law(chances))
    tail = (1.0 - coverage) / 2.0
    low, high = int(np.searchsorted(law, tail, side="right")), int(np.searchsorted(law, 1.0 - tail))
    return low / len(chances), min(high, len(chances)) / len(chances)


def consistency(said: Sequence[Said], *, bins: int = BINS) -> list[dict[str, Any]]:
    """Return for each bin that is not empty: how many, mean chance, share that happened, its band, and if it lies inside."""
    rows = []
    at = places(np.array([s.p for s in said]), bins)
    for k in np.unique(at).tolist():
        inside = [s for s, place in zip(said, at, strict=True) if place == k]
        chances = [s.p for s in inside]
        share, band = float(np.mean([s.happened for s in inside])), band_of(chances)
        rows.append(
            {
                "from": k / bins,
                "to": (k + 1) / bins,
                "n": len(inside),
                "questions": len({s.question for s in inside}),
                "said": round(float(np.mean(chances)), 6),
                "happened": round(share, 6),
                "band": [round(edge, 6) for edge in band],
                "consistent": band[0] <= share <= band[1],
            }
        )
    return rows


def over_time(said: Iterable[Said]) -> list[dict[str, Any]]:
    """Return the record as it grew, month by month of writing: forecasts so far, their mean Brier score, said and happened."""
    ordered = sorted(said, key=lambda s: s.written)
    months = list(dict.fromkeys(s.written[:7] for s in ordered))
    rows = []
    for month in months:
        so_far = [s for s in ordered if s.written[:7] <= month]
        rows.append(
            {
                "month": month,
                "new": sum(s.written[:7] == month for s in ordered),
                "n": len(so_far),
                "brier": round(float(np.mean([(s.p - s.happened) ** 2 for s in so_far])), 6),
                "said": round(float(np.mean([s.p for s in so_far])), 6),
                "happened": round(float(np.mean([s.happened for s in so_far])), 6),
                "bins": consistency(so_far),
            }
        )
    return rows
