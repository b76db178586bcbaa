"""The kernels of the principal branch: expected payoffs and their derivatives, elimination, and a branch that turns back."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.games.branch import (
    CLOSE,
    FELL_SHORT,
    LEAST_COSINE,
    LEAST_STEP,
    REACHED,
    correct,
    eliminate,
    expectations,
    follow,
    largest,
    set_out,
    softmax,
    straight_on,
    system,
)
from multipolar.strategic.games.game import expected, game_of
from multipolar.strategic.games.quantal import layouts


def _state(shape, seed=0):
    """A random game with everything that the kernels work in."""
    rng = np.random.default_rng(seed)
    game = game_of(rng.normal(size=(len(shape), *shape)))
    size = sum(shape)
    start = np.cumsum([0, *shape[:-1]]).astype(np.int64)
    arrays = np.empty(size), np.zeros((size, size)), np.empty((3, game.profiles))
    return game, layouts(game.payoffs), np.array(shape, np.int64), start, arrays, rng


@pytest.mark.parametrize("shape", [(3,), (2, 3), (1, 4), (3, 1, 2), (2, 3, 4), (2, 2, 3, 2), (3, 2, 2, 2, 3), (2, 1, 3, 2, 1, 2)])
def test_expectations__equal_sums_over_profiles(shape):
    """Expected payoffs by own posture, and by own and one other's posture, for any number of players."""
    game, data, sides, start, (u, v, work), rng = _state(shape)
    mixed = [rng.dirichlet(np.ones(k)) for k in shape]
    expectations(data, sides, np.concatenate(mixed), start, u, v, work)
    assert u == pytest.approx(np.concatenate(expected(game, mixed)), abs=1e-13)
    for j, k in enumerate(shape):
        for b in range(k):
            sure = [p if x != j else np.eye(k)[b] for x, p in enumerate(mixed)]
            values = expected(game, sure)
            for i in range(len(shape)):
                if i != j:
                    assert v[start[i] : start[i] + shape[i], start[j] + b] == pytest.approx(values[i], abs=1e-13)


def test_system__has_the_derivatives_of_what_is_wrong():
    """Differences of f over small steps in every log odd and in the precision equal the matrix."""
    shape = (2, 3, 2)
    _, data, sides, start, (u, v, work), rng = _state(shape, 4)
    rate = np.array([0.7, 1.0, 1.9])
    y = np.append(rng.normal(size=7), 1.3)
    p, f, m = np.empty(7), np.empty(7), np.zeros((8, 8))
    system(data, sides, start, rate, y, p, u, v, work, f, m)
    exact = m[:7].copy()
    for x in range(8):
        ends = []
        for sign in (1.0, -1.0):
            y2, f2 = y.copy(), np.empty(7)
            y2[x] += sign * 1e-6
            system(data, sides, start, rate, y2, p, u, v, work, f2, np.zeros((8, 8)))
            ends.append(f2)
        assert exact[:, x] == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-8)


def test_eliminate__solves_and_tells_singular_systems():
    """Two right sides at once, a zero pivot that needs a change of rows, and a matrix without an inverse."""
    m = np.array([[0.0, 2.0, 1.0], [1.0, 1.0, 0.0], [3.0, 0.0, 1.0]])
    x = np.array([[1.0, -1.0], [2.0, 0.5], [3.0, 4.0]])
    rhs = m @ x
    assert eliminate(m.copy(), rhs, 3, 2)
    assert rhs == pytest.approx(x)
    assert not eliminate(np.ones((2, 2)), np.ones((2, 1)), 2, 1)


def test_softmax__stands_large_odds():
    """Odds beyond what an exponential holds give sure postures."""
    p = np.empty(4)
    softmax(np.array([2000.0, 0.0, -1000.0, -1000.0]), np.array([2, 2]), np.array([0, 2]), p)
    assert p.tolist() == [1.0, 0.0, 0.5, 0.5]


def test_largest__looks_at_the_first_entries():
    """Signs do not count, entries behind do not either."""
    assert largest(np.array([1.0, -3.0, 9.0]), 2) == 3.0


def _rooms(size, work):
    """The arrays in which a step of the branch works: p, u, v, work, f, m."""
    return np.empty(size), np.empty(size), np.zeros((size, size)), work, np.empty(size), np.zeros((size + 1, size + 1))


def test_set_out__leaves_along_the_gains_of_a_random_opponent():
    """At precision 0 log odds grow in proportion to U - mean U; a direction that is known stays as it is."""
    shape = (2, 3)
    game, data, sides, start, (_, _, work), _ = _state(shape, 5)
    tangent = np.zeros(6)
    set_out(data, sides, start, np.ones(2), np.zeros(6), tangent, *_rooms(5, work))
    values = expected(game, [np.full(k, 1.0 / k) for k in shape])
    along = np.concatenate([*(u - u.mean() for u in values), [1.0]])
    assert tangent == pytest.approx(along / np.linalg.norm(along))
    known = tangent.copy()
    set_out(data, sides, start, np.ones(2), np.full(6, 0.3), tangent, *_rooms(5, work))
    assert tangent.tolist() == known.tolist()


def test_correct__lands_on_the_branch_straight_across_and_refuses_from_afar():
    """From a point beside the branch it moves at right angles to the tangent until nothing is wrong; from far off it gives up."""
    shape = (2, 3)
    _, data, sides, start, (_, _, work), rng = _state(shape, 6)
    rooms, rhs = _rooms(5, work), np.empty((6, 2))
    y, tangent = np.zeros(6), np.zeros(6)
    set_out(data, sides, start, np.ones(2), y, tangent, *rooms)
    off = 0.01 * rng.normal(size=6)
    ahead = 0.05 * tangent + off
    before = ahead.copy()
    holds, rounds = correct(data, sides, start, np.ones(2), ahead, tangent, *rooms, rhs)
    assert holds
    assert 1 < rounds < 5
    assert (ahead - before) @ tangent == pytest.approx(0.0, abs=1e-12)
    system(data, sides, start, np.ones(2), ahead, *rooms)
    assert largest(rooms[4], 5) < CLOSE**2
    far = 0.05 * tangent + 5.0
    assert correct(data, sides, start, np.ones(2), far, tangent, *rooms, rhs) == (False, 1)


@pytest.mark.parametrize(
    ("angle", "h", "straight"), [(0.0, 1.0, True), (0.1, 1.0, True), (0.3, 1.0, False), (0.3, LEAST_STEP, True)]
)
def test_straight_on__holds_for_small_turns_and_shortest_steps(angle, h, straight):
    """A cosine below the least means another branch may lie between, unless the step is as short as can be."""
    assert (np.cos(angle) >= LEAST_COSINE) == (angle < 0.2)
    rhs = np.array([[0.0, 2.0 * np.cos(angle)], [0.0, 2.0 * np.sin(angle)]])
    found, norm = straight_on(rhs, np.array([1.0, 0.0]), h)
    assert (found, norm) == (straight, pytest.approx(2.0))


# A game of two players with three postures each whose branch turns back in precision on its way to 6.
FOLDING = [
    [[4.0, -4.0, 2.0], [0.0, 0.0, -1.0], [3.0, -2.0, 1.0]],
    [[2.0, -1.0, 1.0], [-3.0, 2.0, -2.0], [-4.0, -2.0, -1.0]],
]


def _followed(payoffs, target, most):
    """Where the branch ends with steps of at most so much, and whether it turned back."""
    game = game_of(payoffs)
    y, tangent = np.zeros((2, sum(game.shape) + 1))
    ended, at, turned = 1, min(0.5, most), False
    for _ in range(40_000):
        ended, at = follow(layouts(game.payoffs), np.array(game.shape), np.ones(len(payoffs)), target, y, tangent, 1, at)
        at, turned = min(at, most), turned or tangent[-1] < 0.0
        if ended == REACHED:
            break
    assert ended == REACHED
    return y, turned


def test_follow__turns_back_where_the_branch_does():
    """A branch with a fold passes some precisions three times: long steps end in the same point as short ones, on the branch."""
    exact, turned = _followed(FOLDING, 6.0, 0.02)
    assert turned
    assert _followed(FOLDING, 6.0, 20.0)[0] == pytest.approx(exact, abs=1e-7)


def test_follow__does_not_jump_to_another_branch():
    """Random games with payoffs in quarters and whole numbers, up to sharp precision."""
    rng = np.random.default_rng(3)
    for shape in [(2, 2), (3, 3), (2, 2, 2)] * 4:
        payoffs = rng.integers(-4, 5, (len(shape), *shape)) / 4.0
        short = _followed(payoffs, 15.0, 0.05)[0]
        assert _followed(payoffs, 15.0, 20.0)[0] == pytest.approx(short, abs=1e-6)


def test_follow__gives_up_without_steps_and_goes_on_later():
    """Out of steps the point and tangent are kept, so that following goes on where it stopped."""
    data = layouts(game_of(FOLDING).payoffs)
    y, tangent = np.zeros(7), np.zeros(7)
    ended, length = follow(data, np.array([3, 3]), np.ones(2), 6.0, y, tangent, 3, 0.5)
    assert ended == FELL_SHORT
    assert 0.0 < y[6] < 6.0
    ended, _ = follow(data, np.array([3, 3]), np.ones(2), 6.0, y, tangent, 500, length)
    assert (ended, y[6]) == (REACHED, 6.0)
