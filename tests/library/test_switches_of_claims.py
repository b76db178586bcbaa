"""Each of the 96 claims of the flagship: off, on and each rival move what members draw, or the claim says why it cannot."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.model.build import build
from multipolar.model.draw import draw
from multipolar.model.vocabulary import vocabulary
from multipolar.scenario.check import check
from multipolar.scenario.files import load
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose, rivals_of

MEMBERS = 48


@pytest.fixture(scope="module")
def flagship():
    """The document of the flagship at its first date and the drawn members of any stance, from one built plan."""
    document = check(load("karabakh_2020"), vocabulary()).document
    model = build(resolve(document, vocabulary()))
    arrays, first = model.plan.arrays, int(model.plan.reports.known[0])
    pairs = [pair.id for pair in document.rivals]

    def drawn(choice):
        template = arrays.template.copy()
        template[first : first + len(document.claims)] = [choice.strengths[claim.id] for claim in document.claims]
        kept = [pairs.index(pair.id) for pair in choice.drawn]
        rows = [np.arange(arrays.pair_start[q], arrays.pair_start[q + 1]) for q in kept]
        index = np.concatenate(rows) if rows else np.zeros(0, np.int64)
        plan = model.plan.arrays._replace(
            template=template, pair_chance=arrays.pair_chance[kept], pair_credence=arrays.pair_credence[kept],
            pair_start=np.cumsum([0, *map(len, rows)]), pair_claim=arrays.pair_claim[index], pair_second=arrays.pair_second[index],
        )  # fmt: skip
        found = draw(type(model.plan)(plan, model.plan.reports, model.plan.inputs, model.plan.capacity), MEMBERS)
        return {name: found[name].tobytes() for name in found.dtype.names if name != "claim"}

    return document, drawn


def test_claims__every_switch_moves_a_draw_or_says_why_not(flagship):
    """Off against on moves a drawn number, and so does every rival, except for claims that state why they move none."""
    document, drawn = flagship
    silent = set()
    for claim in document.claims:
        off = drawn(choose(document, None, [f"{claim.id}=off"]))
        if drawn(choose(document, None, [f"{claim.id}=on"])) == off:
            silent.add(claim.id)
        for rival in rivals_of(document, claim.id):
            assert drawn(choose(document, None, [f"{rival}=on"])) != drawn(choose(document, None, [f"{claim.id}=on"]))
    assert silent - {claim.id for claim in document.claims if claim.inert_reason} == set()


def test_claims__off_is_the_rival_for_every_claim_of_a_pair(flagship):
    """Turning off a claim of a pair moves the draw against the default stance, which draws the pair."""
    document, drawn = flagship
    usual = drawn(choose(document))
    claims = {claim.id: claim for claim in document.claims}
    paired = [name for pair in document.rivals for name in (*pair.first, *pair.second)]
    for name in paired:
        choice = choose(document, None, [f"{name}=off"])
        assert choice.strengths[name] == 0.0
        assert all(choice.strengths[r] == claims[r].strength for r in rivals_of(document, name))
        assert drawn(choice) != usual, name


def test_bundles__off_in_a_pair_is_settled(flagship):
    """No bundle leaves a claim that it turns off to the draw."""
    document, _ = flagship
    for bundle in document.bundles:
        choice = choose(document, bundle.id)
        left = {name for pair in choice.drawn for name in (*pair.first, *pair.second)}
        assert not left & {name for name, value in bundle.strengths.items() if value == "off"}
