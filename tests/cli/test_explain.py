"""`multipolar explain`."""

from __future__ import annotations

import pytest

from cli_stage import call


@pytest.mark.parametrize("word", ["break_hazard", "mediate", "drones", "knockout_A", "horizon_days", "endings", "P09"])
def test_explain__every_kind_of_word_has_a_meaning(capsys, word):
    """Parameter, option, mechanism, outcome, key, list and register number."""
    found = call(capsys, "explain", word, "--json")
    assert found.status == 0
    assert found.document["meanings"]


def test_explain__an_unknown_word_brings_the_nearest(capsys):
    """A slip of the keyboard is wrong usage with the likely word."""
    said = call(capsys, "explain", "brake_hazard")
    assert (said.status, said.out) == (2, "")
    assert "'break_hazard'" in said.err
