"""The courses of a war as a process that passes the dates of reports: what the filter moves, weighs and resamples.

A report is held against the courses on the day of what it tells of, and weighs from the day on which it was public; what is known
of a course by then goes with it. Until a report says that the war is over, courses whose war is over are gone.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Stop
from multipolar.engine.chunk import Job
from multipolar.engine.simulate import advance, series_dtype
from multipolar.forecast.evidence_document import Evidence, Report
from multipolar.forecast.features.base import Frame
from multipolar.forecast.observation import day_of, known_on, log_likelihood, report_day
from multipolar.forecast.seen import Day
from multipolar.model.records import zeros
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.numerics.resampling import effective_size, normalised

AT_ONCE = 64
"""Courses that are copied and moved at once [courses]: few enough to stay near the processor between the two."""
OVER = "war_over"
"""The feature by which a report says that the war is over."""
Progress = Callable[[str, int, int], None]
Places = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Courses:
    """Courses on a day, each (course,): which member of the run it descends from, PARAMS, STATE, days so far, and log likelihoods.

    ``told`` (course, report) [nats]: nought until the day of what a report tells of.
    """

    origin: Places
    params: Records
    states: Records
    series: Records
    told: Floats


@dataclass(frozen=True, slots=True)
class Told:
    """What one report did: surprise [bits], effective courses after it, log evidence [nats]."""

    report: Report
    surprise: float
    ess: float
    log_evidence: float


@dataclass(frozen=True, slots=True)
class Plan:
    """When the courses are looked at: ``dates`` [days after the as-of date], and by date the reports that are held against them.

    ``seen`` and ``weighed``: places of reports by date, the day of the event and the day from which the report counts.
    ``over``: first day of which a report says that the war is over, infinity where none does [days].
    """

    reports: tuple[Report, ...]
    dates: tuple[int, ...]
    seen: tuple[tuple[int, ...], ...]
    weighed: tuple[tuple[int, ...], ...]
    over: float


def known_by(evidence: Evidence, frame: Frame, until: dt.date) -> list[Report]:
    """Return the reports that were public after the as-of date and not after ``until``, in the order in which they weigh."""
    news = [report for report in evidence.reports if frame.as_of < report_day(report) <= until]
    return sorted(news, key=lambda report: (known_on(report, frame), day_of(report, frame), report_day(report), report.id))


def plan_of(reports: Sequence[Report], frame: Frame, until: dt.date, looks: Iterable[int] = ()) -> Plan:
    """Return when courses are looked at for these reports, the last time on the day of ``until``.

    ``looks``: further days [days after the as-of date]. An event after ``until`` is held against the courses on that day.
    """
    last = frame.day(until)
    seen, weighed = ([min(of(report, frame), last) for report in reports] for of in (day_of, known_on))
    dates = sorted({last, *seen, *weighed, *(day for day in looks if day <= last)})
    over = [seen[i] for i, report in enumerate(reports) if report.kind == "event" and report.feature == OVER]
    rows = range(len(reports))
    return Plan(
        tuple(reports), tuple(dates), tuple(tuple(i for i in rows if seen[i] == day) for day in dates),
        tuple(tuple(i for i in rows if weighed[i] == day) for day in dates), float(min(over, default=math.inf)),
    )  # fmt: skip


@dataclass(slots=True)
class Reported:
    """The courses of a war as a process that passes the dates of a plan."""

    job: Job
    frame: Frame
    params: Records
    plan: Plan
    threads: int
    told: list[Told] = field(default_factory=list)
    progress: Progress | None = None
    spare: dict[str, list[Records]] = field(default_factory=dict)

    def start(self, count: int, seed: int) -> Courses:
        """Return courses that have not begun."""
        del seed
        days = series_dtype(self.frame.horizon, len(self.frame.model.labels.sectors))
        return Courses(
            np.arange(count), self.params, zeros("STATE", count, self.job.model.capacity), np.zeros(count, days),
            np.zeros((count, len(self.plan.reports))),
        )  # fmt: skip

    def move(self, particles: Courses, step: int, seed: int) -> Courses:
        """Return the courses on the next date of the plan."""
        first, last = (self.plan.dates[step - 1] if step else 0), self.plan.dates[step]
        states, series = self._room("STATE", particles.states), self._room("days", particles.series)
        if self.progress is not None:
            self.progress("reports", step + 1, len(self.plan.dates))

        def one(rows: slice) -> None:
            states[rows], series[rows] = particles.states[rows], particles.series[rows]
            advance(
                self.job.model.sc, particles.params[rows], states[rows], first, last, seed=seed % 2**63, first=rows.start,
                series=series[rows],
            )  # fmt: skip

        each(one, len(states), self.threads, AT_ONCE)
        return Courses(particles.origin, particles.params, states, series, particles.told.copy())

    def log_likelihood(self, particles: Courses, step: int) -> FloatArray:
        """Return the log likelihood of all reports that count from a date on (course,)."""
        day = self.day(particles, step)
        for i in self.plan.seen[step]:
            particles.told[:, i] = log_likelihood(self.plan.reports[i], day)
        total = particles.told[:, list(self.plan.weighed[step])].sum(axis=1)
        if self.plan.dates[step] < self.plan.over:
            total[particles.states["ending"] != Stop.RUNNING] = -np.inf
        return np.asarray(total, np.float64)

    def watch(self, particles: Courses, weights: FloatArray, step: int) -> None:
        """Keep how surprising each report of a date is to the courses as they come to it."""
        with np.errstate(divide="ignore"):
            log_w = np.log(weights)
        for i in self.plan.weighed[step]:
            found = particles.told[:, i]
            mean = float(np.log(np.sum(np.exp(log_w + found))))
            log_w = np.log(np.maximum(normalised(log_w + found), 1e-300))
            told = Told(self.plan.reports[i], max(-mean / np.log(2.0), 0.0), effective_size(np.exp(log_w)), mean)
            self.told.append(told)

    def take(self, particles: Courses, places: Places) -> Courses:
        """Return the courses at some places; those given are spent."""
        params, states, series = (
            self._taken(kind, part, places)
            for kind, part in (("PARAMS", particles.params), ("STATE", particles.states), ("days", particles.series))
        )
        return Courses(particles.origin[places], params, states, series, particles.told[places])

    def mix(self, kept: Courses, fresh: Courses, use: NDArray[np.bool_]) -> Courses:
        """Return fresh courses where wanted, else those kept; both are spent."""
        rows = np.flatnonzero(use)
        for part, other in ((kept.states, fresh.states), (kept.series, fresh.series), (kept.told, fresh.told)):
            part[rows] = other[rows]
        self.drop(fresh)
        return kept

    def drop(self, particles: Courses) -> None:
        """Keep the memory of courses for others."""
        self.spare.setdefault("STATE", []).append(particles.states)
        self.spare.setdefault("days", []).append(particles.series)

    def day(self, particles: Courses, step: int) -> Day:
        """Return the courses on a date as what reports can be held against."""
        return Day(particles.states, particles.params, self.frame, particles.series, self.plan.dates[step])

    def _room(self, kind: str, like: Records) -> Records:
        held = self.spare.get(kind)
        return held.pop() if held else np.empty_like(like)

    def _taken(self, kind: str, part: Records, places: Places) -> Records:
        room = self._room(kind, part) if len(places) == len(part) else np.empty(len(places), part.dtype)

        def one(rows: slice) -> None:
            room[rows] = part[places[rows]]

        each(one, len(places), self.threads, AT_ONCE)
        if part is not self.params:
            self.spare.setdefault(kind, []).append(part)
        return room


def each(work: Callable[[slice], None], count: int, threads: int, size: int) -> None:
    """Do a piece of work on all courses, ``size`` at a time, on several threads."""
    rows = [slice(first, min(first + size, count)) for first in range(0, count, size)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, rows))
