"""Previews as the server asks for them: a newer one ends the older one of the same page."""

from __future__ import annotations

import threading

import pytest

from multipolar.workbench import previews as module
from multipolar.workbench.previews import Previews, preview
from multipolar.workbench.process import Worker
from multipolar.workbench.refusing import RefusedError


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Return previews with a worker that answers when it is told to, and what it was asked."""
    calls, given_up = [], []

    def ask(_worker, _task, given, heard):
        calls.append((given, heard))
        return len(calls)

    monkeypatch.setattr(module, "ask", ask)
    monkeypatch.setattr(module, "give_up", lambda _, number: given_up.append(number))
    return Previews(Worker("test", tmp_path, tmp_path / "log")), calls, given_up


def later(previews, client):
    """Ask in a thread and return where the answer will be."""
    found = {}
    thread = threading.Thread(target=lambda: found.update(preview(previews, client, {})))
    thread.start()
    return found, thread


def wait_for(calls, n):
    """Wait until the worker was asked so often."""
    for _ in range(500):
        if len(calls) >= n:
            return
        threading.Event().wait(0.01)
    raise AssertionError(calls)


def test_preview__a_newer_one_ends_the_older_one_of_the_same_page(asked):
    """The older is answered at once; that of another page is not touched."""
    previews, calls, given_up = asked
    first, one = later(previews, "a")
    wait_for(calls, 1)
    other, two = later(previews, "b")
    wait_for(calls, 2)
    second, three = later(previews, "a")
    one.join(5)
    assert first == {"superseded": True}
    wait_for(calls, 3)
    assert given_up == [1]
    for k in (1, 2):
        calls[k][1]({"kind": "done", "document": {"k": k}})
    two.join(5)
    three.join(5)
    assert (other["k"], second["k"]) == (1, 2)


def test_preview__failures_keep_status_and_problems(asked, monkeypatch):
    """Faults of the text, a dead worker, and one that is still compiling."""
    previews, calls, _ = asked
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.05)
    rows = [
        {"kind": "failed", "status": 422, "error": {"message": "faults", "problems": [1], "exit": 3}},
        {"kind": "died", "error": {"message": "ended", "log": "x"}},
        {"kind": "progress", "what": "compiling", "done": 3, "wanted": 60},
    ]
    for row, status, said in zip(rows, (422, 503, 503), ("faults", "ended", "3 of 60 steps"), strict=True):
        monkeypatch.setattr(module, "ask", lambda _w, _t, _g, heard, row=row: heard(row) or 9)
        with pytest.raises(RefusedError, match=said) as error:
            preview(previews, "a", {})
        assert error.value.status == status
    assert calls == []
