"""What all routes share: the project, its journal, who sits where, and the processes that work for it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from multipolar.workbench.classroom import Classroom, sealed
from multipolar.workbench.faults import Counted
from multipolar.workbench.jobs import Jobs
from multipolar.workbench.journal import Journal
from multipolar.workbench.listing import Listing
from multipolar.workbench.previews import Previews
from multipolar.workbench.process import Worker
from multipolar.workbench.project import Project
from multipolar.workbench.refusing import FORBIDDEN, RefusedError
from multipolar.workbench.seats import Rights, Seat, Seats, cookie_name, may
from multipolar.workbench.sharing import Tries

OPEN_TO_CLASS = ("/api/session", "/api/teach", "/api/play", "/api/words", "/api/new/questions")
"""What students may call while a class is under way that has not been shown: nothing that tells the model's forecast."""


@dataclass(slots=True)
class Bench:
    """One server at work: its project, journal, seats and port; ``writing`` is held by whoever changes a file."""

    project: Project
    journal: Journal
    seats: Seats
    port: int
    host: str
    previews: Previews
    jobs: Jobs
    plays: Worker
    advice: Worker
    share: bool = False
    others: tuple[str, ...] = ()
    writing: threading.RLock = field(default_factory=threading.RLock)
    listing: Listing = field(default_factory=Listing)
    counted: Counted = field(default_factory=Counted)
    classroom: Classroom = field(default_factory=Classroom)
    tries: Tries = field(default_factory=Tries)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host by which the server may be called; ``others`` are those of the network, where it is shared."""
        return (self.host, *self.others)


def bench_of(request: Request) -> Bench:
    """Return the server that a call has reached."""
    bench: Bench = request.app.state.bench
    return bench


def seat_of(request: Request) -> Seat:
    """Return who calls.

    Raises
    ------
    RefusedError : without a cookie of this server.
    """
    bench = bench_of(request)
    seat = bench.seats.seat_of(request.cookies.get(cookie_name(bench.port)))
    if seat is None:
        raise RefusedError(
            FORBIDDEN, "the workbench was not opened by its address; use the one that the server printed at its start"
        )
    return seat


def _needs(request: Request, needed: Rights) -> Bench:
    seat = seat_of(request)
    if not may(seat.rights, needed):
        raise RefusedError(FORBIDDEN, f"this seat may {seat.rights}; the owner of the workbench may do this")
    bench = bench_of(request)
    if seat.rights != "write" and sealed(bench.classroom, bench.project.own) and not request.url.path.startswith(OPEN_TO_CLASS):
        raise RefusedError(FORBIDDEN, "a class is under way: the forecast is sealed until the teacher shows it")
    return bench


def reading(request: Request) -> Bench:
    """Return the server for a call that changes nothing."""
    return _needs(request, "read")


def playing(request: Request) -> Bench:
    """Return the server for a call by somebody who plays or answers."""
    return _needs(request, "play")


def changing(request: Request) -> Bench:
    """Return the server for a call that changes the project or makes it work."""
    return _needs(request, "write")


Reader = Annotated[Bench, Depends(reading)]
Player = Annotated[Bench, Depends(playing)]
Writer = Annotated[Bench, Depends(changing)]
