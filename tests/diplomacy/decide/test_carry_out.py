"""What a choice sets going and how powers stand at the start: `diplomacy/decide/carry_out.py`."""

from __future__ import annotations

import pytest

from blank_world import blank_world
from multipolar.diplomacy.decide.carry_out import delay_of, powers_start, toggle_option
from multipolar.diplomacy.decide.step import decide_step
from multipolar.diplomacy.red_lines import PENDING
from option_menu import menu
from powers_toy import FAR, KEY, toy_world


def test_note_idle__who_keeps_out_is_counted_until_involved() -> None:
    """Each decision to do nothing counts, its first day is noted once; powers involved already stay out of nothing."""
    world = menu("humanitarian", "stay_out")
    world.set(readiness_out=0.0)
    assert set(world.day(decide_step, 4)) == {"uses", "first_use"}
    assert set(world.day(decide_step, 8)) == {"uses"}
    assert (world.st["uses"][1, 1], world.st["first_use"][1, 1], world.st["uses"][1, 0]) == (2.0, 4.0, 0.0)
    world.set(level=[0, 1])
    assert world.day(decide_step, 12) == {}
    world = menu("stay_out")
    world.set(readiness_out=0.0)
    assert world.day(decide_step, 0)["first_use"][1, 0] == 0.0
    assert set(world.day(decide_step, 4)) == {"uses"}


@pytest.mark.parametrize(
    ("columns", "since", "until", "event"),
    [
        ({"verb": "humanitarian", "delay": 0.4}, 9.0, 1e9, False),
        ({"verb": "humanitarian", "delay": 2.6, "wear": 14.0}, 11.0, 25.0, False),
        ({"verb": "humanitarian", "delay": 2.3, "wear": 0.5}, 10.0, 10.5, False),
        ({"verb": "arm", "level": 1, "favours": 1, "delay": 2.0, "weekly": 1}, 10.0, 1e9, True),
        ({"verb": "strike", "level": 2, "favours": 1, "delay": 1.0}, 9.0, 10.0, True),
        ({"verb": "strike", "level": 2, "favours": 1, "delay": 1.0, "weekly": 1}, 9.0, 1e9, True),
        ({"verb": "strike", "level": 2, "favours": 1, "delay": 1.0, "wear": 5.0}, 9.0, 14.0, True),
        ({"verb": "strike", "level": 2, "favours": 1, "delay": 1.0, "wear": 0.5}, 9.0, 9.5, True),
    ],
)
def test_carry_out__begins_after_its_delay_and_lasts_as_its_kind_does(
    columns: dict[str, object], since: float, until: float, event: bool
) -> None:
    """A day's delay at least, rounded; kept up, for its wear, or one day for a single strike; arms and more are an event."""
    world = menu()
    world.option(1, **columns)
    world.p["option_weight"][:] = 1e12
    changed = world.day(decide_step, 8)
    assert set(changed) == {"since", "until", "uses"} | ({"mediation_due"} if event else set())
    assert (changed["since"][1, 0], changed["until"][1, 0], changed["uses"][1, 0]) == (since, until, 1.0)


def test_carry_out__a_named_answer_is_given_with_its_day() -> None:
    """The line that waited is answered today."""
    for waiting, answered in (([3.0, PENDING], [3.0, 8.0]), ([PENDING, 3.0], [8.0, 3.0])):
        world = menu("humanitarian")
        world.set(n_redlines=2, red_owner=[1, 1], red_answered=waiting)
        world.sc["red_answer"][:2, 0] = 1
        world.p["option_weight"][:] = 1e12
        assert world.day(decide_step, 8)["red_answered"][:2].tolist() == answered


def test_powers_start__as_they_stand_on_the_as_of_date() -> None:
    """Levels, attention, options under way, beliefs about lines, tension; everything else at never or at one."""
    world = menu("arm", "humanitarian", "advise")
    world.sc["active_start"][1, :2] = 1
    world.sc["opt_wear"][1] = 0.5
    world.set(awake=[1.0, 0.6])
    world.set(level_start=[0, 1], attention=[0.3, 0.4], n_redlines=1, red_belief=[7.0], red_spread=[1.5], n_treaties=1)
    world.set(red_error=[2.0], red_bias=[-0.5])
    world.set(n_links=1, link_tension=[0.7], boldness=9.0, concentration=9.0, quality_now=[9.0, 9.0])
    for name in ("level", "level_max", "entry_day", "first_use", "since", "until", "red_crossed", "red_answered", "treaty_day"):
        world.st[name][:] = 9
    powers_start(*world.all, KEY)
    st = world.st
    assert st["level"][:2].tolist() == st["level_max"][:2].tolist() == [0, 1]
    assert st["attention_now"][:2].tolist() == [0.3, 0.4]
    assert st["entry_day"][:2].tolist() == [-1.0, -1.0]
    assert st["first_use"][1, :3].tolist() == [-1.0, -1.0, -1.0]
    assert st["since"][1, :3].tolist() == [-1000.0, -1000.0, -1.0]
    assert st["until"][1, :3].tolist() == [1e9, 0.5, -1.0]
    assert (st["red_mean"][0], st["red_sd"][0], st["red_crossed"][0], st["red_answered"][0]) == (6.0, 1.5, -1.0, -1.0)
    assert (st["treaty_day"][0], st["tension"][0], st["concentration"], st["boldness"]) == (-1.0, 0.7, 0.55, 1.0)
    assert st["quality_now"].tolist() == [1.0, 1.0]
    world.set(awake=[1.0, 0.0])
    powers_start(*world.all, KEY)
    assert st["since"][1, :3].tolist() == [-1.0, -1.0, -1.0]
    world.set(awake=[1.0, 0.6])
    world.switch("third_parties", 0.0)
    powers_start(*world.all, KEY)
    assert st["since"][1, :3].tolist() == [-1.0, -1.0, -1.0]


def test_decide_step__a_choice_takes_effect_after_its_delay_and_wears_off() -> None:
    """Mediation begins a day later and ends two weeks on; the distant power cannot send ground troops it has not."""

    def only_mediate(world):
        world.p["choice_precision"] = 0.0
        world.p["option_weight"][:] = 0.0
        world.p["option_weight"][FAR, world.slot(FAR, "mediate")] = 1e9

    world = toy_world()
    only_mediate(world)
    world.run(decide_step, 4, KEY)
    o = world.slot(FAR, "mediate")
    assert world.st["since"][FAR, o] == 5.0
    assert world.st["until"][FAR, o] == 19.0


@pytest.mark.parametrize(("bias", "mean"), [(3.0, 10.0), (-4.0, 0.0)])
def test_powers_start__a_belief_stays_on_the_scale_however_wrong(bias: float, mean: float) -> None:
    """An error beyond the ends of the scale ends there."""
    world = blank_world(powers=1)
    world.set(n_redlines=1, red_belief=[7.0], red_error=[2.0], red_bias=[bias])
    powers_start(*world.all, KEY)
    assert world.st["red_mean"][0] == mean


def test_delay_of__troops_in_the_theatre_speed_an_entry() -> None:
    """Ten days shrink to 10/e with ten thousand men there; arms are not sped up."""
    world = menu("ground", level=2, delay=10.0)
    assert delay_of(world.sc, world.p, 1, 0) == 10.0
    world.set(troops_near=[0.0, 10000.0])
    assert delay_of(world.sc, world.p, 1, 0) == pytest.approx(3.678794, abs=1e-6)
    assert delay_of(world.sc, world.p, 0, 0) == 10.0
    toggle_option(*world.all, 1, 0, 5)
    assert world.st["since"][1, 0] == 9.0
    world.sc["opt_level"][0] = 1
    assert delay_of(world.sc, world.p, 1, 0) == 10.0
