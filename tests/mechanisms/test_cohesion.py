"""Laws and step of `mechanisms/cohesion.py`."""

from __future__ import annotations

import math

import pytest

import outlook_twin as twin
from known_theatre import KEY, known_theatre, rate_of_draw
from multipolar.mechanisms.cohesion import cohesion_step, collapse_rate, project_collapse
from random_outlook import PLACES, assert_agrees

COLLAPSE = 32
"""Random stream."""
DAY = 9


def test_collapse_rate__worked_by_hand_and_within_its_bounds() -> None:
    """Will 0.35, 0.06 of the value lost, two breaks: 1.5 + 0.6 + 1.8; ground won back and a fourth break count nothing."""
    assert collapse_rate(0.001, 0.35, 0.06, 2.0) == pytest.approx(0.001 * math.exp(3.9))
    assert collapse_rate(0.001, 0.65, -0.2, 0.0) == pytest.approx(0.001)
    assert collapse_rate(0.001, 0.65, 0.3, 0.0) == pytest.approx(0.001 * math.exp(1.5))
    assert collapse_rate(0.001, 0.65, 0.0, 7.0) == pytest.approx(0.001 * math.exp(2.7))


def test_collapse_rate__matches_the_two_stated_levels() -> None:
    """About 0.02 % a day for a willing side, about 9 % for a half-hearted one after three breaks and 15 % lost."""
    assert 0.0001 < collapse_rate(0.0005, 0.8, 0.0, 0.0) < 0.0004
    assert 0.06 < collapse_rate(0.0005, 0.45, 0.15, 3.0) < 0.12


@pytest.mark.parametrize(("b", "value"), [(0, 0.5), (1, 0.7)])
def test_cohesion_step__a_side_collapses_at_its_hazard(b: int, value: float) -> None:
    """Will 0.55, a tenth of the value lost, two breaks: exponents 0.5 + 1.0 + 1.8."""
    suffices = rate_of_draw(DAY, COLLAPSE, b) * math.exp(-3.3)
    for scale in (0.999, 1.001):
        world = known_theatre()
        world.st["start_share"], world.st["value_share"] = 0.6, value
        world.st["breaks"][b] = 2.0
        world.st["resolve"][b], world.st["resolve"][1 - b] = 0.55, 50.0
        world.p["side_collapse"] = scale * suffices
        changed = world.change(cohesion_step, DAY)
        if scale < 1.0:
            assert changed == {}
        else:
            assert set(changed) == {"ending", "ending_day"} | ({"winner"} if b == 0 else set())
            assert (world.st["ending"], world.st["ending_day"], world.st["winner"]) == (1, DAY, 1 - b)


def test_cohesion_step__collapse_comes_once_and_not_under_a_truce() -> None:
    """Where both would go, A goes first; a war that has ended, a truce and the switch keep it away."""
    world = known_theatre()
    world.p["side_collapse"] = 1e9
    world.run(cohesion_step, DAY, KEY)
    assert (world.st["ending"], world.st["winner"]) == (1, 1)
    for name, value in (("ending", 4), ("truce_left", 0.5), ("side_collapse", 0)):
        world = known_theatre()
        world.p["side_collapse"] = 1e9
        if name == "side_collapse":
            world.off(name)
        else:
            world.st[name] = value
        assert world.change(cohesion_step, DAY) == {}


@pytest.mark.parametrize("off", ["", "side_collapse"])
def test_project_collapse__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of collapses on random wars, for both sides, on and off."""
    assert_agrees(
        lambda world, b, w: project_collapse(world.p, world.st, b, w, PLACES),
        lambda world, b, view: twin.collapse(world.p, world.st, b, view),
        off,
    )
