"""What can go wrong, sorted by who must act: the analyst, the supplier of data, the operator, the asker, or us."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

__all__ = [
    "EXIT_FAILURE",
    "EXIT_INTERRUPTED",
    "EXIT_OK",
    "EXIT_SCENARIO",
    "EXIT_USAGE",
    "FAULTS",
    "ArgumentError",
    "DataError",
    "FaultyFileError",
    "FolderError",
    "InternalError",
    "MultipolarError",
    "Problem",
    "QuestionError",
    "RunError",
    "ScenarioError",
    "exit_code",
    "render_problems",
    "said",
]

EXIT_OK = 0
EXIT_FAILURE = 1
EXIT_USAGE = 2
EXIT_SCENARIO = 3
EXIT_INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a file the analyst wrote: where it is, what was found, what is allowed, the likely fix.

    `line` and `column` count from 1; 0 means that the fault has no single place. `path` is the key's address,
    `code` a stable name of the kind of fault, `message` what was found and what is allowed, `hint` the likely fix.
    """

    file: str
    line: int
    column: int
    path: str
    code: str
    message: str
    hint: str = ""

    def render(self) -> str:
        """Return the fault as one line: place, path, message, hint, code."""
        place = f"{self.line}:{self.column}" if self.line > 0 else "-"
        said = f"{self.path}: {self.message}" if self.path else self.message
        if self.hint:
            said = f"{said.rstrip('.')}. {self.hint}"
        return f"  {place:<8}{said}     [{self.code}]"


def render_problems(problems: Iterable[Problem]) -> str:
    """Return all faults as text, grouped by file, in the order of their lines."""
    blocks = []
    for file, group in groupby(sorted(problems), key=lambda problem: problem.file):
        lines = [problem.render() for problem in group]
        count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
        blocks.append("\n".join([f"{file}: {count}", *lines]))
    return "\n".join(blocks)


class MultipolarError(Exception):
    """Anything this package refuses to do, with the reason as its text."""


class ScenarioError(MultipolarError):
    """The analyst must act: a scenario, patch or setting holds faults; all of them are in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep every fault found in one pass.

        Raises
        ------
        ValueError : if there is none.
        """
        if not problems:
            raise ValueError("a ScenarioError needs at least one Problem")
        self.problems = tuple(sorted(problems))
        super().__init__(render_problems(self.problems))

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[tuple[Problem, ...]]]:
        """Travel between processes with every fault."""
        return type(self), (self.problems,)


class DataError(MultipolarError):
    """The supplier of data must act: a file from outside is missing, damaged or not what it claims to be."""


class FaultyFileError(DataError):
    """The supplier of data must act: a file from outside holds faults; those with a place are in `problems`."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        """Keep the faults that were told, in their order."""
        self.problems = tuple(problems)
        super().__init__(message)


class RunError(MultipolarError):
    """The operator must act: a run cannot start, go on or be read (folder, disk, version, digest)."""


class FolderError(RunError):
    """A run folder that was named for reading cannot be read: it is none, is damaged, or was changed after its stamp."""


class QuestionError(MultipolarError):
    """The asker must act: the question names something that the run does not hold."""


class ArgumentError(QuestionError, TypeError):
    """The caller must act: a function was called with an argument that it does not know or cannot use."""


class InternalError(MultipolarError):
    """We must act: something that cannot happen has happened; please report it."""


FAULTS: tuple[type[Exception], ...] = (
    MultipolarError, ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What may go wrong in a part of the work that must not take the finished rest along; an interruption is none of it."""


def said(error: BaseException) -> str:
    """Return an error as one line: its text, with its kind in front where it is not one of ours."""
    text = " ".join(str(error).split())
    if isinstance(error, MultipolarError) and text:
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


EXIT_CODES: dict[type[BaseException], int] = {
    ScenarioError: EXIT_SCENARIO,
    FaultyFileError: EXIT_SCENARIO,
    FolderError: EXIT_SCENARIO,
    KeyboardInterrupt: EXIT_INTERRUPTED,
}


def exit_code(error: BaseException) -> int:
    """Return the exit status that a command ends with after `error`; 1 unless the table says otherwise."""
    for kind, code in EXIT_CODES.items():
        if isinstance(error, kind):
            return code
    return EXIT_FAILURE
