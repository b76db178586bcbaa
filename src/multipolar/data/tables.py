"""Tables from outside: comma-separated files read whole, their faults told together, their bytes named by a digest."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import DataError

MOST_SHOWN = 40
"""Faults printed of one file; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text: column name to cells (row,), with file name, SHA-256 of its bytes and the line of each row."""

    file: str
    digest: str
    columns: dict[str, list[str]]
    lines: list[int]

    def __len__(self) -> int:
        return len(self.lines)

    def text(self, name: str) -> list[str]:
        """Return the cells of a column (row,); all empty where the table has no such column."""
        return self.columns.get(name, [""] * len(self))

    def number(self, name: str) -> NDArray[np.float64]:
        """Return a column as numbers (row,), NaN where a cell is empty or no number."""
        return np.array([as_number(cell) for cell in self.text(name)], dtype=np.float64)


def as_number(cell: str) -> float:
    """Return a cell as a number, NaN where it holds none."""
    try:
        return float(cell)
    except ValueError:
        return float("nan")


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
    raise DataError(f"{path}: found neither a file nor a folder with {' or '.join(names)}. Give the table's path with --data.")


def read_table(path: Path | str, needed: Sequence[str] = ()) -> Table:
    """Read a comma-separated file with a head line.

    Raises
    ------
    DataError : if it cannot be read, is no UTF-8, or lacks columns; all that are missing are named.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: cannot be read as a table ({error}). Save it as UTF-8 text.") from error
    reader = csv.reader(io.StringIO(text, newline=""))
    head = [name.strip() for name in next(reader, [])]
    missing = [name for name in needed if name not in head]
    if missing:
        raise DataError(f"{path.name}: no column {', '.join(missing)}; found {', '.join(head[:12]) or 'nothing'} ...")
    columns: dict[str, list[str]] = {name: [] for name in head}
    lines: list[int] = []
    for row in reader:
        if any(cell.strip() for cell in row):
            lines.append(reader.line_num)
            for name, cell in zip(head, [*row, *[""] * len(head)], strict=False):
                columns[name].append(cell.strip())
    return Table(path.name, hashlib.sha256(raw).hexdigest(), columns, lines)


def refuse(file: str, faults: Sequence[str]) -> None:
    """Stop when a table has faults, telling all of them at once.

    Raises
    ------
    DataError : with every fault, one a line.
    """
    if not faults:
        return
    shown = [f"  {fault}" for fault in faults[:MOST_SHOWN]]
    if len(faults) > MOST_SHOWN:
        shown.append(f"  and {len(faults) - MOST_SHOWN} more")
    raise DataError("\n".join([f"{file}: {len(faults)} fault{'s' if len(faults) > 1 else ''}", *shown]))
