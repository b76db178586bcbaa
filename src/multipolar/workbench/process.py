"""A worker as the server holds it: started when it is needed, spoken to in lines, begun anew when it has died."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from multipolar.errors import EXIT_FAILURE
from multipolar.workbench.refusing import BUSY, RefusedError, document_of

Heard = Callable[[dict[str, Any]], None]
ENDS = frozenset({"done", "failed", "given_up", "died"})
"""Kinds of rows that end a task."""
KEPT_OF_LOG = 4_000
"""Bytes of the worker's log that are told when it has died."""
PATIENCE_SECONDS = 2.0


@dataclass(slots=True)
class Worker:
    """One process of its own, its working folder and log; ``heard`` by task number, ``gives_way`` to others by so much."""

    name: str
    folder: Path
    log: Path
    gives_way: int = 0
    process: subprocess.Popen[str] | None = None
    ready: threading.Event = field(default_factory=threading.Event)
    heard: dict[int, Heard] = field(default_factory=dict)
    number: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process is not None and self.process.poll() is None


def start(worker: Worker) -> None:
    """Start the process if it does not run."""
    with worker.lock:
        if worker.alive:
            return
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        with worker.log.open("ab") as log:
            words = [sys.executable, "-m", "multipolar.workbench.worker", str(worker.gives_way)]
            worker.process = subprocess.Popen(  # noqa: S603  our own interpreter on our own module
                words, cwd=worker.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8",
                env=environment, start_new_session=True,
            )  # fmt: skip
        worker.ready.clear()
        threading.Thread(target=_listen, args=(worker, worker.process), name=f"{worker.name}-heard", daemon=True).start()


def ask(worker: Worker, task: str, given: Mapping[str, Any], heard: Heard) -> int:
    """Give a task to the worker and return its number; ``heard`` hears every row, in another thread."""
    with worker.lock:
        start(worker)
        worker.number += 1
        worker.heard[worker.number] = heard
        try:
            _say(worker, {"id": worker.number, "task": task, "given": given})
        except OSError:
            _died(worker)
        return worker.number


def answer_of(worker: Worker, task: str, given: Mapping[str, Any], patience: float) -> dict[str, Any]:
    """Return the document of a task, which must be there before patience ends [s].

    Raises
    ------
    RefusedError : with the failure of the task; 503 where the process died or takes longer.
    """
    rows: list[dict[str, Any]] = []
    ended = threading.Event()

    def heard(row: dict[str, Any]) -> None:
        if row["kind"] in ENDS:
            rows.append(row)
            ended.set()

    number = ask(worker, task, given, heard)
    if not ended.wait(patience):
        give_up(worker, number)
        raise RefusedError(BUSY, "this takes longer than expected; ask again in a moment")
    return document_in(rows[0])


def document_in(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document of a task that has ended.

    Raises
    ------
    RefusedError : with its failure, where it has none.
    """
    if row["kind"] == "done":
        return dict(row["document"])
    error: Mapping[str, Any] = row.get("error") or {"message": "this was given up"}
    beside = {key: value for key, value in error.items() if key != "message"}
    raise RefusedError(int(row.get("status", BUSY)), str(error["message"]), **beside)


def give_up(worker: Worker, number: int) -> None:
    """Tell the worker that nobody waits for a task any more."""
    with worker.lock, contextlib.suppress(OSError):
        if worker.alive and number in worker.heard:
            _say(worker, {"give_up": number})


def stop(worker: Worker) -> None:
    """End the process, at once."""
    with worker.lock:
        process = worker.process
        worker.process = None
    if process is None:
        return
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE_SECONDS)
    _close(process)


def _say(worker: Worker, row: Mapping[str, Any]) -> None:
    assert worker.process is not None
    assert worker.process.stdin is not None
    worker.process.stdin.write(json.dumps(row, ensure_ascii=True) + "\n")
    worker.process.stdin.flush()


def _listen(worker: Worker, process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError):  # closed under us: the process was ended
        for line in process.stdout:
            _take(worker, json.loads(line))
    process.wait()
    _close(process)
    with worker.lock:
        if worker.process in {None, process}:
            _died(worker)


def _close(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def _take(worker: Worker, row: dict[str, Any]) -> None:
    if "id" not in row:
        worker.ready.set()
        return
    with worker.lock:
        heard = worker.heard.get(row["id"])
        if row["kind"] in ENDS:
            worker.heard.pop(row["id"], None)
    if heard is not None:
        heard(row)


def _died(worker: Worker) -> None:
    """Tell everybody who waits that the process is gone, with the end of its log."""
    waiting, worker.heard = worker.heard, {}
    worker.ready.clear()
    code = worker.process.poll() if worker.process is not None else None
    said = f"the process that worked on this has ended (status {code}); the editor and what is on disk are untouched"
    for number, heard in waiting.items():
        heard({"id": number, "kind": "died", "error": document_of(said, EXIT_FAILURE) | {"log": last_of(worker.log)}})


def last_of(log: Path) -> str:
    """Return the end of a log."""
    with contextlib.suppress(OSError), log.open("rb") as handle:
        handle.seek(0, os.SEEK_END)
        handle.seek(max(0, handle.tell() - KEPT_OF_LOG))
        return handle.read().decode("utf-8", "replace")
    return ""
