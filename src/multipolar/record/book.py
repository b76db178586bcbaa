"""The ledger as its users meet it: one object for one file, its verbs with typed results."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

from multipolar.errors import QuestionError
from multipolar.record import ledger as record
from multipolar.record.frozen import read_frozen
from multipolar.results import LedgerCalibration, LedgerEntry, LedgerList, LedgerScores
from multipolar.session.arguments import path as checked_path
from multipolar.session.arguments import truth


class Ledger:
    """The record over time in one file that only grows: frozen forecasts, their answers, scores and calibration.

    Parameters
    ----------
    path : the ledger; by default MULTIPOLAR_LEDGER or the user's data folder. It is made when a forecast is added.

    Raises
    ------
    DataError : from each verb, if the ledger or the frozen forecast cannot be used.

    Examples
    --------
    >>> frozen, path = mp.freeze(run, "kept.json")
    >>> book = mp.Ledger("book.sqlite3")
    >>> row = book.add(path).forecast
    >>> len(book.list().forecasts)
    1
    """

    def __init__(self, path: str | Path | None = None) -> None:
        self.path: Path | None = None if path is None else checked_path("path", path)

    def __repr__(self) -> str:
        """Return the ledger in one line."""
        return f"Ledger({'' if self.path is None else repr(str(self.path))})"

    def add(self, frozen: str | Path) -> LedgerEntry:
        """Add the frozen forecast in a file, and return its row; the same forecast twice is one row."""
        return LedgerEntry(record.add(read_frozen(checked_path("frozen", frozen)), self.path))

    def show(self, what: str | int) -> LedgerEntry:
        """Return a forecast (number or digest) with answers and scores; or a question (ID or SCENARIO:ID) with its updates."""
        return LedgerEntry(record.show(str(what), self.path))

    def list(self) -> LedgerList:
        """Return all forecasts with how often each was scored."""
        return LedgerList(record.listing(self.path))

    def score(self, what: str | int | None = None, outcome: str | Path | None = None) -> LedgerScores:
        """Score one forecast, or every one whose outcome is known (``outcome``: in this file), and keep the scores."""
        return LedgerScores(record.score(None if what is None else str(what), outcome, self.path))

    def calibration(self, *, every: bool = False) -> LedgerCalibration:
        """Return how often what was called likely came true; ``every`` update, not only the last of a question and date."""
        return LedgerCalibration(record.calibration(self.path, every=truth("every", every)))


LEDGER: dict[str, Callable[..., LedgerEntry | LedgerList | LedgerScores | LedgerCalibration]] = {
    "add": Ledger.add, "list": Ledger.list, "show": Ledger.show, "score": Ledger.score, "calibration": Ledger.calibration,
}  # fmt: skip
"""The verbs of the ledger by word, as the command line names them. What a verb does not take, its signature lacks."""
LEDGER_WORDS = tuple(LEDGER)
FIRST = "what"
"""Name on the command line of what a verb takes first, whatever the verb calls it."""


def taken(word: str) -> dict[str, inspect.Parameter]:
    """Return what a verb of the ledger takes, by the names of the command line."""
    rows = list(inspect.signature(LEDGER[word]).parameters.values())[1:]
    return {FIRST if row.kind is row.POSITIONAL_OR_KEYWORD and i == 0 else row.name: row for i, row in enumerate(rows)}


def ask_ledger(
    word: str, what: str | Path | None = None, *, db: Path | None = None, outcome: str | Path | None = None, every: bool = False
) -> LedgerEntry | LedgerList | LedgerScores | LedgerCalibration:
    """Return what a word of the command line to the ledger did or found.

    Raises
    ------
    QuestionError : for a word that does not exist, without what it needs, or with what it cannot use.
    """
    if word not in LEDGER:
        raise QuestionError(f"no ledger {word!r}; known: {', '.join(LEDGER_WORDS)}")
    asked = {FIRST: None if what is None else str(what), "outcome": outcome, "every": every or None}
    given = {name: value for name, value in asked.items() if value is not None}
    takes = taken(word)
    for name, value in given.items():
        if name not in takes:
            users = " and ".join(known for known in LEDGER_WORDS if name in taken(known))
            raise QuestionError(f"ledger {word}: found {name} {str(value)!r}, which only {users} can use")
    first = takes.get(FIRST)
    if first is not None and first.default is first.empty and FIRST not in given:
        needs, name = ("a frozen forecast", "FILE") if first.name == "frozen" else ("a forecast or a question", "WHAT")
        raise QuestionError(f"ledger {word} needs {needs}: multipolar ledger {word} {name}")
    return LEDGER[word](Ledger(db), **{takes[name].name: value for name, value in given.items()})
