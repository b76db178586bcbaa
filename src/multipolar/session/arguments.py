"""What callers from Python give: checked by name before anything is done, a misspelt keyword told with the nearest one."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import operator
import os
import warnings
from collections.abc import Callable, Iterable, Mapping, Sized
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np

from multipolar.errors import ArgumentError
from multipolar.registry import nearest

__all__ = ["MOST_MEMBERS", "checked", "deprecated", "refuse_given", "whole"]

P = ParamSpec("P")
R = TypeVar("R")
MOST_MEMBERS = 10**9
"""Courses of a run at most: their numbers stand in file names of nine figures."""


def wrong(name: str, found: object, expected: str) -> ArgumentError:
    """Return the error for an argument that cannot be used."""
    shown = repr(found).split("\n", maxsplit=1)[0]
    shown = shown if len(shown) <= 60 else f"{shown[:57]}..."
    kind = "" if found is None or isinstance(found, str | bool | int | float) else f" ({type(found).__name__})"
    return ArgumentError(f"{name}=...: found {shown}{kind}, expected {expected}")


def whole(name: str, value: object, low: int, high: int | None = None) -> int:
    """Return a whole number between two bounds, given as a Python or numpy integer.

    Raises
    ------
    ArgumentError : for anything else: truth values, texts, fractions, nothing.
    """
    allowed = f"a whole number from {low} to {high:,}" if high is not None else f"a whole number, at least {low}"
    try:
        if isinstance(value, bool | np.bool_):
            raise wrong(name, value, allowed)
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError as error:
        raise wrong(name, value, allowed) from error
    if number < low or (high is not None and number > high):
        raise wrong(name, value, allowed)
    return number


def truth(name: str, value: object) -> bool:
    """Return True or False."""
    if not isinstance(value, bool | np.bool_):
        raise wrong(name, value, "True or False")
    return bool(value)


def text(name: str, value: object) -> str:
    """Return a text."""
    if not isinstance(value, str) or not value.strip():
        raise wrong(name, value, "a text")
    return value


def number(name: str, value: object) -> float:
    """Return a finite number, given as a Python or numpy one."""
    plain = value.item() if isinstance(value, np.generic) else value
    if isinstance(plain, bool) or not isinstance(plain, int | float) or not np.isfinite(plain):
        raise wrong(name, value, "a number")
    return float(plain)


def texts(name: str, value: object) -> tuple[str, ...]:
    """Return texts given as one or as a list."""
    if isinstance(value, str | os.PathLike):
        value = [value]
    allowed = "a text or a list of texts"
    if isinstance(value, Mapping | bytes | bytearray) or not isinstance(value, Iterable):
        raise wrong(name, value, allowed + (', such as ["KEY=VALUE"]' if isinstance(value, Mapping) else ""))
    items = tuple(os.fspath(item) if isinstance(item, os.PathLike) else item for item in value)
    for item in items:
        if not isinstance(item, str) or not item.strip():
            raise wrong(name, item, allowed)
    return items


def only(name: str, value: object) -> str:
    """Return the one text of an argument that elsewhere may hold several."""
    found = texts(name, value)
    if len(found) != 1:
        raise wrong(name, value, "one text")
    return found[0]


def path(name: str, value: object) -> Path:
    """Return the path of a file or folder."""
    if not isinstance(value, str | os.PathLike):
        raise wrong(name, value, "a path")
    plain = os.fspath(value)
    if not isinstance(plain, str) or not plain.strip() or "\0" in plain:
        raise wrong(name, value, "a path")
    return Path(plain)


def day(name: str, value: object) -> str:
    """Return a day as it is written in a scenario; whether a text names one of its dates is found when it is read."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, str) and value.strip():
        return value
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise wrong(name, value, "a day such as '2020-10-16'")
    return value.isoformat()


def called(name: str, value: object) -> Any:
    """Return a function."""
    if not callable(value):
        raise wrong(name, value, "a function")
    return value


def _count(low: int, high: int | None = None) -> Callable[[str, object], int]:
    return lambda name, value: whole(name, value, low, high)


CHECKS: dict[str, Callable[[str, object], Any]] = {
    "members": _count(1, MOST_MEMBERS), "seed": _count(0, 2**63 - 1), "threads": _count(1), "chunk": _count(1),
    "member": _count(0, MOST_MEMBERS), "another": _count(0, MOST_MEMBERS), "draws": _count(1),
    "country_number": _count(1),
    "resume": truth, "views": truth, "every": truth, "pairs": truth,
    "above": number, "below": number, "threshold": number, "feature": text, "closes": day,
    "bundle": text, "base_bundle": text, "country": text, "kind": text, "word": text, "exemplar": text,
    "claims": texts, "settings": texts, "patches": texts, "off": texts, "only": texts, "wars": texts, "months": texts,
    "where": texts, "side_a": texts, "side_b": texts, "by": text, "target": texts,
    "out": path, "path": path, "data": path, "packs": path, "db": path, "outcome": path, "facts": path,
    "page": path, "into": path,
    "as_of": day, "progress": called, "note": called,
}  # fmt: skip
"""How an argument of a public function is checked, by its name; it means the same wherever it stands."""
MAY_BE_NONE = {"claims", "settings", "patches", "off", "only", "wars", "months", "where"}


def checked(*more: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that checks what a public function is called with; ``more`` are keywords it hands on.

    Raises
    ------
    ArgumentError : from the function, for a keyword that it does not know, named with the nearest, or a value that cannot be.
    """

    def decorator(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        named = [n for n, p in signature.parameters.items() if p.kind not in {p.VAR_KEYWORD, p.VAR_POSITIONAL, p.POSITIONAL_ONLY}]
        known = [*named, *more]
        optional = {n for n, p in signature.parameters.items() if p.default is None} | set(more) - {"resume"} | MAY_BE_NONE
        title = function.__name__

        @functools.wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            for name in kwargs:
                if name not in known:
                    near = nearest(name, known)
                    hint = f"did you mean {near!r}?" if near else f"known: {', '.join(known)}"
                    raise ArgumentError(f"{title}(): unexpected keyword {name!r}; {hint}")
            try:
                bound = signature.bind(*args, **kwargs)
            except TypeError as error:
                raise ArgumentError(f"{title}(): {error}") from error
            for name, value in _given(signature, bound):
                check = CHECKS.get(name)
                if check is None or (value is None and name in optional):
                    continue
                _put(bound, name, check(name, value))
            return function(*bound.args, **bound.kwargs)

        return call

    return decorator


def _given(signature: inspect.Signature, bound: inspect.BoundArguments) -> list[tuple[str, object]]:
    """Return what was given by name, the keywords that are handed on among them."""
    rows: list[tuple[str, object]] = []
    for name, value in bound.arguments.items():
        kind = signature.parameters[name].kind
        if kind is inspect.Parameter.VAR_KEYWORD:
            rows += value.items()
        elif kind is inspect.Parameter.VAR_POSITIONAL and name not in CHECKS:
            continue
        else:
            rows.append((name, value))
    return rows


def _put(bound: inspect.BoundArguments, name: str, value: Any) -> None:
    handed_on = next((v for v in bound.arguments.values() if isinstance(v, dict) and name in v), None)
    if name in bound.arguments or handed_on is None:
        bound.arguments[name] = value
    else:
        handed_on[name] = value


def refuse_given(function: str, why: str, **given: object) -> None:
    """Refuse arguments that would change nothing: every one that is given is used or refused.

    Raises
    ------
    ArgumentError : naming them and why they cannot be used.
    """
    names = [name for name, value in given.items() if value is not None and not (isinstance(value, Sized) and len(value) == 0)]
    if names:
        raise ArgumentError(f"{function}(): {', '.join(f'{name}=...' for name in names)} cannot be used: {why}")


def deprecated(old: str, new: str) -> None:
    """Warn the caller of a public function that it goes with the next release, and name what takes its place."""
    warnings.warn(f"{old} goes with the next release; use {new}(...)", DeprecationWarning, stacklevel=4)
