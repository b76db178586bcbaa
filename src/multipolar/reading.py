"""Text into numbers and dates, one strict reader for every file: the whole text is a number or a date, or an error."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from typing import NamedTuple

__all__ = ["NUMBER", "Days", "read_day", "read_days", "read_integer", "read_last_day", "read_number", "split_number"]

NUMBER = r"[-+]?(?:[0-9]{1,3}(?:[,_][0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,4})?"
"""A number as text: digits, groups of three parted by comma or underscore, a decimal point, an exponent."""
MOST_CHARACTERS = 80
"""Longer texts are no number anyone wrote by hand."""
_NUMBER = re.compile(NUMBER)
_INTEGER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:[,_][0-9]{3})+|[0-9]+)")
YEARS = (1000, 2999)
"""The years that a date may name; anything else is a slip of the hand, or a day count of some computer."""
_DAYS = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Days(NamedTuple):
    """The days that a written date can mean: first and last, both included; one day for YYYY-MM-DD."""

    first: dt.date
    last: dt.date


def _short(text: object) -> str:
    shown = repr(text)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."


def _hint(text: str) -> str:
    if re.fullmatch(r"[-+]?[0-9]+,[0-9]+", text.strip()):
        return "; write a decimal with a point (7.5), and a comma only between groups of three digits (1,250)"
    return ""


def read_number(text: str) -> float:
    """Return the finite number that a text spells as a whole, blanks around it aside.

    Raises
    ------
    ValueError : with what was found and what is allowed; nothing of the text is ever left out.
    """
    bare = text.strip()
    if len(bare) > MOST_CHARACTERS:
        raise ValueError(f"found {_short(text)}, a text of {len(bare)} characters; expected a number")
    if not _NUMBER.fullmatch(bare) or not re.match(r"[-+]?\.?[0-9]", bare):
        raise ValueError(f"found {_short(text)}, expected a number{_hint(text)}")
    value = float(bare.replace(",", "").replace("_", ""))
    if not math.isfinite(value):
        raise ValueError(f"found {_short(text)}, expected a finite number")
    if is_lost(bare, value):
        raise ValueError(f"found {_short(text)}, too small to be told from 0")
    return value


def is_lost(text: str, value: float) -> bool:
    """Tell whether a text spells a number other than 0 that came out as 0: it is too small to be kept."""
    return value == 0.0 and re.match(r"[^eE]*[1-9]", text) is not None


def split_number(text: str) -> tuple[float, str]:
    """Return the number that a text begins with and the words behind it, such as a unit; empty when there are none.

    Raises
    ------
    ValueError : if it does not begin with a whole number or decimal, or if what follows could belong to the number.
    """
    bare = text.strip()
    match = _NUMBER.match(bare)
    end = match.end() if match is not None else 0
    rest = bare[end:]
    if rest[:1] in {",", ".", "_", "+", "-"} or rest[:1].isdigit():
        raise ValueError(f"found {_short(text)}, expected a number{_hint(bare.split(maxsplit=1)[0])}")
    rest = rest.strip()
    if re.match(r"/\s*[0-9.]+\s*(/|$)", rest):
        raise ValueError(f"found {_short(text)}, a fraction or a date; expected a number, a half written 0.5")
    if rest[:1].isdigit() and not re.match(r"1\s*/|1\s+per\b", rest):
        said = f"found {_short(text)}, two numbers beside each other; expected one number and its unit"
        raise ValueError(f"{said}; part thousands by a comma (12,500), not by a blank")
    return read_number(bare[:end] or bare), rest


def read_integer(text: str) -> int:
    """Return the whole number that a text spells as a whole.

    Raises
    ------
    ValueError : with what was found and what is allowed.
    """
    bare = text.strip()
    if len(bare) > MOST_CHARACTERS or not _INTEGER.fullmatch(bare):
        raise ValueError(f"found {_short(text)}, expected a whole number{_hint(text)}")
    return int(bare.replace(",", "").replace("_", ""))


def read_days(value: object) -> Days:
    """Return the days that YYYY, YYYY-MM or YYYY-MM-DD can mean; a number such as 1999 is a year.

    Raises
    ------
    ValueError : for any other notation, or a month or day that the calendar does not have.
    """
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return Days(value, value)
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    match = _DAYS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"found {_short(value)}, expected a date written YYYY, YYYY-MM or YYYY-MM-DD, such as 2020-10-16")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not YEARS[0] <= year <= YEARS[1]:
        raise ValueError(f"found {_short(value)}, expected a date in the years {YEARS[0]} to {YEARS[1]}")
    try:
        if match[3]:
            return Days(dt.date(year, month, day), dt.date(year, month, day))
        first, last = month or 1, month or 12
        return Days(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"found {_short(value)}, a date that the calendar does not have") from error


def read_last_day(value: object) -> dt.date:
    """Return the last day that YYYY, YYYY-MM or YYYY-MM-DD can mean: from then on a thing so dated is surely known.

    Raises
    ------
    ValueError : for any other notation.
    """
    return read_days(value).last


def read_day(value: object) -> dt.date:
    """Return the one day that YYYY-MM-DD names.

    Raises
    ------
    ValueError : for any other notation, a month or a year alone included.
    """
    if not isinstance(value, dt.date) and not (isinstance(value, str) and _DAY.fullmatch(value.strip())):
        raise ValueError(f"found {_short(value)}, expected a day written YYYY-MM-DD, such as 2020-10-16")
    return read_days(value).first
