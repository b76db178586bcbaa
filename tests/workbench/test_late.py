"""The page at once, everything else as soon as it can."""

from __future__ import annotations

import asyncio
import threading

import pytest

from multipolar.workbench.late import begun, waiting


def app(name, heard):
    """Return an application that says that it was called."""

    async def called(_scope, _receive, _send):
        heard.append(name)

    return called


def call(made, path):
    """Call an application."""
    return made({"type": "http", "path": path, "method": "GET"}, None, None)


def test_waiting__the_page_does_not_wait():
    """Calls that need more wait until it is there."""
    heard, gate = [], threading.Event()
    late = begun(lambda: gate.wait(10) and app("late", heard))
    made = waiting(late, app("page", heard), frozenset({"/"}))

    async def both():
        waits = asyncio.create_task(call(made, "/api/project"))
        await call(made, "/")
        assert heard == ["page"]
        gate.set()
        await waits

    asyncio.run(both())
    assert heard == ["page", "late"]


def test_waiting__what_cannot_be_loaded_is_told(monkeypatch):
    """Nobody waits for ever, and the error stands in the terminal before anyone asks."""
    said = []
    monkeypatch.setattr(threading, "excepthook", lambda args: said.append(args.exc_value))

    def broken():
        raise KeyError("broken")

    late = begun(broken)
    for thread in threading.enumerate():
        if thread.name == "load":
            thread.join(10)
    assert [str(error) for error in said] == ["'broken'"]
    with pytest.raises(RuntimeError, match="could not be loaded"):
        asyncio.run(call(waiting(late, app("page", []), frozenset()), "/api/project"))
