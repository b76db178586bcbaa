"""Random games for properties, and slow answers by definition to compare with."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import strategies as st

from multipolar.strategic.games.game import Game, game_of


@st.composite
def games(draw, most_players: int = 3, most_postures: int = 3, whole: bool = True) -> Game:
    """A small game, with many ties where payoffs are whole numbers."""
    shape = tuple(draw(st.lists(st.integers(1, most_postures), min_size=1, max_size=most_players)))
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    size = (len(shape), *shape)
    return game_of(rng.integers(-3, 4, size).astype(float) if whole else rng.normal(size=size))


def profiles(game: Game) -> list[tuple[int, ...]]:
    """All profiles of a game."""
    return list(itertools.product(*map(range, game.shape)))


def is_nash(game: Game, profile: tuple[int, ...], epsilon: float = 0.0) -> bool:
    """Whether nobody gains more than epsilon by another posture, by looking at each."""
    for i, k in enumerate(game.shape):
        for a in range(k):
            other = (*profile[:i], a, *profile[i + 1 :])
            if game.payoffs[(i, *other)] > game.payoffs[(i, *profile)] + epsilon:
                return False
    return True


def permuted(game: Game, players: list[int]) -> Game:
    """The same game with its players in another order."""
    moved = np.stack([np.transpose(game.payoffs[i], players) for i in players])
    return game_of(moved, [game.players[i] for i in players], [game.postures[i] for i in players])


def turned(game: Game, player: int) -> Game:
    """The same game with one player's postures in reverse order."""
    names = tuple(row[::-1] if i == player else row for i, row in enumerate(game.postures))
    return game_of(np.flip(game.payoffs, axis=1 + player), game.players, names)


def rescaled(game: Game, seed: int) -> Game:
    """The same game with every player's payoffs multiplied by up to a million, or its inverse, and shifted by as much."""
    rng = np.random.default_rng(seed)
    scale = (10.0 ** rng.uniform(-6, 6, len(game.shape))).reshape(-1, *([1] * len(game.shape)))
    return game_of(game.payoffs * scale + scale * rng.integers(-9, 10, scale.shape), game.players, game.postures)


PRISONERS = [[[3.0, 0.0], [5.0, 1.0]], [[3.0, 5.0], [0.0, 1.0]]]
"""Prisoners' dilemma: 0 cooperates, 1 defects."""
CHICKEN = [[[6.0, 2.0], [7.0, 0.0]], [[6.0, 7.0], [2.0, 0.0]]]
"""The game of Aumann (1974), whose correlated equilibria are wider than its Nash equilibria."""
ROCK = [[[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]], [[0.0, 1.0, -1.0], [-1.0, 0.0, 1.0], [1.0, -1.0, 0.0]]]
"""Rock, paper, scissors."""
