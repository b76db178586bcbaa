"""Advisers, fighters and troops of outside powers, and reserves they pin."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from acting import acting, effects
from multipolar.diplomacy.effects.ground import adviser_gain, line_equivalent
from multipolar.diplomacy.options import options_step
from powers_toy import SPONSOR, toy_world

UNIT = hs.floats(0, 1)


def test_laws__worked_values() -> None:
    """The geometric mean of both gains; fighters count as fewer men of a better force."""
    assert adviser_gain(0.09, 0.16) == pytest.approx(0.12)
    assert adviser_gain(-0.09, -0.16) == 0.0
    assert line_equivalent(1000.0, 0.55) == pytest.approx(1000.0 * math.exp(-0.3))
    assert line_equivalent(1000.0, 0.35) == pytest.approx(1000.0)
    assert line_equivalent(1000.0, 0.6) < 1000.0


@given(UNIT, UNIT)
def test_adviser_gain__lies_between_its_two_sources(register: float, size: float) -> None:
    """The gain lies between P25 and the option's own magnitude, and is nothing when either is nothing."""
    gain = adviser_gain(register, size)
    assert min(register, size) - 1e-12 <= gain <= max(register, size) + 1e-12
    assert adviser_gain(0.0, size) == 0.0


@pytest.mark.parametrize("b", [0, 1])
def test_ground__advisers_fighters_and_troops(b: int) -> None:
    """Advisers sqrt(0.09 x 0.16), the best count; fighters in twenty days at their quality; troops in ten by access."""
    world, _ = acting("advise", 1, favours=b, since=2.0, sizes={"quality": 0.16})
    world.set(adviser_effect=0.09)
    assert effects(world)["quality_now"][b] == pytest.approx(1.12)
    world.running(1, world.option(1, "advise", favours=b, sizes={"quality": 0.04})[0])
    effects(world)
    assert world.st["quality_now"].tolist() == pytest.approx([1.12, 1.0] if b == 0 else [1.0, 1.12])
    for day, come in ((2, True), (21, True), (22, False)):
        world, _ = acting("proxies", 1, favours=b, since=2.0, sizes={"fighters": 1000.0})
        world.p["quality"][b] = 0.55
        changed = effects(world, day)
        men = 50.0 * math.exp(-0.3) * come
        assert set(changed) == ({"fighters_now", "reserve", "inflow"} if come else set())
        assert world.st["fighters_now"][b] == 50.0 * come
        assert world.st["reserve"][b] == world.st["inflow"][b] == pytest.approx(men)
        assert world.st["reserve"][1 - b] == 0.0
    for day, kind, men in ((11, 0, 50.0), (12, 0, 0.0), (11, 2, 0.0), (11, 5, 0.0), (11, 4, 50.0)):
        world, _ = acting("ground", 1, favours=b, since=2.0, sizes={"men": 1000.0})
        world.set(access=[1.0, 0.5], access_kind=[0, kind])
        effects(world, day)
        assert world.st["reserve"][b] == world.st["inflow"][b] == men


def test_pin__binds_the_reserve_of_the_side_it_is_aimed_at() -> None:
    """0.25 and 0.25 more, 0.6 at most; aimed at nobody nothing is pinned."""
    world, _ = acting("border_show", 1, target=1, since=2.0, sizes={"pin": 0.25})
    assert effects(world) == {"pinned": pytest.approx([0.0, 0.25])}
    for _ in range(2):
        world.running(1, world.option(1, "border_show", target=1, sizes={"pin": 0.25})[0], since=2.0)
    effects(world)
    assert world.st["pinned"].tolist() == [0.0, 0.6]
    assert effects(acting("border_show", 1, since=2.0, sizes={"pin": 0.25})[0]) == {}


def test_options_step__fighters_come_over_twenty_days_and_are_counted() -> None:
    """Fifteen hundred fighters arrive in twenty days; what the reserve gains is booked as inflow."""
    world = toy_world()
    world.start(SPONSOR, "proxies", 0, since=0.0)
    reserve = world.st["reserve"][0]
    for day in range(40):
        world.run(options_step, day)
    assert world.st["fighters_now"][0] == pytest.approx(1500.0)
    assert world.st["reserve"][0] - reserve == pytest.approx(world.st["inflow"][0])
