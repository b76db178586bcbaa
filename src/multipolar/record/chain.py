"""The chain of the ledger: every row holds the SHA-256 of the row before it and its own, so that no row changes unseen.

``own = SHA-256(previous, table, row number, content as canonical JSON)``, joined by line feeds; the first row's previous is 64
zeros. A row that no longer fits is named and left out; the rows around it stand.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

TABLES = ("forecasts", "answers", "resolutions", "scores", "lessons")
FIRST_TABLES = TABLES[:4]
"""Tables of ledgers that were made before lessons were kept."""
START = "0" * 64
CREATE = """
CREATE TABLE chain (
  id INTEGER PRIMARY KEY, place TEXT NOT NULL, row INTEGER NOT NULL, previous TEXT NOT NULL, own TEXT NOT NULL,
  UNIQUE (place, row))
"""


@dataclass(slots=True)
class Verified:
    """What a verification of the chain found: rows held, the last hash, rows that do not fit, and breaks between rows."""

    rows: int = 0
    head: str = START
    chained: bool = True
    spoiled: dict[tuple[str, int], str] = field(default_factory=dict)
    breaks: list[str] = field(default_factory=list)

    def sound(self, place: str, row: int) -> bool:
        """Tell whether a row is as it was written."""
        return (place, row) not in self.spoiled

    def plain(self) -> dict[str, Any]:
        """Return the findings as plain values."""
        state = "not chained" if not self.chained else "broken" if self.spoiled or self.breaks else "whole"
        rows = [{"table": place, "row": row, "why": why} for (place, row), why in sorted(self.spoiled.items())]
        return {"state": state, "rows": self.rows, "head": self.head, "spoiled": rows, "breaks": list(self.breaks)}


def own_hash(previous: str, place: str, row: int, content: str) -> str:
    """Return the hash of one row."""
    return hashlib.sha256("\n".join((previous, place, str(row), content)).encode()).hexdigest()


def content_of(row: sqlite3.Row) -> str:
    """Return a row as canonical JSON; bytes, which no row holds unless somebody put them there, as hexadecimal digits."""
    names = row.keys()
    plain = {key: row[key].hex() if isinstance(row[key], bytes) else row[key] for key in names}
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def rows_of(ledger: sqlite3.Connection, place: str) -> Iterator[sqlite3.Row]:
    """Yield the rows of a table in their order."""
    yield from ledger.execute(f"SELECT * FROM {place} ORDER BY id")  # noqa: S608  one of five constants


def tables_in(ledger: sqlite3.Connection) -> tuple[str, ...]:
    """Return the tables of a ledger whose rows are linked; an older one keeps no lessons."""
    there = {row[0] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return tuple(place for place in TABLES if place in there)


def append(ledger: sqlite3.Connection, place: str, row: int) -> None:
    """Add the link of a row that was just written."""
    last = ledger.execute("SELECT own FROM chain ORDER BY id DESC LIMIT 1").fetchone()
    previous = START if last is None else str(last[0])
    written = ledger.execute(f"SELECT * FROM {place} WHERE id = ?", (row,)).fetchone()  # noqa: S608  one of five constants
    own = own_hash(previous, place, row, content_of(written))
    ledger.execute("INSERT INTO chain (place, row, previous, own) VALUES (?, ?, ?, ?)", (place, row, previous, own))


def chain_all(ledger: sqlite3.Connection) -> None:
    """Link every row of a ledger that has no chain yet, table by table."""
    for place in tables_in(ledger):
        for number in [row["id"] for row in rows_of(ledger, place)]:
            append(ledger, place, number)


def verify(ledger: sqlite3.Connection) -> Verified:
    """Return what holds of the chain: each row is hashed again and each link held against the one before."""
    if not ledger.execute("SELECT count(*) FROM sqlite_master WHERE name = 'chain'").fetchone()[0]:
        return Verified(rows=sum(1 for place in tables_in(ledger) for _ in rows_of(ledger, place)), chained=False)
    found = Verified()
    unlinked = {(place, row[0]) for place in tables_in(ledger) for row in ledger.execute(f"SELECT id FROM {place}")}  # noqa: S608  constants
    before, last, number = START, None, 0
    for link in ledger.execute("SELECT * FROM chain ORDER BY id").fetchall():
        key, number, gap = (str(link["place"]), link["row"]), number + 1, link["id"] != number + 1
        if gap:
            found.breaks.append(f"link {number} of the chain was taken out")
            number = link["id"]
        sound = _check(ledger, link, key, found)
        if link["previous"] != before and not gap:
            said = f"link {link['id']} does not follow link {link['id'] - 1}"
            found.breaks.append(said)
            if sound and last is not None:
                found.spoiled[last] = "is not the row that the next one was written after"
        unlinked.discard(key)
        before, last, found.rows = str(link["own"]), key, found.rows + 1
    found.spoiled |= dict.fromkeys(unlinked, "was put in beside the chain")
    found.head = before
    return found


def _check(ledger: sqlite3.Connection, link: sqlite3.Row, key: tuple[str, int], found: Verified) -> bool:
    place, row = key
    known = place in tables_in(ledger)
    there = ledger.execute(f"SELECT * FROM {place} WHERE id = ?", (row,)).fetchone() if known else None  # noqa: S608  constants
    if there is None:
        found.spoiled[key] = "was taken out"
    elif own_hash(str(link["previous"]), place, row, content_of(there)) != link["own"]:
        found.spoiled[key] = "is not as it was written"
    return key not in found.spoiled
