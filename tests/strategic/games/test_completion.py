"""Completing payoffs: exact where effects are main and pairs, honest where they are not."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.games.completion import complete, effects
from multipolar.strategic.solver import SolverError

SHAPE = (3, 2, 4, 3)


def _payoffs(rng, *, triples: float = 0.0, pairs: float = 1.0):
    """Payoffs (player, *posture) of main effects, pairs and, by size, triples."""
    found = np.zeros((4, *SHAPE))
    for player in range(4):
        for i, k in enumerate(SHAPE):
            found[player] += np.reshape(rng.normal(size=k), [k if x == i else 1 for x in range(4)])
            for j in range(i):
                sides = [SHAPE[x] if x in {i, j} else 1 for x in range(4)]
                found[player] += pairs * rng.normal(size=sides)
        found[player] += triples * rng.normal(size=(3, 2, 4, 1))
    return found


def _design(rng, share=0.7):
    every = np.array(list(np.ndindex(*SHAPE)))
    return every[rng.permutation(len(every))[: int(share * len(every))]]


def test_complete__is_exact_for_main_and_pair_effects():
    """Every profile left out is found, the error on profiles held out is nought, and filled cells are marked."""
    rng = np.random.default_rng(1)
    truth, seen = _payoffs(rng), _design(rng)
    means = truth[(slice(None), *seen.T)].T
    found = complete(SHAPE, seen, means, np.full(len(seen), 50))
    assert found.noisy.game.payoffs == pytest.approx(truth, abs=0.05)
    assert np.all(found.held_out < 0.05)
    assert np.all(found.main_only > 10 * found.held_out)
    assert found.filled == 72 - len(seen) == int(found.noisy.fitted.sum())
    assert not np.any(found.noisy.fitted[tuple(seen.T)])
    assert np.array_equal(found.noisy.game.payoffs[(slice(None), *seen.T)].T, means)
    assert np.all(found.noisy.counts[tuple(seen.T)] == 50)


def test_complete__gives_filled_cells_the_error_of_profiles_held_out():
    """Triples that no pair holds show as error, and that error is the noise of every filled cell."""
    rng = np.random.default_rng(2)
    truth, seen = _payoffs(rng, triples=1.0), _design(rng)
    found = complete(SHAPE, seen, truth[(slice(None), *seen.T)].T, np.full(len(seen), 50))
    wrong = (found.noisy.game.payoffs - truth)[:, found.noisy.fitted]
    assert np.sqrt(np.mean(wrong**2, axis=1)) == pytest.approx(found.held_out, rel=0.6)
    assert np.all(found.held_out > 0.4)
    used = np.minimum(found.held_out, found.main_only)
    assert found.noisy.errors[:, found.noisy.fitted].max(axis=1) == pytest.approx(used, rel=0.5)


def test_complete__leaves_pairs_out_where_they_do_not_help():
    """With main effects and noise only, a thin design is filled from main effects."""
    rng = np.random.default_rng(3)
    truth, seen = _payoffs(rng, pairs=0.0), _design(rng, 0.35)
    means = truth[(slice(None), *seen.T)].T + 0.5 * rng.normal(size=(len(seen), 4))
    found = complete(SHAPE, seen, means, np.full(len(seen), 5))
    assert np.sum(found.main_only**2) < np.sum(found.held_out**2)
    assert np.sqrt(np.mean((found.noisy.game.payoffs - truth)[:, found.noisy.fitted] ** 2)) < 0.5
    assert np.all(found.plain > found.main_only)


def test_complete__keeps_the_covariance_of_what_was_simulated():
    """Simulated cells keep theirs, filled ones have none between players."""
    rng = np.random.default_rng(4)
    seen = _design(rng)
    covariance = np.broadcast_to(np.eye(4) + 0.5, (len(seen), 4, 4))
    found = complete(SHAPE, seen, rng.normal(size=(len(seen), 4)), np.full(len(seen), 9), covariance)
    assert np.array_equal(found.noisy.covariance[tuple(seen[0])], covariance[0])
    filled = found.noisy.covariance[found.noisy.fitted][0]
    assert np.array_equal(filled, np.diag(np.diagonal(filled)))


def test_effects__of_one_player_sum_to_nought():
    """Codes of main effects sum to nought over postures; a pair's are their products."""
    every = np.array(list(np.ndindex(2, 3)))
    columns = effects(every, (2, 3), pairs=True)
    assert columns.shape == (6, 1 + 2 + 3 + 6)
    assert columns[:, 1:].sum(axis=0) == pytest.approx(np.zeros(11), abs=1e-12)
    assert columns[:, 6] == pytest.approx(columns[:, 1] * columns[:, 3])
    assert effects(every, (2, 3), pairs=False).shape == (6, 6)


@pytest.mark.parametrize(
    ("profiles", "counts", "said"),
    [
        ([[0, 0], [0, 1]], [1, 1], "three or more"),
        ([[0, 0], [0, 0], [1, 1]], [1, 1, 1], "different profiles"),
        ([[0, 0], [0, 1], [2, 0]], [1, 1, 1], "outside"),
        ([[0, 0], [0, 1], [1, 0]], [1, 1, 0], "runs above 0"),
        ([[0], [1], [0]], [1, 1, 1], "expected .row, 2."),
    ],
)
def test_complete__refuses_designs_that_tell_nothing(profiles, counts, said):
    """Too few, repeated, impossible or empty profiles."""
    with pytest.raises(SolverError, match=said):
        complete((2, 2), profiles, np.zeros(np.shape(profiles)), counts)
