"""A run against deaths by day or month that somebody brings: CRPS of each day, each month and the total, beside baselines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from multipolar.data.deaths import Choice, read_deaths
from multipolar.data.deaths_series import ALL, Deaths, plural
from multipolar.errors import DataError, QuestionError
from multipolar.forecast.reliability import rank_histogram, rank_of
from multipolar.forecast.score.measures import crps
from multipolar.numerics.arrays import FloatArray
from multipolar.reading import Days
from multipolar.session.run import Run
from multipolar.session.run_files import stamp_in

SCHEMA = "multipolar-deaths/1"
WEEK = 7
SIDES = {"A": 0, "B": 1}
MOST_NAMED = 6
BASELINES = (
    "zero: nobody dies; persistence: deaths go on as on the last seven days up to the as-of date, each of them as likely, or for "
    "months as in the last whole month before it; left out where the table does not tell them"
)


@dataclass(frozen=True, slots=True)
class _Period:
    """One scored day or month: its days as places of the courses' series, and what happened [persons]."""

    days: Days
    first: int
    last: int
    dead: float


def death_scores(run: Run, path: Path | str, choice: Choice | None = None) -> dict[str, Any]:
    """Return the scores of a run on the deaths in a table, opened only after the forecast has been stamped.

    Raises
    ------
    FaultyFileError : with every fault of the table. QuestionError : if it is not said which events belong to the war.
    DataError : if no day or month of the table lies in the forecast, or the run kept no days.
    """
    stamp = stamp_in(run.store)
    members, series = run.series
    if not len(members):
        raise DataError(f"{run.folder}: holds no days of any course")
    as_of = run.war.scenario.as_of
    found = read_deaths(path, names_of(run), choice)
    dead = np.asarray(series["dead"], np.float64)
    rows: dict[str, Any] = {}
    left: list[str] = []
    for side, recorded in found.sides.items():
        daily = np.diff(dead.sum(axis=1) if side == ALL else dead[:, SIDES[side]], axis=1)
        rows |= side_rows(side, recorded.periods, daily, as_of, left)
    if not rows:
        end = as_of + dt.timedelta(days=dead.shape[2] - 1)
        raise DataError(f"{found.file}: no day or month of it lies in the forecast, {as_of + dt.timedelta(days=1)} to {end}")
    return {
        "schema": SCHEMA, "version": run.store.manifest["version"], "scenario": run.war.id, "as_of": as_of.isoformat(),
        "digest": run.digest, "stamp": stamp.sha256, "members": len(members), **_told(found), "targets": rows,
        "baselines": BASELINES, "notes": [*found.notes, *left],
    }  # fmt: skip


def _told(found: Deaths) -> dict[str, Any]:
    return {"file": found.file, "file_sha256": found.digest, "layout": found.layout}


def names_of(run: Run) -> dict[str, str]:
    """Return what the two sides are called: letter, id and name, each with its letter; a name of both is none."""
    found: dict[str, str] = {}
    both: set[str] = set()
    sides = run.war.scenario.document.belligerents
    for (letter, side), label in zip(sorted(sides.items()), run.war.model.labels.sides, strict=True):
        mine = {label, side.id, side.name}
        both |= {name for name in mine if name.casefold() in {other.casefold() for other in found}}
        found |= dict.fromkeys(sorted(mine), letter)
    shared = {name.casefold() for name in both} | {letter.casefold() for letter in SIDES}
    return {letter: letter for letter in SIDES} | {n: side for n, side in found.items() if n.casefold() not in shared}


def side_rows(
    side: str, recorded: Mapping[Days, float], daily: FloatArray, as_of: dt.date, left: list[str]
) -> dict[str, dict[str, Any]]:
    """Return the scores of one side by day, by month and in total, by name of the target.

    Parameters
    ----------
    daily : (member, day) deaths on each day after the as-of date, place 0 the first [persons].
    left : what is not scored is added to it in words.
    """
    rows: dict[str, dict[str, Any]] = {}
    for kind in ("day", "month"):
        mine = {days: dead for days, dead in recorded.items() if (days.first == days.last) == (kind == "day")}
        inside, before, outside = _placed(mine, as_of, daily.shape[1])
        if before:
            left.append(f"{_named(side, before)} not scored: before the forecast's first day, or around it")
        if outside:
            left.append(f"{_named(side, outside)} not scored: after the forecast's last day, or around it")
        if not inside:
            continue
        told = [daily[:, p.first : p.last + 1].sum(axis=1) for p in inside]
        naive = last_week(mine, as_of) if kind == "day" else last_month(mine, as_of)
        if naive is None:
            left.append(f"deaths of side {side} by {kind}: persistence left out, the table does not tell what went before")
        rows[f"deaths_{side}_per_{kind}"] = _scored(inside, told, naive) | {"rule": f"mean CRPS [persons/{kind}]"}
        whole = _Period(Days(inside[0].days.first, inside[-1].days.last), 0, 0, sum(p.dead for p in inside))
        times = None if naive is None else naive * len(inside)
        total = _scored([whole], [np.sum(told, axis=0)], times) | {"rule": "CRPS [persons]", f"{kind}s": len(inside)}
        rows[f"deaths_{side}_total_of_{kind}s"] = total
    return rows


def _placed(recorded: Mapping[Days, float], as_of: dt.date, days: int) -> tuple[list[_Period], list[Days], list[Days]]:
    inside, before, outside = [], [], []
    for period in sorted(recorded):
        first, last = (period.first - as_of).days - 1, (period.last - as_of).days - 1
        if first < 0:
            before.append(period)
        elif last >= days:
            outside.append(period)
        else:
            inside.append(_Period(period, first, last, recorded[period]))
    return inside, before, outside


def _named(side: str, periods: Sequence[Days]) -> str:
    names = [name_of(period) for period in periods]
    whose = "both sides" if side == ALL else f"side {side}"
    shown = ", ".join(names) if len(names) <= MOST_NAMED else f"{names[0]} to {names[-1]}"
    return f"{plural(len(names), 'row')} of {whose} ({shown})"


def name_of(period: Days) -> str:
    """Return a day as 2020-10-16 and a month as 2020-10."""
    return period.first.isoformat() if period.first == period.last else period.first.isoformat()[:7]


def last_week(recorded: Mapping[Days, float], as_of: dt.date) -> FloatArray | None:
    """Return the deaths of each of the last seven days up to the as-of date, None where not all are told."""
    days = [as_of - dt.timedelta(days=i) for i in range(WEEK)]
    found = [recorded[Days(day, day)] for day in days if Days(day, day) in recorded]
    return np.array(found) if len(found) == WEEK else None


def last_month(recorded: Mapping[Days, float], as_of: dt.date) -> FloatArray | None:
    """Return the deaths of the last month that ended by the as-of date, None where the table does not tell it."""
    end = as_of if (as_of + dt.timedelta(days=1)).day == 1 else as_of.replace(day=1) - dt.timedelta(days=1)
    found = [dead for period, dead in recorded.items() if period.last == end]
    return np.array(found) if found else None


def _scored(periods: Sequence[_Period], told: Sequence[FloatArray], naive: FloatArray | None) -> dict[str, Any]:
    facts = [p.dead for p in periods]
    ranks = [rank_of(v, y) for v, y in zip(told, facts, strict=True)]
    scores = [crps(v, y) for v, y in zip(told, facts, strict=True)]
    baselines = {"zero": round(float(np.mean(facts)), 4)}
    if naive is not None:
        baselines["persistence"] = round(float(np.mean([crps(naive, y) for y in facts])), 4)
    means = np.mean(np.stack(told), axis=0)
    single = {
        name_of(p.days): {"recorded": p.dead, "q50": round(float(np.median(v)), 2), "crps": round(score, 4)}
        for p, v, score in zip(periods, told, scores, strict=True)
    }
    return {
        "periods": len(periods), "from": periods[0].days.first.isoformat(), "to": periods[-1].days.last.isoformat(),
        "value": round(float(np.mean(facts)), 3),
        "forecast": {f"q{q:02d}": round(float(np.quantile(means, q / 100)), 2) for q in (5, 50, 95)},
        "score": round(float(np.mean(scores)), 4), "baselines": baselines, "pit": rank_histogram(ranks),
    } | ({"single": single} if len(periods) > 1 else {})  # fmt: skip


def choice_of(where: Sequence[str] = (), side_a: Sequence[str] = (), side_b: Sequence[str] = (), by: str | None = None) -> Choice:
    """Return the choice of events that words such as ``country=Sudan`` and names of actors make.

    Raises
    ------
    QuestionError : for a word that is not COLUMN=VALUE, one text where a list of texts belongs, or another period.
    """
    for name, words in (("where", where), ("side_a", side_a), ("side_b", side_b)):
        if isinstance(words, str):
            raise QuestionError(f"{name}: found {words!r}, expected a list of texts, such as [{words!r}]")
    if by not in (None, "day", "month"):
        raise QuestionError(f"by: found {by!r}, expected 'day' or 'month'")
    chosen: dict[str, tuple[str, ...]] = {}
    for word in where:
        column, equals, value = word.partition("=")
        if not equals or not column.strip() or not value.strip():
            raise QuestionError(f"where=...: found {word!r}, expected COLUMN=VALUE, such as country=Sudan")
        chosen[column.strip()] = (*chosen.get(column.strip(), ()), value.strip())
    return Choice(chosen, tuple(side_a), tuple(side_b), by)


__all__ = ["SCHEMA", "choice_of", "death_scores", "last_month", "last_week", "name_of", "names_of", "side_rows"]
