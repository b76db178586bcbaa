"""Wars, crises, alliances and their ends as tables from outside: found by name in a folder of data, dates read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from multipolar.data.tables import Table, as_number, find_table, read_table
from multipolar.errors import DataError

NEEDED: dict[str, tuple[str, ...]] = {
    "wars.csv": ("war", "start", "days", "n_late_joiners", "initiator_outcome"),
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


def read_wars(folder: Path | str) -> dict[str, Table]:
    """Return every table of NEEDED that lies in a folder of data or one folder below, by file name.

    Raises
    ------
    DataError : if none is there, or one lacks columns; all faults at once.
    """
    found: dict[str, Table] = {}
    faults: list[str] = []
    for name, columns in NEEDED.items():
        try:
            path = find_table(folder, name)
        except DataError:
            continue
        try:
            found[name] = read_table(path, columns)
        except DataError as error:
            faults.append(str(error))
    if faults:
        raise DataError("\n".join(faults))
    if not found:
        raise DataError(f"{folder}: found none of {', '.join(NEEDED)}. Give the folder of the data with --data.")
    return found


def day_of(cell: str) -> dt.date | None:
    """Return the day that a cell such as 2020-09-27 or 2020-09-27 00:00:00 names, None where it names none."""
    try:
        return dt.date.fromisoformat(cell[:10])
    except ValueError:
        return None


def date_of(year: str, month: str, day: str) -> dt.date | None:
    """Return a date from three cells; unknown months and days count as the first, an unknown year gives None."""
    y, m, d = (as_number(x) for x in (year, month, day))
    if not 1000 <= y <= 2100:
        return None
    return dt.date(int(y), int(m) if 1 <= m <= 12 else 1, int(d) if 1 <= d <= 28 else 28 if d > 28 else 1)
