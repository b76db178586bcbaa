"""Who may do what: secrets that open the workbench, the cookie each is exchanged for, and the rights behind it."""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass, field
from typing import Literal

from multipolar.workbench.refusing import FORBIDDEN, RefusedError

Rights = Literal["read", "play", "write"]
ORDER: tuple[Rights, ...] = ("read", "play", "write")
"""Rights from the least to the most: who may write may play, who may play may read."""
SECRET_BYTES = 32
COOKIE_SECONDS = 30 * 24 * 3600
MOST_COOKIES = 1000


@dataclass(frozen=True, slots=True)
class Seat:
    """One place at the workbench: its number, the secret of its address, and its rights."""

    number: int
    secret: str
    rights: Rights


@dataclass(slots=True)
class Seats:
    """The seats of a server, and who sits where: cookies by seat. The first seat is the owner's."""

    seats: list[Seat] = field(default_factory=list)
    cookies: dict[str, Seat] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, rights: Rights) -> Seat:
        """Return a new seat with a secret of its own (256 bits)."""
        with self.lock:
            seat = Seat(len(self.seats), secrets.token_urlsafe(SECRET_BYTES), rights)
            self.seats.append(seat)
            return seat

    def enter(self, secret: str) -> tuple[str, Seat]:
        """Return a new cookie and the seat whose secret was shown; every secret is compared in the same time.

        Raises
        ------
        RefusedError : if no seat has this secret.
        """
        found: Seat | None = None
        for seat in self.seats:
            if hmac.compare_digest(seat.secret.encode(), secret.encode("utf-8", "replace")):
                found = seat
        if found is None:
            raise RefusedError(FORBIDDEN, "this address does not open the workbench; use the one the server printed at its start")
        cookie = secrets.token_urlsafe(SECRET_BYTES)
        with self.lock:
            while len(self.cookies) >= MOST_COOKIES:
                self.cookies.pop(next(iter(self.cookies)))
            self.cookies[cookie] = found
        return cookie, found

    def seat_of(self, cookie: str | None) -> Seat | None:
        """Return the seat behind a cookie; None where there is none."""
        found: Seat | None = None
        for known, seat in list(self.cookies.items()):
            if hmac.compare_digest(known.encode(), (cookie or "").encode("utf-8", "replace")):
                found = seat
        return found


def may(rights: Rights, needed: Rights) -> bool:
    """Tell whether rights suffice for what needs others."""
    return ORDER.index(rights) >= ORDER.index(needed)


def cookie_name(port: int) -> str:
    """Return the name of a server's cookie: cookies of one machine are shared between its ports."""
    return f"multipolar-{port}"
