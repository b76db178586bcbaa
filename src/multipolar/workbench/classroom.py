"""Where the class under way is kept: in the workbench's own folder of the project, there again after a crash."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path

from multipolar.engine.store.files import write_safely, writing
from multipolar.workbench.lesson import Lesson, lesson_from

FOLDER = "classes"
NOW = "now.json"


@dataclass(slots=True)
class Classroom:
    """The class that is under way, once it has been looked for."""

    lesson: Lesson | None = None
    looked: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)


def place_of(own: Path) -> Path:
    """Return where the class under way is kept, in the workbench's own folder: students read no file there."""
    return own / FOLDER / NOW


def lesson_in(room: Classroom, own: Path) -> Lesson | None:
    """Return the class under way, also one that an earlier server opened; None where there is none."""
    with room.lock:
        if not room.looked:
            room.looked = True
            place = place_of(own)
            if place.is_file():
                room.lesson = lesson_from(json.loads(place.read_text(encoding="utf-8")))
        return room.lesson


def sealed(room: Classroom, own: Path) -> bool:
    """Tell whether the model's forecast is closed to students: a class is under way that has not been shown."""
    lesson = lesson_in(room, own)
    return lesson is not None and not lesson.shown


def keep(own: Path, lesson: Lesson, place: Path | None = None) -> None:
    """Keep a class on disk; it is there when this returns."""
    to = place or place_of(own)
    with writing(to):
        to.parent.mkdir(exist_ok=True)
        write_safely(to, json.dumps(lesson.kept(), ensure_ascii=False).encode())
