"""Laws and steps of `diplomacy/bargain.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.bargain import (
    bargain_step,
    cession,
    distrust,
    empty_handed,
    gain_from,
    punished,
    surplus,
    target_share,
    yields,
)
from multipolar.numerics.random import member_key
from powers_toy import KEY, PATRON, toy_world

SHARE = hs.floats(0, 1)


@given(SHARE, hs.floats(-0.05, 0.05), SHARE, SHARE)
def test_target_share__mirrors_and_never_falls_behind_the_gainers_line(now: float, rate: float, a: float, b: float) -> None:
    """The mediator's aim mirrors between sides and gives a gaining side at least what it holds."""
    x = target_share(now, rate, a, b)
    assert 0.0 <= x <= 1.0
    assert target_share(1.0 - now, -rate, b, a) == pytest.approx(1.0 - x, abs=1e-12)
    if rate > 0.001:
        assert x >= now - 1e-12


def test_punished__hits_moderate_defeats_only() -> None:
    """Tiny and crushing losses cost a leader nothing extra, those between cost half of D."""
    assert punished(0.4, 0.98, 1.0) == 0.0
    assert punished(0.4, 0.6, 1.0) == pytest.approx(0.2)
    assert punished(0.4, 0.1, 1.0) == 0.0


def test_small_laws__signs() -> None:
    """Enforcement removes distrust, the losing side yields, and what fighting is worth counts against an offer."""
    assert distrust(1.0) == 0.0
    assert distrust(0.0) == pytest.approx(0.08)
    assert yields(0.01, 0.5, 0.5) == 1
    assert yields(-0.01, 0.5, 0.5) == 0
    assert surplus(0.5, 0.0, 0.4, 0.0, 0.0) == pytest.approx(0.1)


def ripe_world():
    """Return a world in which both sides expect little from fighting on, with the patron mediating."""
    world = toy_world()
    world.p["private_residual"][:] = 0.0
    world.p["offer_noise"] = 0.0
    world.p["leader_punishment"][:] = 0.0
    world.p["leverage_effect"] = 1e6
    world.p["closing_base"] = 0.15
    world.p["cession_cost"] = 0.0
    world.p["leverage"][PATRON] = 1.0
    world.p["skill"][PATRON] = 1.0
    world.st["mediators"][PATRON] = 1
    world.st["fight_value"][:] = 0.2
    world.st["offer_clock"] = 10.0
    return world


def test_bargain_step__is_deterministic_given_beliefs_without_noise() -> None:
    """With no private residual and no noise, who refuses depends on beliefs alone, not on the key."""
    refused = []
    for member in range(4):
        world = ripe_world()
        world.st["fight_value"][:] = (0.9, 0.2)
        world.run(bargain_step, 8, member_key(np.uint64(5), np.int64(member)))
        refused.append(tuple(world.st["refused_by"]))
        assert world.st["ending"] == 0
    assert len(set(refused)) == 1


def test_bargain_step__both_willing_sign_and_the_mediator_is_the_broker() -> None:
    """A deal both prefer is signed in most weeks under full leverage, and names its broker and its lines."""
    signed = 0
    for member in range(20):
        world = ripe_world()
        world.run(bargain_step, 8, member_key(np.uint64(7), np.int64(member)))
        if world.st["ending"] == 4:
            signed += 1
            assert world.st["broker"][PATRON] == 1
            assert world.st["design"] >= 0
            assert np.isfinite(world.st["handed"]).all()
    assert 12 <= signed <= 20


def test_bargain_step__never_ends_a_war_that_both_prefer_or_with_bargaining_off() -> None:
    """While both expect more from fighting, or with bargaining off, nothing is signed."""
    world = ripe_world()
    world.st["fight_value"][:] = 0.9
    world.run(bargain_step, 8, KEY)
    assert world.st["ending"] == 0
    assert world.st["offers"] == 1.0
    world = ripe_world()
    world.p["on"][21] = 0.0
    world.run(bargain_step, 8, KEY)
    assert world.st["ending"] == 0
    assert world.st["offers"] == 0.0


def test_bargain_step__offers_come_every_fourth_day_or_when_called() -> None:
    """Between offers nothing is put on the table unless an event calls; a call is used up."""
    world = ripe_world()
    world.st["fight_value"][:] = 0.9
    world.st["offer_clock"] = 0.0
    world.run(bargain_step, 9, KEY)
    assert world.st["offers"] == 0.0
    world.st["trigger"] = 1
    world.run(bargain_step, 10, KEY)
    assert world.st["offers"] == 1.0
    assert world.st["trigger"] == 0


@given(hs.floats(0, 0.5), SHARE, SHARE)
def test_cession__is_paid_for_held_ground_only(cost: float, held: float, own: float) -> None:
    """Getting ground costs nothing extra, giving it up in proportion."""
    assert cession(cost, held, own) >= 0.0
    assert cession(cost, held, max(held, own)) == 0.0
    assert cession(cost, 0.8, 0.5) == pytest.approx(0.3 * cost)


@pytest.mark.parametrize(("cost", "stays"), [(0.0, False), (50.0, True)])
def test_bargain_step__the_lines_as_they_stand_are_offered_where_the_midpoint_fails(cost: float, stays: bool) -> None:
    """Where ceding is dear the holder refuses the midpoint and both sign a halt in place; where it is free they meet halfway."""
    signed = 0
    for member in range(12):
        world = ripe_world()
        world.p["cession_cost"] = cost
        world.run(bargain_step, 8, member_key(np.uint64(11), np.int64(member)))
        assert world.st["offers"] == 1.0
        assert tuple(world.st["refused_by"]) == (0.0, 1.0 if stays else 0.0)
        if world.st["ending"] == 4:
            signed += 1
            assert (world.st["handed"][:9] == world.st["share"][:9]).all() == stays

    assert signed >= 6


@given(hs.floats(0, 1), SHARE, SHARE)
def test_empty_handed__is_paid_by_who_gains_next_to_nothing(punishment: float, own: float, start: float) -> None:
    """A gain of a twentieth frees the opener's leader, anything less costs half of what a defeat does."""
    assert empty_handed(punishment, own, start) == (0.0 if own - start >= 0.05 else 0.5 * punishment)


def test_gain_from__only_the_opener_pays_for_coming_home_empty_handed() -> None:
    """The same halt at the old lines is worth less to who began the round, whichever letter it has, if lines are known."""
    worth = {}
    for opener, known in ((0, 1), (1, 1), (0, 0)):
        world = ripe_world()
        world.sc["opener"], world.sc["line_known"] = opener, known
        world.p["leader_punishment"][:] = 0.4
        x = float(world.st["value_share"])
        worth[opener, known] = [float(gain_from(world.sc, world.p, world.st, 0, x, b, 0.0, 8)) for b in range(2)]

    assert worth[0, 1][0] == pytest.approx(worth[1, 1][0] - 0.2)
    assert worth[1, 1][1] == pytest.approx(worth[0, 1][1] - 0.2)
    assert worth[0, 0] == pytest.approx([worth[1, 1][0], worth[0, 1][1]])
