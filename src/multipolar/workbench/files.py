"""Files of the project: read, written only over what was read, kept aside while somebody types, taken back and done again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from multipolar.engine.store.files import write_new, write_safely, writing
from multipolar.workbench import journal as log
from multipolar.workbench.bench import Bench
from multipolar.workbench.binding import rebind
from multipolar.workbench.project import MOST_BYTES, inside, kind_of, read_text
from multipolar.workbench.refusing import CONFLICT, MISSING, TOO_LARGE, WRONG, RefusedError

AUTOSAVE = "autosave"
MEND = "make room or mend that; what was typed is still in the tab"


def checked_text(text: str, path: str) -> str:
    """Return a text that can be a file.

    Raises
    ------
    RefusedError : if it is too large, or holds half of a sign.
    """
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise RefusedError(WRONG, f"{path}: sign {error.start + 1} is half of a sign; remove it") from error
    if size > MOST_BYTES:
        raise RefusedError(TOO_LARGE, f"{path}: holds more than {MOST_BYTES // 1_000_000} million bytes")
    return text


def read(bench: Bench, path: str) -> dict[str, Any]:
    """Return a file with its kind, its digest, and what was typed and not saved, if that differs."""
    place = inside(bench.project, path)
    text = read_text(place, path)
    kept = _autosaved(bench, path)
    if kept is not None and kept["text"] == text:
        kept = None
    return {
        "path": path,
        "kind": kind_of(text, place.suffix.lower()),
        "text": text,
        "digest": log.digest_of(text),
        "autosave": kept,
    }


def _autosave_place(bench: Bench, path: str) -> Path:
    return bench.project.own / AUTOSAVE / f"{hashlib.sha256(path.encode()).hexdigest()[:32]}.json"


def _autosaved(bench: Bench, path: str) -> dict[str, Any] | None:
    try:
        found = json.loads(_autosave_place(bench, path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {"text": found["text"], "when": found["when"]} if isinstance(found, dict) and {"text", "when"} <= set(found) else None


def autosave(bench: Bench, path: str, text: str) -> dict[str, Any]:
    """Keep what is being typed beside the file, never over it; it is on disk when this returns."""
    inside(bench.project, path)
    checked_text(text, path)
    place = _autosave_place(bench, path)
    kept = {"path": path, "text": text, "when": log.now()}
    with bench.writing, writing(place, fix=MEND):
        place.parent.mkdir(exist_ok=True)
        write_safely(place, json.dumps(kept, ensure_ascii=False).encode())
    return {"path": path, "when": kept["when"]}


def with_endings_of(text: str, before: str) -> str:
    """Return a text with the line ends of the file it goes into; editors of browsers know only one kind."""
    windows = "\r\n" in before and "\r" not in text
    return text.replace("\n", "\r\n") if windows else text


def write(bench: Bench, path: str, text: str, base_digest: str, what: str = "") -> dict[str, Any]:
    """Write a text over the one it was made from, and keep both in the journal.

    Patches that were bound to the text before are bound to the new one; they are told as ``bound``.

    Raises
    ------
    RefusedError : if the file on disk is another one by now; its text is told beside.
    """
    place = inside(bench.project, path)
    with bench.writing:
        before = read_text(place, path)
        if log.digest_of(before) != base_digest:
            said = f"{path}: was changed on disk since it was opened here; nothing was written over it"
            raise RefusedError(CONFLICT, said, text=before, digest=log.digest_of(before))
        after = checked_text(with_endings_of(text, before), path)
        if after != before:
            with writing(place, fix=MEND):
                log.record(bench.journal, path, before, after, what or f"edit of {path}")
                write_safely(place, after.encode("utf-8"))
        forget_autosave(bench, path)
        bound = rebind(bench.project, before, after)
    return {"path": path, "digest": log.digest_of(after), "bound": bound}


def forget_autosave(bench: Bench, path: str) -> None:
    """Drop what was kept aside for a file that has been saved."""
    with contextlib.suppress(OSError):
        _autosave_place(bench, path).unlink(missing_ok=True)


def create(bench: Bench, path: str, text: str, what: str = "") -> dict[str, Any]:
    """Write a new file; nothing is written over.

    Raises
    ------
    RefusedError : if a file of this name is there.
    """
    place = inside(bench.project, path)
    checked_text(text, path)
    with bench.writing:
        if place.exists():
            raise RefusedError(CONFLICT, f"{path}: is there already and was kept; choose another name")
        try:
            with writing(place, fix=MEND):
                log.record(bench.journal, path, None, text, what or f"new file {path}")
                write_new(place, text.encode("utf-8"))
        except FileExistsError as error:
            raise RefusedError(CONFLICT, f"{path}: is there already and was kept; choose another name") from error
    return {"path": path, "digest": log.digest_of(text)}


def undo(bench: Bench) -> dict[str, Any]:
    """Take the last change back, whichever file it was of.

    Raises
    ------
    RefusedError : if there is none, or the file was changed elsewhere since.
    """
    with bench.writing:
        change = bench.journal.undo
        if change is None:
            raise RefusedError(CONFLICT, "nothing is left to undo")
        text = _moved(bench, change.path, change.after, change.before, "undo")
        log.step(bench.journal, "undo")
    return {"path": change.path, "text": text, "what": f"undone: {change.what}", "digest": change.before}


def redo(bench: Bench) -> dict[str, Any]:
    """Do the last change that was taken back again.

    Raises
    ------
    RefusedError : if there is none, or the file was changed elsewhere since.
    """
    with bench.writing:
        change = bench.journal.redo
        if change is None:
            raise RefusedError(CONFLICT, "nothing is left to do again")
        text = _moved(bench, change.path, change.before, change.after, "redo")
        log.step(bench.journal, "redo")
    return {"path": change.path, "text": text, "what": f"done again: {change.what}", "digest": change.after}


def _moved(bench: Bench, path: str, here: str, there: str, word: str) -> str | None:
    """Bring a file from one text of the journal to another, and return that; None where there is no file then."""
    place = inside(bench.project, path)
    found = log.digest_of(read_text(place, path)) if place.exists() else ""
    if found not in {here, there}:  # there already: a crash came between the file and the journal
        raise RefusedError(CONFLICT, f"{word}: {path} was changed elsewhere since; it was left as it is")
    before = log.text_of(bench.journal, here) if here else None
    text = log.text_of(bench.journal, there) if there else None
    if there and text is None:
        raise RefusedError(MISSING, f"{word}: the journal no longer holds that text of {path}")
    with writing(place, fix=MEND):
        if text is None:
            place.unlink(missing_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_safely(place, text.encode("utf-8"))
    forget_autosave(bench, path)
    rebind(bench.project, before, text)
    return text
