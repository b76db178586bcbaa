"""What a verb is given to work on: a scenario by bundled name or file, or a run by itself or by its folder."""

from __future__ import annotations

import os
from pathlib import Path

from multipolar.errors import ArgumentError
from multipolar.session.arguments import wrong
from multipolar.session.run import Run, open_run
from multipolar.session.war import War


def named(source: object) -> str:
    """Return a scenario given by bundled name or file as text.

    Raises
    ------
    ArgumentError : for anything else.
    """
    if isinstance(source, War | Run):
        raise ArgumentError(f"source=...: found {source!r}, expected a bundled name or a scenario file")
    if not isinstance(source, str | Path) or not str(source).strip() or "\0" in str(source):
        raise wrong("source", source, "a bundled name or a scenario file")
    return str(source)


def is_folder_of_run(what: object) -> bool:
    """Tell whether a run is meant, by itself or by its folder, and not a scenario by name or file."""
    return isinstance(what, Run) or (isinstance(what, str | Path) and os.path.isdir(what))  # noqa: PTH112 "\0" is no folder


def as_run(what: Run | str | Path) -> Run:
    """Return a run, opened when it is given by its folder.

    Raises
    ------
    ArgumentError : for anything else. FolderError : if it is no run folder, or was damaged or changed.
    """
    return what if isinstance(what, Run) else open_run(folder_of(what))


def folder_of(what: object) -> Path:
    """Return the folder of a run.

    Raises
    ------
    ArgumentError : for what is neither a run nor a path.
    """
    if isinstance(what, Run):
        return what.folder
    if not isinstance(what, str | Path) or not str(what).strip() or "\0" in str(what):
        raise wrong("what", what, "a run or its folder")
    return Path(what)
