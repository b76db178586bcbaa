"""Every number of a document in turn: where it stands, which unit and range its place expects, and its conversion."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from multipolar.scenario.document import Report
from multipolar.scenario.nodes import Path
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.shape import measures_of
from multipolar.scenario.vocabulary import Vocabulary
from multipolar.units import UnitError, convert, same_dimension, unit_of

AnyBlock = TypeVar("AnyBlock", bound=BaseModel)
Convert = Callable[[Quantity, Measure | None], Quantity]


@dataclass(frozen=True, slots=True)
class Found:
    """One number of a document: ``written`` is False where the file leaves it to the block's default.

    ``kind`` is what a report tells of, where the number is one of a report.
    """

    path: Path
    quantity: Quantity
    measure: Measure | None
    written: bool
    kind: str = ""


def numbers_of(block: BaseModel, path: Path = (), *, written: bool = True) -> Iterator[Found]:
    """Yield every number of a block and of the blocks inside it, in the order of the keys."""
    for name, measure in measures_of(type(block)).items():
        there = written and name in block.model_fields_set
        for found in _inside(getattr(block, name), measure, (*path, name), there):
            yield replace(found, kind=block.kind) if isinstance(block, Report) else found


def _inside(value: Any, measure: Measure | None, path: Path, written: bool) -> Iterator[Found]:
    if isinstance(value, Quantity):
        yield Found(path, value, measure, written)
    elif isinstance(value, BaseModel):
        yield from numbers_of(value, path, written=written)
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _inside(child, measure, (*path, key), written)
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from _inside(child, measure, (*path, i), written)


def step_names(block: BaseModel, path: Path) -> tuple[str, ...]:
    """Return the steps of a path by name: items of lists by their id where they have one."""
    value: Any = block
    names: list[str] = []
    for step in path:
        value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
        names.append(str(getattr(value, "id", step)) if isinstance(step, int) else str(step))
    return tuple(names)


def mapped(block: AnyBlock, change: Convert) -> AnyBlock:
    """Return a copy of a block in which ``change`` has been applied to every number."""
    measures = measures_of(type(block))
    update = {name: _mapped(getattr(block, name), measure, change) for name, measure in measures.items()}
    return block.model_copy(update=update)


def _mapped(value: Any, measure: Measure | None, change: Convert) -> Any:
    if isinstance(value, Quantity):
        return change(value, measure)
    if isinstance(value, BaseModel):
        return mapped(value, change)
    if isinstance(value, dict):
        return {key: _mapped(child, measure, change) for key, child in value.items()}
    if isinstance(value, list):
        return [_mapped(child, measure, change) for child in value]
    return value


def is_open(measure: Measure | None) -> bool:
    """Tell whether a place takes any unit: report values, losses and effects are measured by what they count."""
    return measure is None or measure.low <= -1e9


def measure_of(found: Found, vocabulary: Vocabulary) -> Measure | None:
    """Return what the place of a number expects; parameters and effects take the unit of what they set, if any."""
    if not is_open(found.measure):
        return found.measure
    table, name = found.path[0], str(found.path[-1])
    if table == "reports":
        return report_measure(found.kind, name, found.quantity)
    if len(found.path) > 1 and found.path[-2] == "losses_so_far":
        return loss_measure(name)
    if table == "parameters" and name in vocabulary.params:
        return _unbounded(vocabulary.params[name].unit)
    if table == "options" and name in vocabulary.primitives:
        return _unbounded(vocabulary.primitives[name][0])
    return None


COUNTED: dict[str, Measure] = {
    "map_share": Measure("1", 0.0, 1.0),
    "announced_dead": Measure("persons", 0.0, 1e8),
    "claimed_enemy_dead": Measure("persons", 0.0, 1e8),
    "fighters_present": Measure("persons", 0.0, 1e8),
    "claimed_equipment": Measure("items", 0.0, 1e6),
}
"""What a report of each kind counts; the others count times, which have no unit."""


def report_measure(kind: str, key: str, quantity: Quantity) -> Measure:
    """Return the unit and range of a report's value or trend; people who fled are counted, or told as a share."""
    if key == "trend_per_day":
        return Measure("1/day", -1.0, 1.0)
    if kind == "displaced" and quantity.unit is not None and same_dimension(quantity.unit, "persons"):
        return Measure("persons", 0.0, 1e8)
    return COUNTED.get(kind, Measure("1", 0.0, 1e8))


def loss_measure(item: str) -> Measure:
    """Return the unit and range of what a side has lost of one stock so far."""
    return Measure("t", 0.0, 1e8) if item == "munitions" else Measure("items", 0.0, 1e6)


def _unbounded(unit: str) -> Measure:
    """Return a measure without range, that of a plain number for units of their own kind such as 'odds ratio'."""
    try:
        return Measure(unit if unit_of(unit).dimension else "1", -math.inf, math.inf)
    except UnitError:
        return Measure("1", -math.inf, math.inf)


def in_measure(quantity: Quantity, measure: Measure | None) -> Quantity:
    """Return the number in the unit its place expects.

    Raises
    ------
    UnitError : if the unit is unknown or measures something else.    ValueError : if the distribution cannot be scaled.
    """
    if measure is None or (is_open(measure) and math.isfinite(measure.low)):
        return quantity
    if quantity.unit is None or quantity.unit == measure.unit:
        return quantity if quantity.unit == measure.unit else quantity.model_copy(update={"unit": measure.unit})
    factor = convert(1.0, quantity.unit, measure.unit)
    scaled = quantity.distribution.scaled(factor)
    return quantity.model_copy(update={"distribution": scaled, "unit": measure.unit})


def needs_unit(quantity: Quantity, measure: Measure | None) -> bool:
    """Tell whether a number must name its unit: all but plain numbers and zeros must."""
    if measure is None or measure.unit == "1" or quantity.unit is not None:
        return False
    return not (quantity.distribution.is_point and quantity.distribution.args[0] == 0.0)


__all__ = [
    "Found", "UnitError", "in_measure", "is_open", "loss_measure", "mapped", "measure_of", "needs_unit", "numbers_of",
    "report_measure", "same_dimension",
]  # fmt: skip
