"""The file of the ledger: one SQLite file that only grows, examined before it is used, one transaction for each addition.

The file says what it is (application id and version) and refuses every change of a row by itself. Each added row is linked
to the one before (``record/chain.py``). Several writers are safe: each addition waits for its turn.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from multipolar.errors import DataError, FaultyFileError
from multipolar.record.chain import CREATE as CREATE_CHAIN
from multipolar.record.chain import FIRST_TABLES, TABLES, append, chain_all

APPLICATION = 0x4D504C47
"""The four letters MPLG, by which SQLite files are told apart."""
LAYOUT = 3
WITHOUT_LESSONS = 2
"""The layout that keeps no lessons: it is read as it is, and given a table for them when the next row is added."""
UNCHAINED = 1
"""The layout without a chain: it is read, with a statement, and chained when the next row is added."""
WAIT_SECONDS = 30.0
PLACE = "MULTIPOLAR_LEDGER"
FILE = "ledger.sqlite3"
CREATE = """
CREATE TABLE forecasts (
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, added TEXT NOT NULL, frozen TEXT NOT NULL, written TEXT NOT NULL,
  scenario TEXT NOT NULL, title TEXT NOT NULL, as_of TEXT NOT NULL, bundle TEXT NOT NULL, digest TEXT NOT NULL,
  scenario_digest TEXT NOT NULL, seed TEXT NOT NULL, members INTEGER NOT NULL, version TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE answers (
  id INTEGER PRIMARY KEY, forecast INTEGER NOT NULL REFERENCES forecasts, scenario TEXT NOT NULL, question TEXT NOT NULL,
  type TEXT NOT NULL, p REAL, said TEXT NOT NULL);
CREATE INDEX answers_by_question ON answers (scenario, question);
CREATE TABLE resolutions (
  id INTEGER PRIMARY KEY, added TEXT NOT NULL, scenario TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
  resolved_on TEXT NOT NULL, grade TEXT NOT NULL);
CREATE TABLE scores (
  id INTEGER PRIMARY KEY, added TEXT NOT NULL, forecast INTEGER NOT NULL REFERENCES forecasts, version TEXT NOT NULL,
  content TEXT NOT NULL);
CREATE TABLE lessons (
  id INTEGER PRIMARY KEY, added TEXT NOT NULL, scenario TEXT NOT NULL, digest TEXT NOT NULL, text TEXT NOT NULL);
"""
REBUILT = ("resolutions", "scores")
"""Tables that forbade equal rows in the first layout, so that an answer given again after a correction was lost."""
GUARD = """
CREATE TRIGGER keep_{table}_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: rows are never changed or taken out'); END;
"""


def default_place() -> Path:
    """Return where the ledger lies: MULTIPOLAR_LEDGER, else the user's data folder of this platform."""
    chosen = os.environ.get(PLACE)
    if chosen:
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "multipolar" / FILE
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "multipolar" / FILE
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "multipolar" / FILE


def _refuse(path: Path, what: str) -> FaultyFileError:
    return FaultyFileError(f"{path}: {what}; it was left as it is. Name a ledger with db=... or {PLACE}.")


def _examine(path: Path) -> None:
    """Refuse a file that is not a sound ledger, reading it only.

    Raises
    ------
    DataError : if it is no SQLite file, another application's, of another layout, or damaged.
    """
    if not path.is_file():
        raise _refuse(path, "is no file")
    if path.stat().st_size == 0:
        return
    try:
        with closing(_reading(path)) as found:
            application, layout = (found.execute(f"PRAGMA {key}").fetchone()[0] for key in ("application_id", "user_version"))
            if (application, layout) == (0, 0) and not found.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return
            if application != APPLICATION:
                raise _refuse(path, "is another program's database, no ledger")
            if not UNCHAINED <= layout <= LAYOUT:
                raise _refuse(path, f"has layout {layout}, this version reads {UNCHAINED} to {LAYOUT}")
            sound = found.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = {row[0] for row in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise _refuse(path, f"cannot be read as a ledger ({error})") from error
    first = FIRST_TABLES if layout < LAYOUT else TABLES
    missing = [name for name in (first if layout == UNCHAINED else (*first, "chain")) if name not in tables]
    if sound != "ok" or missing:
        raise _refuse(path, f"is damaged ({sound if sound != 'ok' else 'it lacks ' + ', '.join(missing)})")


def _reading(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, unless a writer died halfway: what it began is taken back by opening to write."""
    with path.open("rb") as handle:
        head = handle.read(72)
    ours = len(head) == 72 and int.from_bytes(head[68:72], "big") in (0, APPLICATION)
    mode = "rw" if ours and path.with_name(f"{path.name}-journal").exists() else "ro"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT_SECONDS)


@contextmanager
def opened(path: Path | None = None, *, create: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the ledger for one transaction: all of it is kept, or nothing.

    Raises
    ------
    DataError : if there is none, it is not a sound ledger, or it cannot be written.
    """
    place = path or default_place()
    if not place.exists():
        if not create:
            raise DataError(f"{place}: there is no ledger yet; add a frozen forecast with: multipolar ledger add FILE")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataError(f"{place}: cannot be made ({error.strerror or error})") from error
    else:
        _examine(place)
    connection = None
    try:
        connection = sqlite3.connect(place, timeout=WAIT_SECONDS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE" if create else "BEGIN")
        if create and connection.execute("PRAGMA application_id").fetchone()[0] == 0:
            _lay_out(connection)
        if create and connection.execute("PRAGMA user_version").fetchone()[0] == UNCHAINED:
            _chain(connection)
        if create and connection.execute("PRAGMA user_version").fetchone()[0] == WITHOUT_LESSONS:
            _keep_lessons(connection)
        yield connection
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise DataError(f"{place}: the ledger could not be used ({error}); nothing was changed") from error
    finally:
        if connection is not None:
            connection.close()


def _lay_out(connection: sqlite3.Connection) -> None:
    for statement in _statements():
        connection.execute(statement)
    connection.execute(CREATE_CHAIN)
    _guard(connection, (*TABLES, "chain"))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def _statements() -> list[str]:
    return [part.strip() for part in CREATE.split(";") if part.strip()]


def _guard(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    for table in tables:
        for event in ("UPDATE", "DELETE"):
            connection.execute(GUARD.format(table=table, event=event))


def _chain(connection: sqlite3.Connection) -> None:
    """Give a ledger of the first layout its chain; its rows are linked as they are found."""
    for table in REBUILT:
        statement = next(part for part in _statements() if part.startswith(f"CREATE TABLE {table} "))
        connection.execute(statement.replace(f"TABLE {table} ", f"TABLE {table}_new ", 1))
        connection.execute(f"INSERT INTO {table}_new SELECT * FROM {table}")  # noqa: S608  one of two constants
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
    connection.execute(CREATE_CHAIN)
    _guard(connection, (*REBUILT, "chain"))
    chain_all(connection)
    connection.execute(f"PRAGMA user_version = {WITHOUT_LESSONS}")


def _keep_lessons(connection: sqlite3.Connection) -> None:
    """Give a ledger that keeps no lessons a table for them."""
    connection.execute(next(part for part in _statements() if part.startswith("CREATE TABLE lessons ")))
    _guard(connection, ("lessons",))
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def insert(ledger: sqlite3.Connection, table: str, **row: Any) -> int:
    """Add a row and its link, and return its number."""
    keys, marks = ", ".join(row), ", ".join("?" * len(row))
    number = ledger.execute(f"INSERT INTO {table} ({keys}) VALUES ({marks})", tuple(row.values())).lastrowid  # noqa: S608  constants
    assert number is not None, "an addition has a number"
    append(ledger, table, number)
    return number
