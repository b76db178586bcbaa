"""Deaths per country and calendar month in the VIEWS format, and their scores beside the four benchmark forecasts.

A forecast of a running war knows a total of deaths before its as-of date, drawn from reports, and not their days: they
are spread evenly over the days since the round began. A course that has ended has no further deaths. The model counts
soldiers; the record counts all battle-related deaths, and books them when they become known. That lag is not modelled.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.forecast.months import month_number
from multipolar.forecast.rules import COVERAGE, VIEWS_BINS, ensemble_interval, ignorance, interval_score
from multipolar.forecast.score.measures import crps

SCHEMA = "multipolar-views/1"
SAME_GAP = 0.4
NOTES = (
    "Deaths before the as-of date are a drawn total; they are spread evenly over the days since the round began.",
    "A course that has ended has no further deaths; the days of the month before the round began count nothing.",
    (
        "The model counts soldiers; the record counts all battle-related deaths and books them when they become known, some of "
        "them months later, so single months are shown without a bar and only the total is judged."
    ),
)


def views_columns(draws: Mapping[str, NDArray[np.int64]], number: int) -> dict[str, NDArray[np.int64]]:
    """Return the columns of the VIEWS format and no other, one row per month and draw."""
    count, names = len(next(iter(draws.values()))), list(draws)
    return {
        "month_id": np.repeat(np.array([month_number(name) for name in names], np.int64), count),
        "country_id": np.full(len(names) * count, number, np.int64),
        "draw": np.tile(np.arange(count, dtype=np.int64), len(names)),
        "outcome": np.concatenate([draws[name] for name in names]),
    }


def rules_for(draws: NDArray[Any], truth: float) -> dict[str, float]:
    """Return CRPS [persons], ignorance [bits] and 90 % interval score [persons] of draws (draw,) against a count."""
    low, high = ensemble_interval(draws)
    scores = {"crps": crps(draws, truth), "ignorance": ignorance(draws, truth), "interval": interval_score(low, high, truth)}
    return {name: round(value, 6) for name, value in scores.items()}


def _benchmarks(record: Mapping[str, Any], name: str, truth: float, count: int) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {"zero": {**rules_for(np.zeros(count), truth), "derived": True}}
    for key, months in record["benchmarks"].items():
        if name in months:
            rows[key] = {"crps": months[name], "derived": False}
    return rows


def _at_least(record: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return for benchmarks published by month the least that their CRPS on the total can be [persons].

    With no draw above the record, CRPS = y - E x - E|x - x'| / 2, and distances of sums are at most sums of distances, so
    the total's CRPS is at least the sum of the months'. That no draw is above shows where record minus CRPS is the same
    in all months, however few died: within ``SAME_GAP`` persons, rounding of the published table included.
    """
    rows: dict[str, dict[str, Any]] = {}
    for key, months in record["benchmarks"].items():
        gaps = [record["months"][name] - months[name] for name in record["months"] if name in months]
        if all(name in months for name in record["total"]["months"]) and max(gaps) - min(gaps) <= SAME_GAP:
            least = sum(months[name] for name in record["total"]["months"])
            rows[key] = {"crps_at_least": round(least, 6), "derived": True}
    return rows


def views_scores(draws: Mapping[str, NDArray[np.int64]], record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the scores of every recorded month, without a bar, and of the total, with one, beside the benchmarks.

    Of the total only the zero forecast can be scored exactly: the others are published month by month, and what follows
    for the total is a lower bound for those whose draws lie below the record. ``left_out`` says what the record lacks.
    """
    rows = {
        name: _target(draws[name], float(truth), _benchmarks(record, name, float(truth), len(draws[name])), bar=False)
        for name, truth in record["months"].items()
    }
    if record["total"] is not None:
        names, truth = record["total"]["months"], float(record["total"]["deaths"])
        whole = np.sum([draws[name] for name in names], axis=0)
        total = f"{names[0]} to {names[-1]}"
        rows[total] = _target(whole, truth, _benchmarks(record, total, truth, whole.size) | _at_least(record), bar=True)
    edges = [None if not np.isfinite(edge) else edge for edge in VIEWS_BINS]
    bins = [f"{a:g} to below {b:g}" if np.isfinite(b) else f"{a:g} and more" for a, b in pairwise(VIEWS_BINS)]
    found = {"targets": rows, "bin_edges": edges, "bins": bins, "coverage": COVERAGE, "source": record["source"]}
    return found | {"left_out": list(record["left_out"])}


def _target(draws: NDArray[Any], truth: float, benchmarks: Mapping[str, Any], *, bar: bool) -> dict[str, Any]:
    places = np.quantile(draws, [0.05, 0.5, 0.95])
    forecast = {"mean": float(np.mean(draws)), **dict(zip(("q05", "q50", "q95"), places.tolist(), strict=True))}
    beats = {name: row.get("crps", row.get("crps_at_least")) for name, row in benchmarks.items()}
    scores = rules_for(draws, truth)
    return {
        "recorded": truth,
        "forecast": {name: round(value, 1) for name, value in forecast.items()},
        **scores,
        "benchmarks": dict(benchmarks),
        "bar": bar,
        "beats": sorted(name for name, value in beats.items() if scores["crps"] < value) if bar else None,
    }
