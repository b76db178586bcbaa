"""After resolve nothing is left open."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.errors import InternalError
from multipolar.scenario.document import Document
from multipolar.scenario.numbers import is_open, numbers_of
from multipolar.scenario.resolve import _digested, address, resolve, side_position, side_salience
from multipolar.scenario.stance import choose
from scenario.small import document, small
from scenario.words import words


def resolved(*settings, claims=()):
    """Return the small scenario resolved."""
    read = document(*settings)
    return resolve(read, words(), choose(read, None, claims))


def test_resolve__every_number_stands_in_its_unit():
    """Units are those the places expect, whatever the file wrote."""
    scenario = resolved("forces.A.armed_drones=12 drones", "theatre.edges[WES-MID].length=30000 m")
    for found in numbers_of(scenario.document):
        if found.measure is not None and not is_open(found.measure):
            assert found.quantity.unit == found.measure.unit
    assert scenario.document.theatre.edges[0].length.distribution.median() == 30.0


def test_resolve__population_in_millions():
    """Four million people are 4,000,000 persons."""
    read = resolved("belligerents.B.population={v: 4000, unit: k persons}")

    assert read.document.belligerents["B"].population.distribution.median() == 4e6


def test_resolve__parameters_are_complete_and_converted():
    """The register's priors stand where the scenario has none, in one unit."""
    scenario = resolved("parameters.supply_need=0.03 t/soldier-day")

    assert set(scenario.parameters) == set(words().parameters)
    assert scenario.parameters["supply_need"].distribution.median() == pytest.approx(30.0)
    assert scenario.document.parameters["supply_need"].unit == "kg/soldier-day"


def test_resolve__weights_lines_and_saliences_are_filled():
    """Weight is the area, the side's salience half the difference of the ties; each default is listed."""
    scenario = resolved()
    top = next(s for s in scenario.document.theatre.sectors if s.id == "TOP")
    east = scenario.document.powers[0]

    assert top.weight == top.area
    assert east.salience["side"].distribution.median() == pytest.approx(side_salience(0.6, -0.2)) == pytest.approx(0.4)
    assert east.side_position is not None
    assert east.side_position.distribution.median() == side_position(0.6, -0.2) == pytest.approx(0.9)
    filled = {"powers[EAST].salience.side", "theatre.sectors[TOP].weight", "red_lines[RL1].belief_mean"}
    assert filled <= set(scenario.defaulted)
    assert scenario.document.settlements[0].part_worth.keys() == {"EAST", "WEST"}


def test_resolve__side_position_stays_in_range():
    """The strongest friend of A wants A to win, no more."""
    assert side_position(1, -1) == 1.0
    assert side_position(-1, 1) == 0.0


def test_resolve__options_in_use_are_known():
    """Every option and answer that is named can be looked up."""
    scenario = resolved()

    assert scenario.options["arm_AAA"].target == "AAA"
    assert scenario.options["flood_B"].own
    assert scenario.options["flood_B"].target == "BBB"
    assert scenario.options["sanction_EAST"].verb == "sanction"


def test_digest__moves_with_values_and_stance_only():
    """Comments do not move the digest, numbers and claims do; units of the same number do not."""
    plain = resolved().digest

    assert resolved().digest == plain
    assert resolved("horizon_days=80").digest != plain
    assert resolved(claims=["C1=off"]).digest != plain
    assert resolved("theatre.edges[WES-MID].length=30000 m").digest == resolved("theatre.edges[WES-MID].length=30 km").digest


def test_unsourced__lists_what_has_no_origin():
    """A number with a source or marked as judgement is not listed."""
    scenario = resolved()

    assert "forces.A.in_theatre" not in scenario.unsourced
    assert "forces.B.in_theatre" in scenario.unsourced
    assert scenario.written > len(scenario.unsourced)


def test_scenario__says_who_and_when():
    """Short answers to the usual questions."""
    scenario = resolved()

    assert (scenario.id, scenario.as_of) == ("small", dt.date(2024, 3, 10))
    assert scenario.actors == ("AAA", "BBB", "EAST", "WEST")
    assert address(scenario.document, ("theatre", "sectors", 1, "area")) == "theatre.sectors[MID].area"


def test_resolve__refuses_what_was_not_checked():
    """A document that check would refuse is our fault here."""
    unchecked = Document.model_validate(small("powers[EAST].options=[fly]").data)
    with pytest.raises(InternalError, match="must be checked"):
        resolve(unchecked, words())
    wrong = Document.model_validate(small("theatre.edges[WES-MID].length=30 t").data)
    with pytest.raises(InternalError, match="must be checked"):
        resolve(wrong, words())


@pytest.mark.parametrize(
    ("kind", "written", "value", "unit"),
    [
        ("announced_dead", "0.09 k persons", 90.0, "persons"), ("announced_dead", "90", 90.0, None),
        ("map_share", "60 %", 0.6, "1"),
        ("displaced", "60 %", 0.6, "1"), ("displaced", "40 k people", 40000.0, "persons"),
        ("claimed_equipment", "2 k items", 2000.0, "items"),
    ],
)  # fmt: skip
def test_resolve__reports_stand_in_the_unit_of_what_they_count(kind, written, value, unit):
    """A report in thousands or percent is the number it means, not the digits it is written with."""
    more = {"map_share": ["sector=MID"], "claimed_equipment": ["item=tank"]}.get(kind, [])
    read = document(f"reports[R1].kind={kind}", f"reports[R1].value={written}", *(f"reports[R1].{part}" for part in more))
    told = resolve(read, words()).document.reports[0].value

    assert (told.distribution.median(), told.unit) == (value, unit)


def test_resolve__losses_stand_in_the_unit_of_the_stock():
    """Kilotonnes of munitions lost are tonnes afterwards."""
    lost = resolve(document("forces.A.losses_so_far={munitions: 2 kt, tanks: 3}"), words()).document.forces["A"].losses_so_far

    told = {item: (quantity.distribution.median(), quantity.unit) for item, quantity in lost.items()}
    assert told == {"munitions": (2000.0, "t"), "tanks": (3.0, None)}


def test_resolve__type_of_war_and_outside_weight_move_the_digest_only_where_they_are_written():
    """A file without them keeps the digest it had before there were such keys."""
    bare = resolved()
    assert bare.document.war_type is None
    assert bare.document.outside is None
    assert resolved("war_type=interstate").digest != bare.digest
    told = resolved("outside={weight: 0.5}")
    assert told.document.outside is not None
    assert told.document.outside.weight == 0.5
    assert told.digest != bare.digest


@pytest.mark.parametrize("written", ["opened_by=B", "belligerents.B.weakness=0.3", "forces.A.food_withheld=0.1"])
def test_resolve__opener_weakness_and_withheld_food_move_the_digest_only_where_they_are_written(written):
    """And each by itself: what the other side leaves unsaid stays no part of it."""
    keys = {"opened_by", "weakness", "food_withheld"}
    bare = resolved()
    told = _digested(bare.document, bare.stance)["document"]
    assert keys & {*told, *told["belligerents"]["A"], *told["forces"]["B"]} == set()
    assert resolved(written).digest != bare.digest
