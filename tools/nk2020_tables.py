"""Read the fact tables of the flagship and let through only what was known at an as-of date."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]
TIMELESS = {"geography", "population", "powers", "settlements", "sides", "red_lines", "ties"}
JUDGED = re.compile(r"assum|judge", re.IGNORECASE)


class TableError(Exception):
    """A table cannot be used as it stands."""


@dataclass
class Gate:
    """The as-of date and the list of what it kept out."""

    as_of: dt.date
    refused: list[str] = field(default_factory=list)

    def refuse(self, what: str, why: str) -> None:
        """Note a row that does not enter."""
        self.refused.append(f"{what}: {why}")


def last_day(text: str) -> dt.date | None:
    """Return the last day that a full or partial date can mean, or None when it is blank.

    Raises
    ------
    TableError : when the text is no date.
    """
    text = text.strip()
    if not text:
        return None
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        return dt.date(*(int(x) for x in match.groups()))
    if match := re.fullmatch(r"(\d{4})-(\d{2})(?:/(\d{2}))?", text):
        year, month = int(match[1]), int(match[3] or match[2])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    if match := re.fullmatch(r"(?:\d{4}-)?(\d{4})", text):
        return dt.date(int(match[1]), 12, 31)
    raise TableError(f"{text!r} is no date, no month and no year")


def read(folder: Path, name: str) -> list[Row]:
    """Return the rows of one table."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(handle)]


def is_judged(row: Row) -> bool:
    """Whether the row is marked as judgement or assumption, not as an observation."""
    marks = (row.get("basis", ""), row.get("source", "").split(":")[0])
    return any(JUDGED.search(mark) for mark in marks)


def known_on(row: Row, *, kind: str, name: str) -> dt.date | None:
    """Return the day from which a row was known; None for timeless and judged rows.

    Raises
    ------
    TableError : an observation that carries neither a date of knowledge nor a date.
    """
    day = last_day(row.get("known_on", ""))
    if day is not None:
        return day
    if kind in TIMELESS or is_judged(row):
        return None
    for column in ("as_of", "date", "period", "signed"):
        if row.get(column):
            return last_day(row[column])
    raise TableError(f"{name}: an observed number without a date of knowledge")


def admitted(rows: list[Row], *, kind: str, gate: Gate, label: tuple[str, ...]) -> list[Row]:
    """Return the rows that were known at the as-of date and note the others."""
    kept = []
    for row in rows:
        name = f"{kind} " + " / ".join(row.get(k, "") for k in label)
        day = known_on(row, kind=kind, name=name)
        described = last_day(row.get("as_of", "")) if kind == "forces" else None
        if day is not None and day > gate.as_of:
            gate.refuse(name, f"known only on {day}")
        elif described is not None and described > gate.as_of:
            gate.refuse(name, f"describes {described}")
        else:
            kept.append(row)
    return kept


def pick(rows: list[Row], **want: str) -> Row | None:
    """Return the last row whose columns equal or begin with what is wanted."""
    found = [r for r in rows if all(r[k].startswith(v) for k, v in want.items())]
    return found[-1] if found else None
