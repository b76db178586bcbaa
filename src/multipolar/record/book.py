"""The ledger as its users meet it: one object for one file, its verbs with typed results."""

from __future__ import annotations

from pathlib import Path

from multipolar.errors import QuestionError
from multipolar.record import ledger as record
from multipolar.record.frozen import read_frozen
from multipolar.results import LedgerCalibration, LedgerEntry, LedgerList, LedgerScores
from multipolar.session.arguments import path as checked_path
from multipolar.session.arguments import truth

LEDGER_WORDS = ("add", "list", "show", "score", "calibration")
LEDGER_TAKES = {"what": ("add", "show", "score"), "outcome": ("score",), "every": ("calibration",)}
"""Arguments of the ledger, each with the words that use it; with any other word it is refused, not passed over."""


class Ledger:
    """The record over time in one file that only grows: frozen forecasts, their answers, scores and calibration.

    Parameters
    ----------
    path : the ledger; by default MULTIPOLAR_LEDGER or the user's data folder. It is made when a forecast is added.

    Raises
    ------
    DataError : from each verb, if the ledger or the frozen forecast cannot be used.
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


def ask_ledger(
    word: str, what: str | Path | None = None, *, db: Path | None = None, outcome: str | Path | None = None, every: bool = False
) -> LedgerEntry | LedgerList | LedgerScores | LedgerCalibration:
    """Return what a word of the command line to the ledger did or found.

    Raises
    ------
    QuestionError : for a word that does not exist, without what it needs, or with what it cannot use.
    """
    given = {"what": what, "outcome": outcome, "every": every or None}
    for name, users in LEDGER_TAKES.items():
        if given[name] is not None and word not in users and word in LEDGER_WORDS:
            raise QuestionError(f"ledger {word}: found {name} {str(given[name])!r}, which only {' and '.join(users)} can use")
    if word in {"add", "show"} and what is None:
        needs = "a frozen forecast" if word == "add" else "a forecast or a question"
        raise QuestionError(f"ledger {word} needs {needs}: multipolar ledger {word} {'FILE' if word == 'add' else 'WHAT'}")
    book = Ledger(db)
    if word == "add":
        return book.add(str(what))
    if word == "show":
        return book.show(str(what))
    if word == "score":
        return book.score(None if what is None else str(what), outcome)
    if word == "calibration":
        return book.calibration(every=every)
    if word == "list":
        return book.list()
    raise QuestionError(f"no ledger {word!r}; known: {', '.join(LEDGER_WORDS)}")
