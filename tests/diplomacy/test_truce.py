"""Laws and steps of `diplomacy/truce.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.truce import breakdown_rate, call_chance, decidedness, truce_step
from multipolar.numerics.random import member_key
from powers_toy import toy_world

UNIT = hs.floats(0, 1)


@given(UNIT, UNIT, UNIT, UNIT, UNIT, UNIT)
def test_breakdown_rate__enforcers_hold_and_gains_break(
    decided: float, enforcer: float, monitor: float, apart: float, gaining: float, spoilers: float
) -> None:
    """Decision, enforcers, monitors and distance hold a truce; an attacker still gaining and spoilers break it."""
    rate = breakdown_rate(0.5, decided, enforcer, monitor, apart, gaining, spoilers)
    assert breakdown_rate(0.5, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0) <= rate + 1e-12
    assert rate <= breakdown_rate(0.5, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0) + 1e-12


def test_small_laws__ends() -> None:
    """Even lines decide nothing, total victory does; a call is a probability that grows with its rate."""
    assert decidedness(0.5, 0.5) == 0.0
    assert decidedness(1.0, 0.5) == pytest.approx(1.0)
    assert 0.0 < call_chance(0.08, 0.0, 0) < call_chance(0.08, 2.0, 2) < 1.0


def run_calls(gaining: float, members: int = 60) -> tuple[float, float]:
    """Return how many truces held a day and how many failed at once when calls come daily."""
    held = failed = 0.0
    for member in range(members):
        world = toy_world()
        world.p["truce_calls"], world.p["truce_hazard"] = 50.0, 0.5
        world.st["value_rate"] = gaining
        world.run(truce_step, 10, member_key(np.uint64(3), np.int64(member)))
        held += world.st["truce_left"] > 0.0
        failed += world.st["failed_truces"]
    return held, failed


def test_truce_step__truces_fail_sooner_while_one_side_gains() -> None:
    """With steady lines most calls hold a day; while one side gains most do not."""
    calm, rough = run_calls(0.0), run_calls(0.01)
    assert calm[0] > rough[0]
    assert rough[1] > calm[1]


def test_truce_step__a_running_truce_ages_and_its_end_is_counted() -> None:
    """A truce of one and a half days lasts two mornings and then counts as failed; switched off none starts."""
    world = toy_world()
    world.st["truce_left"], world.st["truce_start"] = 1.5, 4.0
    world.run(truce_step, 5)
    assert world.st["truce_left"] == 0.5
    assert world.st["failed_truces"] == 0.0
    world.run(truce_step, 6)
    assert world.st["truce_left"] == 0.0
    assert world.st["failed_truces"] == 1.0
    world.p["on"][23] = 0.0
    world.p["truce_calls"] = 1e3
    world.run(truce_step, 7)
    assert world.st["failed_truces"] == 1.0
    assert world.st["truce_left"] == 0.0
