"""Which rival claims every course holds, drawn again as the courses had it."""

from __future__ import annotations

import numpy as np

from invented import war
from multipolar.forecast.assumptions import rival_draws
from multipolar.report.rivals import rivals_of


def test_rivals_of__are_the_draw_of_the_courses():
    """Every pair of the scenario in its order, with the chance of its second set, and the sets that members of any number hold."""
    found_war = war()
    members = np.array([0, 3, 3, 41])
    found = rivals_of(found_war.scenario, found_war.model, members, 7)
    drawn = rival_draws(found_war.model, members, 7)

    assert [pair.id for pair in found] == [pair.id for pair in found_war.scenario.stance.drawn]
    assert found
    assert all(pair.credence == 1.0 - own.credence for pair, own in zip(found, found_war.scenario.stance.drawn, strict=True))
    assert [pair.second.tolist() for pair in found] == [drawn[q].tolist() for q in range(len(found))]
