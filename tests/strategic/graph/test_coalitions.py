"""Coalitions: Elmira's published answer and the definition word by word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.strategic.graph.coalitions import coalition_stable, group_improvements, groups
from multipolar.strategic.graph.conflict import conflict_of
from multipolar.strategic.graph.graph_json import conflict_from_json
from multipolar.strategic.graph.stability import CONCEPTS, stability
from multipolar.strategic.solver import SolverError
from strategic.graph import oracle


def test_coalition_stable__tells_why_elmira_ended_at_s8():
    """From s5 ministry and plant go to s8 together; s8 and s9 are coalition-stable (Kilgour, Hipel, Fang and Peng 2001)."""
    model = conflict_from_json(oracle.elmira())
    found = {model.conflict.text(v.state): v for v in coalition_stable(model.conflict, model.payoffs)}
    s5, s8 = found[oracle.ELMIRA_STATES["s5"]], found[oracle.ELMIRA_STATES["s8"]]
    assert (s5.stable, s5.group, model.conflict.text(s5.target)) == (False, (0, 1), oracle.ELMIRA_STATES["s8"])
    assert s8.stable
    assert all(found[s].stable for s in oracle.S9)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_coalition_stable__is_the_definition_word_by_word(concept):
    """Random conflicts, every state and not only the equilibria; by default those of single actors are looked at."""
    for seed in range(25):
        conflict, payoffs = oracle.random_conflict(seed, 4)
        wanted = [oracle.coalition_stable(conflict, payoffs, s, concept) for s in range(len(conflict))]
        found = coalition_stable(conflict, payoffs, concept, states=range(len(conflict)))
        assert [v.stable for v in found] == wanted, seed
        some = {v.state for v in coalition_stable(conflict, payoffs, concept) if v.stable}
        assert some == {s for s, holds in enumerate(wanted) if holds}


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_coalition_stable__orders_its_concepts_and_ignores_units(seed):
    """R implies all, SEQ and SMR imply GMR; what groups keep, each single actor keeps; factors and shifts change nothing."""
    conflict, payoffs = oracle.random_conflict(seed, 4)
    every = range(len(conflict))
    found = {c: np.array([v.stable for v in coalition_stable(conflict, payoffs, c, states=every)]) for c in CONCEPTS}
    assert np.all(found["R"] <= found["SEQ"])
    assert np.all(found["SEQ"] <= found["GMR"])
    assert np.all(found["R"] <= found["SMR"])
    assert np.all(found["SMR"] <= found["GMR"])
    alone = stability(conflict, payoffs).equilibria
    scaled = payoffs * np.arange(1, len(payoffs) + 1)[:, None] * 0.25 - 7.0
    for c in CONCEPTS:
        assert np.all(found[c] <= alone[c])
        assert [v.stable for v in coalition_stable(conflict, scaled, c, states=every)] == found[c].tolist()


def test_group_improvements__are_those_of_legal_sequences():
    """Every group of random conflicts at every state."""
    for seed in range(20):
        conflict, payoffs = oracle.random_conflict(seed, 4)
        for group in groups(len(conflict.actors), 1):
            for s in range(len(conflict)):
                found = set(map(int, group_improvements(conflict, payoffs, s, group)))
                assert found == oracle.group_better(conflict, payoffs, group, s)


def test_coalition_stable__refuses_too_many_and_stops_in_time():
    """Thirteen actors have 8,191 groups; a limit that is over is told."""
    many = conflict_of(["a"], {f"D{k}": ["a"] if k == 0 else [] for k in range(13)})
    with pytest.raises(SolverError, match="up to 12 actors"):
        coalition_stable(many, np.zeros((13, 2)))
    few = conflict_of(["a", "b"], {"A": ["a"], "B": ["b"]})
    with pytest.raises(SolverError, match="not done within"):
        coalition_stable(few, np.zeros((2, 4)), limit=1e-12)
