"""What a reader is told of a conflict's states."""

from __future__ import annotations

import pytest

from multipolar.studies import stability_told as t

CONCEPTS = ("R", "GMR", "SMR", "SEQ")
STAY = {"concept": "R", "actor": "TUR", "stable": True, "text": "TUR stays.", "improvements": []}
LEAVE = {
    "concept": "R", "actor": "RUS", "stable": False, "text": "RUS leaves.", "improvements": [{"to": "arm,arm", "sanction": []}],
}  # fmt: skip


def state(name, equilibrium=(), p=0.0, groups=None):
    """Return a state with the same probability under every concept."""
    return {
        "state": name, "words": name.upper(), "equilibrium": list(equilibrium), "p": dict.fromkeys(CONCEPTS, p),
        "groups": dict.fromkeys(CONCEPTS, groups), "reasons": [],
    }  # fmt: skip


def test_ranked__the_status_quo_then_what_holds_most():
    """States that hold nowhere are left out, the status quo never."""
    rows = [state("never"), state("rare", p=0.02), state("all", CONCEPTS, 0.9), state("one", ["GMR"], 0.95), state("now", p=0.0)]
    found = t.ranked({"states": rows, "status_quo": "now"})
    assert [row["state"] for row in found] == ["now", "all", "one", "rare"]
    of_file = [row | {"p": None} for row in rows]
    assert [row["state"] for row in t.ranked({"states": of_file, "status_quo": None})] == ["all", "one"]


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (None, ""), ({"stable": True, "group": [], "goes_to": None}, "stay"),
        ({"stable": False, "group": ["RUS", "TUR"], "goes_to": "x"}, "RUS+TUR leave (R)"),
    ],
)  # fmt: skip
def test_leaving__groups_count_where_no_single_actor_leaves(groups, said):
    """Not judged, staying, or who goes."""
    assert t.leaving(state("s", groups=groups)) == said


def test_told__concepts_that_agree_stand_together_and_who_stays_last():
    """The reason that says most stands for its concepts."""
    free = LEAVE | {"concept": "GMR", "text": "RUS leaves unanswered."}
    assert t.told({"reasons": [LEAVE, STAY, free]}) == ["R, GMR: RUS leaves unanswered.", "TUR stays."]
    assert t.told({"reasons": [STAY]}) == ["No actor has a move of its own that is better for it."]
    assert t.told({"reasons": []}) == []


def test_changes_and_ways__say_the_same_once():
    """Concepts that ask for the same change stand together; ways that do not exist are counted."""
    change = {"total": 0.25, "holds": True, "by_actor": {"RUS": {"rise": 0.25, "ranks": 1}, "TUR": {"rise": 0.0, "ranks": 0}}}
    (line,) = t.changes({"change": dict.fromkeys(CONCEPTS, change)})
    assert line == "Smallest change that makes it hold under R, GMR, SMR, SEQ: what it is worth rises for RUS by 0.25."
    paths = [{"to": "arm", "moves": [{"actor": "RUS", "to": "arm"}]}, {"to": "other", "moves": None}]
    lines = t.ways({"paths": paths}, {"arm": "RUS arm"})
    assert lines == ["Improvements lead to RUS arm: RUS to RUS arm.", "No improvements lead to 1 of the 2 other states that hold."]
    assert t.ways({"paths": None}, {}) == []
