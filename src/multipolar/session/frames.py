"""Tables and arrays of a run in the forms that others read: pandas, Arrow, xarray; each comes with an extra of its own.

pandas takes 44 MB, xarray 7 MB beside it, Arrow 171 MB: three extras, so that nobody installs what is not asked for. Nothing of it
is loaded before a table is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import BreakCause, DeathChannel
from multipolar.engine.columns import SHARE_STEPS
from multipolar.errors import ArgumentError, RunError
from multipolar.model.fields import EQUIPMENT, OUTCOME, Field
from multipolar.session.labelled import GOING_ON, Labelled, facts_of, field_meaning, mark_dates, named_values, names_in

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from multipolar.session.run import Run

__all__ = ["courses_dataset", "days_dataset", "table_of"]

EXTRAS = {"pandas": "frame", "pyarrow": "arrow", "xarray": "xarray"}
"""Which extra of the package brings a library."""
FORMS = ("pandas", "arrow")
AXES = {
    "b": "side", "x": "actor", "s": "sector", "p": "power", "o": "option", "t": "treaty", "r": "red_line", "l": "lifeline",
    "z": "linked_theatre", "k": "equipment", "h": "mark_date",
}  # fmt: skip
"""Names of the axes of outcomes."""


def library(name: str) -> Any:
    """Return a library that comes with an extra.

    Raises
    ------
    RunError : naming the extra that is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        extra = EXTRAS[name]
        raise RunError(f"{name} is not installed; it comes with the extra {extra!r}: pip install 'multipolar[{extra}]'") from error


def table_of(columns: Sequence[Labelled], facts: Mapping[str, str], form: str) -> Any:
    """Return labelled columns as a pandas frame or an Arrow table, units and meanings beside them.

    A frame holds them in ``frame.attrs["units"]`` and ``["meanings"]``, a table in the metadata of its fields.

    Raises
    ------
    ArgumentError : for another form. RunError : if the library is not installed.
    """
    if form not in FORMS:
        raise ArgumentError(f"form=...: found {form!r}, expected {' or '.join(map(repr, FORMS))}")
    return _frame(columns, facts) if form == "pandas" else _arrow(columns, facts)


def _frame(columns: Sequence[Labelled], facts: Mapping[str, str]) -> pd.DataFrame:
    pandas = library("pandas")

    def read(column: Labelled) -> Any:
        if column.names is None:
            return column.data
        return pandas.Categorical.from_codes(column.data, categories=list(column.names))

    frame = pandas.DataFrame({column.name: read(column) for column in columns})
    frame.attrs |= dict(facts)
    frame.attrs |= {"units": {c.name: c.unit for c in columns}, "meanings": {c.name: c.meaning for c in columns}}
    return frame


def _arrow(columns: Sequence[Labelled], facts: Mapping[str, str]) -> Any:
    arrow = library("pyarrow")
    fields, arrays = [], []
    for column in columns:
        if column.names is None:
            array = arrow.array(column.data)
        else:
            codes = arrow.array(column.data.astype(np.int32), mask=column.data < 0)
            array = arrow.DictionaryArray.from_arrays(codes, arrow.array(list(column.names), arrow.string()))
        arrays.append(array)
        told = {"unit": column.unit, "meaning": column.meaning}
        fields.append(arrow.field(column.name, array.type, metadata=told))
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=dict(facts)))


def courses_dataset(run: Run) -> xr.Dataset:
    """Return the outcomes of a run with named axes: (course,), (course, side), (course, power, option) and so on.

    ``weight`` (course,) stands beside them; every variable has ``units`` and ``long_name``. Options that a power does not have are
    missing values.
    """
    xarray, out = library("xarray"), run.outcomes
    coords, variables = _coords(run), {}
    for field in OUTCOME:
        axes = _axes(field)
        if any(not len(coords[axis]) for axis in axes):
            continue
        values = _array(run, field, out[field.name], coords)
        unit, meaning = field_meaning(field)
        variables["ending" if field.name == "label" else field.name] = (
            ("course", *axes), values, {"units": unit, "long_name": meaning},
        )  # fmt: skip
    used = {axis for dims, _, _ in variables.values() for axis in dims} | {"course"}
    return xarray.Dataset(_weighted(run, run.numbers) | variables, {a: coords[a] for a in coords if a in used}, facts_of(run))


def _axes(field: Field) -> tuple[str, ...]:
    if field.dims == ("x", "x"):
        return ("actor", "toward")
    causes = "cause" if field.name == "break_cause" else "channel"
    return tuple(causes if dim == "u" else AXES[dim] for dim in field.dims)


def _coords(run: Run) -> dict[str, Any]:
    labels = run.war.model.labels
    options = sorted({option for of_power in labels.options for option in of_power})
    return {
        "course": run.numbers, "side": list(labels.sides), "actor": list(labels.actors), "toward": list(labels.actors),
        "sector": list(labels.sectors), "power": list(labels.powers), "option": options, "treaty": list(labels.treaties),
        "red_line": list(labels.red_lines), "lifeline": list(labels.lifelines), "linked_theatre": list(labels.links),
        "equipment": list(EQUIPMENT), "channel": list(DeathChannel.spellings()), "cause": list(BreakCause.spellings()),
        "mark_date": np.array(mark_dates(run), "datetime64[ns]"),
    }  # fmt: skip


def _array(run: Run, field: Field, values: NDArray[Any], coords: Mapping[str, Any]) -> NDArray[Any]:
    labels = run.war.model.labels
    if field.dims == ("p", "o"):
        days = named_values(field, values)
        found = np.full((len(values), len(labels.powers), len(coords["option"])), np.nan)
        for p, of_power in enumerate(labels.options):
            found[:, p, [coords["option"].index(option) for option in of_power]] = days[:, p, : len(of_power)]
        return found
    cut = tuple(slice(len(coords[axis])) for axis in _axes(field))
    read = named_values(field, values[(slice(None), *cut)])
    names = names_in(field, labels)
    return read if names is None else np.array([*names, ""])[read]


def _weighted(run: Run, numbers: NDArray[np.int64]) -> dict[str, Any]:
    weights = run.sample.tally.weights
    ones = np.ones(len(numbers)) if weights is None else np.asarray(weights, np.float64)[np.searchsorted(run.numbers, numbers)]
    return {"weight": ("course", ones, {"units": "1", "long_name": "weight of the course in the forecast"})}


def days_dataset(run: Run) -> xr.Dataset:
    """Return the days of the courses whose days were kept, with the axes course, day, side and sector, and ``date`` along day."""
    xarray, (numbers, days) = library("xarray"), run.series
    labels, length = run.war.model.labels, int(run.war.model.sc["horizon"][0]) + 1
    if not len(numbers):
        raise RunError(f"{run.folder}: kept no days of any course")
    dates = np.datetime64(run.war.scenario.as_of, "ns") + np.arange(length).astype("timedelta64[D]")
    share = days["sector_share"] / np.float32(SHARE_STEPS)
    found = {
        "going_on": (
            ("course", "day"),
            days["alive"] > 0,
            "yes or no",
            GOING_ON,
        ),
        "area": (("course", "day"), days["area_km2"], "km2", "contested area that A has taken since the round began"),
        "dead": (("course", "side", "day"), days["dead"], "persons", "dead since the round began"),
        "displaced": (("course", "day"), days["displaced"], "persons", "displaced from the zone on that day"),
        "share": (("course", "day", "sector"), share, "share", "share of the sector that A holds"),
    }
    coords = {"course": numbers, "day": np.arange(length), "date": ("day", dates), "side": list(labels.sides)}
    variables = {name: (dims, values, {"units": u, "long_name": said}) for name, (dims, values, u, said) in found.items()}
    return xarray.Dataset(_weighted(run, numbers) | variables, coords | {"sector": list(labels.sectors)}, facts_of(run))
