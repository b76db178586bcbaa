"""Do things happen as often as a forecast says? Reliability bins, the parts of the Brier score, and ranks of numbers.

Truths may be weights between 0 and 1, where resolvers could honestly differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from multipolar.forecast.consistency import BAND, BINS, band_of, places
from multipolar.numerics.arrays import FloatArray

EDGES = ((1.0 - BAND) / 2.0, (1.0 + BAND) / 2.0)
PIT_BINS = 5


def reliability(p: Sequence[float], y: Sequence[float]) -> list[dict[str, Any]]:
    """Return the reliability diagram: per bin its events, mean forecast, frequency, and the band where a true one lies.

    The consistency band holds the middle 90 % of the frequencies that come out when every event happens with exactly the
    chance that was said. Source: Bröcker and Smith 2007. It takes events as independent; classes of one war are not, so
    a true band is somewhat wider.
    """
    said, told = np.asarray(p, np.float64), np.asarray(y, np.float64)
    at = places(said)
    rows = []
    for k in np.unique(at):
        chosen = at == k
        low, high = band_of(said[chosen].tolist())
        rows.append({
            "from": k / BINS, "to": (k + 1) / BINS, "events": int(chosen.sum()), "forecast": _round(said[chosen].mean()),
            "frequency": _round(told[chosen].mean()), "low": _round(low), "high": _round(high),
        })  # fmt: skip
    return rows


def murphy(p: Sequence[float], y: Sequence[float]) -> dict[str, float]:
    """Return the parts of the mean Brier score: brier = reliability - resolution + uncertainty + within.

    With bins k of n_k events: reliability = sum n_k (p_k - y_k)^2 / n, resolution = sum n_k (y_k - y)^2 / n, uncertainty =
    y (1 - y), and within = spread of the forecasts inside bins less twice their covariance with the truth. Source:
    Murphy 1973; Stephenson, Coelho and Jolliffe 2008 for *within*, which makes the sum exact.
    """
    said, told = np.asarray(p, np.float64), np.asarray(y, np.float64)
    at, base = places(said), float(told.mean())
    n_k = np.bincount(at, minlength=BINS)
    used = np.maximum(n_k, 1)
    p_k = np.bincount(at, said, BINS) / used
    y_k = np.bincount(at, told, BINS) / used
    within = (said - p_k[at]) ** 2 - 2.0 * (said - p_k[at]) * (told - y_k[at])
    return {
        "events": float(said.size),
        "brier": _round((told * (1.0 - said) ** 2 + (1.0 - told) * said**2).mean()),
        "reliability": _round((n_k * (p_k - y_k) ** 2).sum() / said.size),
        "resolution": _round((n_k * (y_k - base) ** 2).sum() / said.size),
        "uncertainty": _round(base * (1.0 - base)),
        "within": _round(within.mean()),
    }


def rank_of(values: FloatArray, truth: float) -> float:
    """Return the place of what happened among an ensemble (member,), 0 below all to 1 above all; ties count half."""
    found = np.asarray(values, np.float64)
    return float(((found < truth).sum() + 0.5 * (found == truth).sum()) / found.size)


def rank_histogram(ranks: Sequence[float], bins: int = PIT_BINS) -> dict[str, Any]:
    """Return how many ranks fall into each fifth, beside the span that holds nine in ten flat histograms' bars."""
    from scipy.stats import binom

    n = len(ranks)
    counts = np.bincount(places(np.asarray(ranks, np.float64), bins), minlength=bins)
    low, high = (int(binom.ppf(q, n, 1.0 / bins)) for q in EDGES)
    return {"counts": [int(k) for k in counts], "expected": round(n / bins, 3), "low": low, "high": high, "wars": n}


def _round(value: Any) -> float:
    return round(float(value), 6)
