"""Forces of a side as written."""

from __future__ import annotations

from multipolar.scenario.document.forces import Forces
from scenario.blocks import faults, read


def test_forces__have_men_and_no_weapons_unless_the_file_says_so():
    """Only the men are needed; weapons left out are none, supply left out lasts a month."""
    forces = read(Forces, "in_theatre: 40000\n")

    assert forces.tanks.distribution.median() == forces.sam.distribution.median() == 0.0
    assert (forces.supply_days.distribution.median(), forces.supply_days.unit) == (30.0, "days")
    assert forces.food_withheld.distribution.median() == 0.0
    assert faults(Forces, "tanks: 5\n") == {("missing-key", "in_theatre")}


def test_forces__losses_are_of_the_kinds_that_are_counted():
    """A kind of loss that nothing reads is refused."""
    assert read(Forces, "in_theatre: 4\nlosses_so_far: {tanks: 3}\n").losses_so_far["tanks"].distribution.median() == 3.0
    assert {path.split(".")[0] for _, path in faults(Forces, "in_theatre: 4\nlosses_so_far: {boats: 3}\n")} == {"losses_so_far"}
