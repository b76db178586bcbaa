"""Phrases by code."""

from __future__ import annotations

from multipolar.codes import ENDINGS, Arrangement, Paper
from multipolar.model.register import MECHANISMS
from multipolar.workbench.words import words_document


def test_words__every_code_has_its_phrase(at):
    """And no phrase is the code itself with underlines."""
    found = words_document()
    assert set(found["endings"]) == set(ENDINGS)
    assert set(found["mechanisms"]) == set(MECHANISMS)
    assert set(found["papers"]) == set(Paper.spellings())
    assert set(found["arrangements"]) == set(Arrangement.spellings())
    said = [text for table in found.values() for text in table.values()]
    assert [text for text in said if "_" in text and "`" not in text and " " not in text] == []
    assert at.get("/api/words") == found
