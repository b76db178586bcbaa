"""Quantal response: closed forms, symmetric forks, invariances, and bands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from multipolar.strategic.games.game import Game, game_of, noisy_of, regret
from multipolar.strategic.games.quantal import away_from_itself, band, quantal, standard_rates
from multipolar.strategic.solver import SolverError
from strategic.games.random_games import CHICKEN, PRISONERS, ROCK, games, permuted, turned


def test_quantal__of_the_dilemma_solves_its_one_equation():
    """Symmetric: p of cooperation with log odds lambda (U_c - U_d) = -lambda (1 + p)."""
    for sharp in (0.5, 1.0, 4.0):
        p = brentq(lambda x, k=sharp: np.log(x / (1 - x)) + k * (1 + x), 1e-12, 0.5)
        (found,) = quantal(game_of(PRISONERS), [sharp], rates=np.ones(2))
        assert found.mixed[0] == pytest.approx([p, 1 - p], abs=1e-10)
        assert found.regret[0] == pytest.approx(p * (1 + p), abs=1e-9)


def test_quantal__at_precision_nought_is_uniform_and_of_one_posture_sure():
    """Without precision all postures are alike; one posture leaves no choice; a player alone gives the logit."""
    (found,) = quantal(game_of(ROCK), [0.0])
    assert found.mixed[0] == pytest.approx([1 / 3] * 3)
    (lone,) = quantal(game_of([[[1.0, 2.0]], [[5.0, 4.0]]]), [3.0])
    assert lone.mixed[0].tolist() == [1.0]
    (single,) = quantal(game_of([[0.0, 1.0]]), [2.0], rates=np.ones(1))
    assert single.mixed[0][1] == pytest.approx(1 / (1 + np.exp(-2.0)))
    (same,) = quantal(game_of(np.zeros((3, 2, 3, 2))), [5.0])
    assert same.mixed[1] == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize("players", [2, 3, 5])
def test_quantal__passes_a_fork_straight_on(players):
    """In a game of pure coordination the branch forks, in some games just at a precision asked for: it stays in the middle."""
    payoffs = np.zeros((players, *([2] * players)))
    payoffs[(slice(None), *([0] * players))] = payoffs[(slice(None), *([1] * players))] = 1.0
    for found in quantal(game_of(payoffs), [0.5, 1.0, 2.0, 8.0]):
        assert found.mixed[0] == pytest.approx([0.5, 0.5], abs=1e-9)


def test_quantal__goes_to_the_risk_dominant_equilibrium():
    """Stag hunt: the branch ends at the safe hare, whose basin is larger (McKelvey and Palfrey 1995)."""
    game = game_of([[[4.0, 0.0], [3.0, 3.0]], [[4.0, 3.0], [0.0, 3.0]]])
    (found,) = quantal(game, [40.0])
    assert found.mixed[0] == pytest.approx([0.0, 1.0], abs=1e-6)
    assert found.regret.max() < 1e-6


@given(games(most_players=4, whole=True), st.sampled_from([0.7, 3.0, 25.0]))
@settings(max_examples=80, deadline=None)
def test_quantal__answers_itself_with_every_posture(game, sharp):
    """Each answer is its own quantal response, positive everywhere, and its regret is what its definition gives."""
    (found,) = quantal(game, [sharp])
    assert away_from_itself(game, found.mixed, standard_rates(game) * sharp) < 1e-8
    assert all(np.all(p > 0.0) for p in quantal(game, [0.7])[0].mixed)
    assert found.regret == pytest.approx(regret(game, found.mixed))


@given(games(most_players=3, whole=False), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_quantal__does_not_depend_on_names_units_or_zero_points(game, random):
    """Relabelled players and postures permute the answer; shifted and multiplied payoffs change nothing."""
    (found,) = quantal(game, [2.0])
    order = random.sample(range(len(game.shape)), len(game.shape))
    (moved,) = quantal(permuted(game, order), [2.0])
    for new, old in enumerate(order):
        assert moved.mixed[new] == pytest.approx(found.mixed[old], abs=1e-8)
    turned = Game(np.flip(game.payoffs, axis=1), game.players, game.postures)
    assert quantal(turned, [2.0])[0].mixed[0] == pytest.approx(found.mixed[0][::-1], abs=1e-8)
    scale = np.array([10.0 ** random.uniform(-6, 6) for _ in game.players]).reshape(-1, *([1] * len(game.shape)))
    shift = np.array([random.uniform(-5, 5) for _ in game.players]).reshape(scale.shape) * scale
    other = quantal(game_of(game.payoffs * scale + shift), [2.0])[0]
    assert np.concatenate(other.mixed) == pytest.approx(np.concatenate(found.mixed), abs=1e-7)
    halved = quantal(game_of(game.payoffs * 2.0), [1.0], rates=np.ones(len(game.players)))[0]
    plain = quantal(game, [2.0], rates=np.ones(len(game.players)))[0]
    assert np.concatenate(halved.mixed) == pytest.approx(np.concatenate(plain.mixed), abs=1e-9)


@given(games(most_players=3, whole=False), st.floats(-4.0, 4.0), st.sampled_from([0.3, 2.0, 20.0]))
@settings(max_examples=50, deadline=None)
def test_quantal__takes_payoffs_and_precision_together(game, power, sharp):
    """Payoffs times c at precision over c give the same answer; every posture keeps a chance; turned postures turn it."""
    factor = 10.0**power
    plain = quantal(game, [sharp], rates=np.ones(len(game.shape)))[0]
    other = quantal(game_of(game.payoffs * factor), [sharp / factor], rates=np.ones(len(game.shape)))[0]
    assert np.concatenate(other.mixed) == pytest.approx(np.concatenate(plain.mixed), abs=1e-7)
    assert all(np.all(p > 0.0) for p in plain.mixed)
    for i in range(len(game.shape)):
        back = quantal(turned(game, i), [sharp], rates=np.ones(len(game.shape)))[0].mixed
        assert back[i] == pytest.approx(plain.mixed[i][::-1], abs=1e-7)


def test_quantal__refuses_what_has_no_sense_and_stops_in_time():
    """Precisions, rates and limits are checked."""
    game = game_of(CHICKEN)
    for bad in ([], [-1.0], [np.inf]):
        with pytest.raises(SolverError, match="found precisions"):
            quantal(game, bad)
    with pytest.raises(SolverError, match="found rates"):
        quantal(game, [1.0], rates=np.array([1.0]))
    with pytest.raises(SolverError, match="not done within") as caught:
        quantal(game, [1.0], limit=1e-12)
    assert caught.value.failure.kind == "time"


def test_quantal__keeps_the_order_asked():
    """Precisions in any order, and twice, are answered as asked."""
    found = quantal(game_of(CHICKEN), [4.0, 1.0, 4.0])
    assert [q.precision for q in found] == [4.0, 1.0, 4.0]
    assert np.array_equal(found[0].mixed[0], found[2].mixed[0])


def test_band__widens_with_noise_and_holds_the_middle():
    """Exact payoffs have a band of no width; noisy ones one around the middle that shrinks as the root of the runs."""
    game = game_of(CHICKEN)
    exact = band(noisy_of(game), [1.0], draws=20)
    assert exact.low[0][0] == pytest.approx(exact.middle[0].mixed[0], abs=1e-9)
    widths = []
    for runs in (25, 100):
        found = band(noisy_of(game, np.full((2, 2, 2), 2.0), runs), [1.0, 4.0], draws=400, seed=3)
        assert np.all(found.low[0][0] < found.middle[0].mixed[0])
        assert np.all(found.high[1][1] > found.middle[1].mixed[1])
        assert (found.draws, found.lost) == (400, 0)
        widths.append(float((found.high[0][0] - found.low[0][0])[0]))
    assert widths[0] / widths[1] == pytest.approx(2.0, rel=0.25)


def test_band__stops_in_time():
    """A limit that is over ends the bootstraps with a failure of kind time."""
    with pytest.raises(SolverError, match="not done within") as caught:
        band(noisy_of(game_of(CHICKEN), np.ones((2, 2, 2)), 5), draws=1_000_000, limit=0.05)
    assert caught.value.failure.kind == "time"
