"""Claims compile to effects in file order, early or after what follows from draws; inputs are listed in words."""

from __future__ import annotations

import pytest

from multipolar.model.draw import draw
from multipolar.model.labels import slots
from small_document import BASE, at_war, model, reports

ARMS = {"id": "K7", "text": "more arms", "kind": "CAP", "strength": 1.0,
        "effects": [{"target": "arms_flow[ORI,SUD]", "op": "scale", "neutral": 1, "claimed": 3},
                    {"target": "access[ORI]", "op": "value", "neutral": 0.0, "claimed": 0.5}]}  # fmt: skip


def test_compile_plan__effects_on_derived_slots_come_after_them():
    """Access is claimed before the flow is computed from it, the flow itself after."""
    built = model(claims=[*BASE["claims"], ARMS])
    plan = built.plan.arrays
    flow = slots(built.labels, "arms_flow[ORI,SUD]")[0]
    assert list(plan.effect_slot[plan.early :]) == [flow]
    drawn = draw(built.plan, 20)
    entry = built.labels.catalogue.index("arm_SUD")
    assert drawn["arms_flow"][:, 1, 1] == pytest.approx(3 * 0.5 * drawn["option_size"][:, entry, 0])


def test_compile_plan__effects_keep_the_order_of_the_file():
    """Effects stand in the order in which the claims are written."""
    plan = model().plan.arrays
    assert list(plan.effect_claim) == sorted(plan.effect_claim)


def test_compile_plan__inputs_are_listed_in_words():
    """Every random number has a name, a distribution and, where given, a source."""
    built = at_war()
    names = {row.target: row for row in built.plan.inputs}
    assert len(names) == len(built.plan.inputs) == built.plan.arrays.slot.size
    assert names["men[NOR]"].source == ("survey",)
    assert str(names["break_hazard"].distribution) == "LogN(0.02, 0.5)"
    assert "front:MID" in names


def test_compile_plan__a_decided_pair_is_not_drawn():
    """Once one rival is chosen no coin is tossed."""
    assert model().plan.arrays.pair_chance.size == 1
    for chosen in ("K3=on", "K3=off", "K4=off"):
        assert model((chosen,)).plan.arrays.pair_chance.size == 0


def test_compile_plan__an_effect_on_nothing_is_refused():
    """A claim whose target does not exist names the nearest."""
    wrong = {**ARMS, "effects": [{"target": "acces[ORI]", "neutral": 1, "claimed": 2}]}
    with pytest.raises(ValueError, match="access"):
        model(claims=[*BASE["claims"], wrong])


def test_effect_slots__the_claim_lead_reaches_every_claimed_place():
    """An effect on the lead acts on the member's own number and on each place."""
    effect = {"target": "claim_lead", "op": "scale", "neutral": 1, "claimed": 2}
    lead = {"id": "K8", "text": "lead", "kind": "EST", "effects": [effect]}
    place = {"id": "place", "kind": "claimed_place", "sector": "MID", "side": "A", "date": "2020-10-12"}
    built = at_war(told=reports(place), claims=(lead,))
    assert (built.plan.arrays.effect_claim == built.labels.claims.index("K8")).sum() == 2


def test_fixed__a_number_stands_against_claims_that_nobody_chose():
    """A fixed number is what every member draws; a claim chosen by itself moves it all the same; both are told."""
    quality = {"id": "K9", "text": "better", "kind": "CAP", "strength": 1.0,
               "effects": [{"target": "quality[NOR]", "op": "value", "neutral": 0.1, "claimed": 0.9}]}  # fmt: skip
    claims = [*BASE["claims"], quality]
    sides = {**BASE["belligerents"], "A": {**BASE["belligerents"]["A"], "quality": 0.4}}
    free = draw(model(claims=claims, belligerents=sides).plan, 4)["quality"][:, 0]
    fixed = {"claims": claims, "belligerents": sides, "fixed": ["belligerents.A.quality"]}
    built, chosen = model(**fixed), model(("K9=on",), **fixed)

    assert set(free) == {0.9}
    assert set(draw(built.plan, 4)["quality"][:, 0]) == {0.4}
    assert set(draw(model(("K9=off",), **fixed).plan, 4)["quality"][:, 0]) == {0.4}
    assert set(draw(chosen.plan, 4)["quality"][:, 0]) == {0.9}
    assert [n for n in built.notes if "K9" in n] == [
        "belligerents.A.quality is fixed, and the claim K9 moves it too: the fixed number counts"
    ]
    assert any("the claim counts" in note for note in chosen.notes)
