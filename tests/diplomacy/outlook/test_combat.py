"""A stride of assaults in the mean: `diplomacy/outlook/combat.py`."""

from __future__ import annotations

import pytest

import outlook_twin as twin
from multipolar.diplomacy.outlook.combat import axes_of, project_assaults
from random_outlook import PLACES, assert_agrees, assert_alike, random_picture, random_war


@pytest.mark.parametrize("off", ["", "effort", "assault", "ambush", "counter_stroke", "breaks", "munitions", "terrain", "advance"])
def test_press__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of assaults on random wars, for both sides, with every switch of its mechanisms off."""
    assert_agrees(
        lambda world, b, w: project_assaults(*world.all, b, w, PLACES, 0.9, 0.3, 20.0),
        lambda world, b, view: twin.attack(*world.all, b, view, 0.9, 0.3, 20.0),
        off,
    )


def test_press__who_has_no_axis_attacks_nowhere() -> None:
    """Without a sector to press on nothing changes."""
    world, w = random_war(1), random_picture(1)
    w["axis"][0] = -1.0
    before = [twin.read(w, i) for i in range(PLACES)]
    project_assaults(*world.all, 0, w, PLACES, 0.9, 0.3, 20.0)
    assert_alike(w, before)


def test_axes_of__worked_values() -> None:
    """0.8 x 10,000 x 0.5 / 1,500 rounds to 3; one axis at least."""
    assert axes_of(10000.0, 0.5, 1500.0) == 3.0
    assert axes_of(10000.0, 0.5, 1700.0) == 2.0
    assert axes_of(100.0, 0.5, 1500.0) == 1.0
