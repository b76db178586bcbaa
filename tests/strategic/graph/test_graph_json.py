"""Conflicts as JSON."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multipolar.errors import FaultyFileError
from multipolar.strategic.graph.graph_json import Model, conflict_from_json, conflict_from_text, document_of
from strategic.graph import oracle

SMALL = {"options": ["a", "b"], "decision_makers": {"A": ["a"], "B": ["b"]}}


def test_conflict_from_json__reads_all_three_kinds_of_preferences():
    """Levels, statements and payoffs of different actors in one document; combinations also as letters."""
    document = {
        "options": ["a", "b"],
        "decision_makers": {"A": ["a"], "B": ["b"], "C": []},
        "infeasible": ["YY", {"a": "N", "b": "N"}],
        "preference_levels": {"A": [["YN"], ["NY"]]},
        "preference_statements": {"B": ["b"]},
        "payoffs": {"C": {"YN": 2, "NY": 5}},
    }
    model = conflict_from_json(document)
    assert model.conflict.letters() == ("YN", "NY")
    assert model.payoffs.tolist() == [[1.0, 0.0], [0.0, 1.0], [2.0, 5.0]]


def test_document_of__reads_back_to_the_same():
    """Random conflicts with directions and infeasible combinations."""
    for seed in range(30):
        conflict, payoffs = oracle.random_conflict(seed)
        again = conflict_from_text(json.dumps(document_of(Model(conflict, payoffs))))
        assert np.array_equal(again.conflict.states, conflict.states)
        assert (again.conflict.owned, again.conflict.directions) == (conflict.owned, conflict.directions)
        assert np.array_equal(again.payoffs, payoffs)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "expected an object"),
        ({"options": ["a"]}, "expected an object"),
        ({"options": "a", "decision_makers": {}}, "expected options as a list"),
        ({**SMALL, "decision_makers": {"A": ["x"]}}, "no option is called 'x'"),
        ({**SMALL, "decision_makers": {"A": 3}}, "not lists and objects"),
        ({**SMALL, "infeasible": ["Y"]}, "expected one of Y, N and -"),
        ({**SMALL, "infeasible": [{"a": "maybe"}]}, "expected options with Y or N"),
        (SMALL, "preferences of A: found none"),
        ({**SMALL, "payoffs": {"A": {}}, "preference_levels": {"A": []}}, "found preference_levels and payoffs"),
        ({**SMALL, "preference_levels": {"A": [["YN"]], "B": [["ZZ"]]}}, "preference_levels of B"),
        ({**SMALL, "preference_statements": {"A": ["z"], "B": 7}}, "preference_statements of B: cannot be read"),
    ],
)
def test_conflict_from_json__says_what_is_wrong(document, said):
    """Each fault with what is allowed, those of several actors together."""
    with pytest.raises(FaultyFileError, match=said):
        conflict_from_json(document)


def test_conflict_from_text__has_the_line_of_what_is_no_json():
    """A brace that is missing."""
    with pytest.raises(FaultyFileError, match="no JSON") as caught:
        conflict_from_text('{"options":\n ["a"')
    assert caught.value.problems[0].line == 2
