"""The record over time: frozen forecasts, updates of the same question, resolutions and scores in one SQLite file.

Rows are only ever added (``record/ledger_store.py``), each with the hash of the one before (``record/chain.py``). What is read
is verified; a row that does not fit is named and left out, the others stand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from multipolar.about import __version__
from multipolar.errors import ArgumentError, DataError, FaultyFileError
from multipolar.forecast.consistency import Said, consistency, over_time
from multipolar.forecast.outcome import Outcome, Stamp, scenario_in
from multipolar.forecast.score.document import interrupted_text
from multipolar.record.chain import Verified, rows_of, tables_in, verify
from multipolar.record.freeze import scored
from multipolar.record.frozen import chances, frozen_from, text_of
from multipolar.record.frozen_check import until_in
from multipolar.record.ledger_store import default_place, insert, opened
from multipolar.session.run_files import now

SCHEMA = "multipolar-ledger/1"
VOID = "void"
LONGEST_LESSON = 4_000
"""Signs of a lesson [1]."""
NOT_CHAINED = "written before the chain: its rows are linked when the next one is added"


def add(frozen: Mapping[str, Any], path: Path | None = None) -> dict[str, Any]:
    """Add a frozen forecast with its answers, and return its row; the same file twice is one row.

    Raises
    ------
    FaultyFileError : with every fault, if it is no whole and untouched frozen forecast; nothing is added.
    """
    found = frozen_from(text_of(frozen), "the frozen forecast")
    with opened(path, create=True) as ledger:
        known = ledger.execute("SELECT id FROM forecasts WHERE sha256 = ?", (found["sha256"],)).fetchone()
        if known is None:
            number = insert(
                ledger, "forecasts", sha256=found["sha256"], added=now(), frozen=found["frozen"],
                written=found["stamp"]["written"], scenario=found["scenario"], title=found["title"],
                as_of=until_in(found["forecast"]) or found["as_of"], bundle=found["bundle"], digest=found["digest"],
                scenario_digest=found["scenario_digest"],
                seed=str(found["seed"]), members=found["members"], version=found["version"], content=text_of(found),
            )  # fmt: skip
            for row in chances(found):
                insert(
                    ledger, "answers", forecast=number, scenario=found["scenario"], question=row["question"],
                    type=row["type"], p=row["said"].get("p"), said=json.dumps(row["said"]),
                )  # fmt: skip
        row = _forecast(ledger, found["sha256"])
        row["new"] = known is None
        chain = verify(ledger)
    return _document("add", path, chain, forecasts=[_shown(row, chain)])


def _document(kind: str, path: Path | None, chain: Verified, **parts: Any) -> dict[str, Any]:
    notes = [] if chain.chained else [f"This ledger was {NOT_CHAINED}."]
    head = {"schema": SCHEMA, "version": __version__, "kind": kind, "db": str(path or default_place())}
    return head | {"chain": chain.plain() | {"notes": notes}} | parts


def _plain(row: sqlite3.Row) -> dict[str, Any]:
    return {key: row[key] for key in row.keys() if key != "content"}  # noqa: SIM118  a Row iterates over its values


def _shown(row: Mapping[str, Any], chain: Verified) -> dict[str, Any]:
    """Return a forecast's row without its content, with how many courses it rests on and what is wrong with it."""
    why = chain.spoiled.get(("forecasts", row["id"]))
    plain = {key: value for key, value in row.items() if key != "content"}
    frozen = _json(row["content"]) if why is None else {}
    wanted = frozen.get("wanted", row["members"])
    partial = interrupted_text(row["members"], wanted) if isinstance(wanted, int) and isinstance(row["members"], int) else None
    return plain | {"wanted": wanted, "interrupted": partial, "spoiled": why}


def _value(text: Any) -> Any:
    """Return the JSON value in a cell, None where somebody has put something else there."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def _json(text: Any) -> dict[str, Any]:
    found = _value(text)
    return found if isinstance(found, dict) else {}


def _forecast(ledger: sqlite3.Connection, which: str) -> dict[str, Any]:
    """Return the row of one forecast by number or by the beginning of its SHA-256.

    Raises
    ------
    DataError : if there is none, or the beginning fits several.
    """
    if which.isdecimal() and len(which) < 8:
        found = ledger.execute("SELECT * FROM forecasts WHERE id = ?", (int(which),)).fetchall()
    else:
        found = ledger.execute("SELECT * FROM forecasts WHERE substr(sha256, 1, ?) = ?", (len(which), which)).fetchall()
    if len(found) != 1:
        raise DataError(f"forecast {which!r}: found {len(found)} in the ledger, expected one; see: multipolar ledger list")
    return _plain(found[0]) | {"content": found[0]["content"]}


def listing(path: Path | None = None) -> dict[str, Any]:
    """Return every forecast of the ledger in the order in which they were added, with how often it was scored."""
    with opened(path) as ledger:
        chain = verify(ledger)
        found = ledger.execute(
            "SELECT f.*, (SELECT count(*) FROM scores s WHERE s.forecast = f.id) AS scored,"
            " (SELECT count(*) FROM answers a WHERE a.forecast = f.id) AS questions FROM forecasts f ORDER BY f.id"
        ).fetchall()
        rows = [_shown({key: row[key] for key in row.keys()}, chain) for row in found]  # noqa: SIM118  a Row has no items
        learned = lessons_in(ledger, chain)
    return _document("list", path, chain, forecasts=rows, lessons=learned)


def lesson(scenario: str, digest: str, text: str, path: Path | None = None) -> dict[str, Any]:
    """Keep what somebody has learned from a forecast, by its war and digest, and return all lessons.

    Raises
    ------
    ArgumentError : for a text that is empty or too long.    DataError : if the ledger cannot be used.
    """
    said = text.strip()
    if not said or len(said) > LONGEST_LESSON:
        raise ArgumentError(f"lesson: found {len(said):,} signs, expected 1 to {LONGEST_LESSON:,}; write it, or make it shorter")
    with opened(path, create=True) as ledger:
        insert(ledger, "lessons", added=now(), scenario=scenario, digest=digest, text=said)
        chain = verify(ledger)
        learned = lessons_in(ledger, chain)
    return _document("lesson", path, chain, lessons=learned)


def lessons_in(ledger: sqlite3.Connection, chain: Verified) -> list[dict[str, Any]]:
    """Return the lessons of a ledger, the newest first; those that are not as they were written are left out."""
    if "lessons" not in tables_in(ledger):
        return []
    return [_plain(row) for row in reversed(list(rows_of(ledger, "lessons"))) if chain.sound("lessons", row["id"])]


def contents(scenario: str, path: Path | None = None) -> list[str]:
    """Return the frozen forecasts of a war in the ledger as text, in the order in which they were added, spoiled ones left out.

    Raises
    ------
    DataError : if there is no ledger, or it cannot be used.
    """
    with opened(path) as ledger:
        chain = verify(ledger)
        found = ledger.execute("SELECT id, content FROM forecasts WHERE scenario = ? ORDER BY id", (scenario,)).fetchall()
        return [str(row["content"]) for row in found if chain.sound("forecasts", row["id"])]


def score(which: str | None = None, outcome: Path | str | None = None, path: Path | None = None) -> dict[str, Any]:
    """Score one forecast, or every one whose outcome is known, and keep answers and scores; what is there stays.

    A forecast that cannot be scored is passed over with the reason, unless it was named. A file of outcomes is for the
    forecasts of its own war, and has to fit all of them.

    Raises
    ------
    DataError : if a named forecast is unknown or cannot be scored. FaultyFileError : for a file of outcomes with faults.
    """
    with opened(path) as ledger:
        chain = verify(ledger)
        numbers = [row["id"] for row in ledger.execute("SELECT id FROM forecasts ORDER BY id")]
        rows = [_forecast(ledger, str(number)) for number in (numbers if which is None else [which])]
    told = None if outcome is None or which is not None or not rows else scenario_in(_stamped(rows[0]), outcome)
    judged, skipped = list[tuple[dict[str, Any], dict[str, Any], Outcome]](), list[dict[str, Any]]()
    for row in rows:
        try:
            frozen = _sound(row, chain)
            _same_war(frozen, told, outcome)
        except DataError as error:
            if which is not None:
                raise
            skipped.append({"id": row["id"], "scenario": row["scenario"], "why": str(error)})
            continue
        try:
            judged.append((row, *scored(frozen, outcome)))
        except DataError as error:
            if which is not None or (outcome is not None and isinstance(error, FaultyFileError)):
                raise
            skipped.append({"id": row["id"], "scenario": row["scenario"], "why": str(error)})
    if outcome is not None and not judged:
        raise DataError(f"{outcome}: fits no forecast of the ledger; {'; '.join(row['why'] for row in skipped) or 'it is empty'}")
    done = [_told(row, scores) for row, scores, _ in judged]
    if judged:
        with opened(path, create=True) as ledger:
            for row, scores, known in judged:
                _keep(ledger, row, scores, known)
            chain = verify(ledger)
    return _document("score", path, chain, scores=done, skipped=skipped)


def _sound(row: Mapping[str, Any], chain: Verified) -> dict[str, Any]:
    why, name = chain.spoiled.get(("forecasts", row["id"])), f"forecast {row['id']}"
    if why is not None:
        raise FaultyFileError(f"{name}: {why}; it must not be scored")
    return frozen_from(str(row["content"]), name)


def _same_war(frozen: Mapping[str, Any], told: str | None, outcome: Path | str | None) -> None:
    if told is not None and told != frozen["scenario"]:
        raise DataError(f"{outcome} tells the outcome of {told!r}")


def _stamped(row: Mapping[str, Any]) -> Stamp:
    """Return the proof that a forecast of the ledger was finished before an outcome file is opened."""
    return Stamp(str(row["sha256"]), str(row["written"]))


def _told(row: Mapping[str, Any], scores: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("means", "lost_to_uniform", "interrupted", "voids", "unresolved", "skipped")
    return {"id": row["id"], "scenario": row["scenario"], "as_of": row["as_of"], **{key: scores[key] for key in kept}}


def _keep(ledger: sqlite3.Connection, row: Mapping[str, Any], scores: Mapping[str, Any], known: Outcome) -> None:
    """Add answers and scores that are not there already as the last word."""
    for question in known.questions:
        answer = {VOID: True, "reason": question.reason} if question.void else question.answer
        told = {"answer": json.dumps(answer), "resolved_on": question.resolved_on, "grade": question.grade}
        last = ledger.execute(
            "SELECT answer, resolved_on, grade FROM resolutions WHERE scenario = ? AND question = ? ORDER BY id DESC LIMIT 1",
            (row["scenario"], question.id),
        ).fetchone()
        if last is None or dict(last) != told:
            insert(ledger, "resolutions", added=now(), scenario=row["scenario"], question=question.id, **told)
    content = json.dumps(scores, ensure_ascii=False)
    query = "SELECT version, content FROM scores WHERE forecast = ? ORDER BY id DESC LIMIT 1"
    last = ledger.execute(query, (row["id"],)).fetchone()
    if last is None or tuple(last) != (__version__, content):
        insert(ledger, "scores", added=now(), forecast=row["id"], version=__version__, content=content)


def _answers(ledger: sqlite3.Connection, chain: Verified) -> dict[tuple[str, str], Any]:
    """Return the last answer to each question by scenario and question, of the rows that are as they were written."""
    found: dict[tuple[str, str], Any] = {}
    for row in ledger.execute("SELECT id, scenario, question, answer FROM resolutions ORDER BY id"):
        if chain.sound("resolutions", row["id"]):
            answer = _value(row["answer"])
            found[row["scenario"], row["question"]] = VOID if isinstance(answer, dict) else answer
    return found


def show(which: str, path: Path | None = None) -> dict[str, Any]:
    """Return one forecast with its answers and scores; or one question (ID or SCENARIO:ID) with all its updates over time."""
    with opened(path) as ledger:
        chain = verify(ledger)
        scenario, _, question = which.rpartition(":")
        found = ledger.execute(
            "SELECT a.*, f.as_of, f.frozen, f.bundle, f.members, f.version, f.content FROM answers a"
            " JOIN forecasts f ON f.id = a.forecast"
            " WHERE a.question = ? AND (? = '' OR a.scenario = ?) ORDER BY a.scenario, f.as_of, f.frozen, f.id",
            (question, scenario, scenario),
        ).fetchall()
        updates = [row for row in found if chain.sound("answers", row["id"]) and chain.sound("forecasts", row["forecast"])]
        if updates:
            rows = _updates(updates, _answers(ledger, chain))
            return _document("question", path, chain, question=question, updates=rows)
        row = _shown(_forecast(ledger, which), chain)
        mine = "FROM {} WHERE forecast = ? ORDER BY id"
        answers = ledger.execute(f"SELECT id, question, type, p, said {mine.format('answers')}", (row["id"],)).fetchall()
        scores = ledger.execute(f"SELECT id, added, content {mine.format('scores')}", (row["id"],)).fetchall()
        kept = [{"added": s["added"], **_scores(s["content"])} for s in scores if chain.sound("scores", s["id"])]
        whole = [a for a in answers if chain.sound("answers", a["id"]) and row["spoiled"] is None]
        answered = [{**{k: v for k, v in _plain(a).items() if k != "id"}, "said": _json(a["said"])} for a in whole]
    return _document("forecast", path, chain, forecasts=[row], answers=answered, scores=kept)


def _scores(content: str) -> dict[str, Any]:
    found = _json(content)
    return {key: found.get(key) for key in ("means", "interrupted", "voids", "unresolved")}


def _updates(rows: list[sqlite3.Row], told: Mapping[tuple[str, str], Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for row in rows:
        before = next((f for f in reversed(found) if f["scenario"] == row["scenario"]), None)
        change = None if before is None or row["p"] is None or before["p"] is None else round(row["p"] - before["p"], 6)
        wanted = _json(row["content"]).get("wanted", row["members"])
        plain = _plain(row) | {
            "said": _json(row["said"]), "change": change, "happened": told.get((row["scenario"], row["question"])),
            "interrupted": interrupted_text(row["members"], wanted),
        }  # fmt: skip
        found.append({key: plain[key] for key in plain if key != "id"})
    return found


def answers_known(path: Path | None = None) -> dict[str, Any]:
    """Return the last answer to every question that the ledger knows one of, by SCENARIO:ID; ``void`` where it was struck."""
    with opened(path) as ledger:
        return {f"{scenario}:{question}": answer for (scenario, question), answer in _answers(ledger, verify(ledger)).items()}


def resolved_chances(path: Path | None = None, *, every: bool = False) -> list[Said]:
    """Return all yes-or-no questions with an answer: the last forecast of each question and as-of date, or every one."""
    with opened(path) as ledger:
        return _resolved(ledger, verify(ledger), every=every)


def _resolved(ledger: sqlite3.Connection, chain: Verified, *, every: bool) -> list[Said]:
    told = _answers(ledger, chain)
    found = ledger.execute(
        "SELECT a.id, a.forecast, a.scenario, a.question, a.p, f.as_of, f.frozen FROM answers a"
        " JOIN forecasts f ON f.id = a.forecast WHERE a.type = 'binary' AND a.p IS NOT NULL ORDER BY f.frozen, f.id"
    ).fetchall()
    kept: dict[Any, Said] = {}
    for i, row in enumerate(found):
        happened = told.get((row["scenario"], row["question"]))
        sound = chain.sound("answers", row["id"]) and chain.sound("forecasts", row["forecast"])
        if sound and isinstance(happened, bool):
            name = f"{row['scenario']}:{row['question']}"
            kept[i if every else (name, row["as_of"])] = Said(name, row["frozen"], float(row["p"]), happened)
    return list(kept.values())


def calibration(path: Path | None = None, *, every: bool = False) -> dict[str, Any]:
    """Return how often what was called likely came true: bins with their consistency band, and the record as it grew."""
    with opened(path) as ledger:
        chain = verify(ledger)
        said = _resolved(ledger, chain, every=every)
    return _document(
        "calibration", path, chain, n=len(said), questions=len({s.question for s in said}), every=every,
        bins=consistency(said), over_time=over_time(said), notes=[
            (
                "The band holds 90 % of what luck leaves if every chance is right and events are independent. Questions of one "
                "war hang together, so the true band is wider."
            ),
        ],
    )  # fmt: skip
