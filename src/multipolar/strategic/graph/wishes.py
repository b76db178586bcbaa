"""What actors want of states: levels with ties, option statements by importance, or payoffs; all become payoffs (state,).

Statements come most important first; each is an OR of ANDs over options. Statement k of K is worth 2^(K - k), so that no number
of later ones makes up for an earlier one (Peng, Hipel, Fang and Kilgour, "preference tree"). Only the order counts, so payoffs are
ranks: 0 for the worst states, equal for states that tie.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.graph.conflict import Conflict
from multipolar.strategic.solver import SolverError

__all__ = ["holds", "of_levels", "of_payoffs", "of_statements"]

YES, NO = {"Y", "YES", "TRUE", "1"}, {"N", "NO", "FALSE", "0"}
WORDS = re.compile(r"\(|\)|\||&|!|[^()|&!]+")
"""Marks of a statement: or, and, not, brackets, and what stands between them."""
Mask = NDArray[np.bool_]


def of_levels(conflict: Conflict, levels: Sequence[Sequence[str]]) -> FloatArray:
    """Return payoffs of levels, the best first; the states of one level tie.

    Raises
    ------
    SolverError : unless every feasible state stands in exactly one level, and no other does.
    """
    found = np.full(len(conflict), np.nan)
    for k, level in enumerate(levels):
        for letters in [level] if isinstance(level, str) else level:
            at = conflict.place(str(letters))
            if not np.isnan(found[at]):
                raise SolverError("preferences", "input", f"the state {letters} stands in two levels")
            found[at] = float(len(levels) - 1 - k)
    missing = [conflict.text(int(s)) for s in np.flatnonzero(np.isnan(found))[:5]]
    if missing:
        count = int(np.isnan(found).sum())
        raise SolverError("preferences", "input", f"{count} feasible states stand in no level, such as {', '.join(missing)}")
    return found


def of_payoffs(conflict: Conflict, payoffs: Mapping[str, float]) -> FloatArray:
    """Return cardinal payoffs by state as letters.

    Raises
    ------
    SolverError : unless every feasible state has one, and no other has.
    """
    found = np.full(len(conflict), np.nan)
    for letters, value in payoffs.items():
        found[conflict.place(letters)] = float(value)
    missing = [conflict.text(int(s)) for s in np.flatnonzero(~np.isfinite(found))[:5]]
    if missing:
        raise SolverError("preferences", "input", f"payoffs must be finite and there for every state; not so: {', '.join(missing)}")
    return found


def of_statements(conflict: Conflict, statements: Sequence[Any]) -> FloatArray:
    """Return ranks of states by statements, the most important first.

    Raises
    ------
    SolverError : for a statement that cannot be read, with what is allowed.
    """
    if not len(statements):
        return np.zeros(len(conflict))
    table = np.stack([holds(conflict, one) for one in statements])
    order = np.lexsort(table[::-1])
    steps = np.any(np.diff(table[:, order], axis=1), axis=0)
    ranks = np.zeros(len(conflict))
    ranks[order] = np.concatenate([[0], np.cumsum(steps)])
    return ranks


def holds(conflict: Conflict, statement: Any) -> Mask:
    """Return in which states (state,) a statement holds.

    A statement is a list of alternatives, each a mapping of options to Y or N that must all be so; a mapping alone; or text such as
    ``withdraw & !escalate | blockade``, with options by name or by number from 1, ``-`` or ``!`` for not.

    Raises
    ------
    SolverError : for anything else.
    """
    if isinstance(statement, str):
        return _Text(conflict, statement).read()
    if isinstance(statement, Mapping):
        if len(statement) == 1 and str(next(iter(statement))).lower() in {"any", "or"} and not _is_option(conflict, statement):
            return holds(conflict, next(iter(statement.values())))
        if len(statement) == 1 and str(next(iter(statement))).lower() in {"all", "and"} and not _is_option(conflict, statement):
            return _all(conflict, next(iter(statement.values())))
        return _all(conflict, list(statement.items()))
    if isinstance(statement, Sequence) and len(statement):
        found = np.zeros(len(conflict), np.bool_)
        for part in statement:
            found |= holds(conflict, part) if isinstance(part, str | Mapping) else _all(conflict, part)
        return found
    raise SolverError(
        "preferences", "input", f"found the statement {statement!r}, expected a list of mappings of options to Y or N"
    )


def _is_option(conflict: Conflict, statement: Mapping[Any, Any]) -> bool:
    return str(next(iter(statement))) in conflict.options


def _all(conflict: Conflict, parts: Any) -> Mask:
    """Return where all parts hold: pairs of option and Y or N, or statements."""
    found = np.ones(len(conflict), np.bool_)
    for part in parts.items() if isinstance(parts, Mapping) else parts:
        pair = (
            isinstance(part, tuple | list)
            and len(part) == 2
            and isinstance(part[0], str | int)
            and not isinstance(part[1], Mapping)
        )
        if pair and str(part[1]).upper() in YES | NO:
            found &= _option(conflict, str(part[0])) == (str(part[1]).upper() in YES)
        elif pair:
            raise SolverError("preferences", "input", f"option {part[0]!r}: found {part[1]!r}, expected Y or N")
        else:
            found &= holds(conflict, part)
    return found


def _option(conflict: Conflict, name: str) -> Mask:
    """Return in which states an option is taken, by its name or its number from 1."""
    bare = name.strip()
    if bare in conflict.options:
        k = conflict.options.index(bare)
    elif re.fullmatch(r"[0-9]+", bare) and 1 <= int(bare) <= len(conflict.options):
        k = int(bare) - 1
    else:
        said = f"no option is called {bare!r}; there are {', '.join(conflict.options)}, or their numbers from 1"
        raise SolverError("preferences", "input", said)
    return np.asarray((conflict.states >> k & 1).astype(np.bool_))


class _Text:
    """A statement as text, read from left to right: not before and, and before or."""

    def __init__(self, conflict: Conflict, text: str) -> None:
        self.conflict, self.text = conflict, text
        self.words = [
            w.strip() for w in WORDS.findall(re.sub(r"\s(?i:or)\s", "|", re.sub(r"\s(?i:and)\s", "&", text))) if w.strip()
        ]
        self.at = 0

    @property
    def next(self) -> str:
        """The next word, empty at the end."""
        return self.words[self.at] if self.at < len(self.words) else ""

    def read(self) -> Mask:
        """Return where the whole text holds."""
        found = self.either()
        if self.next:
            raise self.fault()
        return found

    def fault(self) -> SolverError:
        """Return what is wrong at the next word."""
        said = f"found {self.next or 'the end'!r} in the statement {self.text!r}, expected options joined by &, | and !"
        return SolverError("preferences", "input", said)

    def either(self) -> Mask:
        """Return where one of several alternatives holds."""
        found = self.both()
        while self.next == "|":
            self.at += 1
            found = found | self.both()
        return found

    def both(self) -> Mask:
        """Return where all of several conditions hold."""
        found = self.one()
        while self.next == "&":
            self.at += 1
            found = found & self.one()
        return found

    def one(self) -> Mask:
        """Return where one condition holds."""
        word = self.next
        if not word or word in ")|&":
            raise self.fault()
        self.at += 1
        if word == "!":
            return ~self.one()
        if word == "(":
            found = self.either()
            if self.next != ")":
                raise self.fault()
            self.at += 1
            return found
        if word in self.conflict.options:
            return _option(self.conflict, word)
        if word.startswith("-"):
            return ~_option(self.conflict, word[1:])
        match = re.fullmatch(r"(?i:not)\s+(.+)", word)
        if match:
            return ~_option(self.conflict, match[1])
        match = re.fullmatch(r"(.+?)\s*=\s*(\w+)", word)
        if match and match[2].upper() in YES | NO:
            return np.asarray(_option(self.conflict, match[1]) == (match[2].upper() in YES))
        return _option(self.conflict, word)
