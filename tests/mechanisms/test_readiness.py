"""Laws of `mechanisms/readiness.py`."""

from __future__ import annotations

import math

import pytest

from known_theatre import known_theatre
from multipolar.mechanisms.readiness import caught, late_call, unready


def test_unready__worked_by_hand_and_gone_in_weeks() -> None:
    """Surprise of 0.75 and two thirds ready, a week in: 4 x (1/2 + 1/3) / e; more surprise than 1.5 counts as full."""
    assert unready(0.75, 2.0 / 3.0, 7.0) == pytest.approx(4.0 * (0.5 + 1.0 / 3.0) / math.e)
    assert unready(9.0, 1.0, 0.0) == unready(1.5, 1.0, 0.0) == pytest.approx(4.0)
    assert unready(-1.0, 1.0, 0.0) == 0.0


CAUGHT = [(0, 0.0, 1, True), (0, 0.0, 0, False), (1, 3.0, 0, True), (0, 21.0, 1, True), (0, 22.0, 1, False)]
"""Opener, days of the round before the as-of date, a side, and whether it can have been caught unready."""


@pytest.mark.parametrize(("opener", "before", "b", "told"), CAUGHT)
def test_late_call__is_a_surprise_of_the_men_who_did_not_stand_ready(opener: int, before: float, b: int, told: bool) -> None:
    """Three quarters of full surprise where a quarter stood ready, whatever surprise is stated; gone in weeks."""
    world = known_theatre()
    world.sc["opener"], world.sc["day_before"] = opener, before
    world.p["surprise"][:], world.p["ready"][:] = 2.0, 0.25
    wanted = 1.5 * 0.75 * math.exp(-(3.0 + before) / 7.0) if told else 0.0
    assert late_call(world.sc, world.p, b, 3.0) == pytest.approx(wanted)


@pytest.mark.parametrize(("opener", "before", "b", "told"), CAUGHT)
def test_caught__is_the_side_that_did_not_open_the_round_in_its_first_weeks(opener: int, before: float, b: int, told: bool) -> None:
    """The opener is ready; three weeks into a round everybody is."""
    world = known_theatre()
    world.p["surprise"][:], world.p["ready"][:] = (1.2, 0.6), (0.8, 0.5)
    world.sc["opener"], world.sc["day_before"] = opener, before
    wanted = unready(world.p["surprise"][1 - b], world.p["ready"][b], 2.0 + before) if told else 0.0
    assert caught(world.sc, world.p, b, 2.0) == pytest.approx(wanted)
