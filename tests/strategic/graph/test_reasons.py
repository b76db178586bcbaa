"""Reasons in words, and ways to a state."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.graph.conflict import conflict_of
from multipolar.strategic.graph.graph_json import conflict_from_json
from multipolar.strategic.graph.reasons import improvements, moves, paths, reason
from multipolar.strategic.graph.spread import sort_states
from multipolar.strategic.graph.stability import CONCEPTS, stability
from strategic.graph import oracle

ELMIRA = conflict_from_json(oracle.elmira())


def _place(name):
    return ELMIRA.conflict.place(oracle.ELMIRA_STATES[name])


def test_reason__names_the_improvement_the_sanction_and_who_moves():
    """Local government would insist at s1; the plant could then abandon, which it fears in GMR and would not do in SEQ."""
    told = reason(ELMIRA.conflict, ELMIRA.payoffs, _place("s1"), 2, "GMR")
    assert told.stable
    assert told.text == (
        "Local stays at NYNNN (delay): every better move is answered. If it goes to NYNNY (delay, insist), "
        "MoE moves to YYNNY (modify, delay, insist), which is worse for Local than staying."
    )
    free = reason(ELMIRA.conflict, ELMIRA.payoffs, _place("s1"), 2, "SEQ")
    assert not free.stable
    assert free.text == (
        "Local leaves NYNNN (delay) for NYNNY (delay, insist), which it likes better, "
        "and no answer that the others would want takes the gain away."
    )
    still = reason(ELMIRA.conflict, ELMIRA.payoffs, _place("s8"), 0, "R")
    assert still.text == "MoE stays at YNYNY (modify, accept, insist): no move of its own is better for it."


def test_reason__states_may_have_other_words():
    """Named by whoever asks."""
    told = reason(ELMIRA.conflict, ELMIRA.payoffs, _place("s8"), 0, "R", called=lambda s: f"place {s}")
    assert told.text == f"MoE stays at place {_place('s8')}: no move of its own is better for it."


@pytest.mark.parametrize("reading", ["sequence", "once", "single"])
def test_reason__agrees_with_the_verdict_and_its_sanctions_are_legal(reading):
    """Random conflicts: told stable exactly where it is; each sanction is a legal chain of others to a state that is no better."""
    for seed in range(10):
        conflict, payoffs = oracle.random_conflict(seed)
        verdicts = stability(conflict, payoffs, reading=reading)
        for c in CONCEPTS:
            for j in range(len(conflict.actors)):
                for s in range(len(conflict)):
                    told = reason(conflict, payoffs, s, j, c, reading=reading)
                    assert told.stable == verdicts.stable[c][j, s]
                    for answer in told.answers:
                        at, last = answer.improvement, j
                        for move in answer.sanction:
                            legal = (
                                oracle.better(conflict, payoffs, move.actor, at)
                                if c == "SEQ"
                                else oracle.moves(conflict, move.actor, at)
                            )
                            assert move.to in legal
                            assert move.actor not in {j, last}
                            at, last = move.to, move.actor
                        assert not answer.sanction or payoffs[j, at] <= payoffs[j, s]


def test_moves__and_improvements_are_those_of_the_option_form():
    """Random conflicts against looking at every state."""
    for seed in range(10):
        conflict, payoffs = oracle.random_conflict(seed)
        s = sort_states(conflict, payoffs)
        for j in range(len(conflict.actors)):
            for x in range(len(conflict)):
                assert moves(s, j, x).tolist() == sorted(oracle.moves(conflict, j, x))
                assert improvements(s, j, x).tolist() == sorted(oracle.better(conflict, payoffs, j, x))


def test_paths__from_the_status_quo_are_shortest():
    """Elmira: by improvements from s1 the plant abandons at s9 only by moves; s5 is one step of local government."""
    s1, s5, s8 = _place("s1"), _place("s5"), _place("s8")
    found = paths(ELMIRA.conflict, ELMIRA.payoffs, s1, [s1, s5, s8], improving=True)
    assert found[s1] == ()
    assert [(m.actor, m.to) for m in found[s5]] == [(2, s5)]
    assert found[s8] is None
    legal = paths(ELMIRA.conflict, ELMIRA.payoffs, s1, [s8], improving=False)
    assert len(legal[s8]) == 3
    assert {m.actor for m in legal[s8]} == {0, 1, 2}


def test_paths__end_where_a_step_cannot_be_undone():
    """A one-way option cannot be dropped again."""
    conflict = conflict_of(["a"], {"A": ["a"]}, (), {"a": "fwd"})
    assert paths(conflict, np.zeros((1, 2)), 1, [0], improving=False) == {0: None}
