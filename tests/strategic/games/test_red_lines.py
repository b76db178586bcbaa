"""The value of knowing a red line."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.strategic.games.game import game_of
from multipolar.strategic.games.red_lines import value_of_knowing
from multipolar.strategic.solver import SolverError

# Player 0 holds or crosses; player 1 has one posture. Where the line is real, crossing costs 10, where it is a bluff it brings 4.
REAL = game_of([[[0.0], [-10.0]], [[0.0], [0.0]]])
BLUFF = game_of([[[0.0], [4.0]], [[0.0], [0.0]]])


def test_value_of_knowing__by_hand():
    """Believed real with 1/2: without knowledge hold (0); with it cross where it is a bluff (2). At 1/4 cross is 0.5 without."""
    half = value_of_knowing([REAL, BLUFF], [0.5, 0.5], 0)
    assert (half.value, half.without, half.with_knowledge) == (2.0, 0.0, 2.0)
    assert (half.informed, half.uninformed) == ((0, 1), 0)
    quarter = value_of_knowing([REAL, BLUFF], [0.25, 0.75], 0)
    assert (quarter.value, quarter.without, quarter.uninformed) == (2.5, 0.5, 1)


def test_value_of_knowing__is_nought_where_nothing_hangs_on_it():
    """A sure belief, and a line that changes no best posture, are worth nothing."""
    assert value_of_knowing([REAL, BLUFF], [1.0, 0.0], 0).value == 0.0
    worse = game_of([[[0.0], [-20.0]], [[0.0], [0.0]]])
    assert value_of_knowing([REAL, worse], [0.3, 0.7], 0).value == 0.0
    assert value_of_knowing([REAL], [1.0], 1).value == 0.0


@given(st.integers(0, 2**32 - 1), st.floats(0.0, 1.0), st.integers(0, 1))
@settings(max_examples=30, deadline=None)
def test_value_of_knowing__is_never_below_nought(seed, belief, player):
    """Knowing never hurts; marginals are mixed by belief and sum to one."""
    rng = np.random.default_rng(seed)
    games = [game_of(rng.normal(size=(2, 2, 3))) for _ in range(2)]
    found = value_of_knowing(games, [belief, 1.0 - belief], player)
    assert found.value >= 0.0
    assert found.value <= belief * np.ptp(found.by_line[0]) + (1 - belief) * np.ptp(found.by_line[1]) + 1e-12
    assert all(p.sum() == pytest.approx(1.0) for p in found.marginals)


@pytest.mark.parametrize(
    ("games", "beliefs", "player"),
    [
        ([REAL, BLUFF], [0.5, 0.6], 0),
        ([REAL, BLUFF], [1.0], 0),
        ([REAL], [1.0], 2),
        ([], [], 0),
        ([REAL, game_of(np.zeros((2, 2, 2)))], [0.5, 0.5], 0),
    ],
)
def test_value_of_knowing__refuses_what_has_no_sense(games, beliefs, player):
    """Beliefs that do not sum to one, no such player, games of other shapes."""
    with pytest.raises(SolverError, match=r"expected|found player"):
        value_of_knowing(games, beliefs, player)
