"""Laws and steps of `mechanisms/reserves.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outlook_twin as twin
from blank_world import Blank
from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.reserves import called_up, mobilised, project_reserves, reserve_rate, reserves_step, send
from powers_toy import toy_world
from random_outlook import PLACES, assert_agrees, random_picture, random_war


@given(st.floats(0, 1), st.floats(0, 200))
def test_mobilised__dries_up_and_rises_with_readiness(readiness: float, days: float) -> None:
    """A readier system brings more men; the stream thins with the weeks."""
    assert mobilised(1e4, readiness, days) >= mobilised(1e4, readiness, days + 10)
    assert mobilised(1e4, 1.0, days) >= mobilised(1e4, readiness, days)


def test_mobilised__worked_by_hand() -> None:
    """Of 10,000 men four in a thousand times 1.4 at half readiness, a thirty-day-old call."""
    assert mobilised(1e4, 0.5, 30.0) == pytest.approx(40.0 * 1.4 * math.exp(-0.5))


@given(st.floats(0, 1), st.floats(-1, 1))
def test_reserve_rate__suffers_from_hunger_and_enemy_air(supply: float, air: float) -> None:
    """At most a fifth of the reserve reaches the front in a day."""
    assert 0.0 < reserve_rate(supply, air) <= reserve_rate(1.0, min(air, 0.0)) <= 0.2 + 1e-12


def test_reserve_rate__worked_by_hand() -> None:
    """Half supplied under half an enemy sky; one's own sky does not speed them."""
    assert reserve_rate(0.5, 0.5) == pytest.approx(0.2 * 0.65 * 0.8)
    assert reserve_rate(1.0, -0.5) == pytest.approx(0.2)


@given(st.floats(0, 1e6), st.floats(0, 90))
def test_called_up__all_come_and_no_more(men: float, days: float) -> None:
    """Day after day the same number, until nobody is left to come."""
    left = men
    for _ in range(92):
        today = called_up(men, days, left)
        assert 0.0 <= today <= left
        left -= today

    assert left == pytest.approx(0.0, abs=1e-6 * max(men, 1.0))


def test_called_up__worked_by_hand() -> None:
    """A tenth of a ten-day call; the last come when fewer are left; nobody comes faster than in a day."""
    assert [called_up(100.0, 10.0, 90.0), called_up(100.0, 10.0, 4.0), called_up(100.0, 0.5, 200.0)] == [10.0, 4.0, 100.0]


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


def mustered() -> Theatre:
    """Return a theatre with a stated inflow on A's side, a derived one on B's, a call-up and men in care."""
    world = known_theatre()
    world.p["reserve_inflow"][:] = (50.0, -1.0)
    world.p["readiness"][:], world.p["mobilise_days"][:] = 0.5, 10.0
    world.p["men"][:], world.p["ready"][:] = (10000.0, 8000.0), (0.9, 1.0)
    world.st["men_start"][:] = (9000.0, 8000.0)
    world.st["call_up"][:] = (1000.0, 0.0)
    world.st["recovering"][:], world.st["permanent_losses"][:], world.st["inflow"][:] = (300.0, 600.0), (10.0, 20.0), (1.0, 2.0)
    world.sc["day_before"] = 6
    return world


def test_reserves_step__worked_by_hand() -> None:
    """Day 24: A's stated inflow has dried up to e^-0.4; B's is mobilised for 30 days; a thirtieth leaves care, 30 % fit."""
    changed = mustered().off("replacement").change(reserves_step, 24)
    came = (50.0 * math.exp(-0.4) + 100.0, 32.0 * 1.4 * math.exp(-0.5))

    assert set(changed) == {"call_up", "reserve", "inflow", "recovering", "permanent_losses"}
    assert changed["call_up"] == pytest.approx([900.0, 0.0])
    assert changed["inflow"] == pytest.approx([1.0 + came[0], 2.0 + came[1]])
    assert changed["recovering"] == pytest.approx([290.0, 580.0])
    assert changed["reserve"] == pytest.approx([500.0 + came[0] + 3.0, 500.0 + came[1] + 6.0])
    assert changed["permanent_losses"] == pytest.approx([17.0, 34.0])


def test_reserves_step__a_stated_inflow_of_none_is_none() -> None:
    """Nothing stated is -1; 0 is a statement."""
    world = mustered()
    world.p["reserve_inflow"][:] = 0.0
    world.run(reserves_step, 24)

    assert world.st["inflow"] == pytest.approx([101.0, 2.0])


def test_reserves_step__switched_off_nobody_comes() -> None:
    """Nothing changes."""
    assert mustered().off("reserves").change(reserves_step, 24) == {}


def burning() -> Theatre:
    """Return a theatre in which B's 4 and 7 were assaulted within four days; 1 is quiet, 2 and 5 hold a few."""
    world = known_theatre()
    world.st["men"][1, [2, 5, 8]] = 100.0
    world.st["last_assault"][1, :9] = (-1, 2, -1, -1, 8, -1, -1, 12, 7)
    world.st["stock_days"][1, :9] = 3.5
    world.st["air_balance"][:] = (0.5, -0.5)
    world.st["pinned"][1] = 0.25
    world.st["loss_share"][1, 4] = 0.2
    world.st["reserve_left"][:] = 500.0
    return world


def sent(world: Theatre, day: int = 12, b: int = 1) -> dict[str, object]:
    """Return what sending the reserve changes."""
    before = world.state.copy()[0]
    send(world.sc, world.p, world.st, b, day)
    return world.changed_since(before)


def test_send__where_it_burns_from_where_it_is_quiet() -> None:
    """A part of the unpinned reserve and 4 % of sectors 2 and 5, in equal parts to 4 and 7; 1 and 8 were assaulted too lately."""
    changed = sent(burning())
    pool = 0.2 * (0.3 + 0.7 * 0.5**0.6) * 0.8 * 500.0 * 0.75
    each = (pool + 4.0 + 4.0) / 2.0

    assert set(changed) == {"men", "reserve", "reserve_left", "loss_share"}
    assert changed["reserve"] == pytest.approx([500.0, 500.0 - pool])
    assert changed["reserve_left"] == pytest.approx([500.0, 500.0 - pool])
    assert changed["men"][1, :9] == pytest.approx([0, 1000.0, 96.0, 0, 1000.0 + each, 96.0, 0, 1000.0 + each, 100.0])
    assert changed["loss_share"][1, 4] == pytest.approx(0.2 * 1000.0 / (1000.0 + each))


def test_send__no_more_than_can_still_move_today_and_no_garrison() -> None:
    """Ten men of the reserve are left to move; of sector 2's hundred, 98 are its garrison."""
    world = burning()
    world.st["reserve_left"][1] = 10.0
    world.p["hold_density"] = 49.0
    changed = sent(world)

    assert changed["reserve"] == pytest.approx([500.0, 490.0])
    assert changed["reserve_left"] == pytest.approx([500.0, 0.0])
    assert changed["men"][1, :9] == pytest.approx([0, 1000.0, 98.0, 0, 1007.0, 98.0, 0, 1007.0, 100.0])


def test_reserves_step__sends_the_reserve_of_the_day() -> None:
    """Men who came today go to where it burns today."""
    world = burning().off("replacement")
    world.p["reserve_inflow"][1] = 500.0
    world.run(reserves_step, 12)
    came = 500.0 * math.exp(-0.2)
    pool = 0.2 * (0.3 + 0.7 * 0.5**0.6) * 0.8 * (500.0 + came) * 0.75
    assert world.st["reserve"][1] == pytest.approx(500.0 + came - pool)
    assert world.st["men"][1, 7] == pytest.approx(1000.0 + (pool + 8.0) / 2.0)


def test_send__a_sector_assaulted_on_day_0_is_not_quiet() -> None:
    """Day 0 is a day; who was never assaulted gives men."""
    world = burning()
    world.st["last_assault"][1, :9] = (-1, 0, -1, -1, 5, -1, -1, -1, -1)
    assert sent(world, 5)["men"][1, [1, 2]] == pytest.approx([1000.0, 96.0])


def test_send__quiet_is_more_than_ten_days_and_free_for_it() -> None:
    """On day 13 sector 1 has been quiet for eleven days; axes, gates and ground half held give nobody."""
    assert sent(burning(), 13)["men"][1, [1, 2, 5, 8]] == pytest.approx([960.0, 96.0, 96.0, 100.0])
    world = burning()
    world.st["chosen"][1, 2], world.sc["gate"][5], world.st["share"][1], world.st["last_assault"][1, 1] = 1, 1, 0.5, -1.0
    assert sent(world)["men"][1, [1, 2, 5]] == pytest.approx([1000.0, 100.0, 100.0])


@pytest.mark.parametrize(("share", "last", "day", "burns"), [
    (0.79, 8.0, 12, True), (0.8, 8.0, 12, False), (0.0, 7.0, 12, False), (0.0, -1.0, 2, False), (0.0, 0.0, 2, True),
])  # fmt: skip
def test_send__only_where_there_was_an_assault_within_four_days(share: float, last: float, day: int, *, burns: bool) -> None:
    """And where the side holds more than a fifth; day 0 is a day, never is not."""
    world = burning()
    world.st["last_assault"][1, :9] = (-1, -1, -1, -1, last, -1, -1, -1, -1)
    world.st["share"][4] = share
    changed = sent(world, day)

    assert (changed != {}) is burns
    if burns:
        assert changed["men"][1, 4] > 1000.0


@pytest.mark.parametrize("off", ["", "reserves"])
def test_reinforce__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of reserves on random wars, for both sides, on and off."""
    assert_agrees(
        lambda world, b, w: project_reserves(*world.all, b, w, PLACES, 20.0),
        lambda world, b, view: twin.bring_up(*world.all, b, view, 20.0),
        off,
    )


@pytest.mark.parametrize("off", ["", "replacement"])
def test_reinforce__a_pool_that_runs_out_agrees_with_a_slow_twin(off: str) -> None:
    """With a small population behind each side the pool binds; what joined in the strides before counts."""

    def with_few(world: Blank) -> Blank:
        world.set(population=[3e5, 1.5e5])
        return world

    assert_agrees(
        lambda world, b, w: project_reserves(*with_few(world).all, b, w, PLACES, 20.0),
        lambda world, b, view: twin.bring_up(*with_few(world).all, b, view, 20.0),
        off,
    )


def test_reinforce__a_stated_inflow_of_less_than_one_man_is_an_inflow() -> None:
    """Half a man a day for ten days, and nobody by mobilisation or call-up, where the reserve cannot leave."""
    world, w = random_war(1), random_picture(1)
    world.set(reserve_inflow=[0.5, 0.0], call_up=[0.0, 0.0], pinned=[1.0, 1.0])
    world.switch("replacement", 0.0)
    before = w["reserve"][:, 1].copy()
    for b in range(2):
        project_reserves(*world.all, b, w, PLACES, 20.0)
    assert w["reserve"][:, 1] == pytest.approx([before[0] + 5.0, before[1]])
