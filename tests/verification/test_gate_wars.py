"""Edits that make a war in which a question can be asked."""

from __future__ import annotations

import pytest
from verification.gate_changes import edited, parsed

from multipolar.scenario.document import Document
from multipolar.scenario.files import library_dir
from multipolar.session.war import Recipe, document_of, read


@pytest.fixture(scope="module")
def border() -> Document:
    """Return the document of the border war."""
    return document_of(read(Recipe(str(library_dir("templates") / "border_war.yaml"))))


def test_at_once_and_never__put_an_act_under_way_and_take_it_away(border: Document) -> None:
    """Of one power; an act that others take stays open to them."""
    started = edited(border, parsed("at_once(WEST, arm_SOU)")).powers
    barred = edited(border, parsed("at_once(WEST, arm_SOU); never(WEST, arm_SOU)")).powers

    assert started[1].active == ["arm_SOU"]
    assert started[1].options == border.powers[1].options
    assert "arm_SOU" not in (*barred[1].active, *barred[1].options)
    assert "arm_SOU" in barred[1].exclude
    assert barred[0] == border.powers[0]


def test_never__takes_from_claims_what_they_say_of_the_act(border: Document) -> None:
    """Their other effects stay."""
    weight = border.claims[0].effects[0].model_copy(update={"target": "option_weight[WEST, arm_SOU]"})
    claim = border.claims[0].model_copy(update={"effects": [*border.claims[0].effects, weight]})
    found = edited(border.model_copy(update={"claims": [claim]}), parsed("never(WEST, arm_SOU)"))

    assert found.claims[0].effects == border.claims[0].effects


def test_even__leaves_the_sides_nothing_but_their_letter(border: Document) -> None:
    """Men, arms, will, wishes and ground are alike, each side's own its mirror image; nobody stands behind either."""
    found = edited(border, parsed("even()"))
    a, b = (found.belligerents[key] for key in ("A", "B"))
    ground = {s.id: s.share_A.distribution.median() for s in found.theatre.sectors}

    assert a.model_copy(update={"id": b.id, "interests": []}) == b.model_copy(update={"interests": []})
    assert [one.position.distribution.median() for side in (a, b) for one in side.interests] == [1.0, 0.0]
    assert {name.replace("_A", "_B") for name in found.forces["A"].distribution} == set(found.forces["B"].distribution)
    assert found.forces["A"].model_copy(update={"distribution": {}}) == found.forces["B"].model_copy(update={"distribution": {}})
    assert ground == {"HOME_A": 1.0, "FIELD_A": 1.0, "FIELD_B": 0.0, "HOME_B": 0.0}
    assert (found.powers, found.red_lines, found.treaties) == ([], [], [])
    assert found.opened_by == "A"


def test_landing__has_a_way_to_the_front_only_if_told(border: Document) -> None:
    """A port of its side, an entry by sea of its power, so many tonnes a day; a road where one is named."""
    alone = edited(border, parsed("landing(B, WEST, 300)"))
    joined = edited(border, parsed("landing(B, WEST, 300, SBASE)"))
    ways = [[(e.a, e.b, e.supplier) for e in one.theatre.edges if "PORT" in (e.a, e.b)] for one in (alone, joined)]
    flow = alone.forces["B"].munitions_resupply

    assert ways == [[("PORT", "EXT_SEA", "WEST")], [("PORT", "EXT_SEA", "WEST"), ("PORT", "SBASE", None)]]
    assert flow is not None
    assert (flow.distribution.median(), flow.unit) == (300.0, "t/day")
    assert alone.forces["A"] == border.forces["A"]
