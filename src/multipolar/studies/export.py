"""A run in other people's formats: deaths by country and calendar month as draws, for VIEWS."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from multipolar.about import __version__
from multipolar.engine.columns import write_parquet
from multipolar.errors import QuestionError, RunError
from multipolar.forecast.months import DRAWS, draws_of
from multipolar.forecast.score.document import interrupted_text
from multipolar.record.freeze import months_of
from multipolar.record.views import NOTES, views_columns
from multipolar.record.views_countries import IDS, NAMES, booked_to
from multipolar.session.run import Run

ENDING = ".parquet"
PART = (
    "One country and these months only: a submission to the VIEWS challenge holds every country and all twelve months of its "
    "window, so these rows take the place of others there."
)
OTHER_DRAWS = f"The VIEWS challenge asks for {DRAWS:,} draws of each month."


def country_of(run: Run, country: str | None, number: int | None) -> tuple[str, int]:
    """Return ISO code and VIEWS number of the country that all deaths are booked to, by default side A.

    Raises
    ------
    QuestionError : if code and number contradict each other, one is unknown, or neither is given and side A is no country.
    """
    if country is not None:
        return booked_to(country, number)
    side = run.war.model.labels.sides[0]
    if number is not None:
        return booked_to(NAMES.get(number, side), number)
    if side not in IDS:
        raise QuestionError(f"side A is {side!r}, which is no country that VIEWS knows; name one with country=..., such as AZE")
    return booked_to(side)


def export_views(
    run: Run,
    path: Path,
    *,
    months: Sequence[str] | None = None,
    draws: int = DRAWS,
    country: str | None = None,
    country_number: int | None = None,
) -> dict[str, Any]:
    """Write the columns month_id, country_id, draw and outcome to a Parquet file and return what was written.

    Raises
    ------
    QuestionError : for a name that does not end with .parquet, a country, months or draws that cannot be given.
    RunError : if the file is there already or cannot be written; then nothing is left of it.
    """
    if path.suffix != ENDING:
        raise QuestionError(f"{path}: the format of VIEWS is Parquet, so the file's name ends with {ENDING}")
    if path.exists():
        raise RunError(f"{path}: is there already; nothing was written. Name another file with path=...")
    isoab, number = country_of(run, country, country_number)
    twice = sorted({name for name in months or () if list(months or ()).count(name) > 1})
    if twice:
        raise QuestionError(f"month {twice[0]}: is named twice")
    found = draws_of(months_of(run, list(months) if months else None), draws, run.sample.tally.weights)
    _write(path, found, number)
    partial = interrupted_text(run.sample.tally.n, run.sample.wanted)
    return {
        "schema": "multipolar-export/1", "version": __version__, "format": "views", "file": str(path),
        "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(), "digest": run.digest, "isoab": isoab,
        "country_id": number, "draws": draws, "months": {name: round(float(v.mean()), 1) for name, v in found.items()},
        "interrupted": partial,
        "notes": [*NOTES, PART, *([] if draws == DRAWS else [OTHER_DRAWS]), *([f"The run was {partial}."] if partial else [])],
    }  # fmt: skip


def _write(path: Path, found: dict[str, Any], number: int) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(part, views_columns(found, number))
        part.replace(path)
    except (OSError, duckdb.Error) as error:
        said = error.strerror if isinstance(error, OSError) else str(error).splitlines()[0]
        raise RunError(f"{path}: cannot be written ({said or error}); nothing was left") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
