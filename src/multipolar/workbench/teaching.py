"""The class of a project: opened by the teacher, answered seat by seat, kept in the project folder, shown once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.engine.store import open_store
from multipolar.forecast.outcome import open_outcome, outcome_names
from multipolar.session.run_files import stamp_in
from multipolar.workbench.bench import Bench
from multipolar.workbench.classroom import FOLDER, keep, lesson_in
from multipolar.workbench.lesson import MOST_SEATS, Lesson, questions_of, results_of, take
from multipolar.workbench.process import start
from multipolar.workbench.project import inside, run_folder
from multipolar.workbench.refusing import CONFLICT, MISSING, WRONG, RefusedError
from multipolar.workbench.runs import forecast


def open_class(bench: Bench, run: str, outcome: str | None, only: Sequence[str] | None, seats: int) -> dict[str, Any]:
    """Open a class on a run and return its code and its seats.

    Parameters
    ----------
    run : a run of the project.
    outcome : a file of the project that tells what happened; None: the library knows.
    only : ids of the questions; None: all that a class can answer.
    seats : how many students answer, each at a seat of its own.

    Raises
    ------
    RefusedError : if a class is open, nobody knows what happened, or something is named that is not there.
    """
    room, own = bench.classroom, bench.project.own
    if not 1 <= seats <= MOST_SEATS:
        raise RefusedError(WRONG, f"seats: found {seats}, expected 1 to {MOST_SEATS}")
    document = forecast(bench, run)
    scenario = str(document["scenario"])
    if outcome is None and scenario not in outcome_names():
        raise RefusedError(WRONG, f"outcome: the library does not know how {scenario!r} ended; name an outcome file of the project")
    if outcome is not None and not inside(bench.project, outcome).is_file():
        raise RefusedError(MISSING, f"{outcome}: is not there (any more)")
    with room.lock:
        before = lesson_in(room, own)
        if before is not None:
            if not before.shown:
                raise RefusedError(CONFLICT, f"a class is open already: {before.sentence} Show it first")
            keep(own, before, own / FOLDER / f"{before.code}.json")
        lesson = Lesson(secrets.token_hex(4), run, scenario, outcome, questions_of(document, only))
        lesson.seats = [bench.seats.add("play").number for _ in range(seats)]
        keep(own, lesson)
        room.lesson = lesson
    start(bench.plays)
    return {"code": lesson.code, "seats": lesson.seats, **told(bench, teacher=True, seat=0)}


def seats_again(bench: Bench) -> list[int]:
    """Return the seats of the class under way; those of an earlier server are made again, with the same numbers."""
    lesson = _under_way(bench)
    with bench.classroom.lock:
        while len(bench.seats.seats) <= max(lesson.seats):
            bench.seats.add("play")
    return lesson.seats


def told(bench: Bench, *, teacher: bool, seat: int) -> dict[str, Any]:
    """Return where the class stands: its questions, how many have answered, and what this seat said."""
    lesson = lesson_in(bench.classroom, bench.project.own)
    if lesson is None:
        return {"state": "none", "sentence": "No class is open.", "questions": [], "seats": 0, "answered": 0, "mine": None}
    found: dict[str, Any] = {
        "state": lesson.state, "sentence": lesson.sentence, "code": lesson.code, "scenario": lesson.scenario,
        "questions": [asked.plain() for asked in lesson.questions], "seats": len(lesson.seats),
        "answered": sum(number in lesson.answers for number in lesson.seats), "mine": lesson.answers.get(seat),
    }  # fmt: skip
    if teacher:
        found |= {"run": lesson.run, "outcome": lesson.outcome, "advice": lesson.advice}
        found["by_seat"] = [{"seat": number, "answered": number in lesson.answers} for number in lesson.seats]
    return found


def answer(bench: Bench, seat: int, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Take the answers of a seat; they are on disk when this returns.

    Raises
    ------
    RefusedError : if no class is open, the seat is not of it, or the answers cannot be taken.
    """
    lesson = _under_way(bench)
    if seat not in lesson.seats:
        raise RefusedError(WRONG, f"seat {seat} is not one of this class; open the link that the teacher gave you")
    with bench.classroom.lock:
        take(lesson, seat, answers)
        keep(bench.project.own, lesson)
    return told(bench, teacher=False, seat=seat)


def show(bench: Bench) -> dict[str, Any]:
    """Close the answers and return what happened and how all did.

    Raises
    ------
    RefusedError : if no class is open.    DataError : if the outcome cannot be read; then nothing is shown.
    """
    lesson = _under_way(bench)
    with bench.classroom.lock:
        found = _results(bench, lesson)
        lesson.shown = True
        keep(bench.project.own, lesson)
    return found | {"sentence": lesson.sentence}


def allow_advice(bench: Bench, *, allowed: bool) -> dict[str, Any]:
    """Let students who play ask what the model says of their acts, or no longer; return where the class stands.

    Raises
    ------
    RefusedError : if no class is open.
    """
    lesson = _under_way(bench)
    with bench.classroom.lock:
        lesson.advice = allowed
        keep(bench.project.own, lesson)
    return told(bench, teacher=True, seat=0)


def results(bench: Bench) -> dict[str, Any]:
    """Return what happened and how all did, once the teacher has shown it.

    Raises
    ------
    RefusedError : before that.
    """
    lesson = _under_way(bench)
    if not lesson.shown:
        raise RefusedError(CONFLICT, f"the results are sealed until the teacher shows them. {lesson.sentence}")
    return _results(bench, lesson)


def _results(bench: Bench, lesson: Lesson) -> dict[str, Any]:
    stamp = stamp_in(open_store(run_folder(bench.project, lesson.run)))
    file = None if lesson.outcome is None else inside(bench.project, lesson.outcome)
    return results_of(lesson, open_outcome(lesson.scenario, stamp, file))


def _under_way(bench: Bench) -> Lesson:
    lesson = lesson_in(bench.classroom, bench.project.own)
    if lesson is None:
        raise RefusedError(MISSING, "no class is open; the teacher opens one on a run")
    return lesson
