"""A worker process: begun when needed, told when it dies, begun anew."""

from __future__ import annotations

import threading

import pytest

from multipolar.workbench.process import Worker, ask, give_up, last_of, start, stop

PATIENCE = 60


class Heard:
    """What was heard of a task, and its end."""

    def __init__(self):
        self.rows, self.ended = [], threading.Event()

    def __call__(self, row):
        """Hear a row."""
        self.rows.append(row)
        if row["kind"] != "progress":
            self.ended.set()

    def end(self):
        """Return the end of the task."""
        assert self.ended.wait(PATIENCE)
        return self.rows[-1]


@pytest.fixture
def worker(tmp_path):
    """Return a worker that has not begun."""
    made = Worker("test", tmp_path, tmp_path / "worker.log")
    yield made
    stop(made)


def test_ask__a_dead_worker_is_told_and_begun_anew(worker):
    """Whoever waits hears that it died, with the end of its log; the next task has a new process."""
    first = Heard()
    ask(worker, "job", {"verb": "brief", "what": "nowhere", "options": {}}, first)
    assert first.end()["kind"] == "failed"
    process, second = worker.process, Heard()
    with worker.lock:  # the end of the process comes before its answer
        process.kill()
        process.wait()
        ask(worker, "job", {"verb": "brief", "what": "nowhere", "options": {}}, second)
    assert second.end()["kind"] in {"died", "failed"}
    third = Heard()
    ask(worker, "job", {"verb": "brief", "what": "nowhere", "options": {}}, third)
    assert third.end()["kind"] == "failed"
    assert worker.process is not process


def test_stop__whoever_waits_is_told(worker):
    """The end of the process is the end of its tasks."""
    start(worker)
    heard = Heard()
    ask(worker, "preview", {"path": "x.yaml", "text": "id: x\n", "saved": None}, heard)
    stop(worker)
    assert heard.end()["kind"] in {"died", "failed"}
    assert not worker.alive
    give_up(worker, 1)


def test_last_of__the_end_of_a_log(tmp_path):
    """Only so much, and nothing of one that is not there."""
    (tmp_path / "log").write_text("a" * 5_000 + "end")
    assert last_of(tmp_path / "log").endswith("aend")
    assert len(last_of(tmp_path / "log")) == 4_000
    assert last_of(tmp_path / "none") == ""
