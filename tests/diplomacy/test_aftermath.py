"""Laws and steps of `diplomacy/aftermath.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.aftermath import aftermath, currency_hazard, enforcement_left, link_hazard, relapse_rate
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records
from multipolar.numerics.random import member_key
from powers_toy import PATRON, toy_world

UNIT = hs.floats(0, 1)


def outcome() -> Records:
    """Return one empty OUTCOME record."""
    return zeros("OUTCOME", 1)


@given(UNIT, hs.floats(0.5, 8), hs.floats(0, 10))
def test_enforcement_left__halves_every_half_life(start: float, half_life: float, years: float) -> None:
    """Enforcement decays with the guarantor's distraction."""
    assert enforcement_left(start, half_life, half_life) == pytest.approx(0.5 * start)
    assert enforcement_left(start, half_life, years + 1.0) <= enforcement_left(start, half_life, years)


@given(UNIT, UNIT, UNIT)
def test_relapse_rate__falls_with_decision_enforcement_and_watch(decided: float, enforcement: float, watched: float) -> None:
    """Everything that keeps the peace lowers the hazard of renewed war."""
    rate = relapse_rate(0.01, decided, 0.3, enforcement, watched)
    assert relapse_rate(0.01, 1.0, 0.3, 1.0, 1.0) <= rate <= relapse_rate(0.01, 0.0, 0.3, 0.0, 0.0) + 1e-15


def test_hazards__rise_with_what_feeds_them() -> None:
    """Strain and drift feed a currency fall; tension and bad blood feed a linked theatre."""
    assert currency_hazard(-4.0, 0.2, 0.0, 0.0) > currency_hazard(-4.0, 0.0, 0.0, 0.0) < currency_hazard(-4.0, 0.0, 0.1, 0.0)
    assert link_hazard(0.1, 0.0, 0.5, 0.0) > link_hazard(0.1, 0.5, 0.5, 0.0)
    assert link_hazard(0.1, 0.0, 0.0, 1.0) == 0.0


def test_aftermath__an_enforced_decided_peace_lasts_longer_than_a_bare_truce() -> None:
    """Over many members, wars that stop by a truce come back more often than those settled under an enforcer."""
    back = {4: 0, 5: 0}
    for ending in back:
        world = toy_world()
        world.st["ending"] = ending
        world.st["design"] = 1 if ending == 4 else -1
        world.st["handed"][:] = 1.0
        world.p["settlement_hazard"] = 0.003
        for member in range(60):
            out = outcome()
            aftermath(world.sc, world.p, world.st, member_key(np.uint64(9), np.int64(member)), out[0])
            back[ending] += int(out[0]["relapse"])
            assert (out[0]["relapse"] == 1) == (0.0 <= out[0]["relapse_year"] <= 3.0)
    assert back[4] < back[5]


def test_aftermath__linked_theatres_and_the_tail_answer_to_their_rates() -> None:
    """No rate, no war elsewhere; a certain one comes; passivity elsewhere has no effect while its claim sleeps."""
    world = toy_world()
    world.sc["n_links"] = 1
    world.sc["link_challenger"][0], world.sc["link_patron"][0] = 2, PATRON
    world.sc["link_a"][0] = world.sc["link_b"][0] = -1
    world.st["tension"][0] = 1.0
    for rate, answer in ((0.0, 0), (50.0, 1)):
        world.p["link_rate"][0], world.p["great_power_tail"], world.p["tail_scale"] = rate, float(answer), 1.0
        out = outcome()
        aftermath(world.sc, world.p, world.st, member_key(np.uint64(9), np.int64(1)), out[0])
        assert out[0]["link_war"][0] == answer
        assert out[0]["great_power"] == answer
