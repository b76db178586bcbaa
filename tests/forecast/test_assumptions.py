"""What each claim is said to do."""

from __future__ import annotations

import numpy as np
import pytest

from invented import sample, war
from multipolar.forecast.assumptions import assumptions, effect_sentence, rival_draws, rival_sentence
from multipolar.model.draw import draw


def test_rival_draws__are_those_of_the_ensemble():
    """The repeated draw says in which members a rival holds, as their parameters do."""
    found = war()
    params = draw(found.model.plan, 60, seed=7)
    draws = rival_draws(found.model, np.arange(60), 7)

    for q, pair in enumerate(found.scenario.stance.drawn):
        claim = found.model.labels.claims.index(pair.second[0])
        assert np.array_equal(params["claim"][:, claim] > 0.0, draws[q]), pair.id


def test_assumptions__list_every_claim_in_force_with_a_sentence():
    """No claim in force is without a word on what it does."""
    counted = sample()
    rows = assumptions(counted.scenario, counted.model, counted.tally, members=counted.members, seed=7)
    strengths = counted.scenario.stance.strengths

    assert {r["claim"] for r in rows} == {c for c, s in strengths.items() if s > 0}
    assert all(r["effect_sentence"] for r in rows)


def test_assumptions__rivals_are_compared_within_the_run():
    """A pair that is drawn tells the leading ending under either of its sets."""
    counted = sample()
    rows = {r["claim"]: r for r in assumptions(counted.scenario, counted.model, counted.tally, members=counted.members, seed=7)}

    assert rows["C15"]["drawn"]
    assert "points, standard error" in rows["C15"]["effect_sentence"]
    assert not rows["C01"]["drawn"]


@pytest.mark.parametrize(
    ("members", "said"),
    [(1000, "points, standard error"), (300, " courses where it holds, in "), (50, "too few of one kind to tell")],
)
def test_rival_sentence__follows_how_many_courses_there_are(members, said):
    """Shares of each kind of course only where both are many; counts where they are few; no number where they are fewer."""
    found = war()
    q = 0
    pair = found.scenario.stance.drawn[q]
    second = np.arange(members) % 2 == 0
    text = rival_sentence(found.scenario, q, pair.first[0], np.arange(members) % 3 == 0, second, 0)

    assert said in text
    assert ("%" in text) is (members == 1000)


def test_effect_sentence__leaves_out_what_a_claim_leaves_as_it_is():
    """An effect with the same value on and off moves nothing and is not called a move; a negative shift has one sign."""
    claim = next(c for c in war().scenario.document.claims if c.effects)
    same = claim.effects[0].model_copy(update={"target": "idle", "neutral": 1.0, "claimed": 1.0})
    shift = claim.effects[0].model_copy(update={"target": "push", "op": "shift", "neutral": 0.4, "claimed": -0.4})

    assert effect_sentence(claim.model_copy(update={"effects": [same, shift]})) == "Moves push from + 0.4 to - 0.4."
    assert effect_sentence(claim.model_copy(update={"effects": [same]})).startswith("Moves no number")


def test_effect_sentence__names_both_ends():
    """A claim on a number names what it is when off and when fully held."""
    claim = next(c for c in war().scenario.document.claims if c.id == "C22")

    assert effect_sentence(claim).startswith("Moves restraint")
