"""Tasks as a worker takes them up: one after another, each a line of JSON, its answers lines of JSON."""

from __future__ import annotations

import json
import os
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TextIO

from multipolar.errors import FAULTS
from multipolar.workbench.refusing import error_document, status_of


class GivenUpError(Exception):
    """Nobody waits for this task any more."""


@dataclass(slots=True)
class Inbox:
    """Tasks that wait, the numbers of those that nobody waits for any more, and where answers go."""

    out: TextIO
    tasks: queue.Queue[dict[str, Any]] = field(default_factory=queue.Queue)
    given_up: set[int] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, **row: Any) -> None:
        """Write one line to the server."""
        line = json.dumps(row, ensure_ascii=True, allow_nan=False)
        with self.lock:
            self.out.write(line + "\n")
            self.out.flush()


@dataclass(frozen=True, slots=True)
class Call:
    """One task under way: its number, what it is given, and how it says how far it is."""

    number: int
    given: Mapping[str, Any]
    inbox: Inbox

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for it."""
        return self.number not in self.inbox.given_up

    def told(self, **row: Any) -> None:
        """Say something of the task that is not its end."""
        self.inbox.say(id=self.number, kind="progress", **row)

    def progress(self, what: str, done: int, wanted: int) -> None:
        """Say how far the task is.

        Raises
        ------
        KeyboardInterrupt : once nobody waits for it, as Ctrl-C does on the command line: what is done is kept.
        """
        if not self.wanted:
            raise KeyboardInterrupt
        self.told(what=what, done=done, wanted=wanted)


Task = Callable[[Call], Mapping[str, Any]]


def listen(inbox: Inbox, lines: TextIO) -> None:
    """Take up tasks from the server line by line; the end of the lines ends the process."""
    for line in lines:
        row = json.loads(line)
        if "give_up" in row:
            inbox.given_up.add(int(row["give_up"]))
        else:
            inbox.tasks.put(row)
    os._exit(0)


def work(inbox: Inbox, tasks: Mapping[str, Task]) -> None:
    """Do the tasks of an inbox one after another, for ever."""
    while True:
        row = inbox.tasks.get()
        answer(inbox, tasks, Call(int(row["id"]), row["given"], inbox), str(row["task"]))


def answer(inbox: Inbox, tasks: Mapping[str, Task], call: Call, name: str) -> None:
    """Do one task and say how it ended: ``done`` with its document, ``failed`` with the document of the failure, ``given_up``."""
    if not call.wanted:
        inbox.say(id=call.number, kind="given_up")
        return
    try:
        document = tasks[name](call)
    except (KeyboardInterrupt, GivenUpError):
        inbox.say(id=call.number, kind="given_up")
    except FAULTS as error:
        inbox.say(id=call.number, kind="failed", error=error_document(error), status=status_of(error))
    else:
        inbox.say(id=call.number, kind="done", document=document)
