"""Failures as documents, with the status that fits."""

from __future__ import annotations

import pytest

from multipolar.errors import ArgumentError, DataError, FolderError, InternalError, Problem, QuestionError, RunError, ScenarioError
from multipolar.workbench.refusing import RefusedError, error_document, status_of

PROBLEM = Problem("war.yaml", 3, 1, "id", "bad-name", "found ?, expected a name")


@pytest.mark.parametrize(
    ("error", "status", "exit_status"),
    [
        (ScenarioError([PROBLEM]), 422, 3), (FolderError("damaged"), 422, 3), (DataError("no outcome"), 422, 1),
        (QuestionError("no such"), 400, 2), (ArgumentError("found"), 400, 2), (RunError("not free"), 409, 1),
        (InternalError("cannot happen"), 500, 1), (RefusedError(413, "too large"), 413, 1), (KeyError("x"), 500, 1),
        (OSError(28, "full"), 500, 1),
        (MemoryError(), 500, 1),
    ],
)  # fmt: skip
def test_error_document__status_exit_and_words(error, status, exit_status):
    """Every kind of failure has its status, and the exit status of the command line."""
    document = error_document(error)
    assert (status_of(error), document["exit"]) == (status, exit_status)
    assert document["message"]
    assert document["problems"] == ([] if not isinstance(error, ScenarioError) else [document["problems"][0]])


def test_error_document__problems_and_what_is_told_beside():
    """Faults keep their place; a conflict tells the other text."""
    assert error_document(ScenarioError([PROBLEM]))["problems"][0]["line"] == 3
    assert error_document(RefusedError(409, "changed", text="id: x"))["text"] == "id: x"
    assert "please report it" in error_document(KeyError("x"))["message"]
