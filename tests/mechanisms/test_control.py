"""Laws and steps of `mechanisms/control.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import KEY, Theatre, edge_between, known_theatre
from multipolar.mechanisms.control import (
    control_step,
    give_ground,
    level_left,
    move_share,
    pursuit_step,
    take_ground,
    withdraw_side,
)
from multipolar.numerics.random import normal

LAG = 40
"""Random stream of the lag with which a loss is admitted."""


EQUIVALENT = {}


@given(st.floats(0, 3), st.floats(0, 1), st.floats(0, 0.5))
def test_level_left__never_rises_as_ground_is_lost(level: float, lost: float, more: float) -> None:
    """Losing more of the sector never leaves a better line."""
    assert level_left(level, lost + more) <= level_left(level, lost) <= level


def test_level_left__belt_then_hasty_then_none() -> None:
    """The belt holds to an eighth, a hasty line to a quarter."""
    assert [level_left(3.0, lost) for lost in (0.0, 0.12, 0.125, 0.24, 0.25, 0.9)] == [3.0, 3.0, 1.0, 1.0, 0.0, 0.0]
    assert level_left(0.5, 0.2) == 0.5


def test_move_share__to_either_side_within_the_sector() -> None:
    """A's gain is B's loss; nobody holds more than all or less than nothing."""
    world = known_theatre()
    world.st["share"][4] = 0.4
    for b, change, share in (
        (0, 0.3, 0.7),
        (1, 0.2, 0.5),
        (0, -0.1, 0.4),
        (1, -0.9, 1.0),
        (0, 0.5, 1.0),
        (1, 9.0, 0.0),
        (1, 0.5, 0.0),
    ):
        move_share(world.st, b, 4, change)
        assert world.st["share"][4] == pytest.approx(share)


def taken(gain: float, share: float = 0.2, b: int = 0, **fields: float) -> tuple[Theatre, dict[str, np.ndarray]]:
    """Return a theatre in which a side has taken ``gain`` of sector 4, and what changed; the place lies at a half."""
    world = known_theatre()
    world.p["place_depth"][4] = 0.5
    world.p["concede_lag"] = 3.0
    world.st["share"][4], world.st["preparation_left"][4], world.st["place"][4] = share, 2.0, 1 - b
    for name, value in fields.items():
        world.st[name][(4,) if name == "share" else (1 - b, 4)] = value
    before = world.state.copy()[0]
    take_ground(world.sc, world.p, world.st, b, 4, gain, KEY, 6)
    return world, world.changed_since(before)


def test_take_ground__moves_the_share_only_before_the_place_falls() -> None:
    """A fifth and 0.29 are not half."""
    _, changed = taken(0.29)
    assert set(changed) == {"share"}
    assert changed["share"][4] == pytest.approx(0.49)


@pytest.mark.parametrize("b", [0, 1])
def test_take_ground__the_place_falls_at_its_depth(b: int) -> None:
    """A new line starts, preparation is gone, the powers wake, neighbours' flanks open, the loss is admitted later."""
    _, changed = taken(0.3, 0.2 if b == 0 else 0.8, b)
    assert set(changed) == {
        "share",
        "place",
        "fell_day",
        "concede_day",
        "defence_line",
        "preparation_left",
        "mediation_due",
        "neighbour_fell",
    }
    assert changed["place"][4] == b
    assert changed["fell_day"][4] == 6.0
    assert changed["concede_day"][4] == pytest.approx(6.0 + 3.0 * math.exp(0.9 * normal(KEY, 6, LAG, 4)))
    assert [changed["share"][4], changed["defence_line"][4], changed["preparation_left"][4]] == pytest.approx([0.5, 0.5, 0.0])
    assert changed["mediation_due"] == 1
    assert list(changed["neighbour_fell"][1 - b, :9]) == [-1, 6, -1, 6, -1, 6, -1, 6, -1]
    assert (changed["neighbour_fell"][b] == -1.0).all()


def test_take_ground__a_place_once_taken_does_not_fall_again() -> None:
    """What is held is held; the line it started stays."""
    world = known_theatre()
    world.p["place_depth"][4] = 0.5
    world.st["share"][4], world.st["place"][4] = 0.6, 0
    before = world.state.copy()[0]
    take_ground(world.sc, world.p, world.st, 0, 4, 0.1, KEY, 6)

    assert set(world.changed_since(before)) == {"share"}


@pytest.mark.parametrize(("b", "share", "whole"), [(0, 0.9, 1.0), (1, 0.1, 0.0)])
def test_take_ground__the_last_of_a_sector_is_cleared_and_the_enemy_leaves(b: int, share: float, whole: float) -> None:
    """From 97 % on all of it is taken, and who is left withdraws to the neighbour his side holds; a per cent less is not."""
    world, _ = taken(0.0701, share, b, men=400.0)
    assert world.st["share"][4] == whole
    assert world.st["men"][1 - b, 4] == 0.0
    assert world.st["men"][1 - b, :9].sum() == pytest.approx(3000.0 + 400.0 - 1000.0 * (b == 0))
    world, _ = taken(0.0699, share, b, men=400.0)
    assert world.st["share"][4] == pytest.approx(0.9699 if b == 0 else 0.0301)
    assert world.st["men"][1 - b, 4] == 400.0


def test_leave__to_a_neighbour_else_into_captivity() -> None:
    """Encircled men are lost; an empty sector loses nobody."""
    world = known_theatre()
    withdraw_side(world.sc, world.st, 1, 4)
    assert world.st["men"][1, :9].sum() == pytest.approx(3000.0)
    assert [world.st["men"][1, 4], world.st["permanent_losses"][1]] == [0.0, 0.0]
    world = known_theatre()
    for t in (1, 3, 5, 7):
        world.sc["edge_closed"][edge_between(world.sc, 4, t)] = 1
    world.st["permanent_losses"][1] = 5.0
    before = world.state.copy()[0]
    withdraw_side(world.sc, world.st, 1, 4)
    changed = world.changed_since(before)
    assert set(changed) == {"men", "permanent_losses"}
    assert list(changed["permanent_losses"]) == [0.0, 1005.0]
    assert changed["men"][1, 4] == 0.0
    before = world.state.copy()[0]
    withdraw_side(world.sc, world.st, 1, 4)
    assert world.changed_since(before) == {}
    world.st["men"][1, 4] = 0.5
    withdraw_side(world.sc, world.st, 1, 4)
    assert [world.st["men"][1, 4], world.st["permanent_losses"][1]] == [0.0, 1005.5]


@pytest.mark.parametrize(
    ("b", "share", "line", "left"),
    [(0, 0.5, 0.3, 0.4), (0, 0.35, 0.3, 0.3), (0, 0.2, 0.3, 0.2), (1, 0.5, 0.7, 0.6), (1, 0.65, 0.7, 0.7), (1, 0.9, 0.7, 0.9)],
)
def test_give_ground__takes_back_a_tenth_of_what_was_gained_beyond_the_line(b: int, share: float, line: float, left: float) -> None:
    """No more than was gained, and nothing of one's own side of the line."""
    world = known_theatre()
    world.st["share"][4], world.st["defence_line"][4] = share, line
    give_ground(world.sc, world.st, b, 4, 0.1)

    assert world.st["share"][4] == pytest.approx(left)


@pytest.mark.parametrize(("b", "share", "line"), [(0, 0.3000000001, 0.1 + 0.2), (1, 0.6999999999, 0.7), (0, 0.754, 0.75)])
def test_give_ground__thrown_back_to_the_line_is_the_line_itself(b: int, share: float, line: float) -> None:
    """Not the share less the gain, which rounding leaves on one or the other side of it."""
    world = known_theatre()
    world.st["share"][4], world.st["defence_line"][4] = share, line
    give_ground(world.sc, world.st, b, 4, 0.1)

    assert world.st["share"][4] == line


def test_control_step__preparation_wears_with_the_ground_beyond_the_line() -> None:
    """A's sectors 0, 3 and 6 have lost 0.2 and 0.3, B's 4 and 5 likewise; a tenth, and what was never held, does no harm."""
    world = known_theatre()
    world.st["defence_line"][:9] = (0.8, 0, 0, 0.8, 0.2, 0.2, 0.6, 0.6, 0.4)
    world.st["share"][:9] = (0.6, 0, 0, 0.5, 0.4, 0.5, 0.3, 0.5, 0.45)
    world.st["preparation_left"][:9] = 3.0
    changed = world.change(control_step, 5)

    assert set(changed) == {"preparation_left", "days_since_assault"}
    assert list(changed["preparation_left"][:9]) == [1, 3, 3, 0, 1, 0, 0, 3, 3]
    assert (changed["days_since_assault"][:9] == 1.0).all()


def test_control_step__lines_are_dug_in_a_quiet_week() -> None:
    """A level a week, up to prepared, along the line of that day; a fortified line stays as it is."""
    world = known_theatre()
    world.st["share"][:9] = (0.95, 0, 0, 1, 0, 0, 1, 0.05, 0)
    world.st["preparation_left"][:9] = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 0.0, 1.9, 1.0)
    world.st["days_since_assault"][:9] = (6, 6, 6, 6, 6, 6, 5, 6, 9)
    changed = world.change(control_step, 5)

    assert set(changed) == {"preparation_left", "days_since_assault", "defence_line"}
    assert list(changed["preparation_left"][:9]) == [1.0, 1.5, 2.0, 2.0, 2.0, 3.0, 0.0, 2.0, 2.0]
    assert list(changed["days_since_assault"][:9]) == [0, 0, 0, 0, 7, 7, 6, 0, 0]
    assert list(changed["defence_line"][:9]) == [0.95, 0, 0, 1, 0, 0, 1, 0.05, 0]


def test_control_step__pockets_behind_the_line_go_home() -> None:
    """Two fifths of who stands where his side holds 3 % or less leave a day; not from an axis, nor from a foothold."""
    world = known_theatre()
    world.st["men"][0, [1, 4, 7]] = 100.0
    world.st["share"][[1, 4, 7]] = 0.03, 0.04, 0.0
    world.st["chosen"][0, 7] = 1
    world.st["men"][1, 3] = 0.5
    changed = world.change(control_step, 5)

    assert set(changed) == {"men", "days_since_assault"}
    assert changed["men"][0, :9] == pytest.approx([1040, 60, 0, 1000, 100, 0, 1000, 100, 0])
    assert changed["men"][1, [3, 4]] == pytest.approx([0.3, 1000.2])


def pursued(timer: float, *off: str, truce: float = 0.0, men: float = 1000.0, tooth: float = 0.0) -> dict[str, np.ndarray]:
    """Return what a day of pursuit changes where B's defence of 4 and A's of 3 have broken."""
    world = known_theatre().off(*off)
    world.p["tooth"], world.p["hold_density"] = tooth, 40.0
    world.st["break_timer"][1, 4] = world.st["break_timer"][0, 3] = timer
    world.st["men"][0, 4], world.st["men"][1, 3] = men, 2.0 * men
    world.st["truce_left"] = truce
    return world.change(pursuit_step, 5)


@pytest.mark.parametrize(("timer", "met"), [(3.5, False), (3.0, True), (1.0, True)])
def test_pursuit_step__local_reserves_meet_it_from_the_second_day(timer: float, *, met: bool) -> None:
    """Half of (1,000 + 600) pursue into 4; half of 1,100 called and of 200 beyond its line of 800 meet them; in 3 the mirror."""
    changed = pursued(timer, tooth=0.5)
    left = 800.0 / (800.0 + 650.0) if met else 1.0
    other = 0.5 * (2000.0 + 600.0) / (0.5 * (2000.0 + 600.0) + 650.0) if met else 1.0

    assert changed["share"][[4, 3]] == pytest.approx([0.1 * left, 1.0 - 0.1 * other])


def test_control_step__a_breach_closes_where_it_was_quiet_for_a_week() -> None:
    """On the seventh quiet day, for either side; a day before it stays open, as does one elsewhere."""
    world = known_theatre()
    world.st["preparation_left"][:9] = 3.0
    world.st["days_since_assault"][[4, 5]] = 6.0, 5.0
    world.st["breach"][0, [4, 5]] = world.st["breach"][1, [4, 5]] = 3.0
    world.run(control_step, 9)

    assert world.st["breach"][:, [4, 5]].tolist() == [[0.0, 3.0], [0.0, 3.0]]


def test_pursuit_step__a_tenth_a_day_for_the_victor_who_is_there() -> None:
    """The days left are counted down; without men there, or under a truce, only that."""
    changed = pursued(4.0)
    assert set(changed) == {"share", "break_timer"}
    assert changed["share"][[3, 4]] == pytest.approx([0.9, 0.1])
    assert [changed["break_timer"][1, 4], changed["break_timer"][0, 3], changed["break_timer"].sum()] == [3.0, 3.0, 6.0]
    assert set(pursued(4.0, men=0.4)) == {"share", "break_timer"}
    assert set(pursued(4.0, truce=0.5)) == {"break_timer"}
    assert set(pursued(4.0, men=0.0)) == {"break_timer"}
    assert pursued(0.0) == {}
    assert pursued(4.0, "advance") == {}
