"""Laws and steps of `diplomacy/red_lines.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.options import options_step
from multipolar.diplomacy.red_lines import (
    PENDING,
    crossed_chance,
    decision_day,
    effective_threshold,
    red_lines_step,
    step_worth,
)
from powers_toy import PATRON, SPONSOR, toy_world

LEVEL = hs.floats(0, 10)


@given(LEVEL, LEVEL, hs.floats(0.1, 3), hs.floats(0, 3))
def test_crossed_chance__rises_with_the_step_and_falls_with_the_line(taken: float, mean: float, spread: float, more: float) -> None:
    """Higher steps are likelier to cross, higher lines are not."""
    chance = crossed_chance(taken, mean, spread)
    assert 0.0 <= chance <= 1.0
    assert crossed_chance(taken + more, mean, spread) >= chance - 1e-12
    assert crossed_chance(taken, mean + more, spread) <= chance + 1e-12


def test_effective_threshold__stays_in_the_grey_band() -> None:
    """The line lies within 1.5 of the private threshold."""
    assert effective_threshold(6.0, 0.0) == 4.5
    assert effective_threshold(6.0, 1.0) == 7.5
    assert decision_day(8, 0)
    assert decision_day(10, 1)
    assert not decision_day(9, 0)


def test_step_worth__every_cost_counts_against_the_step() -> None:
    """Fear, credibility, legal cost and restraint all lower the worth of a step."""
    free = step_worth(0.2, 0.0, 1.0, 0.0, 0.0)
    assert free == pytest.approx(0.2)
    for cost in ((0.5, 0.7, 0.0, 0.0), (0.0, 1.0, 0.1, 0.0), (0.0, 1.0, 0.0, 0.3)):
        assert step_worth(0.2, *cost) < free


def gated_world():
    """Return a world whose last column is B's recognised soil behind a gate of 7, next to ground that A holds."""
    world = toy_world()
    for s in range(2, 9, 3):
        world.sc["gate"][s], world.sc["soil"][s], world.sc["contested"][s] = 7, 1, 0
    for s in range(1, 9, 3):
        world.st["share"][s] = 1.0
    world.p["legitimacy_cost"] = 0.02
    return world


def test_red_lines_step__a_feared_line_keeps_the_gate_shut() -> None:
    """Without a line in the way the side would cross, with a believed one it does not; doubt opens the gate again."""
    world = gated_world()
    world.p["on"][18] = 0.0
    world.run(red_lines_step, 4)
    assert world.st["allowed"][0] >= 7.0
    world.p["on"][18] = 1.0
    world.p["red_credibility"][0] = 1.0
    world.st["red_mean"][0], world.st["red_sd"][0] = 5.0, 0.3
    world.run(red_lines_step, 8)
    assert world.st["allowed"][0] < 7.0
    world.st["red_mean"][0] = 10.0
    world.run(red_lines_step, 12)
    assert world.st["allowed"][0] >= 7.0


def test_red_lines_step__restraint_and_the_tacit_contract_hold_the_opener() -> None:
    """A sponsor's restraint, or a contract on aims, keeps the opener off recognised soil."""
    world = gated_world()
    world.p["on"][18] = 1.0
    world.st["red_mean"][0] = 10.0
    world.p["restraint"][0] = 0.6
    world.run(red_lines_step, 4)
    assert world.st["allowed"][0] < 7.0
    world.p["restraint"][0], world.p["tacit_contract"] = 0.0, 1.0
    world.run(red_lines_step, 8)
    assert world.st["allowed"][0] <= 3.0


def test_red_lines_step__an_entry_crosses_and_is_answered_or_believed_less() -> None:
    """Open entry crosses the patron's line: certain credibility marks an answer, none lowers what others believe of it."""
    for credibility in (1.0, 0.0):
        world = toy_world()
        world.p["red_credibility"][1], world.p["red_threshold"][1], world.p["reputation_loss"] = credibility, 6.0, 0.3
        world.start(SPONSOR, "air", 0)
        world.run(options_step, 4)
        world.run(red_lines_step, 4)
        assert world.st["red_crossed"][1] == 4.0
        assert world.st["trigger"] == 1
        if credibility == 1.0:
            assert world.st["red_answered"][1] == PENDING
            assert world.st["red_mean"][1] == 7.0
        else:
            assert world.st["red_unanswered"][1] == 1.0
            assert world.st["red_mean"][1] > 7.0


def test_red_lines_step__signals_narrow_what_others_believe() -> None:
    """A specific threat makes the line better known: less spread, a lower mean."""
    world = toy_world()
    world.start(PATRON, "threaten", 0, since=3.0)
    world.run(options_step, 3)
    world.run(options_step, 4)
    assert world.st["red_sd"][0] == pytest.approx(1.5 * 0.65)
    assert world.st["red_mean"][0] == pytest.approx(5.5)
