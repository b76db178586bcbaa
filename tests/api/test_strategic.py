"""Verbs that analyse a run as a game or by the terms that could be signed."""

from __future__ import annotations

import pytest

from multipolar import api
from multipolar.errors import ArgumentError


@pytest.mark.parametrize(
    ("given", "said"),
    [({"members": 1}, "members="), ({"draws": 0}, "draws="), ({"certify": -1}, "certify="), ({"most": 1}, "most=")],
)
def test_powers__numbers_out_of_range_are_refused_by_name(done, given, said):
    """Before a course is lived."""
    with pytest.raises(ArgumentError, match=said):
        api.powers(done, **given)


def test_settle__at_least_twenty_courses(done):
    """Fewer tell nothing of shares."""
    with pytest.raises(ArgumentError, match="members="):
        api.settle(done, members=19)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "found neither"),
        ({"what": "RUN", "file": "x.json"}, "found both"),
        ({"file": "x.json", "reading": "twice"}, "expected one of sequence, once, single"),
        ({"what": "DONE", "draws": 0}, "draws="),
        ({"what": "DONE", "members": 1}, "members="),
    ],
)
def test_stability__what_does_not_fit_is_refused_by_name(done, given, said):
    """Before a course is lived."""
    if given.get("what") == "DONE":
        given = given | {"what": done}
    with pytest.raises(ArgumentError, match=said):
        api.stability(**given)
