"""Ids once, references to what exists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from multipolar.scenario.document import OptionSpec
from multipolar.scenario.rules_names import LISTS, check_answerers, check_ids, check_other_names
from scenario.small import codes_after, context

DOUBLES = [
    ("- {id: C2, text", "- {id: C1, text"),
    ("- {id: MID, name", "- {id: WES, name"),
    ("- {id: MID-TOP, a", "- {id: WES-MID, a"),
    ("- {id: guard, what", "- {id: halt, what"),
    ("- {id: Q2, text", "- {id: Q1, text"),
]


@pytest.mark.parametrize("swap", DOUBLES, ids=lambda swap: swap[1])
def test_ids__are_used_once_in_every_list(swap):
    """One id used twice is found in each kind of list."""
    assert "duplicate-id" in codes_after(swap)


def test_ids__every_list_with_ids_is_looked_at():
    """No list of blocks with ids is forgotten; postures have a power and a name instead (test_rules_postures)."""
    read = context().document
    without = {"limits", "ties", "fixed", "postures"}
    lists = {name for name in type(read).model_fields if isinstance(getattr(read, name), list)} - without

    assert lists <= {path[-1] for _, path in LISTS}


def test_names__a_clean_scenario_has_no_faults():
    """Nothing is said about what is right."""
    assert not list(check_ids(context()))
    assert not list(check_other_names(context()))


def test_parties__of_treaties_may_be_strangers():
    """A treaty may have parties that are no actors of this war."""
    assert codes_after(("parties: [WEST, BBB]", "parties: [WEST, BBB, SOMEBODY]")) == []


@pytest.mark.parametrize(
    ("swaps", "code"),
    [
        ([("id: RL1", "id: rl1"), ("linked_theatres:", "linked_theatres: # of RL1")], None),
        ([("{id: WEST, name: West", "{id: A, name: West")], "bad-name"),
        ([("B: {id: BBB", "B: {id: A")], "bad-name"),
        ([("{id: WEST, name: West", "{id: bbb, name: West")], "duplicate-id"),
        ([("challenger: EAST", "challenger: AAA")], "unknown-name"),
        ([("patrons: [EAST, WEST]", "patrons: [EAST, BBB]")], "unknown-name"),
        ([("patrons: [EAST, WEST]", "patrons: [EAST, EAST]")], "duplicate-id"),
    ],
)
def test_names__mean_one_thing_each(swaps, code):
    """A and B are the sides, capitals do not tell two things apart, another theatre's patrons are powers."""
    found = codes_after(*swaps)
    assert (code in found) if code else found == []


def test_geometry__is_a_drawn_map_of_the_library():
    """A misspelt map would be replaced by plain cells without a word."""
    assert codes_after(("horizon_days: 90", "horizon_days: 90\ngeometry: karabakh_2020")) == []
    assert codes_after(("horizon_days: 90", "horizon_days: 90\ngeometry: karabach")) == ["unknown-name"]


@pytest.mark.parametrize(
    ("name", "found"), [("target", []), ("{X}", []), ("BBB", []), ("A", []), ("EAST", []), ("nobody", ["unknown-name"])]
)
def test_answerers__of_options_are_parts_or_actors(name, found):
    """A part in the war, an actor by id or letter, or {X}; anything else is refused."""
    own = OptionSpec(id="flood_{X}", level="out", retaliation_by=[name])
    now = context()
    asked = replace(now, document=now.document.model_copy(update={"options": [own]}))
    assert [fault.code for fault in check_answerers(asked)] == found
