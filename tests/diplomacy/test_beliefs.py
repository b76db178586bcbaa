"""Laws and steps of `diplomacy/beliefs.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import KEY, Blank, blank_world
from multipolar.diplomacy.beliefs import (
    REVEALED,
    aimed_share,
    assault_share,
    beliefs_start,
    beliefs_step,
    cost_of,
    expected_dead,
    fighting_cost,
    info_of,
    learned,
    opening_air,
    own_view,
    perceived_trend,
    prior_belief,
    projected,
    report_error,
    share_by_coercion,
    unheld_top,
)
from powers_toy import toy_world

SHARE = hs.floats(0, 1)


@pytest.mark.parametrize(
    ("share", "rate", "later"),
    [
        (0.6, 0.01, 0.6 + 0.4 * (1.0 - math.exp(-0.35))),  # 0.7 x 0.01 x 20 / 0.4
        (0.4, -0.01, 0.4 - 0.4 * (1.0 - math.exp(-0.35))),
        (0.6, 0.0, 0.6),
        (1.0, 0.01, 1.0),
        (0.0, -0.01, 0.0),
    ],
)
def test_projected__worked_values(share: float, rate: float, later: float) -> None:
    """Gains over twenty days saturate with what is left to win, losses with what is left to lose."""
    assert projected(share, rate, 20.0) == pytest.approx(later, abs=1e-12)


def test_prior_belief__worked_values() -> None:
    """0.4 + 0.6 (logistic(1.2 ln 2 + 1.1 x 0.3) - 1/2); no force counts as a ratio of 10^-6."""
    edge = 1.0 / (1.0 + math.exp(-(1.2 * math.log(2.0) + 0.33)))
    assert prior_belief(0.4, 2.0, 0.3) == pytest.approx(0.4 + 0.6 * (edge - 0.5))
    edge = 1.0 / (1.0 + math.exp(-(1.2 * math.log(1e-6) + 16.5)))
    assert prior_belief(0.4, 0.0, 15.0) == pytest.approx(0.4 + 0.6 * (edge - 0.5))


def test_small_laws__worked_values() -> None:
    """A belief of 0.2 after ten days at 0.05 keeps exp(-0.5) of itself; strikes add 0.002 a day over 60 days."""
    assert learned(0.2, 0.8, 0.05, 10.0) == pytest.approx(0.8 - 0.6 * math.exp(-0.5))
    assert share_by_coercion(0.5, 0.002, 60.0) == pytest.approx(0.62)
    assert share_by_coercion(0.5, 0.02, 60.0) == 1.0
    assert (own_view(0.3, 0), own_view(0.3, 1)) == (0.3, 0.7)


def costly_world() -> Blank:
    """Return two sectors worth 4 and 6, A at 0.4 before the round, equal forces; deaths cost A 0.09 and B 0.03."""
    world = blank_world(sectors=2)
    world.set(contested=[1, 1], value=[4.0, 6.0], line_before=[1.0, 0.0], value_share=0.7, seen_share=[0.7, 0.7])
    world.set(reserve=[1000.0, 1000.0], commitment=[1.0, 1.0], quality_noise=[1.0, 1.0], men_start=[10000.0, 20000.0])
    world.set(bargaining_horizon=60.0, population=[2e6, 2e6], dead_mean=[30.0, 10.0], cost_unit=0.01, will=[1.0, 1.0])
    world.set(aim=[1.0, 1.0], optimism=[0.05, 0.02], learning_rate=0.05, start_own=[0.7, 0.7])
    world.set(own_share=[0.7, 0.7], tempo=0.4, enemy_claim=3.0)
    return world


def test_expected_dead__worked_values() -> None:
    """30 a day over 60 days per 200 ten-thousands are 9; without deaths yet two per thousand men; small states count as one."""
    world = costly_world()
    assert expected_dead(world.p, world.st, 0) == pytest.approx(9.0)
    world.set(dead_mean=[0.0, 10.0])
    assert expected_dead(world.p, world.st, 0) == pytest.approx(6.0)
    world.set(dead_mean=[0.5, 10.0])
    assert expected_dead(world.p, world.st, 0) == pytest.approx(0.15)
    world.set(population=[2e6, 5e3])
    assert expected_dead(world.p, world.st, 1) == pytest.approx(600.0)


def test_cost_of__worked_values() -> None:
    """0.01 x 9 + 0.15 x 0.2 + 0.08 x 0.25 + 0.05 of coercion."""
    world = costly_world()
    world.set(strain=[0.2, 0.4], will=[0.75, 0.5], reach_cost=[0.05, 0.07])
    assert cost_of(world.p, world.st, 0) == pytest.approx(0.09 + 0.03 + 0.02 + 0.05)
    assert cost_of(world.p, world.st, 1) == pytest.approx(0.03 + 0.06 + 0.04 + 0.07)


def test_shown_to__worked_values() -> None:
    """What is seen, the pace in the side's own direction, and what its strikes will have told."""
    world = costly_world()
    world.set(bargaining_horizon=20.0, seen_share=[0.6, 0.4], seen_rate=[0.01, 0.01], coercing=[0.0, 0.001])
    assert perceived_trend(world.p, world.st, 0) == pytest.approx(0.6 + 0.4 * (1.0 - math.exp(-0.35)))
    assert perceived_trend(world.p, world.st, 1) == pytest.approx(0.6 - 0.6 * (1.0 - math.exp(-0.14 / 0.6)) + 0.02)


def test_unheld_top__is_the_greatest_prize_still_to_be_taken() -> None:
    """Of prizes 4, 6 and 7, A lacks the 6 and B the 7; ground outside the contest counts for nothing."""
    world = blank_world(sectors=4)
    world.set(contested=[1, 1, 1, 0], value=[4.0, 6.0, 7.0, 9.0], share=[1.0, 0.4, 0.6, 0.0])
    assert unheld_top(*world.all, 0) == pytest.approx(6.0 / 17.0)
    assert unheld_top(*world.all, 1) == pytest.approx(7.0 / 17.0)
    world.set(share=[1.0, 1.0, 1.0, 0.0])
    assert unheld_top(*world.all, 0) == 0.0


def test_opening_air__worked_values() -> None:
    """Mine 1.44 + 0.4 + 0.5, theirs 1.28 + 0.8 + 2.9696/1.5, three more for 18,000 men; without drones planes alone."""
    world = blank_world()
    world.set(aircraft=[10.0, 4.0], helicopters=[2.0, 6.0], quality=[0.5, 0.8], drones=[3.0, 2.0], ad=[0.2, 0.4])
    world.set(loiter=[100.0, 100.0], loitering=[45.0, 90.0], sam=[40.0, 80.0])
    world.p["men"][:] = (6000.0, 12000.0)
    mine, theirs = 2.34, 2.08 + 2.9696 / 1.5
    balance = (mine - theirs) / (mine + theirs + 3.0)
    assert opening_air(world.p, world.st, 0) == pytest.approx(balance)
    assert opening_air(world.p, world.st, 1) == pytest.approx(-balance)
    world.switch("drones", 0.0)
    mine, theirs = 0.5, 2.9696 / 1.5
    assert opening_air(world.p, world.st, 0) == pytest.approx((mine - theirs) / (mine + theirs + 3.0))


def test_beliefs_start__lifts_both_beliefs_until_no_deal_suits_both() -> None:
    """Priors 0.45 and 0.62 exceed the whole by 0.07; costs 0.12 and 0.11 ask for 0.16 more: half of it to each side."""
    world = costly_world()
    changed = world.changed_by(beliefs_start, KEY)
    assert set(changed) == {"prior", "belief", "fight_value"}
    assert changed["prior"] == pytest.approx([0.53, 0.70])
    assert changed["belief"] == pytest.approx([0.53, 0.70])
    assert changed["fight_value"] == pytest.approx([0.44, 0.67])


def test_beliefs_start__confident_sides_stay_confident_and_aims_cap_them() -> None:
    """Sides of usual optimism, 1.2 in all, would need 0.03: so do those of 0.4 and 0.3; A wants 0.7 + 0.1 x 0.3 and no more."""
    world = costly_world()
    world.set(optimism=[0.4, 0.3], aim=[0.1, 1.0])
    changed = world.changed_by(beliefs_start, KEY)
    assert changed["prior"] == pytest.approx([0.815, 0.915])
    assert changed["fight_value"] == pytest.approx([0.73 - 0.09, 0.915 - 0.03])


@pytest.mark.parametrize(("days", "over"), [(10.0, 10.0), (3.0, 7.0), (0.6, 7.0)])
def test_beliefs_start__inside_a_war_the_round_so_far_has_taught(days: float, over: float) -> None:
    """The pace is what has moved over the days of the round, a week at least; the prior has learned for those days."""
    world = costly_world()
    world.set(day_before=days, bargaining_horizon=5.0, optimism=[0.5, 0.5], dead_mean=[1e-9, 1e-9])
    changed = world.changed_by(beliefs_start, KEY)
    pace = 0.3 / over
    assert changed["value_rate"] == pytest.approx(pace)
    assert changed["own_rate"] == pytest.approx([pace, pace])
    assert changed["seen_rate"] == pytest.approx([pace, pace])
    moved = 0.3 * (1.0 - math.exp(-0.7 * pace * 5.0 / 0.3))
    kept = math.exp(-0.05 * days)
    assert changed["prior"] == pytest.approx([(1 - kept) * (0.7 + moved) + kept * 0.9, (1 - kept) * (0.3 - moved) + kept * 1.1])


def test_beliefs_start__a_slow_war_has_taught_less() -> None:
    """Ten days at a tempo of 0.2 are worth 10 x (0.2 + 2 x 0.2) = 6 informative days."""
    world = costly_world()
    world.set(day_before=10.0, bargaining_horizon=5.0, optimism=[0.5, 0.5], dead_mean=[1e-9, 1e-9], tempo=0.2)
    world.set(value_share=0.4, seen_share=[0.4, 0.4], own_share=[0.4, 0.4])
    kept = math.exp(-0.05 * 6.0)
    assert world.changed_by(beliefs_start, KEY)["prior"] == pytest.approx([0.4 + 0.5 * kept, 0.6 + 0.5 * kept])


def test_beliefs_start__each_side_counts_on_its_own_map() -> None:
    """A holds the sector worth 4, which its map doubles: 8 of 14 for A; B's map leaves 0.4, and with it 0.6."""
    world = costly_world()
    world.set(day_before=0.0, map_weight=[[2.0, 1.0], [1.0, 1.0]], optimism=[0.4, 0.4])
    usual = 0.12 + 1.11 - (8.0 / 14.0 + 0.6 + 0.2)
    assert usual < 0.0
    assert world.changed_by(beliefs_start, KEY)["prior"] == pytest.approx([8.0 / 14.0 + 0.4, 1.0])


def test_beliefs_start__less_than_half_a_day_has_taught_nothing() -> None:
    """A round that begins on the as-of date has no pace."""
    world = costly_world()
    world.set(day_before=0.4, learning_rate=0.0)
    assert set(world.changed_by(beliefs_start, KEY)) == {"prior", "belief", "fight_value"}


def test_beliefs_step__worked_values() -> None:
    """Ten days at 0.05: exp(-0.5) of the prior is left; costs come off; with learning off only reports count."""
    world = costly_world()
    world.set(prior=[0.8, 0.6], seen_share=[0.6, 0.6], info=9.8)
    changed = world.day(beliefs_step, 3)
    kept = math.exp(-0.5)
    belief = [0.6 + 0.2 * kept, 0.4 + 0.2 * kept]
    assert set(changed) == {"belief", "fight_value", "info"}
    assert changed["info"] == pytest.approx(10.0)
    assert changed["belief"] == pytest.approx(belief)
    assert changed["fight_value"] == pytest.approx([belief[0] - 0.09, belief[1] - 0.03])
    world.switch("beliefs", 0.0)
    world.set(aim=[0.0, 0.0], start_own=[0.55, 0.55])
    changed = world.day(beliefs_step, 10)
    assert changed["belief"] == pytest.approx([0.6, 0.4])
    assert changed["fight_value"] == pytest.approx([0.55 - 0.09, 0.4 - 0.03])


def test_info__fighting_informs_and_waiting_hardly_does() -> None:
    """A quiet day counts 0.2, one with every axis under assault 2.2; of three chosen axes of both sides two attack."""
    assert (info_of(0.0), info_of(1.0), info_of(0.4)) == (0.2, pytest.approx(2.2), pytest.approx(1.0))
    world = costly_world()
    assert assault_share(world.sc, world.st) == 0.0
    world.set(chosen=[[1, 1], [0, 1]], phase=[[1, 0], [1, 1]])
    assert assault_share(world.sc, world.st) == pytest.approx(2.0 / 3.0)
    assert world.day(beliefs_step, 3)["info"] == pytest.approx(0.2 + 4.0 / 3.0)


@pytest.mark.parametrize(
    ("men", "dead", "claimed", "ratio"),
    [(1000.0, 0.0, 3.0, 1.0), (1000.0, 100.0, 3.0, 900 / 700), (1000.0, 400.0, 3.0, 600 / 100), (1000.0, 950.0, 3.0, 1.0),
     (1000.0, 100.0, 0.5, 900 / 950), (0.0, 5.0, 3.0, 1.0)],
)  # fmt: skip
def test_report_error__worked_values(men: float, dead: float, claimed: float, ratio: float) -> None:
    """0.6 (logistic(1.2 ln r) - 1/2), r the enemy that is left over the enemy told of, each a tenth at least."""
    assert report_error(men, dead, claimed) == pytest.approx(0.6 * (1.0 / (1.0 + math.exp(-1.2 * math.log(ratio))) - 0.5))


def test_perceived_trend__carries_half_the_error_of_ones_own_reports() -> None:
    """B has lost 2,000 of 20,000 and A is told 6,000; A has lost nothing; with reports off everybody knows."""
    world = costly_world()
    world.set(dead=[0.0, 2000.0])
    error = report_error(20000.0, 2000.0, 3.0)
    assert perceived_trend(world.p, world.st, 0) == pytest.approx(0.7 + 0.5 * error)
    assert perceived_trend(world.p, world.st, 1) == pytest.approx(0.3)
    world.switch("reports", 0.0)
    assert perceived_trend(world.p, world.st, 0) == pytest.approx(0.7)


def test_beliefs_step__a_tacit_contract_leaves_belief_alone() -> None:
    """What is agreed caps aims, not what a side expects of the fighting."""
    world = costly_world()
    world.switch("beliefs", 0.0)
    world.set(share=[1.0, 0.0], seen_share=[0.9, 0.3], tacit_contract=1.0)
    assert world.day(beliefs_step, 10)["belief"] == pytest.approx([0.9, 0.7])


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
    world.st["seen_share"][:], world.st["info"] = 0.8, 60.0
    world.st["seen_rate"][:] = 0.02
    world.run(beliefs_step, 60)
    assert world.st["belief"][0] > before[0] - 1e-9
    assert world.st["belief"][1] < before[1]


@given(SHARE, hs.floats(0, 0.1), hs.floats(0, 100))
def test_extracted__strikes_raise_hope_up_to_the_whole(shown: float, rise: float, horizon: float) -> None:
    """Who strikes nothing expects what reports show; strikes raise it, and there is no more than everything."""
    assert share_by_coercion(shown, 0.0, horizon) == shown
    assert shown - 1e-12 <= share_by_coercion(shown, rise, horizon) <= 1.0


def test_shown_to__a_side_that_strikes_the_state_hopes_for_more() -> None:
    """The same reports mean more to the side whose strikes tell."""
    world = toy_world()
    before = perceived_trend(world.p, world.st, 0), perceived_trend(world.p, world.st, 1)
    world.st["coercing"][:] = (0.002, 0.0)

    assert perceived_trend(world.p, world.st, 0) > before[0]
    assert perceived_trend(world.p, world.st, 1) == before[1]


def test_wanted__mirrors_and_caps_what_fighting_on_is_worth() -> None:
    """Each side's aim counts from what it held; beyond it, belief adds nothing to the worth of fighting on."""
    world = toy_world()
    world.st["start_own"][:], world.st["info"] = 0.4, 40.0
    world.p["aim"][:] = (0.5, 0.25)

    assert (aimed_share(world.p, world.st, 0), aimed_share(world.p, world.st, 1)) == (pytest.approx(0.7), pytest.approx(0.7))
    world.st["seen_share"][:] = 0.9
    world.p["aim"][:] = 1.0
    world.run(beliefs_step, 40)
    free = float(world.st["fight_value"][0])
    world.p["aim"][0] = 0.05
    world.run(beliefs_step, 40)
    assert world.st["fight_value"][0] < free
