"""What a side has from a supplier, and loses without it."""

from __future__ import annotations

import math

import pytest

from acting import acting
from blank_world import Blank
from multipolar.diplomacy.suppliers import part_cut, planning_left, stands_behind, suppliers_step


def supplied(favours: int = 0, level: int = 1, since: float = 5.0) -> tuple[Blank, int]:
    """Return two powers, of which the first has an option for a side in effect from day 5 on; both supply A, the second B too."""
    world, n = acting("arm", 0, favours=favours, since=since, level=level)
    world.p["supply_share"][0], world.p["supply_share"][1] = (0.5, 0.0), (0.2, 0.3)
    world.set(drones=[10.0, 20.0], quality=[0.6, 0.4], quality_now=[1.1, 1.0])
    return world, n


def test_stands_behind__by_arms_for_the_side_while_they_last() -> None:
    """Not before the option takes effect, not for the other side, not by words."""
    world, n = supplied()
    assert [stands_behind(world.sc, world.st, 0, b, day) for b, day in ((0, 5.0), (0, 4.0), (1, 5.0))] == [True, False, False]
    assert not stands_behind(world.sc, world.st, 1, 0, 5.0)
    world.sc["opt_level"][n] = 0
    assert not stands_behind(world.sc, world.st, 0, 0, 5.0)
    world.sc["opt_level"][n] = 2
    assert stands_behind(world.sc, world.st, 0, 0, 5.0)


def test_part_cut__adds_the_shares_of_who_does_not_support_the_side() -> None:
    """A has the first behind it and lacks the second's fifth; never more than all is lacking."""
    world, _ = supplied()
    assert [part_cut(*world.all, 0, 5.0), part_cut(*world.all, 0, 4.0), part_cut(*world.all, 1, 5.0)] == pytest.approx(
        [0.2, 0.7, 0.3]
    )
    world.p["supply_share"][1, 0] = 0.9
    assert part_cut(*world.all, 0, 4.0) == 1.0


def test_planning_left__a_quarter_of_the_log_of_quality() -> None:
    """All of it at Q 0.8: exp(-0.3); nothing cut, nothing lost."""
    assert planning_left(0.8, 1.0) == pytest.approx(math.exp(-0.3))
    assert planning_left(0.8, 0.0) == planning_left(0.0, 1.0) == 1.0


def test_suppliers_step__drones_go_once_and_planning_while_support_is_away() -> None:
    """0.7 lacking on day 4, 0.2 on day 5: drones stay at three tenths, planning comes back with the advisers."""
    world, _ = supplied()
    world.day(suppliers_step, 4)
    assert world.st["drones"].tolist() == pytest.approx([3.0, 14.0])
    assert world.st["supply_cut"].tolist() == pytest.approx([0.7, 0.3])
    assert world.st["quality_now"].tolist() == pytest.approx([1.1 * planning_left(0.6, 0.7), planning_left(0.4, 0.3)])
    world.set(quality_now=[1.1, 1.0])
    world.day(suppliers_step, 5)
    assert world.st["drones"].tolist() == pytest.approx([3.0, 14.0])
    assert world.st["supply_cut"].tolist() == pytest.approx([0.7, 0.3])
    assert world.st["quality_now"][0] == pytest.approx(1.1 * planning_left(0.6, 0.2))
    world.p["supply_share"][1, 0] = 0.85
    world.day(suppliers_step, 6)
    assert world.st["drones"][0] == pytest.approx(1.5)


def test_suppliers_step__nothing_stated_moves_nothing() -> None:
    """Where no share is stated the step is inert."""
    world, _ = supplied()
    world.p["supply_share"][:] = 0.0
    assert world.day(suppliers_step, 4) == {}
