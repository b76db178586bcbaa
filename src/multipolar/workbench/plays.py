"""Plays as the server holds them: a number that nobody guesses, a file in the project, and the worker that lives the course."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from multipolar.scenario.document import Document
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.translate import validate
from multipolar.workbench.bench import Bench
from multipolar.workbench.classroom import lesson_in, sealed
from multipolar.workbench.listing import FORECAST, runs_of
from multipolar.workbench.maps import drawn_ground
from multipolar.workbench.process import answer_of, start
from multipolar.workbench.project import run_folder
from multipolar.workbench.refusing import FAULTY, FORBIDDEN, MISSING, WRONG, RefusedError
from multipolar.workbench.seats import Seat

PLAYS = "plays"
AS_RUN = "as_run.yaml"
PATIENCE_SECONDS = 120.0
ADVICE_PATIENCE_SECONDS = 300.0
ID = re.compile(r"[0-9a-f]{16}")
OWNER = 0
"""The seat of plays that were kept without one."""
MOST_LISTED = 20
MOST_OF_OTHERS = 200
"""Plays of other seats of which whoever leads is told, the last used ones."""
DECIDING = frozenset({"act", "undo"})
NOT_SO = "no play can begin so; choose another power or an earlier day"
"""What a class that forecasts is told of a wish that cannot be: the reason could say until when the wars of the run last."""
OF_ALL_COURSES = frozenset({"endings", "payoffs"})
"""What is told at the end of a play of all courses of its run: the forecast that a class has yet to make."""
PLACE = ("id", "name", "short", "point", "contested")
WAY = ("id", "from", "to", "kind", "name", "lifeline")


def begin(bench: Bench, seat: Seat, run: str, power: str, from_day: int, step: int | None) -> dict[str, Any]:
    """Begin a play of a seat and return where it stands.

    Raises
    ------
    RefusedError : for a run, power or day that cannot be; while a class is under way a student is not told how long wars last.
    """
    number = secrets.token_hex(8)
    given = {**_given(bench, number, run, seat.number), "power": power, "from_day": from_day, "step": step}
    try:
        return as_told(bench, seat, answer_of(bench.plays, "play", given, PATIENCE_SECONDS)) | {"mine": True}
    except RefusedError as error:
        if closed(bench, seat) and error.status == WRONG:
            raise RefusedError(WRONG, NOT_SO) from error
        raise


def go_on(bench: Bench, seat: Seat, task: str, number: str, **more: Any) -> dict[str, Any]:
    """Return where a play stands after a task: ``act, undo, state, sheet``.

    Raises
    ------
    RefusedError : if there is no such play, its run has gone, or another seat decides in it.
    """
    kept = file_of(bench, number)
    if task in DECIDING and not is_own(kept, seat):
        raise RefusedError(
            FORBIDDEN, f"this is a play of seat {kept.get('seat', OWNER)}, which alone decides in it; you may look at it"
        )
    given = {**_given(bench, number, str(kept["run_name"]), int(kept.get("seat", OWNER))), **more}
    found = answer_of(bench.plays, task, given, PATIENCE_SECONDS)
    return found if task == "sheet" else as_told(bench, seat, found) | {"mine": is_own(kept, seat)}


def is_own(kept: Mapping[str, Any], seat: Seat) -> bool:
    """Tell whether a play is one of a seat."""
    return int(kept.get("seat", OWNER)) == seat.number


def advised(bench: Bench, seat: Seat, number: str, courses: int | None) -> dict[str, Any]:
    """Return what the model says of each act that is open in a play.

    Raises
    ------
    RefusedError : if there is no such play, or a class is under way whose teacher has not allowed it.
    """
    kept = file_of(bench, number)
    if not may_ask(bench, seat):
        raise RefusedError(FORBIDDEN, "a class is under way, and its teacher has not allowed to ask what the model says of acts")
    given = _given(bench, number, str(kept["run_name"]), int(kept.get("seat", OWNER)))
    return answer_of(bench.advice, "advice", given | {"courses": courses}, ADVICE_PATIENCE_SECONDS)


def may_ask(bench: Bench, seat: Seat) -> bool:
    """Tell whether a seat may ask what the model says of acts: in a class that forecasts only where the teacher allows it."""
    lesson = lesson_in(bench.classroom, bench.project.own)
    return not closed(bench, seat) or (lesson is not None and lesson.advice)


def closed(bench: Bench, seat: Seat) -> bool:
    """Tell whether the forecast is closed to a seat: a class is under way, and the seat is not the teacher's."""
    return seat.rights != "write" and sealed(bench.classroom, bench.project.own)


def as_told(bench: Bench, seat: Seat, document: dict[str, Any]) -> dict[str, Any]:
    """Return where a play stands as a seat may know it: to a class that forecasts the other courses of the run are closed."""
    after, document = document.get("after"), document | {"may_ask": may_ask(bench, seat)}
    if after is None or not closed(bench, seat):
        return document
    return document | {"after": {key: value for key, value in after.items() if key not in OF_ALL_COURSES}}


def listed(bench: Bench, seat: Seat) -> dict[str, Any]:
    """Return what a seat can play, and what it played: runs and plays, the newest first; nothing of what the runs forecast.

    Whoever leads is told the plays of all other seats besides: ``others``, each with its ``seat``.
    """
    start(bench.plays)  # whoever looks at what can be played begins in a moment
    rows = all_plays(bench)
    found = {"runs": open_runs(bench), "plays": [row for row in rows if row["seat"] == seat.number][:MOST_LISTED]}
    if seat.rights == "write":
        found["others"] = [row for row in rows if row["seat"] != seat.number][:MOST_OF_OTHERS]
    return found


def open_runs(bench: Bench) -> list[dict[str, Any]]:
    """Return the complete runs that can be played, the newest first: their war, its days and its powers."""
    rows = [row for row in runs_of(bench.listing, bench.project) if row["state"] == "complete" and row["evidence"] is None]
    return [found for row in rows if (found := _run_row(bench, row["name"])) is not None]


def _run_row(bench: Bench, name: str) -> dict[str, Any] | None:
    try:
        told = json.loads((run_folder(bench.project, name) / FORECAST).read_bytes())
        powers = [{"id": power, "name": row["name"]} for power, row in told["powers"].items()]
        return {
            "name": name, "scenario": told["scenario"], "title": told["title"], "as_of": told["as_of"],
            "days": int(told["horizon_days"]), "powers": powers,
        }  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):  # damaged, or of an older version: it cannot be played
        return None


def all_plays(bench: Bench) -> list[dict[str, Any]]:
    """Return the plays that were begun, of all seats, the last used first."""
    files = sorted((bench.project.own / PLAYS).glob("*.json"), key=lambda f: -f.stat().st_mtime_ns)
    return [row for file in files if ID.fullmatch(file.stem) and (row := _play_row(bench, file.stem)) is not None]


def _play_row(bench: Bench, number: str) -> dict[str, Any] | None:
    try:
        kept = file_of(bench, number)
        return {
            "id": number, "run": kept["run_name"], "name": kept["name"], "from_day": kept["from_day"],
            "decisions": len(kept["decisions"]), "complete": kept["complete"], "date": kept["turns"][-1]["date"],
            "seat": int(kept.get("seat", OWNER)),
        }  # fmt: skip
    except (ValueError, KeyError, TypeError, IndexError, RefusedError):  # written by hand, or half
        return None


def ground(bench: Bench, number: str) -> dict[str, Any]:
    """Return the ground on which a play goes on: places, ways and outlines, without who holds or guards them.

    Raises
    ------
    RefusedError : if there is no such play, or its run has gone.
    """
    folder = run_folder(bench.project, str(file_of(bench, number)["run_name"]))
    read = validate(Document, loaded_from((folder / AS_RUN).read_text(encoding="utf-8"), AS_RUN).root)
    if read.value is None:
        raise RefusedError(FAULTY, f"{AS_RUN} of the run cannot be read, so that its ground cannot be drawn")
    found = drawn_ground(read.value)
    return {
        "sectors": [{key: row[key] for key in PLACE if key in row} for row in found["sectors"]],
        "edges": [{key: row[key] for key in WAY if key in row} for row in found["edges"]],
        "outlines": found["outlines"],
        "outline_points": found["outline_points"],
    }


def _given(bench: Bench, number: str, run: str, seat: int) -> dict[str, Any]:
    folder, file = run_folder(bench.project, run), place_of(bench, number)
    return {"id": number, "name": run, "run": str(folder), "file": str(file), "seat": seat}


def place_of(bench: Bench, number: str) -> Path:
    """Return the file of a play."""
    return bench.project.own / PLAYS / f"{number}.json"


def file_of(bench: Bench, number: str) -> dict[str, Any]:
    """Return a play as it is kept.

    Raises
    ------
    RefusedError : if there is no such play.
    """
    if ID.fullmatch(number) and place_of(bench, number).is_file():
        found: dict[str, Any] = json.loads(place_of(bench, number).read_text(encoding="utf-8"))
        return found
    raise RefusedError(MISSING, f"there is no play {number!r} (any more)")
