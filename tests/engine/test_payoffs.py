"""Payoffs of whole courses: `engine/payoffs.py`."""

from __future__ import annotations

import numpy as np

from game_war import MEMBERS, PARAMS, SCENARIO, SEED
from multipolar.codes import Stop
from multipolar.diplomacy.payoff import payoff
from multipolar.engine.payoffs import lived_payoffs, payoffs_of
from multipolar.engine.simulate import simulate_chunk
from multipolar.model.fields import SMALL
from multipolar.model.records import zeros


def test_lived_payoffs__the_courses_of_the_ensemble() -> None:
    """Deaths, day and way of the end are those of ``simulate_chunk``; nothing is left running."""
    out = zeros("OUTCOME", MEMBERS)
    simulate_chunk(SCENARIO, PARAMS, SEED, 0, out)
    payoffs, states = lived_payoffs(SCENARIO, PARAMS, seed=SEED, capacity=SMALL)

    assert payoffs.shape == (MEMBERS, 3)
    assert np.unique(payoffs).size > MEMBERS
    np.testing.assert_array_equal(states["ending"], out["stop"])
    np.testing.assert_allclose(states["dead"], out["deaths"], rtol=1e-6)
    assert not np.any(states["ending"] == Stop.RUNNING)


def test_lived_payoffs__a_part_is_a_part_of_the_whole() -> None:
    """Members five to eleven alone, and the last one alone, have the payoffs they have within the row."""
    whole, _ = lived_payoffs(SCENARIO, PARAMS, seed=SEED, capacity=SMALL)
    part, states = lived_payoffs(SCENARIO, PARAMS[5:], seed=SEED, first=5, capacity=SMALL)

    np.testing.assert_array_equal(part, whole[5:])
    np.testing.assert_array_equal(payoffs_of(SCENARIO, PARAMS[-1:], states[-1:]), whole[-1:])


def test_payoffs_of__the_law_for_each_member_and_power() -> None:
    """One by one the same numbers, ground handed over where there is a settlement."""
    whole, states = lived_payoffs(SCENARIO, PARAMS, seed=SEED, capacity=SMALL)
    for i in range(MEMBERS):
        handed = bool(states["design"][i] >= 0 or states["ending"][i] == Stop.WITHDRAWN)
        for j in range(whole.shape[1]):
            assert payoff(SCENARIO[0], PARAMS[i], states[i], j, handed, np.zeros(7)) == whole[i, j]
