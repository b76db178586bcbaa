"""The faults that the schema finds, in our own words: unknown and missing keys, wrong types, words not allowed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from multipolar.errors import Problem
from multipolar.scenario.nodes import Node, Path, Place
from multipolar.scenario.paths import listing, nearest, render_path
from multipolar.scenario.shape import STAND_IN, alternatives, choices_of, expected, keys_of, stand_in, type_at
from multipolar.scenario.values import NumberError

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
        if _holds(data, step):
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
    last: Any = path[-1]
    parent = _reach(data, path[:-1])
    if parent is None:
        return data
    kind = type_at(model, path)
    if isinstance(parent, list):
        parent[last] = STAND_IN if kind is None else stand_in(kind)
    elif kind is None or errors[0]["type"] == "extra_forbidden" or _is_key_error(errors[0]):
        parent.pop(last, None)
    else:
        parent[last] = stand_in(kind)
    return data


def _holds(data: Any, step: Any) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data


def _reach(data: Any, path: Path) -> Any:
    """Return the list or mapping at a path, or None once an outer repair has replaced it."""
    for step in path:
        if _holds(data, step):
            data = data[step]
        else:
            return None
    return data if isinstance(data, dict | list) else None


def _is_key_error(item: Any) -> bool:
    return bool(item["loc"]) and item["loc"][-1] == "[key]"


def show(value: Any) -> str:
    """Return a found value as short text."""
    text = repr(value) if not isinstance(value, dict | list) else "a list" if isinstance(value, list) else "a mapping"
    return text if len(text) <= 60 else text[:57] + "..."


@dataclass(frozen=True, slots=True)
class _Case:
    """What the validator said of one place: the path, its first error, and the type expected there."""

    model: type[BaseModel]
    path: Path
    item: Any
    kind: Any

    @property
    def found(self) -> Any:
        return self.item["input"]


def _fault(model: type[BaseModel], path: Path, errors: list[Any]) -> Fault:
    case = _Case(model, path, errors[0], type_at(model, path))
    if _is_key_error(case.item):
        return _unknown_key(case)
    if len(errors) > 1:
        return _wrong_type(case)
    return _MAKERS.get(case.item["type"], _wrong_type)(case)


def _unknown_key(case: _Case) -> Fault:
    last = str(case.path[-1])
    names = list(keys_of(type_at(case.model, case.path[:-1])))
    hint = nearest(last, names) or (f"Allowed: {listing(names, 40)}." if names else "")
    return Fault(case.path, "unknown-key", f"unknown key {last!r}", hint, at_key=True)


def _missing(case: _Case) -> Fault:
    said = f"the key {str(case.path[-1])!r} is missing"
    return Fault(case.path, "missing-key", said, f"Expected {expected(case.kind)}.")


def _wrong_type(case: _Case) -> Fault:
    if choices_of(case.kind) and isinstance(case.found, str):
        return _not_allowed(case)
    wanted = expected(case.kind) or "something else"
    hint = "Quote it." if wanted == "text" and isinstance(case.found, int | float) else ""
    said = "nothing" if case.found is None else show(case.found)
    return Fault(case.path, "wrong-type", f"found {said}, expected {wanted}", hint)


def _not_allowed(case: _Case) -> Fault:
    words = choices_of(case.kind)
    others = [part for part in alternatives(case.kind) if part is not str and not choices_of(part)]
    also = "" if not others else ", or a plain number" if float in others else ", or a list"
    said = f"found {show(case.found)}, allowed: {', '.join(words)}{also}"
    return Fault(case.path, "not-allowed", said, nearest(str(case.found), words))


def _number(case: _Case) -> Fault:
    error = case.item.get("ctx", {}).get("error")
    if isinstance(error, NumberError):
        return Fault(case.path, error.code, str(error), error.hint)
    return Fault(case.path, "bad-number", str(error) if error else case.item["msg"])


def _name(case: _Case) -> Fault:
    said = f"found {show(case.found)}, expected a name: a letter, then letters, digits, _, + or -, at most 40 in all"
    return Fault(case.path, "bad-name", said)


def _empty(case: _Case) -> Fault:
    return Fault(case.path, "missing-key", f"{str(case.path[-1])!r} is empty", "Say it in a few words.")


def _infinite(case: _Case) -> Fault:
    return Fault(case.path, "bad-number", f"found {show(case.found)}, expected a finite number")


def _range(case: _Case) -> Fault:
    words = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}
    limits = " and ".join(f"{words[k]} {v:g}" for k, v in case.item["ctx"].items() if k in words)
    return Fault(case.path, "outside-bounds", f"found {show(case.found)}, expected {limits}")


def _date(case: _Case) -> Fault:
    said = f"found {show(case.found)}, expected a date written year-month-day such as 2020-10-16"
    return Fault(case.path, "bad-date", said)


_MAKERS: dict[str, Callable[[_Case], Fault]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _not_allowed,
    "value_error": _number,
    "string_pattern_mismatch": _name,
    "string_too_short": _empty,
    "finite_number": _infinite,
    **dict.fromkeys(("greater_than_equal", "less_than_equal", "greater_than", "less_than"), _range),
    **dict.fromkeys(("date_from_datetime_parsing", "date_parsing", "date_type", "date_from_datetime_inexact"), _date),
}
