"""How a command fails: one message on stderr, one document with --json, and the exit status that says who must act."""

from __future__ import annotations

import dataclasses
import os
import re
import sys
from typing import Any

import multipolar
from multipolar.errors import (
    EXIT_FAILURE,
    EXIT_INTERRUPTED,
    EXIT_SCENARIO,
    EXIT_USAGE,
    FaultyFileError,
    MultipolarError,
    QuestionError,
    RunError,
    ScenarioError,
    exit_code,
)
from multipolar.printable import printable

SCHEMA = "multipolar-error/1"
DEBUG = "MULTIPOLAR_DEBUG"
OPTIONS = {
    "claims": "--claim", "settings": "--set", "patches": "--patch", "months": "--month", "wars": "--war", "path": "--out",
    "country_number": "--country-id", "as_of": "--as-of", "power": "--as",
}  # fmt: skip
"""Options of the command line that are not spelled like the argument in Python."""
ARGUMENT = re.compile(
    r"(?<![\w.])(members?|seed|threads|chunk|resume|out|into|path|claims|settings|patches|bundle|off|only|wars|packs|as_of|outcome|data|db"
    r"|views|every|country|country_number|months|draws|exemplar|another|power|from_day|horizon_step|decisions)=(?:\.\.\.|True(?!\w|\.\w))"
)
GIVEN = re.compile(r"(?<![\w.])(claims|settings|patches|bundle|exemplar)=(\[)?(['\"])(.*?)\3(?(2)\])")


class UsageError(Exception):
    """The command line cannot be read: what is wrong, and where the right spelling stands."""


class BrokenRunError(RunError):
    """A run folder that was named for reading and cannot be read: an input with faults, as a scenario can have them."""


def status_of(error: BaseException) -> int:
    """Return the exit status of a failure."""
    if isinstance(error, BrokenRunError):
        return EXIT_SCENARIO
    if isinstance(error, QuestionError):
        return EXIT_USAGE
    return exit_code(error)


def wants_trace() -> bool:
    """Tell whether whoever runs this wants to see where it broke."""
    return bool(os.environ.get(DEBUG))


def in_shell(text: str) -> str:
    """Return a message with options of the command line in place of Python's arguments (``out=...``, ``resume=True``)."""

    def option(found: re.Match[str]) -> str:
        name = found[1]
        return OPTIONS.get(name, f"--{name.replace('_', '-')}")

    text = GIVEN.sub(lambda found: f"{option(found)} {found[4]}", text)
    return ARGUMENT.sub(option, text)


def text_of(error: BaseException) -> str:
    """Return a failure in words."""
    if isinstance(error, KeyboardInterrupt):
        return "interrupted; nothing was finished"
    if isinstance(error, MultipolarError):
        return in_shell(str(error))
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}"
    if isinstance(error, MemoryError):
        return "out of memory; ask for fewer members, or smaller pieces with --chunk"
    return f"this should not happen: {type(error).__name__}: {error}\n{DEBUG}=1 shows where; please report it"


def fail(message: str, status: int, *, as_json: bool, problems: tuple[Any, ...] = ()) -> int:
    """Say on stderr why a command failed, print the document of the failure if one is wanted, return the status."""
    print(printable(message), file=sys.stderr)
    if as_json:
        from multipolar.cli.output import emit_json

        document = {"schema": SCHEMA, "version": multipolar.__version__, "exit": status, "message": message}
        emit_json(document | {"problems": [dataclasses.asdict(problem) for problem in problems]})
    return status


def fail_with(error: BaseException, *, as_json: bool) -> int:
    """Say why a command failed and return its exit status."""
    found = error.problems if isinstance(error, ScenarioError | FaultyFileError) else ()
    problems = tuple(dataclasses.replace(p, file=in_shell(p.file), hint=in_shell(p.hint)) for p in found)
    return fail(text_of(error), status_of(error), as_json=as_json, problems=problems)


def wrong_usage(message: str, *, as_json: bool) -> int:
    """Say that a command line cannot be read."""
    return fail(message, EXIT_USAGE, as_json=as_json)


__all__ = [
    "EXIT_FAILURE", "EXIT_INTERRUPTED", "SCHEMA", "BrokenRunError", "UsageError", "fail", "fail_with", "in_shell", "status_of",
    "text_of", "wants_trace", "wrong_usage",
]  # fmt: skip
