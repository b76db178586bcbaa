"""What options are worth: `diplomacy/worth.py`."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.diplomacy.worth import answer_chance, moved, role_of, warning_gain
from powers_toy import PATRON, SPONSOR, fought_world, gains_of, toy_world


def test_moved__is_linear_and_nothing_for_nothing() -> None:
    """Twice the help moves twice as much, none moves nothing."""
    out = np.zeros((3, 2, 4))
    out[1, 1, 0] = 0.2
    assert moved(out, 1, 1, 2.0, 0) == pytest.approx(0.4)
    assert moved(out, 1, 1, 0.0, 0) == 0.0


def test_role_of__combat_is_a_full_role_and_good_offices_depend_on_the_chance_of_peace() -> None:
    """A mediator counts for more the nearer peace seems."""
    assert role_of(0, 2, 0.1) == 1.0
    assert role_of(3, 0, 0.9) > role_of(3, 0, 0.1)


def test_answer_chance__a_believed_line_frightens() -> None:
    """Entry is answered the likelier the lower the line is believed to lie."""
    world = toy_world()
    n = world.sc["option"][SPONSOR, world.slot(SPONSOR, "air", 0)]
    high = answer_chance(world.sc, world.p, world.st, SPONSOR, n)
    world.st["red_mean"][1] = 3.0
    assert answer_chance(world.sc, world.p, world.st, SPONSOR, n) > high


def test_option_gain__aid_to_a_side_is_worth_more_to_those_who_want_it_to_win() -> None:
    """Advisers for A are worth more to a power that wants A's victory than to one that does not."""
    world = fought_world()
    o = world.slot(SPONSOR, "advise", 0)
    keen = gains_of(world)[SPONSOR, o]
    world.p["position"][SPONSOR, 0] = 0.0
    assert gains_of(world)[SPONSOR, o] < keen


def test_option_gain__risk_aversion_weighs_on_escalation_most() -> None:
    """An averse power marks down open combat more than words."""
    world = fought_world()
    air, words = world.slot(PATRON, "air", 1), world.slot(PATRON, "statement")
    before = gains_of(world)
    world.p["risk_aversion"][PATRON] = 1.0
    loss = before - gains_of(world)
    assert loss[PATRON, air] > loss[PATRON, words] >= -1e-12


def test_warning_gain__fades_with_the_surprise_it_takes_away() -> None:
    """A warning is worth nothing where there is no surprise, and in the long run less a day than in the first week."""
    assert warning_gain(0.0, 1.4, 30.0) == 0.0
    assert warning_gain(0.6, 1.4, 5.0) > warning_gain(0.6, 1.4, 60.0) > 0.0
    assert warning_gain(0.6, 1.4, 5.0) < 0.6 / 1.4
