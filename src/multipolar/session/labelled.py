"""The courses of a run as labelled columns: names in place of codes, a unit and a meaning with every column.

A day on which something never happened, and a year without a relapse, are missing values, so that means and medians are of
the courses in which it happened. Columns have the names of the Parquet files, but for the ending, which stands under ``ending``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Arrangement, Ending, Level, Paper, Stop, TreatyState
from multipolar.engine.columns import SHARE_STEPS, columns_of
from multipolar.errors import ArgumentError
from multipolar.forecast.question import answers
from multipolar.model.fields import OUTCOME, Field
from multipolar.model.labels import Labels
from multipolar.numerics.arrays import Records
from multipolar.registry import nearest

if TYPE_CHECKING:
    from multipolar.session.run import Run

__all__ = ["Labelled", "course_columns", "daily_columns", "field_meaning", "named_values", "names_in"]

NAMED: Mapping[str, tuple[str, ...]] = {
    "label": Ending.spellings(), "stop": Stop.spellings(), "paper": Paper.spellings(), "arrangement": Arrangement.spellings(),
    "level": Level.spellings(), "treaty_state": TreatyState.spellings(),
}  # fmt: skip
"""Fields that hold codes, with the spellings of these in their order."""
SPELLED = {"label": "ending"}
"""Fields that stand under another name than in the files."""
MEANINGS = {"arrangement": "who keeps the peace"}
"""Meanings of fields that say themselves nothing but their codes."""
YEARS = "relapse_year"
WHETHER = "1 when "
GOING_ON = "whether the course still goes on; an end that is dated back, as of a truce that held, comes later than its length"
"""What the days tell of a war that goes on."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One column (row,): its name, data, unit and meaning.

    ``names``: the answers of a column of names, whose data are then their places, -1 for none of them.
    """

    name: str
    data: NDArray[Any]
    unit: str
    meaning: str
    names: tuple[str, ...] | None = None


def names_in(field: Field, labels: Labels) -> tuple[str, ...] | None:
    """Return the names behind the codes of an OUTCOME field; None where it holds numbers."""
    if field.name in NAMED:
        return NAMED[field.name]
    if field.unit == "side":
        return labels.sides
    return labels.designs if field.unit == "design" else None


def field_meaning(field: Field) -> tuple[str, str]:
    """Return the unit and the meaning of an OUTCOME field as its column has them: 0 or 1 becomes whether, codes become names."""
    meaning = MEANINGS.get(field.name, str(field.meaning))
    if meaning.startswith(WHETHER):
        return "yes or no", f"whether {meaning.removeprefix(WHETHER)}"
    coded = field.name in NAMED or field.unit in {"side", "design"}
    plain = re.sub(r", (negative|-1) (never|none)$|, code of Stop: .*$|: 0 .*$", "", meaning)
    return ("name" if coded else "days" if field.unit == "day" else field.unit), plain


def named_values(field: Field, values: NDArray[Any]) -> NDArray[Any]:
    """Return the values of an OUTCOME field as its column has them: truth values, whole codes, missing days."""
    if str(field.meaning).startswith(WHETHER):
        return np.asarray(values) > 0
    if field.name in NAMED or field.unit in {"side", "design"}:
        return np.asarray(values, np.int64)
    if field.unit == "day" or field.name == YEARS:
        days = np.asarray(values, np.float64)
        return np.where(days < 0.0, np.nan, days)
    return np.asarray(values)


def course_columns(run: Run, wanted: Sequence[str] | None = None) -> list[Labelled]:
    """Return the courses of a run, one row each: number, weight, every outcome, and the answer to every question.

    Parameters
    ----------
    wanted : columns or whole fields such as ``deaths``, in the order of the table; by default all.

    Raises
    ------
    ArgumentError : for a column that there is not, with the nearest.
    """
    found = [*_head(run, run.numbers), *_outcomes(run), *_answers(run)]
    if wanted is None:
        return found
    known = {name: None for column in found for name in (column.name, column.name.partition("[")[0])}
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            raise ArgumentError(
                f"columns=...: no column {name!r}; {f'did you mean {near!r}?' if near else 'see the run without it'}"
            )
    return [column for column in found if column.name in wanted or column.name.partition("[")[0] in wanted]


def _head(run: Run, numbers: NDArray[np.int64]) -> Iterator[Labelled]:
    """Yield number and weight of courses, and where reports were taken in the course that each descends from."""
    yield Labelled("course", numbers, "1", "number of the course")
    weights, place = run.sample.tally.weights, np.searchsorted(run.numbers, numbers)
    ones = np.ones(len(numbers)) if weights is None else np.asarray(weights, np.float64)[place]
    yield Labelled("weight", ones, "1", "weight of the course in the forecast; the mean over all courses is one")
    if not np.array_equal(run.sample.members, run.numbers):
        yield Labelled("origin", run.sample.members[place], "1", "number of the course from which it descends")


def _outcomes(run: Run) -> Iterator[Labelled]:
    labels, out = run.war.model.labels, run.outcomes
    fields = {field.name: field for field in OUTCOME}
    marks = mark_dates(run)
    for column in columns_of(labels):
        field, name = fields[column.field], SPELLED.get(column.field, column.name)
        if field.dims == ("h",):
            if column.place[0] >= len(marks):
                continue
            name = f"{field.name}[{marks[column.place[0]].isoformat()}]"
        unit, meaning = field_meaning(field)
        values = named_values(field, out[column.field][column.index])
        yield Labelled(name, values, unit, meaning, names_in(field, labels))


def mark_dates(run: Run) -> list[dt.date]:
    """Return the days on which the shares of the zone are kept."""
    sc = run.war.model.sc[0]
    return [run.war.scenario.as_of + dt.timedelta(days=int(day)) for day in sc["mark_day"][: int(sc["n_marks"])]]


def _answers(run: Run) -> Iterator[Labelled]:
    out = run.outcomes
    for item in run.sample.questions:
        if item.outside:
            continue
        found = np.asarray(answers(item, out))
        name, text = f"question[{item.question.id}]", item.question.text
        if item.question.type == "categorical":
            yield Labelled(name, found.astype(np.int64), "name", text, item.names)
        elif item.question.type == "binary":
            yield Labelled(name, found.astype(bool), "yes or no", text)
        else:
            yield Labelled(name, found.astype(np.float64), item.question.unit or "1", text)


def daily_columns(run: Run) -> list[Labelled]:
    """Return the days of the courses whose days were kept, one row per course and day from the as-of date on."""
    numbers, days = run.series
    labels, start = run.war.model.labels, np.datetime64(run.war.scenario.as_of, "D")
    length = days["area_km2"].shape[1] if len(numbers) else 0
    day = np.tile(np.arange(length, dtype=np.int64), len(numbers))
    columns = [Labelled(c.name, np.repeat(c.data, length), c.unit, c.meaning) for c in _head(run, numbers)]
    columns += [Labelled("day", day, "days", "days after the as-of date"), Labelled("date", start + day, "date", "the day")]
    columns += [Labelled(name, _flat(values), unit, said) for name, values, unit, said in _daily(days, labels, len(numbers))]
    return columns


def _daily(days: Records, labels: Labels, count: int) -> Iterator[tuple[str, NDArray[Any], str, str]]:
    if not count:
        return
    yield "going_on", days["alive"] > 0, "yes or no", GOING_ON
    yield "area_km2", days["area_km2"], "km2", "contested area that A has taken since the round began"
    for b, side in enumerate(labels.sides):
        yield f"dead[{side}]", days["dead"][:, b], "persons", "dead since the round began"
    yield "displaced", days["displaced"], "persons", "displaced from the zone on that day"
    for s, sector in enumerate(labels.sectors):
        yield (
            f"share[{sector}]",
            days["sector_share"][:, :, s] / np.float32(SHARE_STEPS),
            "share",
            "share of the sector that A holds",
        )


def _flat(values: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(values).reshape(-1)


def facts_of(run: Run) -> dict[str, str]:
    """Return what a table says about the run that it is of."""
    facts = {
        "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(), "seed": run.sample.seed, "digest": run.digest,
        "version": run.store.manifest["version"],
    }  # fmt: skip
    return {key: str(value) for key, value in facts.items()}
