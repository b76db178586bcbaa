"""Who would leave a profile alone, and how surely."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multipolar.strategic.games.game import game_of, noisy_of, noisy_of_runs
from multipolar.studies import deviations as d
from multipolar.studies.postures import Posture
from multipolar.studies.power_runs import Players

PAIR = (Posture("stay_out", "stays out", ()), Posture("arm", "arms its side", ("arm_A",)))
TWO = Players((0, 1), ("RUS", "TUR"), (PAIR, PAIR), (0, 0))
DILEMMA = np.array([[[3.0, 0.0], [5.0, 1.0]], [[3.0, 5.0], [0.0, 1.0]]])
"""Payoffs (player, own posture of RUS, of TUR): arming pays alone and hurts together."""


def noisy(spread: float, runs: int = 40):
    """Return the dilemma as estimated from runs that differ by luck shared by all profiles and some that is not."""
    rng = np.random.default_rng(1)
    shared, own = rng.normal(size=(runs, 2, 1, 1)), rng.normal(size=(runs, 2, 2, 2)) * spread
    return noisy_of_runs(DILEMMA + 3.0 * (shared - shared.mean(axis=0)) + own - own.mean(axis=0), TWO.names)


def test_pair_error__shared_luck_does_not_count():
    """Luck common to all profiles drops out of a difference; without runs both errors add up."""
    quiet = d.pair_error(noisy(0.0), 0, [0, 1, 2, 3])
    assert quiet(0, 1) == pytest.approx(0.0, abs=1e-9)
    apart = noisy_of(game_of(DILEMMA), np.full((2, 2, 2), 4.0), np.full((2, 2), 16))
    assert d.pair_error(apart, 0, [0, 1, 2, 3])(0, 1) == pytest.approx(np.hypot(1.0, 1.0))


def test_deviation_rows__gains_are_differences_of_payoffs():
    """From neither armed both gain 2 by arming, from both armed each loses 1 by not; a profile asked twice is told once."""
    told = json.loads(json.dumps(d.deviation_rows(TWO, noisy(0.1), [(0, 0), (1, 1), (0, 0)])))
    assert [(row["profile"], row["power"], row["posture"]) for row in told] == [
        ("stay_out,stay_out", "RUS", "arm"), ("stay_out,stay_out", "TUR", "arm"),
        ("arm,arm", "RUS", "stay_out"), ("arm,arm", "TUR", "stay_out"),
    ]  # fmt: skip
    assert [row["gain"] for row in told] == pytest.approx([2.0, 2.0, -1.0, -1.0])
    assert [row["sure"] for row in told] == [True, True, False, False]
    assert all(0.0 < row["se"] < 0.1 for row in told)


def test_deviation_rows__a_gain_within_the_noise_is_not_sure():
    """With noise far above the differences nobody surely leaves."""
    assert not any(row["sure"] for row in d.deviation_rows(TWO, noisy(60.0), [(0, 0)]))
