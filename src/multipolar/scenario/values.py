"""Plain values of a file as strict types: days, shares, numbers and whole numbers; a text is read whole or refused."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BeforeValidator

from multipolar.reading import read_day, read_days, read_integer, read_last_day, read_number
from multipolar.units import UnitError, read_share


class NumberError(ValueError):
    """A number or date that cannot be read: a stable code and the likely fix beside the message."""

    def __init__(self, message: str, *, code: str = "bad-number", hint: str = "") -> None:
        """Keep code and hint beside the message."""
        super().__init__(message)
        self.code = code
        self.hint = hint


def _day(value: Any) -> dt.date:
    try:
        return read_day(value)
    except ValueError as error:
        raise NumberError(str(error), code="bad-date") from error


def _last_day(value: Any) -> dt.date:
    try:
        return read_last_day(value)
    except ValueError as error:
        raise NumberError(str(error), code="bad-date") from error


def _written_date(value: Any) -> str:
    try:
        if value != "":
            read_days(value)
    except ValueError as error:
        raise NumberError(str(error), code="bad-date") from error
    return str(value).strip()


def _no_truth(value: Any) -> None:
    if isinstance(value, bool):
        raise NumberError(f"found {str(value).lower()}, expected a number", code="wrong-type")


def _code(text: str) -> str:
    return "bad-number" if any(sign.isdigit() for sign in text) else "wrong-type"


def _plain(value: Any) -> Any:
    _no_truth(value)
    if not isinstance(value, str):
        return value
    try:
        return read_number(value)
    except ValueError as error:
        raise NumberError(str(error), code=_code(value)) from error


def _share(value: Any) -> Any:
    _no_truth(value)
    if not isinstance(value, str):
        return value
    try:
        return read_share(value)
    except UnitError as error:
        raise NumberError(f"{error}, expected a plain number or a percentage", code=error.code) from error
    except ValueError as error:
        raise NumberError(str(error), code=_code(value)) from error


def _whole(value: Any) -> Any:
    _no_truth(value)
    if not isinstance(value, str):
        return value
    try:
        return read_integer(value)
    except ValueError as error:
        raise NumberError(str(error), code=_code(value)) from error


Day = Annotated[dt.date, BeforeValidator(_day)]
"""One day, written YYYY-MM-DD."""
KnownOn = Annotated[dt.date, BeforeValidator(_last_day)]
"""When something became known: YYYY, YYYY-MM or YYYY-MM-DD, of which the last day counts."""
WrittenDate = Annotated[str, BeforeValidator(_written_date)]
"""A date kept as it is written: YYYY, YYYY-MM, YYYY-MM-DD or nothing."""
Plain = Annotated[float, BeforeValidator(_plain)]
"""A plain number without unit."""
PlainShare = Annotated[float, BeforeValidator(_share)]
"""A share, chance or factor as a plain number: 0.6, or a percentage such as 60 %, which is the same."""
Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number."""
