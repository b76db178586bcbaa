"""What open options are worth to powers: `diplomacy/decide/values.py`."""

from __future__ import annotations

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


def values_of(world: Blank) -> np.ndarray:
    """Return gains, written over what lay there before."""
    gains = np.full(world.sc["option"].shape, 7.0)
    option_values(*world.all, 12, gains)
    return gains


def test_option_values__gains_of_what_is_open() -> None:
    """Relief gains 0.4 x 0.05 of a role; what is not open, or whoever sleeps, has nothing; costs are left aside."""
    world = menu("humanitarian", "stay_out")
    world.p["salience"][1, 2], world.p["position"][1, 2], world.p["option_cost"][1, 0] = 0.4, 1.0, 0.1
    assert values_of(world)[1, :2] == pytest.approx([0.02, 0.0])
    world.set(awake=[1.0, 0.0])
    assert not values_of(world)[1, :2].any()


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
