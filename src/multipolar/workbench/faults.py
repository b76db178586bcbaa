"""How many faults each scenario of the project has, counted beside the calls: nobody waits for it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.errors import FAULTS
from multipolar.workbench.project import read_text, relative

if TYPE_CHECKING:
    from multipolar.workbench.bench import Bench


@dataclass(slots=True)
class Counted:
    """Faults by path and digest of the text, and the texts that are being looked at."""

    known: dict[tuple[str, str], int] = field(default_factory=dict)
    under_way: set[tuple[str, str]] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    one: threading.Lock = field(default_factory=threading.Lock)


def faults_of(bench: Bench, place: Path, digest: str) -> int | None:
    """Return how many faults a scenario has; None while it is being looked at for the first time."""
    counted, key = bench.counted, (relative(bench.project, place), digest)
    with counted.lock:
        if key in counted.known:
            return counted.known[key]
        if key in counted.under_way:
            return None
        counted.under_way.add(key)
    threading.Thread(target=_count, args=(bench, place, key), name="faults", daemon=True).start()
    return None


def _count(bench: Bench, place: Path, key: tuple[str, str]) -> None:
    from multipolar.workbench.checking import found_in  # loads the model, which takes longer than the start of the server may

    counted = bench.counted
    try:
        with counted.one:
            found = found_in(bench.project, key[0], read_text(place, key[0]))
        with counted.lock:
            counted.known[key] = 0 if found is None else len(found.problems)
    except FAULTS:
        with counted.lock:
            counted.known[key] = 1
    finally:
        with counted.lock:
            counted.under_way.discard(key)
