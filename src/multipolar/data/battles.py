"""Tables of land battles in the form of the CAA data base CDB90: read, checked row by row, turned into arrays.

Values that are missing leave a row out of the fits that need them, with the reason; values that cannot be are faults.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.data.tables import CellFault, Table, as_number, find_table, read_table, refuse
from multipolar.errors import DataError

FILE = "battles.csv"
NEEDED = (
    "war4", "year", "wina", "att_str", "def_str", "att_cas", "def_cas", "duration1", "kmda", "post1", "terra1_1", "surpa", "aeroa",
)  # fmt: skip
RANGES: dict[str, tuple[float, float]] = {
    "year": (1000, 2100), "wina": (-1, 1), "surpa": (-3, 3), "aeroa": (-1, 1), "att_str": (0, 1e8), "def_str": (0, 1e8),
    "att_cas": (0, 1e8), "def_cas": (0, 1e8), "duration1": (0, 5000), "wofa": (0, 5000), "att_arty": (0, 1e6),
    "def_arty": (0, 1e6), "att_tank": (0, 1e6), "def_tank": (0, 1e6), "att_fly": (0, 1e6), "def_fly": (0, 1e6),
    "kmda": (-2000, 2000), "isqno": (0, 1e6),
}  # fmt: skip
WHOLE = ("wina", "surpa", "aeroa", "year", "isqno")
MARK = 8
"""Characters of a mark."""
REPEATED = "the same battle as in an earlier line"
WORDS = ("def_pri1", "wx1", "terra1_1", "terra3_1", "terra3_2")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Battles:
    """Battles as arrays (battle,): NaN where unknown; ``outcome`` 1 attacker won, 0.5 draw, 0 lost.

    ``days``: clock days touched; ``km``: advance in the battle [km]; ``numbers``: further columns by name.
    """

    file: str
    digest: str
    lines: NDArray[np.int64]
    war: NDArray[np.str_]
    year: Floats
    outcome: Floats
    attackers: Floats
    defenders: Floats
    lost_a: Floats
    lost_d: Floats
    days: Floats
    km: Floats
    posture: NDArray[np.str_]
    rugged: Floats
    urban: Floats
    surprise: Floats
    air: Floats
    numbers: dict[str, Floats]
    words: dict[str, NDArray[np.str_]]
    left_out: dict[str, list[int]]
    marks: tuple[NDArray[np.str_], ...] = ()
    """Marks by which a battle is known again (kind of mark, battle); empty text where the table does not tell."""

    def __len__(self) -> int:
        return len(self.year)


def read_battles(where: Path | str) -> Battles:
    """Read a table of battles from a file, or from a folder that holds battles.csv.

    Raises
    ------
    DataError : if it is missing or not such a table; all faults at once, with the line of each.
    """
    table = read_table(find_table(where, FILE), NEEDED)
    refuse(table.file, list(faults(table)))
    repeats = repeated(table)
    refuse(table.file, list(contradictions(table, repeats)))
    return battles_of(table, repeats)


def faults(table: Table) -> Iterator[CellFault | str]:
    """Yield every value that cannot be: no number, or out of its range; empty cells are allowed."""
    for name, (low, high) in RANGES.items():
        kind = "a whole number" if name in WHOLE else "a number"
        values, unreadable = table.read(name, as_number)
        unread = {fault.line: fault.message for fault in unreadable}
        for line, cell, value in zip(table.lines, table.text(name), values, strict=True):
            fits = value is not None and low <= value <= high and (name not in WHOLE or value == round(value))
            if not cell or fits:
                continue
            _, _, hint = unread.get(line, "").partition("; ")
            said = f"found {cell!r}, expected {kind} from {low:g} to {high:g}, or nothing"
            yield table.fault(line, name, "bad-cell", said + (f"; {hint}" if hint else ""))
    if len(table) == 0:
        yield "no battles below the head line"


def marks_of(table: Table) -> tuple[list[str], ...]:
    """Return the marks of every battle (kind of mark, row): number and year, name with year and war, strengths with both.

    A mark is a digest, so that none of the table can be read from it; it is empty where a part is not known. Capitals, blanks
    and signs in names do not count, and 1939.0 is 1939.
    """
    year, war = [_plain_number(cell) for cell in table.text("year")], [_plain_name(cell) for cell in table.text("war4")]
    number, name = [_plain_number(cell) for cell in table.text("isqno")], [_plain_name(cell) for cell in table.text("name")]
    strengths = [[_plain_number(cell) for cell in table.text(column)] for column in ("att_str", "def_str")]
    kinds: list[Iterator[tuple[str, ...]]] = [
        zip(number, year, strict=True), zip(name, year, war, strict=True), zip(*strengths, year, war, strict=True)
    ]  # fmt: skip
    return tuple([_mark(kind, parts) for parts in rows] for kind, rows in enumerate(kinds))


def _mark(kind: int, parts: tuple[str, ...]) -> str:
    told = "|".join((str(kind), *parts))
    return hashlib.sha256(told.encode()).hexdigest()[:MARK] if all(parts) else ""


def _plain_number(cell: str) -> str:
    value = as_number(cell)
    return "" if np.isnan(value) else f"{value:.10g}"


def _plain_name(cell: str) -> str:
    return "".join(sign for sign in cell.casefold() if sign.isalnum())


def repeated(table: Table) -> dict[int, int]:
    """Return the rows that give a battle a second time, each with the row that gave it first.

    A battle is the same by name, year and war, or by number, year and strengths; without a name and a number by strengths,
    year and war.
    """
    number, name, strengths = marks_of(table)
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for row in range(len(table)):
        own = [mark for mark in (name[row], number[row] and strengths[row] and number[row] + strengths[row]) if mark]
        if not own and strengths[row]:
            own = [strengths[row]]
        before = next((first[mark] for mark in own if mark in first), None)
        if before is not None:
            found[row] = before
        for mark in own:
            first.setdefault(mark, row if before is None else before)
    return found


def contradictions(table: Table, repeats: dict[int, int]) -> Iterator[str]:
    """Yield every battle that is given again with other values: nobody can tell which of them is right."""
    for row, before in repeats.items():
        for name in (*NEEDED, *RANGES):
            cells = [table.text(name)[i] for i in (before, row)]
            same = cells[0] == cells[1]
            if not same and (name in RANGES):
                same = _plain_number(cells[0]) == _plain_number(cells[1])
            if not same:
                yield (
                    f"line {table.lines[row]}: the battle of line {table.lines[before]} again, with another {name} "
                    f"({cells[1]!r}, before {cells[0]!r}); keep one of the two"
                )
                break


def battles_of(table: Table, repeats: dict[int, int] | None = None) -> Battles:
    """Return a checked table as arrays; battles given twice or of unknown strengths or year are left out, with their lines."""
    attackers, defenders, year = (table.number(name) for name in ("att_str", "def_str", "year"))
    known = np.ones(len(table), bool)
    left: dict[str, list[int]] = {}
    if repeats:
        left[REPEATED] = [table.lines[row] for row in repeats]
        known[list(repeats)] = False
    reasons: dict[str, Callable[[], NDArray[np.bool_]]] = {
        "no strength of the attacker": lambda: ~(attackers > 0),
        "no strength of the defender": lambda: ~(defenders > 0),
        "no year": lambda: np.isnan(year),
    }
    lines = np.array(table.lines, dtype=np.int64)
    for reason, of in reasons.items():
        bad = of() & known
        if bad.any():
            left[reason] = [int(line) for line in lines[bad]]
        known &= ~bad
    num = {name: table.number(name)[known] for name in table.columns if name in RANGES}
    word = {name: np.array(table.text(name))[known].astype(np.str_) for name in WORDS}
    return Battles(
        file=table.file,
        digest=table.digest,
        lines=lines[known],
        war=np.array(table.text("war4"))[known].astype(np.str_),
        year=year[known],
        outcome=(num["wina"] + 1.0) / 2.0,
        attackers=attackers[known],
        defenders=defenders[known],
        lost_a=num["att_cas"],
        lost_d=num["def_cas"],
        days=np.where(num["duration1"] > 0, num["duration1"], np.nan),
        km=num["kmda"],
        posture=np.array(table.text("post1"))[known].astype(np.str_),
        rugged=(word["terra1_1"] == "G").astype(np.float64),
        urban=((word["terra3_1"] == "U") | (word["terra3_2"] == "U")).astype(np.float64),
        surprise=np.nan_to_num(num["surpa"]),
        air=np.nan_to_num(num["aeroa"]),
        numbers=num,
        words=word,
        left_out=left,
        marks=tuple(np.array(mark)[known].astype(np.str_) for mark in marks_of(table)),
    )


def without_wars(data: Battles, names: Iterable[str]) -> Battles:
    """Return the battles of other wars; a war is named by any part of its name, and its lines are listed as left out.

    Raises
    ------
    DataError : if a name fits no war.
    """
    left = dict(data.left_out)
    keep = np.ones(len(data), bool)
    for name in names:
        mine = np.array([name.casefold() in str(war).casefold() for war in data.war], bool)
        if not mine.any():
            raise DataError(f"no war is called {name!r}; wars: {', '.join(sorted(set(map(str, data.war))))}")
        left[f"war {name} left out on request"] = [int(line) for line in data.lines[mine & keep]]
        keep &= ~mine
    return _kept(data, keep, left)


def before_year(data: Battles, year: int) -> Battles:
    """Return the battles fought in the years before a year."""
    late = data.year >= year
    left = {**data.left_out, f"fought in {year} or later": [int(line) for line in data.lines[late]]}
    return _kept(data, ~late, left)


def _kept(data: Battles, keep: NDArray[np.bool_], left: dict[str, list[int]]) -> Battles:
    parts: dict[str, Any] = {}
    for item in fields(data):
        value = getattr(data, item.name)
        if isinstance(value, np.ndarray):
            parts[item.name] = value[keep]
        elif item.name in {"numbers", "words"}:
            parts[item.name] = {key: column[keep] for key, column in value.items()}
        elif item.name == "marks":
            parts[item.name] = tuple(mark[keep] for mark in value)
    return replace(data, **parts, left_out=left)
