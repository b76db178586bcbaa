"""The questions are eight, and each example can be read."""

from __future__ import annotations

from multipolar.data.answers.questions import QUESTIONS, plain_of, typical_text


def test_questions__are_eight_in_their_order():
    """Who, over what ground, with what, who stands behind whom, what passes, what is feared, what ends it, what is asked."""
    assert [asked.id for asked in QUESTIONS] == ["who", "ground", "with", "behind", "passes", "feared", "end", "know"]


def test_plain_of__tells_what_past_wars_had_and_what_may_be_said():
    """Beside men stand the men of past wars; every field says which words it takes."""
    row = plain_of(QUESTIONS[2], "half were over")
    assert "typical forces.*.in_theatre" in row["typical"]["text"]
    assert row["typical"]["text"].endswith("half were over")
    assert {field["key"] for field in row["fields"]} >= {"men", "tanks", "quality"}
    assert plain_of(QUESTIONS[6])["example"].splitlines()[0] == "halt"


def test_typical_text__every_key_has_values():
    """A key without values would leave a question bare."""
    assert all(typical_text(asked).count("typical ") == len(asked.keys) for asked in QUESTIONS)
