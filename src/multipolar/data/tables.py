"""Tables from outside: comma-separated files read whole, their faults told together, their bytes named by a digest."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import DataError, FaultyFileError, Problem
from multipolar.reading import read_number

MOST_SHOWN = 40
"""Faults printed of one file; the rest are counted."""
OTHER_MARKS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What parts the cells of tables that programs save instead of commas."""
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""First bytes of text saved as UTF-16."""

Value = TypeVar("Value")


class CellFault(NamedTuple):
    """A fault at one place of a table: line and column count from 1, 0 where there is none; ``name`` is the column's."""

    line: int
    column: int
    name: str
    code: str
    message: str

    @property
    def text(self) -> str:
        """The fault as a line of text."""
        place = f"line {self.line}, {self.name}" if self.name else f"line {self.line}"
        return f"{place}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text: column name to cells (row,), with file name, SHA-256 of its bytes and the line of each row."""

    file: str
    digest: str
    columns: dict[str, list[str]]
    lines: list[int]
    places: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def text(self, name: str) -> list[str]:
        """Return the cells of a column (row,); all empty where the table has no such column."""
        return self.columns.get(name, [""] * len(self))

    def number(self, name: str) -> NDArray[np.float64]:
        """Return a column as numbers (row,), NaN where a cell is empty.

        Raises
        ------
        FaultyFileError : with the line of every cell that is neither empty nor a number.
        """
        values, faults = self.read(name, as_number)
        refuse(self.file, faults)
        return np.array(values, dtype=np.float64)

    def read(self, name: str, reader: Callable[[str], Value]) -> tuple[list[Value | None], list[CellFault]]:
        """Return a column read cell by cell (row,), and a fault for each cell that the reader refused with ValueError."""
        values: list[Value | None] = []
        faults: list[CellFault] = []
        for line, cell in zip(self.lines, self.text(name), strict=True):
            try:
                values.append(reader(cell))
            except ValueError as error:
                values.append(None)
                faults.append(self.fault(line, name, "bad-cell", str(error)))
        return values, faults

    def fault(self, line: int, name: str, code: str, message: str) -> CellFault:
        """Return a fault at a line and a column by name."""
        return CellFault(line, self.places.get(name, 0), name, code, message)


def as_number(cell: str) -> float:
    """Return a cell as a number, NaN where it is empty.

    Raises
    ------
    ValueError : if it holds anything else.
    """
    return read_number(cell) if cell.strip() else float("nan")


def find_table(where: Path | str, *names: str) -> Path:
    """Return the file itself, or the first of ``names`` that lies in a folder or in the folders one below.

    Raises
    ------
    DataError : if there is none, with what was looked for.
    """
    path = Path(where)
    if path.is_file():
        return path
    for name in names:
        for found in (path / name, *sorted(path.glob(f"*/{name}"))):
            if found.is_file():
                return found
    raise DataError(f"{path}: found neither a file nor a folder with {' or '.join(names)}. Give the table's path with data=...")


def read_table(path: Path | str, needed: Sequence[str] = ()) -> Table:
    """Read a comma-separated file with a head line; every row has as many cells as the head.

    Raises
    ------
    FaultyFileError : if it cannot be read, is no UTF-8, lacks columns, has a column without a name or two of one name,
        or rows of another length; all faults at once, with their lines.
    """
    path = Path(path)
    raw, text = _text_of(path)
    rows, faults = _rows(text)
    head = [name.strip() for name in rows[0][1]] if rows else []
    faults += _head_faults(head, rows[0][0] if rows else 1)
    missing = [name for name in needed if name not in head]
    if missing:
        faults.append(CellFault(0, 0, "", "missing-column", _missing(missing, head)))
    else:
        faults += [fault for line, row in rows[1:] for fault in _row_faults(line, row, head)]
    refuse(path.name, faults)
    columns = {name: [row[i].strip() for _, row in rows[1:]] for i, name in enumerate(head)}
    places = {name: i + 1 for i, name in enumerate(head)}
    return Table(path.name, hashlib.sha256(raw).hexdigest(), columns, [line for line, _ in rows[1:]], places)


def _text_of(path: Path) -> tuple[bytes, str]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise FaultyFileError(f"{path.name}: cannot be read as a table ({error.strerror or error}).") from error
    try:
        if raw.startswith(WIDE_MARKS):
            raise FaultyFileError(f"{path.name}: cannot be read as a table (saved as UTF-16). Save it as UTF-8 text.")
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        said = f"byte 0x{raw[error.start]:02x} on line {line} is no UTF-8"
        raise FaultyFileError(f"{path.name}: cannot be read as a table ({said}). Save it as UTF-8 text.") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FaultyFileError(f"{path.name}: cannot be read as a table (a null byte on line {line}). Save it as plain text.")
    return raw, text


def _rows(text: str) -> tuple[list[tuple[int, list[str]]], list[CellFault]]:
    """Return the rows that hold something, each with the line it begins on; what cannot be parsed ends the reading."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "A quotation mark that is opened must be closed, and one inside a text is written twice."
        return rows, [CellFault(line, 0, "", "bad-row", f"not a row of a comma-separated table ({error}). {hint}")]
    return rows, []


def _missing(missing: Sequence[str], head: Sequence[str]) -> str:
    shown = ", ".join(head[:12]) or "nothing"
    said = f"no column {', '.join(missing)}; found {shown}" + (" ..." if len(head) > 12 else "")
    other = next((words for mark, words in OTHER_MARKS.items() if len(head) == 1 and mark in head[0]), None)
    return said if other is None else f"{said}. The cells are parted by {other}: save the table with commas"


def _head_faults(head: Sequence[str], line: int) -> Iterator[CellFault]:
    for i, name in enumerate(head):
        if not name:
            yield CellFault(line, i + 1, "", "bad-head", f"column {i + 1} has no name")
        elif name in head[:i]:
            said = f"the column {name!r} is there twice, as column {head.index(name) + 1} and as column {i + 1}"
            yield CellFault(line, i + 1, name, "bad-head", said)


def _row_faults(line: int, row: Sequence[str], head: Sequence[str]) -> Iterator[CellFault]:
    if len(row) != len(head):
        hint = "a comma inside a cell needs quotation marks around the cell" if len(row) > len(head) else "cells are missing"
        yield CellFault(line, 0, "", "bad-row", f"found {len(row)} cells, the head has {len(head)} columns; {hint}")


def refuse(file: str, faults: Sequence[CellFault | str]) -> None:
    """Stop when a table has faults, telling all of them at once.

    Raises
    ------
    FaultyFileError : with every fault, one a line.
    """
    if not faults:
        return
    shown = [f"  {fault if isinstance(fault, str) else fault.text}" for fault in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        shown.append(f"  and {len(faults) - MOST_SHOWN} more")
    problems = [
        Problem(file, 0, 0, "", "bad-table", fault) if isinstance(fault, str)
        else Problem(file, fault.line, fault.column, fault.name, fault.code, fault.message)
        for fault in faults
    ]  # fmt: skip
    if len(problems) == 1 and not problems[0].line:
        raise FaultyFileError(f"{file}: {problems[0].message}", problems)
    said = f"{file}: {len(faults)} fault{'s' if len(faults) > 1 else ''}"
    raise FaultyFileError("\n".join([said, *shown]), problems)
