"""Laws and step of `mechanisms/tempo.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import KEY, known_theatre
from multipolar.mechanisms.tempo import first_side, start_rate, tempo_step
from multipolar.numerics.random import normal, uniform

TEMPO, PHASE, SIDE_ORDER = 21, 22, 30
"""Random streams of the step."""


@given(st.floats(0.02, 0.9))
def test_start_rate__gives_the_wanted_share_of_days(share: float) -> None:
    """In the long run an axis attacks on the share of days that the tempo asks for."""
    start = start_rate(share, 0.67)

    if start < 1.0:
        assert start / (start + 0.33) == pytest.approx(share, abs=1e-9)


def test_start_rate__stays_a_chance() -> None:
    """At most one; a share of days near all is held against two days in a hundred."""
    assert start_rate(0.95, 0.0) == 1.0
    assert start_rate(0.99, 0.99) == pytest.approx(0.99 * 0.01 / 0.02)


def test_tempo_step__drifts_and_is_bounded() -> None:
    """0.4 of yesterday's and 0.9165 of a draw; e^0.35 of it scales the share of days, 95 % at most."""
    world = known_theatre()
    world.p["tempo"], world.st["tempo_ar"] = 0.3, 0.5
    world.run(tempo_step, 7, KEY)
    drift = 0.2 + 0.9165 * normal(KEY, 7, TEMPO, 0)
    assert world.st["tempo_ar"] == pytest.approx(drift)
    assert world.st["tempo_now"] == pytest.approx(0.3 * math.exp(0.35 * drift))
    world.p["tempo"] = 9.0
    world.run(tempo_step, 8, KEY)
    assert world.st["tempo_now"] == 0.95


def phases(day: int, *, going: bool, weather: int = 0, tempo: float = 0.3) -> np.ndarray:
    """Return who assaults where after a day on which every sector but 8 is an axis of both sides."""
    world = known_theatre()
    world.st["chosen"][:, :8] = 1
    world.st["phase"][:, :9] = going
    world.st["weather"] = weather
    world.p["tempo"] = tempo
    world.run(tempo_step, day, KEY)
    return np.array(world.st["phase"][:, :9])


@pytest.mark.parametrize("day", range(1, 7))
def test_tempo_step__assaults_go_on_and_start_by_their_chances(day: int) -> None:
    """Two in three go on; they start so as to fill their share of days, less often in the wet; nothing off the axes."""
    drawn = np.array([[uniform(KEY, day, PHASE, 64 * b + s) for s in range(9)] for b in range(2)])
    axis = np.arange(9) < 8
    assert (phases(day, going=True) == (axis & (drawn < 0.67))).all()
    share = 0.3 * math.exp(0.35 * 0.9165 * normal(KEY, day, TEMPO, 0))
    start = share * 0.33 / (1.0 - share)
    assert (phases(day, going=False) == (axis & (drawn < start))).all()
    assert (phases(day, going=False, weather=2) == (axis & (drawn < 0.65 * start))).all()


def test_tempo_step__no_assault_under_a_truce() -> None:
    """All phases end."""
    world = known_theatre()
    world.st["chosen"][:], world.st["phase"][:] = 1, 1
    world.st["truce_left"] = 0.5
    world.run(tempo_step, 7, KEY)

    assert not world.st["phase"][:, :9].any()


def test_first_side__is_a_coin() -> None:
    """Day by day as the draw falls, A below one half."""
    assert [first_side(KEY, day) for day in range(30)] == [int(uniform(KEY, day, SIDE_ORDER, 0) >= 0.5) for day in range(30)]
