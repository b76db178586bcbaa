"""The line of jobs: one at a time, in order, cancelled while waiting and while at work, kept on disk."""

from __future__ import annotations

import json

import pytest

from multipolar.workbench import jobs as line
from multipolar.workbench.process import Worker
from multipolar.workbench.refusing import RefusedError


class Fake:
    """A worker that answers when it is told to."""

    def __init__(self, monkeypatch):
        self.asked, self.given_up, self.stopped = [], [], []
        monkeypatch.setattr(line, "ask", self.ask)
        monkeypatch.setattr(line, "give_up", lambda _, number: self.given_up.append(number))
        monkeypatch.setattr(line, "stop", self.stopped.append)

    def ask(self, _worker, task, given, heard):
        """Take a task up."""
        self.asked.append((task, given, heard))
        return len(self.asked)

    def says(self, k, **row):
        """Let the worker say something of a task."""
        self.asked[k][2](row)


@pytest.fixture
def fake(monkeypatch):
    """Return a worker that answers when it is told to."""
    return Fake(monkeypatch)


@pytest.fixture
def jobs(tmp_path):
    """Return an empty line."""
    return line.Jobs(Worker("test", tmp_path, tmp_path / "log"), tmp_path / "jobs")


def put(jobs, verb="drivers", **given):
    """Put a job into the line."""
    return line.submit(jobs, "job", given, {"verb": verb})


def test_submit__one_at_a_time_and_in_order(jobs, fake):
    """The second begins when the first has ended."""
    first, second = put(jobs), put(jobs)
    assert ([job.state for job in (first, second)], len(fake.asked)) == (["running", "waiting"], 1)
    fake.says(0, kind="progress", what="courses", done=1, wanted=2)
    assert first.plain()["progress"] == {"what": "courses", "done": 1, "wanted": 2}
    fake.says(0, kind="done", document={"document": {"x": 1}, "notes": ["n"]})
    assert (first.state, first.document, first.notes, second.state) == ("done", {"x": 1}, ["n"], "running")
    fake.says(1, kind="failed", error={"message": "no"}, status=400)
    assert (second.state, second.error["message"], jobs.running) == ("failed", "no", None)


def test_cancel__one_that_waits_is_never_begun(jobs, fake):
    """The others keep their order."""
    first, second, third = put(jobs), put(jobs), put(jobs)
    line.cancel(jobs, second)
    fake.says(0, kind="done", document={})
    assert [job.state for job in (first, second, third)] == ["done", "cancelled", "running"]
    assert len(fake.asked) == 2


def test_cancel__one_that_runs_keeps_what_is_done(jobs, fake):
    """A run that was stopped answers with what it has."""
    job = put(jobs)
    line.cancel(jobs, job)
    assert (fake.given_up, job.state) == ([1], "running")
    fake.says(0, kind="done", document={"document": {"x": 1}, "complete": False, "kept": 120})
    assert (job.state, job.kept, job.document) == ("cancelled", 120, {"x": 1})


def test_cancel__one_that_does_not_stop_is_ended(jobs, fake, monkeypatch):
    """Its process is ended after a while, and that counts as cancelled."""
    monkeypatch.setattr(line, "GRACE_SECONDS", 0.01)
    job = put(jobs)
    line.cancel(jobs, job)
    for _ in range(200):
        if fake.stopped:
            break
        line.time.sleep(0.01)
    assert fake.stopped == [jobs.worker]
    fake.says(0, kind="died", error={"message": "ended"})
    assert job.state == "cancelled"


def test_died__a_job_fails_and_the_next_begins(jobs, fake):
    """A crash takes one job, with what its log said."""
    first, second = put(jobs), put(jobs)
    fake.says(0, kind="died", error={"message": "ended", "log": "Segmentation fault"})
    assert (first.state, first.error["log"], second.state) == ("failed", "Segmentation fault", "running")


def test_plain_of__documents_outlive_the_server(jobs, fake):
    """A job of an earlier server is read from disk; other names find nothing."""
    job = put(jobs)
    fake.says(0, kind="done", document={"document": {"x": 1}})
    again = line.Jobs(jobs.worker, jobs.folder)
    assert line.plain_of(again, job.id)["document"] == {"x": 1}
    assert json.loads((jobs.folder / f"{job.id}.json").read_text())["verb"] == "drivers"
    for number in ("../x", "0" * 12, ""):
        with pytest.raises(RefusedError, match="there is no job"):
            line.plain_of(again, number)


def test_submit__the_line_is_bounded(jobs, fake, monkeypatch):
    """Nobody fills the memory; what has ended is forgotten first."""
    monkeypatch.setattr(line, "MOST_WAITING", 2)
    monkeypatch.setattr(line, "MOST_KEPT", 2)
    first = put(jobs)
    put(jobs)
    put(jobs)
    with pytest.raises(RefusedError, match="wait already"):
        put(jobs)
    fake.says(0, kind="done", document={})
    last = put(jobs)
    assert first.id not in jobs.known
    assert last.id in jobs.known
    assert [row["state"] for row in line.all_of(jobs)] == ["waiting", "waiting", "running"]
