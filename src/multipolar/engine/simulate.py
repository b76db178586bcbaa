"""A chunk of members: the compiled loop that threads and workers run."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.day import advance, begin_day, finish, one_day
from multipolar.engine.outcome import write_outcome, write_series
from multipolar.engine.start import start_state
from multipolar.model.fields import SMALL, Capacity
from multipolar.model.records import dtype_of
from multipolar.numerics.jit import kernel
from multipolar.numerics.random import member_key


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


@kernel
def simulate_members(scenario, params, blank, scratch, seed, first, outcomes):
    """Run the members ``first`` ... of ``params`` to their end and write their outcomes."""
    sc = scenario[0]
    for i in range(params.shape[0]):
        scratch[0] = blank[0]
        st = scratch[0]
        p = params[i]
        key = member_key(seed, first + i)
        start_state(sc, p, st, key)
        day = advance(sc, p, st, key, 0, sc.horizon)
        finish(sc, st, day)
        write_outcome(sc, p, st, key, outcomes[i])


@kernel
def simulate_members_daily(scenario, params, blank, scratch, seed, first, outcomes, series):
    """Do the same and keep the daily series; after the end the last values are held."""
    sc = scenario[0]
    for i in range(params.shape[0]):
        scratch[0] = blank[0]
        st = scratch[0]
        p = params[i]
        key = member_key(seed, first + i)
        start_state(sc, p, st, key)
        day = 0
        write_series(sc, p, st, series[i], 0)
        while day < sc.horizon and st.ending == 0:
            begin_day(sc, st, day)
            one_day(sc, p, st, key, day)
            day += 1
            write_series(sc, p, st, series[i], day)
        finish(sc, st, day)
        for rest in range(day, sc.horizon + 1):
            write_series(sc, p, st, series[i], rest)
        write_outcome(sc, p, st, key, outcomes[i])


def simulate_chunk(
    scenario: NDArray[Any],
    params: NDArray[Any],
    seed: int,
    first: int,
    outcomes: NDArray[Any],
    series: NDArray[Any] | None = None,
    *,
    capacity: Capacity = SMALL,
) -> None:
    """Simulate ``params.shape[0]`` members numbered from ``first`` and fill ``outcomes`` (and ``series`` when given).

    Bit-equal whatever the chunk: every draw is keyed by (seed, member, day, purpose, index).
    """
    blank = np.zeros(1, dtype_of("STATE", capacity))
    scratch = np.zeros(1, dtype_of("STATE", capacity))
    key = np.uint64(seed)
    if series is None or series.shape[0] == 0:
        simulate_members(scenario, params, blank, scratch, key, first, outcomes)
    else:
        simulate_members_daily(scenario, params, blank, scratch, key, first, outcomes, series)
