"""Command lines that cannot be read: one plain sentence with the nearest name, exit status 2, never a traceback."""

from __future__ import annotations

import pytest

from cli_stage import call
from multipolar.cli.app import answer
from multipolar.cli.failures import UsageError

WRONG = {
    "rum karabakh_2020": 'Did you mean "run"?',
    "run karabakh_2020 --member 5": "Did you mean --members?",
    "run": "SCENARIO is missing",
    "run a b": "there is no place for 'b'",
    "run a --members many": "expected a whole number",
    "run a --members 0": "Must be >= 1",
    "run a --threads 0": "Must be >= 1",
    "run a --chunk 0": "Must be >= 1",
    "run a --seed -1": "Must be >= 0",
    "run a --claim": "--claim needs a value",
    "replay a --member -3": "Must be >= 0",
    "--nonsense": "unknown",
    "run a --off dronez": "Did you mean 'drones'?",
    "what-if karabakh_2020": "nothing is changed",
    "compare article": "expected two or more",
}


@pytest.mark.parametrize(("line", "said"), WRONG.items())
def test_main__wrong_usage_is_told_in_one_sentence(capsys, line, said):
    """What is wrong and where to read on, on stderr; nothing on stdout."""
    found = call(capsys, *line.split())
    assert (found.status, found.out) == (2, "")
    assert said in found.err
    assert found.err.count("\n") == 1


def test_main__wrong_usage_says_where_to_read_on(capsys):
    """The help of the verb at hand is named."""
    assert "See: multipolar run --help" in call(capsys, "run").err


def test_main__wrong_usage_has_a_document(capsys):
    """A script that asked for JSON gets the failure as JSON."""
    found = call(capsys, "run", "--json")
    assert found.document["schema"] == "multipolar-error/1"
    assert found.document["exit"] == found.status == 2


def test_answer__raises_for_what_is_no_verb():
    """Callers in Python get an exception with the sentence."""
    with pytest.raises(UsageError, match="unknown command"):
        answer(["rum"])
