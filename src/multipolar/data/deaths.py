"""Deaths by day or month that somebody brings: an own table, or events in the layouts of UCDP GED and ACLED.

What is missing stays missing: a period without a row, or with an empty cell, is not scored. Event tables list deaths only,
so there the days between the first and the last event of the war count as known, those without an event as zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from multipolar.data.deaths_events import ACLED, GED, acled_series, ged_series
from multipolar.data.deaths_series import ALL, Choice, Deaths, Recorded, count_of
from multipolar.data.tables import CellFault, Table, read_table, refuse
from multipolar.errors import QuestionError
from multipolar.reading import Days, read_day, read_days
from multipolar.registry import nearest

OWN = ("date", "side", "deaths")
LAYOUTS: dict[str, tuple[str, ...]] = {"own": OWN, "ucdp-ged": GED, "acled": ACLED}
"""Columns by which a layout is recognised."""
BOTH_WORDS = ("all", "both", "total")
MISSING_HINT = "leave the cell empty where nobody knows; a code for missing is no number"


def read_deaths(path: Path | str, names: Mapping[str, str], choice: Choice | None = None) -> Deaths:
    """Return the deaths of a war in a table, whatever its layout.

    ``names``: what the two sides are called, each name with its side ``A`` or ``B``. ``choice``: which rows of an event
    table belong to the war.

    Raises
    ------
    FaultyFileError : with every fault and its line. QuestionError : if it is not said which events belong to the war, or
        something is chosen that the table does not hold.
    """
    table = read_table(path)
    layout = next((name for name, columns in LAYOUTS.items() if set(columns) <= set(table.columns)), None)
    chosen = choice or Choice()
    if layout is None:
        refuse(table.file, [_no_layout(table)])
    if layout == "own":
        if chosen.given:
            raise QuestionError(f"{table.file}: choices of rows and sides are for event tables; here the column side says it")
        return own_series(table, names)
    return (ged_series if layout == "ucdp-ged" else acled_series)(table, chosen)


def _no_layout(table: Table) -> CellFault:
    lacking = [name for name in OWN if name not in table.columns]
    found = ", ".join(list(table.columns)[:12])
    near = {name: nearest(name, table.columns) for name in lacking}
    hint = "; ".join(f"is {other!r} the {name}?" for name, other in near.items() if other)
    others = f"the columns of UCDP GED ({', '.join(GED)}), or of ACLED ({', '.join(ACLED)})"
    said = f"no column {', '.join(lacking)}; found {found}. Needed: date, side, deaths; or {others}"
    return CellFault(1, 0, "", "missing-column", f"{said}. {hint}" if hint else said)


@dataclass(slots=True)
class _Rows:
    """Rows of an own table as they are read: periods by side, what is missing, and the faults."""

    values: dict[str, dict[Days, float]] = field(default_factory=dict)
    lines: dict[tuple[str, Days], int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def own_series(table: Table, names: Mapping[str, str]) -> Deaths:
    """Return the deaths in a table with the columns date, side and deaths, one row per side and day or month.

    Raises
    ------
    FaultyFileError : with every fault and its line.
    """
    rows = _Rows()
    known = dict(names) | dict.fromkeys(BOTH_WORDS, ALL)
    cells = zip(table.lines, *(table.text(name) for name in OWN), strict=True)
    for line, date, side, deaths in cells:
        _row(table, rows, line, (date, side, deaths), known)
    if not len(table):
        rows.faults.append(CellFault(1, 0, "", "bad-table", "no row below the head line"))
    refuse(table.file, rows.faults)
    notes = [f"{name}: empty, so it is missing and not scored" for name in rows.missing]
    return Deaths(table.file, table.digest, "own", {side: Recorded(found) for side, found in rows.values.items()}, tuple(notes))


def _row(table: Table, rows: _Rows, line: int, cells: Sequence[str], known: Mapping[str, str]) -> None:
    date, side, deaths = cells
    by_fold = {name.casefold(): letter for name, letter in known.items()}
    days, who, number = None, by_fold.get(side.casefold()), None
    try:
        days = day_or_month(date)
    except ValueError as error:
        rows.faults.append(table.fault(line, "date", "bad-date", str(error)))
    if who is None:
        said = f"found {side!r}, expected one of {', '.join(known)}"
        rows.faults.append(table.fault(line, "side", "unknown-name", said))
    try:
        number = count_of(deaths, MISSING_HINT) if deaths else None
    except ValueError as error:
        rows.faults.append(table.fault(line, "deaths", "bad-cell", str(error)))
        return
    if days is None or who is None:
        return
    first = rows.lines.setdefault((who, days), line)
    if first != line:
        rows.faults.append(table.fault(line, "date", "given-twice", twice(date, first, line)))
    elif number is None:
        rows.missing.append(f"{date} of side {who}" if who != ALL else date)
    else:
        rows.values.setdefault(who, {})[days] = number


def day_or_month(text: str) -> Days:
    """Return the days of a cell that names a day or a month.

    Raises
    ------
    ValueError : for another notation, a year alone included.
    """
    days = read_days(text)
    if text.count("-") == 0:
        raise ValueError(f"found {text!r}, a whole year; expected a day such as 2020-10-16 or a month such as 2020-10")
    return days


def twice(date: str, first: int, second: int) -> str:
    """Return in words where a day stands that is given twice."""
    what = "day" if date.count("-") == 2 else "month"
    return f"the {what} {date} stands on line {first} and on line {second}; keep one of them"


def day_column(path: Path | str, date: str, deaths: str) -> dict[dt.date, float]:
    """Return the deaths by day in two columns of a table; an empty cell is missing.

    Raises
    ------
    FaultyFileError : with every fault and its line: no day, no number, below 0, a day given twice.
    """
    table = read_table(path, (date, deaths))
    found: dict[dt.date, float] = {}
    lines: dict[dt.date, int] = {}
    faults: list[CellFault] = []
    for line, day_cell, cell in zip(table.lines, table.text(date), table.text(deaths), strict=True):
        try:
            day = read_day(day_cell)
        except ValueError as error:
            faults.append(table.fault(line, date, "bad-date", str(error)))
            continue
        first = lines.setdefault(day, line)
        if first != line:
            faults.append(table.fault(line, date, "given-twice", twice(day_cell, first, line)))
        try:
            number = count_of(cell, MISSING_HINT) if cell else None
        except ValueError as error:
            faults.append(table.fault(line, deaths, "bad-cell", str(error)))
            continue
        if number is not None:
            found[day] = number
    refuse(table.file, faults)
    if not found:
        refuse(table.file, [CellFault(0, 0, "", "bad-table", f"no day with a number in the column {deaths!r}")])
    return found


__all__ = ["ALL", "Choice", "Deaths", "Recorded", "day_column", "own_series", "read_deaths"]
