"""What a finished course is worth to a power: `diplomacy/payoff.py`."""

from __future__ import annotations

import numpy as np
import pytest

from blank_world import Blank, blank_world
from multipolar.codes import Issue
from multipolar.diplomacy.payoff import friends_won, payoff


def world_of(salience: dict[Issue, float], **change: object) -> Blank:
    """Return a world of two powers and one contested sector, held by A to three tenths; power 1 cares about some issues."""
    world = blank_world(powers=2)
    world.set(
        n_sectors=1, contested=[1], value=[2.0], share=[0.3], handed=[0.8], awake=[1.0, 1.0], capability=[0.01, 0.02, 0.04, 0.01]
    )
    for issue, weight in salience.items():
        world.p["salience"][1, issue] = weight
        world.p["position"][1, issue] = 1.0
    world.set(**change)
    return world


def worth(world: Blank, *, handed: bool = False) -> float:
    """Return the payoff of power 1."""
    return float(payoff(*world.all, 1, handed, np.zeros(7)))


def test_payoff__ground_as_held_or_as_handed_over() -> None:
    """Half the salience on who wins: 0.5 x 0.3 as the lines stand, 0.5 x 0.8 after the hand-over."""
    world = world_of({Issue.SIDE: 0.5})
    assert worth(world) == pytest.approx(0.15)
    assert worth(world, handed=True) == pytest.approx(0.4)


def test_payoff__half_the_cost_of_acts_is_taken_off() -> None:
    """0.15 less half of 0.2; the cost of others does not count."""
    assert worth(world_of({Issue.SIDE: 0.5}, act_cost=[9.0, 0.2])) == pytest.approx(0.05)


def test_payoff__weekly_costs_count_over_the_days_that_the_power_looks_ahead() -> None:
    """Of 0.4 paid by the week in 90 days a power that looks 30 days ahead counts a third; of what it paid once, all."""
    world = world_of({Issue.SIDE: 0.5}, act_cost=[9.0, 0.4], weekly_cost=[9.0, 0.4], foresight=[1.0, 30.0], day_now=90)
    without = world_of({Issue.SIDE: 0.5}, day_now=90)
    assert worth(world) == pytest.approx(worth(without) - 0.5 * 0.4 / 3.0)
    world.set(act_cost=[9.0, 0.6])
    assert worth(world) == pytest.approx(worth(without) - 0.5 * (0.2 + 0.4 / 3.0))


def test_payoff__who_brokered_the_end_has_that_role() -> None:
    """Own influence 0 without a part, 0.6 as broker; a greater role stays."""
    assert worth(world_of({Issue.OWN_INFLUENCE: 1.0})) == pytest.approx(0.0)
    assert worth(world_of({Issue.OWN_INFLUENCE: 1.0}, broker=[1, 0])) == pytest.approx(0.0)
    assert worth(world_of({Issue.OWN_INFLUENCE: 1.0}, broker=[0, 1])) == pytest.approx(0.6)
    assert worth(world_of({Issue.OWN_INFLUENCE: 1.0}, broker=[0, 1], level=[0, 2])) == pytest.approx(1.0)


def test_friends_won__change_of_ties_by_worth_of_the_friend() -> None:
    """A tenth of 0.4 x 1 (the greatest actor) - 0.2 x the root of a quarter; what has not changed and oneself count for nothing."""
    world = world_of({})
    world.p["tie"][3, :4] = (0.5, 0.1, -0.3, 0.9)
    world.st["tie"][3, :4] = (0.3, 0.1, 0.1, -0.9)
    assert friends_won(*world.all, 1) == pytest.approx(0.1 * (0.4 - 0.2 * 0.5))
    world.set(awake=[0.0, 1.0])
    assert friends_won(*world.all, 1) == pytest.approx(0.1 * (-0.2 * np.sqrt(0.5)))
