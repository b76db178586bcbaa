"""How far moves carry, against searching word by word."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.graph.spread import best_own, least_reachable, least_step, most_of_improvements, reach, sort_states
from strategic.graph import oracle

SEEDS = range(20)


@pytest.mark.parametrize("improving", [False, True])
def test_least_reachable__is_the_least_over_all_sequences(improving):
    """For every set of movers, staying included."""
    for seed in SEEDS:
        conflict, payoffs = oracle.random_conflict(seed)
        s = sort_states(conflict, payoffs)
        values = np.random.default_rng(seed).normal(size=len(conflict)).round(1)
        for movers in ([], [0], list(range(len(conflict.actors)))):
            found = least_reachable(s, values, np.array(movers, np.int64), improving=improving)
            for x in range(len(conflict)):
                ends = oracle.sequences(conflict, payoffs, movers, x, improving, "sequence") | {x}
                assert found[x] == min(values[list(ends)])


def test_least_step__and_best_own_look_one_move_ahead():
    """One move of one actor, improving or not."""
    for seed in SEEDS:
        conflict, payoffs = oracle.random_conflict(seed)
        s = sort_states(conflict, payoffs)
        values = np.random.default_rng(seed).normal(size=len(conflict))
        for j in range(len(conflict.actors)):
            plain, wanted = (least_step(s, values, j, improving=i) for i in (False, True))
            best = best_own(s, j)
            for x in range(len(conflict)):
                there = oracle.moves(conflict, j, x)
                assert plain[x] == min(values[list(there | {x})])
                assert wanted[x] == min(values[list(oracle.better(conflict, payoffs, j, x) | {x})])
                assert best[x] == max(payoffs[j, list(there | {x})])


def test_most_of_improvements__is_minus_infinity_without_one():
    """The greatest value among an actor's own improvements."""
    for seed in SEEDS:
        conflict, payoffs = oracle.random_conflict(seed)
        s = sort_states(conflict, payoffs)
        values = np.random.default_rng(seed).normal(size=len(conflict))
        for j in range(len(conflict.actors)):
            found = most_of_improvements(s, values, j)
            for x in range(len(conflict)):
                better = oracle.better(conflict, payoffs, j, x)
                assert found[x] == (max(values[list(better)]) if better else -np.inf)


def test_reach__follows_moves_of_several_actors():
    """All states that a group can lead to."""
    for seed in SEEDS:
        conflict, payoffs = oracle.random_conflict(seed)
        s = sort_states(conflict, payoffs)
        group = list(range(0, len(conflict.actors), 2))
        for x in range(len(conflict)):
            ends = oracle.sequences(conflict, payoffs, group, x, False, "sequence") | {x}
            assert set(np.flatnonzero(reach(s, x, np.array(group, np.int64)))) == ends
