"""Laws of `diplomacy/preferences.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.preferences import (
    economy_issue,
    home_issue,
    issue_utility,
    issues_of,
    settle_chance,
    utility_of,
)
from powers_toy import PATRON, SPONSOR, toy_world

UNIT = hs.floats(0, 1)


@given(UNIT, UNIT, UNIT)
def test_issue_utility__is_best_at_the_position(salience: float, position: float, x: float) -> None:
    """No outcome of an issue beats the one a power wants, and none costs more than its salience."""
    assert issue_utility(salience, position, x) <= issue_utility(salience, position, position) + 1e-12
    assert 0.0 <= issue_utility(salience, position, x) <= salience + 1e-12


@given(UNIT, hs.floats(0, 5000), UNIT, UNIT)
def test_home_issue__harm_fighters_and_own_dead_all_hurt(harm: float, fighters: float, fear: float, dead: float) -> None:
    """Calm at home is 1 at best and never below 0."""
    value = home_issue(harm, fighters, fear, dead)
    assert 0.0 <= value <= 1.0
    assert home_issue(0.0, 0.0, 0.0, 0.0) == 1.0
    assert home_issue(harm, fighters + 100.0, fear, dead) <= value + 1e-12


def test_economy_issue__energy_follows_its_side() -> None:
    """A stake in A's energy makes A's gains welcome, a stake in B's makes them costly."""
    assert economy_issue(0.3, 0.1, 0.5, 0.8) > economy_issue(0.3, 0.1, 0.5, 0.2)
    assert economy_issue(0.3, 0.1, -0.5, 0.8) < economy_issue(0.3, 0.1, -0.5, 0.2)
    assert settle_chance(-1.0, 0.0) == 0.0
    assert settle_chance(0.0, 0.5) > settle_chance(-0.1, 0.5)


def test_issues_of__a_rival_in_combat_weighs_and_a_breach_let_pass_hurts() -> None:
    """The sponsor's entry raises the rival issue of the patron; a breach lowers the norm for all; all lie in [0, 1]."""
    world = toy_world()
    before, after = np.zeros(7), np.zeros(7)
    issues_of(world.sc, world.p, world.st, PATRON, 0.5, 0.1, 100.0, 4, before)
    world.st["level"][SPONSOR] = 2
    world.st["norm_breach"] = 0.5
    issues_of(world.sc, world.p, world.st, PATRON, 0.5, 0.1, 100.0, 4, after)
    assert after[1] > before[1]
    assert after[3] == pytest.approx(before[3] - 0.5)
    assert (after >= 0.0).all()
    assert (after <= 1.0).all()
    assert utility_of(world.p, PATRON, after) < utility_of(world.p, PATRON, before)
