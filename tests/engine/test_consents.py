"""What everybody would sign in a row of courses: `engine/consents.py`."""

from __future__ import annotations

import numpy as np

from game_war import MEMBERS, PARAMS, SCENARIO, SEED
from multipolar.codes import Stop
from multipolar.diplomacy.consent import COLUMNS, SIDE, lasting
from multipolar.diplomacy.settlements import worth_to
from multipolar.engine.consents import consents, lasting_of
from multipolar.engine.simulate import advance, simulate_chunk
from multipolar.model.fields import SMALL
from multipolar.model.records import zeros

DAYS = (1, 10, 40, 90)
FOUND = list(consents(SCENARIO, PARAMS, DAYS, seed=SEED, capacity=SMALL))


def test_consents__the_courses_of_the_ensemble_while_they_go_on() -> None:
    """A war goes on on a day before its end; all that is told of wars that are over is NaN, of others nothing is.

    Only a settlement ends a war on the day it is told for: a truce that held, a war that faded and a defeat without a paper are
    dated back from the day on which that was clear.
    """
    out = zeros("OUTCOME", MEMBERS)
    simulate_chunk(SCENARIO, PARAMS, SEED, 0, out)
    assert [one.day for one in FOUND] == list(DAYS)
    for one in FOUND:
        assert one.running[(out["length_days"] > one.day) | (out["stop"] == Stop.HORIZON)].all()
        assert not one.running[(out["length_days"] < one.day) & (out["stop"] == Stop.SETTLEMENT)].any()
        assert one.sides.shape == (MEMBERS, 3, 2, COLUMNS)
        for told in (one.sides, one.stops, one.share, one.wants, one.leverage, one.worth, one.attention):
            assert not np.isnan(told[one.running]).any()
            assert np.isnan(told[~one.running]).all()
    assert FOUND[0].running.all()


def test_consents__worth_to_powers_is_the_law_by_which_they_consent() -> None:
    """Design by design and power by power the same number as the law gives on the state of the first day."""
    states = zeros("STATE", MEMBERS, SMALL)
    advance(SCENARIO, PARAMS, states, 0, DAYS[0], seed=SEED)
    powers = int(SCENARIO["n_powers"][0])
    for i in range(3):
        told = [[worth_to(SCENARIO[0], PARAMS[i], states[i], g, j) for j in range(powers)] for g in range(3)]
        assert FOUND[0].worth[i].tolist() == told
    assert len(np.unique(FOUND[0].worth)) > 3


def test_consents__looking_changes_no_course() -> None:
    """Looking on more days gives the same on those that were looked at before."""
    again = {one.day: one for one in consents(SCENARIO, PARAMS, (1, 5, 10, 20, 40), seed=SEED, capacity=SMALL)}
    for one in FOUND[:3]:
        np.testing.assert_array_equal(one.sides, again[one.day].sides)


def test_consents__a_design_more_leaves_the_others_as_they_are() -> None:
    """A fourth design, weighed on the same courses: the first three as before, its own a copy of the first."""
    wider, params = SCENARIO.copy(), PARAMS.copy()
    wider["n_designs"] = 4
    for name in ("final", "territory", "arrangement", "status_clause", "transport_links", "guarantor_penalty"):
        wider[name][0, 3] = wider[name][0, 0]
    for name in ("design_enforcement", "design_known", "design_face"):
        params[name][:, 3] = params[name][:, 0]
    params["design_worth"][:, 3], params["design_consent"][:, 3] = params["design_worth"][:, 0], params["design_consent"][:, 0]
    tried = list(consents(SCENARIO, PARAMS, DAYS, seed=SEED, capacity=SMALL, judged=(wider, params)))
    for one, two in zip(FOUND, tried, strict=True):
        np.testing.assert_array_equal(one.sides, two.sides[:, :3])
        np.testing.assert_array_equal(two.sides[:, 3, :, SIDE], two.sides[:, 0, :, SIDE])


def test_lasting_of__the_law_for_each_member_and_design() -> None:
    """One by one the same numbers."""
    found = lasting_of(SCENARIO, PARAMS)
    assert found.shape == (MEMBERS, 3)
    assert [lasting(SCENARIO[0], PARAMS[i], 1) for i in range(MEMBERS)] == found[:, 1].tolist()
