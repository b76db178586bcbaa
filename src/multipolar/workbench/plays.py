"""Plays as the server holds them: a number that nobody guesses, a file in the project, and the worker that lives the course."""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path
from typing import Any

from multipolar.workbench.bench import Bench
from multipolar.workbench.process import answer_of
from multipolar.workbench.project import run_folder
from multipolar.workbench.refusing import MISSING, RefusedError

PLAYS = "plays"
PATIENCE_SECONDS = 120.0
ID = re.compile(r"[0-9a-f]{16}")


def begin(bench: Bench, run: str, power: str, from_day: int, step: int | None) -> dict[str, Any]:
    """Begin a play and return where it stands.

    Raises
    ------
    RefusedError : for a run, power or day that cannot be.
    """
    number = secrets.token_hex(8)
    given = {**_given(bench, number, run), "power": power, "from_day": from_day, "step": step}
    return answer_of(bench.plays, "play", given, PATIENCE_SECONDS)


def go_on(bench: Bench, task: str, number: str, **more: Any) -> dict[str, Any]:
    """Return where a play stands after a task: ``act, undo, state, sheet``.

    Raises
    ------
    RefusedError : if there is no such play, or its run has gone.
    """
    return answer_of(bench.plays, task, {**_given(bench, number, run_of(bench, number)), **more}, PATIENCE_SECONDS)


def _given(bench: Bench, number: str, run: str) -> dict[str, Any]:
    return {"id": number, "name": run, "run": str(run_folder(bench.project, run)), "file": str(place_of(bench, number))}


def place_of(bench: Bench, number: str) -> Path:
    """Return the file of a play."""
    return bench.project.own / PLAYS / f"{number}.json"


def run_of(bench: Bench, number: str) -> str:
    """Return the run of which a play is.

    Raises
    ------
    RefusedError : if there is no such play.
    """
    if ID.fullmatch(number) and place_of(bench, number).is_file():
        found = json.loads(place_of(bench, number).read_text(encoding="utf-8"))
        return str(found["run_name"])
    raise RefusedError(MISSING, f"there is no play {number!r} (any more)")
