"""The table of phrases: one for every kind of event, each with a lane and a mark, and grammar that follows number."""

from __future__ import annotations

import string

import pytest
from tools.phrases import TARGET, text

from multipolar.codes import LEVELS
from multipolar.engine.replay import RULES
from multipolar.session.phrases import (
    LANES,
    LEVEL_WORDS,
    MARKS,
    PHRASES,
    agreed,
    clause,
    doing,
    is_plural,
    listed,
    minor_text,
    opened,
    plural_verb,
)

FIELDS = {
    "who": "Aland", "at": " at Pass", "place": "Pass", "chance": "68 %", "cause": "losses", "road": "the supply line M1",
    "stop": "a truce held", "act": "<brings> the sides together", "old": "out", "new": "armed", "other": "Borland",
    "treaty": "Pact", "line": "own soil", "brokers": "", "seen": "", "design": "a halt", "ending": "halt",
}  # fmt: skip


def test_phrases__stand_for_every_kind_of_event_and_no_other():
    """A kind of event without a phrase could not be told; a phrase without its event would never be read."""
    assert set(PHRASES) == set(RULES)
    assert set(LEVEL_WORDS) == set(LEVELS)


def test_phrases__stand_on_lanes_and_under_marks_that_exist():
    """Every lane and every mark is used, and none is used that the page has no word for."""
    assert {phrase.lane for phrase in PHRASES.values()} == set(LANES)
    assert {phrase.mark for phrase in PHRASES.values()} == set(MARKS)


@pytest.mark.parametrize("kind", sorted(PHRASES))
def test_clause__of_every_kind_is_whole(kind):
    """No field and no bracket is left open, for one actor or several, named or not."""
    for plural in (False, True):
        for again in (False, True):
            text = clause(kind, FIELDS, plural=plural, again=again)
            assert not set(text) & set("<>{}")
            assert not text.endswith(".")
    named = {name for _, name, _, _ in string.Formatter().parse(PHRASES[kind].sentence) if name}
    assert named <= set(FIELDS)


def test_clause__follows_number_and_repetition():
    """The actor is named once; verbs and pronouns agree with it."""
    assert clause("assault", FIELDS) == "Aland attacks at Pass; it sees a chance of 68 %"
    assert clause("assault", FIELDS, plural=True) == "Aland attack at Pass; they see a chance of 68 %"
    assert clause("place_falls", FIELDS, again=True) == "it takes Pass"
    assert clause("defence_breaks", FIELDS, again=True, plural=True) == "their defence breaks at Pass (losses)"
    assert clause("option_starts", FIELDS, plural=True) == "Aland bring the sides together"
    assert clause("option_ends", FIELDS) == "Aland no longer brings the sides together"


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Azerbaijan", False), ("Armenia and Nagorno-Karabakh", True), ("United States", False), ("Cyprus", False),
        ("Netherlands", False), ("Bosnian Serbs", True), ("France with Greece and Italy", False), ("Egypt, Jordan", True),
        ("Opposition in Idlib and Aleppo", False), ("OAU committee (Gabon and others)", False),
    ],
)  # fmt: skip
def test_is_plural__reads_the_head_of_a_name(name, plural):
    """What stands behind "with", "in" or in brackets says nothing of the number."""
    assert is_plural(name) is plural


def test_plural_verb__of_regular_and_other_words():
    """Verbs lose their ending, pronouns change, other words stay."""
    assert [plural_verb(word) for word in ("sees", "its", "is", "does", "carries", "passes", "the")] == [
        "see", "their", "are", "do", "carry", "pass", "the",
    ]  # fmt: skip
    assert agreed(doing("moves troops"), plural=True) == "move troops"


def test_listed__joins_names_in_one_breath():
    """Names that hold "and" are parted by commas."""
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A and B", "C"]) == "A and B, and C"


def test_sentences__open_large_and_count_small():
    """A clause becomes a sentence; minor events are counted."""
    assert opened("a truce fails") == "A truce fails."
    assert minor_text({"offer_refused": 1, "truce_fails": 3}) == "an offer is refused, 3 truces fail"
    assert all("{n}" in forms[1] for forms in (phrase.minor for phrase in PHRASES.values()) if forms)


def test_phrases_of_the_page__are_up_to_date():
    """The script's lanes, marks and kinds are what ``python tools/phrases.py`` writes."""
    assert TARGET.read_text(encoding="utf-8") == text()
