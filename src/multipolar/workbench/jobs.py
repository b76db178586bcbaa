"""What takes long, one after the other, in a process of its own: runs and verbs, with progress, and what a cancelled one keeps."""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from multipolar.engine.store.files import write_json
from multipolar.workbench.journal import now
from multipolar.workbench.listing import courses_in
from multipolar.workbench.process import Worker, ask, give_up, stop
from multipolar.workbench.refusing import CONFLICT, MISSING, RefusedError

State = Literal["waiting", "running", "done", "failed", "cancelled"]
OVER: frozenset[State] = frozenset({"done", "failed", "cancelled"})
GRACE_SECONDS = 20.0
"""How long a cancelled job may take to keep what is done, before its process is ended."""
MOST_WAITING = 50
MOST_KEPT = 200
ID = re.compile(r"[0-9a-f]{12}")


@dataclass(slots=True)
class Job:
    """One piece of long work: what was asked, how far it is, how it ended.

    ``task`` and ``given`` are what the worker is told; ``asked`` what the page is told of it. ``version`` grows with every change.
    """

    id: str
    task: str
    given: Mapping[str, Any]
    asked: Mapping[str, Any]
    state: State = "waiting"
    progress: dict[str, Any] | None = None
    document: dict[str, Any] | None = None
    error: dict[str, Any] | None = None
    notes: list[str] = field(default_factory=list)
    kept: int | None = None
    made: str = field(default_factory=now)
    seconds: float = 0.0
    started: float = 0.0
    number: int = 0
    cancelled: bool = False
    version: int = 0

    def plain(self) -> dict[str, Any]:
        """Return what the page is told of the job, its document included."""
        spent = time.monotonic() - self.started if self.state == "running" else self.seconds
        return {
            "id": self.id, **self.asked, "state": self.state, "progress": self.progress, "document": self.document,
            "error": self.error, "notes": self.notes, "kept": self.kept, "made": self.made, "seconds": round(spent, 1),
        }  # fmt: skip


@dataclass(slots=True)
class Jobs:
    """The jobs of a server: those that wait in order, the one that runs, and the last ones that ended."""

    worker: Worker
    folder: Path
    waiting: deque[Job] = field(default_factory=deque)
    running: Job | None = None
    known: dict[str, Job] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)


def submit(jobs: Jobs, task: str, given: Mapping[str, Any], asked: Mapping[str, Any]) -> Job:
    """Put a job at the end of the line and return it.

    Raises
    ------
    RefusedError : if too many wait.
    """
    with jobs.lock:
        if len(jobs.waiting) >= MOST_WAITING:
            raise RefusedError(CONFLICT, f"{MOST_WAITING} jobs wait already; cancel some, or wait")
        job = Job(secrets.token_hex(6), task, given, asked)
        jobs.known[job.id] = job
        jobs.waiting.append(job)
        while len(jobs.known) > MOST_KEPT:
            oldest = next((known for known in jobs.known.values() if known.state in OVER), None)
            if oldest is None:
                break
            del jobs.known[oldest.id]
    _next(jobs)
    return job


def _next(jobs: Jobs) -> None:
    """Begin the job at the head of the line, if none runs."""
    with jobs.lock:
        if jobs.running is not None or not jobs.waiting:
            return
        job = jobs.running = jobs.waiting.popleft()
        job.state, job.started = "running", time.monotonic()
        job.version += 1
        job.number = ask(jobs.worker, job.task, job.given, lambda row: _heard(jobs, job, row))


def _heard(jobs: Jobs, job: Job, row: Mapping[str, Any]) -> None:
    if row["kind"] == "progress":
        job.progress = {key: value for key, value in row.items() if key not in {"id", "kind"}}
        job.version += 1
        return
    with jobs.lock:
        if job.state in OVER:
            return
        _end(job, row)
        if jobs.running is job:
            jobs.running = None
        _keep(jobs, job)
    _next(jobs)


def _end(job: Job, row: Mapping[str, Any]) -> None:
    """Write down how a job ended: a run that was stopped before its end was cancelled, and keeps what is done."""
    told = row.get("document") or {}
    job.seconds = time.monotonic() - job.started
    job.document, job.notes = told.get("document"), list(told.get("notes", ()))
    job.kept = told.get("kept")
    if job.kept is None and "out" in job.given:
        job.kept = courses_in(Path(job.given["out"]))
    if row["kind"] == "done" and told.get("complete", True):
        job.state = "done"
    elif row["kind"] in {"done", "given_up"} or job.cancelled:
        job.state = "cancelled"
    else:
        job.state, job.error = "failed", dict(row["error"])
    job.version += 1


def _keep(jobs: Jobs, job: Job) -> None:
    """Keep a job that has ended on disk, so that its document outlives the server."""
    with contextlib.suppress(OSError):  # a full disk: the document is still in memory
        jobs.folder.mkdir(exist_ok=True)
        write_json(jobs.folder / f"{job.id}.json", job.plain())
        rows = sorted(jobs.folder.glob("*.json"), key=lambda place: place.stat().st_mtime)
        for place in rows[:-MOST_KEPT]:
            place.unlink(missing_ok=True)


def cancel(jobs: Jobs, job: Job) -> None:
    """Cancel a job: one that waits is gone at once, one that runs keeps what is done."""
    with jobs.lock:
        if job.state == "waiting":
            with contextlib.suppress(ValueError):
                jobs.waiting.remove(job)
            job.state = "cancelled"
            job.version += 1
            _keep(jobs, job)
        elif job.state == "running" and not job.cancelled:
            job.cancelled = True
            give_up(jobs.worker, job.number)
            timer = threading.Timer(GRACE_SECONDS, _insist, (jobs, job))
            timer.daemon = True
            timer.start()


def _insist(jobs: Jobs, job: Job) -> None:
    if job.state == "running" and jobs.running is job:
        stop(jobs.worker)


def found(jobs: Jobs, number: str) -> Job | None:
    """Return a job of this server; None where it is of an earlier one."""
    return jobs.known.get(number)


def plain_of(jobs: Jobs, number: str) -> dict[str, Any]:
    """Return what the page is told of a job, also of one that an earlier server did.

    Raises
    ------
    RefusedError : if there is none of this number.
    """
    job = found(jobs, number)
    if job is not None:
        return job.plain()
    if ID.fullmatch(number):
        with contextlib.suppress(OSError, ValueError):
            kept: dict[str, Any] = json.loads((jobs.folder / f"{number}.json").read_text(encoding="utf-8"))
            return kept
    raise RefusedError(MISSING, f"there is no job {number!r}")


def all_of(jobs: Jobs) -> list[dict[str, Any]]:
    """Return the jobs of this server without their documents, the newest first."""
    with jobs.lock:
        rows = [job.plain() for job in reversed(jobs.known.values())]
    return [{key: value for key, value in row.items() if key != "document"} for row in rows]


def of_run(jobs: Jobs, name: str) -> Job | None:
    """Return the latest job that makes or made a run."""
    with jobs.lock:
        return next((job for job in reversed(jobs.known.values()) if job.asked.get("makes") == name), None)
