"""The server answers before it has loaded what it works with: the page at once, everything else as soon as it can."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

READING = frozenset({"GET", "HEAD"})


@dataclass(slots=True)
class Late:
    """An application that is being made: it, or the error that came of it, once it is ``there``."""

    made: ASGIApp | None = None
    error: BaseException | None = None
    there: threading.Event = field(default_factory=threading.Event)


def begun(make: Callable[[], ASGIApp]) -> Late:
    """Return an application that is made in a thread of its own."""
    late = Late()

    def work() -> None:
        try:
            late.made = make()
        except BaseException as error:
            late.error = error
            raise
        finally:
            late.there.set()

    threading.Thread(target=work, name="load", daemon=True).start()
    return late


def waiting(late: Late, meanwhile: ASGIApp, paths: frozenset[str]) -> ASGIApp:
    """Return an application that answers some paths at once by another, and everything else by the late one.

    Raises
    ------
    RuntimeError : on a call, where the late one could not be made.
    """

    async def called(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in paths and scope["method"] in READING:
            await meanwhile(scope, receive, send)
            return
        if not late.there.is_set():
            await asyncio.to_thread(late.there.wait)
        if late.made is None:
            raise RuntimeError("the workbench could not be loaded") from late.error
        await late.made(scope, receive, send)

    return called
