"""All equilibria of games for two."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from multipolar.strategic.games.game import game_of, regret
from multipolar.strategic.games.nash import two_player_equilibria
from multipolar.strategic.games.replies import pure_equilibria
from multipolar.strategic.solver import SolverError
from strategic.games.random_games import CHICKEN, PRISONERS, ROCK, games


def test_two_player_equilibria__of_known_games():
    """The dilemma has one, chicken two pure and 2/3 mixed, rock-paper-scissors 1/3 each."""
    (only,) = two_player_equilibria(game_of(PRISONERS)).found
    assert only[0].tolist() == [0.0, 1.0]
    chicken = two_player_equilibria(game_of(CHICKEN))
    assert len(chicken.found) == 3
    assert chicken.found[2][0] == pytest.approx([2 / 3, 1 / 3])
    assert not chicken.degenerate
    (mixed,) = two_player_equilibria(game_of(ROCK)).found
    assert mixed[1] == pytest.approx([1 / 3] * 3)


def test_two_player_equilibria__of_units_far_apart():
    """Payoffs of a millionth and of a million have the same equilibria."""
    scaled = game_of(np.array(CHICKEN) * np.array([1e-6, 1e6]).reshape(2, 1, 1))
    assert [m[0] for m in two_player_equilibria(scaled).found] == [
        pytest.approx(m[0]) for m in two_player_equilibria(game_of(CHICKEN)).found
    ]


@given(games(most_players=2, most_postures=4))
@settings(max_examples=80, deadline=None)
def test_two_player_equilibria__hold_and_hold_the_pure_ones(game):
    """Each has no regret; all pure ones are there; a game of one posture each has one."""
    if len(game.shape) != 2:
        return
    solved = two_player_equilibria(game)
    for mixed in solved.found:
        assert regret(game, mixed).max() < 1e-6
    pure = {tuple(int(p.argmax()) for p in mixed) for mixed in solved.found if all(p.max() == 1.0 for p in mixed)}
    assert pure == {p.profile for p in pure_equilibria(game)}
    # Nondegenerate games have an odd number of equilibria (Wilson 1971).
    assert solved.degenerate or len(solved.found) % 2 == 1


def test_two_player_equilibria__tells_degenerate_games():
    """Without stakes everything is an equilibrium, and that is told."""
    assert two_player_equilibria(game_of(np.zeros((2, 2, 2)))).degenerate


def test_two_player_equilibria__refuses_other_games():
    """Three players, and supports beyond counting."""
    for shape in ((3, 2, 2, 2), (2, 9, 9)):
        with pytest.raises(SolverError, match="expected two players") as caught:
            two_player_equilibria(game_of(np.zeros(shape)))
        assert caught.value.failure.kind == "size"
