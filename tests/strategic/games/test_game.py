"""Games and their noise: shapes, expected payoffs by hand, and bootstraps with the noise they should have."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from multipolar.strategic.games.game import batches, expected, game_of, noisy_of, noisy_of_runs, regret, spread
from multipolar.strategic.solver import SolverError
from strategic.games.random_games import CHICKEN, PRISONERS, games, profiles


def test_game_of__names_players_and_postures():
    """Names default to numbers and are told by profile."""
    game = game_of(PRISONERS)
    assert (game.shape, game.profiles) == ((2, 2), 4)
    assert game.named((0, 1)) == {"P0": "0", "P1": "1"}
    named = game_of(PRISONERS, ["USA", "CHN"], [["hold", "act"]] * 2)
    assert named.named((1, 0)) == {"USA": "act", "CHN": "hold"}


@pytest.mark.parametrize(
    ("payoffs", "said"),
    [
        ([1.0, 2.0], "one axis per player"),
        (np.zeros((2, 2)), "one axis per player"),
        (np.zeros((2, 2, 0)), "no empty axis"),
        ([[[1.0, 2.0], [3.0]], [[0, 0], [0, 0]]], "no regular array"),
        ([[[np.nan, 0.0], [5.0, 1.0]], [[3.0, 5.0], [0.0, 1.0]]], "finite numbers"),
    ],
)
def test_game_of__refuses_what_is_no_game(payoffs, said):
    """Each fault says what was found and what is expected."""
    with pytest.raises(SolverError, match=said) as caught:
        game_of(payoffs)
    assert caught.value.failure.kind == "input"


def test_game_of__tells_all_faults_of_names_at_once():
    """Names of wrong number or twice are told together."""
    with pytest.raises(SolverError, match=r"found 3 names.*named twice: a"):
        game_of(PRISONERS, ["x", "y", "z"], [["a", "a"], ["b", "c"]])


def test_game_of__refuses_more_profiles_than_can_be_simulated():
    """18 players with two postures have 262,144 profiles."""
    with pytest.raises(SolverError, match="262,144 profiles, allowed are 200,000") as caught:
        game_of(np.zeros((18, *([2] * 18))))
    assert caught.value.failure.kind == "size"


def test_expected__is_what_the_definition_sums():
    """Against half and half, defection in the dilemma is worth 3 and cooperation 1.5."""
    values = expected(game_of(PRISONERS), [np.array([0.5, 0.5]), np.array([0.5, 0.5])])
    assert values[0].tolist() == [1.5, 3.0]
    assert regret(game_of(PRISONERS), [np.array([1.0, 0.0]), np.array([1.0, 0.0])]).tolist() == [2.0, 2.0]


@given(games())
@settings(max_examples=60, deadline=None)
def test_expected__equals_the_sum_over_all_profiles(game):
    """Every posture's expected payoff is the sum of payoffs times the probability of the others' postures."""
    rng = np.random.default_rng(7)
    mixed = [rng.dirichlet(np.ones(k)) for k in game.shape]
    found = expected(game, mixed)
    for i, k in enumerate(game.shape):
        by_hand = np.zeros(k)
        for s in profiles(game):
            weight = np.prod([mixed[j][a] for j, a in enumerate(s) if j != i])
            by_hand[s[i]] += weight * game.payoffs[(i, *s)]
        assert found[i] == pytest.approx(by_hand, abs=1e-12)


def test_expected__refuses_probabilities_that_do_not_fit():
    """Wrong lengths, sums and signs are refused."""
    game = game_of(PRISONERS)
    for mixed in ([[1.0]] * 2, [[0.5, 0.4], [1.0, 0.0]], [[1.5, -0.5], [1.0, 0.0]]):
        with pytest.raises(SolverError, match="found probabilities"):
            expected(game, [np.array(p) for p in mixed])


def test_spread__is_the_standard_deviation_and_one_for_constants():
    """A player who does not care has a spread of one, so that nothing is divided by nought."""
    game = game_of([CHICKEN[0], [[4.0, 4.0], [4.0, 4.0]]])
    assert spread(game).tolist() == [pytest.approx(np.std([6, 2, 7, 0])), 1.0]
    for unit in (1e-250, 1e250):
        assert spread(game_of(np.array(CHICKEN) * unit)) / unit == pytest.approx(spread(game_of(CHICKEN)))


def test_batches__have_the_covariance_of_the_means():
    """Normal errors: variance per run over runs, correlation between players, exact cells unmoved."""
    covariance = np.zeros((2, 2, 2, 2))
    covariance[0, 1] = [[4.0, -3.0], [-3.0, 9.0]]
    counts = np.array([[0, 25], [0, 0]])
    noisy = noisy_of(game_of(PRISONERS), covariance, counts)
    drawn = np.concatenate(list(batches(noisy, 20_000, 1)))
    assert drawn.shape == (20_000, 2, 2, 2)
    moved = drawn - noisy.game.payoffs
    assert np.ptp(moved[:, :, 1, :]) == 0.0
    assert np.cov(moved[:, :, 0, 1].T) == pytest.approx(covariance[0, 1] / 25, abs=0.01)
    assert noisy.errors[:, 0, 1].tolist() == [pytest.approx(0.4), pytest.approx(0.6)]
    assert noisy.errors[0, 1, 1] == 0.0


def test_batches__are_the_same_for_the_same_seed():
    """A seed gives the same payoffs, another seed others."""
    noisy = noisy_of(game_of(CHICKEN), np.ones((2, 2, 2)), 10)
    first, again, other = (next(iter(batches(noisy, 3, seed))) for seed in (5, 5, 6))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_batches__of_runs_keep_what_profiles_share():
    """A shock common to all profiles moves payoffs, but no difference between them."""
    rng = np.random.default_rng(2)
    shock = rng.normal(size=(200, 1, 1, 1))
    noisy = noisy_of_runs(np.array(PRISONERS) + shock)
    drawn = np.concatenate(list(batches(noisy, 50, 3)))
    assert np.std(drawn[:, 0, 0, 0]) == pytest.approx(1 / np.sqrt(200), rel=0.4)
    assert np.ptp(drawn[:, 0, 1, 0] - drawn[:, 0, 0, 0]) == pytest.approx(0.0, abs=1e-12)
    assert noisy.covariance[0, 0] == pytest.approx(np.full((2, 2), np.var(shock, ddof=1)))
    assert noisy.counts.tolist() == [[200, 200], [200, 200]]


@pytest.mark.parametrize(
    ("covariance", "counts", "said"),
    [
        (np.ones((3, 2, 2)), 5, "covariance of shape"),
        (-np.ones((2, 2, 2, 2)), 5, "not below 0"),
        (np.ones((2, 2, 2)), 0, "need the number of runs"),
        (None, -1, "not below 0"),
    ],
)
def test_noisy_of__refuses_noise_that_has_no_sense(covariance, counts, said):
    """Shapes, signs and noise without runs are refused."""
    with pytest.raises(SolverError, match=said):
        noisy_of(game_of(PRISONERS), covariance, counts)


def test_noisy_of_runs__needs_two():
    """One run tells no variance."""
    with pytest.raises(SolverError, match="two or more runs"):
        noisy_of_runs(np.array([PRISONERS]))
