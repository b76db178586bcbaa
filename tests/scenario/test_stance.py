"""Which claims hold: defaults, bundles, single choices, rivals."""

from __future__ import annotations

import pytest

from multipolar.errors import ScenarioError
from multipolar.scenario.document import RivalPair
from multipolar.scenario.stance import choose, decisions, rivals_of, strength_of
from scenario.small import document

KINDS = ("CAP", "INT", "CON", "TIE", "RED", "OPT", "MEC", "FOR", "EST", "DIS")


def test_default__every_claim_has_the_strength_of_the_file():
    """A claim holds as strongly as its file says, and fully where the file says nothing."""
    choice = choose(document("claims[C2].strength=0.9", "claims[C4].strength=0"))

    assert choice.strengths == {"C1": 1.0, "C2": 0.9, "C3": 1.0, "C4": 0.0}
    assert [pair.id for pair in choice.drawn] == ["town"]
    assert choice.decided == {}


@pytest.mark.parametrize("claim", ["C1", "C2"])
def test_default__the_kind_sets_no_strength(claim):
    """The kind of a claim is a label: it changes no strength, in a rival pair or out of one."""
    found = {kind: choose(document(f"claims[{claim}].kind={kind}")).strengths for kind in KINDS}

    assert set(map(tuple, (s.items() for s in found.values()))) == {tuple(choose(document()).strengths.items())}


def test_bundle__decides_the_pair_it_speaks_of():
    """A bundle that turns one rival on turns the other off and leaves nothing to the draw."""
    choice = choose(document(), "bold")

    assert choice.strengths == {"C1": 0.8, "C2": 0.0, "C3": 1.0, "C4": 1.0}
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
        ("C2=off", {"C2": 0.0, "C3": 1.0}, {"town": "second"}),
        ("C2=0", {"C2": 0.0, "C3": 1.0}, {"town": "second"}),
        ("C3=off", {"C2": 1.0, "C3": 0.0}, {"town": "first"}),
        ("C2=0.4", {"C2": 0.4, "C3": 0.0}, {"town": "first"}),
    ],
)
def test_claim__is_switched_weakened_or_replaced(text, strengths, decided):
    """Turning a claim on puts its rival off, turning it off lets the rival hold in every course."""
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


def test_both_rivals_off__neither_holds():
    """Whoever turns both off gets the neutral value of both, in every course."""
    choice = choose(document(), None, ["C2=off", "C3=off"])

    assert (choice.decided, choice.drawn) == ({"town": "neither"}, ())
    assert (choice.strengths["C2"], choice.strengths["C3"]) == (0.0, 0.0)


def test_bundle__off_lets_the_rival_hold():
    """A bundle that only turns a claim off decides its pair as a single choice would."""
    choice = choose(document("bundles[bold].strengths={C2: off}"), "bold")

    assert choice.decided == {"town": "second"}
    assert choice.strengths == {"C1": 1.0, "C2": 0.0, "C3": 1.0, "C4": 1.0}


def test_replaces__a_claim_turned_on_puts_off_what_it_replaces():
    """Outside a pair, too, a claim that is turned on replaces; what it replaces may be kept on purpose."""
    bare = document("rivals=[]")

    assert choose(bare).strengths["C2"] == 1.0
    assert choose(bare, None, ["C3=on"]).strengths["C2"] == 0.0
    assert choose(bare, None, ["C3=on", "C2=0.7"]).strengths["C2"] == 0.7
    assert choose(bare, None, ["C3=off"]).strengths["C2"] == 1.0
    assert choose(bare, None, ["C2=off"]).strengths == {"C1": 1.0, "C2": 0.0, "C3": 1.0, "C4": 1.0}


def pairs(*texts):
    """Return rival pairs written as ``AB|C``: the first set, the second set, a claim each letter."""
    sets = [text.split("|") for text in texts]
    return [RivalPair(id=f"p{i}", first=list(first), second=list(second)) for i, (first, second) in enumerate(sets)]


@pytest.mark.parametrize(
    ("rivals", "chosen", "decided"),
    [
        (["AB|C"], {"A": 0.0}, ["second"]),
        (["AB|C"], {"A": 0.0, "B": 1.0}, ["first"]),
        (["AB|C"], {"A": 0.0, "C": 0.0}, ["neither"]),
        (["AB|C"], {"A": 0.2, "C": 0.1}, ["both"]),
        (["A|B", "B|C"], {"A": 0.0}, ["second", "first"]),
        (["A|B", "B|C"], {"A": 1.0}, ["first", "second"]),
        (["B|C", "A|B"], {"A": 1.0}, ["second", "first"]),
        (["A|B", "B|C"], {"B": 0.0}, ["first", "second"]),
        (["A|B", "B|C"], {"A": 0.0, "C": 1.0}, ["neither", "second"]),
        (["A|B", "C|D", "B|D"], {"A": 0.0, "C": 0.0}, ["second", "second", ""]),
        (["A|B", "C|D"], {"A": 0.0}, ["second", ""]),
        (["A|B"], {"Z": 0.0}, [""]),
    ],
)
def test_decisions__one_choice_is_carried_through_every_pair(rivals, chosen, decided):
    """What is off lets its rival hold, what holds puts its rivals off, from pair to pair; what nobody decided is drawn."""
    found = decisions(pairs(*rivals), chosen)

    assert [found.get(f"p{i}", "") for i in range(len(rivals))] == decided


def test_choose__two_choices_that_contradict_each_other_are_refused():
    """A claim chosen twice is a fault, unless both say the same."""
    with pytest.raises(ScenarioError) as error:
        choose(document(), None, ["C2=C3", "C3=off", "C1=on", "C1=1"])

    assert [(p.path, p.code) for p in error.value.problems] == [("C3", "bad-choice")]
    assert "C2=C3" in error.value.problems[0].message


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


def test_credence__of_a_claim_in_no_pair_is_the_chance_that_a_member_holds_it():
    """It is drawn by itself while nobody chooses it; of a claim in a pair the pair's chance counts."""
    alone = choose(document("claims[C1].credence=0.3"))
    assert [(pair.id, pair.first, pair.second, pair.credence) for pair in alone.drawn][-1] == ("C1", ["C1"], [], 0.3)
    assert all(pair.id != "C1" for pair in choose(document("claims[C1].credence=0.3"), None, ["C1=on"]).drawn)
    assert [pair.id for pair in choose(document("claims[C2].credence=0.3")).drawn] == ["town"]
