"""The class of past wars for a date: from the table that ships, year by year, or to the day from the lists themselves.

Only wars that were over before the date are in it; the table of a year holds those that were over before its first of January.
The lists of the Correlates of War and of Gleditsch may be used but not handed on, so that the table that ships holds
quantiles and shares, and names wars of UCDP alone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from multipolar.errors import DataError
from multipolar.outside.constants import CONSTANTS
from multipolar.outside.kinds import Kinds, kinds_of
from multipolar.outside.lengths import Lengths, lengths_of
from multipolar.outside.spells import TYPES, Spell, Spells, over_before, read_spells, with_length
from multipolar.scenario.files import library_dir
from multipolar.scenario.loaded import digest_of

SCHEMA = "multipolar-outside/1"
FILE = "outside.json"
YEARS = (1950, 2026)
"""First and last year with a table; a later date has the last one."""
WITH_LENGTHS = ("interstate", "intra-centre", "intra-local")
"""Types with lengths of their own; extra-state wars take the interstate ones."""
ATTRIBUTION = (
    "Named wars: UCDP Conflict Termination Dataset, dyads, version 3-2021 (Kreutz 2010), Uppsala Conflict Data Program, "
    "CC BY 4.0, changed: dates and type kept, episodes of wars in other lists left out. Quantiles and shares are computed "
    "with the Correlates of War (Sarkees and Wayman 2010; version 4) and Gleditsch (2004), whose rows are not handed on."
)


@dataclass(frozen=True, slots=True)
class Named:
    """A past war by name: type, first and last day (ISO), days, and whether its length is in the class."""

    name: str
    type: str
    start: str
    end: str
    days: float
    precise: bool


@dataclass(frozen=True, slots=True)
class PastClass:
    """The past wars that a forecast of a date may use: lengths and kinds of end by type, and those that can be named.

    ``to_the_day``: read from the lists; else ``before`` is the first of January of the as-of year (ISO).
    """

    before: str
    lengths: Mapping[str, Lengths]
    kinds: Mapping[str, Kinds]
    named: tuple[Named, ...]
    to_the_day: bool

    @property
    def digest(self) -> str:
        """SHA-256 of the lengths and kinds, by which a forecast names its class."""
        return digest_of(table_plain(self.lengths, self.kinds))


def table_plain(lengths: Mapping[str, Lengths], kinds: Mapping[str, Kinds]) -> dict[str, Any]:
    """Return lengths and kinds as plain values."""
    return {
        "lengths": {
            kind: {"n": one.n, "years": list(one.years), "quantiles": list(one.quantiles)} for kind, one in lengths.items()
        },
        "kinds": {kind: {"n": one.n, "shares": list(one.shares)} for kind, one in kinds.items()},
    }  # fmt: skip


def class_at(spells: Sequence[Spell], as_of: dt.date) -> PastClass:
    """Return the class of wars that were over before a day."""
    past = over_before(spells, as_of)
    lengths = {kind: lengths_of(with_length(past, kind)) for kind in WITH_LENGTHS}
    return PastClass(as_of.isoformat(), lengths, kinds_of(past), tuple(map(named, past)), True)


def named(row: Spell) -> Named:
    """Return a war by name; ``precise`` says whether its length is in the class."""
    used = row in with_length((row,), row.type)
    return Named(row.name, row.type, row.start.isoformat(), row.over.isoformat(), row.days, used)


def past_class(as_of: dt.date, data: Path | str | None = None) -> PastClass:
    """Return the class of a date: to the day from a folder of data or a table, else from the table that ships.

    Raises
    ------
    DataError : for a date before the first table, or data without the lists.
    """
    return shipped_class(as_of) if data is None else class_at(spells_of(str(data)).rows, as_of)


@cache
def spells_of(where: str) -> Spells:
    """Return the past wars of a folder or table, read once."""
    return read_spells(where)


def shipped_class(as_of: dt.date) -> PastClass:
    """Return the class of a date's year from the table that ships.

    Raises
    ------
    DataError : for a date before the first table.
    """
    if as_of.year < YEARS[0]:
        raise DataError(f"the table of past wars begins with {YEARS[0]}, found {as_of}. Give the lists with --data")
    before = dt.date(min(as_of.year, YEARS[1]), 1, 1)
    document = shipped()
    table = document["years"][str(before.year)]
    lengths = {
        kind: Lengths(int(one["n"]), (int(one["years"][0]), int(one["years"][1])), tuple(map(float, one["quantiles"])))
        for kind, one in table["lengths"].items()
    }
    kinds = {
        kind: Kinds(int(one["n"]), (one["shares"][0], one["shares"][1], one["shares"][2])) for kind, one in table["kinds"].items()
    }
    rows = (Named(str(r[0]), str(r[1]), str(r[2]), str(r[3]), float(r[4]), bool(r[5])) for r in document["named"])
    day = before.isoformat()
    return PastClass(day, lengths, kinds, tuple(row for row in rows if row.end < day), False)


@cache
def shipped() -> dict[str, Any]:
    """Return the table that ships."""
    return opened(library_dir("calibration") / FILE)


def opened(source: Traversable) -> dict[str, Any]:
    """Return a table of past wars by year.

    Raises
    ------
    DataError : if the file cannot be read or is none.
    """
    try:
        found = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{source.name}: cannot be read as a table of past wars ({error})") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise DataError(f"{source.name}: found no {SCHEMA}. Make one: multipolar calibrate outside --data FOLDER")
    return found


def document_of(spells: Spells, *, made: Mapping[str, str]) -> dict[str, Any]:
    """Return the table to ship: the class of every year's first of January, constants, and the wars of UCDP by name."""
    years = {}
    for year in range(YEARS[0], YEARS[1] + 1):
        one = class_at(spells.rows, dt.date(year, 1, 1))
        years[str(year)] = table_plain(one.lengths, one.kinds)
    shown = [named(row) for row in over_before(spells.rows, dt.date.max) if row.ucdp and row.type in TYPES]
    return {
        "schema": SCHEMA,
        "kind": "outside",
        "made": dict(made),
        "data": {"file": spells.file, "sha256": spells.digest, "wars": len(spells.rows)},
        "attribution": ATTRIBUTION,
        "constants": {name: constant._asdict() for name, constant in CONSTANTS.items()},
        "years": years,
        "named": [list(asdict(row).values()) for row in shown],
    }


def written(document: Mapping[str, Any], path: Path) -> Path:
    """Write a table of past wars, a line for each year and each war, and return the path."""
    parts = []
    for key, value in document.items():
        if key == "years":
            rows = ",\n".join(f"  {json.dumps(year)}: {_short(table)}" for year, table in value.items())
            parts.append(f' "years": {{\n{rows}\n }}')
        elif key == "named":
            rows = ",\n".join(f"  {_short(row)}" for row in value)
            parts.append(f' "named": [\n{rows}\n ]')
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    return path


def _short(value: Any) -> str:
    return json.dumps(_whole(value), ensure_ascii=False, separators=(",", ":"))


def _whole(value: Any) -> Any:
    """Write 65.0 as 65."""
    if isinstance(value, dict):
        return {key: _whole(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_whole(child) for child in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
