"""What the file format expects at each place, read off the types of the document: words, keys, units, stand-ins."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from multipolar.scenario.nodes import Path
from multipolar.scenario.quantity import Measure, Quantity

STAND_IN = "stand_in"
QUANTITY_KEYS: dict[str, Any] = {
    "v": Any,
    "unit": str,
    "source": str | list[str],
    "grade": Literal["A", "B", "C", "D", "J"],
    "known_on": dt.date,
    "claim": str,
    "note": str,
}


@lru_cache(maxsize=128)
def annotations_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the annotated type of each key of a block."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


@lru_cache(maxsize=128)
def measures_of(model: type[BaseModel]) -> dict[str, Measure | None]:
    """Return the measure of each key of a block, None where numbers have no fixed unit."""
    return {name: measure_in(kind) for name, kind in annotations_of(model).items()}


def measure_in(kind: Any) -> Measure | None:
    """Return the unit and range that a type carries, looking into lists, mappings and alternatives."""
    for extra in getattr(kind, "__metadata__", ()):
        if isinstance(extra, Measure):
            return extra
    return next((found for part in get_args(kind) if (found := measure_in(part)) is not None), None)


def alternatives(kind: Any) -> tuple[Any, ...]:
    """Return the alternatives of a type without None, each stripped of its constraints."""
    if get_origin(kind) is Annotated:
        return alternatives(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(a for part in get_args(kind) if part is not type(None) for a in alternatives(part))
    return (kind,)


def is_block(kind: Any) -> bool:
    """Tell whether a type is a block of named keys."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def keys_of(kind: Any) -> dict[str, Any]:
    """Return the keys a type takes with their types; empty when it is no mapping of fixed keys."""
    for part in alternatives(kind):
        if part is Quantity:
            return QUANTITY_KEYS
        if is_block(part):
            return annotations_of(part)
        if get_origin(part) is dict and get_origin(get_args(part)[0]) is Literal:
            return dict.fromkeys(get_args(get_args(part)[0]), get_args(part)[1])
    return {}


def child_type(kind: Any, step: str | int) -> Any:
    """Return the type expected one step further down, or None when nothing is expected there."""
    for part in alternatives(kind):
        if get_origin(part) is list and isinstance(step, int):
            return get_args(part)[0]
        if get_origin(part) is dict and isinstance(step, str):
            return get_args(part)[1]
        if isinstance(step, str) and step in keys_of(part):
            return keys_of(part)[step]
    return None


def type_at(model: type[BaseModel], path: Path) -> Any:
    """Return the type expected at a path of a document, or None."""
    kind: Any = model
    for step in path:
        kind = child_type(kind, step)
        if kind is None:
            return None
    return kind


def choices_of(kind: Any) -> tuple[str, ...]:
    """Return the fixed words a type allows."""
    return tuple(str(w) for part in alternatives(kind) if get_origin(part) is Literal for w in get_args(part))


_WORDS: dict[Any, str] = {
    str: "text",
    int: "a whole number",
    float: "a plain number",
    bool: "true or false",
    dt.date: "a date such as 2020-10-16",
}


def expected(kind: Any) -> str:
    """Return in words what a type expects."""
    return " or ".join(dict.fromkeys(_expected_words(kind)))


def _expected_words(kind: Any) -> Iterator[str]:
    words = choices_of(kind)
    if words:
        yield f"one of {', '.join(words)}"
    for part in alternatives(kind):
        if part is Quantity:
            yield number_words(measure_in(kind))
        elif is_block(part):
            yield f"a block with {', '.join(annotations_of(part))}"
        elif get_origin(part) is list:
            yield "a list"
        elif get_origin(part) is dict:
            yield "a mapping of names to values"
        elif part in _WORDS:
            yield _WORDS[part]


def number_words(measure: Measure | None) -> str:
    """Return in words which number is expected, e.g. ``a number from 0 to 1`` or ``a number in t/day``."""
    if measure is None:
        return "a number or a distribution"
    unit = "" if measure.unit == "1" else f" in {measure.unit}"
    return f"a number{unit} from {measure.low:g} to {measure.high:g}"


def stand_in(kind: Any) -> Any:
    """Return a harmless value of a type, so that the rules across fields can still run beside a faulty one."""
    part = alternatives(kind)[0]
    if part is Quantity:
        measure = measure_in(kind) or Measure("1", 0.0, 1.0)
        return {"v": min(max(measure.low, 0.0), measure.high), "unit": measure.unit, "note": STAND_IN}
    if is_block(part):
        fields = part.model_fields
        return {name: stand_in(kind) for name, kind in annotations_of(part).items() if fields[name].is_required()}
    if get_origin(part) is Literal:
        return get_args(part)[0]
    empty: dict[Any, Any] = {list: [], dict: {}, int: 1, float: 0.0, bool: False, dt.date: "2000-01-01"}
    return empty.get(get_origin(part) or part, STAND_IN)
