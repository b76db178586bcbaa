"""Laws of `diplomacy/preferences.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import Blank, blank_world
from multipolar.diplomacy.preferences import (
    clip01,
    economy_issue,
    fit_to,
    home_issue,
    issue_utility,
    issues_of,
    kin_harm,
    own_role,
    rivals_role,
    role_now,
    settle_chance,
    tension_of,
    utility_of,
)
from powers_toy import PATRON, SPONSOR, toy_world

UNIT = hs.floats(0, 1)


def test_small_laws__worked_values() -> None:
    """Salience 0.4 at a distance of 0.3; calm 1 - 0.1 - 0.2 x 1.5 - 0.15; economy 1 - 0.2 - 0.05 + 0.3 x 0.2; chance of peace."""
    assert issue_utility(0.4, 0.7, 0.4) == pytest.approx(0.28)
    assert home_issue(0.1, 1500.0, 0.2, 0.15) == pytest.approx(0.45)
    assert economy_issue(0.4, 0.05, 0.6, 0.7) == pytest.approx(0.81)
    assert settle_chance(0.05, 0.3) == pytest.approx(0.6)
    assert settle_chance(1.0, 0.0) == 1.0
    assert (clip01(-0.1), clip01(0.3), clip01(1.2)) == (0.0, 0.3, 1.0)


def played(level: int, mediates: int, *verbs: str) -> float:
    """Return the role of a power with a level, a seat as mediator and some options in effect."""
    world = blank_world(powers=2)
    world.set(level=[0, level], mediators=[0, mediates])
    for verb in verbs:
        world.running(1, world.option(1, verb)[0], since=3.0)
    assert role_now(world.sc, world.st, 1, 2, 1.0) == played_before(level, mediates)
    return float(role_now(world.sc, world.st, 1, 3, 1.0))


def played_before(level: int, mediates: int) -> float:
    """Return the role before any option is in effect: combat, mediation, arms, nothing."""
    return 1.0 if level >= 2 else 0.6 if mediates else 0.3 if level == 1 else 0.0


def test_role_now__combat_mediation_arms_and_guarantees() -> None:
    """1 in combat whatever else, 0.6 as mediator, 0.3 behind a side; a guarantee or a protectorate counts 0.5 at least."""
    assert [played(2, 1), played(1, 1), played(0, 1), played(1, 0), played(0, 0)] == [1.0, 0.6, 0.6, 0.3, 0.0]
    assert [played(0, 0, "guarantee"), played(1, 0, "protectorate"), played(0, 1, "guarantee")] == [0.5, 0.5, 0.6]
    assert [played(0, 0, "peacekeepers"), played(2, 0, "guarantee")] == [0.0, 1.0]


@pytest.mark.parametrize(("position", "part"), [(1.0, 1.0), (0.75, 0.5), (0.5, 0.0), (0.2, 0.0)])
def test_own_role__counts_what_is_done_for_a_side_as_far_as_one_wants_it_to_win(position: float, part: float) -> None:
    """Arms for A are 0.3 of a role to whom A's victory is all, nothing to whom it is none; mediation is not touched."""
    world = blank_world(powers=2)
    world.p["position"][0, 0] = position
    o, _ = world.option(0, "arm", level=1, favours=0)
    world.set(level=[1, 0])
    assert own_role(*world.all, 0, 5) == pytest.approx(0.3)
    world.running(0, o)
    assert own_role(*world.all, 0, 5) == pytest.approx(0.3 * part)
    world.set(level=[2, 0])
    assert own_role(*world.all, 0, 5) == pytest.approx(part)
    world.set(level=[1, 0], mediators=[1, 0])
    assert own_role(*world.all, 0, 5) == pytest.approx(0.6)


def rivalry() -> Blank:
    """Return a world in which power 0 has rivals: A (0.2), B (0.3) and power 1 (0.5), which backs A in combat."""
    world = blank_world(powers=2)
    world.set(level=[0, 2])
    world.p["rival_weight"][0, :4] = (0.2, 0.3, 9.0, 0.5)  # its own place never counts
    world.running(1, world.option(1, "arm", level=2, favours=0)[0])
    world.option(1, "arm", level=2, favours=1)
    return world


def test_rivals_role__worked_values() -> None:
    """0.2 x share of A + 0.3 x share of B + 0.5 x role x (0.5 + how its side fares), over the sum of weights."""
    world = rivalry()
    assert rivals_role(*world.all, 0, 0.4, 5) == pytest.approx(0.2 * 0.4 + 0.3 * 0.6 + 0.5 * 0.9)
    world.set(level=[0, 1])
    assert rivals_role(*world.all, 0, 0.8, 5) == pytest.approx(0.2 * 0.8 + 0.3 * 0.2 + 0.5 * 0.3 * 1.3)
    world.st["since"][1, :2] = (99.0, 0.0)
    world.st["until"][1, 1] = 1e9
    assert rivals_role(*world.all, 0, 0.8, 5) == pytest.approx(0.2 * 0.8 + 0.3 * 0.2 + 0.5 * 0.3 * 0.7)
    world.st["since"][1, 1] = 99.0
    assert rivals_role(*world.all, 0, 0.8, 5) == pytest.approx(0.2 * 0.8 + 0.3 * 0.2 + 0.5 * 0.3 * 1.0)
    assert rivals_role(*world.all, 1, 0.8, 5) == 0.0


def test_rivals_role__weights_are_relative_and_a_rivals_part_is_a_share() -> None:
    """Doubling every weight changes nothing; a rival in combat whose side has all counts as one."""
    world = rivalry()
    before = rivals_role(*world.all, 0, 0.4, 5)
    world.p["rival_weight"][0] *= 2.0
    assert rivals_role(*world.all, 0, 0.4, 5) == pytest.approx(before)
    world.p["rival_weight"][0, :2] = 0.0
    assert rivals_role(*world.all, 0, 1.0, 5) == pytest.approx(1.0)
    assert rivals_role(*world.all, 0, 0.3, 5) == pytest.approx(0.8)


def test_kin_harm__the_warmer_tie_feels_for_the_displaced() -> None:
    """0.5 x 0.4 x (0.3 + 0.6) less half of the relief; cold ties leave three tenths."""
    world = blank_world(powers=2)
    world.st["tie"][3, :2] = (0.2, 0.6)
    assert kin_harm(world.st, 1, 0.4) == pytest.approx(0.18)
    world.set(humane=0.5)
    assert kin_harm(world.st, 1, 0.4) == pytest.approx(0.135)
    world.st["tie"][3, :2] = (0.7, -0.6)
    assert kin_harm(world.st, 1, 0.4) == pytest.approx(0.15)
    world.st["tie"][3, :2] = (-0.5, -0.9)
    assert kin_harm(world.st, 1, 0.4) == pytest.approx(0.045)


@pytest.mark.parametrize("role", ["link_a", "link_b", "link_challenger", "link_patron"])
def test_tension_of__the_worst_theatre_a_power_is_engaged_in(role: str) -> None:
    """Any of the four roles engages; the higher tension counts, theatres of others do not."""
    world = blank_world(powers=2)
    world.set(n_links=3, tension=[0.2, 0.7, 0.5])
    assert tension_of(world.sc, world.st, 1) == 0.0
    world.sc[role][:3] = (1, 0, 1)
    assert tension_of(world.sc, world.st, 1) == 0.5
    world.set(n_links=2)
    assert tension_of(world.sc, world.st, 1) == 0.2


def test_issues_of__worked_values() -> None:
    """Seven issues of power 1, each by hand, first at peace with itself and then in combat with a debt."""
    world = blank_world(powers=2)
    world.set(population=[2e6, 3e6], norm_breach=0.2, fighters_now=[600.0, 400.0], n_links=1, link_a=[1], tension=[0.3])
    world.set(fighter_fear=[0.0, 0.1], energy_stake=[0.0, 0.4], mediators=[0, 1], level=[0, 1])
    world.st["strain"][3], world.st["tie"][3, 0] = 0.2, 0.5
    world.p["rival_weight"][1, 0] = 1.0
    x = np.zeros(7)
    issues_of(*world.all, 1, 0.7, 0.25, 2000.0, 5, x)
    assert x == pytest.approx([0.7, 0.7, 0.6, 0.8, 1.0 - 0.1 - 0.1, 1.0 - 0.1 - 0.04 + 0.04, 0.7], abs=1e-7)
    world.set(level=[0, 2], n_treaties=1, treaty_power=[1], treaty_state=[2], guarantees=[[0, 0], [1, 1]])
    for b in range(2):
        world.set(treaty_side=[b])
        issues_of(*world.all, 1, 0.7, 0.25, 9000.0, 5, x)
        assert x == pytest.approx([0.7, 0.7, 1.0, 0.3, 1.0 - 0.1 - 0.1 - 0.15, 1.0 - 0.1 - 0.1 + 0.04, 0.7], abs=1e-7)


def test_issues_of__bounds() -> None:
    """A breach beyond measure leaves no norm; the smallest of populations counts as ten thousand."""
    world = blank_world(powers=1)
    world.set(norm_breach=0.8, n_treaties=1, treaty_power=[0], treaty_side=[0], treaty_state=[2], guarantees=[[1, 0]])
    world.set(n_links=1, link_a=[0], tension=[1.5])
    x = np.zeros(7)
    issues_of(*world.all, 0, 0.5, 0.0, 5.0, 5, x)
    assert (x[3], x[5], x[6]) == (0.0, pytest.approx(1.0 - 0.05), 0.0)


def test_utility_of__sums_over_the_issues() -> None:
    """Seven saliences times closeness: 0.1 x 0.5 + 0.2 x 1 + 0.7 x 0.25."""
    world = blank_world(powers=2)
    world.p["salience"][1] = (0.1, 0.2, 0.0, 0.0, 0.0, 0.0, 0.7)
    world.p["position"][1] = (1.0, 0.4, 0.0, 0.0, 0.0, 0.0, 1.0)
    assert utility_of(world.p, 1, np.array([0.5, 0.4, 1.0, 1.0, 1.0, 1.0, 0.25])) == pytest.approx(0.425)


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


def test_fit_to__how_well_a_sides_success_suits_a_wish() -> None:
    """A wish of 0.9 fits A by 0.9 and B by 0.1; in the middle both by a half."""
    assert (fit_to(0.9, 0), fit_to(0.9, 1)) == (pytest.approx(0.9), pytest.approx(0.1))
    assert fit_to(0.5, 0) == fit_to(0.5, 1) == 0.5
