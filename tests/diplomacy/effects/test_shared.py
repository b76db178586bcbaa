"""What all effects share: what is in effect, for whom, and how much arrives."""

from __future__ import annotations

import pytest

from acting import acting
from blank_world import blank_world
from multipolar.diplomacy.effects.shared import helped_side, in_effect, reach_of, target_side


def test_reach_of__the_access_within_0_and_1() -> None:
    """Access beyond the full one brings no more, and none below none."""
    assert (reach_of(-0.2), reach_of(0.4), reach_of(1.4)) == (0.0, 0.4, 1.0)


def test_in_effect__from_its_first_day_until_the_day_it_ends() -> None:
    """In effect on days 3 to 6 when it runs from 3 until 7."""
    world = blank_world(powers=1)
    world.running(0, 1, since=3.0, until=7.0)
    assert [bool(in_effect(world.st, 0, 1, day)) for day in (2.0, 3.0, 6.0, 7.0)] == [False, True, True, False]
    assert not in_effect(world.st, 0, 0, 3.0)


@pytest.mark.parametrize(
    ("target", "ties", "aimed"),
    [
        (0, (0.0, 0.0), 0),
        (1, (0.0, 0.0), 1),
        (3, (0.5, 0.0), -1),
        (-1, (0.5, 0.475), 1),
        (-1, (0.5, 0.485), -1),
        (-1, (0.485, 0.5), -1),
        (-1, (0.475, 0.5), 0),
    ],
)
def test_target_side__its_target_or_the_side_less_liked(target: int, ties: tuple[float, float], aimed: int) -> None:
    """A target among the belligerents, else the one whose tie is more than 0.02 colder; another power is no side."""
    world, n = acting("sanction", 1, target=target)
    world.st["tie"][3, :2] = ties
    assert target_side(world.sc, world.st, 1, n) == aimed


@pytest.mark.parametrize(("favours", "target", "helped"), [(0, 1, 0), (1, 0, 1), (-1, 0, 0), (-1, 1, 1), (-1, 2, -1), (-1, -1, -1)])
def test_helped_side__whom_it_favours_else_its_target(favours: int, target: int, helped: int) -> None:
    """A favour comes first; a target that is a power helps nobody."""
    world, n = acting("arm", favours=favours, target=target)
    assert helped_side(world.sc, n) == helped
