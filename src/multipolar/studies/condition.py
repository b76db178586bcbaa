"""A forecast given reports: the courses of a run go from report to report, those that fit go on, and a run folder holds the rest.

Each report is held against the courses by the engine's own account of reporting (``forecast/observation``), from the day on which
it was public (``studies/reported``). Courses are resampled and tried with other luck where few would count (``inference/filter``),
and live on from the last day with fresh luck. What was public on the as-of date is in the scenario; what was public after ``until``
is not yet known.

The numbers that a course drew stay as they are. A step that moved them from the last date on would need the chance of the courses
so far under the new numbers, which a simulator does not give; one that lives them again from the first day under all reports
(particle Markov chain Monte Carlo: Andrieu, Doucet and Holenstein 2010) accepts next to nothing, as one course in many fits. So a
run of more courses is what keeps more of them apart.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multipolar.about import __version__
from multipolar.engine import store as disk
from multipolar.engine.chunk import Batch, Chunk, Job, chunk_size, luck_seed, params_of
from multipolar.engine.ensemble import default_threads
from multipolar.engine.simulate import conclude
from multipolar.errors import ArgumentError, QuestionError
from multipolar.forecast.evidence import open_evidence
from multipolar.forecast.evidence_document import Evidence, Report
from multipolar.forecast.features.base import Frame, frame_of
from multipolar.forecast.observation import report_day
from multipolar.forecast.weighting import weight_of
from multipolar.inference.filter import Filtered, filtered
from multipolar.numerics.resampling import systematic
from multipolar.session.run import Run, finish_run, make_ready
from multipolar.session.run_files import Order, default_folder, manifest_of
from multipolar.session.war import War, load_war
from multipolar.studies.reported import Courses, Plan, Progress, Reported, known_by, plan_of

SCHEMA = "multipolar-conditioned/1"
LEAST, LEAST_ANCESTORS = 200.0, 50
"""Effective courses, and courses of the run from which they descend, below which nothing is printed. Grade J."""
FRESH_DAYS = 14
"""Days after the as-of date for which past wars count in full; then their weight halves every so many days [days]. Grade J."""
TRIES = 48
"""Most lucks that each course tries between two dates of reports. Grade J: few dates need so many, and those need them."""
EVIDENCE = "evidence.yaml"
"""Name of the reports in the folder of a conditioned run."""
METHOD = "nested particle filter: each course tries other luck since the report before (Naesseth, Lindsten and Schon 2015)"


@dataclass(frozen=True, slots=True)
class Given:
    """Reports that a run is given: the file as read and as text, those public by ``last``, and the name it was asked by."""

    evidence: Evidence
    text: str
    reports: tuple[Report, ...]
    frame: Frame
    last: dt.date
    name: str


def outside_weight(weight: float, days: float) -> float:
    """Return how far past wars count so many days after the as-of date [0-1]: in full for two weeks, then half every two more.

    The class knows nothing of the reports; the courses do (grade J).
    """
    return float(weight * 0.5 ** max(0.0, (days - FRESH_DAYS) / FRESH_DAYS))


def condition(
    run: Run,
    evidence: str | Path,
    *,
    until: str | dt.date | None = None,
    out: Path | None = None,
    threads: int | None = None,
    command: str = "",
    progress: Progress | None = None,
) -> tuple[Run | None, dict[str, Any]]:
    """Return the run given reports, and ``multipolar-conditioned/1``; no run where too few courses fit.

    Raises
    ------
    FaultyFileError : with every fault of the evidence file.
    ArgumentError : for a date that is not after the as-of date or beyond the horizon, or where no report was public by then.
    QuestionError : if no course gives the reports any chance.
    """
    given = opened(run, evidence, until)
    order = Order(run.sample.tally.n, int(run.sample.seed), out, threads, None, command=command)
    days = given.frame.day(given.last)
    war = load_war(_with_weight(run.war, outside_weight(weight_of(run.war.scenario), days)))
    started = time.perf_counter()
    process, done = lived(run, given, plan_of(given.reports, given.frame, given.last), threads=threads, progress=progress)
    job = process.job
    facts = facts_of(process, done, given.evidence, given.last)
    if facts["refused"]:
        return None, facts
    manifest = manifest_of(war, order, job) | {"conditioned": {**facts, "origin": []}}
    name = default_folder(war, order)
    folder = out or name.with_name(conditioned_name(name.name, facts["until"], given.text))
    return _written(war, job, process, done, folder, manifest, given.text, started), facts


def opened(run: Run, evidence: str | Path, until: str | dt.date | None) -> Given:
    """Return the reports that a run is given, checked against its war.

    Raises
    ------
    FaultyFileError : with every fault of the evidence file.
    ArgumentError : for a run that was given reports before, a date out of place, or where no report was public by then.
    """
    if "conditioned" in run.store.manifest:
        raise ArgumentError(f"{run.folder}: was conditioned already; condition the run it came from on all reports together")
    frame = frame_of(run.war.scenario, run.war.model)
    read, text = open_evidence(evidence, frame, run.war.id)
    last = date_of(until, read, frame)
    reports = known_by(read, frame, last)
    if not reports:
        raise ArgumentError(f"until={last}: no report was public after {frame.as_of} and by then")
    return Given(read, text, tuple(reports), frame, last, str(evidence))


def lived(
    run: Run,
    given: Given,
    plan: Plan,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    after: Callable[[Reported, Filtered[Courses], int], None] | None = None,
) -> tuple[Reported, Filtered[Courses]]:
    """Return the courses of a run that went through all dates of a plan, and what moved them.

    ``after`` is shown both after every date.

    Raises
    ------
    QuestionError : if no course gives the reports any chance.
    """
    job = Job(run.war.model, run.sample.tally.n, int(run.sample.seed), 0, off=run.war.recipe.off)
    make_ready(run.war, progress)
    params = params_of(job, 0, job.members)
    process = Reported(job, given.frame, params, plan, threads or default_threads(), progress=progress)
    shown = None if after is None else (lambda done, step: after(process, done, step))
    try:
        done = filtered(process, len(plan.dates), job.members, seed=job.seed, tries=TRIES, watch=process.watch, after=shown)
    except ValueError as error:
        raise QuestionError(f"{given.name}: {error}; reports and courses have nothing in common") from error
    return process, done


def date_of(until: str | dt.date | None, evidence: Evidence, frame: Frame) -> dt.date:
    """Return the date by which reports were public.

    Raises
    ------
    ArgumentError : if it is no date, not after the as-of date, or beyond the horizon.
    """
    try:
        last = max(map(report_day, evidence.reports)) if until is None else until
        day = last if isinstance(last, dt.date) else dt.date.fromisoformat(str(last))
    except ValueError as error:
        raise ArgumentError(f"until=...: found {until!r}, expected a date as YYYY-MM-DD") from error
    end = frame.as_of + dt.timedelta(days=frame.horizon)
    if not frame.as_of < day < end:
        raise ArgumentError(f"until={day}: expected a date after {frame.as_of}, the as-of date, and before {end}, the horizon")
    return day


def facts_of(process: Reported, done: Filtered[Courses], evidence: Evidence, until: dt.date) -> dict[str, Any]:
    """Return what the filter says of itself and of each report."""
    refused = refused_for(done)
    return {
        "schema": SCHEMA, "version": __version__, "scenario": evidence.scenario, "as_of": process.frame.as_of.isoformat(),
        "until": until.isoformat(), "method": METHOD, "ess": round(done.ess, 1), "ancestors": done.distinct,
        "log_evidence": round(done.log_evidence, 6), "refused": refused,
        "evidence": [
            {
                "id": one.report.id, "date": one.report.event_date, "published": one.report.report_date, "text": one.report.text,
                "kind": one.report.kind, "surprise": round(one.surprise, 4), "ess": round(one.ess, 1),
                "log_evidence": round(one.log_evidence, 6),
            }
            for one in process.told
        ],
    }  # fmt: skip


def refused_for(done: Filtered[Courses]) -> str | None:
    """Return why no probabilities are given, or None."""
    if done.ess >= LEAST and done.distinct >= LEAST_ANCESTORS:
        return None
    found = f"{done.ess:.0f} effective courses, of {done.distinct} of the run, fit the reports"
    need = f"at least {LEAST:.0f}, of at least {LEAST_ANCESTORS}, are needed"
    return f"{found}, and {need}: simulate more courses, or leave out the reports that surprise most"


def conditioned_name(name: str, until: str, text: str) -> str:
    """Return what the folder of a run is called once it was given reports: with the date, and a digest of the reports."""
    return f"{name}-until-{until}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _with_weight(war: War, weight: float) -> Any:
    was = weight_of(war.scenario)
    if weight == was:
        return war.recipe
    return dataclasses.replace(war.recipe, settings=(*war.recipe.settings, f"outside.weight={weight:.6g}"))


def _written(
    war: War,
    job: Job,
    process: Reported,
    done: Filtered[Courses],
    folder: Path,
    manifest: dict[str, Any],
    text: str,
    started: float,
) -> Run:
    """Let the courses live on from the last date and write them as a run of its own."""
    count = len(done.weights)
    places = systematic(done.weights, count)
    courses = process.take(done.particles, places)
    manifest["conditioned"]["origin"] = courses.origin.tolist()
    store = disk.create(folder, manifest, {**war.texts, EVIDENCE: text})
    try:
        size = chunk_size(count)
        chunks = [Chunk("main", first, min(size, count - first)) for first in range(0, count, size)]
        seed = luck_seed(job, "twin")
        sink, last = disk.writer(store, job), process.plan.dates[-1]

        def one(chunk: Chunk) -> Batch:
            rows = slice(chunk.first, chunk.first + chunk.count)
            states, series = courses.states[rows].copy(), courses.series[rows].copy()
            params = courses.params[rows]
            out = conclude(job.model.sc, params, states, last, seed=seed, first=chunk.first, series=series)
            return Batch(chunk, out, series)

        with ThreadPoolExecutor(process.threads) as pool:
            for i, batch in enumerate(pool.map(one, chunks)):
                sink(batch)
                if process.progress is not None:
                    process.progress("courses", min((i + 1) * size, count), count)
        return finish_run(war, store, complete=True, wall_s=time.perf_counter() - started)
    finally:
        store.release()
