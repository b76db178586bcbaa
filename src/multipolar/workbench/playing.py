"""Courses that are played, in the worker: kept on disk after every choice, and lived again where the worker is a new one."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from multipolar import api
from multipolar.engine.store.files import write_safely
from multipolar.forecast.observation import SAID
from multipolar.session.course import day_text
from multipolar.session.run import Run
from multipolar.studies.play import Play
from multipolar.studies.play_terms import terms
from multipolar.workbench.calls import Call
from multipolar.workbench.refusing import CONFLICT, RefusedError

MOST_PLAYS = 64
"""Plays that are held, the last used ones; the others are lived again from their files, in a second or two each."""
MOST_RUNS = 4
_plays: OrderedDict[str, Play] = OrderedDict()
_runs: OrderedDict[str, Run] = OrderedDict()


def run_in(folder: str) -> Run:
    """Return the run in a folder, opened once."""
    if folder not in _runs:
        from multipolar.session.given import as_run

        _runs[folder] = as_run(folder)
    _runs.move_to_end(folder)
    while len(_runs) > MOST_RUNS:
        _runs.popitem(last=False)
    return _runs[folder]


def begun(call: Call) -> dict[str, Any]:
    """Begin a play: one power in one course of a run, from a day on."""
    given = call.given
    game = api.play(run_in(given["run"]), given["power"], from_day=given["from_day"], horizon_step=given.get("step"))
    return _kept(given, game)


def acted(call: Call) -> dict[str, Any]:
    """Let the power of a play act, and live on to its next decision or the end."""
    game = held(call.given)
    game.choose(str(call.given.get("option") or ""), call.given.get("act"))
    return _kept(call.given, game)


def undone(call: Call) -> dict[str, Any]:
    """Take the last decision of a play back: the course is lived again up to it, and no further.

    Raises
    ------
    RefusedError : if nothing was decided yet.
    """
    given = call.given
    document = held(given).to_json()
    if not document["decisions"]:
        raise RefusedError(CONFLICT, "nothing was decided yet")
    shorter = {key: value for key, value in document.items() if key not in {"after", "course"}}
    _write(given, shorter | {"decisions": document["decisions"][:-1], "complete": False})
    _plays.pop(given["id"], None)
    return state(given, held(given))


def told(call: Call) -> dict[str, Any]:
    """Return where a play stands."""
    return state(call.given, held(call.given))


def sheet(call: Call) -> dict[str, Any]:
    """Return the facilitator's sheet of a play, which tells what was so."""
    return {"text": held(call.given).sheet()}


def advised(call: Call) -> dict[str, Any]:
    """Return what the model says of each act that is open; the play is lived again from its file, for others go on with it."""
    given = call.given
    game = api.play(run_in(given["run"]), decisions=given["file"])
    return game.advice(given.get("courses"), call.progress)


def held(given: Mapping[str, Any]) -> Play:
    """Return a play, lived again from its file where this worker does not hold it."""
    number = str(given["id"])
    if number not in _plays:
        _plays[number] = api.play(run_in(given["run"]), decisions=given["file"])
    _plays.move_to_end(number)
    while len(_plays) > MOST_PLAYS:
        _plays.popitem(last=False)
    return _plays[number]


def _kept(given: Mapping[str, Any], game: Play) -> dict[str, Any]:
    """Keep a play in memory and on disk, and return where it stands."""
    _plays[str(given["id"])] = game
    document = game.to_json()
    _write(given, document)
    return state(given, game, document)


def _write(given: Mapping[str, Any], document: Mapping[str, Any]) -> None:
    place = Path(given["file"])
    place.parent.mkdir(parents=True, exist_ok=True)
    more = {"run_name": given["name"], "seat": given["seat"]}
    write_safely(place, json.dumps({**document, **more}, ensure_ascii=False).encode())


def state(given: Mapping[str, Any], game: Play, document: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return where a play stands: what the power is told and may do, what it did, and at the end what the other courses say."""
    document, brief = game.to_json() if document is None else document, game.brief()
    takes = {} if game.over else terms(game)
    last = int(game.run.war.model.sc["horizon"][0])
    following = min(game.day + game.step, last)
    return {
        "id": given["id"], "run": given["name"], "power": game.power, "name": document["name"], "title": document["title"],
        "from_day": game.from_day, "step": game.step, **brief, "reliable": list(SAID[brief["reliability"]]),
        "choices": [row | takes.get(row["option"], {}) for row in brief["choices"]],
        "next": None if game.over else {"day": following, "date": day_text(game.run.war.scenario, following)},
        "last_day": last, "log": document["decisions"], "complete": game.over, "after": document.get("after"),
        "end_day": game.day if game.over else None,
    }  # fmt: skip
