"""The course of a war against what was measured of it: area, deaths, displaced, lifelines, truces, arms.

The war is run from the first day of its round into a folder, counted and stamped; only then is the outcome file opened
and asked what was measured. Nothing is fitted to these rows. Days count from 1, as people count them.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.engine.chunk import params_of
from multipolar.engine.simulate import advance
from multipolar.errors import DataError
from multipolar.forecast.outcome import Target, open_outcome
from multipolar.forecast.probability import QUANTILES
from multipolar.model.fields import EQUIPMENT
from multipolar.model.records import zeros
from multipolar.scenario.files import as_of_dates, load
from multipolar.session.choices import STUDY_MEMBERS
from multipolar.session.run import Run, run_war
from multipolar.session.run_files import DEFAULT_SEED, Order, job_of, stamp_in
from multipolar.session.war import Recipe, War, load_war
from multipolar.studies.paired import Progress

Values = NDArray[np.float64]

SCHEMA = "multipolar-targets/1"
SIDES = "AB"
TRUCE_MEMBERS = 200
"""Courses lived again day by day to time their truces."""
SAME_DAY = 0.5
"""Length given to a truce that fails on the day it is called [days]: the model's day has no hours, so no truth has either."""


def study_targets(
    recipe: Recipe, *, members: int = STUDY_MEMBERS, seed: int = DEFAULT_SEED, progress: Progress | None = None
) -> dict[str, Any]:
    """Return the table of what was measured against the courses of the model, each with its bands.

    Raises
    ------
    DataError : if nobody knows what happened, or nothing of its course was measured.
    """
    with tempfile.TemporaryDirectory() as folder:
        run = run_war(load_war(from_the_start(recipe)), Order(members, seed, Path(folder) / "run"), progress=progress)
        return targets_of(run)


def targets_of(run: Run) -> dict[str, Any]:
    """Return the table for a run; the outcome is opened only after its stamp has been checked.

    Raises
    ------
    DataError : if nobody knows what happened, or nothing of its course was measured.
    """
    stamp = stamp_in(run.store)
    rows = [_row(run, target) for target in open_outcome(run.war.id, stamp).targets]
    if not rows:
        raise DataError(f"{run.war.id}: its outcome holds no measured course (key targets)")
    known = [row for row in rows if row["truth"] is not None]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": run.war.id,
        "as_of": run.war.scenario.as_of.isoformat(),
        "members": run.sample.tally.n,
        "seed": run.sample.seed,
        "digest": run.digest,
        "stamp": stamp.sha256,
        "known": len(known),
        "inside_50": sum(row["inside_50"] for row in known),
        "inside_90": sum(row["inside_90"] for row in known),
        "rows": rows,
    }


def _row(run: Run, target: Target) -> dict[str, Any]:
    values = measured(run, target.measure)
    bands = bands_of(values)
    truth = target.value if target.value is None or target.measure != "truce_days" else max(target.value, SAME_DAY)
    return {
        "measure": target.measure,
        "unit": target.unit,
        "truth": target.value,
        "low": target.low,
        "high": target.high,
        "courses": int(values.size),
        "never": round(float(np.mean(np.isinf(values))), 4),
        **{name: None if np.isinf(v) else round(v, 4) for name, v in bands.items()},
        "inside_50": None if truth is None else inside(truth, bands["q25"], bands["q75"]),
        "inside_90": None if truth is None else inside(truth, bands["q05"], bands["q95"]),
        "source": target.source,
        "grade": target.grade,
    }


def bands_of(values: Values) -> dict[str, float]:
    """Return the quantiles of values (member,) of which some may be infinite: never. Nothing is put between courses."""
    if not values.size:
        return {f"q{q:02d}": float("inf") for q in QUANTILES}
    found = np.quantile(values, [q / 100 for q in QUANTILES], method="inverted_cdf")
    return {f"q{q:02d}": float(v) for q, v in zip(QUANTILES, found, strict=True)}


def inside(truth: float, low: float, high: float) -> bool:
    """Tell whether a true value lies in a band, its ends included."""
    return low <= truth <= high


def measured(run: Run, measure: str) -> Values:
    """Return one measured number per course (member,), infinite where it never happened.

    Raises
    ------
    DataError : for a measure that nothing here can read, or that lies outside the days of the run.
    """
    name, _, rest = measure.partition(":")
    if name not in MEASURES:
        raise DataError(f"targets: no measure {name!r}; known: {', '.join(MEASURES)}")
    try:
        return np.asarray(MEASURES[name](run, *rest.split(":") if rest else ()), np.float64)
    except (IndexError, TypeError, ValueError) as error:
        raise DataError(f"targets: {measure!r} cannot be read in this run ({error})") from error


def _area(run: Run, date: str) -> Values:
    return np.asarray(run.series[1]["area_km2"][:, day_after(run.war, dt.date.fromisoformat(date))])


def day_after(war: War, date: dt.date) -> int:
    """Return the place in a daily series that holds the end of a date."""
    day = (date - war.scenario.as_of).days + 1
    if day < 1:
        raise ValueError(f"{date} lies before the as-of date {war.scenario.as_of}")
    return day


def _deaths_week(run: Run, side: str, week: str) -> Values:
    dead = run.series[1]["dead"][:, SIDES.index(side)].astype(np.float64)
    return np.asarray(dead[:, 7 * int(week)] - dead[:, 7 * (int(week) - 1)])


def _deaths(run: Run, side: str) -> Values:
    return np.asarray(run.outcomes["deaths_total"][:, SIDES.index(side)])


def _displaced_share(run: Run, day: str) -> Values:
    gone = run.series[1]["displaced"][:, int(day.removeprefix("day"))]
    job = job_of(run.war, Order(run.sample.tally.n, run.sample.seed))
    people = params_of(job, 0, gone.shape[0])["people"] * (run.war.model.sc["zone"][0] > 0)
    return np.asarray(gone / people.sum(axis=1))


def _lifeline(field: str) -> Callable[[Run, str], Values]:
    def read(run: Run, name: str) -> Values:
        days = run.outcomes[field][:, run.war.model.labels.lifelines.index(name)].astype(np.float64)
        return np.where(days < 0.0, np.inf, days + 1.0)

    return read


def _equipment(run: Run, side: str, kind: str) -> Values:
    return np.asarray(run.outcomes["equip_lost"][:, SIDES.index(side), EQUIPMENT.index(kind)])


def _drones(run: Run, side: str) -> Values:
    return np.asarray(run.outcomes["drones_lost"][:, SIDES.index(side)])


def _truces(run: Run) -> Values:
    return np.array(list(truce_days(run.war, min(TRUCE_MEMBERS, run.sample.tally.n), run.sample.seed)), np.float64)


def truce_days(war: War, members: int, seed: int) -> Iterator[float]:
    """Yield the length of every truce that failed in the first courses, lived again day by day [days]."""
    job = job_of(war, Order(members, seed))
    params = params_of(job, 0, members)
    states = zeros("STATE", members, war.model.capacity)
    failed, running = np.zeros(members), np.zeros(members)
    for day in range(int(war.model.sc["horizon"][0])):
        advance(war.model.sc, params, states, day, day + 1, seed=seed)
        now = states["truce_left"] > 0.0
        for i in np.flatnonzero(states["failed_truces"] > failed):
            yield float(running[i]) or SAME_DAY
        running = np.where(now, running + 1.0, 0.0)
        failed = states["failed_truces"].copy()
        if np.all(states["ending"] != 0):
            return


MEASURES: Mapping[str, Callable[..., Values]] = {
    "area_km2": _area,
    "deaths_week": _deaths_week,
    "deaths": _deaths,
    "displaced_share": _displaced_share,
    "lifeline_fire": _lifeline("life_fire_day"),
    "lifeline_cut": _lifeline("life_cut_day"),
    "truce_days": _truces,
    "equipment_lost": _equipment,
    "drones_lost": _drones,
}
"""What can be measured of a course, by the first word of a target's measure."""


def from_the_start(recipe: Recipe) -> Recipe:
    """Return a recipe that names no date at the earliest of its scenario, from which the whole course can be compared."""
    return recipe if recipe.as_of else replace(recipe, as_of=min(as_of_dates(load(recipe.source)), default=None))


def markdown(document: Mapping[str, Any]) -> str:
    """Return the table of targets as Markdown."""
    said = (
        f"{document['scenario']} as of {document['as_of']}, {document['members']:,} members, seed {document['seed']}: "
        f"{document['inside_50']} of {document['known']} inside the 50 % band, {document['inside_90']} inside the 90 % band."
    )
    head = ["measure", "unit", "what was", "range", "5 %", "25 %", "50 %", "75 %", "95 %", "in 50 %", "in 90 %"]
    lines = [said, "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in document["rows"]:
        span = "" if row["low"] is None else f"{figure(row['low'])} to {figure(row['high'])}"
        cells = [row["measure"], row["unit"], figure(row["truth"], "not known"), span]
        cells += [figure(row[f"q{q:02d}"]) for q in QUANTILES] + [_yes(row["inside_50"]), _yes(row["inside_90"])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def figure(value: float | None, nothing: str = "never") -> str:
    """Return a number with three digits, large ones in full; a word where there is none."""
    if value is None:
        return nothing
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _yes(found: bool | None) -> str:
    return "" if found is None else "yes" if found else "no"
