"""Statistics of estimated games: closed forms, and agreement with plain simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from multipolar.strategic.games.game import game_of, noisy_of, noisy_of_runs
from multipolar.strategic.games.sampling import best_option, certify, hoeffding, nash_probability, of_profile, runs_needed
from multipolar.strategic.solver import SolverError
from strategic.games.random_games import PRISONERS


def test_hoeffding__by_hand():
    """Range 2, one mean, 50 runs, delta 0.05: 2 sqrt(ln 40 / 100); four times the runs halve it."""
    assert hoeffding(2.0, 1, 50) == pytest.approx(2 * np.sqrt(np.log(40) / 100))
    assert hoeffding(1.0, 100, 400) == pytest.approx(hoeffding(1.0, 100, 100) / 2)
    runs = runs_needed(0.05, 24_576)
    assert hoeffding(1.0, 24_576, runs) <= 0.05 < hoeffding(1.0, 24_576, runs - 1)
    for bad in ((-1.0, 1, 1, 0.05), (1.0, 0, 1, 0.05), (1.0, 1, 0, 0.05), (1.0, 1, 1, 1.0)):
        with pytest.raises(SolverError, match="expected a range"):
            hoeffding(*bad)
    with pytest.raises(SolverError, match="expected one above 0"):
        runs_needed(0.0, 4)


def test_best_option__of_two_is_the_normal_of_the_difference():
    """Closed form for two, also where one error is tiny or nought."""
    for s in ((0.3, 0.4), (1e-4, 0.5), (0.0, 0.5)):
        found = best_option([1.0, 0.6], s)
        assert found[0] == pytest.approx(stats.norm.cdf(0.4 / np.hypot(*s)), abs=1e-9)
        assert found.sum() == pytest.approx(1.0)


def test_best_option__of_many_agrees_with_simulation_and_of_equals_is_even():
    """Four equal options have a quarter each; five different ones agree with a million draws."""
    assert best_option(np.zeros(4), np.ones(4)) == pytest.approx([0.25] * 4, abs=1e-12)
    mean, error = np.array([0.0, 0.4, 0.3, -1.0, 0.2]), np.array([1.0, 0.1, 0.5, 2.0, 0.0])
    rng = np.random.default_rng(1)
    drawn = np.argmax(mean + error * rng.standard_normal((400_000, 5)), axis=1)
    assert best_option(mean, error) == pytest.approx(np.bincount(drawn, minlength=5) / 400_000, abs=0.004)
    assert best_option([2.0], [0.0]).tolist() == [1.0]
    assert best_option([1.0, 1.0, 0.0], [0.0, 0.0, 0.0]).tolist() == [0.5, 0.5, 0.0]


def test_best_option__refuses_what_is_no_estimate():
    """Lengths and signs."""
    for bad in (([], []), ([1.0], [1.0, 2.0]), ([1.0], [-1.0]), ([np.nan], [1.0])):
        with pytest.raises(SolverError, match="as many means"):
            best_option(*bad)


def test_nash_probability__multiplies_players_and_agrees_with_bootstraps():
    """The dilemma with errors of 0.8: each player's posture is best with a normal chance, and they multiply."""
    game = game_of(PRISONERS)
    noisy = noisy_of(game, np.full((2, 2, 2), 0.8), 1)
    found = nash_probability(noisy)
    best = stats.norm.cdf(1.0 / np.hypot(0.8, 0.8))
    assert found[1, 1] == pytest.approx(best**2, abs=1e-9)
    assert found == pytest.approx(nash_probability(noisy, draws=4000, seed=2), abs=0.035)
    assert nash_probability(noisy_of(game)).tolist() == [[0.0, 0.0], [0.0, 1.0]]
    assert nash_probability(noisy_of(game_of(np.zeros((3, 1, 2, 1))))).shape == (1, 2, 1)


def test_certify__pairs_runs_with_the_same_luck():
    """A large shared shock drops out of paired errors; bounds are Student's with Bonferroni."""
    rng = np.random.default_rng(0)
    shock = 5.0 * rng.normal(size=100)
    rise = np.array([-1.0, -0.5])
    deviations = shock[:, None] + rise + 0.1 * rng.normal(size=(100, 2))
    found = certify(shock, deviations)
    assert found.verdict == "certified"
    assert (found.regret, found.upper) == (0.0, 0.0)
    one = found.deviations[0]
    assert one.se_unpaired > 20 * one.se_paired
    assert one.upper == pytest.approx(one.mean_gain + stats.t.ppf(1 - 0.05 / 2, 99) * one.se_paired)


def test_certify__tells_refuted_from_not_shown():
    """A clear gain refutes; one within its error is not shown either way."""
    rng = np.random.default_rng(1)
    base = rng.normal(size=40)
    assert certify(base, base[:, None] + 1.0 + 0.1 * rng.normal(size=(40, 1))).verdict == "refuted"
    unclear = certify(base, base[:, None] + rng.normal(size=(40, 1)) * 3.0)
    assert unclear.verdict == "not shown"
    assert unclear.upper > 0.0
    assert certify(base, base[:, None] + 1.0, tolerance=1.0).verdict == "certified"
    for bad in ((base, base), (base[:1], base[:1, None]), (base, np.empty((40, 0)))):
        with pytest.raises(SolverError, match="found base"):
            certify(*bad)


def test_of_profile__takes_the_row_of_one_player():
    """Payoffs at the profile, and at each other posture of the player alone."""
    runs = np.random.default_rng(3).normal(size=(7, 2, 2, 3))
    base, others = of_profile(runs, 1, (1, 1))
    assert np.array_equal(base, runs[:, 1, 1, 1])
    assert np.array_equal(others, runs[:, 1, 1, [0, 2]])
    assert of_profile(noisy_of_runs(np.ones((4, 2, 1, 2))).runs, 0, (0, 1))[1].shape == (4, 0)
