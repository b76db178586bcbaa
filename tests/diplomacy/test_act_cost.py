"""What powers pay for what they do: `diplomacy/act_cost.py`."""

from __future__ import annotations

import pytest

from multipolar.codes import Verb
from multipolar.diplomacy.act_cost import cost_lived, cost_over, cost_today, horizon_of, is_offer, strained
from multipolar.diplomacy.options import options_step
from option_menu import menu

OFFERS = {"peacekeepers", "joint_patrols", "guarantee", "monitoring"}


def test_cost_over__weekly_costs_mount_up_and_strain_makes_all_dearer() -> None:
    """0.1; twice that over 42 days if weekly, at least a third; times 1 + 2 x 0.5."""
    world = menu("humanitarian")
    world.p["option_cost"][1, 0] = 0.1
    assert cost_over(*world.all, 1, 0, 0) == pytest.approx(0.1)
    world.sc["opt_weekly"][0] = 1
    world.set(foresight=[0.0, 42.0])
    assert cost_over(*world.all, 1, 0, 0) == pytest.approx(0.2)
    world.set(foresight=[0.0, 3.0])
    assert cost_over(*world.all, 1, 0, 0) == pytest.approx(0.1 / 3.0)
    world.st["strain"][3] = 0.5
    assert cost_over(*world.all, 1, 0, 0) == pytest.approx(0.2 / 3.0)
    assert strained(0.5) == 2.0
    assert strained(0.0) == 1.0


@pytest.mark.parametrize("verb", list(Verb))
def test_is_offer__what_would_come_with_a_settlement(verb: Verb) -> None:
    """Troops, guarantees and monitoring for the time after; nothing else."""
    assert is_offer(int(verb)) is (verb.spelling in OFFERS)


def test_cost_today__a_day_of_a_weekly_cost_or_all_on_the_first_day() -> None:
    """0.21 over 21 days is 0.01 a day; a single cost falls due on the day the option begins; strain doubles both."""
    world = menu("humanitarian")
    world.p["option_cost"][1, 0] = 0.21
    world.st["since"][1, 0] = 5.0
    assert [cost_today(*world.all, 1, 0, 0, day) for day in (4, 5, 6)] == pytest.approx([0.0, 0.21, 0.0])
    world.sc["opt_weekly"][0] = 1
    assert [cost_today(*world.all, 1, 0, 0, day) for day in (5, 6)] == pytest.approx([0.01, 0.01])
    world.st["strain"][3] = 0.5
    assert cost_today(*world.all, 1, 0, 0, 6) == pytest.approx(0.02)
    world.sc["opt_verb"][0] = Verb.GUARANTEE
    assert cost_today(*world.all, 1, 0, 0, 6) == 0.0


def test_cost_today__adds_up_while_options_are_in_effect() -> None:
    """Three days of a weekly option in effect from day 5: 0.03; before, nothing."""
    world = menu("humanitarian")
    world.p["option_cost"][1, 0] = 0.21
    world.sc["opt_weekly"][0] = 1
    world.st["since"][1, 0], world.st["until"][1, 0] = 5.0, 1e9
    for day in range(3, 8):
        world.day(options_step, day)
    assert world.st["act_cost"][1] == world.st["weekly_cost"][1] == pytest.approx(0.03)
    assert world.st["act_cost"][0] == 0.0


def test_options_step__what_is_paid_once_is_no_weekly_cost() -> None:
    """It counts among all costs on its first day, and not among those paid by the week."""
    world = menu("humanitarian")
    world.p["option_cost"][1, 0] = 0.21
    world.st["since"][1, 0], world.st["until"][1, 0] = 5.0, 1e9
    for day in range(3, 8):
        world.day(options_step, day)
    assert world.st["act_cost"][1] == pytest.approx(0.21)
    assert world.st["weekly_cost"][1] == 0.0


@pytest.mark.parametrize("days", [30.0, 60.0, 180.0])
def test_cost_lived__an_act_kept_up_costs_what_it_did_when_it_was_chosen(days: float) -> None:
    """However long the war goes on beyond the horizon, a weekly act in effect all the time costs what ``cost_over`` said."""
    world = menu("humanitarian")
    world.p["option_cost"][1, 0] = 0.21
    world.sc["opt_weekly"][0] = 1
    world.set(foresight=[0.0, 30.0])
    paid = days * cost_today(*world.all, 1, 0, 0, 6)
    assert cost_lived(paid, paid, 30.0, days) == pytest.approx(cost_over(*world.all, 1, 0, 0))


def test_cost_lived__never_more_than_was_paid_and_single_costs_in_full() -> None:
    """A war shorter than the horizon costs what it cost; a power that looks no further than a week counts a week."""
    assert cost_lived(0.05, 0.05, 30.0, 10.0) == pytest.approx(0.05)
    assert cost_lived(0.7, 0.0, 30.0, 180.0) == pytest.approx(0.7)
    assert cost_lived(0.7, 0.6, 30.0, 180.0) == pytest.approx(0.1 + 0.1)
    assert cost_lived(0.7, 0.6, 3.0, 70.0) == pytest.approx(0.1 + 0.06)
    assert cost_lived(0.7, 0.6, 3.0, 0.0) == pytest.approx(0.7)
    assert horizon_of(3.0) == 7.0
    assert horizon_of(30.0) == 30.0
