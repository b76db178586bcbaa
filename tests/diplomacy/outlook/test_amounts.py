"""What options amount to in the outlook: `diplomacy/outlook/amounts.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest

from blank_world import Blank, blank_world
from choosing_power import choosing
from multipolar.diplomacy.outlook.amounts import air_change, cover_change, lane_parts, warning_gain
from multipolar.diplomacy.outlook.state import AIR, LANES, MEN_A, QUALITY_A, SHELLS_A, STRAIN_A

GROUP = 0.7 * 0.614125 * 50.0 * 0.5
FADED = 0.6 * math.exp(-1.0) * 0.5 * 0.5 * 5.0 * (1.0 - math.exp(-4.0)) / 20.0 / 1.4


def parts_of(world: Blank, n: int, horizon: float = 20.0) -> np.ndarray:
    """Return the lane steps of an option of power 1, written over what lay there before."""
    parts = np.full(LANES, 7.0)
    lane_parts(*world.all, 1, n, horizon, parts)
    return parts


@pytest.mark.parametrize("b", [0, 1])
@pytest.mark.parametrize(
    ("effect", "size", "change", "lane", "steps"),
    [
        ("quality", 0.16, {}, QUALITY_A, 0.12 / 0.15),
        ("munitions", 999.0, {}, SHELLS_A, 0.4),
        ("men", 1000.0, {}, MEN_A, 0.25),
        ("men", 1000.0, {"access_kind": [0, 2]}, None, 0.0),
        ("fighters", 1000.0, {"quality": [0.55, 0.55]}, MEN_A, 0.5 * math.exp(-0.3)),
        ("equipment", 0.01, {}, QUALITY_A, 0.3 * 0.5 * 0.01 * 0.5 * 20.0 / 0.15),
        ("aircraft", 50.0, {}, AIR, GROUP * 0.8 / (10.0 + GROUP) / 0.15),
        ("aircraft", 50.0, {"access_kind": [0, 2]}, AIR, 0.8 * GROUP * 0.8 / (10.0 + 0.8 * GROUP) / 0.15),
        ("drones", 2.0, {"exports_drones": [0, 1]}, AIR, 0.4 / 0.15),
        ("drones", 2.0, {}, None, 0.0),
        ("sam", 6.0, {}, AIR, 0.1 * 0.175 * 0.375 / 0.15),
        ("sam", 60.0, {}, AIR, 0.1 * 0.175 / 0.15),
        ("air_cover", 0.4, {}, AIR, 0.0525 / 0.15),
        ("air_balance", 0.1, {}, AIR, 0.1 / 0.15),
        ("visibility", 0.8, {}, AIR, -0.06 / 0.15),
        ("warning", 0.5, {}, AIR, FADED / 0.15),
        ("warning", 0.5, {"surprise_factor": [0.5, 0.5]}, None, 0.0),
        ("guard", 1.0, {}, None, 0.0),
    ],
)
def test_help_parts__worked_values(
    b: int, effect: str, size: float, change: dict[str, object], lane: int | None, steps: float
) -> None:
    """What each effect in favour of a side amounts to over twenty days, in steps of its lane; air counts from A's side."""
    world, n = choosing(favours=b, sizes={effect: size})
    world.set(**change)
    expected = np.zeros(LANES)
    if lane == AIR:
        expected[lane] = steps if b == 0 else -steps
    elif lane is not None:
        expected[lane + b] = steps
    assert parts_of(world, n) == pytest.approx(expected)


def test_lane_parts__own_options_deliver_by_access_and_places_add_up() -> None:
    """20 t by an access of 0.5 under another verb than arms; two effects on one lane add; the fourth place counts."""
    world, n = choosing("custom", favours=0, sizes={"munitions": 20.0, "guard": 1.0, "leverage": 1.0, "men": 1000.0})
    expected = np.zeros(LANES)
    expected[SHELLS_A], expected[MEN_A] = 0.1, 0.25
    assert parts_of(world, n) == pytest.approx(expected)
    world.sc["opt_effect"][n, :2] = (-1, world.sc["opt_effect"][n, 3])
    world.p["option_size"][n, 1] = 3000.0
    expected[SHELLS_A], expected[MEN_A] = 0.0, 1.0
    assert parts_of(world, n) == pytest.approx(expected)


def test_lane_parts__help_for_nobody_is_no_help() -> None:
    """An option without favour and target moves no lane, nor does one aimed at a power."""
    world, n = choosing(sizes={"men": 1000.0, "quality": 0.2, "aircraft": 5.0})
    assert not parts_of(world, n).any()
    world, n = choosing(target=2, sizes={"strain": 0.1, "pin": 0.1})
    assert not parts_of(world, n).any()


@pytest.mark.parametrize("b", [0, 1])
@pytest.mark.parametrize(
    ("effect", "size", "lane", "steps"),
    [
        ("strain", 0.09, STRAIN_A, 0.09 * (2.0 / 3.0) * 20.0 / 30.0 / 0.10),
        ("pin", 0.25, MEN_A, -0.125),
        ("strike_equipment", 0.2, QUALITY_A, -0.3 * 0.2 * 0.5 / 0.15),
    ],
)
def test_harm_parts__worked_values(b: int, effect: str, size: float, lane: int, steps: float) -> None:
    """Strain by economic weight and months, pinned men of the reserve, arms struck by access: on the side aimed at."""
    world, n = choosing("sanction", target=b, sizes={effect: size})
    expected = np.zeros(LANES)
    expected[lane + b] = steps
    assert parts_of(world, n) == pytest.approx(expected)


@pytest.mark.parametrize("b", [0, 1])
def test_harm_parts__a_sanction_of_who_sends_the_energy_counts_for_more(b: int) -> None:
    """The same sanction as above weighs 1.4 times where the power that chooses sends four tenths of the energy."""
    world, n = choosing("sanction", target=b, sizes={"strain": 0.09})
    world.set(energy_source=[1, 1], energy_need=[0.4, 0.4])
    sent = parts_of(world, n)
    world.set(energy_source=[-1, -1])
    assert sent == pytest.approx(1.4 * parts_of(world, n))


def test_warning_gain__worked_values() -> None:
    """0.6 x 5 (1 - exp(-2)) / 10 / 1.4; a horizon counts as a day at least, the weight of air as one half."""
    assert warning_gain(0.6, 1.4, 10.0) == pytest.approx(0.3 * (1.0 - math.exp(-2.0)) / 1.4)
    assert warning_gain(0.6, 0.1, 10.0) == pytest.approx(0.6 * (1.0 - math.exp(-2.0)))
    assert warning_gain(0.6, 1.4, 0.5) == pytest.approx(3.0 * (1.0 - math.exp(-0.1)) / 1.4)


def test_warning_gain__fades_with_the_surprise_it_takes_away() -> None:
    """A warning is worth nothing where there is no surprise, and in the long run less a day than in the first week."""
    assert warning_gain(0.0, 1.4, 30.0) == 0.0
    assert warning_gain(0.6, 1.4, 5.0) > warning_gain(0.6, 1.4, 60.0) > 0.0
    assert warning_gain(0.6, 1.4, 5.0) < 0.6 / 1.4


def test_air_change__worked_values() -> None:
    """Five more among ten equivalents move what is left of the balance by a third; a sky without anything counts as 10^-6."""
    world = blank_world()
    world.set(air_planes=[2.0, 1.0], drones=[3.0, 1.0], men_start=[6000.0, 12000.0], air_balance=[0.2, -0.2])
    assert air_change(*world.all, 0, 5.0) == pytest.approx(5.0 * 0.8 / 15.0)
    assert air_change(*world.all, 1, 5.0) == pytest.approx(5.0 * 1.2 / 15.0)
    world.set(aircraft=[20.0, 10.0], quality=[0.5, 0.8])
    assert cover_change(world.p, world.st, 0, 0.4) == pytest.approx(0.6 * 0.7 * 10.0 * 0.512 / 10.0)
    assert cover_change(world.p, world.st, 1, 0.4) == pytest.approx(0.6 * 0.7 * 20.0 * 0.125 / 10.0)
    world.set(air_planes=[0.0, 0.0], drones=[0.0, 0.0], men_start=[0.0, 0.0])
    assert air_change(*world.all, 0, 1e-7) == pytest.approx(0.08)
    assert cover_change(world.p, world.st, 0, 1.0 - 1e-6) == pytest.approx(0.7 * 10.0 * 0.512)


@pytest.mark.parametrize("effect", ["strain", "strike_equipment"])
def test_harm_parts__strain_and_strikes_reach_only_whom_the_option_names(effect: str) -> None:
    """Without a target, or against a power, they move nothing, whomever the power likes less."""
    for columns in ({}, {"target": 2}):
        world, n = choosing("custom", sizes={effect: 0.2}, **columns)
        world.set(capability=[0.0, 0.0, 0.1, 0.1])
        world.st["tie"][3, :2] = (0.5, -0.5)
        assert not parts_of(world, n).any()
    world, n = choosing("custom", sizes={"pin": 0.2})
    world.st["tie"][3, :2] = (0.5, -0.5)
    assert parts_of(world, n).any()
