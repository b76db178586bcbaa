"""Compiling ahead: one kernel takes in every step, for every scenario of a record class."""

from __future__ import annotations

import numba
import numpy as np
import pytest

from multipolar.engine.day import simulate_members
from multipolar.engine.order import step_order
from multipolar.engine.simulate import days_of, series_dtype, simulate_chunk, two_rows
from multipolar.engine.warm import live_types, order_of_work
from multipolar.model.fields import SMALL
from multipolar.model.records import zeros
from multipolar.numerics.jit import JIT_ON
from toy import toy_params, toy_scenario


def test_order_of_work__names_every_step_of_the_day() -> None:
    """Progress is told of each step of the day, of the start and of the top kernel."""
    names = order_of_work()

    assert set(step_order()) < set(names)
    assert {"start_state", "write_outcome", "simulate_members"} < set(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("members", "horizon", "sectors"), [(1, 30, 5), (3, 400, 32), (2, 1, 64)])
def test_days_of__has_one_type_for_all_horizons_and_sectors(members: int, horizon: int, sectors: int) -> None:
    """A war of another length or size must not be compiled for again."""
    series = two_rows(np.zeros(members, series_dtype(horizon, sectors)))

    assert numba.typeof(days_of(series)) == live_types(SMALL)[9]


@pytest.mark.skipif(not JIT_ON, reason="compilation is off: there are no compiled versions to count")
def test_live__is_compiled_once_for_wars_of_all_sizes() -> None:
    """Two theatres, with and without daily series, alone or in rows: one version of the top kernel.

    Another test of the same process may have compiled the large records: only versions for the small ones count.
    """
    for rows, members in ((2, 1), (4, 2)):
        scenario = toy_scenario(rows)
        scenario["horizon"] = 2 + rows
        outcomes = zeros("OUTCOME", members)
        series = np.zeros(members, series_dtype(2 + rows, 3 * rows))
        simulate_chunk(scenario, toy_params(scenario, members), 5, 0, outcomes, series)
        simulate_chunk(scenario, toy_params(scenario, members), 5, 0, outcomes)
        assert series["alive"][:, 0].all()

    small = live_types(SMALL)[0]
    assert sum(types[0] == small for types in simulate_members.signatures) == 1
