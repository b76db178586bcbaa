"""Exit statuses and messages of failures."""

from __future__ import annotations

import pytest

from cli_stage import call
from multipolar import errors
from multipolar.cli import app
from multipolar.cli.failures import BrokenRunError, in_shell, status_of, text_of

FAULT = errors.Problem("a.yaml", 3, 1, "horizon_days", "bad-number", "found 0")
CASES = [
    (errors.ScenarioError([FAULT]), 3, "horizon_days"),
    (errors.RunError("the folder is not free"), 1, "not free"),
    (BrokenRunError("cut off"), 3, "cut off"),
    (errors.QuestionError("no member 9"), 2, "member 9"),
    (errors.DataError("nobody knows"), 1, "nobody knows"),
    (errors.FaultyFileError("line 3: no number", [FAULT]), 3, "line 3"),
    (KeyboardInterrupt(), 130, "interrupted"),
    (PermissionError(13, "Permission denied", "runs"), 1, "runs: Permission denied"),
    (MemoryError(), 1, "fewer members"),
    (ZeroDivisionError("division by zero"), 1, "MULTIPOLAR_DEBUG"),
]


@pytest.mark.parametrize(("error", "status", "said"), CASES)
def test_failures__each_has_its_status_and_words(capsys, monkeypatch, error, status, said):
    """Whoever must act is told so by the status, and what to do by the text."""

    def fail(words):
        raise error

    monkeypatch.setattr(app, "answer", fail)
    found = call(capsys, "list", "--json")
    assert (found.status, status_of(error)) == (status, status)
    assert said in found.err
    assert said in text_of(error)
    assert "Traceback" not in found.err
    assert found.document["exit"] == status


@pytest.mark.parametrize("error", [errors.ScenarioError([FAULT]), errors.FaultyFileError("x", [FAULT])])
def test_failures__problems_are_in_the_document(capsys, monkeypatch, error):
    """A faulty scenario or table lists its faults for editors and scripts."""

    def fail(words):
        raise error

    monkeypatch.setattr(app, "answer", fail)
    assert call(capsys, "show", "--json").document["problems"][0]["line"] == 3


def test_failures__the_unforeseen_shows_its_trace_on_demand(capsys, monkeypatch):
    """With MULTIPOLAR_DEBUG the exception itself comes through."""

    def fail(words):
        raise ZeroDivisionError

    monkeypatch.setattr(app, "answer", fail)
    monkeypatch.setenv("MULTIPOLAR_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        call(capsys, "list")


@pytest.mark.parametrize(
    ("python", "shell"),
    [
        ("Go on with resume=True, or name another folder with out=...", "Go on with --resume, or name another folder with --out"),
        ("Make room, then go on with resume=True.", "Make room, then go on with --resume."),
        ("members=...: found 1.5", "--members: found 1.5"),
        ("as_of=...: found 5", "--as-of: found 5"),
        ("name claims=..., settings=..., patches=... or bundle=...", "name --claim, --set, --patch or --bundle"),
        ("claims=['C99=off']: 1 problem", "--claim C99=off: 1 problem"),
        ("settings=[\"a='x'\"]: 1 problem", "--set a='x': 1 problem"),
        ("bundle='artikle': 1 problem", "--bundle artikle: 1 problem"),
        ("the file a.out=b, x=True/y, resume=True.py and 1=... stay", "the file a.out=b, x=True/y, resume=True.py and 1=... stay"),
    ],
)
def test_in_shell__speaks_of_options(python, shell):
    """What Python's callers read as arguments, users of the command line read as options."""
    assert in_shell(python) == shell
