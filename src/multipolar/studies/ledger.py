"""The record over time: frozen forecasts, updates of the same question, resolutions and scores in one SQLite file.

Rows are only ever added. The file says what it is (application id and version), refuses every change of a row by
itself, and is safe for several writers: each addition is one transaction that waits for its turn.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from multipolar.about import __version__
from multipolar.errors import DataError
from multipolar.forecast.consistency import Said, consistency, over_time
from multipolar.forecast.frozen import chances, frozen_from, text_of
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.studies.freeze import score_frozen
from multipolar.studies.runs import now

SCHEMA = "multipolar-ledger/1"
APPLICATION = 0x4D504C47
"""The four letters MPLG, by which SQLite files are told apart."""
LAYOUT = 1
WAIT_SECONDS = 30.0
PLACE = "MULTIPOLAR_LEDGER"
FILE = "ledger.sqlite3"
TABLES = ("forecasts", "answers", "resolutions", "scores")
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
  resolved_on TEXT NOT NULL, grade TEXT NOT NULL, UNIQUE (scenario, question, answer, resolved_on));
CREATE TABLE scores (
  id INTEGER PRIMARY KEY, added TEXT NOT NULL, forecast INTEGER NOT NULL REFERENCES forecasts, version TEXT NOT NULL,
  content TEXT NOT NULL, UNIQUE (forecast, version, content));
"""
GUARD = """
CREATE TRIGGER keep_{table}_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: rows are never changed or taken out'); END;
"""
LATEST = "SELECT max(id) FROM resolutions GROUP BY scenario, question"


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


def _refuse(path: Path, what: str) -> DataError:
    return DataError(f"{path}: {what}; it was left as it is. Name a ledger with --db or {PLACE}.")


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
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT_SECONDS)) as found:
            application, layout = (found.execute(f"PRAGMA {key}").fetchone()[0] for key in ("application_id", "user_version"))
            if (application, layout) == (0, 0) and not found.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return
            if application != APPLICATION:
                raise _refuse(path, "is another program's database, no ledger")
            if layout != LAYOUT:
                raise _refuse(path, f"has layout {layout}, this version reads {LAYOUT}")
            sound = found.execute("PRAGMA quick_check(1)").fetchone()[0]
            tables = {row[0] for row in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise _refuse(path, f"cannot be read as a ledger ({error})") from error
    missing = [name for name in TABLES if name not in tables]
    if sound != "ok" or missing:
        raise _refuse(path, f"is damaged ({sound if sound != 'ok' else 'it lacks ' + ', '.join(missing)})")


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
        yield connection
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise DataError(f"{place}: the ledger could not be used ({error}); nothing was changed") from error
    finally:
        if connection is not None:
            connection.close()


def _lay_out(connection: sqlite3.Connection) -> None:
    for statement in filter(None, (part.strip() for part in CREATE.split(";"))):
        connection.execute(statement)
    for table in TABLES:
        for event in ("UPDATE", "DELETE"):
            connection.execute(GUARD.format(table=table, event=event))
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {LAYOUT}")


def add(frozen: Mapping[str, Any], path: Path | None = None) -> dict[str, Any]:
    """Add a frozen forecast with its answers, and return its row; the same file twice is one row."""
    with opened(path, create=True) as ledger:
        known = ledger.execute("SELECT id FROM forecasts WHERE sha256 = ?", (frozen["sha256"],)).fetchone()
        if known is None:
            ledger.execute(
                "INSERT INTO forecasts (sha256, added, frozen, written, scenario, title, as_of, bundle, digest, scenario_digest,"
                " seed, members, version, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    frozen["sha256"], now(), frozen["frozen"], frozen["stamp"]["written"], frozen["scenario"],
                    frozen.get("title", ""), frozen["as_of"], frozen.get("bundle", "default"), frozen["digest"],
                    frozen["scenario_digest"], str(frozen["seed"]), frozen["members"], frozen["version"], text_of(frozen),
                ),
            )  # fmt: skip
            number = ledger.execute("SELECT last_insert_rowid()").fetchone()[0]
            ledger.executemany(
                "INSERT INTO answers (forecast, scenario, question, type, p, said) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (number, frozen["scenario"], row["question"], row["type"], row["said"].get("p"), json.dumps(row["said"]))
                    for row in chances(frozen)
                ],
            )
        row = _forecast(ledger, frozen["sha256"])
        row["new"] = known is None
    return _document("add", path, forecasts=[row])


def _document(kind: str, path: Path | None, **parts: Any) -> dict[str, Any]:
    return {"schema": SCHEMA, "version": __version__, "kind": kind, "db": str(path or default_place()), **parts}


def _plain(row: sqlite3.Row) -> dict[str, Any]:
    return {key: row[key] for key in row.keys() if key != "content"}  # noqa: SIM118  a Row iterates over its values


def _forecast(ledger: sqlite3.Connection, which: str) -> dict[str, Any]:
    """Return the row of one forecast by number or by the beginning of its SHA-256.

    Raises
    ------
    DataError : if there is none, or the beginning fits several.
    """
    if which.isdigit() and len(which) < 8:
        found = ledger.execute("SELECT * FROM forecasts WHERE id = ?", (int(which),)).fetchall()
    else:
        found = ledger.execute("SELECT * FROM forecasts WHERE substr(sha256, 1, ?) = ?", (len(which), which)).fetchall()
    if len(found) != 1:
        raise DataError(f"forecast {which!r}: found {len(found)} in the ledger, expected one; see: multipolar ledger list")
    return _plain(found[0]) | {"content": found[0]["content"]}


def listing(path: Path | None = None) -> dict[str, Any]:
    """Return every forecast of the ledger in the order in which they were added, with how often it was scored."""
    with opened(path) as ledger:
        found = ledger.execute(
            "SELECT f.*, (SELECT count(*) FROM scores s WHERE s.forecast = f.id) AS scored,"
            " (SELECT count(*) FROM answers a WHERE a.forecast = f.id) AS questions FROM forecasts f ORDER BY f.id"
        ).fetchall()
        rows = [_plain(row) for row in found]
    return _document("list", path, forecasts=rows)


def score(which: str | None = None, outcome: Path | str | None = None, path: Path | None = None) -> dict[str, Any]:
    """Score one forecast, or every one whose outcome is known, and keep answers and scores; what is there stays.

    Raises
    ------
    DataError : if a named forecast is unknown or cannot be scored.
    """
    with opened(path) as ledger:
        numbers = [row["id"] for row in ledger.execute("SELECT id FROM forecasts ORDER BY id")]
        rows = [_forecast(ledger, str(number)) for number in (numbers if which is None else [which])]
    done, skipped = [], []
    for row in rows:
        frozen = frozen_from(row["content"], f"forecast {row['id']}")
        try:
            scores = score_frozen(frozen, outcome)
        except DataError as error:
            if which is not None:
                raise
            skipped.append({"id": row["id"], "scenario": row["scenario"], "why": str(error)})
            continue
        _keep(row, frozen, scores, outcome, path)
        done.append({"id": row["id"], "scenario": row["scenario"], "as_of": row["as_of"], "means": scores["means"],
                     "lost_to_uniform": scores["lost_to_uniform"]})  # fmt: skip
    return _document("score", path, scores=done, skipped=skipped)


def _keep(
    row: Mapping[str, Any], frozen: Mapping[str, Any], scores: Mapping[str, Any], outcome: Path | str | None, path: Path | None
) -> None:
    known = open_outcome(frozen["scenario"], Stamp(frozen["stamp"]["sha256"], frozen["stamp"]["written"]), outcome)
    resolved = [
        (now(), frozen["scenario"], q.id, json.dumps(q.answer), q.resolved_on, q.grade) for q in known.questions
    ]
    with opened(path, create=True) as ledger:
        ledger.executemany(
            "INSERT OR IGNORE INTO resolutions (added, scenario, question, answer, resolved_on, grade) VALUES (?, ?, ?, ?, ?, ?)",
            resolved,
        )
        ledger.execute(
            "INSERT OR IGNORE INTO scores (added, forecast, version, content) VALUES (?, ?, ?, ?)",
            (now(), row["id"], __version__, json.dumps(scores, ensure_ascii=False)),
        )


def show(which: str, path: Path | None = None) -> dict[str, Any]:
    """Return one forecast with its answers and scores; or one question (ID or SCENARIO:ID) with all its updates over time."""
    with opened(path) as ledger:
        scenario, _, question = which.rpartition(":")
        updates = ledger.execute(
            "SELECT a.*, f.as_of, f.frozen, f.bundle, f.members, f.version FROM answers a JOIN forecasts f ON f.id = a.forecast"
            " WHERE a.question = ? AND (? = '' OR a.scenario = ?) ORDER BY a.scenario, f.as_of, f.frozen, f.id",
            (question, scenario, scenario),
        ).fetchall()
        if updates:
            query = f"SELECT * FROM resolutions WHERE id IN ({LATEST}) AND question = ?"  # noqa: S608  a constant
            answers = ledger.execute(query, (question,)).fetchall()
            told = {row["scenario"]: json.loads(row["answer"]) for row in answers}
            return _document("question", path, question=question, updates=_updates(updates, told))
        row = _forecast(ledger, which)
        row.pop("content")
        said = ledger.execute("SELECT question, type, p, said FROM answers WHERE forecast = ? ORDER BY id", (row["id"],))
        scores = ledger.execute("SELECT added, content FROM scores WHERE forecast = ? ORDER BY id", (row["id"],)).fetchall()
        kept = [{"added": s["added"], "means": json.loads(s["content"])["means"]} for s in scores]
        answered = [{**_plain(a), "said": json.loads(a["said"])} for a in said]
    return _document("forecast", path, forecasts=[row], answers=answered, scores=kept)


def _updates(rows: list[sqlite3.Row], told: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row in rows:
        before = next((f for f in reversed(found) if f["scenario"] == row["scenario"]), None)
        change = None if before is None or row["p"] is None or before["p"] is None else round(row["p"] - before["p"], 6)
        plain = _plain(row) | {"said": json.loads(row["said"]), "change": change, "happened": told.get(row["scenario"])}
        found.append({key: plain[key] for key in plain if key != "id"})
    return found


def resolved_chances(path: Path | None = None, *, every: bool = False) -> list[Said]:
    """Return all yes-or-no questions with an answer: the last forecast of each question and as-of date, or every one."""
    with opened(path) as ledger:
        found = ledger.execute(
            "SELECT a.scenario, a.question, a.p, f.as_of, f.frozen, r.answer FROM answers a JOIN forecasts f ON f.id = a.forecast"  # noqa: S608
            f" JOIN resolutions r ON r.scenario = a.scenario AND r.question = a.question AND r.id IN ({LATEST})"
            " WHERE a.type = 'binary' AND a.p IS NOT NULL ORDER BY f.frozen, f.id"
        ).fetchall()
    kept: dict[Any, Said] = {}
    for i, row in enumerate(found):
        happened = json.loads(row["answer"])
        if isinstance(happened, bool):
            name = f"{row['scenario']}:{row['question']}"
            kept[i if every else (name, row["as_of"])] = Said(name, row["frozen"], float(row["p"]), happened)
    return list(kept.values())


def calibration(path: Path | None = None, *, every: bool = False) -> dict[str, Any]:
    """Return how often what was called likely came true: bins with their consistency band, and the record as it grew."""
    said = resolved_chances(path, every=every)
    return _document(
        "calibration", path, n=len(said), questions=len({s.question for s in said}), every=every,
        bins=consistency(said), over_time=over_time(said), notes=[
            (
                "The band holds 90 % of what luck leaves if every chance is right and events are independent. Questions of one "
                "war hang together, so the true band is wider."
            ),
        ],
    )  # fmt: skip
