"""One journal of all changes to files, on disk before anything is answered: undo and redo over all tabs, also after a crash.

A line tells one change or one step back or forth; texts lie beside it under their digest. A line that a crash cut off is left out.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from multipolar.engine.store.files import write_safely

JOURNAL = "undo.jsonl"
TEXTS = "texts"
MOST_CHANGES = 2_000
KEPT_CHANGES = 1_000
"""Once more changes than ``MOST_CHANGES`` are kept, the oldest are forgotten at the next start."""
Step = Literal["change", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one file: digests of its text before and after (empty where there was no file), and what was done in words."""

    path: str
    before: str
    after: str
    what: str
    when: str


@dataclass(slots=True)
class Journal:
    """The changes of a project, and how many of them stand; those beyond were taken back and can be done again."""

    folder: Path
    changes: list[Change] = field(default_factory=list)
    standing: int = 0

    @property
    def undo(self) -> Change | None:
        """The change that would be taken back."""
        return self.changes[self.standing - 1] if self.standing else None

    @property
    def redo(self) -> Change | None:
        """The change that would be done again."""
        return self.changes[self.standing] if self.standing < len(self.changes) else None


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def now() -> str:
    """Return the present moment in universal time, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def open_journal(folder: Path) -> Journal:
    """Return the journal that lies in a folder, read line by line; a line that is not whole is left out."""
    journal = Journal(folder)
    with contextlib.suppress(FileNotFoundError):
        for line in (folder / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines():
            with contextlib.suppress(ValueError, KeyError, TypeError):
                _take(journal, json.loads(line))
    if len(journal.changes) > MOST_CHANGES:
        _forget(journal)
    return journal


def _take(journal: Journal, row: dict[str, Any]) -> None:
    step = row.pop("step")
    if step == "undo":
        journal.standing = max(0, journal.standing - 1)
    elif step == "redo":
        journal.standing = min(len(journal.changes), journal.standing + 1)
    else:
        del journal.changes[journal.standing :]
        journal.changes.append(Change(**row))
        journal.standing += 1


def _forget(journal: Journal) -> None:
    """Leave out the oldest changes, and the texts that no other change needs."""
    gone = max(0, min(journal.standing, len(journal.changes) - KEPT_CHANGES))
    journal.changes, journal.standing = journal.changes[gone:], journal.standing - gone
    back = len(journal.changes) - journal.standing
    rows = [{"step": "change", **asdict(change)} for change in journal.changes] + [{"step": "undo"}] * back
    write_safely(journal.folder / JOURNAL, "".join(json.dumps(row) + "\n" for row in rows).encode())
    needed = {digest for change in journal.changes for digest in (change.before, change.after)}
    for place in (journal.folder / TEXTS).glob("*"):
        if place.name not in needed:
            place.unlink(missing_ok=True)


def record(journal: Journal, path: str, before: str | None, after: str | None, what: str) -> None:
    """Keep a change: its texts (None where there was or is no file) and its line are on disk when this returns."""
    change = Change(path, keep_text(journal, before), keep_text(journal, after), what, now())
    _append(journal, {"step": "change", **asdict(change)})


def step(journal: Journal, which: Step) -> None:
    """Keep that the last change was taken back (``undo``) or done again (``redo``)."""
    _append(journal, {"step": which})


def keep_text(journal: Journal, text: str | None) -> str:
    """Keep a text under its digest and return it; empty for no text."""
    if text is None:
        return ""
    digest, folder = digest_of(text), journal.folder / TEXTS
    if not (folder / digest).is_file():
        folder.mkdir(exist_ok=True)
        write_safely(folder / digest, text.encode("utf-8"))
    return digest


def text_of(journal: Journal, digest: str) -> str | None:
    """Return the text of a digest, whole or from its beginning of eight signs on; None where the journal does not hold it."""
    if len(digest) < 8 or not all(sign in "0123456789abcdef" for sign in digest):
        return None
    found = sorted((journal.folder / TEXTS).glob(f"{digest}*"))
    return found[0].read_text(encoding="utf-8") if len(found) == 1 else None


def _append(journal: Journal, row: dict[str, Any]) -> None:
    place = journal.folder / JOURNAL
    with place.open("ab+") as handle:
        torn = False
        if handle.seek(0, os.SEEK_END):
            handle.seek(-1, os.SEEK_END)
            torn = handle.read(1) != b"\n"
        handle.write((b"\n" if torn else b"") + json.dumps(row).encode() + b"\n")
        handle.flush()
        os.fsync(handle.fileno())
    _take(journal, dict(row))
