"""The outlook of `diplomacy/foresight.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy import foresight as f
from multipolar.model.catalogue import SWITCHES
from powers_toy import fought_world, gains_of

UNIT = hs.floats(0, 1)
MILITARY = (
    "SUPPLY", "INTERDICTION", "DRONES", "AREA_FIRE", "EFFORT", "ASSAULT", "AMBUSH", "COUNTER_STROKE", "BREAKS",
    "SIDE_COLLAPSE", "RESERVES", "DISPLACEMENT", "FINANCE", "WILL", "REPORTS", "WEATHER", "MUNITIONS", "TERRAIN", "ADVANCE",
)  # fmt: skip


def outlook_of(world) -> np.ndarray:
    """Return the outlook (lane, stride, output)."""
    out = np.zeros((f.LANES, f.STEPS, f.OUTPUTS))
    f.outlook(world.sc, world.p, world.st, np.ones(f.LANES, np.int64), f.STEPS, out)
    return out


@given(UNIT, UNIT, UNIT)
def test_expected_share__is_a_share_and_collapse_hands_over_everything(share: float, a: float, b: float) -> None:
    """Collapse of one side leaves all to the other."""
    assert 0.0 <= f.expected_share(share, a, b) <= 1.0
    assert f.expected_share(share, 0.0, 1.0) == pytest.approx(1.0)
    assert f.expected_share(share, 1.0, 0.0) == pytest.approx(0.0)


def test_outlook__lanes_move_the_share_the_way_they_should() -> None:
    """Better and more men and more air for A raise its share, men for B lower it; deaths and flight only grow."""
    out = outlook_of(fought_world())
    reach = 3
    last = out[:, reach - 1, f.SHARE] - out[0, reach - 1, f.SHARE]
    assert last[f.QUALITY_A] > 0.0
    assert last[f.AIR] > 0.0
    assert last[f.MEN_A] > 0.0 > last[f.MEN_B]
    base = out[0, :reach]
    assert (np.diff(base[:, f.DEATHS]) >= 0.0).all()
    assert (np.diff(base[:, f.GONE]) >= -1e-12).all()
    assert (out[:, :reach, f.SHARE] >= 0.0).all()
    assert (out[:, :reach, f.SHARE] <= 1.0).all()


@pytest.mark.parametrize("name", MILITARY)
def test_option_values__every_military_law_moves_some_of_them(name: str) -> None:
    """Turning off any military law changes what some option is worth to some power."""
    world = fought_world()
    before = gains_of(world)
    world.p["on"][SWITCHES.index(name.lower())] = 0.0
    assert not np.array_equal(before, gains_of(world)), name


def test_outlook__rests_on_reports_not_on_truth() -> None:
    """Hidden losses do not change what the powers see while reports are on."""
    world = fought_world()
    before = outlook_of(world)
    world.st["public_share"] += 0.1
    assert not np.array_equal(before, outlook_of(world))
