"""Every word has a meaning."""

from __future__ import annotations

import pytest

from multipolar.errors import QuestionError
from multipolar.session.explain import LISTS, explain, known_words


@pytest.mark.parametrize(
    ("word", "said"),
    [("break_hazard", "[1/day]"), ("P16", "break_hazard"), ("arm", "delivers arms"), ("munitions", "effect primitive"),
     ("drones", "--off drones"), ("holder_end", "feature"), ("knockout_A", "driven out"), ("share_A", "key share_A of Sector"),
     ("tie[RUS,ARM]", "alignment")],
)  # fmt: skip
def test_explain__knows_words_of_every_kind(word, said):
    """Fields, register numbers, options, primitives, mechanisms, features, endings and keys of the file."""
    assert said in "\n".join(explain(word))


@pytest.mark.parametrize("name", list(LISTS))
def test_explain__lists_whole_kinds(name):
    """The names of lists give all their words."""
    assert len("\n".join(explain(name)).splitlines()) > 6


def test_explain__an_unknown_word_has_a_nearest_one():
    """A word misspelt is answered by the nearest."""
    with pytest.raises(QuestionError, match="break_hazard"):
        explain("brake_hazard")


def test_known_words__can_all_be_explained():
    """Whatever is offered as the nearest word has a meaning."""
    for word in sorted(set(known_words()))[::7]:
        assert explain(word.removesuffix("_{X}"))
