"""A workbench that others on the network may open: its addresses, links for persons, and a limit on wrong secrets."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from multipolar.workbench.refusing import WRONG, RefusedError
from multipolar.workbench.seats import Rights, Seat

if TYPE_CHECKING:
    from multipolar.workbench.bench import Bench

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 (bound to only with --share, which says so)
TOO_OFTEN = 429
MOST_WRONG, WINDOW_SECONDS = 10, 60.0
"""So many wrong secrets may come from one address in this time; then none from there is looked at until it is over."""
MOST_ADDRESSES = 1_000
MOST_LINKS = 60
WARNING = (
    "shared: everybody in this network who has one of the links can open the workbench, with the rights of that link. What is sent "
    "is not encrypted: whoever runs the network can read it. Share in a network that you trust, and end the server after the class"
)


def addresses() -> list[str]:
    """Return the addresses of this machine that others in its network may reach; the one that leads out comes first."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking, contextlib.suppress(OSError):
        asking.connect(("192.0.2.1", 9))  # sends nothing; says by which address the machine would
        found.append(str(asking.getsockname()[0]))
    with contextlib.suppress(OSError):
        found += [str(row[4][0]) for row in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [one for one in dict.fromkeys(found) if not one.startswith("127.")]


def hosts_of(port: int, *, share: bool) -> tuple[str, ...]:
    """Return the hosts by which a server may be called: this machine's own name for itself, and its addresses when shared."""
    own = [LOOPBACK, *(addresses() if share else [])]
    return tuple(f"{address}:{port}" for address in own)


def link_of(bench: Bench, seat: Seat) -> str:
    """Return the link that opens the workbench for a seat; from another machine only where the workbench is shared."""
    return f"http://{bench.hosts[min(1, len(bench.others))]}/#t={seat.secret}"


def links(bench: Bench, rights: Rights, count: int) -> list[dict[str, object]]:
    """Return new seats with their links, one for each person.

    Raises
    ------
    RefusedError : for fewer than one or more than there may be.
    """
    if not 1 <= count <= MOST_LINKS:
        raise RefusedError(WRONG, f"count: found {count}, expected 1 to {MOST_LINKS}")
    return [row_of(bench, bench.seats.add(rights)) for _ in range(count)]


def row_of(bench: Bench, seat: Seat) -> dict[str, object]:
    """Return a seat as its owner is told of it."""
    return {"seat": seat.number, "rights": seat.rights, "link": link_of(bench, seat)}


@dataclass(slots=True)
class Tries:
    """Wrong secrets by the address that they came from, each with its time [s]."""

    wrong: dict[str, deque[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


def allowed(tries: Tries, address: str, now: float | None = None) -> None:
    """Let an address try a secret.

    Raises
    ------
    RefusedError : if too many wrong ones came from there; it says for how long.
    """
    when = time.monotonic() if now is None else now
    with tries.lock:
        past = tries.wrong.get(address)
        while past and past[0] <= when - WINDOW_SECONDS:
            past.popleft()
        if past and len(past) >= MOST_WRONG:
            left = int(past[0] + WINDOW_SECONDS - when) + 1
            raise RefusedError(TOO_OFTEN, f"{MOST_WRONG} wrong links came from this machine; try again in {left} seconds")


def wrong(tries: Tries, address: str, now: float | None = None) -> None:
    """Note that a wrong secret came from an address."""
    when = time.monotonic() if now is None else now
    with tries.lock:
        while address not in tries.wrong and len(tries.wrong) >= MOST_ADDRESSES:
            tries.wrong.pop(next(iter(tries.wrong)))
        tries.wrong.setdefault(address, deque(maxlen=MOST_WRONG)).append(when)
