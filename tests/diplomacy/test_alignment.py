"""Laws and steps of `diplomacy/alignment.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.alignment import alignment_step, atanh, tanh, tie_next
from powers_toy import FAR, PATRON, SPONSOR, toy_world

TIE = hs.floats(-0.95, 0.95)


@given(TIE)
def test_atanh__inverts_tanh(a: float) -> None:
    """Our own hyperbolic functions agree with the library's and undo each other."""
    assert tanh(atanh(a)) == pytest.approx(a, abs=1e-12)
    assert atanh(a) == pytest.approx(math.atanh(a), abs=1e-12)


@given(TIE, hs.floats(0, 0.3), hs.floats(0, 0.3))
def test_tie_next__benefit_draws_and_threat_repels(tie: float, benefit: float, threat: float) -> None:
    """Benefit raises a tie, threat lowers it, and it stays inside its bounds."""
    still = tie_next(tie, tie, 0.0, 0.0, 0.0, 0.0)
    assert still == pytest.approx(tie, abs=1e-12)
    assert tie_next(tie, tie, 0.0, benefit, 0.0, 0.0) >= still - 1e-12
    assert tie_next(tie, tie, 0.0, 0.0, threat, 0.0) <= still + 1e-12
    assert -1.0 < tie_next(tie, tie, 5.0, benefit, threat, 0.0) < 1.0


def test_alignment_step__moves_once_a_week_and_stays_symmetric() -> None:
    """Nothing on other days; on the seventh a sponsor's help warms its client and cools the enemy."""
    world = toy_world()
    world.start(SPONSOR, "arm", 0)
    world.st["level"][SPONSOR] = 1
    before = world.st["tie"].copy()
    world.run(alignment_step, 6)
    assert np.array_equal(before, world.st["tie"])
    world.p["benefit_weight"] = world.p["threat_weight"] = 0.3
    world.p["balance_coupling"] = 0.0
    world.run(alignment_step, 7)
    tie = world.st["tie"]
    assert tie[2 + SPONSOR, 0] > before[2 + SPONSOR, 0]
    assert tie[2 + SPONSOR, 1] < before[2 + SPONSOR, 1]
    assert np.array_equal(tie[:5, :5], tie[:5, :5].T)


def test_alignment_step__activism_and_denial_cost_ties() -> None:
    """Activism cools those who mind it; denying lost places cools the patron."""
    world = toy_world()
    world.st["level"][SPONSOR] = 1
    world.p["activism_cost"][SPONSOR], world.p["activism_minds"][SPONSOR, 2 + FAR] = 0.05, 1.0
    world.p["balance_coupling"] = 0.0
    world.p["denial_shock"] = 0.05
    world.st["place"][1], world.st["fell_day"][1], world.st["concede_day"][1] = 0, 10.0, 30.0
    far, patron = world.st["tie"][2 + SPONSOR, 2 + FAR], world.st["tie"][2 + PATRON, 1]
    world.run(alignment_step, 14)
    assert world.st["tie"][2 + SPONSOR, 2 + FAR] < far - 0.04
    assert world.st["tie"][2 + PATRON, 1] < patron - 0.04


def test_alignment_step__switched_off_ties_stand_still() -> None:
    """With alignment off no tie moves by itself."""
    world = toy_world()
    world.p["on"][19] = 0.0
    before = world.st["tie"].copy()
    world.run(alignment_step, 7)
    assert np.array_equal(before, world.st["tie"])
