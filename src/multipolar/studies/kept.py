"""What was asked of a run and is kept in its folder, so that its page can show it: one file for each question, the last answer.

An answer belongs to the courses that it was counted over: it carries their digest, and beside other courses it is not shown.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from multipolar.engine import store as disk
from multipolar.errors import RunError
from multipolar.session.run import Run

POWERS, SETTLEMENT, STABILITY = "powers.json", "settlement.json", "stability.json"
"""Names of the files in a run's folder."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was kept, None where there is none to show; ``note``: why one that is there is not shown, else empty."""

    document: dict[str, Any] | None
    note: str


def must_be_writable(run: Run) -> None:
    """Refuse a run in whose folder nothing can be kept, before anybody waits for an answer.

    Raises
    ------
    RunError : naming the folder and what to do.
    """
    if not os.access(run.folder, os.W_OK):
        raise RunError(
            f"{run.folder}: cannot be written, so the answer cannot be kept for the page; ask with keep=False (--no-keep)"
        )


def keep(run: Run, name: str, document: dict[str, Any]) -> None:
    """Keep a document in the folder of a run; the one before it is replaced.

    Raises
    ------
    RunError : if the folder cannot be written.
    """
    with disk.writing(run.folder):
        disk.write_json(run.folder / name, document)


def kept(run: Run, name: str, schema: str) -> Kept:
    """Return the document of this name that was kept for the courses of this run.

    Raises
    ------
    RunError : for a file that cannot be read.
    """
    path = run.folder / name
    if not path.is_file():
        return Kept(None, "")
    document = disk.read_json(path)
    if not isinstance(document, dict) or document.get("schema") != schema:
        found = document.get("schema") if isinstance(document, dict) else type(document).__name__
        return Kept(None, f"{name} is not shown: found {found!r}, expected {schema!r}; ask again.")
    if document.get("digest") != run.digest:
        return Kept(None, f"{name} is not shown: it was counted over other courses than this run's; ask again.")
    return Kept(document, "")
