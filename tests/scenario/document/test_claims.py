"""Claims, rivals and bundles as written."""

from __future__ import annotations

from multipolar.scenario.document.claims import Claim, Effect, RivalPair, Source, Stance
from scenario.blocks import faults, read

CLAIM = "id: C1\ntext: The bridge holds.\nkind: CAP\n"


def test_claim__holds_in_full_where_the_file_gives_no_strength():
    """A claim without a strength is on; without effects it changes no number."""
    claim = read(Claim, CLAIM)

    assert (claim.strength, claim.effects, claim.credence) == (1.0, [], None)


def test_claim__refuses_other_kinds_and_shares_outside_zero_to_one():
    """The kind is one of the list; strength and credence are shares."""
    assert faults(Claim, CLAIM.replace("CAP", "ABC")) == {("not-allowed", "kind")}
    assert faults(Claim, CLAIM + "strength: 1.2\ncredence: -0.1\n") == {
        ("outside-bounds", "strength"),
        ("outside-bounds", "credence"),
    }


def test_effect__needs_both_ends_and_scales_by_default():
    """An effect runs from its neutral to its claimed value; both are written."""
    assert read(Effect, "target: tie\nneutral: 1\nclaimed: 2\n").op == "scale"
    assert faults(Effect, "target: tie\nneutral: 1\n") == {("missing-key", "claimed")}


def test_rivals__are_even_where_nothing_is_said():
    """Either set of a pair is drawn with one half."""
    pair = read(RivalPair, "id: R\nfirst: [C1]\nsecond: [C2]\n")

    assert pair.credence == 0.5
    assert faults(RivalPair, "id: R\nfirst: [C1]\nsecond: [C2]\ncredence: 2\n") == {("outside-bounds", "credence")}


def test_stance__strengths_are_words_or_shares():
    """A choice is on, off or a share."""
    assert read(Stance, "id: S\nstrengths: {C1: 0.5, C2: 'on', C3: 'off'}\n").strengths == {"C1": 0.5, "C2": "on", "C3": "off"}
    assert {code for code, _ in faults(Stance, "id: S\nstrengths: {C1: maybe}\n")} != set()


def test_source__grade_is_a_letter_of_the_scale():
    """A source without a grade has C; another letter is refused."""
    assert read(Source, "text: a paper\n").grade == "C"
    assert faults(Source, "text: a paper\ngrade: E\n") == {("not-allowed", "grade")}
