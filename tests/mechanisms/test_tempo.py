"""Laws and step of `mechanisms/tempo.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outlook_twin as twin
from known_theatre import KEY, known_theatre
from multipolar.codes import WarPhase
from multipolar.mechanisms.tempo import (
    axes_chosen,
    first_side,
    lull_factor,
    project_tempo,
    spent_after,
    spent_ahead,
    spent_at_start,
    start_rate,
    tempo_left,
    tempo_of,
    tempo_start,
    tempo_step,
)
from multipolar.numerics.random import normal, uniform
from random_outlook import PLACES, assert_agrees, random_picture, random_war

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


def test_tempo_of__is_high_when_fresh_and_three_tenths_when_worn() -> None:
    """0.4: three quarters of the days at first, 0.12 in the end, a third of the way left after eight assault days."""
    assert tempo_of(0.4, 0.0) == pytest.approx(0.75)
    assert tempo_of(0.4, 8.0) == pytest.approx(0.12 + 0.63 / math.e)
    assert tempo_of(0.4, 1e3) == pytest.approx(0.12)
    assert tempo_of(0.7, 0.0) == pytest.approx(0.9)


@given(st.floats(0.01, 0.95), st.floats(0, 40), st.floats(0, 10))
def test_tempo_of__never_rises_with_effort(base: float, spent: float, more: float) -> None:
    """It lies between three tenths of the prior and its height, and falls."""
    assert tempo_of(base, spent + more) <= tempo_of(base, spent) + 1e-12
    assert 0.3 * base <= tempo_of(base, spent) <= 0.9 + 1e-12


def test_tempo_left__worked_by_hand() -> None:
    """Silent guns leave three tenths, full winter six tenths; half the fire in half a winter 0.65 of 0.8."""
    assert tempo_left(1.0, 0.0) == 1.0
    assert tempo_left(0.0, 0.0) == pytest.approx(0.3)
    assert tempo_left(1.0, 1.0) == pytest.approx(0.6)
    assert tempo_left(0.5, 0.5) == pytest.approx(0.65 * 0.8)


def test_spent__adds_assaults_and_recovers() -> None:
    """Nine assault days lose a fifth at 45 days of recovery; rest brings them down; steady attack leads to 45 times itself."""
    assert spent_after(9.0, 45.0, 0.5) == pytest.approx(9.3)
    assert spent_after(9.0, 45.0, 0.0) == pytest.approx(8.8)
    assert spent_after(45.0 * 0.2, 45.0, 0.2) == pytest.approx(9.0)
    assert [spent_at_start(days, 1) for days in (-1.0, 0.0, 10.0, 19.0, 90.0)] == pytest.approx(
        [0.0, 0.0, 4.0, 6.0, 3.0 + 3.0 / math.e]
    )
    assert [spent_at_start(days, 0) for days in (-1.0, 0.0, 10.0, 19.0, 90.0)] == pytest.approx([0.0, 0.0, 1.5, 2.5, 2.5])


def test_spent_ahead__is_many_days_of_it() -> None:
    """Small steps of the daily law come to the same; nothing spent and nobody attacking stays at nothing."""
    spent = 6.0
    for _ in range(10_000):
        spent = spent_after(spent, 45_000.0, 0.0004)
    assert spent_ahead(6.0, 45.0, 0.4, 10.0) == pytest.approx(spent, rel=1e-4)
    assert spent_ahead(0.0, 45.0, 0.0, 10.0) == 0.0


@pytest.mark.parametrize("opener", [0, 1])
def test_tempo_start__counts_the_days_of_the_round_before(opener: int) -> None:
    """After ten days who opened the war has spent more, whichever letter it has."""
    world = known_theatre()
    world.sc["day_before"] = 10.0
    world.sc["opener"] = opener
    world.run(lambda sc, p, state, key, day: tempo_start(sc, p, state), 0, KEY)
    assert world.st["spent"][opener] == pytest.approx(4.0)
    assert world.st["spent"][1 - opener] == pytest.approx(1.5)


def test_tempo_step__drifts_and_is_bounded() -> None:
    """0.4 of yesterday's and 0.9165 of a draw; e^0.35 of it scales the tempo of each side, 95 % at most."""
    world = known_theatre()
    world.p["tempo"], world.st["tempo_ar"] = 0.1, 0.5
    world.st["spent"][:], world.st["shell_state"][:] = (0.0, 8.0), (0.5, 1.0)
    world.st["winter"] = 0.5
    world.run(tempo_step, 7, KEY)
    drift = 0.2 + 0.9165 * normal(KEY, 7, TEMPO, 0)
    assert world.st["tempo_ar"] == pytest.approx(drift)
    wanted = [0.45 * 0.65 * 0.8, (0.03 + 0.42 / math.e) * 0.8]
    assert list(world.st["tempo_now"]) == pytest.approx([one * math.exp(0.35 * drift) for one in wanted])
    world.p["tempo"] = 9.0
    world.st["winter"] = 0.0
    world.st["spent"][:], world.st["shell_state"][:], world.st["tempo_ar"] = 0.0, 9.0, 9.0
    world.run(tempo_step, 8, KEY)
    assert list(world.st["tempo_now"]) == [0.95, 0.95]


def phases(day: int, *, going: bool, weather: int = 0, food: float = 1.0) -> np.ndarray:
    """Return who assaults where after a day on which every sector but 8 is an axis of both sides, who have spent nothing."""
    world = known_theatre()
    world.st["chosen"][:, :8] = 1
    world.st["phase"][:, :9] = going
    world.st["weather"] = weather
    world.st["stock_days"][:], world.st["fed"][:] = 0.0, food
    world.p["tempo"] = 0.05
    world.run(tempo_step, day, KEY)
    axes = np.array(world.st["phase"][:, :8])
    assert list(world.st["spent"]) == pytest.approx(axes.sum(axis=1) / 8.0)
    return np.array(world.st["phase"][:, :9])


@pytest.mark.parametrize("day", range(1, 7))
def test_tempo_step__assaults_go_on_and_start_by_their_chances(day: int) -> None:
    """Two in three go on; they start so as to fill their share of days, less often in the wet or hungry; nothing off the axes."""
    drawn = np.array([[uniform(KEY, day, PHASE, 64 * b + s) for s in range(9)] for b in range(2)])
    axis = np.arange(9) < 8
    assert (phases(day, going=True) == (axis & (drawn < 0.67))).all()
    share = 0.4 * math.exp(0.35 * 0.9165 * normal(KEY, day, TEMPO, 0))
    start = share * 0.33 / (1.0 - share)
    assert (phases(day, going=False) == (axis & (drawn < start))).all()
    assert (phases(day, going=False, weather=2) == (axis & (drawn < 0.65 * start))).all()
    hungry = share * 0.5**0.7
    assert (phases(day, going=False, food=0.5) == (axis & (drawn < hungry * 0.33 / (1.0 - hungry)))).all()


def test_lull_factor__all_axes_together_break_a_lull_at_the_rate_of_one() -> None:
    """0.15 over the axes chosen in a lull, 0.15 on each of a side that was thrown back, 1 otherwise."""
    world = known_theatre()
    world.st["chosen"][0, :9] = [1, 0, 1, 1, 0, 0, 0, 0, 1]
    world.st["chosen"][1, :9] = 0
    assert [axes_chosen(world.sc, world.st, b) for b in range(2)] == [4, 0]
    assert [lull_factor(world.sc, world.st, b) for b in range(2)] == [1.0, 1.0]
    world.st["evicted"][0] = 1
    assert lull_factor(world.sc, world.st, 0) == 0.15
    world.st["war_phase"] = WarPhase.LOW
    assert [lull_factor(world.sc, world.st, b) for b in range(2)] == pytest.approx([0.0375, 0.15])


def test_tempo_step__rest_recovers() -> None:
    """Without an axis effort recovers by a forty-fifth a day."""
    world = known_theatre()
    world.st["spent"][:] = (9.0, 4.5)
    world.run(tempo_step, 7, KEY)
    assert list(world.st["spent"]) == pytest.approx([8.8, 4.4])


def test_tempo_step__no_assault_under_a_truce() -> None:
    """All phases end."""
    world = known_theatre()
    world.st["chosen"][:], world.st["phase"][:] = 1, 1
    world.st["truce_left"] = 0.5
    world.run(tempo_step, 7, KEY)

    assert not world.st["phase"][:, :9].any()


def test_first_side__is_a_coin() -> None:
    """Day by day as the draw falls, the opener below one half, whatever its letter."""
    world = known_theatre()
    drawn = [int(uniform(KEY, day, SIDE_ORDER, 0) >= 0.5) for day in range(30)]

    assert [first_side(world.sc, KEY, day) for day in range(30)] == drawn
    world.sc["opener"] = 1
    assert [first_side(world.sc, KEY, day) for day in range(30)] == [1 - side for side in drawn]


def test_project_tempo__agrees_with_a_slow_twin() -> None:
    """The tempo of both sides in the middle of a stride of random wars."""
    assert_agrees(
        lambda world, b, w: project_tempo(*world.all, b, w, PLACES, 20.0),
        lambda world, b, view: twin.hurry(*world.all, b, view, 20.0),
        "",
    )


def test_project_tempo__is_bounded_and_never_counts_less_than_nothing_spent() -> None:
    """At most 95 days in a hundred; effort that recovers in a day is not less than none."""
    world, w = random_war(0), random_picture(0)
    world.p["tempo"], world.p["effort_recovery"] = 9.0, 1.0
    w["shell_state"][:], w["supply"][:], w["spent"][:] = 1.0, 1.0, 30.0
    world.sc["snow_from"] = world.sc["snow_full"] = 999.0
    project_tempo(*world.all, 0, w, PLACES, 0.0)
    assert w["tempo"][0, :PLACES] == pytest.approx(0.9)
    world.p["tempo"] = 20.0
    w["shell_state"][:], w["spent"][:] = 2.0, 0.0
    project_tempo(*world.all, 0, w, PLACES, 0.0)
    assert w["tempo"][0, :PLACES] == pytest.approx(0.95)
