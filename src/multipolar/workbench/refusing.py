"""How the workbench says no: every failure is one document, ``multipolar-error/1``, with the status of HTTP that fits it."""

from __future__ import annotations

import dataclasses
from typing import Any

from multipolar.about import __version__
from multipolar.errors import (
    EXIT_FAILURE,
    EXIT_USAGE,
    DataError,
    FaultyFileError,
    FolderError,
    InternalError,
    MultipolarError,
    Problem,
    QuestionError,
    RunError,
    ScenarioError,
    exit_code,
)

SCHEMA = "multipolar-error/1"
WRONG, FORBIDDEN, MISSING, CONFLICT, TOO_LARGE, FAULTY, BROKEN, BUSY = 400, 403, 404, 409, 413, 422, 500, 503


class RefusedError(MultipolarError):
    """The workbench does not do this: a status of HTTP, the reason, and what may be told beside it."""

    def __init__(self, status: int, message: str, **beside: Any) -> None:
        """Keep the status and what stands beside the message, such as the text on disk."""
        super().__init__(message)
        self.status = status
        self.beside = beside


STATUS: dict[type[BaseException], int] = {
    ScenarioError: FAULTY,
    FaultyFileError: FAULTY,
    FolderError: FAULTY,
    DataError: FAULTY,
    QuestionError: WRONG,
    RunError: CONFLICT,
    InternalError: BROKEN,
}
"""The status of each kind of failure; the first that fits counts."""


def status_of(error: BaseException) -> int:
    """Return the status of HTTP of a failure."""
    if isinstance(error, RefusedError):
        return error.status
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), BROKEN)


def message_of(error: BaseException) -> str:
    """Return a failure in words; what should not happen says so."""
    if isinstance(error, MultipolarError):
        return str(error)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}"
    if isinstance(error, MemoryError):
        return "out of memory; ask for fewer courses"
    return f"this should not happen: {type(error).__name__}: {error}; please report it"


def document_of(message: str, exit_status: int = EXIT_FAILURE, problems: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """Return the document of a failure as the command line prints it."""
    rows = [dataclasses.asdict(problem) for problem in problems]
    return {"schema": SCHEMA, "version": __version__, "exit": exit_status, "message": message, "problems": rows}


def error_document(error: BaseException) -> dict[str, Any]:
    """Return the document of a failure, with its problems where it has some."""
    found = error.problems if isinstance(error, ScenarioError | FaultyFileError) else ()
    exit_status = EXIT_USAGE if isinstance(error, QuestionError) else exit_code(error)
    beside = error.beside if isinstance(error, RefusedError) else {}
    return document_of(message_of(error), exit_status, tuple(found)) | beside
