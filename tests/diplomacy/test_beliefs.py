"""Laws and steps of `diplomacy/beliefs.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.beliefs import (
    REVEALED,
    beliefs_step,
    extracted,
    fighting_cost,
    learned,
    prior_belief,
    projected,
    shown_to,
    wanted,
)
from powers_toy import toy_world

SHARE = hs.floats(0, 1)


@given(SHARE, hs.floats(-0.05, 0.05), hs.floats(0, 100))
def test_projected__saturates_and_follows_the_sign_of_the_rate(share: float, rate: float, horizon: float) -> None:
    """A projection stays in [0, 1], moves the way of the rate, and mirrors."""
    value = projected(share, rate, horizon)
    assert -1e-12 <= value <= 1.0 + 1e-12
    assert (value - share) * rate >= -1e-15
    assert projected(1.0 - share, -rate, horizon) == pytest.approx(1.0 - value, abs=1e-12)


@given(SHARE, SHARE, hs.floats(0, 0.2), hs.floats(0, 200))
def test_learned__lies_between_prior_and_what_reports_show(prior: float, shown: float, rate: float, days: float) -> None:
    """Belief starts at the prior and ends at what is shown."""
    value = learned(prior, shown, rate, days)
    assert min(prior, shown) - 1e-12 <= value <= max(prior, shown) + 1e-12
    assert learned(prior, shown, rate, 0.0) == pytest.approx(prior)


@given(hs.floats(0.1, 10), hs.floats(-1, 1))
def test_prior_belief__mirrors_between_sides(ratio: float, air: float) -> None:
    """What one side gains by its strength the other must concede, before optimism."""
    assert prior_belief(0.5, ratio, air) + prior_belief(0.5, 1.0 / ratio, -air) == pytest.approx(1.0)


def test_fighting_cost__adds_deaths_strain_will_and_coercion() -> None:
    """Every burden raises the cost of fighting on."""
    assert fighting_cost(0.006, 5.0, 0.1, 0.7, 0.02) == pytest.approx(0.03 + 0.015 + 0.024 + 0.02)


def test_beliefs_start__no_deal_suits_both_on_the_first_day() -> None:
    """The war did start: what both expect exceeds the whole by at least the revealed margin."""
    for seed in range(1, 6):
        world = toy_world(seed)
        assert world.st["fight_value"].sum() >= 1.0 + REVEALED - 1e-9


def test_beliefs_step__defeats_teach() -> None:
    """A side that is seen to lose ground comes to expect less, the other more."""
    world = toy_world()
    before = world.st["belief"].copy()
    world.st["seen_share"][:] = 0.8
    world.st["seen_rate"][:] = 0.02
    world.run(beliefs_step, 60)
    assert world.st["belief"][0] > before[0] - 1e-9
    assert world.st["belief"][1] < before[1]


def test_beliefs_step__a_tacit_contract_caps_what_the_opener_counts_on() -> None:
    """With aims capped, the opener does not count on the last prize."""
    world = toy_world()
    world.st["seen_share"][:] = 0.95
    world.run(beliefs_step, 60)
    free = float(world.st["belief"][0])
    world.p["tacit_contract"] = 1.0
    world.run(beliefs_step, 60)
    assert world.st["belief"][0] < free


@given(SHARE, hs.floats(0, 0.1), hs.floats(0, 100))
def test_extracted__strikes_raise_hope_up_to_the_whole(shown: float, rise: float, horizon: float) -> None:
    """Who strikes nothing expects what reports show; strikes raise it, and there is no more than everything."""
    assert extracted(shown, 0.0, horizon) == shown
    assert shown - 1e-12 <= extracted(shown, rise, horizon) <= 1.0


def test_shown_to__a_side_that_strikes_the_state_hopes_for_more() -> None:
    """The same reports mean more to the side whose strikes tell."""
    world = toy_world()
    before = shown_to(world.p, world.st, 0), shown_to(world.p, world.st, 1)
    world.st["coercing"][:] = (0.002, 0.0)

    assert shown_to(world.p, world.st, 0) > before[0]
    assert shown_to(world.p, world.st, 1) == before[1]


def test_wanted__mirrors_and_caps_what_fighting_on_is_worth() -> None:
    """Each side's aim counts from what it held; beyond it, belief adds nothing to the worth of fighting on."""
    world = toy_world()
    world.st["start_share"] = 0.4
    world.p["aim"][:] = (0.5, 0.25)

    assert (wanted(world.p, world.st, 0), wanted(world.p, world.st, 1)) == (pytest.approx(0.7), pytest.approx(0.7))
    world.st["seen_share"][:] = 0.9
    world.p["aim"][:] = 1.0
    world.run(beliefs_step, 40)
    free = float(world.st["fight_value"][0])
    world.p["aim"][0] = 0.05
    world.run(beliefs_step, 40)
    assert world.st["fight_value"][0] < free
