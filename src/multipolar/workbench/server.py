"""The server: a socket on this machine alone, a secret in the opened address, one project folder held until it ends."""

from __future__ import annotations

import contextlib
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from multipolar.errors import RunError
from multipolar.workbench.app import application
from multipolar.workbench.bench import Bench
from multipolar.workbench.jobs import Jobs
from multipolar.workbench.journal import open_journal
from multipolar.workbench.previews import Previews
from multipolar.workbench.process import Worker, start, stop
from multipolar.workbench.project import opened
from multipolar.workbench.seats import Seats
from multipolar.workbench.sharing import EVERYWHERE, LOOPBACK, hosts_of

GRACE_SECONDS = 1
LOG = "worker.log"
JOBS = "jobs"
GIVES_WAY = 5
"""By how much runs give way to previews and to everything else on the machine."""


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


@contextmanager
def at_work(folder: Path, port: int) -> Iterator[Bench]:
    """Hold a project folder for a server on a port, and give it back at the end.

    Raises
    ------
    RunError : if the folder cannot be used.
    """
    project = opened(folder)
    log = project.own / LOG
    quick = Worker("previews", project.root, log)
    slow = Worker("jobs", project.root, log, GIVES_WAY)
    try:
        seats = Seats()
        seats.add("write")
        jobs = Jobs(slow, project.own / JOBS)
        yield Bench(project, open_journal(project.own), seats, port, f"{LOOPBACK}:{port}", Previews(quick), jobs)
    finally:
        stop(quick)
        stop(slow)
        project.close()


def address_of(bench: Bench) -> str:
    """Return the address that opens the workbench for its owner; the secret stands behind #, which no server ever sees."""
    return f"http://{bench.host}/#t={bench.seats.seats[0].secret}"


def serve(folder: Path, *, port: int = 0, browser: bool = True, share: bool = False, told: Callable[[str], None] = print) -> None:
    """Serve a project folder until it is interrupted.

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
    with contextlib.closing(bound(port, share=share)) as listening, at_work(folder, listening.getsockname()[1]) as bench:
        bench.share, bench.others = share, hosts_of(bench.port, share=share)[1:]
        config = uvicorn.Config(
            application(bench), log_level="warning", access_log=False, server_header=False, date_header=False, lifespan="off",
            timeout_graceful_shutdown=GRACE_SECONDS, ws="none",
        )  # fmt: skip
        address = address_of(bench)
        told(address)
        threading.Thread(target=start, args=(bench.previews.worker,), name="start", daemon=True).start()
        if browser:
            threading.Thread(target=webbrowser.open, args=(address,), name="browser", daemon=True).start()
        uvicorn.Server(config).run(sockets=[listening])
