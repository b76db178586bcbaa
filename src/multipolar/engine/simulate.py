"""Running members: chunks for ensembles, states for checkpoints, one course for replay."""

from __future__ import annotations

from typing import Any

import numpy as np

from multipolar.codes import Stop, What
from multipolar.engine.day import simulate_members
from multipolar.engine.outcome import Days
from multipolar.model.fields import LARGE, SMALL, Capacity
from multipolar.model.records import dtype_of
from multipolar.numerics.arrays import Records

FOREVER = 1_000_000
OUTCOMES_ONLY = int(What.WRITE_OUTCOME)
"""A plain number: a member of an enumeration as argument would compile the kernel anew for its type."""


def series_dtype(horizon: int, sectors: int) -> np.dtype[Any]:
    """Return the record type of one member's daily series, days 0 to ``horizon``."""
    days = horizon + 1
    return np.dtype(
        [
            ("area_km2", "f4", (days,)),
            ("dead", "f4", (2, days)),
            ("displaced", "f4", (days,)),
            ("alive", "u1", (days,)),
            ("sector_share", "u1", (days, sectors)),
        ],
        align=True,
    )


def no_series() -> Records:
    """Return the least that stands for daily series that are not wanted."""
    return np.zeros(2, series_dtype(1, 1))


def two_rows(series: Records) -> Records:
    """Return ``series``, or a copy with a second row: the array of a lone row counts as contiguous, another type."""
    return series if series.shape[0] > 1 else np.zeros(2, series.dtype)


def days_of(series: Records) -> Days:
    """Return daily series (member,) as arrays that share their memory."""
    return Days(*(series[name] for name in Days._fields))


def simulate_chunk(
    scenario: Records,
    params: Records,
    seed: int,
    first: int,
    outcomes: Records,
    series: Records | None = None,
    *,
    capacity: Capacity = SMALL,
) -> None:
    """Simulate ``params.shape[0]`` members numbered from ``first`` and fill ``outcomes`` (and ``series`` when given).

    Bit-equal whatever the chunk: every draw is keyed by (seed, member, day, purpose, index).
    """
    blank = np.zeros(1, dtype_of("STATE", capacity))
    scratch = np.zeros(1, dtype_of("STATE", capacity))
    wanted = no_series() if series is None or series.shape[0] == 0 else series
    what = int(What.WRITE_OUTCOME if series is None or series.shape[0] == 0 else What.WRITE_OUTCOME | What.KEEP_SERIES)
    rows = two_rows(wanted)
    simulate_members(scenario, params, blank, scratch, np.uint64(seed), first, 0, FOREVER, outcomes, days_of(rows), what)
    if rows is not wanted:
        wanted[:] = rows[:1]


def advance(
    scenario: Records,
    params: Records,
    states: Records,
    day0: int,
    day1: int,
    *,
    seed: int,
    first: int = 0,
    series: Records | None = None,
) -> None:
    """Move ``states`` (member,) from ``day0`` to ``day1``; ``day0`` = 0 starts them afresh.

    A copy of the array is a checkpoint; going on with the same seed gives the same course, with another a fresh future.
    ``series`` (member,), where given, gets the days up to ``day1``; those before ``day0`` are left as they are.
    """
    blank = np.zeros(1, states.dtype)
    outcomes = np.zeros(1, dtype_of("OUTCOME", _capacity_of(states)))
    rows = two_rows(no_series() if series is None else series)
    what = 0 if series is None else int(What.KEEP_SERIES)
    simulate_members(scenario, params, blank, states, np.uint64(seed), first, day0, day1, outcomes, days_of(rows), what)
    if series is not None:
        if rows is not series:
            series[:] = rows[:1]
        _fill_after_end(states, series, day0, day1)


def _fill_after_end(states: Records, series: Records, day0: int, day1: int) -> None:
    """Let the days of members whose war ended before ``day1`` stay as they were when it ended."""
    for i in np.flatnonzero(states["ending"] != Stop.RUNNING):
        last = max(int(states["day_now"][i]) + 1, day0)
        for name in ("area_km2", "displaced", "alive", "sector_share"):
            series[name][i, last + 1 : day1 + 1] = series[name][i, last]
        series["dead"][i, :, last + 1 : day1 + 1] = series["dead"][i, :, last : last + 1]


def conclude(
    scenario: Records, params: Records, states: Records, day0: int, *, seed: int, first: int = 0, series: Records | None = None
) -> Records:
    """Live on from ``day0`` to the end and return the outcomes (member,); ``series`` as in ``advance``."""
    outcomes = np.zeros(params.shape[0], dtype_of("OUTCOME", _capacity_of(states)))
    blank = np.zeros(1, states.dtype)
    rows = two_rows(no_series() if series is None else series)
    what = OUTCOMES_ONLY if series is None else int(What.WRITE_OUTCOME | What.KEEP_SERIES)
    simulate_members(scenario, params, blank, states, np.uint64(seed), first, day0, FOREVER, outcomes, days_of(rows), what)
    if series is not None and rows is not series:
        series[:] = rows[:1]
    return outcomes


def _capacity_of(states: Records) -> Capacity:
    return SMALL if states.dtype == dtype_of("STATE", SMALL) else LARGE
