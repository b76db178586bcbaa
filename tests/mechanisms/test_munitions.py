"""Laws and steps of `mechanisms/munitions.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.munitions import munitions_step, shells_out, tonnes_wanted


@given(st.floats(0, 2000), st.floats(0, 1), st.floats(0, 1))
def test_tonnes_wanted__lies_between_quiet_and_high_intensity(use: float, activity: float, supply: float) -> None:
    """Fire runs between 40 % and all of the high-intensity use, scaled by supply."""
    fired = tonnes_wanted(use, activity, supply)

    assert 0.4 * use * supply - 1e-9 <= fired <= use * supply + 1e-9


def test_tonnes_wanted__worked_by_hand() -> None:
    """Half of the axes active, four fifths supplied: 0.7 x 0.8 of 100 t."""
    assert tonnes_wanted(100.0, 0.5, 0.8) == pytest.approx(56.0)


def test_shells_out__means_less_than_a_day_left() -> None:
    """Guns fall silent when less than one day of high-intensity fire is left."""
    assert shells_out(99.0, 100.0)
    assert not shells_out(100.0, 100.0)


def armed_theatre() -> Theatre:
    """Return a theatre in which A assaults on one of four axes; B defends there and assaults on its only one."""
    world = known_theatre()
    world.p["munitions_use"][:] = (100.0, 80.0)
    world.st["munitions"][:] = (1000.0, 30.0)
    world.st["fired"][:] = (5.0, 6.0)
    world.st["chosen"][0, [1, 4, 7, 8]] = 1
    world.st["phase"][0, 4] = 1
    world.st["chosen"][1, 3] = 1
    world.st["stock_days"][0, :9] = 3.5
    return world


HUNGRY = 0.5**0.6
"""What half a week's supply lets a side fire."""


def test_munitions_step__worked_by_hand() -> None:
    """A is active on one of four axes; B, assaulted off its own axis, fires as on it, as far as its 30 t go."""
    changed = armed_theatre().change(munitions_step, 5)
    fired = 100.0 * (0.4 + 0.6 * 0.25) * HUNGRY

    assert set(changed) == {"munitions", "fire_tonnes", "fired"}
    assert changed["fire_tonnes"] == pytest.approx([fired, 30.0])
    assert changed["munitions"] == pytest.approx([1000.0 - fired, 0.0])
    assert changed["fired"] == pytest.approx([5.0 + fired, 36.0])


def test_munitions_step__activity_is_a_share_of_the_axes() -> None:
    """Who is assaulted on an axis of his own counts once; without axes one counts; never over one."""
    world = armed_theatre()
    world.st["munitions"][:] = 1000.0
    world.st["chosen"][1, [3, 4]] = 0, 1
    world.st["phase"][1, 4] = 0
    world.run(munitions_step, 5)
    assert world.st["fire_tonnes"][1] == pytest.approx(80.0 * 0.4)
    world = armed_theatre()
    world.st["munitions"][:] = 1000.0
    world.st["chosen"][1] = 0
    world.run(munitions_step, 5)
    assert world.st["fire_tonnes"][1] == pytest.approx(80.0)
    world = armed_theatre()
    world.st["munitions"][:] = 1000.0
    world.st["phase"][0, [1, 4, 7]] = 1
    world.run(munitions_step, 5)
    assert world.st["fire_tonnes"] == pytest.approx([100.0 * (0.4 + 0.6 * 0.75) * HUNGRY, 80.0])
    world.st["phase"][1, 5] = 1
    world.st["chosen"][0, 5] = 0
    world.run(munitions_step, 6)
    assert world.st["fire_tonnes"][0] == pytest.approx(100.0 * HUNGRY)


def test_munitions_step__an_assault_met_off_one_s_axes_counts_as_one() -> None:
    """B is assaulted in 4 and has four other axes, quiet ones: active on a quarter."""
    world = armed_theatre()
    world.st["munitions"][:] = 1000.0
    world.st["chosen"][1, [0, 3, 6, 8]] = 1
    world.run(munitions_step, 5)
    assert world.st["fire_tonnes"][1] == pytest.approx(80.0 * (0.4 + 0.6 * 0.25))


def test_munitions_step__a_twentieth_under_a_truce_and_no_end_when_switched_off() -> None:
    """Guns are all but silent in a truce; with the mechanism off the stock stays."""
    world = armed_theatre()
    world.st["truce_left"] = 0.5
    world.run(munitions_step, 5)
    assert world.st["fire_tonnes"] == pytest.approx([100.0 * 0.55 * HUNGRY * 0.05, 4.0])
    changed = armed_theatre().off("munitions").change(munitions_step, 5)
    assert set(changed) == {"fire_tonnes", "fired"}
    assert changed["fire_tonnes"] == pytest.approx([100.0 * 0.55 * HUNGRY, 80.0])
