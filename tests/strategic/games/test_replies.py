"""Pure equilibria, shares of bootstraps, level-k and baselines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.strategic.games.game import game_of, noisy_of
from multipolar.strategic.games.replies import baselines, best_replies, gains, holding, level_k, pure_equilibria, ties
from multipolar.strategic.games.sampling import nash_probability
from multipolar.strategic.solver import SolverError
from strategic.games.random_games import CHICKEN, PRISONERS, ROCK, games, is_nash, permuted, profiles, rescaled, turned


def test_pure_equilibria__of_known_games():
    """The dilemma has one, chicken two, rock-paper-scissors none, and a game of no stakes all."""
    known = (
        (PRISONERS, [(1, 1)]),
        (CHICKEN, [(0, 1), (1, 0)]),
        (ROCK, []),
        (np.zeros((2, 2, 2)), [(0, 0), (0, 1), (1, 0), (1, 1)]),
    )
    for payoffs, found in known:
        assert [p.profile for p in pure_equilibria(game_of(payoffs))] == found


@given(games(most_players=4), st.integers(0, 3))
@settings(max_examples=80, deadline=None)
def test_pure_equilibria__are_those_of_the_definition(game, epsilon):
    """Ties and single postures among them, with and without epsilon; regret is told."""
    found = pure_equilibria(game, float(epsilon))
    assert [p.profile for p in found] == [s for s in profiles(game) if is_nash(game, s, epsilon)]
    assert all(np.all(p.regret <= epsilon) for p in found)


@given(games(most_players=3), st.permutations(range(3)))
@settings(max_examples=40, deadline=None)
def test_pure_equilibria__follow_relabelled_players_and_ignore_units(game, order):
    """Another order of players permutes profiles; shifts and factors of a player's payoffs change none."""
    order = [i for i in order if i < len(game.shape)]
    plain = {p.profile for p in pure_equilibria(game)}
    moved = {p.profile for p in pure_equilibria(permuted(game, order))}
    assert moved == {tuple(s[i] for i in order) for s in plain}
    sides = (-1, *([1] * len(game.shape)))
    scaled = game.payoffs * np.linspace(0.5, 1e6, len(game.shape)).reshape(sides) + 3.0
    assert {p.profile for p in pure_equilibria(game_of(scaled))} == plain


def test_pure_equilibria__take_epsilon_per_player():
    """In the dilemma each gains 2 by leaving cooperation; who must not is decided per player."""
    game = game_of(PRISONERS)
    assert (0, 0) in [p.profile for p in pure_equilibria(game, [2.0, 2.0])]
    assert (0, 0) not in [p.profile for p in pure_equilibria(game, [2.0, 1.9])]
    for bad in (-1.0, [1.0, 1.0, 1.0], float("nan")):
        with pytest.raises(SolverError, match="found epsilon"):
            pure_equilibria(game, bad)


def test_gains__are_nought_exactly_at_best_postures():
    """Gains of the dilemma by hand."""
    assert gains(np.array(PRISONERS))[0].tolist() == [[2.0, 1.0], [0.0, 0.0]]
    assert ties(np.zeros((2, 2, 2))).tolist() == [0.0, 0.0]


def test_holding__has_the_shares_of_independent_errors():
    """With errors of 0.8 the shares equal the product of normal probabilities (dilemma with a gain of 1)."""
    game = game_of([[[3.0, 0.0], [4.0, 1.0]], [[3.0, 4.0], [0.0, 1.0]]])
    noisy = noisy_of(game, np.full((2, 2, 2), 0.8), 1)
    exact = nash_probability(noisy)
    found = {h.profile: h for h in holding(noisy, draws=4000, seed=1)}
    for s, h in found.items():
        assert h.share == pytest.approx(exact[s], abs=4 * np.sqrt(0.25 / 4000))
        assert h.in_means == (s == (1, 1))
    assert next(iter(found)) == (1, 1)


def test_holding__stops_in_time():
    """A limit that is over ends the bootstraps."""
    with pytest.raises(SolverError, match="not done within"):
        holding(noisy_of(game_of(CHICKEN), np.ones((2, 2, 2)), 1), draws=10_000_000, limit=0.05)


def test_best_replies__share_between_equals():
    """Against half and half in rock-paper, paper and a tie."""
    game = game_of(ROCK)
    assert best_replies(game, [np.array([1.0, 0, 0])] * 2)[0].tolist() == [0.0, 1.0, 0.0]
    assert best_replies(game, [np.full(3, 1 / 3)] * 2)[0] == pytest.approx([1 / 3] * 3)


def test_level_k__climbs_the_guessing_ladder():
    """Level 1 answers chance, level 2 answers level 1: in chicken swerve, then dare."""
    levels = level_k(game_of(CHICKEN))
    assert [b.name for b in levels] == ["level 0", "level 1", "level 2"]
    assert [b.mixed[0].tolist() for b in levels] == [[0.5, 0.5], [1.0, 0.0], [0.0, 1.0]]
    based = level_k(game_of(CHICKEN), 1, [np.array([1.0, 0.0])] * 2)
    assert based[1].mixed[0].tolist() == [0.0, 1.0]
    with pytest.raises(SolverError, match="expected 0 or more"):
        level_k(game_of(CHICKEN), -1)


@given(games(most_players=3), st.integers(0, 2**16))
@settings(max_examples=40, deadline=None)
def test_replies__follow_relabelled_postures_and_ignore_units(game, seed):
    """Pure equilibria, level-k and baselines of turned postures are turned; factors and shifts change no posture."""
    player = seed % len(game.shape)
    mirror = turned(game, player)

    def there(profile):
        return tuple(game.shape[i] - 1 - a if i == player else a for i, a in enumerate(profile))

    assert {p.profile for p in pure_equilibria(mirror)} == {there(p.profile) for p in pure_equilibria(game)}
    start = tuple(seed % k for k in game.shape)
    plain = (*level_k(game), *baselines(game, start))
    moved = (*level_k(mirror), *baselines(mirror, there(start)))
    scaled = (*level_k(rescaled(game, seed)), *baselines(rescaled(game, seed), start))
    for one, other, same in zip(plain, moved, scaled, strict=True):
        assert one.name == other.name == same.name
        for i, row in enumerate(one.mixed):
            assert other.mixed[i] == pytest.approx(row[::-1] if i == player else row)
            assert same.mixed[i] == pytest.approx(row)


def test_baselines__stand_with_their_regret():
    """Status quo, best reply to it, uniform."""
    found = {b.name: b for b in baselines(game_of(PRISONERS), (0, 0))}
    assert found["status quo"].regret.tolist() == [2.0, 2.0]
    assert found["best reply to the status quo"].mixed[0].tolist() == [0.0, 1.0]
    assert found["best reply to the status quo"].regret.tolist() == [0.0, 0.0]
    assert found["uniform"].mixed[1].tolist() == [0.5, 0.5]
    assert [b.name for b in baselines(game_of(PRISONERS))] == ["uniform"]
    with pytest.raises(SolverError, match="found status quo"):
        baselines(game_of(PRISONERS), (0, 2))
