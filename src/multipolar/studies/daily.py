"""A run against what happened day by day: side B's deaths and the ground taken, beside what a naive observer would say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from multipolar.data.deaths import day_column
from multipolar.errors import DataError
from multipolar.forecast.outcome import Series, open_outcome
from multipolar.forecast.outcome_names import names_of
from multipolar.forecast.reliability import rank_histogram, rank_of
from multipolar.forecast.score.measures import crps
from multipolar.library import DAILY_DEATHS
from multipolar.numerics.arrays import FloatArray
from multipolar.session.run import Run
from multipolar.session.run_files import stamp_in

Dated = Mapping[dt.date, float]

WEEK = 7
NAIVE = (
    "persistence: deaths go on as on the last seven days up to the as-of date (each of them as likely), ground stays where it was "
    "on the as-of date; without earlier days, zero"
)


def daily_scores(run: Run, folder: Path, file: Path | str | None = None) -> dict[str, Any]:
    """Return the scores of a run day by day, from dated deaths below ``folder`` and the area in the outcome file.

    Raises
    ------
    DataError : if nobody counted this war by day, or the file cannot be read; also if the forecast is not the stamped one.
    """
    outcome = open_outcome(run.war.id, stamp_in(run.store), file, names_of(run.war.scenario.document))
    if run.war.id not in DAILY_DEATHS or outcome.series is None:
        own = "name your own table with data=... (columns date, side, deaths)"
        raise DataError(f"the folders of data hold no daily deaths of {run.war.id!r} (known: {', '.join(DAILY_DEATHS)}); {own}")
    as_of = run.war.scenario.as_of
    members, series = run.series
    if not len(members):
        raise DataError(f"{run.folder}: holds no days of any course")
    dead = np.diff(np.asarray(series["dead"][:, 1], np.float64), axis=1, prepend=0.0)
    deaths = dated_deaths(folder / DAILY_DEATHS[run.war.id], outcome.series.dead_B_factor)
    rows = [
        scored("deaths_B_per_day", "persons/day", dead, deaths, as_of=as_of, naive=last_week(deaths, as_of)),
        *area_rows(outcome.series, np.asarray(series["area_km2"], np.float64), as_of),
    ]
    return {"members": len(members), "naive": NAIVE, "targets": {row["target"]: row for row in rows if row["days"]}}


def dated_deaths(path: Path, factor: float) -> dict[dt.date, float]:
    """Return side B's deaths by the day of the incident [persons], lifted by the share of deaths that nobody dated.

    Raises
    ------
    FaultyFileError : with every fault and its line: no day, no count, a day given twice. An empty count is missing.
    """
    return {day: dead * factor for day, dead in day_column(path, "date", "killed").items()}


def area_rows(series: Series, area: FloatArray, as_of: dt.date) -> list[dict[str, Any]]:
    """Return the scores of the ground taken (member, day): over all days, and on the days that are named."""
    first = dt.date.fromisoformat(series.start)
    truth = {first + dt.timedelta(days=i): float(v) for i, v in enumerate(series.area_km2)}
    naive = np.array([truth.get(as_of, 0.0) if as_of > first else 0.0])
    rows = [scored("area_km2", "km2", area, truth, as_of=as_of, naive=naive)]
    for text in series.area_marks:
        day = dt.date.fromisoformat(text)
        if day in truth:
            rows.append(scored(f"area_km2:{text}", "km2", area, {day: truth[day]}, as_of=as_of, naive=naive))
    return rows


def last_week(truth: Dated, as_of: dt.date) -> FloatArray:
    """Return the values of the last seven days up to the as-of date, zero where there are none."""
    found = [truth[day] for i in range(WEEK) if (day := as_of - dt.timedelta(days=i)) in truth]
    return np.array(found if len(found) == WEEK else [0.0])


def scored(target: str, unit: str, values: FloatArray, truth: Dated, *, as_of: dt.date, naive: FloatArray) -> dict[str, Any]:
    """Return mean CRPS over the days after the as-of date of courses (member, day) and of a naive ensemble (member,).

    Day d of a course is the date d days after the as-of date.
    """
    days = [day for day in sorted(truth) if 0 < (day - as_of).days < values.shape[1]]
    told = [values[:, (day - as_of).days] for day in days]
    facts = [truth[day] for day in days]
    ranks = [rank_of(v, y) for v, y in zip(told, facts, strict=True)]
    row = {"target": target, "rule": f"CRPS [{unit}]", "days": len(days), "from": str(min(days, default="")), "ranks": ranks}
    if not days:
        return row
    return row | {
        "value": round(float(np.mean(facts)), 3),
        "forecast": _quantiles(told),
        "score": round(float(np.mean([crps(v, y) for v, y in zip(told, facts, strict=True)])), 4),
        "baselines": {"persistence": round(float(np.mean([crps(naive, y) for y in facts])), 4)},
        "ranks": [round(r, 4) for r in ranks],
        "pit": rank_histogram(ranks),
    }


def _quantiles(told: Sequence[FloatArray]) -> dict[str, float]:
    """Return 5 %, 50 % and 95 % of the courses' means over the days."""
    means = np.mean(np.stack(told), axis=0)
    return {f"q{q:02d}": round(float(np.quantile(means, q / 100)), 2) for q in (5, 50, 95)}
