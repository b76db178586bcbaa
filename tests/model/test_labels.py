"""Targets of claims find their slots, and misspelt ones name the nearest."""

from __future__ import annotations

import pytest

from multipolar.model.fields import ISSUES, PARAMS
from multipolar.model.labels import locate, option_key, parse_target, slot_names, slots
from multipolar.model.records import params_matrix, params_offset, zeros
from small_document import model

LABELS = model().labels


def names_at(field, found):
    """Return which places of a PARAMS field a list of slots writes to."""
    params = zeros("PARAMS", 1)
    params_matrix(params)[0, list(found)] = 1.0
    return params[field][0]


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("break_hazard", ()),
        ("men[SUD]", (1,)),
        ("men[A]", (0,)),
        ("salience[ORI,economy]", (1, ISSUES.index("economy"))),
        ("equipment[B,gun]", (1, 2)),
        ("edge_capacity[R1]", (1,)),
        ("share_start[MID]", (1,)),
        ("design_face[handover,NOR]", (1, 0)),
        ("option_weight[OCC,air_A]", (0, 2)),
        ("rival_weight[OCC,ORI]", (0, 3)),
        ("red_threshold[soil]", (0,)),
        ("on[drones]", (3,)),
    ],
)
def test_slots__finds_the_place_that_labels_name(target, place):
    """A target writes to exactly the place of the record that its labels name."""
    field, _ = parse_target(target)
    found = names_at(field, slots(LABELS, target))
    assert found.sum() == 1.0
    assert found[place] == 1.0


def test_slots__star_takes_every_used_place_and_no_other():
    """A star stands for the sectors of the scenario, not for the room left in the record."""
    found = names_at("value", slots(LABELS, "value[*]"))
    assert found[:3].tolist() == [1.0, 1.0, 1.0]
    assert found.sum() == 3.0


def test_slots__star_over_powers_takes_those_who_have_the_option():
    """An option under all powers means the powers that have it."""
    found = names_at("option_weight", slots(LABELS, "option_weight[*,arm_SUD]"))
    assert found.sum() == 2.0
    assert (found[0, 4], found[1, 1]) == (1.0, 1.0)


def test_slots__effect_of_an_option_goes_by_its_primitive():
    """The size of one effect of an option is named by the primitive."""
    entry = LABELS.catalogue.index("arm_NOR")
    found = names_at("option_size", slots(LABELS, "option_size[arm_NOR,drones]"))
    assert found.sum() == 1.0
    assert found[entry, LABELS.effects[entry].index("drones")] == 1.0


def test_slots__a_tie_means_both_directions():
    """A tie named once is set both ways."""
    found = names_at("tie", slots(LABELS, "tie[OCC,SUD]"))
    assert found[2, 1] == 1.0
    assert found[1, 2] == 1.0
    assert found.sum() == 2.0


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("brake_hazard", "break_hazard"),
        ("men[SUDD]", "SUD"),
        ("option_weight[OCC,arm_NORR]", "arm_NOR"),
        ("edge_capacity[LEFT-MIT]", "LEFT-MID"),
        ("on[drone]", "drones"),
    ],
)
def test_slots__a_misspelt_name_is_answered_with_the_nearest(target, near):
    """The message names what was probably meant."""
    with pytest.raises(ValueError, match=near):
        slots(LABELS, target)


def test_slots__wrong_number_of_labels_is_refused():
    """A target needs one label per axis."""
    with pytest.raises(ValueError, match="takes 2 labels"):
        slots(LABELS, "tie[OCC]")
    with pytest.raises(ValueError, match="expected a field"):
        slots(LABELS, "tie[OCC")


def test_locate__is_relative_to_the_field():
    """Places inside a field and slots of the vector differ by the field's first slot."""
    assert slots(LABELS, "men[B]")[0] - params_offset("men") == locate(LABELS, "men", ["B"])[0] == 1


def test_option_key__knows_synonyms_and_sides():
    """Other spellings and sides by letter become the catalogue's."""
    assert option_key("foreign_fighters_B", LABELS.sides) == "proxies_SUD"
    assert option_key("broker", LABELS.sides) == "mediate"
    assert option_key("foreign_fighters_north_army", LABELS.sides) == "proxies_north_army"
    assert option_key("sanction_ORI", LABELS.sides) == "sanction_ORI"


def test_slot_names__and_slots_are_inverse():
    """Every used slot of every field spells back to itself."""
    for field in PARAMS:
        for slot, name in list(slot_names(LABELS, field.name).items())[:40]:
            assert slot in slots(LABELS, name)
