"""Described edits of a document."""

from __future__ import annotations

import pytest
from verification.gate_changes import (
    CHANGES,
    CannotChangeError,
    Changed,
    call,
    changed_war,
    edited,
    missing_switches,
    parsed,
    plus,
    times,
)

from multipolar.library import FLAGSHIP
from multipolar.scenario.document import Document
from multipolar.scenario.files import library_dir
from multipolar.scenario.quantity import Quantity
from multipolar.session.war import Recipe, document_of, read

BORDER = str(library_dir("templates") / "border_war.yaml")


@pytest.fixture(scope="module")
def border() -> Document:
    """Return the document of the border war."""
    return document_of(read(Recipe(BORDER)))


@pytest.fixture(scope="module")
def flagship() -> Document:
    """Return the document of the flagship."""
    return document_of(read(Recipe(FLAGSHIP, "2020-10-16")))


def after(document: Document, text: str) -> Document:
    """Return a document after a change, checked again."""
    return edited(document, parsed(text))


def middle(quantity: Quantity | None) -> float:
    """Return the median of a number."""
    assert quantity is not None
    return quantity.distribution.median()


def test_parsed__reads_options_and_edits_in_order() -> None:
    """Each part goes to its place."""
    text = "--set forces.A.in_theatre=20000 persons; --claim C12=off; --off drones breaks; men_times(A, 3); --chunk 70"

    assert parsed(text) == Changed(
        ("forces.A.in_theatre=20000 persons",), ("C12=off",), ("drones", "breaks"), (("men_times", ("A", 3.0)),), 70
    )
    assert parsed("") == Changed()


def test_parsed__refuses_what_is_neither() -> None:
    """A word that is no call is a fault; an edit that does not exist is missing."""
    with pytest.raises(ValueError, match="expected NAME"):
        parsed("more men")
    with pytest.raises(CannotChangeError, match="no edit 'fewer'"):
        parsed("fewer(A)")


def test_call__makes_numbers_of_numbers() -> None:
    """Dates and names stay text."""
    assert call("f(A, -1.5, 2020-12-01)") == ("f", ("A", -1.5, "2020-12-01"))
    assert call("f()") == ("f", ())


def test_missing_switches__are_those_the_engine_has_not() -> None:
    """A switch that will come is named."""
    assert missing_switches("--off drones nowhere") == ["switch nowhere"]


def test_times_and_plus__move_the_whole_spread() -> None:
    """Low, mode and high alike; nothing of a number is nothing."""
    number = Quantity.model_validate({"v": [1, 2, 4], "unit": "t"})

    assert times(number, 3.0).distribution.args == (3.0, 6.0, 12.0)
    assert times(number, 0.0).distribution.args == (0.0,)
    assert plus(number, 1.0).distribution.args == (2.0, 3.0, 5.0)
    with pytest.raises(CannotChangeError, match="LogN"):
        plus(Quantity.model_validate({"v": "LogN(2, 1)"}), 1.0)


def test_men_times__takes_the_places_along(border: Document) -> None:
    """Men in all and in each place."""
    found = after(border, "men_times(B, 3)").forces["B"]

    assert middle(found.in_theatre) == pytest.approx(3 * middle(border.forces["B"].in_theatre))
    assert middle(found.distribution["HILL"]) == 18000.0


def test_army_times__takes_arms_and_shells_along(border: Document) -> None:
    """Guns, stock and use; what is not stated stays so."""
    found = after(border, "army_times(A, 2)").forces["A"]

    assert middle(found.tanks) == 500.0
    assert middle(found.munitions_use) == 800.0
    assert found.munitions_resupply is None


def test_no_shells__takes_losses_off_the_list(flagship: Document) -> None:
    """Nothing in stock, nothing on the way, nothing lost of it; other losses stay."""
    found = after(flagship, "no_shells(A)").forces["A"]

    assert (middle(found.munitions_stock), middle(found.munitions_resupply)) == (0.0, 0.0)
    assert list(found.losses_so_far) == ["loitering"]


def test_army_as_share_of__takes_arms_along(border: Document) -> None:
    """Half as many men as B's 26,000 and less than a third of 250 tanks."""
    found = after(border, "army_as_share_of(A, B, 0.5)").forces
    factor = 0.5 * middle(border.forces["B"].in_theatre) / middle(border.forces["A"].in_theatre)

    assert middle(found["A"].in_theatre) == pytest.approx(0.5 * middle(found["B"].in_theatre))
    assert middle(found["A"].tanks) == pytest.approx(250.0 * factor)
    assert found["B"] == border.forces["B"]


def test_men_as_share_of__sets_the_middle(border: Document) -> None:
    """Half of the other's men."""
    found = after(border, "men_as_share_of(A, B, 0.5)").forces

    assert middle(found["A"].in_theatre) == pytest.approx(0.5 * middle(found["B"].in_theatre))


def test_reserve_and_men_in__add_men(border: Document) -> None:
    """A reserve is on top of the men in place; men posted are on top of the army."""
    before = middle(border.forces["B"].in_theatre)
    kept = after(border, "reserve(B, 12000)").forces["B"]
    posted = after(border, "men_in(B, TOWN, 0)").forces["B"]

    assert middle(kept.in_theatre) == pytest.approx(before + 12000)
    assert middle(kept.reserve_share) == pytest.approx(12000 / (before + 12000))
    assert middle(posted.in_theatre) == pytest.approx(before - 8000)
    with pytest.raises(CannotChangeError, match="sector MOON"):
        after(border, "men_in(B, MOON, 1)")


def test_roads__close_and_lengthen_behind_the_front_alone(border: Document) -> None:
    """The ways between two sectors of B, and those alone."""
    shut = {e.id: middle(e.capacity) for e in after(border, "inner_roads_closed(B)").theatre.edges}
    far = {e.id: middle(e.length) for e in after(border, "roads_longer(B, 3)").theatre.edges}

    assert (shut["FORD-TOWN"], shut["TOWN-SBASE"], shut["NBASE-FORD"]) == (0.0, 0.0, 4000.0)
    assert (far["FORD-TOWN"], far["NBASE-FORD"]) == (75.0, 30.0)
    assert middle(after(border, "roads_times(2)").theatre.edges[0].capacity) == 8000.0
    assert middle(after(border, "road_length(FORD-TOWN, 9)").theatre.edges[2].length) == 9.0
    with pytest.raises(CannotChangeError, match="a way NOWAY"):
        after(border, "road_length(NOWAY, 9)")


def test_passes_at__takes_the_lifelines(border: Document) -> None:
    """Height in metres, and snow left to it."""
    found = {e.id: e for e in after(border, "passes_at(B, 2600)").theatre.edges}

    assert middle(found["TOWN-SBASE"].pass_height) == 2600.0
    assert found["FORD-TOWN"].pass_height is None


def test_begun_before__only_the_round_is_older(border: Document) -> None:
    """Ninety days of war before the date of the file."""
    found = after(border, "begun_before(90)")

    assert (found.as_of, (found.as_of - found.round_start).days) == (border.as_of, 90)
    assert found.forces == border.forces


def test_as_of__moves_the_round_along(border: Document) -> None:
    """As many days of war before the date as in the file."""
    found = after(border, "as_of(2024-12-15)")

    assert found.as_of.isoformat() == "2024-12-15"
    assert found.as_of - found.round_start == border.as_of - border.round_start


def test_designs__get_enforcement_and_keepers(border: Document) -> None:
    """Every design alike; the power can then offer what it is held to."""
    kept = after(border, "kept_by(EAST, 0.6)")

    assert {middle(d.enforcement) for d in after(border, "enforcement(0.9)").settlements} == {0.9}
    assert {(d.arrangement, *d.enforcers) for d in kept.settlements} == {("single_power", "EAST")}
    assert kept.powers[0].options == [*border.powers[0].options, "peacekeepers"]
    assert kept.powers[0].active == ["arm_NOR", "peacekeepers"]
    assert {d.arrangement for d in after(border, "kept_by(nobody, 0)").settlements} == {"none"}


def test_patrolled_by__two_powers_keep_every_peace(flagship: Document) -> None:
    """Every design alike, with the enforcement told and nobody else in it."""
    found = after(flagship, "patrolled_by(RUS, TUR, 0.6)").settlements

    assert {(d.arrangement, *d.enforcers) for d in found} == {("joint_patrols", "RUS", "TUR")}
    assert {(middle(d.enforcement), *d.outside_role) for d in found} == {(0.6,)}
    with pytest.raises(CannotChangeError, match="power XXX"):
        after(flagship, "patrolled_by(RUS, XXX, 0.6)")


def test_mediated_by__one_power_mediates_from_the_first_day(border: Document) -> None:
    """Its other acts go on; the other power is left as it is."""
    east, west = after(border, "mediated_by(WEST)").powers

    assert (west.active, west.options) == (["mediate"], border.powers[1].options)
    assert east == border.powers[0]
    assert after(border, "mediated_by(EAST)").powers[0].active == ["arm_NOR", "mediate"]


def test_nobody_mediates__leaves_the_rest(border: Document) -> None:
    """Other acts stay."""
    assert all("mediate" not in p.options and "statement" in p.options for p in after(border, "nobody_mediates()").powers)


def test_turned__mirrors_one_power(flagship: Document) -> None:
    """Ties, position, leverage and acts under way; the list holds both sides."""
    before, found = flagship.powers[0], after(flagship, "turned(TUR)").powers[0]

    assert (found.tie_A, found.tie_B, found.leverage_A) == (before.tie_B, before.tie_A, before.leverage_B)
    assert middle(found.side_position) == pytest.approx(1.0 - middle(before.side_position))
    assert "arm_ARM" in found.active
    assert {"arm_AZE", "arm_ARM", "threaten_AZE", "threaten_ARM"} <= set(found.options)
    with pytest.raises(CannotChangeError, match="power NOBODY"):
        after(flagship, "turned(NOBODY)")


def test_lists__are_reversed_and_grow(border: Document) -> None:
    """Order, a sleeper, a design nobody wants."""
    assert [p.id for p in after(border, "powers_reversed()").powers] == ["WEST", "EAST"]
    assert after(border, "sleeper(ZZZ)").powers[-1].dormant
    assert middle(after(border, "useless_design(ZZZ)").settlements[-1].face_A) == -1.0


def test_split__halves_ground_men_and_ways(border: Document) -> None:
    """Two halves have together what the whole had, and a road between them."""
    found = after(border, "split(HILL)")
    halves = [s for s in found.theatre.sectors if s.id.startswith("HILL")]
    ways = {e.id: middle(e.capacity) for e in found.theatre.edges}

    assert [middle(s.area) for s in halves] == [300.0, 300.0]
    assert middle(found.forces["B"].distribution["HILL_2"]) == 3000.0
    assert (ways["HILL-TOWN"], ways["HILL-TOWN_2"]) == (750.0, 750.0)
    assert "HILL-HILL_2" in ways
    assert "HILL_2" in found.issues[0].ground


def test_interests__are_set_and_taken(border: Document) -> None:
    """One issue of one side; or all of them."""
    assert middle(after(border, "salience(A, valley, 0.1)").belligerents["A"].interests[0].salience) == 0.1
    assert after(border, "no_interests(B)").belligerents["B"].interests == []
    with pytest.raises(CannotChangeError, match="interest of A in moon"):
        after(border, "salience(A, moon, 0.1)")


def test_labels__change_and_numbers_stay(border: Document) -> None:
    """Kinds, names and the war's own name."""
    bare = after(border, "unnamed()")

    assert after(border, "claim_kind(patience, FOR)").claims[1].kind == "FOR"
    assert after(border, "unheard_of()").id == "unheard_of"
    assert bare.theatre.sectors[0].name == "sector 0"
    assert bare.forces == border.forces
    with pytest.raises(CannotChangeError, match="claim moon"):
        after(border, "claim_kind(moon, FOR)")


def test_edited__checks_every_block_again(border: Document) -> None:
    """A power that claims no option list is refused like one written so by hand; the horizon is set on top."""
    assert edited(border, Changed(), 360).horizon_days == 360
    with pytest.raises(ValueError, match="horizon_days"):
        edited(border, Changed(), 100_000)


def test_withdrawn__a_power_does_nothing_and_sleeps(border: Document) -> None:
    """What it did stops, and it starts nothing; the others go on."""
    first, *others = border.powers
    changed = CHANGES["withdrawn"](border, first.id)
    assert (changed.powers[0].active, changed.powers[0].dormant, changed.powers[0].level) == ([], True, "out")
    assert changed.powers[1:] == others


def test_changes__are_found_by_their_names() -> None:
    """Every edit stands under its own name, with a sentence."""
    assert all(function.__name__ == name and function.__doc__ for name, function in CHANGES.items())


def test_changed_war__is_the_war_itself_without_edits() -> None:
    """With an edit the model's numbers differ where they should and nowhere else."""
    war, other = changed_war(BORDER, None, ""), changed_war(BORDER, None, "sleeper(ZZZ)")

    assert war.scenario.digest != other.scenario.digest
    assert other.model.labels.powers == (*war.model.labels.powers, "ZZZ")
