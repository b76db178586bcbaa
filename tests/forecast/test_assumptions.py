"""What each claim is said to do."""

from __future__ import annotations

import numpy as np

from invented import sample, war
from multipolar.forecast.assumptions import assumptions, effect_sentence, rival_draws
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


def test_effect_sentence__names_both_ends():
    """A claim on a number names what it is when off and when fully held."""
    claim = next(c for c in war().scenario.document.claims if c.id == "C22")

    assert effect_sentence(claim).startswith("Moves restraint")
