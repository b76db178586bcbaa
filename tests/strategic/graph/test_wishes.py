"""Preferences: levels, statements with ties, payoffs."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.strategic.graph.conflict import conflict_of
from multipolar.strategic.graph.wishes import holds, of_levels, of_payoffs, of_statements
from multipolar.strategic.solver import SolverError

CONFLICT = conflict_of(["a", "b", "hold on"], {"X": ["a", "b"], "Y": ["hold on"]})
TAKEN = np.array([[c in set(CONFLICT.taken(s)) for c in CONFLICT.options] for s in range(8)]).T


def test_of_levels__ranks_with_ties():
    """The best level is highest, and states of one level tie."""
    small = conflict_of(["a", "b"], {"X": ["a", "b"]}, [{"a": True, "b": True}])
    assert of_levels(small, [["YN"], ["NN", "NY"]]).tolist() == [0.0, 1.0, 0.0]
    assert of_levels(small, ["YN", "NN", "NY"]).tolist() == [1.0, 2.0, 0.0]
    for levels, said in (
        ([["YN"]], "2 feasible states stand in no level"), ([["YN", "NN", "NY"], ["YN"]], "two levels"), ([["YY"]], "infeasible"),
    ):  # fmt: skip
        with pytest.raises(SolverError, match=said):
            of_levels(small, levels)


def test_of_statements__is_the_order_of_the_scores():
    """Score = sum of 2^(K - k): the first statement outweighs all later ones; equal scores tie."""
    statements = [[{"a": "N"}, {"b": "Y", "hold on": "N"}], [{"b": "Y"}], [{"hold on": "Y"}]]
    a, b, h = TAKEN
    score = 4 * (~a | (b & ~h)) + 2 * b + 1 * h
    ranks = of_statements(CONFLICT, statements)
    assert np.array_equal(np.argsort(ranks, kind="stable"), np.argsort(score, kind="stable"))
    assert np.array_equal(np.unique(ranks), np.arange(len(np.unique(score))))
    for s in range(8):
        assert np.array_equal(ranks == ranks[s], score == score[s])


def test_of_statements__stands_more_statements_than_bits():
    """Ninety statements: the last still tells two states apart, and does not outweigh the first."""
    many = [{"a": "Y"}] * 89 + [{"b": "Y"}]
    ranks = of_statements(CONFLICT, many)
    assert [ranks[CONFLICT.place(s)] for s in ("NNN", "NYN", "YNN", "YYN")] == [0.0, 1.0, 2.0, 3.0]
    assert of_statements(CONFLICT, []).tolist() == [0.0] * 8


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        ({"a": "Y", "b": "N"}, lambda a, b, h: a & ~b),
        ([{"a": "Y"}, {"b": "Y", "hold on": "N"}], lambda a, b, h: a | (b & ~h)),
        ([[["a", "Y"], ["b", "N"]], [["hold on", "Y"]]], lambda a, b, h: (a & ~b) | h),
        ({"any": [{"a": "Y"}, {"b": "Y"}]}, lambda a, b, h: a | b),
        ({"all": [{"a": "Y"}, "!b"]}, lambda a, b, h: a & ~b),
        ("a & !b | hold on", lambda a, b, h: (a & ~b) | h),
        ("a and (not b or hold on)", lambda a, b, h: a & (~b | h)),
        ("-1 & 3", lambda a, b, h: ~a & h),
        ("hold on=N", lambda a, b, h: ~h),
        (["-a", "2 & -3"], lambda a, b, h: ~a | (b & ~h)),
        ({"a": True, "b": False}, lambda a, b, h: a & ~b),
    ],
)
def test_holds__reads_statements(statement, wanted):
    """Mappings, lists of them, and text."""
    assert np.array_equal(holds(CONFLICT, statement), wanted(*TAKEN))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("c", "no option is called 'c'"),
        ("4", "no option is called '4'"),
        ("a &", "found 'the end'"),
        ("a b)", "no option is called 'a b'"),
        ("(a", "expected options joined"),
        ("a ) b", "expected options joined"),
        ({"a": "maybe"}, "expected Y or N"),
        ({"z": "Y"}, "no option is called 'z'"),
        ([], "expected a list of mappings"),
        (7, "expected a list of mappings"),
    ],
)
def test_holds__refuses_what_it_cannot_read(statement, said):
    """Each fault says what was found and what is allowed."""
    with pytest.raises(SolverError, match=said):
        holds(CONFLICT, statement)


def test_of_payoffs__needs_every_state():
    """Cardinal payoffs by letters."""
    small = conflict_of(["a"], {"X": ["a"]})
    assert of_payoffs(small, {"Y": 2.5, "N": -1}).tolist() == [-1.0, 2.5]
    with pytest.raises(SolverError, match="not so: N"):
        of_payoffs(small, {"Y": 2.5})
