"""Wars, crises, alliances and their ends as tables from outside: found by name in a folder of data, dates read."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from pathlib import Path

from multipolar.data.tables import Table, as_number, find_table, read_table, refuse
from multipolar.errors import DataError, FaultyFileError
from multipolar.reading import read_day

NO_DAY = ("", ".")
"""How tables write that a day is missing: UCDP's termination data leave a point where an episode goes on."""
MIDNIGHT = r"[ T]00:00(:00(\.0+)?)?$"

NEEDED: dict[str, tuple[str, ...]] = {
    "wars.csv": ("war", "start", "days", "n_late_joiners", "initiator_outcome"),
    "wars_outside/wars.csv": ("id", "ucdp"),
    "participants.csv": ("WarNum", "ccode", "StartYear1", "StartMonth1", "StartDay1", "BatDeath", "Initiator"),
    "cow_majors.csv": ("ccode", "styear", "stmonth", "stday", "endyear", "endmonth", "endday"),
    "nmc6.csv": ("ccode", "year", "milper"),
    "ucdp_term_dyad_v3-2021.csv": ("dyad_id", "dyadterm", "ependdate", "outcome", "start_date2", "type_of_conflict"),
    "berkemeier_fuhrmann_2018.csv": ("sample", "honorLLM", "violateLLM", "defense", "offense", "neutral", "nonagg", "consul"),
    "icb1_crises.csv": ("mediate", "sevviosy", "forout", "medefct", "medpace", "brexit"),
    "gml_participants.csv": ("dispnum", "orig"),
    "gml_disputes.csv": ("dispnum", "hostlev"),
}
"""Tables that base rates are made from, with the columns they need."""
DAYS = ("start", "ependdate", "start_date2")
"""Columns that hold days, with or without a time behind them; all other needed columns but NAMES hold numbers."""
OPTIONAL = ("ependprec",)
"""Columns of numbers that a table may lack."""
NAMES = ("id",)
"""Needed columns that hold text."""
NEVER_EMPTY = ("ccode",)
"""Columns by which rows are told apart: a number in every row."""


def read_wars(folder: Path | str) -> dict[str, Table]:
    """Return every table of NEEDED that lies in a folder of data or one folder below, by file name.

    Raises
    ------
    DataError : if none is there. FaultyFileError : if one lacks columns or a cell cannot be read; all faults at once.
    """
    found: dict[str, Table] = {}
    faults: list[FaultyFileError] = []
    for name, columns in NEEDED.items():
        try:
            path = find_table(folder, name)
        except DataError:
            continue
        try:
            found[name] = _checked(read_table(path, columns), columns)
        except FaultyFileError as error:
            faults.append(error)
    if faults:
        raise FaultyFileError("\n".join(map(str, faults)), [problem for error in faults for problem in error.problems])
    if not found:
        raise DataError(f"{folder}: found none of {', '.join(NEEDED)}. Give the folder of the data with data=...")
    return found


def _checked(table: Table, columns: tuple[str, ...]) -> Table:
    read = [name for name in (*columns, *OPTIONAL) if name in table.columns and name not in NAMES]
    readers = {name: day_of if name in DAYS else as_number for name in read}
    faults = [fault for name, reader in readers.items() for fault in table.read(name, reader)[1]]
    for name in NEVER_EMPTY:
        empty = [line for line, cell in zip(table.lines, table.columns.get(name, ()), strict=False) if not cell]
        faults += [table.fault(line, name, "bad-cell", "found nothing, expected a number") for line in empty]
    refuse(table.file, faults)
    return table


def day_of(cell: str) -> dt.date | None:
    """Return the day that a cell such as 2020-09-27 or 2020-09-27 00:00:00 names, None where it is empty or a lone point.

    Raises
    ------
    ValueError : for any other text.
    """
    return None if cell.strip() in NO_DAY else read_day(re.sub(MIDNIGHT, "", cell))


def date_of(year: str, month: str, day: str) -> dt.date | None:
    """Return a date from three cells; unknown months and days count as the first, an unknown year gives None.

    A day that its month does not have counts as the last one of the month (31 February, 31 June).
    """
    y, m, d = (as_number(x) for x in (year, month, day))
    if not 1000 <= y <= 2100:
        return None
    known_month = int(m) if 1 <= m <= 12 else 1
    last = calendar.monthrange(int(y), known_month)[1]
    return dt.date(int(y), known_month, min(int(d), last) if d >= 1 else 1)
