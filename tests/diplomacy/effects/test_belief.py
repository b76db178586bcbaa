"""What others believe of a power's lines and learn of its part, and its attention."""

from __future__ import annotations

import pytest

from acting import acting, effects
from blank_world import drawn
from multipolar.diplomacy.options import options_step
from powers_toy import SPONSOR, toy_world


def test_belief__attention_and_beliefs_about_own_lines() -> None:
    """Attention up to one; the spread of beliefs by a factor, 0.1 at least; their mean by a shift within 0 and 10."""
    world, _ = acting("statement", 1, sizes={"attention": 0.2})
    world.set(attention_now=[0.5, 0.7])
    assert effects(world)["attention_now"][:2] == pytest.approx([0.5, 0.9])
    world, _ = acting("statement", 1, sizes={"attention": 0.5})
    world.set(attention_now=[0.5, 0.7])
    assert effects(world)["attention_now"][1] == 1.0
    for sizes, sd, mean in (
        ({"belief_spread": 0.5}, [2.0, 1.0, 0.1], [4.0, 5.0, 6.0]),
        ({"belief_mean": -5.5}, [2.0, 2.0, 0.12], [4.0, 0.0, 0.5]),
        ({"belief_mean": 4.5}, [2.0, 2.0, 0.12], [4.0, 9.5, 10.0]),
    ):
        world, _ = acting("threaten", 1, target=0, sizes=sizes)
        world.set(n_redlines=3, red_owner=[0, 1, 1], red_sd=[2.0, 2.0, 0.12], red_mean=[4.0, 5.0, 6.0])
        effects(world)
        assert world.st["red_sd"][:3] == pytest.approx(sd)
        assert world.st["red_mean"][:3] == pytest.approx(mean)


def test_expose__at_its_daily_hazard_covert_fire_comes_to_light() -> None:
    """Lines against that entry see a step of 7, the tie with the enemy falls by 0.05, an event; others see nothing."""
    for factor, seen in ((0.999, False), (1.001, True)):
        world, _ = acting(
            "covert_fire", 1, favours=0, level=2, since=2.0, sizes={"exposure": factor * drawn(5, "POWER_EXPOSURE", 32)}
        )
        world.set(n_redlines=6, red_kind=[2, 2, 2, 2, 0, 2], red_entry=[1, 1, 1, 0, 1, 1], red_entry_side=[-1, 0, 1, 0, 0, 0])
        world.set(entry_day=[-1.0, 2.0], level_max=[0, 2], step_now=[0.0, 0.0, 0.0, 0.0, 0.0, 8.0])
        changed = world.day(options_step, 5)
        if not seen:
            assert set(changed) == {"first_use", "level"}
            continue
        assert changed["step_now"][:6].tolist() == [7.0, 7.0, 0.0, 0.0, 0.0, 8.0]
        assert changed["tie"][3, 1] == changed["tie"][1, 3] == pytest.approx(-0.05)
        assert changed["mediation_due"] == 1


def test_expose__each_option_has_its_own_draw() -> None:
    """The second option of power 1 draws at place 33; helping nobody it moves no tie."""
    world, _ = acting("statement", 1)
    o, _ = world.option(1, "covert_fire", sizes={"exposure": 1.001 * drawn(5, "POWER_EXPOSURE", 33)})
    world.running(1, o, since=2.0)
    changed = world.day(options_step, 5)
    assert changed["mediation_due"] == 1
    assert "tie" not in changed
    world.set(mediation_due=0)
    world.p["option_size"][1, 0] = 0.999 * drawn(5, "POWER_EXPOSURE", 33)
    assert "mediation_due" not in world.day(options_step, 5)


def test_options_step__exposed_covert_fire_touches_the_line_against_entry() -> None:
    """With exposure certain, the patron's line against the sponsor's entry is touched."""
    world = toy_world()
    world.start(SPONSOR, "covert_fire", 0)
    world.run(options_step, 4)
    assert world.st["step_now"][1] == 7.0


@pytest.mark.parametrize("b", [0, 1])
def test_guard__adds_up_for_the_side_helped(b: int) -> None:
    """Two powers that guard the soil of a side raise the step against it twice, that against its enemy not at all."""
    world, _ = acting("protectorate", 1, favours=b, since=4.0, sizes={"guard": 2.0})
    assert effects(world) == {"guarded": pytest.approx([2.0, 0.0] if b == 0 else [0.0, 2.0])}
    world.running(1, world.option(1, "protectorate", favours=b, sizes={"guard": 2.0})[0], since=4.0)
    assert effects(world) == {"guarded": pytest.approx([4.0, 0.0] if b == 0 else [0.0, 4.0])}
