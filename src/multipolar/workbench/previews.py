"""Previews as the server asks for them: the worker is kept hot, and a newer look of the same page ends the older one."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from multipolar.workbench.process import Worker, ask, document_in, give_up
from multipolar.workbench.refusing import BUSY, RefusedError

PATIENCE_SECONDS = 55.0
SUPERSEDED: Mapping[str, Any] = {"superseded": True}


@dataclass(slots=True)
class Pending:
    """A preview that somebody waits for: its task, the end of it, and how far compiling is where that goes on."""

    number: int = 0
    end: dict[str, Any] | None = None
    told: dict[str, Any] | None = None
    ended: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True)
class Previews:
    """The worker of previews, and the latest preview of each page."""

    worker: Worker
    latest: dict[str, Pending] = field(default_factory=dict)
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    lock: threading.Lock = field(default_factory=threading.Lock)


def preview(previews: Previews, client: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the preview that a page asks for; ``superseded`` where the same page asked anew meanwhile.

    Raises
    ------
    RefusedError : with the faults of a text of which no version is valid; 503 where the worker died or is still compiling.
    """
    pending = Pending()

    def heard(row: dict[str, Any]) -> None:
        if row["kind"] == "progress":
            pending.told = row
            return
        if pending.end is None:
            pending.end = row
        pending.ended.set()

    with previews.lock:
        older = previews.latest.pop(client, None)
        previews.latest[client] = pending
    if older is not None:
        older.end = older.end or {"kind": "given_up"}
        older.ended.set()
        give_up(previews.worker, older.number)
    pending.number = ask(previews.worker, "preview", given, heard)
    if pending.end is not None:
        give_up(previews.worker, pending.number)
    pending.ended.wait(PATIENCE_SECONDS)
    with previews.lock:
        if previews.latest.get(client) is pending:
            del previews.latest[client]
    return _answer(previews, pending)


def _answer(previews: Previews, pending: Pending) -> dict[str, Any]:
    end = pending.end
    if end is None:
        give_up(previews.worker, pending.number)
        told = pending.told
        said = "the preview takes longer than expected"
        if told is not None:
            said = f"compiling once on this machine, {told['done']} of {told['wanted']} steps: ask again in a minute"
        raise RefusedError(BUSY, said)
    if end["kind"] == "given_up":
        return dict(SUPERSEDED)
    return {"id": next(previews.ids), **document_in(end)}
