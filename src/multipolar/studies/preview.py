"""A quick look at a war while it is written: few courses, always on the same chance, beside the war before the change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.engine.chunk import Batch, Chunk, Job, chunks_of, params_of
from multipolar.engine.ensemble import Memory, simulate
from multipolar.errors import ArgumentError
from multipolar.forecast.document import forecast_document
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.session.run import check_order, make_ready
from multipolar.session.run_files import DEFAULT_SEED, Order
from multipolar.session.war import War
from multipolar.studies.paired import Progress, Variant, paired_difference, sample_of_variant

SCHEMA = "multipolar-preview/1"
PREVIEW_MEMBERS = 500
MOST_MEMBERS = 5_000
CHUNK = 50
"""Courses per piece of work: a look that is no longer wanted is given up after one piece."""
TRIED = 20
"""Courses of two wars that are compared first: where all of these differ the others are lived without comparing them."""
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
    weights: FloatArray
    """Weights of the courses (member,), whose mean is one."""

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
    like: Sequence[Look] = (),
    progress: Progress | None = None,
) -> Look:
    """Return a war after its first members have lived; nothing is written to disk.

    ``known`` is an earlier look at the same war on the same seed, whose courses are not lived again. Neither are courses of
    ``like``, looks at other wars, whose numbers and luck are the same to the last bit: they would be the same courses.
    ``progress`` is heard after every piece of work; what it raises ends the look.

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
    rows = [] if known is None else [Batch(Chunk("main", 0, known.members), known.variant.outcomes, known.series)]
    for other in like:
        rows += same_courses(job, other, [batch.chunk for batch in rows])
    told = None if progress is None else (lambda count, total: progress("courses", members - total + count, members))
    if not simulate(job, chunks_of(job, CHUNK, [batch.chunk for batch in rows]), memory, threads=threads, progress=told):
        raise KeyboardInterrupt
    lived = sorted([*rows, *memory.of("main")], key=lambda batch: batch.chunk.first)
    outcomes, series = (np.concatenate([getattr(batch, name) for batch in lived]) for name in ("outcomes", "series"))
    return looked_at(war, outcomes, series, seed)


def same_courses(job: Job, other: Look, done: Sequence[Chunk] = ()) -> list[Batch]:
    """Return the courses of another look that are courses of a job too, in rows of members; those of ``done`` are left out.

    A course hangs on the records of scenario and member, on the seed and on the member's number, and on nothing else.
    """
    model, war = job.model, other.variant.war
    theirs = war.model
    if job.seed != other.variant.seed or model.capacity != theirs.capacity or model.sc.tobytes() != theirs.sc.tobytes():
        return []
    their_job = Job(theirs, other.members, job.seed, off=war.recipe.off)

    def alike(n: int) -> NDArray[np.bool_]:
        mine, before = (params_of(one, 0, n).view(np.uint8).reshape(n, -1) for one in (job, their_job))
        return np.asarray((mine == before).all(axis=1))

    n = min(job.members, other.members)
    if not alike(min(n, TRIED)).any():
        return []
    same = alike(n)
    for chunk in done:
        same[chunk.first : chunk.first + chunk.count] = False
    steps = np.flatnonzero(np.diff(np.concatenate([[False], same, [False]])))
    return [
        Batch(Chunk("main", int(a), int(b - a)), other.variant.outcomes[a:b], other.series[a:b])
        for a, b in zip(steps[::2], steps[1::2], strict=True)
    ]


def looked_at(war: War, outcomes: Records, series: Records, seed: int) -> Look:
    """Return the look at courses that have been lived: outcomes and days (member,)."""
    variant = Variant("look", war, outcomes, outcomes[:0], seed)
    day = min(MAP_DAY, int(war.model.sc["horizon"][0]))
    sample = sample_of_variant(variant, {"scenario_digest": war.scenario.digest})
    weights = np.ones(outcomes.shape[0]) if sample.weighting is None else sample.weighting.weights
    held = held_by_a(series, weights, day)
    shares = {name: round(float(p), 6) for name, p in zip(war.model.labels.sectors, held, strict=True)}
    return Look(variant, series, forecast_document(sample), shares, day, weights)


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
            error = _paired_error(before, now, code)
            row |= {"base": base, "difference": round(found["p"] - base, 6), "error": error}
        rows[label] = row
    return rows


def _paired_error(before: Look, now: Look, code: int) -> float | None:
    """Return the standard error of the paired difference of an ending; None where the courses are no pairs."""
    n = min(before.members, now.members)
    if before.variant.seed != now.variant.seed:
        return None
    first, second = ((one.variant.outcomes["label"][:n] == code).astype(np.float64) for one in (before, now))
    weights = before.weights[:n]
    return round(paired_difference("ending", first, second, weights / weights.mean()).error, 6)
