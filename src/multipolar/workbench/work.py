"""A server at work on a project folder: its journal, and the processes that work for it, ended with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from multipolar.workbench.bench import Bench
from multipolar.workbench.jobs import Jobs
from multipolar.workbench.journal import open_journal
from multipolar.workbench.previews import Previews
from multipolar.workbench.process import Worker, stop
from multipolar.workbench.project import Project, opened
from multipolar.workbench.seats import Seats

LOG = "worker.log"
JOBS = "jobs"
GIVES_WAY = 5
"""By how much runs give way to previews and to everything else on the machine."""


def bench_for(project: Project, seats: Seats, host: str) -> Bench:
    """Return a server at work on a project that is held, bound to a host; its processes begin when they are needed."""
    log = project.own / LOG
    quick = Worker("previews", project.root, log)
    slow = Worker("jobs", project.root, log, GIVES_WAY)
    plays, advice = Worker("plays", project.root, log), Worker("advice", project.root, log, GIVES_WAY)
    port = int(host.rpartition(":")[2])
    jobs = Jobs(slow, project.own / JOBS)
    return Bench(project, open_journal(project.own), seats, port, host, Previews(quick), jobs, plays, advice)


def ended(bench: Bench) -> None:
    """End the processes of a server."""
    for worker in (bench.previews.worker, bench.jobs.worker, bench.plays, bench.advice):
        stop(worker)


@contextmanager
def at_work(folder: Path, host: str) -> Iterator[Bench]:
    """Hold a project folder for a server, with a seat for its owner, and give it back at the end.

    Raises
    ------
    RunError : if the folder cannot be used.
    """
    project = opened(folder)
    try:
        seats = Seats()
        seats.add("write")
        bench = bench_for(project, seats, host)
        try:
            yield bench
        finally:
            ended(bench)
    finally:
        project.close()
