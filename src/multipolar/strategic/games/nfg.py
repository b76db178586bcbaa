"""Games as ``.nfg`` text, the format of Gambit: payoffs by profile with the first player's posture running fastest.

Both forms are read: payoffs listed one profile after the other, and outcomes that profiles point at (0 for payoffs of nought).
Source: Gambit's description of its strategic game format, version 1.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from multipolar.errors import FaultyFileError, Problem, render_problems
from multipolar.strategic.games.game import MOST_PROFILES, Game, game_of
from multipolar.strategic.solver import SolverError

__all__ = ["read_nfg", "write_nfg"]

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{},]|[^\s{},"]+')


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text with the line it stands on."""

    text: str
    line: int

    @property
    def quoted(self) -> bool:
        """Whether it is a text in quotation marks."""
        return self.text.startswith('"')

    @property
    def plain(self) -> str:
        """The text without its quotation marks."""
        return re.sub(r"\\(.)", r"\1", self.text[1:-1]) if self.quoted else self.text


class _Reader:
    """Tokens that are taken one after the other."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.tokens = [Token(m.group(), text.count("\n", 0, m.start()) + 1) for m in TOKEN.finditer(text)]
        self.at = 0

    def fault(self, message: str, line: int | None = None) -> FaultyFileError:
        """Return a fault at the present word."""
        last = self.tokens[min(self.at, len(self.tokens) - 1)].line if self.tokens else 1
        problem = Problem(self.file, last if line is None else line, 0, "", "bad-nfg", message)
        return FaultyFileError(render_problems([problem]), [problem])

    @property
    def peek(self) -> str:
        """The next word, empty at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> Token:
        """Return the next word, which must be ``wanted`` if that is told."""
        if self.at >= len(self.tokens):
            raise self.fault(f"the text ends where {wanted or 'a word'!r} is expected")
        token = self.tokens[self.at]
        if wanted and token.text != wanted:
            raise self.fault(f"found {token.text}, expected {wanted}")
        self.at += 1
        return token

    def quoted(self) -> str:
        """Return the next word, which must stand in quotation marks."""
        if not self.peek.startswith('"'):
            raise self.fault(f"found {self.peek or 'the end'}, expected a text in quotation marks")
        return self.take().plain

    def number(self) -> float:
        """Return the next word as a number: whole, decimal, or a fraction such as 1/3."""
        token = self.take()
        try:
            value = float(Fraction(token.text)) if "/" in token.text else float(token.text)
        except (ValueError, ZeroDivisionError):
            value = math.nan
        if not math.isfinite(value):
            self.at -= 1
            raise self.fault(f"found {token.text}, expected a finite number")
        return value


def _postures(reader: _Reader, players: list[str]) -> list[list[str]]:
    """Return the names of postures of each player; counts stand for 1, 2, ..."""
    reader.take("{")
    found: list[list[str]] = []
    while reader.peek != "}":
        if reader.peek == "{":
            reader.take("{")
            found.append([])
            while reader.peek != "}":
                found[-1].append(reader.quoted())
            reader.take("}")
        else:
            count = reader.number()
            if count != int(count) or not 1 <= count <= MOST_PROFILES:
                raise reader.fault(f"found {count:g} postures, expected a whole number from 1 up")
            found.append([str(a + 1) for a in range(int(count))])
    reader.take("}")
    if len(found) != len(players) or not players or not all(found):
        line = reader.tokens[reader.at - 1].line
        raise reader.fault(f"found postures of {len(found)} players, {len(players)} are named; each needs one or more", line)
    return found


def _outcomes(reader: _Reader, players: int) -> list[list[float]]:
    """Return the payoffs of each outcome (outcome, player)."""
    reader.take("{")
    rows: list[list[float]] = []
    while reader.peek == "{":
        reader.take("{")
        reader.quoted()
        row: list[float] = []
        while reader.peek != "}":
            if reader.peek == ",":
                reader.take(",")
            else:
                row.append(reader.number())
        if len(row) != players:
            raise reader.fault(f"found an outcome with {len(row)} payoffs, there are {players} players")
        reader.take("}")
        rows.append(row)
    reader.take("}")
    return rows


def read_nfg(text: str, file: str = "game.nfg") -> Game:
    """Return the game that a text in the ``.nfg`` format describes.

    Raises
    ------
    FaultyFileError : with the line, what was found and what is allowed.
    """
    reader = _Reader(text, file)
    reader.take("NFG")
    reader.take("1")
    if reader.take().text not in {"R", "D"}:
        reader.at -= 1
        raise reader.fault(f"found {reader.peek}, expected R or D")
    reader.quoted()
    reader.take("{")
    players = []
    while reader.peek != "}":
        players.append(reader.quoted())
    reader.take("}")
    postures = _postures(reader, players)
    if reader.peek.startswith('"'):
        reader.take()
    shape = [len(names) for names in postures]
    profiles = math.prod(shape)
    if profiles > MOST_PROFILES:
        raise reader.fault(f"found {profiles:,} profiles, allowed are {MOST_PROFILES:,}")
    if reader.peek == "{":
        table = np.array([[0.0] * len(players), *_outcomes(reader, len(players))])
        index = [reader.number() for _ in range(profiles)]
        bad = next((x for x in index if x != int(x) or not 0 <= x < len(table)), None)
        if bad is not None:
            raise reader.fault(f"found outcome {bad:g}, there are outcomes 0 to {len(table) - 1}")
        values = table[[int(x) for x in index]]
    else:
        values = np.array([[reader.number() for _ in players] for _ in range(profiles)])
    if reader.peek:
        raise reader.fault(f"found {reader.peek} behind the last payoff, expected the end")
    payoffs = np.stack([values[:, i].reshape(shape, order="F") for i in range(len(players))])
    names = [_different(one) for one in postures]
    try:
        return game_of(payoffs, _different(players), names)
    except SolverError as error:
        raise reader.fault(error.failure.message) from error


def _different(names: list[str]) -> list[str]:
    """Return names with a number behind those that were used before."""
    found: list[str] = []
    for name in names:
        new, k = name, 2
        while new in found:
            new, k = f"{name} ({k})", k + 1
        found.append(new)
    return found


def _quote(name: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", name.replace("\n", " ")) + '"'


def write_nfg(game: Game, title: str = "", comment: str = "") -> str:
    """Return the game as ``.nfg`` text that reads back to the same bits."""
    players = " ".join(map(_quote, game.players))
    postures = "\n".join("{ " + " ".join(map(_quote, names)) + " }" for names in game.postures)
    rows = np.stack([own.reshape(-1, order="F") for own in game.payoffs], axis=1)
    body = "\n".join(" ".join(repr(float(x)) for x in row) for row in rows)
    return f"NFG 1 R {_quote(title)} {{ {players} }}\n\n{{ {postures}\n}}\n{_quote(comment)}\n\n{body}\n"
