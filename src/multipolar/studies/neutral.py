"""A scenario without its judgements: numbers graded J put to their median, or back to what the library says by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from multipolar.model.build_shared import register_names
from multipolar.model.register import REGISTER, SIDE_DEFAULTS
from multipolar.scenario.distribution import Distribution, parse_distribution
from multipolar.scenario.document import Document
from multipolar.scenario.numbers import mapped
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.shape import measures_of

AnyBlock = TypeVar("AnyBlock", bound=BaseModel)

JUDGED: Literal["J"] = "J"
WHY = "put to a neutral value by the study of ablations"


@dataclass(slots=True)
class Counted:
    """How many judged numbers were met, and how many were put to another value."""

    judged: int = 0
    changed: int = 0


def is_judged(quantity: Quantity) -> bool:
    """Tell whether a number rests on judgement alone."""
    return quantity.grade == JUDGED


def at_median(document: Document) -> tuple[Document, Counted]:
    """Return a scenario whose judged numbers, and the judged priors of all wars, stand at their medians without spread."""
    counted = Counted()

    def still(quantity: Quantity, measure: Measure | None) -> Quantity:  # noqa: ARG001  numbers of all places alike
        if not is_judged(quantity):
            return quantity
        counted.judged += 1
        counted.changed += not quantity.distribution.is_point
        return _point(quantity)

    changed = mapped(document, still)
    parameters = {**_shared_medians(document, counted), **changed.parameters}
    return changed.model_copy(update={"parameters": parameters}), counted


def _point(quantity: Quantity) -> Quantity:
    law = Distribution("point", (quantity.distribution.median(),))
    return quantity.model_copy(update={"distribution": law})


def _shared_medians(document: Document, counted: Counted) -> dict[str, Quantity]:
    names = register_names()
    given = {names.get(name, name) for name in document.parameters}
    laws = {e.field: e.prior for e in REGISTER if JUDGED in e.grade.split("/")}
    laws |= {field: prior for field, (_, prior) in SIDE_DEFAULTS.items()}
    found = {}
    for field, prior in laws.items():
        law = parse_distribution(prior)[0]
        counted.judged += 1
        if field not in given and not law.is_point:
            counted.changed += 1
            found[field] = Quantity(distribution=Distribution("point", (law.median(),)), grade=JUDGED, note=WHY)
    return found


def at_default(document: Document) -> tuple[Document, Counted]:
    """Return a scenario whose judged numbers are those of the library where it has one: block defaults and shared priors.

    A judged number without a default, such as how much a design gives each side, stays: it is what the scenario is about.
    """
    counted = Counted()
    names = register_names()
    changed = _defaulted(document, counted)
    kept = {
        name: quantity
        for name, quantity in changed.parameters.items()
        if not (is_judged(quantity) and names.get(name, name) in names)
    }
    counted.changed += len(changed.parameters) - len(kept)
    return changed.model_copy(update={"parameters": kept}), counted


def _defaulted(block: AnyBlock, counted: Counted) -> AnyBlock:
    update: dict[str, Any] = {}
    for name in measures_of(type(block)):
        value = getattr(block, name)
        field = type(block).model_fields[name]
        if isinstance(value, Quantity) and is_judged(value):
            counted.judged += 1
            default = field.get_default(call_default_factory=True)
            if isinstance(default, Quantity) and default.distribution != value.distribution:
                counted.changed += 1
                update[name] = default
        else:
            update[name] = _inside(value, counted)
    return block.model_copy(update=update)


def _inside(value: Any, counted: Counted) -> Any:
    if isinstance(value, BaseModel) and not isinstance(value, Quantity):
        return _defaulted(value, counted)
    if isinstance(value, Mapping):
        return {key: _inside(child, counted) for key, child in value.items()}
    if isinstance(value, list):
        return [_inside(child, counted) for child in value]
    if isinstance(value, Quantity) and is_judged(value):
        counted.judged += 1
    return value
