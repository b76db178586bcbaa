"""Probability of stability and margins."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from multipolar.strategic.graph.chance import margins, normal_draws, stability_chance
from multipolar.strategic.graph.conflict import conflict_of
from multipolar.strategic.graph.stability import CONCEPTS, stability
from multipolar.strategic.solver import SolverError
from strategic.graph import oracle

ALONE = conflict_of(["a"], {"A": ["a"]})


def test_stability_chance__of_one_choice_is_the_normal_of_the_difference():
    """Taking is worth 1 more with errors of 0.6 and 0.8: it is stable with Phi(1)."""
    draws = normal_draws(np.array([[0.0, 1.0]]), np.array([[0.6, 0.8]]), 4000, 3)
    found = stability_chance(ALONE, draws)
    for c in CONCEPTS:
        assert found.equilibria[c] == pytest.approx([1 - stats.norm.cdf(1.0), stats.norm.cdf(1.0)], abs=0.03)
    assert (found.draws, found.reading) == (4000, "sequence")


def test_stability_chance__of_exact_payoffs_is_nought_or_one():
    """Without errors the shares are the verdicts; equilibria are never likelier than stability for one."""
    conflict, payoffs = oracle.random_conflict(5)
    exact = stability_chance(conflict, normal_draws(payoffs, np.zeros_like(payoffs), 3, 1))
    sure = stability(conflict, payoffs)
    noisy = stability_chance(conflict, normal_draws(payoffs, np.ones_like(payoffs), 50, 1), reading="single")
    for c in CONCEPTS:
        assert np.array_equal(exact.stable[c], sure.stable[c].astype(float))
        assert np.all(noisy.equilibria[c] <= noisy.stable[c].min(axis=0))


def test_stability_chance__needs_draws_and_stops_in_time():
    """No draw, and a limit that is over."""
    with pytest.raises(SolverError, match="no payoffs were drawn"):
        stability_chance(ALONE, [])
    with pytest.raises(SolverError, match="not done within"):
        stability_chance(ALONE, normal_draws(np.zeros((1, 2)), np.ones((1, 2)), 10**7, 0), limit=0.05)


def test_margins__are_in_errors_of_the_difference():
    """One choice by hand: plus and minus 1 over the root of 0.36 and 0.64; no move, no margin; a tie has none."""
    found = margins(ALONE, np.array([[0.0, 1.0]]), np.array([[0.6, 0.8]]))
    assert found[0] == pytest.approx([1.0, -1.0])
    assert margins(ALONE, np.array([[2.0, 2.0]]), np.zeros((1, 2)))[0].tolist() == [0.0, 0.0]
    assert margins(ALONE, np.array([[0.0, 1.0]]), np.zeros((1, 2)))[0].tolist() == [np.inf, -np.inf]
    stuck = conflict_of(["a"], {"A": ["a"]}, (), {"a": "fwd"})
    assert margins(stuck, np.array([[5.0, 1.0]]), np.ones((1, 2)))[0].tolist() == [pytest.approx(-4 / np.sqrt(2)), -np.inf]


def test_margins__are_above_nought_exactly_where_an_actor_leaves():
    """Random conflicts: a margin above 0 is an improvement."""
    for seed in range(40):
        conflict, payoffs = oracle.random_conflict(seed)
        found = margins(conflict, payoffs, np.ones_like(payoffs))
        assert np.array_equal(found > 0.0, ~stability(conflict, payoffs, ("R",)).stable["R"])
