"""The outlook of a power, stride by stride: `diplomacy/outlook/project.py`."""

from __future__ import annotations

import ast
import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

import outlook_twin as twin
from multipolar.diplomacy.outlook import combat
from multipolar.diplomacy.outlook import project as module
from multipolar.diplomacy.outlook.project import PLACED, axis_value, expected_share, project, project_outlook
from multipolar.diplomacy.outlook.state import (
    AIR,
    BASE,
    DEATHS,
    GONE,
    LANES,
    MEN_A,
    MEN_B,
    OUTLOOK_STEPS,
    OUTPUTS,
    QUALITY_A,
    QUALITY_B,
    SHARE,
    apply_perturbation,
    copy_baseline,
    start_outlook,
)
from multipolar.mechanisms.outlook import OUTLOOK_STATE
from multipolar.model.catalogue import CATALOGUE, SWITCHES
from powers_toy import fought_world, gains_of
from random_outlook import PLACES, random_picture, random_war

UNIT = hs.floats(0, 1)
MILITARY = (
    "SUPPLY", "INTERDICTION", "DRONES", "AREA_FIRE", "EFFORT", "ASSAULT", "AMBUSH", "COUNTER_STROKE", "BREAKS",
    "SIDE_COLLAPSE", "RESERVES", "DISPLACEMENT", "FINANCE", "WILL", "REPORTS", "WEATHER", "MUNITIONS", "TERRAIN", "ADVANCE",
)  # fmt: skip
SWITCHED_OFF = (
    "", "supply", "interdiction", "drones", "area_fire", "effort", "assault", "ambush", "counter_stroke", "breaks", "reserves",
    "finance", "will", "side_collapse", "munitions", "terrain", "advance", "displacement", "weather",
)  # fmt: skip


def test_placed__are_declared_and_called_within_the_stride() -> None:
    """A law with a place of its own is some mechanism's, and stands in the stride or in its assaults; others run at its end."""
    declared = [m.outlook for m in CATALOGUE if callable(m.outlook)]
    called = {
        node.func.id
        for file in (module, combat)
        for node in ast.walk(ast.parse(inspect.getsource(file)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert [law.__name__ for law in PLACED if law not in declared or law.__name__ not in called] == []
    assert [law.__name__ for law in declared if law not in PLACED and law.__name__ in called] == []


@pytest.mark.parametrize("off", SWITCHED_OFF)
def test_project__agrees_with_a_slow_twin(off: str) -> None:
    """Three steps of ten days on random wars: share, flight, deaths and collapses of every place, in the place's lane."""
    for seed in range(3 if off == "" else 1):
        world, w = random_war(seed), random_picture(seed)
        if off:
            world.switch(off, 0.0)
        w["lane"][:PLACES] = (0, 3, 7, 9)
        views = [twin.read(w, i) for i in range(PLACES)]
        out = np.full((LANES, OUTLOOK_STEPS, OUTPUTS), 7.0)
        project(*world.all, w, PLACES, 3, out)
        for lane, view in zip((0, 3, 7, 9), views, strict=True):
            assert out[lane, :3] == pytest.approx(np.array(twin.look_ahead(*world.all, view, 3)), rel=1e-8, abs=1e-12)
        assert (out[:, 3:] == 7.0).all()
        assert (out[[1, 2, 4, 5, 6, 8]] == 7.0).all()


def test_project__without_axes_nobody_gains() -> None:
    """Two sides with nowhere to attack keep their shares; a place nobody lives in has no displaced."""
    world, w = random_war(2), random_picture(2)
    world.switch("side_collapse", 0.0)
    world.switch("displacement", 0.0)
    world.set(zone=[0, 0, 0])
    w["axis"][:], w["collapse"][:], w["taken"][:] = -1.0, 0.0, 0.0
    out = np.zeros((LANES, OUTLOOK_STEPS, OUTPUTS))
    project(*world.all, w, 1, 1, out)
    assert out[0, 0, :2] == pytest.approx([w["share"][0], 0.0])


def test_axis_value__of_the_axis_or_nothing() -> None:
    """A third of the value lies on the axis; without an axis there is none."""
    world = random_war(1)
    w = random_picture(1)
    w["axis"][:] = (1.0, -1.0)
    assert axis_value(world.p, w, 0, 9.0) == pytest.approx(1.0 / 3.0)
    assert axis_value(world.p, w, 1, 9.0) == 0.0


def test_look__draws_both_sides_and_carries_on_what_is_wanted() -> None:
    """The war as it is and required lanes, each disturbed in its own way; the others are left as they are."""
    world = fought_world()
    required = np.zeros(LANES, np.int64)
    required[[QUALITY_B, MEN_A]] = 1
    out = np.full((LANES, OUTLOOK_STEPS, OUTPUTS), 7.0)
    project_outlook(world.sc, world.p, world.st, required, 2, out)
    asked = [BASE, QUALITY_B, MEN_A]
    assert (np.delete(out, asked, axis=0) == 7.0).all()
    w = np.zeros(1, OUTLOOK_STATE)[0]
    for b in range(2):
        start_outlook(world.sc, world.p, world.st, b, w)
    for i, lane in enumerate(asked):
        w["lane"][i] = lane
    copy_baseline(world.st, w, 3)
    for i, lane in enumerate(asked):
        apply_perturbation(world.sc, w, i)
        slow = twin.look_ahead(world.sc, world.p, world.st, twin.read(w, i), 2)
        assert out[lane, :2] == pytest.approx(np.array(slow), rel=1e-8)


def outlook_of(world) -> np.ndarray:
    """Return the outlook (lane, stride, output)."""
    out = np.zeros((LANES, OUTLOOK_STEPS, OUTPUTS))
    project_outlook(world.sc, world.p, world.st, np.ones(LANES, np.int64), OUTLOOK_STEPS, out)
    return out


def test_expected_share__worked_values() -> None:
    """Collapses of 0.2 and 0.4: A falls with 0.2 x 0.8, B with 0.4 x 0.9; what is left of 0.5, and all of B's."""
    assert expected_share(0.5, 0.2, 0.4) == pytest.approx(0.5 * (1.0 - 0.16 - 0.36) + 0.36)
    assert expected_share(1.5, 0.0, 0.0) == 1.0
    assert expected_share(-0.5, 0.0, 0.0) == 0.0


@given(UNIT, UNIT, UNIT)
def test_expected_share__is_a_share_and_collapse_hands_over_everything(share: float, a: float, b: float) -> None:
    """Collapse of one side leaves all to the other."""
    assert 0.0 <= expected_share(share, a, b) <= 1.0
    assert expected_share(share, 0.0, 1.0) == pytest.approx(1.0)
    assert expected_share(share, 1.0, 0.0) == pytest.approx(0.0)


def test_outlook__lanes_move_the_share_the_way_they_should() -> None:
    """Better and more men and more air for A raise its share, men for B lower it; deaths and flight only grow."""
    out = outlook_of(fought_world())
    reach = 3
    last = out[:, reach - 1, SHARE] - out[0, reach - 1, SHARE]
    assert last[QUALITY_A] > 0.0
    assert last[AIR] > 0.0
    assert last[MEN_A] > 0.0 > last[MEN_B]
    base = out[0, :reach]
    assert (np.diff(base[:, DEATHS]) >= 0.0).all()
    assert (np.diff(base[:, GONE]) >= -1e-12).all()
    assert (out[:, :reach, SHARE] >= 0.0).all()
    assert (out[:, :reach, SHARE] <= 1.0).all()


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
