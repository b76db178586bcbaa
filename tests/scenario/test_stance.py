"""Which claims hold: defaults, bundles, single choices, rivals."""

from __future__ import annotations

import pytest

from multipolar.errors import ScenarioError
from multipolar.scenario.stance import choose, default_strength, paired_claims, rivals_of, strength_of
from scenario.small import document


def test_default__undisputed_claims_hold_and_judged_ones_half():
    """Capabilities hold fully, mechanisms half, and claims in a rival pair half whatever their kind."""
    choice = choose(document())

    assert choice.strengths == {"C1": 1.0, "C2": 0.5, "C3": 0.5, "C4": 0.5}
    assert [pair.id for pair in choice.drawn] == ["town"]
    assert choice.decided == {}


def test_default__a_capability_in_a_rival_pair_is_judged():
    """A disputed capability counts half."""
    small = document("rivals[town].first=[C1]", "rivals[town].second=[C2]")

    assert default_strength(small.claims[0], paired_claims(small)) == 0.5
    assert default_strength(document("claims[C2].strength=0.9").claims[1], frozenset()) == 0.9


def test_bundle__decides_the_pair_it_speaks_of():
    """A bundle that turns one rival on turns the other off and leaves nothing to the draw."""
    choice = choose(document(), "bold")

    assert choice.strengths == {"C1": 0.8, "C2": 0.0, "C3": 1.0, "C4": 0.5}
    assert (choice.drawn, choice.decided) == ((), {"town": "second"})


@pytest.mark.parametrize(
    ("text", "strengths", "decided"),
    [
        ("C1=off", {"C1": 0.0}, {}),
        ("C1=0.25", {"C1": 0.25}, {}),
        ("C1=60%", {"C1": 0.6}, {}),
        ("C1=60 %", {"C1": 0.6}, {}),
        ("C2=on", {"C2": 1.0, "C3": 0.0}, {"town": "first"}),
        ("C2=C3", {"C2": 0.0, "C3": 1.0}, {"town": "second"}),
        ("C2=off", {"C2": 0.0, "C3": 0.5}, {}),
    ],
)
def test_claim__is_switched_weakened_or_replaced(text, strengths, decided):
    """Turning a claim off leaves its rival to the draw; replacing it decides."""
    choice = choose(document(), None, [text])

    assert {claim: choice.strengths[claim] for claim in strengths} == strengths
    assert choice.decided == decided


def test_claim__overrules_the_bundle():
    """A single choice goes on top of a bundle."""
    assert choose(document(), "bold", ["C1=0.1"]).strengths["C1"] == 0.1


def test_both_rivals__may_be_held_on_purpose():
    """Whoever turns both on gets both."""
    choice = choose(document(), None, ["C2=on", "C3=0.5"])

    assert choice.decided == {"town": "both"}
    assert (choice.strengths["C2"], choice.strengths["C3"]) == (1.0, 0.5)


def test_choose__collects_every_fault():
    """All choices that cannot be read are named at once."""
    with pytest.raises(ScenarioError) as error:
        choose(document(), "bald", ["C9=on", "C1=loud"])
    assert {p.code for p in error.value.problems} == {"unknown-name", "bad-choice"}


def test_rivals__by_pair_and_by_replacement():
    """Rivals are found both ways."""
    assert rivals_of(document(), "C2") == ["C3"]
    assert rivals_of(document(), "C3") == ["C2"]
    assert (strength_of("on"), strength_of("off"), strength_of(0.3)) == (1.0, 0.0, 0.3)
