"""Deaths per country and calendar month in the VIEWS format, and their scores beside the four benchmark forecasts.

A forecast of a running war knows a total of deaths before its as-of date, drawn from reports, and not their days: they
are spread evenly over the days since the round began. A course that has ended has no further deaths. The model counts
soldiers; the record counts all battle-related deaths, and books them when they become known. That lag is not modelled.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import QuestionError
from multipolar.forecast.rules import COVERAGE, VIEWS_BINS, ensemble_interval, ignorance, interval_score
from multipolar.forecast.score import crps
from multipolar.numerics.arrays import FloatArray
from multipolar.reading import read_days

Months = dict[str, FloatArray]

SCHEMA = "multipolar-views/1"
EPOCH = 1980
DRAWS = 1_000
SAME_GAP = 0.4
MONTHS_AHEAD = 4
"""How many calendar months are exported when nobody says, as far as the forecast covers them."""
OLD_ROUND = 3
"""A round that began more calendar months before the as-of date than this is not exported from its start."""
NOTES = (
    "Deaths before the as-of date are a drawn total; they are spread evenly over the days since the round began.",
    "A course that has ended has no further deaths; the days of the month before the round began count nothing.",
    (
        "The model counts soldiers; the record counts all battle-related deaths and books them when they become known, some of "
        "them months later, so single months are shown without a bar and only the total is judged."
    ),
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates that place a course's days in months: start of the round, as-of date, and days ahead."""

    round_start: dt.date
    as_of: dt.date
    horizon: int

    @property
    def end(self) -> dt.date:
        """The first day that no course reaches."""
        return self.as_of + dt.timedelta(days=self.horizon)


def month_id(year: int, month: int) -> int:
    """Return VIEWS' number of a month: 1 is January 1980."""
    return 12 * (year - EPOCH) + month


def month_number(name: str) -> int:
    """Return VIEWS' number of a month written as 2020-09.

    Raises
    ------
    QuestionError : if it is not written so, or lies before January 1980, where VIEWS begins to count.
    """
    try:
        days = read_days(name)
    except ValueError as error:
        raise QuestionError(f"month {name!r}: expected a year and a month such as 2020-09") from error
    if name.count("-") != 1:
        raise QuestionError(f"month {name!r}: expected a year and a month such as 2020-09")
    number = month_id(days.first.year, days.first.month)
    if number < 1:
        raise QuestionError(f"month {name}: VIEWS counts months from January {EPOCH}")
    return number


def month_name(number: int) -> str:
    """Return the month of a VIEWS number as 2020-09."""
    year, month = divmod(number - 1, 12)
    return f"{EPOCH + year}-{month + 1:02d}"


def first_day(number: int) -> dt.date:
    """Return the first day of a VIEWS month."""
    return dt.date.fromisoformat(f"{month_name(number)}-01")


def months_from(calendar: Calendar, count: int = MONTHS_AHEAD) -> list[str]:
    """Return the names of up to ``count`` months that the forecast covers to their last day.

    The first is the one in which the round began, or that of the as-of date where the round is older than a quarter.

    Raises
    ------
    QuestionError : if it covers none.
    """
    start, now = (month_id(day.year, day.month) for day in (calendar.round_start, calendar.as_of))
    first = start if now - start <= OLD_ROUND else now
    names = [month_name(first + i) for i in range(count) if first + i >= 1]
    covered = [name for name in names if first_day(month_number(name) + 1) <= calendar.end]
    if not covered:
        said = f"from {calendar.round_start} to {calendar.end - dt.timedelta(days=1)}"
        raise QuestionError(f"the forecast covers days {said}: no whole month from January {EPOCH} on; run a longer horizon")
    return covered


def country_months(calendar: Calendar, dead: NDArray[Any], months: Sequence[str]) -> Months:
    """Return the deaths of both sides in each month [persons]: (member, side) by month name.

    Parameters
    ----------
    dead : (member, side, day) cumulative deaths, place d after d days, place 0 those before the as-of date.

    Raises
    ------
    QuestionError : for a month that the forecast does not cover to its last day.
    """
    total = np.asarray(dead, np.float64)
    since = max((calendar.as_of - calendar.round_start).days, 0)
    edges = [calendar.as_of - dt.timedelta(days=since) + dt.timedelta(days=i) for i in range(since + calendar.horizon + 1)]
    early = np.linspace(0.0, 1.0, since + 1)[None, None, :] * total[:, :, :1] if since else total[:, :, :0]
    cumulated = np.concatenate([early[:, :, :since], total[:, :, : calendar.horizon + 1]], axis=2)
    place = {day: i for i, day in enumerate(edges)}
    found: Months = {}
    for name in months:
        low, high = first_day(month_number(name)), first_day(month_number(name) + 1)
        if high > calendar.end or high <= edges[0]:
            said = f"from {calendar.round_start} to {calendar.end - dt.timedelta(days=1)}"
            raise QuestionError(f"month {name}: the forecast covers days {said}; only whole months up to its end can be given")
        start = cumulated[:, :, place[low]] if low > edges[0] else np.zeros(total.shape[:2])
        found[name] = cumulated[:, :, place[high]] - start
    return found


def draws_of(found: Mapping[str, FloatArray], draws: int) -> dict[str, NDArray[np.int64]]:
    """Return whole deaths of both sides together in the first ``draws`` courses: (draw,) by month.

    Raises
    ------
    QuestionError : if fewer courses kept their days.
    """
    held = min(values.shape[0] for values in found.values())
    if held < draws:
        raise QuestionError(f"draws: {draws} wanted, {held} courses of the run kept their days; run more members or ask for fewer")
    return {name: np.rint(values[:draws].sum(axis=1)).astype(np.int64) for name, values in found.items()}


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
