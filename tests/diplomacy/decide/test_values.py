"""What open options are worth to powers: `diplomacy/decide/values.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest

from blank_world import Blank
from multipolar.diplomacy.decide.values import option_values
from multipolar.diplomacy.decide.weights import is_available
from multipolar.diplomacy.outlook.amounts import lane_parts
from multipolar.diplomacy.outlook.project import project_outlook
from multipolar.diplomacy.outlook.state import DEATHS, GONE, LANES, OUTLOOK_STEPS, OUTPUTS, SHARE
from multipolar.diplomacy.outlook.value import option_gain
from multipolar.diplomacy.preferences import issues_of
from option_menu import menu
from powers_toy import gains_of, toy_world

EQUIVALENT = {
    ("option_values", "np.empty(1, DECISION): 1 -> 2"): "a second decision lies unused beside the first",
    ("value_options", "decision.required[lane] = 1: 1 -> 2"): "any number but nought marks a lane as required",
}


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
    assert values_of(world)[1][1, 0] == pytest.approx(math.exp(-30.0), abs=0.0)
    world.p["option_cost"][1, 0] = -9999.0
    assert values_of(world)[1][1, 0] == pytest.approx(math.exp(30.0))
    world.set(awake=[1.0, 0.0])
    gains, tilts = values_of(world)
    assert not gains[1, :2].any()
    assert not tilts[1, :2].any()


def test_option_values__are_gains_at_each_powers_own_horizon() -> None:
    """The outlook of all lanes, read at the stride in which the power's foresight ends; lanes have moved for that long."""
    world = toy_world()
    world.p["awake"][:3] = 0.6
    world.p["foresight"][:3] = (14.0, 35.0, 60.0)
    records = (world.sc, world.p, world.st)
    out, wanted = np.zeros((LANES, OUTLOOK_STEPS, OUTPUTS)), np.ones(LANES, np.int64)
    project_outlook(*records, wanted, OUTLOOK_STEPS, out)
    gains = gains_of(world)

    for j, stride in enumerate((0, 3, 5)):
        issues, changed, parts = np.zeros(7), np.zeros(7), np.zeros(LANES)
        issues_of(*records, j, out[0, stride, SHARE], out[0, stride, GONE], out[0, stride, DEATHS], 12, issues)
        for o in range(int(world.sc["n_options"][j])):
            n = int(world.sc["option"][j, o])
            lane_parts(*records, j, n, 10.0 * (stride + 1), parts)
            gain = option_gain(*records, j, n, False, stride, out, issues, changed, parts)
            assert gains[j, o] == (pytest.approx(gain, rel=1e-12) if is_available(*records, j, n, 12) else 0.0)
        assert np.count_nonzero(gains[j]) > 2
