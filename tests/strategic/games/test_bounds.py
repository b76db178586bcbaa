"""Bounds over correlated equilibria: literature, order of the concepts, and equilibria inside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.strategic.games.bounds import Event, bounds, event, of_profiles, violation
from multipolar.strategic.games.game import game_of
from multipolar.strategic.games.nash import two_player_equilibria
from multipolar.strategic.games.replies import pure_equilibria
from multipolar.strategic.solver import SolverError
from strategic.games.random_games import CHICKEN, PRISONERS, ROCK, games, permuted, turned


def test_bounds__of_aumanns_chicken():
    """Worked by hand: a crash has at most 1/5, both swerving at most 1/2 (Aumann 1974: 1/3 in his best one is within)."""
    game = game_of(CHICKEN)
    crash, swerve = of_profiles(game, "crash", [(1, 1)]), event(game, "both swerve", {0: [0], 1: [0]})
    found = bounds(game, [crash, swerve], ["correlated"])
    assert [found[0].low, found[0].high] == pytest.approx([0.0, 0.2], abs=1e-9)
    assert found[1].high == pytest.approx(0.5, abs=1e-9)
    assert found[1].low == pytest.approx(0.0, abs=1e-9)
    assert (found[0].event, found[0].concept) == ("crash", "correlated")


def test_bounds__of_rock_paper_scissors_differ_by_concept():
    """The one correlated equilibrium has 1/9 each; coarse ones may coordinate: 0 to 1/3 for both on rock."""
    game = game_of(ROCK)
    fine, coarse = bounds(game, [of_profiles(game, "rock", [(0, 0)])])
    assert [fine.low, fine.high] == pytest.approx([1 / 9, 1 / 9], abs=1e-8)
    assert [coarse.low, coarse.high] == pytest.approx([0.0, 1 / 3], abs=1e-8)


def test_bounds__of_games_without_choice():
    """One posture each, no stakes, a sure and an impossible event."""
    lone = game_of(np.zeros((2, 1, 1)))
    assert [(b.low, b.high) for b in bounds(lone, [of_profiles(lone, "it", [(0, 0)])])] == [(1.0, 1.0)] * 2
    idle = game_of(np.zeros((2, 2, 2)))
    some, never = of_profiles(idle, "some", [(0, 1)]), of_profiles(idle, "never", [])
    found = bounds(idle, [some, never, Event("always", ~never.mask)], ["correlated"])
    assert [(b.low, b.high) for b in found] == [(0.0, 1.0), (0.0, 0.0), (1.0, 1.0)]


@given(games(most_players=3), st.integers(0, 2**16))
@settings(max_examples=40, deadline=None)
def test_bounds__hold_every_equilibrium_and_lie_within_the_coarse(game, bits):
    """Pure equilibria, mixed ones of two players and mixtures of both lie within; correlated bounds lie within coarse ones."""
    mask = np.array([bits >> k % 17 & 1 for k in range(game.profiles)], bool).reshape(game.shape)
    fine, coarse = bounds(game, [Event("some", mask)])
    assert coarse.low <= fine.low + 1e-7
    assert fine.high <= coarse.high + 1e-7
    assert 0.0 <= fine.low <= fine.high <= 1.0
    assert max(fine.violation, coarse.violation) < 1e-6
    laws = [np.eye(game.profiles)[np.ravel_multi_index(p.profile, game.shape)] for p in pure_equilibria(game)]
    if len(game.shape) == 2:
        laws += [np.outer(a, b).ravel() for a, b in two_player_equilibria(game).found]
    laws += [np.mean(laws, axis=0)] if laws else []
    for law in laws:
        assert violation(game, law, "correlated") < 1e-9
        assert fine.low - 1e-7 <= float(law @ mask.ravel()) <= fine.high + 1e-7


@given(games(most_players=3, whole=False), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_bounds__do_not_depend_on_names_or_units(game, random):
    """Relabelled players and postures, and scaled or shifted payoffs, have the same bounds."""
    at = tuple(random.randrange(k) for k in game.shape)
    plain = bounds(game, [of_profiles(game, "at", [at])])
    order = random.sample(range(len(game.shape)), len(game.shape))
    moved = permuted(game, order)
    renamed = bounds(moved, [of_profiles(moved, "at", [tuple(at[i] for i in order)])])
    scale = np.array([10.0 ** random.uniform(-5, 5) for _ in at]).reshape(-1, *([1] * len(at)))
    other = bounds(game_of(game.payoffs * scale + scale), [of_profiles(game, "at", [at])])
    player = random.randrange(len(at))
    flipped = turned(game, player)
    there = tuple(game.shape[i] - 1 - a if i == player else a for i, a in enumerate(at))
    mirrored = bounds(flipped, [of_profiles(flipped, "at", [there])])
    for same in (renamed, other, mirrored):
        assert [(b.low, b.high) for b in same] == [pytest.approx((b.low, b.high), abs=1e-6) for b in plain]


def test_event__asks_all_or_any_and_refuses_what_is_not_there():
    """Masks by hand; players, postures and shapes that do not fit are refused."""
    game = game_of(PRISONERS)
    assert event(game, "x", {0: [1], 1: [1]}).mask.tolist() == [[False, False], [False, True]]
    assert event(game, "x", {0: [1], 1: [1]}, how="any").mask.tolist() == [[False, True], [True, True]]
    for bad in ({2: [0]}, {0: [2]}, {}):
        with pytest.raises(SolverError, match="event 'x' asks"):
            event(game, "x", bad)
    with pytest.raises(SolverError, match="has shape"):
        bounds(game, [Event("x", np.ones((3, 3), bool))])


def test_bounds__stop_in_time():
    """A limit that is over ends with a failure of kind time."""
    rng = np.random.default_rng(0)
    game = game_of(rng.normal(size=(5, *([4] * 5))))
    with pytest.raises(SolverError) as caught:
        bounds(game, [event(game, "x", {0: [0]})], limit=1e-3)
    assert caught.value.failure.kind == "time"
