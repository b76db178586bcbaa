"""The words for what a power may do."""

from __future__ import annotations

import pytest

from multipolar.data.pack_vocabulary import known_option, options_among, parts_of, words_of


@pytest.mark.parametrize(
    ("option", "known"),
    [("arm_A", True), ("mediate", True), ("sanction_usa", True), ("arm", False), ("arm_b", False), ("mediate_A", False),
     ("sanction_moon", False), ("moon_landing", False), ("", False)],
)  # fmt: skip
def test_known_option__is_a_word_of_the_vocabulary(option, known):
    """Help and harm have a side, harm a power too, the rest stands alone."""
    assert known_option(option, ["usa"]) is known


def test_known_option__a_power_may_have_several_words():
    """A target is told by its whole name."""
    assert known_option("sanction_muslim_states", ["muslim_states"])
    assert not known_option("strike", ["muslim_states"])


def test_options_among__are_all_known():
    """What is offered as the nearest word is a word."""
    assert all(known_option(option, ["usa"]) for option in options_among(["usa"]))


def test_parts_of__verb_and_side():
    """Only a side is a target."""
    assert (parts_of("deny_transit_A"), parts_of("sanction_usa")) == (("deny_transit", "A"), ("sanction_usa", None))
    assert words_of("South-Africa_air") == {"south", "africa", "air"}
