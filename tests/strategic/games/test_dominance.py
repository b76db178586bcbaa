"""Dominated postures: by hand, by mixtures, in rounds, and never in an equilibrium."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from multipolar.strategic.games.bounds import bounds, event
from multipolar.strategic.games.dominance import dominated, survivors
from multipolar.strategic.games.game import game_of
from multipolar.strategic.games.nash import two_player_equilibria
from multipolar.strategic.games.quantal import quantal
from multipolar.strategic.games.replies import pure_equilibria
from multipolar.strategic.solver import SolverError
from strategic.games.random_games import CHICKEN, PRISONERS, games, rescaled, turned


def test_dominated__of_the_dilemma_is_cooperation():
    """Defection is better by 1 at least; in chicken nothing is dominated."""
    found = dominated(game_of(PRISONERS))
    assert [(d.player, d.posture, d.round, d.by, d.margin) for d in found] == [(0, 0, 1, "posture", 1.0), (1, 0, 1, "posture", 1.0)]
    assert survivors(game_of(PRISONERS), found) == ((1,), (1,))
    assert dominated(game_of(CHICKEN)) == ()


def test_dominated__by_a_mixture_only():
    """A posture worth 1 everywhere loses to half of (3, 0) and half of (0, 3), by one half."""
    row = [[3.0, 0.0], [0.0, 3.0], [1.0, 1.0]]
    game = game_of([row, [[0.0, 0.0]] * 3])
    (found,) = [d for d in dominated(game) if d.player == 0]
    assert (found.posture, found.by) == (2, "mixture")
    assert found.mixture == pytest.approx([0.5, 0.5, 0.0])
    assert found.margin == pytest.approx(0.5)
    assert [d for d in dominated(game, mixtures=False) if d.player == 0] == []


def test_dominated__falls_in_rounds():
    """A posture that falls only once another player's has (Osborne 2004, iterated elimination)."""
    one = [[1.0, 1.0, 0.0], [0.0, 0.0, 2.0]]
    two = [[0.0, 2.0, 1.0], [3.0, 1.0, 0.0]]
    found = dominated(game_of([one, two]))
    assert [(d.player, d.posture, d.round) for d in found if d.by != "weakly"] == [(1, 2, 1), (0, 1, 2), (1, 0, 3)]
    assert survivors(game_of([one, two]), found) == ((0,), (1,))
    assert [d.round for d in dominated(game_of([one, two]), rounds=1) if d.by != "weakly"] == [1]


def test_dominated__names_weak_ones_without_taking_them_out():
    """A posture that ties in one column and loses in the other is weakly dominated and may be in an equilibrium."""
    game = game_of([[[1.0, 1.0], [1.0, 0.0]], [[1.0, 0.0], [1.0, 0.0]]])
    weak = [d for d in dominated(game) if d.player == 0]
    assert [(d.posture, d.by, d.margin) for d in weak] == [(1, "weakly", 0.0)]
    assert (1, 0) in [p.profile for p in pure_equilibria(game)]
    assert survivors(game, dominated(game))[0] == (0, 1)


@given(games(most_players=3, most_postures=4))
@settings(max_examples=60, deadline=None)
def test_dominated__are_in_no_equilibrium(game):
    """No strictly dominated posture stands in a pure, two-player, correlated or sharp quantal equilibrium; margins are true."""
    found = dominated(game)
    strict = [d for d in found if d.by != "weakly"]
    left = survivors(game, found)
    assert all(left)
    for d in strict:
        if d.round == 1:
            table = np.moveaxis(game.payoffs[d.player], d.player, 0).reshape(game.shape[d.player], -1)
            assert (d.mixture @ table - table[d.posture]).min() == pytest.approx(d.margin, abs=1e-7)
            assert d.margin > 0.0
        assert all(p.profile[d.player] != d.posture for p in pure_equilibria(game))
        (limit,) = bounds(game, [event(game, "d", {d.player: [d.posture]})], ["correlated"])
        assert limit.high < 1e-6
        if len(game.shape) == 2:
            assert all(mixed[d.player][d.posture] < 1e-9 for mixed in two_player_equilibria(game).found)
        if d.round == 1 and d.by == "posture":
            (one, two) = quantal(game, [1.0, 30.0])
            assert two.mixed[d.player][d.posture] < one.mixed[d.player][d.posture] + 1e-9


@given(games(most_players=3, most_postures=4))
@settings(max_examples=40, deadline=None)
def test_dominated__do_not_depend_on_names_or_units(game):
    """The same postures fall in the same rounds when one player's are turned, and when payoffs are multiplied and shifted."""

    def told(other, player=None):
        last = {player: game.shape[player] - 1} if player is not None else {}
        rows = [(d.player, d.posture, d.round, d.by == "weakly") for d in dominated(other)]
        return {(i, last[i] - a if i in last else a, r, weak) for i, a, r, weak in rows}

    plain = told(game)
    for player in range(len(game.shape)):
        assert told(turned(game, player), player) == plain
    assert told(rescaled(game, 3)) == plain


def test_dominated__stops_in_time():
    """A limit that is over ends the search for mixtures."""
    rng = np.random.default_rng(0)
    with pytest.raises(SolverError, match="not done within"):
        dominated(game_of(rng.normal(size=(3, 4, 4, 4))), limit=1e-9)
