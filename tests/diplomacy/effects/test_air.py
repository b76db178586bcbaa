"""Aircraft, air defence, intelligence and strikes of outside powers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from acting import acting, effects
from multipolar.codes import Primitive
from multipolar.diplomacy.effects.air import group_strength, ramp, sustained
from multipolar.diplomacy.options import options_step
from multipolar.mechanisms.effort import surprise_now
from powers_toy import SPONSOR, toy_world

UNIT = hs.floats(0, 1)


def test_laws__worked_values() -> None:
    """Each small law at a value worked by hand, and at its bounds."""
    assert (ramp(-1.0, 4.0), ramp(0.0, 3.0), ramp(1.0, 4.0), ramp(5.0, 4.0)) == (0.0, 0.0, 0.25, 1.0)
    assert (sustained(50.0, 1), sustained(40.0, 1), sustained(50.0, 0)) == (pytest.approx(0.8), 1.0, 1.0)
    assert group_strength(50.0, 0.5, 1) == pytest.approx(0.7 * 0.614125 * 50.0 * 0.5 * 0.8)


@given(hs.floats(0, 200), UNIT, UNIT)
def test_group_strength__grows_with_aircraft_and_access(aircraft: float, access: float, more: float) -> None:
    """More aircraft and better access never make a group weaker, and without access there is none."""
    assert group_strength(aircraft, access, 0) <= group_strength(aircraft + 1.0, access, 0)
    assert group_strength(aircraft, access, 0) <= group_strength(aircraft, access + more, 0) + 1e-12
    assert group_strength(aircraft, 0.0, 0) == 0.0


def test_sustained__airlift_carries_forty_aircraft_days() -> None:
    """A group of eighty supplied by air flies half; one with a land route flies in full."""
    assert sustained(80.0, 1) == pytest.approx(0.5)
    assert sustained(80.0, 0) == 1.0
    assert sustained(30.0, 1) == 1.0


@pytest.mark.parametrize("b", [0, 1])
def test_aircraft__fight_and_coerce(b: int) -> None:
    """50 by airlift fly 40; after two of three days 2/3 are in place; a fifth of 0.25 sorties each strike the state."""
    world, _ = acting("air", 1, favours=b, since=4.0, sizes={"aircraft": 50.0})
    world.set(access=[1.0, 0.5], access_kind=[0, 2], coercion_unit=0.01, population=[2e6, 2e6])
    changed = effects(world)
    assert set(changed) == {"air_added", "reach_cost", "coercing"}
    assert changed["air_added"][b] == pytest.approx(0.7 * 0.614125 * 50.0 * 0.5 * 0.8 * 2.0 / 3.0)
    assert changed["air_added"][1 - b] == 0.0
    rise = 0.01 * (0.05 * 50.0 * 0.5 * 0.8) / 2.0
    assert changed["reach_cost"][1 - b] == pytest.approx(rise)
    assert changed["coercing"][b] == pytest.approx(rise)
    assert changed["reach_cost"][b] == changed["coercing"][1 - b] == 0.0
    world.switch("coercion", 0.0)
    world.set(reach_cost=[0.0, 0.0], access_kind=[0, 0])
    changed = effects(world)
    assert set(changed) == {"air_added", "coercing"}
    assert changed["air_added"][b] == pytest.approx(0.7 * 0.614125 * 50.0 * 0.5 * 2.0 / 3.0)
    assert not changed["coercing"].any()


@pytest.mark.parametrize("b", [0, 1])
@pytest.mark.parametrize(
    ("effect", "size", "field", "enemy", "value", "twice"),
    [
        ("sam", 6.0, "sam_added", False, 6.0 * 0.5 * 2.0 / 3.0, 4.0),
        ("air_cover", 0.4, "enemy_air_factor", False, 0.7, 0.7),
        ("air_balance", 0.1, "intel", False, 0.1, 0.2),
        ("visibility", 0.8, "visible", True, 0.8, 0.64),
        ("warning", 0.5, "surprise_factor", True, 0.5, 0.5),
        ("warning", -0.5, "surprise_factor", True, 0.0, 0.0),
    ],
)
def test_air__defence_cover_and_intelligence(
    b: int, effect: str, size: float, field: str, enemy: bool, value: float, twice: float
) -> None:
    """Each effect in its field, of the side helped or of its enemy; what adds, multiplies or counts once does so."""
    world, _ = acting("intel", 1, favours=b, since=4.0, sizes={effect: size})
    world.set(access=[1.0, 0.5])
    before = float(world.st[field][b])
    changed = effects(world)
    side = 1 - b if enemy else b
    assert set(changed) == {field}
    assert changed[field][side] == pytest.approx(value)
    assert changed[field][1 - side] == (1.0 if before else 0.0)
    world.running(1, world.option(1, "intel", favours=b, sizes={effect: size})[0], since=4.0)
    effects(world)
    assert world.st[field][side] == pytest.approx(twice)


@pytest.mark.parametrize(("target", "b"), [(0, 0), (1, 1)])
def test_strike_equipment__destroys_a_share_of_the_heavy_arms_once(target: int, b: int) -> None:
    """0.3 x 0.5 of each of the five kinds; all of them at most; only belligerents can be struck."""
    world, _ = acting("strike", 1, target=target, sizes={"strike_equipment": 0.3})
    world.set(access=[1.0, 0.5], equip=[[10.0, 20.0, 30.0, 40.0, 50.0]] * 2)
    changed = effects(world)
    assert set(changed) == {"equip", "equip_lost"}
    assert changed["equip"][b] == pytest.approx([8.5, 17.0, 25.5, 34.0, 42.5])
    assert changed["equip_lost"][b] == pytest.approx([1.5, 3.0, 4.5, 6.0, 7.5])
    assert changed["equip"][1 - b].tolist() == [10.0, 20.0, 30.0, 40.0, 50.0]
    assert effects(world, 6) == {}


def test_strike_equipment__takes_all_there_is_at_most() -> None:
    """A strike beyond measure leaves nothing, not less; one aimed at another power strikes nobody."""
    world, _ = acting("strike", 1, target=1, sizes={"strike_equipment": 5.0})
    world.set(equip=[[10.0], [10.0]])
    assert effects(world)["equip"][:, 0].tolist() == [10.0, 0.0]
    for target in (2, -1):
        world, _ = acting("strike", 1, target=target, sizes={"strike_equipment": 0.3})
        world.set(equip=[[10.0], [10.0]])
        assert effects(world) == {}


def test_options_step__who_is_warned_is_surprised_by_half() -> None:
    """Outside intelligence for A halves B's surprise while it is kept up, two who warn count once, A's own stays."""
    world = toy_world()
    world.p["surprise"][:] = 1.0
    for power, verb in ((SPONSOR, "advise"), (SPONSOR, "proxies")):
        o = world.slot(power, verb, 0)
        n = world.sc["option"][power, o]
        world.sc["opt_effect"][n, 1], world.p["option_size"][n, 1] = Primitive.WARNING, 0.5
    world.run(options_step, 0)
    before = [float(surprise_now(world.sc, world.p, world.st, b, 1)) for b in range(2)]
    world.start(SPONSOR, "advise", 0)
    world.start(SPONSOR, "proxies", 0)
    world.run(options_step, 1)
    warned = [float(surprise_now(world.sc, world.p, world.st, b, 1)) for b in range(2)]
    assert warned == pytest.approx([before[0], before[1] / 2.0])
    world.st["since"][:] = -1000.0
    world.st["until"][:] = -1000.0
    world.run(options_step, 2)
    assert world.st["surprise_factor"].tolist() == [1.0, 1.0]
