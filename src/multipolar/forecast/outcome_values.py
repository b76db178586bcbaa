"""Values of an outcome file: numbers within bounds, never a code for missing; weights, tolls and answers by type."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from multipolar.forecast.outcome_names import UNBOUNDED, Answers
from multipolar.reading import read_number
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.quantity import NumberError
from multipolar.scenario.translate import show

MISSING = frozenset({-9.0, -99.0, -999.0, -9999.0, -99999.0})
"""Codes that tables of other sources use for what nobody knows."""
YES, NO = ("yes", "true"), ("no", "false")
VOID = "void"
UNKNOWN = frozenset({"", "na", "n/a", "nan", "none", "null", "missing", "unknown", "?", ".", "-"})
LEAVE_OUT = "Missing is not zero: leave the key out."
SUM_SLACK = 1e-3
"""Weights may miss 1 by this much, so that thirds can be written 0.333; they are then scaled to 1."""


def number_in(raw: Any, low: float, high: float, what: str) -> float:
    """Return the number that a value is, as a number or as text.

    Raises
    ------
    NumberError : if it is none, a code for missing, or outside its bounds.
    """
    value = _number(raw, what)
    if value in MISSING:
        raise NumberError(f"found {show(raw)}, a code for missing, no number", code="missing-code", hint=LEAVE_OUT)
    if not low <= value <= high:
        raise NumberError(f"found {show(raw)}, expected {what}", code="outside-bounds")
    return value


def _number(raw: Any, what: str) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        found = "nothing" if raw is None else show(raw)
        raise NumberError(f"found {found}, expected {what}", code="wrong-type", hint=LEAVE_OUT if raw is None else "")
    if isinstance(raw, str):
        try:
            return read_number(raw)
        except ValueError as error:
            missing, told = raw.strip().casefold() in UNKNOWN, ";" in str(error)
            raise NumberError(str(error), hint=LEAVE_OUT if missing else "" if told else f"Write {what} without words.") from error
    try:
        value = float(raw)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        raise NumberError(f"found {show(raw)}, expected a finite number", hint=LEAVE_OUT)
    return value


def _bounded(low: float, high: float, what: str) -> BeforeValidator:
    return BeforeValidator(lambda raw: number_in(raw, low, high, what))


Count = Annotated[float, _bounded(0.0, 1e9, "a number from 0 up")]
Days = Annotated[float, _bounded(0.0, 1e5, "a number of days from 0 up")]
Fraction = Annotated[float, _bounded(0.0, 1.0, "a share from 0 to 1")]
SignedFraction = Annotated[float, _bounded(-1.0, 1.0, "a share from -1 to 1")]
Weight = Annotated[float, _bounded(0.0, 1.0, "a weight from 0 to 1")]
Measured = Annotated[float, _bounded(0.0, 1e12, "a number from 0 up")]
Factor = Annotated[float, _bounded(0.0, 1e3, "a factor above 0")]


def _widened(raw: Any) -> Any:
    if isinstance(raw, list):
        return raw
    value = number_in(raw, 0.0, 1e9, "a number from 0 up, or a list of low, middle and high")
    return [value, value, value]


Toll = Annotated[list[Count], BeforeValidator(_widened)]
"""Low, middle and high count of people; one number stands for all three."""


Date = Annotated[str, BeforeValidator(lambda raw: str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw)]
"""A date as text; a year that stands alone is a number in YAML."""


def scaled(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights that sum to 1 up to ``SUM_SLACK`` as weights that sum to 1 exactly."""
    total = sum(weights.values())
    return {str(name): value / total for name, value in weights.items()} if total > 0.0 else dict(weights)


def is_void(raw: Any, options: tuple[str, ...] = ()) -> bool:
    """Tell whether an answer says that its question cannot be resolved; an option of that name is an answer."""
    return isinstance(raw, str) and raw.strip().casefold() == VOID and VOID not in {option.casefold() for option in options}


def read_answer(raw: Any, to: Answers) -> bool | float | str:
    """Return the answer to a question in the type of the question.

    Raises
    ------
    NumberError : if it is no answer to such a question.
    """
    if raw is None:
        raise NumberError("found no answer", code="bad-answer", hint="Leave the row out, or write answer: void.")
    if to.type == "binary":
        return _yes_or_no(raw)
    if to.type == "categorical":
        return _option(raw, to.options)
    return number_in(raw, to.low, to.high, _wanted(to))


def _wanted(to: Answers) -> str:
    unit = "" if to.unit == "1" else f" of {to.unit}"
    if to.high != UNBOUNDED:
        return f"a number{unit} from {to.low:g} to {to.high:g}"
    return f"a number{unit} from {to.low:g} up" if to.low != -UNBOUNDED else f"a number{unit}"


def _yes_or_no(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = raw.strip().casefold() if isinstance(raw, str) else ""
    if word in YES or word in NO:
        return word in YES
    hint = nearest(word, (*YES, *NO, VOID)) if word else "Write yes or no."
    raise NumberError(f"found {show(raw)}, expected yes, no or void", code="bad-answer", hint=hint)


def _option(raw: Any, options: tuple[str, ...]) -> str:
    if isinstance(raw, str) and raw in options:
        return raw
    hint = nearest(raw, options) if isinstance(raw, str) else ""
    raise NumberError(f"found {show(raw)}, allowed: {listing(options, 40)}, void", code="bad-answer", hint=hint)
