"""The server: a socket on this machine alone, a secret in the opened address, one project folder held until it ends."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from multipolar.errors import RunError
from multipolar.workbench.guard import guarded
from multipolar.workbench.late import begun, waiting
from multipolar.workbench.project import opened
from multipolar.workbench.seats import Seats
from multipolar.workbench.sharing import EVERYWHERE, LOOPBACK, hosts_of
from multipolar.workbench.static_files import PATHS, static

GRACE_SECONDS = 1


def bound(port: int, *, share: bool = False) -> socket.socket:
    """Return a socket that only this machine can reach, or all of its network where it is shared; 0 is any free port.

    Calls wait there until the server answers.

    Raises
    ------
    RunError : if the port is taken or not allowed.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.bind((EVERYWHERE if share else LOOPBACK, port))
        made.listen()
    except OSError as error:
        made.close()
        raise RunError(
            f"port {port} cannot be used ({error.strerror or error}). Name another, or 0 for any that is free"
        ) from error
    return made


def address_of(host: str, seats: Seats) -> str:
    """Return the address that opens the workbench for its owner; the secret stands behind #, which no server ever sees."""
    return f"http://{host}/#t={seats.seats[0].secret}"


def serve(folder: Path, *, port: int = 0, browser: bool = True, share: bool = False, told: Callable[[str], None] = print) -> None:
    """Serve a project folder until it is interrupted.

    The page is answered at once; what it works with is loaded meanwhile.

    Parameters
    ----------
    folder : the project folder, made if it is missing.
    port : port on this machine, 0 for any that is free.
    browser : whether the address is opened in the user's browser.
    share : whether others in the network may open it, each by a link of their own.
    told : hears the address once the server answers.

    Raises
    ------
    RunError : if the folder or the port cannot be used.
    """
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(contextlib.closing(bound(port, share=share)))
        project = opened(folder)
        stack.callback(project.close)
        host, *others = hosts_of(listening.getsockname()[1], share=share)
        seats = Seats()
        seats.add("write")

        def load() -> ASGIApp:
            from multipolar.workbench.app import api_of
            from multipolar.workbench.process import start
            from multipolar.workbench.work import bench_for, ended

            bench = bench_for(project, seats, host)
            bench.share, bench.others = share, tuple(others)
            stack.callback(ended, bench)
            start(bench.previews.worker)
            return api_of(bench)

        app = guarded(waiting(begun(load), static, PATHS), host, others)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, date_header=False, lifespan="off",
            timeout_graceful_shutdown=GRACE_SECONDS, ws="none",
        )  # fmt: skip
        address = address_of(host, seats)
        told(address)
        if browser:
            threading.Thread(target=webbrowser.open, args=(address,), name="browser", daemon=True).start()
        uvicorn.Server(config).run(sockets=[listening])
