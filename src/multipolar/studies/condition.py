"""A forecast given reports: the courses of a run go from report to report, those that fit go on, and a run folder holds the rest.

Each report is weighed on the day of what it tells of, by the engine's own account of reporting (``forecast/observation``). Courses
are resampled and tried with other luck where few would count (``inference/filter``), and live on from the last day with fresh luck.
What was public on the as-of date is in the scenario; what was public after ``until`` is not yet known.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import Stop
from multipolar.engine import store as disk
from multipolar.engine.chunk import Batch, Chunk, Job, chunk_size, luck_seed, params_of
from multipolar.engine.ensemble import default_threads
from multipolar.engine.simulate import advance, conclude, series_dtype
from multipolar.errors import ArgumentError, QuestionError
from multipolar.forecast.evidence import open_evidence
from multipolar.forecast.evidence_document import Evidence, Report
from multipolar.forecast.features.base import Frame, frame_of
from multipolar.forecast.observation import day_of, log_likelihood, report_day
from multipolar.forecast.seen import Day
from multipolar.forecast.weighting import weight_of
from multipolar.inference.filter import Filtered, filtered
from multipolar.model.records import zeros
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.numerics.resampling import effective_size, normalised, systematic
from multipolar.session.run import Run, finish_run, make_ready
from multipolar.session.run_files import Order, default_folder, manifest_of
from multipolar.session.war import War, load_war

SCHEMA = "multipolar-conditioned/1"
LEAST, LEAST_ANCESTORS = 200.0, 50
"""Effective courses, and courses of the run from which they descend, below which nothing is printed. Grade J."""
FRESH_DAYS = 14
"""Days after the as-of date for which past wars count in full; then their weight halves every so many days [days]. Grade J."""
TRIES = 16
"""Most lucks that each course tries between two dates of reports. Grade J: more costs as much as all of its days after."""
EVIDENCE = "evidence.yaml"
"""Name of the reports in the folder of a conditioned run."""
METHOD = "nested particle filter: each course tries other luck since the report before (Naesseth, Lindsten and Schon 2015)"
Progress = Callable[[str, int, int], None]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Courses:
    """Courses on a day: which member of the run each descends from, STATE and days so far (course,)."""

    origin: Places
    states: Records
    series: Records


@dataclass(frozen=True, slots=True)
class Told:
    """What one report did: surprise [bits], effective courses after it, log evidence [nats]."""

    report: Report
    surprise: float
    ess: float
    log_evidence: float


@dataclass(slots=True)
class Reported:
    """The courses of a war as a process that passes the dates of reports."""

    job: Job
    frame: Frame
    params: Records
    dates: tuple[int, ...]
    reports: tuple[tuple[Report, ...], ...]
    going_on: bool
    threads: int
    told: list[Told] = field(default_factory=list)
    progress: Progress | None = None

    def start(self, count: int, seed: int) -> Courses:
        """Return courses that have not begun."""
        del seed
        days = series_dtype(self.frame.horizon, len(self.frame.model.labels.sectors))
        return Courses(np.arange(count), zeros("STATE", count, self.job.model.capacity), np.zeros(count, days))

    def move(self, particles: Courses, step: int, seed: int) -> Courses:
        """Return the courses on the date of the next reports."""
        states, series = particles.states.copy(), particles.series.copy()
        first, last = (self.dates[step - 1] if step else 0), self.dates[step]
        if self.progress is not None:
            self.progress("reports", step + 1, len(self.dates))

        def one(rows: slice) -> None:
            params = self.params[particles.origin[rows]]
            advance(
                self.job.model.sc, params, states[rows], first, last, seed=seed % 2**63, first=rows.start, series=series[rows]
            )  # fmt: skip

        each(one, len(states), self.threads)
        return Courses(particles.origin, states, series)

    def log_likelihood(self, particles: Courses, step: int) -> FloatArray:
        """Return the log likelihood of all reports of a date (course,)."""
        day = self.day(particles)
        total = np.zeros(len(particles.states))
        for report in self.reports[step]:
            total += log_likelihood(report, day)
        if self.going_on and step == len(self.dates) - 1:
            total[particles.states["ending"] != Stop.RUNNING] = -np.inf
        return total

    def watch(self, particles: Courses, weights: FloatArray, step: int) -> None:
        """Keep how surprising each report of a date is to the courses as they come to it."""
        day = self.day(particles)
        with np.errstate(divide="ignore"):
            log_w = np.log(weights)
        for report in self.reports[step]:
            found = log_likelihood(report, day)
            mean = float(np.log(np.sum(np.exp(log_w + found))))
            log_w = np.log(np.maximum(normalised(log_w + found), 1e-300))
            self.told.append(Told(report, max(-mean / np.log(2.0), 0.0), effective_size(np.exp(log_w)), mean))

    def take(self, particles: Courses, places: Places) -> Courses:
        """Return the courses at some places."""
        return Courses(particles.origin[places], particles.states[places], particles.series[places])

    def mix(self, kept: Courses, fresh: Courses, use: NDArray[np.bool_]) -> Courses:
        """Return fresh courses where wanted, else those kept."""
        states, series = kept.states.copy(), kept.series.copy()
        states[use], series[use] = fresh.states[use], fresh.series[use]
        return Courses(np.where(use, fresh.origin, kept.origin), states, series)

    def day(self, particles: Courses) -> Day:
        """Return the courses as what reports can be held against."""
        return Day(particles.states, self.params[particles.origin], self.frame)


def each(work: Callable[[slice], None], count: int, threads: int) -> None:
    """Do a piece of work on all courses, chunk by chunk, on several threads."""
    size = chunk_size(count)
    rows = [slice(first, min(first + size, count)) for first in range(0, count, size)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, rows))


def known_by(evidence: Evidence, frame: Frame, until: dt.date) -> list[Report]:
    """Return the reports that were public after the as-of date and not after ``until``, in the order of their events."""
    news = [report for report in evidence.reports if frame.as_of < report_day(report) <= until]
    return sorted(news, key=lambda report: (day_of(report, frame), report_day(report), report.id))


def by_date(reports: Sequence[Report], frame: Frame, until: dt.date) -> tuple[tuple[int, ...], tuple[tuple[Report, ...], ...]]:
    """Return the days on which courses are looked at, the last of them that of ``until``, and the reports of each."""
    days = sorted({day_of(report, frame) for report in reports} | {frame.day(until)})
    return tuple(days), tuple(tuple(r for r in reports if day_of(r, frame) == day) for day in days)


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
    if "conditioned" in run.store.manifest:
        raise ArgumentError(f"{run.folder}: was conditioned already; condition the run it came from on all reports together")
    frame = frame_of(run.war.scenario, run.war.model)
    read, text = open_evidence(evidence, frame, run.war.id)
    last = date_of(until, read, frame)
    reports = known_by(read, frame, last)
    if not reports:
        raise ArgumentError(f"until={last}: no report was public after {frame.as_of} and by then")
    going_on = not any(r.kind == "event" and r.feature == "war_over" for r in reports)
    days, grouped = by_date(reports, frame, last)
    war = load_war(_with_weight(run.war, outside_weight(weight_of(run.war.scenario), (last - frame.as_of).days)))
    order = Order(run.sample.tally.n, int(run.sample.seed), out, threads, None, command=command)
    job = Job(war.model, order.members, order.seed, 0, off=run.war.recipe.off)
    make_ready(war, progress)
    started = time.perf_counter()
    process = Reported(
        job, frame, params_of(job, 0, order.members), days, grouped, going_on, threads or default_threads(), progress=progress
    )
    try:
        done = filtered(process, len(days), order.members, seed=order.seed, tries=TRIES, watch=process.watch)
    except ValueError as error:
        raise QuestionError(f"{evidence}: {error}; reports and courses have nothing in common") from error
    facts = facts_of(process, done, read, last)
    if facts["refused"]:
        return None, facts
    manifest = manifest_of(war, order, job) | {"conditioned": {**facts, "origin": []}}
    name = default_folder(war, order)
    folder = out or name.with_name(conditioned_name(name.name, facts["until"], text))
    return _written(war, job, process, done, folder, manifest, text, started), facts


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
    refused = ""
    if done.ess < LEAST or done.distinct < LEAST_ANCESTORS:
        found = f"{done.ess:.0f} effective courses, of {done.distinct} of the run, fit the reports"
        need = f"{LEAST:.0f} of {LEAST_ANCESTORS} are needed"
        refused = f"{found}, and {need}: simulate more courses, or leave out the reports that surprise most"
    return {
        "schema": SCHEMA, "version": __version__, "scenario": evidence.scenario, "as_of": process.frame.as_of.isoformat(),
        "until": until.isoformat(), "method": METHOD, "ess": round(done.ess, 1), "ancestors": done.distinct,
        "log_evidence": round(done.log_evidence, 6), "refused": refused or None,
        "evidence": [
            {
                "id": one.report.id, "date": one.report.event_date, "published": one.report.report_date, "text": one.report.text,
                "kind": one.report.kind, "surprise": round(one.surprise, 4), "ess": round(one.ess, 1),
                "log_evidence": round(one.log_evidence, 6),
            }
            for one in process.told
        ],
    }  # fmt: skip


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
        sink, last = disk.writer(store, job), process.dates[-1]

        def one(chunk: Chunk) -> Batch:
            rows = slice(chunk.first, chunk.first + chunk.count)
            states, series = courses.states[rows].copy(), courses.series[rows].copy()
            params = process.params[courses.origin[rows]]
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
