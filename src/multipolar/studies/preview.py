"""A quick look at a war while it is written: few courses, always on the same chance, beside the war before the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.engine.chunk import Chunk, Job, chunks_of
from multipolar.engine.ensemble import Memory, simulate
from multipolar.errors import ArgumentError
from multipolar.forecast.document import forecast_document
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.session.run import check_order, make_ready
from multipolar.session.run_files import DEFAULT_SEED, Order
from multipolar.session.war import War
from multipolar.studies.paired import Progress, Variant, paired_difference, sample_of_variant, weights_of

SCHEMA = "multipolar-preview/1"
PREVIEW_MEMBERS = 500
MOST_MEMBERS = 5_000
CHUNK = 50
"""Courses per piece of work: a look that is no longer wanted is given up after one piece."""
MAP_DAY = 60
"""Day after the as-of date whose map is shown [days], the last day of a shorter forecast."""
HALF = 125
"""Share of a sector [0..250] above which A holds most of it. Convention of the daily series."""


@dataclass(frozen=True, slots=True)
class Look:
    """A war that was looked at: its courses, its forecast document, and by sector the share of courses in which A holds it."""

    variant: Variant
    series: Records
    forecast: Mapping[str, Any]
    held: Mapping[str, float]
    day: int

    @property
    def members(self) -> int:
        """How many courses were looked at."""
        return int(self.variant.outcomes.shape[0])


def look(
    war: War,
    *,
    members: int = PREVIEW_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    known: Look | None = None,
    progress: Progress | None = None,
) -> Look:
    """Return a war after its first members have lived; nothing is written to disk.

    ``known`` is an earlier look at the same war on the same seed, whose courses are not lived again. ``progress`` is heard after
    every piece of work; what it raises ends the look.

    Raises
    ------
    ArgumentError : for more courses than a look may have.
    """
    if members > MOST_MEMBERS:
        raise ArgumentError(f"members=...: found {members}, a preview has at most {MOST_MEMBERS:,} courses; start a run for more")
    if known is not None and known.members >= members:
        return known
    check_order(Order(members, seed, threads=threads), war.recipe.off)
    make_ready(war, progress)
    job, memory = Job(war.model, members, seed, 0, members, war.recipe.off), Memory(members)
    done = [] if known is None else [Chunk("main", 0, known.members)]
    told = None if progress is None else (lambda count, total: progress("courses", members - total + count, members))
    if not simulate(job, chunks_of(job, CHUNK, done), memory, threads=threads, progress=told):
        raise KeyboardInterrupt
    fresh = memory.of("main")
    outcomes, series = [batch.outcomes for batch in fresh], [batch.series for batch in fresh]
    if known is not None:
        outcomes, series = [known.variant.outcomes, *outcomes], [known.series, *series]
    return looked_at(war, np.concatenate(outcomes), np.concatenate(series), seed)


def looked_at(war: War, outcomes: Records, series: Records, seed: int) -> Look:
    """Return the look at courses that have been lived: outcomes and days (member,)."""
    variant = Variant("look", war, outcomes, outcomes[:0], seed)
    day = min(MAP_DAY, int(war.model.sc["horizon"][0]))
    held = held_by_a(series, weights_of(variant), day)
    shares = {name: round(float(p), 6) for name, p in zip(war.model.labels.sectors, held, strict=True)}
    forecast = forecast_document(sample_of_variant(variant, {"scenario_digest": war.scenario.digest}))
    return Look(variant, series, forecast, shares, day)


def held_by_a(series: Records, weights: FloatArray, day: int) -> FloatArray:
    """Return by sector the share of the weight of courses (member,) in which A holds most of it on a day."""
    held: NDArray[np.bool_] = series["sector_share"][:, day] > HALF
    return np.asarray(np.average(held, axis=0, weights=weights))


def preview_document(now: Look, before: Look | None) -> dict[str, Any]:
    """Return a look, beside that of the war before the change where there is one: ``multipolar-preview/1`` without its times.

    ``difference`` is that of the two printed chances; ``error`` the standard error of the paired difference that it comes of.
    """
    forecast = now.forecast
    old: Mapping[str, Any] = {} if before is None else before.forecast
    return {
        "schema": SCHEMA,
        "scenario": forecast["scenario"],
        "title": forecast["title"],
        "as_of": forecast["as_of"],
        "digest": forecast["scenario_digest"],
        "members": forecast["members"],
        "seed": forecast["seed"],
        "sides": forecast["sides"],
        "endings": _endings(now, before),
        "length": {
            "q50": forecast["length_days"]["q50"], "base": old["length_days"]["q50"] if old else None,
            "horizon": forecast["horizon_days"],
        },
        "map": {f"day{now.day}": dict(now.held), "day": now.day, "base": None if before is None else dict(before.held)},
        "brokers": {
            name: {"p": p, "base": old["brokers"].get(name, 0.0) if old else None} for name, p in forecast["brokers"].items()
        },
        "powers": {
            name: {
                "name": row["name"], "direct": row["direct"], "newly_direct": row["newly_direct"],
                "base": old["powers"].get(name, {}).get("newly_direct", 0.0) if old else None,
            }
            for name, row in forecast["powers"].items()
        },
        "deaths": {side: forecast["deaths"][side]["q50"] for side in "AB"},
    }  # fmt: skip


def _endings(now: Look, before: Look | None) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for code, label in enumerate(ENDINGS):
        found = now.forecast["endings"][label]
        row = {"p": found["p"], "sentence": found["sentence"], "base": None, "difference": None, "error": None}
        if before is not None:
            base = float(before.forecast["endings"][label]["p"])
            error = _paired_error(before.variant, now.variant, code)
            row |= {"base": base, "difference": round(found["p"] - base, 6), "error": error}
        rows[label] = row
    return rows


def _paired_error(before: Variant, now: Variant, code: int) -> float | None:
    """Return the standard error of the paired difference of an ending; None where the courses are no pairs."""
    n = min(before.outcomes.shape[0], now.outcomes.shape[0])
    if before.seed != now.seed:
        return None
    first, second = ((v.outcomes["label"][:n] == code).astype(np.float64) for v in (before, now))
    weights = weights_of(before)[:n]
    return round(paired_difference("ending", first, second, weights / weights.mean()).error, 6)
