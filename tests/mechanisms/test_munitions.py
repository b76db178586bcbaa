"""Laws and steps of `mechanisms/munitions.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.munitions import (
    activity_of,
    asked_forward,
    burn_lost,
    fire_of,
    forward_start,
    haul_forward,
    landed_total,
    munitions_step,
    shell_state_after,
    shells_at_start,
    tonnes_wanted,
)

TONNES = st.floats(0, 2000)


@given(TONNES, st.floats(0, 1))
def test_tonnes_wanted__lies_between_quiet_and_high_intensity(use: float, activity: float) -> None:
    """Fire runs between 40 % and all of the high-intensity use."""
    assert 0.4 * use - 1e-9 <= tonnes_wanted(use, activity) <= use + 1e-9


def test_tonnes_wanted__worked_by_hand() -> None:
    """Half of the axes active: 0.7 of 100 t."""
    assert tonnes_wanted(100.0, 0.5) == pytest.approx(70.0)


def test_forward_start__worked_by_hand() -> None:
    """Three tenths of the stock, or six days of half of a side's 100 t."""
    assert [forward_start(500.0, 100.0, 0.5), forward_start(5000.0, 100.0, 0.5)] == pytest.approx([150.0, 300.0])
    assert forward_start(5000.0, 100.0, 0.0) == 0.0


def test_asked_forward__worked_by_hand() -> None:
    """70 t wanted, 100 t of use, half of it forward: 35 t, 52.5 with less than 250 t there, and no more than to 600 t."""
    assert [asked_forward(70.0, 100.0, 0.5, there) for there in (249.9, 250.0, 580.0, 700.0)] == pytest.approx(
        [52.5, 35.0, 20.0, 0.0]
    )


@given(TONNES, TONNES, st.floats(0, 1), TONNES)
def test_asked_forward__never_fills_beyond_twelve_days(wanted: float, use: float, share: float, forward: float) -> None:
    """What is asked for is not negative, and brings stocks to twelve days at most."""
    asked = asked_forward(wanted, use, share, forward)
    assert asked >= 0.0
    assert asked == 0.0 or forward + asked <= 12.0 * use * share + 1e-6


def test_shell_state_after__a_mean_over_days() -> None:
    """A quarter a day towards what is fired; who wants nothing has all he wants."""
    assert shell_state_after(0.8, 30.0, 60.0) == pytest.approx(0.6 + 0.125)
    assert shell_state_after(0.8, 0.0, 0.0) == pytest.approx(0.85)
    assert shell_state_after(0.0, 0.0, 5.0) == 0.0


def test_shells_at_start__less_than_a_day_is_a_part_of_the_fire() -> None:
    """30 t of 100 t a day are three tenths, a day and more is all."""
    assert [shells_at_start(stock, 100.0) for stock in (0.0, 30.0, 100.0, 9000.0)] == pytest.approx([0.0, 0.3, 1.0, 1.0])


def armed_theatre() -> Theatre:
    """Return a theatre in which A assaults on one of four axes; B defends there and assaults on its only one."""
    world = known_theatre()
    world.p["munitions_use"][:] = (100.0, 80.0)
    world.st["munitions"][:] = (1000.0, 30.0)
    world.st["fired"][:] = (5.0, 6.0)
    world.st["chosen"][0, [1, 4, 7, 8]] = 1
    world.st["phase"][0, 4] = 1
    world.st["chosen"][1, 3] = 1
    return world


def test_munitions_step__worked_by_hand() -> None:
    """A is active on one of four axes; B, assaulted off its own axis, fires as on it, as far as its 30 t go. No haul."""
    world = armed_theatre().off("haul")
    world.st["shell_state"][:] = 1.0, 0.4
    changed = world.change(munitions_step, 5)
    fired = 100.0 * (0.4 + 0.6 * 0.25)

    assert set(changed) == {"munitions", "fire_tonnes", "fired", "shell_state"}
    assert changed["fire_tonnes"] == pytest.approx([fired, 30.0])
    assert changed["munitions"] == pytest.approx([1000.0 - fired, 0.0])
    assert changed["fired"] == pytest.approx([5.0 + fired, 36.0])
    assert changed["shell_state"] == pytest.approx([1.0, 0.3 + 0.25 * 30.0 / 80.0])


def activity(world: Theatre, b: int) -> float:
    """Return the share of a side's axes in assault."""
    return activity_of(world.sc, world.st, b)


def test_activity_of__is_a_share_of_the_axes() -> None:
    """Who is assaulted on an axis of his own counts once; without axes one counts; never over one."""
    world = armed_theatre()
    assert [activity(world, 0), activity(world, 1)] == pytest.approx([0.25, 1.0])
    world.st["chosen"][1, [3, 4]] = 0, 1
    assert activity(world, 1) == 0.0
    world = armed_theatre()
    world.st["chosen"][1] = 0
    assert activity(world, 1) == 1.0
    world = armed_theatre()
    world.st["phase"][0, [1, 4, 7]] = 1
    assert [activity(world, 0), activity(world, 1)] == pytest.approx([0.75, 1.0])
    world.st["phase"][1, 5] = 1
    world.st["chosen"][0, 5] = 0
    assert activity(world, 0) == 1.0
    world = armed_theatre()
    world.st["chosen"][1, [0, 3, 6, 8]] = 1
    assert activity(world, 1) == 0.25


def test_munitions_step__a_twentieth_under_a_truce_and_no_end_when_switched_off() -> None:
    """Guns are all but silent in a truce; with the mechanism off the stock stays and nobody lacks shells."""
    world = armed_theatre().off("haul")
    world.st["truce_left"] = 0.5
    world.run(munitions_step, 5)
    assert world.st["fire_tonnes"] == pytest.approx([100.0 * 0.55 * 0.05, 4.0])
    world = armed_theatre().off("munitions")
    world.st["shell_state"][:] = 0.6
    changed = world.change(munitions_step, 5)
    assert set(changed) == {"fire_tonnes", "fired", "shell_state"}
    assert changed["fire_tonnes"] == pytest.approx([100.0 * 0.55, 80.0])
    assert changed["shell_state"] == pytest.approx([0.7, 0.7])


def hauling_theatre() -> Theatre:
    """Return a theatre whose B stands beyond its sources and hauls: 40 t forward, 8 t at the entry of 4, 100 t in all."""
    world = armed_theatre()
    world.st["munitions"][1], world.st["forward"][1], world.st["landed"][1, 4] = 100.0, 40.0, 8.0
    world.st["shells_way"][1] = 25.0
    return world


def test_munitions_step__shells_come_forward_and_are_fired_there() -> None:
    """B wants 80 t and asks for 120: the road brings 25 to the 40 there are, all are fired, the rest of the 100 t stays behind."""
    changed = hauling_theatre().change(munitions_step, 5)
    assert changed["fire_tonnes"] == pytest.approx([55.0, 65.0])
    assert changed["munitions"] == pytest.approx([945.0, 35.0])
    assert changed["forward"] == pytest.approx([0.0, 0.0])
    assert changed["shell_state"] == pytest.approx([1.0, 0.75 + 0.25 * 65.0 / 80.0])


@pytest.mark.parametrize(
    ("way", "part", "forward", "entry"),
    [(25.0, 0.2, 65.0, 3.0), (25.0, 0.8, 65.0, 0.0), (99.0, 0.0, 92.0, 8.0), (99.0, 0.5, 100.0, 0.0)],
)
def test_haul_forward__from_depots_and_from_entries(way: float, part: float, forward: float, entry: float) -> None:
    """The part that starts at entries is taken there as far as it goes, the rest from the 52 t at the sources."""
    world = hauling_theatre()
    world.st["shells_way"][1], world.st["landed_part"][1] = way, part
    haul_forward(world.sc, world.p, world.st, 1, 120.0)
    assert [world.st["forward"][1], world.st["landed"][1, 4]] == pytest.approx([forward, entry])
    assert world.st["munitions"][1] == 100.0


def test_haul_forward__no_more_than_is_asked() -> None:
    """Seven tonnes."""
    world = hauling_theatre()
    haul_forward(world.sc, world.p, world.st, 1, 7.0)
    assert world.st["forward"][1] == pytest.approx(47.0)


@pytest.mark.parametrize(
    ("wanted", "share", "fired", "forward"),
    [
        (50.0, 0.4, 50.0, 20.0), (90.0, 1.0, 40.0, 0.0), (60.0, 0.0, 60.0, 32.0), (200.0, 0.0, 92.0, 0.0), (80.0, 0.75, 60.0, 0.0),
        (150.0, 0.2, 92.0, 0.0),
    ],
)  # fmt: skip
def test_fire_of__forward_guns_fire_what_is_forward(wanted: float, share: float, fired: float, forward: float) -> None:
    """40 t forward, 52 t in the depots: guns at the sources take what is forward when the depots are empty, not the other way."""
    world = hauling_theatre()
    assert fire_of(world.sc, world.st, 1, wanted, share) == pytest.approx(fired)
    assert world.st["forward"][1] == pytest.approx(forward)
    assert world.st["munitions"][1] == pytest.approx(100.0 - fired)


def test_burn_lost__shells_burn_with_the_ground_on_which_they_lie() -> None:
    """8 t at the entry of sector 4 once half of it is A's; before that nothing."""
    world = hauling_theatre()
    world.st["burnt"][1] = 2.0
    world.st["share"][4] = 0.4
    burn_lost(world.sc, world.st, 1)
    assert [world.st["munitions"][1], world.st["burnt"][1]] == [100.0, 2.0]
    world.st["share"][4] = 0.5
    burn_lost(world.sc, world.st, 1)
    assert [world.st["munitions"][1], world.st["burnt"][1], landed_total(world.sc, world.st, 1)] == [92.0, 10.0, 0.0]


def test_munitions_step__burns_what_was_lost() -> None:
    """The 8 t at the entry are gone with the ground."""
    world = hauling_theatre()
    world.st["share"][4] = 0.5
    changed = world.change(munitions_step, 5)
    assert changed["burnt"] == pytest.approx([0.0, 8.0])


def test_burn_lost__a_little_burns_too() -> None:
    """Half a tonne on lost ground."""
    world = hauling_theatre()
    world.st["landed"][1, 4], world.st["share"][4] = 0.5, 0.9
    burn_lost(world.sc, world.st, 1)
    assert world.st["munitions"][1] == 99.5


def test_haul_forward__nothing_from_empty_depots() -> None:
    """All there is lies forward or at entries that the road does not start from: nothing comes."""
    world = hauling_theatre()
    world.st["munitions"][1], world.st["landed_part"][1] = 48.0, 0.0
    haul_forward(world.sc, world.p, world.st, 1, 7.0)
    assert world.st["forward"][1] == 40.0


def test_landed_total__adds_the_entries() -> None:
    """Of the side asked for."""
    world = hauling_theatre()
    world.st["landed"][1, 7] = 3.0
    assert [landed_total(world.sc, world.st, b) for b in range(2)] == [0.0, 11.0]
