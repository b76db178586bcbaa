"""Offers: a form in words, a file that the command line takes, and a test beside the designs of the war."""

from __future__ import annotations

import pytest
import yaml

import multipolar
from multipolar.codes import Territory
from multipolar.scenario.document.treaties import Settlement
from multipolar.workbench import offers
from multipolar.workbench.refusing import RefusedError

OFFER = {
    "id": "a_new_offer", "what": "a new offer", "territory": "line_of_contact", "arrangement": "none", "enforcement": 0.4,
    "face_A": 0.2, "face_B": -0.1, "part_worth": {}, "consent": [], "final": True,
}  # fmt: skip


def test_terms__are_keys_of_a_design_each_with_choices_in_words():
    """Nothing that a design must have is missing, and no choice is told by its code alone."""
    keys = {key for key, _, _ in offers.TERMS}
    assert keys <= set(Settlement.model_fields)
    assert {name for name, one in Settlement.model_fields.items() if one.is_required()} - keys == {"id"}
    ground = offers.term("territory", "Ground", "Who holds what.")
    assert [row["id"] for row in ground["choices"]] == list(Territory.spellings())
    assert all(row["text"].endswith(".") for row in ground["choices"])
    assert (offers.term("face_A", "", "")["low"], offers.term("final", "", "")["kind"]) == (-1.0, "flag")


def test_offer_text__is_a_design_file_with_graded_numbers():
    """What comes back is what went in; a number of judgement says so."""
    found = yaml.safe_load(offers.offer_text(OFFER | {"part_worth": {"RUS": 0.5}}))
    assert found["enforcement"] == {"v": 0.4, "grade": "J"}
    assert found["part_worth"] == {"RUS": {"v": 0.5, "grade": "J"}}
    assert offers.plain(Settlement.model_validate(found)) == {**OFFER, "part_worth": {"RUS": 0.5}, "enforcers": [],
        "outside_role": [], "status_clause": "none", "transport_links": False, "guarantor_penalty": False}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"face_A": 3.0}, "face_A: found 3, allowed is -1 to 1"),
        ({"part_worth": {"RUS": -2}, "colour": 1}, "colour.*part_worth.RUS"),
        ({"enforcement": float("nan")}, "enforcement"),
        ({"territory": "half"}, "territory"),
        ({"colour": 1}, "colour"),
        ({"id": "two words"}, "id"),
    ],
)
def test_offer_text__says_what_cannot_be(change, said):
    """By the key."""
    with pytest.raises(RefusedError, match=said):
        offers.offer_text(OFFER | change)


def test_red_lines__by_the_design_that_they_name():
    """Of the flagship: Turkey against joint patrols with its troops inside, by name."""
    document = multipolar.load("karabakh_2020").scenario.document
    found = offers.red_lines(document)
    names = {power.id: power.name for power in document.powers}
    expected = {(design, names[line.owner]) for line in document.red_lines for design in line.designs}
    assert expected
    assert {(design, name) for design, owners in found.items() for name in owners} == expected
