"""What open options are worth to powers: `diplomacy/decide/values.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest

from blank_world import Blank
from multipolar.diplomacy.decide.values import option_values
from option_menu import menu


def values_of(world: Blank) -> tuple[np.ndarray, np.ndarray]:
    """Return gains and tilts, written over what lay there before."""
    gains, tilts = np.full((12, 24), 7.0), np.full((12, 24), 7.0)
    option_values(*world.all, 12, gains, tilts)
    return gains, tilts


def test_option_values__gains_and_tilts_of_what_is_open() -> None:
    """Words gain 0.4 x 0.02; exp of a tenth of 0.8 - 0.1 sd; what is not open, or whoever sleeps, has nothing."""
    world = menu("statement", "stay_out")
    world.set(utility_scale=[9.0, 0.01])
    world.p["salience"][1, 3], world.p["position"][1, 3], world.p["option_cost"][1, 0] = 0.4, 1.0, 0.1
    world.st["norm_breach"] = 0.5
    gains, tilts = values_of(world)
    assert gains[1, :2] == pytest.approx([0.008, 0.0])
    assert tilts[1, :2] == pytest.approx([math.exp(0.07), 0.0])
    world.p["option_cost"][1, 0] = 9999.0
    assert values_of(world)[1][1, 0] == pytest.approx(math.exp(-30.0))
    world.p["option_cost"][1, 0] = -9999.0
    assert values_of(world)[1][1, 0] == pytest.approx(math.exp(30.0))
    world.set(awake=[1.0, 0.0])
    gains, tilts = values_of(world)
    assert not gains[1, :2].any()
    assert not tilts[1, :2].any()
