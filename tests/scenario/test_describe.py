"""A scenario told back."""

from __future__ import annotations

import json

from multipolar.scenario.describe import day, describe, figure, listed, middle, number, render, rough, to_json
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose
from scenario.small import document
from scenario.words import words


def scenario(bundle=None):
    """Return the small scenario resolved under a bundle."""
    read = document()
    return resolve(read, words(), choose(read, bundle))


def test_describe__names_everybody_and_every_place():
    """Nobody and nothing of the file is left out of the telling."""
    text = render(describe(scenario()))
    read = document()

    named = (*read.powers, *read.theatre.sectors, *read.claims, *read.questions, *read.settlements, *read.treaties)
    for block in named:
        assert block.id in text
    assert "First opened this round on 1 March 2024, 9 days before." in text
    assert "BBB depends on the road: MID to EAS" in text
    assert "Each course draws between C2 and C3 (50% to 50%)." in text
    assert "A toy." in text
    by_other = render(describe(resolve(document("opened_by=B"), words(), choose(document()))))
    assert "Second opened this round on 1 March 2024, 9 days before." in by_other


def test_describe__shows_what_a_bundle_decides():
    """Under a bundle the losing rival is off."""
    text = render(describe(scenario("bold")))

    assert "Of the rivals town, C3 holds in every course." in text
    assert "C2     MEC   off" in text


def test_numbers__are_as_rough_as_they_are_known():
    """Uncertain numbers carry two digits, constants what was written."""
    assert number(Quantity.model_validate("Tri(15000, 20000, 26000) persons")) == "20,000 persons (17,000 to 24,000)"
    assert number(Quantity.model_validate(0.35)) == "0.35"
    assert (figure(12345.6), rough(12345.6), middle(Quantity.of(12345))) == ("12,346", "12,000", "12,345")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("nothing", "a", "a, b and c")
    assert day(document().as_of) == "10 March 2024"


def test_to_json__keeps_the_contract():
    """The document has the keys that scripts rely on and is plain JSON."""
    told = json.loads(json.dumps(to_json(scenario("bold"), version="9")))

    assert (told["schema"], told["version"], told["scenario"], told["as_of"]) == (
        "multipolar-scenario/1", "9", "small", "2024-03-10",
    )  # fmt: skip
    assert told["as_of_dates"] == ["2024-03-10"]
    claims = {claim["id"]: claim for claim in told["claims"]}
    assert (claims["C3"]["on"], claims["C3"]["strength"], claims["C3"]["replaces"]) == (True, 1.0, ["C2"])
    assert (claims["C2"]["on"], claims["C2"]["strength"]) == (False, 0.0)
    assert {actor["role"] for actor in told["actors"]} == {"belligerent", "power"}
    assert [sector["id"] for sector in told["sectors"]] == ["WES", "MID", "TOP", "EAS"]
    assert [question["asked"] for question in told["questions"]] == [True, True]
    assert told["bundles"][0]["id"] == "bold"
