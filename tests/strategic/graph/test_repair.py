"""The smallest change that makes a state stable."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.graph.conflict import conflict_of
from multipolar.strategic.graph.repair import repair
from multipolar.strategic.graph.stability import CONCEPTS, stability
from multipolar.strategic.solver import SolverError
from strategic.graph import oracle


def test_repair__of_one_choice_by_hand():
    """Staying lacks 3 payoffs and two of the ranks; taking lacks nothing."""
    conflict = conflict_of(["a", "b"], {"A": ["a", "b"]})
    payoffs = np.array([[0.0, 1.0, 3.0, -2.0]])
    found = repair(conflict, payoffs, 0, "R")
    assert (found.total, found.changes[0].rise, found.changes[0].ranks, found.holds) == (3.0, 3.0, 2, True)
    assert repair(conflict, payoffs, 2, "R").total == 0.0


@pytest.mark.parametrize("reading", ["sequence", "single"])
def test_repair__is_enough_and_a_little_less_is_not(reading):
    """Random conflicts: with the raise the state is stable for that actor, with a hair less it is not; all raises together hold."""
    for seed in range(8):
        conflict, payoffs = oracle.random_conflict(seed)
        for c in CONCEPTS:
            verdicts = stability(conflict, payoffs, (c,), reading=reading).stable[c]
            for s in range(len(conflict)):
                found = repair(conflict, payoffs, s, c, reading=reading)
                assert found.holds
                assert found.total == sum(change.rise for change in found.changes)
                for change in found.changes:
                    assert (change.rise == 0.0) == verdicts[change.actor, s]
                    if change.rise > 0.0:
                        assert change.ranks >= 1
                        for share, holds in ((1.0, True), (1.0 - 1e-6, False)):
                            raised = payoffs.copy()
                            raised[change.actor, s] += share * change.rise
                            again = stability(conflict, raised, (c,), reading=reading).stable[c]
                            assert again[change.actor, s] == holds


def test_repair__stops_in_time():
    """A limit that is over."""
    conflict = conflict_of(["a"], {"A": ["a"]})
    with pytest.raises(SolverError, match="not done within"):
        repair(conflict, np.zeros((1, 2)), 0, "GMR", limit=1e-12)
