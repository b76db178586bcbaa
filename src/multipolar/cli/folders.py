"""Run folders that a command line names: opened, or refused as an input with faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from multipolar.cli.failures import BrokenRunError

if TYPE_CHECKING:
    from multipolar.api import Run


def opened(folder: str | Path) -> Run:
    """Return the run in a folder.

    Raises
    ------
    BrokenRunError : if it is no run folder, or was cut off or damaged.
    """
    from multipolar.errors import RunError
    from multipolar.session.given import as_run

    try:
        return as_run(folder)
    except RunError as error:
        raise BrokenRunError(str(error)) from error


def is_run(what: str | Path) -> bool:
    """Tell whether a folder is named, and not a scenario by name or file."""
    return Path(what).is_dir()
