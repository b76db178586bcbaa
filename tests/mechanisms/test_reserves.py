"""Laws and steps of `mechanisms/reserves.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.reserves import called_up, mobilised, reserve_rate, reserves_step
from powers_toy import toy_world


@given(st.floats(0, 1), st.floats(0, 200))
def test_mobilised__dries_up_and_rises_with_readiness(readiness: float, days: float) -> None:
    """A readier system brings more men; the stream thins with the weeks."""
    assert mobilised(1e4, readiness, days) >= mobilised(1e4, readiness, days + 10)
    assert mobilised(1e4, 1.0, days) >= mobilised(1e4, readiness, days)


@given(st.floats(0, 1), st.floats(-1, 1))
def test_reserve_rate__suffers_from_hunger_and_enemy_air(supply: float, air: float) -> None:
    """At most a fifth of the reserve reaches the front in a day."""
    assert 0.0 < reserve_rate(supply, air) <= reserve_rate(1.0, min(air, 0.0)) <= 0.2 + 1e-12


@given(st.floats(0, 1e6), st.floats(0, 90))
def test_called_up__all_come_and_no_more(men: float, days: float) -> None:
    """Day after day the same number, until nobody is left to come."""
    left = men
    for _ in range(92):
        today = called_up(men, days, left)
        assert 0.0 <= today <= left
        left -= today

    assert left == pytest.approx(0.0, abs=1e-6 * max(men, 1.0))


def test_reserves_step__a_call_up_fills_the_reserve_and_counts_as_inflow() -> None:
    """Men who are called up leave the list and enter the reserve; none is lost or made."""
    world = toy_world()
    world.p["ready"][:] = 0.25
    world.p["mobilise_days"][:] = 10.0
    world.p["reserve_inflow"][:] = 0.0
    world.st["call_up"][:] = 0.75 * world.p["men"]
    called, reserve = world.st["call_up"].copy(), world.st["reserve"].copy()
    for day in range(4):
        world.run(reserves_step, day)

    came = called - world.st["call_up"]
    assert came == pytest.approx(4 * 0.75 * world.p["men"] / 10.0)
    assert world.st["inflow"] == pytest.approx(came)
    assert world.st["reserve"] == pytest.approx(reserve + came)
