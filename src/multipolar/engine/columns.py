"""Outcomes and days as named columns, so that any reader of Parquet understands a run, and back again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from multipolar.codes import BreakCause, DeathChannel
from multipolar.engine.simulate import series_dtype
from multipolar.errors import FolderError
from multipolar.model.build import Model
from multipolar.model.fields import EQUIPMENT, OUTCOME, Field
from multipolar.model.labels import Labels
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records

Columns = dict[str, NDArray[Any]]

SHARE_STEPS = 250


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table of outcomes: its name, and the field and place it holds."""

    name: str
    field: str
    place: tuple[int, ...]

    @property
    def index(self) -> Any:
        """The place of the column in an array of all members."""
        return (slice(None), *self.place)


def axis_names(labels: Labels, field: Field, dim: str, before: tuple[int, ...]) -> tuple[str, ...]:
    """Return the names along one axis of an OUTCOME field, used places only."""
    named = {
        "b": labels.sides, "x": labels.actors, "s": labels.sectors, "p": labels.powers, "t": labels.treaties,
        "r": labels.red_lines, "l": labels.lifelines, "z": labels.links, "g": labels.designs, "k": EQUIPMENT,
        "u": (BreakCause if field.name == "break_cause" else DeathChannel).spellings(),
    }  # fmt: skip
    if dim == "o":
        return labels.options[before[0]]
    return named[dim] if dim in named else tuple(str(i) for i in range(labels.capacity.size(dim)))


def columns_of(labels: Labels) -> list[Column]:
    """Return the columns of a table of outcomes in a fixed order."""
    return [column for field in OUTCOME for column in _field_columns(labels, field)]


def _field_columns(labels: Labels, field: Field) -> list[Column]:
    if not field.dims:
        return [Column(field.name, field.name, ())]
    rows: list[tuple[tuple[int, ...], tuple[str, ...]]] = [((), ())]
    for dim in field.dims:
        rows = [
            ((*place, i), (*names, name)) for place, names in rows for i, name in enumerate(axis_names(labels, field, dim, place))
        ]
    return [Column(f"{field.name}[{','.join(names)}]", field.name, place) for place, names in rows]


def outcome_columns(labels: Labels, outcomes: Records, first: int) -> Columns:
    """Return outcomes (member,) as columns, the member's number first."""
    table: Columns = {"member": np.arange(first, first + outcomes.shape[0], dtype=np.int64)}
    for column in columns_of(labels):
        table[column.name] = np.ascontiguousarray(outcomes[column.field][column.index])
    return table


def outcome_records(model: Model, table: Mapping[str, NDArray[Any]]) -> Records:
    """Return the outcomes that columns hold.

    Raises
    ------
    FolderError : if a column is missing.
    """
    records = zeros("OUTCOME", len(table["member"]), model.capacity)
    for column in columns_of(model.labels):
        if column.name not in table:
            raise FolderError(f"the outcomes hold no column {column.name!r}; the run was written by another version, run it again")
        records[column.field][column.index] = table[column.name]
    return records


def series_columns(labels: Labels, series: Records, first: int) -> Columns:
    """Return the days of members as columns: one row per member and day, shares of sectors as 0..250."""
    count = series.shape[0]
    days = series["area_km2"].shape[1]
    table: Columns = {
        "member": np.repeat(np.arange(first, first + count, dtype=np.int32), days),
        "day": np.tile(np.arange(days, dtype=np.int16), count),
        "area_km2": series["area_km2"].reshape(-1),
        f"dead[{labels.sides[0]}]": np.ascontiguousarray(series["dead"][:, 0]).reshape(-1),
        f"dead[{labels.sides[1]}]": np.ascontiguousarray(series["dead"][:, 1]).reshape(-1),
        "displaced": series["displaced"].reshape(-1),
        "alive": series["alive"].reshape(-1),
    }
    for s, name in enumerate(labels.sectors):
        table[f"share[{name}]"] = np.ascontiguousarray(series["sector_share"][:, :, s]).reshape(-1)
    return {name: np.ascontiguousarray(values) for name, values in table.items()}


def series_records(model: Model, table: Mapping[str, NDArray[Any]]) -> Records:
    """Return the days of members that columns hold: (member,)."""
    labels, horizon = model.labels, int(model.sc["horizon"][0])
    count = len(table["day"]) // (horizon + 1)
    series = np.zeros(count, series_dtype(horizon, len(labels.sectors)))
    for name in ("area_km2", "displaced", "alive"):
        series[name] = table[name].reshape(count, -1)
    for b, side in enumerate(labels.sides):
        series["dead"][:, b] = table[f"dead[{side}]"].reshape(count, -1)
    for s, name in enumerate(labels.sectors):
        series["sector_share"][:, :, s] = table[f"share[{name}]"].reshape(count, -1)
    return series


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that keeps to one thread and prints no progress of its own between our results."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET enable_progress_bar = false")
        yield connection


def write_parquet(path: Path, table: Columns) -> None:
    """Write columns to a Parquet file."""
    with connected() as connection:
        connection.register("columns", table)
        connection.table("columns").write_parquet(str(path), compression="zstd")


def _as_it_is(path: Path) -> str:
    """Return a path as a pattern that only this path fits: stars and brackets in the name of a folder are no pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))


def read_parquet(path: Path) -> Columns:
    """Return the columns of a Parquet file.

    Raises
    ------
    FolderError : if the file is missing or damaged.
    """
    try:
        with connected() as connection:
            return dict(connection.read_parquet(_as_it_is(path)).fetchnumpy())
    except (duckdb.Error, UnicodeError) as error:
        raise FolderError(f"{path}: cannot be read: {str(error).splitlines()[0]}") from error
