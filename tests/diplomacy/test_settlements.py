"""Laws and steps of `diplomacy/settlements.py`."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.diplomacy.settlements import agreed_outside, enforcement_of, lay_out, nearest_design, worth_to
from powers_toy import FAR, PATRON, SPONSOR, toy_world


def test_lay_out__line_of_contact_changes_nothing_and_lines_before_go_back() -> None:
    """A halt in place leaves every share; the status quo ante restores the lines before the round."""
    world = toy_world()
    world.st["share"][1] = 0.4
    world.st["value_share"] = 0.4
    lay_out(world.sc, world.p, world.st, 0, 0.5)
    assert np.array_equal(world.st["handed"], world.st["share"])
    x = lay_out(world.sc, world.p, world.st, 2, 0.5)
    assert np.array_equal(world.st["handed"][:9], world.sc["line_before"][:9])
    assert x == pytest.approx(1 / 3)


def test_lay_out__districts_pass_to_the_side_that_gained_until_the_target_is_met() -> None:
    """Districts are handed to the gainer towards the target, never beyond what there is, and never the other way."""
    world = toy_world()
    world.st["value_share"] = 0.4
    world.st["share"][1] = 0.6
    for target in (0.45, 0.55, 0.99):
        x = lay_out(world.sc, world.p, world.st, 1, target)
        assert x <= target + 1e-9 or x == pytest.approx(0.4, abs=0.01)
        assert (world.st["handed"][:9] >= world.st["share"][:9] - 1e-12).all()


def test_agreed_outside__an_enforcer_must_be_at_the_table_and_an_unknown_design_is_none() -> None:
    """A power that neither mediates nor offers troops enforces nothing; with it present the design is open."""
    world = toy_world()
    assert agreed_outside(world.sc, world.p, world.st, 0, 5)
    assert not agreed_outside(world.sc, world.p, world.st, 1, 5)
    world.st["mediators"][PATRON] = 1
    assert agreed_outside(world.sc, world.p, world.st, 1, 5)
    world.p["design_worth"][1, PATRON] = -0.5
    assert not agreed_outside(world.sc, world.p, world.st, 1, 5)
    world.p["design_known"][0] = 0.0
    assert not agreed_outside(world.sc, world.p, world.st, 0, 5)


def test_worth_to__the_guarantor_resents_rival_troops_in_its_zone() -> None:
    """Joint patrols with a rival cost the guarantor P56, and nobody else."""
    world = toy_world()
    world.sc["enforcer"][1, SPONSOR] = 1
    world.sc["enforcer"][1, PATRON] = 1
    world.sc["arrangement"][1] = 1
    plain = worth_to(world.sc, world.p, world.st, 1, SPONSOR), worth_to(world.sc, world.p, world.st, 1, FAR)
    world.sc["arrangement"][1] = 2
    world.p["joint_patrol_penalty"] = -0.6
    assert worth_to(world.sc, world.p, world.st, 1, SPONSOR) == pytest.approx(plain[0] - 0.6)
    assert worth_to(world.sc, world.p, world.st, 1, FAR) == pytest.approx(plain[1])


def test_enforcement_of__compliance_cuts_joint_designs_only() -> None:
    """Low compliance weakens joint patrols and leaves a single enforcer alone."""
    world = toy_world()
    world.p["compliance"] = 0.4
    single = enforcement_of(world.sc, world.p, world.st, 1, 5)
    world.sc["arrangement"][1] = 2
    assert enforcement_of(world.sc, world.p, world.st, 1, 5) < single


def test_nearest_design__none_when_no_design_is_open() -> None:
    """Without an open design there is no offer."""
    world = toy_world()
    assert nearest_design(world.sc, world.p, world.st, 0.4, (-1, -1), 5) >= 0
    world.p["design_known"][:] = 0.0
    assert nearest_design(world.sc, world.p, world.st, 0.4, (-1, -1), 5) == -1
