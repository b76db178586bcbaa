"""The document as written."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from multipolar.scenario.document import Document, Issue
from scenario.small import document


def test_document__is_frozen_and_refuses_unknown_keys():
    """Nobody changes a document once read; a key nothing reads is refused."""
    with pytest.raises(ValidationError):
        document().title = "Another"
    with pytest.raises(ValidationError):
        Issue.model_validate({"id": "x", "colour": "red"})


def test_document__survives_a_round_trip():
    """Dumped and read again it is the same."""
    small = document()

    assert Document.model_validate(small.model_dump()) == small
    assert Document.model_validate_json(small.model_dump_json()) == small
