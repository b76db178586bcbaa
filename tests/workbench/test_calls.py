"""The loop of the worker: tasks in order, progress, those that nobody waits for, and failures as documents."""

from __future__ import annotations

import io
import json

import pytest

from multipolar.errors import QuestionError
from multipolar.workbench.calls import Call, GivenUpError, Inbox, answer, listen


def said(inbox):
    """Return what an inbox has told the server."""
    return [json.loads(line) for line in inbox.out.getvalue().splitlines()]


def run(task, given_up=()):
    """Let one task work and return what was told."""
    inbox = Inbox(io.StringIO(), given_up=set(given_up))
    answer(inbox, {"t": task}, Call(7, {"x": 1}, inbox), "t")
    return said(inbox)


def test_answer__progress_then_the_document():
    """Every row names its task."""

    def task(call):
        call.progress("courses", 1, 2)
        return {"x": call.given["x"]}

    assert run(task) == [
        {"id": 7, "kind": "progress", "what": "courses", "done": 1, "wanted": 2},
        {"id": 7, "kind": "done", "document": {"x": 1}},
    ]


def test_answer__a_failure_is_a_document_with_its_status():
    """And the next task can be done."""

    def task(_):
        raise QuestionError("no such thing")

    (row,) = run(task)
    assert (row["kind"], row["status"], row["error"]["message"], row["error"]["exit"]) == ("failed", 400, "no such thing", 2)


@pytest.mark.parametrize("error", [KeyboardInterrupt, GivenUpError])
def test_answer__what_nobody_waits_for_is_given_up(error):
    """Before it begins, or on the way."""

    def task(_):
        raise error

    assert run(task) == [{"id": 7, "kind": "given_up"}]
    assert run(lambda _: pytest.fail("was begun"), given_up=[7]) == [{"id": 7, "kind": "given_up"}]


def test_progress__ends_what_nobody_waits_for():
    """As Ctrl-C does on the command line."""
    inbox = Inbox(io.StringIO(), given_up={7})
    with pytest.raises(KeyboardInterrupt):
        Call(7, {}, inbox).progress("courses", 1, 2)


def test_listen__the_end_of_the_server_is_the_end_of_the_worker(monkeypatch):
    """Tasks are taken up in order; the end of the lines ends the process."""
    ended = []
    monkeypatch.setattr("multipolar.workbench.calls.os._exit", ended.append)
    inbox = Inbox(io.StringIO())
    listen(inbox, io.StringIO('{"id": 1, "task": "t", "given": {}}\n{"give_up": 1}\n'))
    assert (inbox.tasks.get()["id"], inbox.given_up, ended) == (1, {1}, [0])
