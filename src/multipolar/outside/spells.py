"""Past wars as a table from outside: one spell of fighting a row, with type, dates and how it ended."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from multipolar.data.tables import as_number, find_table, read_table, refuse
from multipolar.data.wars import day_of

FILES = ("wars_outside/wars.csv", "wars.csv")
COLUMNS = ("id", "name", "type", "start", "end", "end_prec", "days", "day_precise", "outcome", "ucdp", "source")
TYPES = ("interstate", "extra", "intra-centre", "intra-local")
"""Types of war that a scenario may name; the lists hold further ones."""
UCDP = "ucdp"
"""How the source of a row begins that may be shown by name (UCDP, CC BY 4.0)."""
NEVER = dt.date.max
"""Stands for a day that a table leaves empty."""
FIRST_START = dt.date(1946, 1, 1)
"""First day on which a war may have begun whose length is used."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A past war: ``days`` from first to last day, ``over`` the last day on which it may have ended.

    ``precise``: start and end are known to the day; ``outcome``: as the list tells it; ``code``: UCDP's code of the end, 0 for
    none; ``ucdp``: the row comes from UCDP and may be shown by name.
    """

    id: str
    name: str
    type: str
    start: dt.date
    over: dt.date
    days: float
    precise: bool
    outcome: str
    code: int
    ucdp: bool


@dataclass(frozen=True, slots=True)
class Spells:
    """The spells of a table that had begun and ended, with its file name and the SHA-256 of its bytes."""

    file: str
    digest: str
    rows: tuple[Spell, ...]


def read_spells(where: Path | str) -> Spells:
    """Return the past wars of a table, or of a folder of data that holds ``wars_outside/wars.csv`` or ``wars.csv``.

    Wars without a first or last day are left out: they go on, or nobody knows.

    Raises
    ------
    DataError : if there is no such table. FaultyFileError : with the line of every cell that cannot be read.
    """
    table = read_table(find_table(where, *FILES), COLUMNS)
    starts, faults = table.read("start", _day)
    ends, more = table.read("end", _day)
    days, worse = table.read("days", as_number)
    codes, last = table.read("ucdp", as_number)
    refuse(table.file, [*faults, *more, *worse, *last])
    texts = {name: table.text(name) for name in COLUMNS}
    rows = []
    for i, (start, end, length, code) in enumerate(zip(starts, ends, days, codes, strict=True)):
        if start is None or end is None or length is None or not length >= 0.0 or NEVER in {start, end}:
            continue
        rows.append(
            Spell(
                id=texts["id"][i],
                name=texts["name"][i],
                type=texts["type"][i].partition("/")[0],
                start=start,
                over=last_day(end, texts["end_prec"][i]),
                days=length,
                precise=texts["day_precise"][i] == "1",
                outcome=texts["outcome"][i],
                code=0 if code is None or math.isnan(code) else int(code),
                ucdp=texts["source"][i].startswith(UCDP),
            )
        )
    return Spells(table.file, table.digest, tuple(rows))


def _day(cell: str) -> dt.date:
    return day_of(cell) or NEVER


def last_day(end: dt.date, precision: str) -> dt.date:
    """Return the last day that a date of a precision (day, month, year) can mean: from then on the war was surely over."""
    if precision == "year":
        return dt.date(end.year, 12, 31)
    if precision == "month":
        return end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return end


def over_before(rows: Iterable[Spell], as_of: dt.date) -> tuple[Spell, ...]:
    """Return the wars that were over before a day, by the day they ended, then by id."""
    return tuple(sorted((row for row in rows if row.over < as_of), key=lambda row: (row.over, row.id)))


def with_length(rows: Iterable[Spell], kind: str) -> tuple[Spell, ...]:
    """Return the wars of a type whose length is known to the day and that began in 1946 or later."""
    return tuple(row for row in rows if row.type == kind and row.precise and row.start >= FIRST_START)
