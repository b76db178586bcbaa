"""The faults that the schema finds, in our own words: unknown and missing keys, wrong types, words that are not allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from multipolar.errors import Problem
from multipolar.scenario.nodes import Node, Path, Place
from multipolar.scenario.paths import listing, nearest, render_path
from multipolar.scenario.quantity import NumberError, Quantity
from multipolar.scenario.shape import alternatives, child_type, choices_of, expected, keys_of, stand_in, type_at

Model = TypeVar("Model", bound=BaseModel)
MAX_ROUNDS = 6


@dataclass(slots=True)
class Fault:
    """A fault before it has a place: the path it is found at, its code, what was found and allowed, the likely fix."""

    path: Path
    code: str
    message: str
    hint: str = ""
    at_key: bool = False


@dataclass(slots=True)
class Validated(Generic[Model]):
    """A block read from a tree: ``value`` with stand-ins at ``repaired`` paths where ``faults`` were found."""

    value: Model | None
    faults: list[Fault] = field(default_factory=list)
    repaired: set[Path] = field(default_factory=set)


def place_of(root: Node, path: Path, *, at_key: bool = False) -> Place:
    """Return where a path stands, or the nearest parent that is written."""
    node = root
    for step in path:
        children = node.value
        if isinstance(children, dict) and step in children:
            node = children[str(step)]
        elif isinstance(children, list) and isinstance(step, int) and step < len(children):
            node = children[step]
        else:
            return node.key_place or node.place
    return node.key_place if at_key and node.key_place is not None else node.place


def located(root: Node, fault: Fault) -> Problem:
    """Return a fault with its place in the file."""
    place = place_of(root, fault.path, at_key=fault.at_key)
    return place.problem(render_path(root, fault.path), fault.code, fault.message, fault.hint)


def validate(model: type[Model], root: Node) -> Validated[Model]:
    """Return the block that a tree spells and every fault on the way; faulty values are replaced by stand-ins."""
    data = root.plain()
    found: Validated[Model] = Validated(None)
    for _ in range(MAX_ROUNDS):
        try:
            found.value = model.model_validate(data)
            break
        except ValidationError as error:
            groups = _grouped(error, data)
            dropped = {path for path, errors in groups.items() if _is_key_error(errors[0])}
            for path, errors in groups.items():
                if any(path[: len(lost)] == lost and path != lost for lost in dropped):
                    continue
                if path not in found.repaired:
                    found.faults.append(_fault(model, path, errors))
                    found.repaired.add(path)
                data = _repaired(model, data, path, errors)
    return found


def _grouped(error: ValidationError, data: Any) -> dict[Path, list[Any]]:
    groups: dict[Path, list[Any]] = {}
    for item in error.errors(include_url=False):
        groups.setdefault(_real_path(item, data), []).append(item)
    return groups


def _real_path(item: Any, data: Any) -> Path:
    """Return the path of an error without the names of alternatives that the validator adds."""
    steps: list[str | int] = []
    for step in item["loc"]:
        if step == "[key]":
            break
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif item["type"] == "missing" and step == item["loc"][-1]:
            data = None
        else:
            continue
        steps.append(step)
    return tuple(steps)


def _repaired(model: type[BaseModel], data: Any, path: Path, errors: list[Any]) -> Any:
    if not path:
        return stand_in(model)
    parent, last = _reach(data, path[:-1]), path[-1]
    if parent is None:
        return data
    kind = type_at(model, path)
    if kind is None or errors[0]["type"] == "extra_forbidden" or _is_key_error(errors[0]):
        parent.pop(last, None)
    else:
        parent[last] = stand_in(kind)
    return data


def _reach(data: Any, path: Path) -> Any:
    """Return what stands at a path, or None once an outer repair has replaced it."""
    for step in path:
        if not isinstance(data, dict | list) or (isinstance(data, list) and not isinstance(step, int)):
            return None
        if (isinstance(data, dict) and step not in data) or (isinstance(data, list) and step >= len(data)):  # type: ignore[operator]
            return None
        data = data[step]
    return data if isinstance(data, dict | list) else None


def _is_key_error(item: Any) -> bool:
    return bool(item["loc"]) and item["loc"][-1] == "[key]"


def show(value: Any) -> str:
    """Return a found value as short text."""
    text = repr(value) if not isinstance(value, dict | list) else "a list" if isinstance(value, list) else "a mapping"
    return text if len(text) <= 60 else text[:57] + "..."


def _fault(model: type[BaseModel], path: Path, errors: list[Any]) -> Fault:
    item = errors[0]
    kind = type_at(model, path)
    if _is_key_error(item):
        return _unknown_key(model, path)
    if len(errors) > 1:
        return _wrong_type(path, item, kind)
    return _MAKERS.get(item["type"], _fallback)(model, path, item, kind)


def _unknown_key(model: type[BaseModel], path: Path) -> Fault:
    names = list(keys_of(type_at(model, path[:-1])))
    hint = nearest(str(path[-1]), names) or (f"Allowed: {listing(names, 40)}." if names else "")
    return Fault(path, "unknown-key", f"unknown key {str(path[-1])!r}", hint, at_key=True)


def _missing(path: Path, kind: Any) -> Fault:
    return Fault(path, "missing-key", f"the key {str(path[-1])!r} is missing", f"Expected {expected(kind)}.")


def _wrong_type(path: Path, item: Any, kind: Any) -> Fault:
    words = choices_of(kind)
    if words and isinstance(item["input"], str):
        return _not_allowed(path, item["input"], kind)
    found, wanted = item["input"], expected(kind) or "something else"
    hint = "Quote it." if wanted == "text" and isinstance(found, int | float) else ""
    said = "nothing" if found is None else show(found)
    return Fault(path, "wrong-type", f"found {said}, expected {wanted}", hint)


def _not_allowed(path: Path, found: Any, kind: Any) -> Fault:
    words = choices_of(kind)
    also = ", or a list" if any(part not in (str,) and not choices_of(part) for part in alternatives(kind)) else ""
    return Fault(path, "not-allowed", f"found {show(found)}, allowed: {', '.join(words)}{also}", nearest(str(found), words))


def _literal(model: type[BaseModel], path: Path, item: Any, kind: Any) -> Fault:
    return _not_allowed(path, item["input"], kind)


def _number(model: type[BaseModel], path: Path, item: Any, kind: Any) -> Fault:
    error = item.get("ctx", {}).get("error")
    if isinstance(error, NumberError):
        return Fault(path, error.code, str(error), error.hint)
    return Fault(path, "bad-number", str(error) if error else item["msg"])


def _name(model: type[BaseModel], path: Path, item: Any, kind: Any) -> Fault:
    said = f"found {show(item['input'])}, expected a name: a letter, then letters, digits, _, + or -, at most 40 in all"
    return Fault(path, "bad-name", said)


def _range(model: type[BaseModel], path: Path, item: Any, kind: Any) -> Fault:
    words = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}
    limits = " and ".join(f"{words[k]} {v:g}" for k, v in item["ctx"].items() if k in words)
    return Fault(path, "outside-bounds", f"found {show(item['input'])}, expected {limits}")


def _date(model: type[BaseModel], path: Path, item: Any, kind: Any) -> Fault:
    return Fault(path, "bad-date", f"found {show(item['input'])}, expected a date written year-month-day such as 2020-10-16")


def _fallback(model: type[BaseModel], path: Path, item: Any, kind: Any) -> Fault:
    return _wrong_type(path, item, kind if kind is not None else child_type(model, path[0]) if path else model)


Maker = Callable[[type[BaseModel], Path, Any, Any], Fault]
_MAKERS: dict[str, Maker] = {
    "extra_forbidden": lambda model, path, item, kind: _unknown_key(model, path),
    "missing": lambda model, path, item, kind: _missing(path, kind),
    "literal_error": _literal,
    "value_error": _number,
    "string_pattern_mismatch": _name,
    **dict.fromkeys(("greater_than_equal", "less_than_equal", "greater_than", "less_than"), _range),
    **dict.fromkeys(("date_from_datetime_parsing", "date_parsing", "date_type", "date_from_datetime_inexact"), _date),
}
__all__ = ["Fault", "Quantity", "Validated", "located", "place_of", "show", "validate"]
