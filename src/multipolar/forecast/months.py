"""Deaths by calendar month from the days of courses, and the numbers by which VIEWS calls the months.

A forecast of a running war knows a total of deaths before its as-of date, drawn from reports, and not their days: they are
spread evenly over the days since the round began. A course that has ended has no further deaths.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import QuestionError
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.resampling import copies
from multipolar.reading import read_days

Months = dict[str, FloatArray]

EPOCH = 1980
DRAWS = 1_000
MONTHS_AHEAD = 4
"""How many calendar months are exported when nobody says, as far as the forecast covers them."""
OLD_ROUND = 3
"""A round that began more calendar months before the as-of date than this is not exported from its start."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates that place a course's days in months: start of the round, as-of date, and days ahead."""

    round_start: dt.date
    as_of: dt.date
    horizon: int

    @property
    def end(self) -> dt.date:
        """The first day that no course reaches."""
        return self.as_of + dt.timedelta(days=self.horizon)


def month_id(year: int, month: int) -> int:
    """Return VIEWS' number of a month: 1 is January 1980."""
    return 12 * (year - EPOCH) + month


def month_number(name: str) -> int:
    """Return VIEWS' number of a month written as 2020-09.

    Raises
    ------
    QuestionError : if it is not written so, or lies before January 1980, where VIEWS begins to count.
    """
    try:
        days = read_days(name)
    except ValueError as error:
        raise QuestionError(f"month {name!r}: expected a year and a month such as 2020-09") from error
    if name.count("-") != 1:
        raise QuestionError(f"month {name!r}: expected a year and a month such as 2020-09")
    number = month_id(days.first.year, days.first.month)
    if number < 1:
        raise QuestionError(f"month {name}: VIEWS counts months from January {EPOCH}")
    return number


def month_name(number: int) -> str:
    """Return the month of a VIEWS number as 2020-09."""
    year, month = divmod(number - 1, 12)
    return f"{EPOCH + year}-{month + 1:02d}"


def first_day(number: int) -> dt.date:
    """Return the first day of a VIEWS month."""
    return dt.date.fromisoformat(f"{month_name(number)}-01")


def months_from(calendar: Calendar, count: int = MONTHS_AHEAD) -> list[str]:
    """Return the names of up to ``count`` months that the forecast covers to their last day.

    The first is the one in which the round began, or that of the as-of date where the round is older than a quarter.

    Raises
    ------
    QuestionError : if it covers none.
    """
    start, now = (month_id(day.year, day.month) for day in (calendar.round_start, calendar.as_of))
    first = start if now - start <= OLD_ROUND else now
    names = [month_name(first + i) for i in range(count) if first + i >= 1]
    covered = [name for name in names if first_day(month_number(name) + 1) <= calendar.end]
    if not covered:
        said = f"from {calendar.round_start} to {calendar.end - dt.timedelta(days=1)}"
        raise QuestionError(f"the forecast covers days {said}: no whole month from January {EPOCH} on; run a longer horizon")
    return covered


def country_months(calendar: Calendar, dead: NDArray[Any], months: Sequence[str]) -> Months:
    """Return the deaths of both sides in each month [persons]: (member, side) by month name.

    Parameters
    ----------
    dead : (member, side, day) cumulative deaths, place d after d days, place 0 those before the as-of date.

    Raises
    ------
    QuestionError : for a month that the forecast does not cover to its last day.
    """
    total = np.asarray(dead, np.float64)
    since = max((calendar.as_of - calendar.round_start).days, 0)
    edges = [calendar.as_of - dt.timedelta(days=since) + dt.timedelta(days=i) for i in range(since + calendar.horizon + 1)]
    early = np.linspace(0.0, 1.0, since + 1)[None, None, :] * total[:, :, :1] if since else total[:, :, :0]
    cumulated = np.concatenate([early[:, :, :since], total[:, :, : calendar.horizon + 1]], axis=2)
    place = {day: i for i, day in enumerate(edges)}
    found: Months = {}
    for name in months:
        low, high = first_day(month_number(name)), first_day(month_number(name) + 1)
        if high > calendar.end or high <= edges[0]:
            said = f"from {calendar.round_start} to {calendar.end - dt.timedelta(days=1)}"
            raise QuestionError(f"month {name}: the forecast covers days {said}; only whole months up to its end can be given")
        start = cumulated[:, :, place[low]] if low > edges[0] else np.zeros(total.shape[:2])
        found[name] = cumulated[:, :, place[high]] - start
    return found


def draws_of(found: Mapping[str, FloatArray], draws: int, weights: FloatArray | None = None) -> dict[str, NDArray[np.int64]]:
    """Return whole deaths of both sides together in the first ``draws`` courses: (draw,) by month.

    With ``weights`` (member,) of the courses, each stands among the draws as often as its weight says.

    Raises
    ------
    QuestionError : if fewer courses kept their days.
    """
    held = min(values.shape[0] for values in found.values())
    if held < draws:
        raise QuestionError(f"draws: {draws} wanted, {held} courses of the run kept their days; run more members or ask for fewer")
    chosen = np.arange(draws) if weights is None else np.repeat(np.arange(held), copies(weights[:held], draws))
    return {name: np.rint(values[chosen].sum(axis=1)).astype(np.int64) for name, values in found.items()}
