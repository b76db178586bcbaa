"""Primitives and verbs: one code each, synonyms lead to verbs."""

from __future__ import annotations

from multipolar.model.primitives import CODE, FAVOURS, NAMES, PRIMITIVES, SYNONYMS, VERBS


def test_code__is_the_place_in_the_list():
    """Each primitive has its place as code, a unit and a meaning."""
    assert [CODE[name] for name in NAMES] == list(range(len(PRIMITIVES)))
    assert all(unit and meaning for unit, meaning in PRIMITIVES.values())


def test_verbs__know_whom_they_favour():
    """Only verbs have a sign, and synonyms lead to verbs."""
    assert set(FAVOURS) <= set(VERBS)
    assert set(SYNONYMS.values()) <= set(VERBS)
    assert not set(SYNONYMS) & set(VERBS)
    assert set(FAVOURS.values()) == {-1, 1}
