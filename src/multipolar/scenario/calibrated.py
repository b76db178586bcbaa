"""Numbers fitted to data, as they come with the package: battles and base rates, each file with its provenance."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from multipolar.errors import DataError
from multipolar.scenario.conflict import PastWar, identity_from
from multipolar.scenario.files import library_dir

FITTED = ("battles", "rates", "wars", "powers")
"""Kinds that are fitted to data, each by its own `multipolar calibrate`."""
KINDS = (*FITTED, "typical")
OF_DATA = ("battles", "rates")
"""Kinds that the register itself reads; what past wars teach is laid over it war by war."""
SCHEMA = "multipolar-calibration/1"
TOP = re.compile(r"^(?=[A-Za-z_]+:)", re.MULTILINE)
"""Where a block of a calibration begins: a key that is not indented."""
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def calibration(kind: str) -> dict[str, Any]:
    """Return a calibration that comes with the package; ``kind`` "battles", "rates", "wars", "typical" or "powers".

    Raises
    ------
    DataError : if there is none of this kind.
    """
    if kind not in KINDS:
        raise DataError(f"there is no calibration {kind!r}; known: {', '.join(KINDS)}")
    return opened(library_dir("calibration") / f"{kind}.yaml", kind)


def opened(source: Any, kind: str) -> dict[str, Any]:
    """Return the calibration in a file.

    Raises
    ------
    DataError : if the file cannot be read or is no calibration of this kind.
    """
    try:
        found = yaml.load(source.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 a safe loader, the C one if there
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{source.name}: cannot be read as a calibration ({error})") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA or found.get("kind") != kind:
        raise DataError(f"{source.name}: found no {SCHEMA} of kind {kind!r}. Make one: multipolar calibrate {kind}")
    return found


@cache
def block_of(kind: str, key: str) -> Any:
    """Return one block of a calibration that comes with the package, without reading the rest of it; None where it has none.

    Raises
    ------
    DataError : if there is no such calibration, or it cannot be read.
    """
    file = library_dir("calibration") / f"{kind}.yaml"
    try:
        texts = [text for text in TOP.split(file.read_text(encoding="utf-8")) if text.startswith(f"{key}:")]
        return yaml.load(texts[0], Loader=LOADER)[key] if texts else None  # noqa: S506 a safe loader, the C one if there
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"{file.name}: cannot be read as a calibration ({error})") from error


def prior_of(field: str) -> str:
    """Return the prior of a parameter as fitted to data, spelled as in a scenario file.

    Raises
    ------
    DataError : if no calibration speaks of it.
    """
    for kind in OF_DATA:
        row = block_of(kind, "register").get(field)
        if row is not None:
            return str(row["prior"])
    raise DataError(f"no calibration holds a prior of {field!r}")


def has_calibration(kind: str) -> bool:
    """Return whether the package comes with a calibration of this kind."""
    return (library_dir("calibration") / f"{kind}.yaml").is_file()


def battles_before(as_of: dt.date) -> tuple[int, dict[str, str]] | None:
    """Return the year and the priors fitted to battles of the years before it, for a date before the last battle of all.

    None where every battle is older than the year of the date, so that the register itself knows nothing later. For a date
    before the first such fit it is that first one, which holds later battles: the note on what was learned says so.
    """
    stored = {int(year): dict(priors) for year, priors in (block_of("battles", "before") or {}).items()}
    later = sorted(year for year in stored if year >= as_of.year)
    if not later:
        return None
    year = min(later)
    return year, stored[year]


def past_wars_known() -> list[PastWar]:
    """Return the wars that the stored calibration learned from, each with its end and what it is known again by."""
    if not has_calibration("wars"):
        return []
    rows = block_of("wars", "known")
    return [PastWar(row["facts"]["id"], row["truth"]["ended"], identity_from(row["facts"]["identity"])) for row in rows]


def written(document: dict[str, Any], path: Path) -> Path:
    """Write a calibration as YAML, its purpose in the first lines, and return the path."""
    head = (
        f"# Fitted numbers ({document['kind']}), made by the command below `made`; no rows of the data. Do not edit by hand:\n"
        "# the register of parameters and the base rates read this file.\n"
    )
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=118, default_flow_style=None)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + re.sub(r" +$", "", text, flags=re.MULTILINE), encoding="utf-8")
    return path
