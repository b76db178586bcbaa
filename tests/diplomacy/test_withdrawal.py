"""Laws and step of `diplomacy/withdrawal.py`."""

from __future__ import annotations

import math

import pytest

from blank_world import Blank, blank_world, drawn
from multipolar.codes import Stop
from multipolar.diplomacy.withdrawal import gain_on, holding_worth, on_soil, withdrawal_step, worth_now
from multipolar.mechanisms.reports import weight_changed


def test_holding_worth__worked_value() -> None:
    """What was gained, less three prices, and what a leader would pay for coming home."""
    assert holding_worth(0.3, 0.2, 0.04, 0.1, 0.07) == pytest.approx(0.03)


def war(opener: int = 0, **fields: object) -> Blank:
    """Return a war over four sectors that weigh and are worth 1, 2, 3 and 4; A held the first and has taken the second.

    A opened it, wants a tenth of the rest, sees itself there, and pays for it in strikes and blame.
    """
    world = blank_world(sectors=4)
    world.set(contested=[1, 1, 1, 1], weight=[1.0, 2.0, 3.0, 4.0], value=[1.0, 2.0, 3.0, 4.0], line_before=[1.0, 0.0, 0.0, 0.0])
    world.set(share=[1.0, 1.0, 0.0, 0.0], soil=[-1, 1, 1, -1], opener=opener, line_known=1, aim=[0.1, 0.1], start_own=[0.1, 0.1])
    world.set(own_share=[0.3, 0.3], seen_share=[0.3, 0.3], reach_cost=[1.0, 1.0], legitimacy_cost=0.1, population=[1e6, 1e6])
    world.set(map_weight=[[1.0] * 4] * 2, men_start=[1000.0, 1000.0])
    world.set(**fields)
    return world


def going(rate_above: float = 0.0) -> int:
    """Return a day whose draw lies just below the chance of going home, or just above it."""
    chance = 1.0 - math.exp(-0.04)
    return next(
        d for d in range(90000) if rate_above < drawn(d, "WITHDRAWAL", 0) - chance * (rate_above > 0.0) < 0.2 * chance + rate_above
    )


def test_lines__against_those_before_the_round() -> None:
    """A holds 0.2 of the weight more; B the same less; a loss elsewhere counts as change too."""
    world = war()
    assert [gain_on(world.sc, world.st, b) for b in range(2)] == pytest.approx([0.2, -0.2])
    assert weight_changed(world.sc, world.st["share"], world.sc["line_before"]) == pytest.approx(0.2)
    world.set(share=[0.0, 1.0, 0.0, 0.0])
    assert weight_changed(world.sc, world.st["share"], world.sc["line_before"]) == pytest.approx(0.3)
    world.set(contested=[0, 1, 1, 1])
    assert weight_changed(world.sc, world.st["share"], world.sc["line_before"]) == pytest.approx(2.0 / 9.0)


def test_on_soil__ground_of_the_enemy_taken_in_the_round() -> None:
    """Recognised soil of the enemy, held now and not before; B holds none of A's."""
    world = war()
    assert on_soil(world.sc, world.st, 0)
    assert not on_soil(world.sc, world.st, 1)
    for fields in ({"soil": [-1, 0, 1, -1]}, {"line_before": [1.0, 1.0, 0.0, 0.0]}, {"share": [1.0, 0.4, 0.0, 0.0]}):
        other = war(**fields)
        assert not on_soil(other.sc, other.st, 0), fields
    mirrored = war(share=[0.0, 0.0, 0.0, 0.0], soil=[0, -1, -1, -1])
    assert on_soil(mirrored.sc, mirrored.st, 1)


def test_worth_now__what_was_gained_less_its_prices() -> None:
    """0.2 gained, strikes of one, 0.15 of a pressure of 2, soil 0.1, half the blame of 0.4 for coming home."""
    bare = worth_now(*war(reach_cost=[0.0, 0.0], legitimacy_cost=0.0).all, 0)
    for fields, change in (
        ({"reach_cost": [1.0, 0.0]}, -1.0),
        ({"pressure": 2.0, "defiance_price": 0.15}, -0.3),
        ({"legitimacy_cost": 0.1}, -0.1),
        ({"leader_punishment": [0.4, 0.0]}, 0.2),
        ({"own_share": [0.4, 0.4]}, 0.1),
    ):
        world = war(**{"reach_cost": [0.0, 0.0], "legitimacy_cost": 0.0, **fields})
        assert worth_now(*world.all, 0) - bare == pytest.approx(change), fields
    assert worth_now(*war(opener=1, own_share=[0.0, 0.0], reach_cost=[0.0, 0.0]).all, 1) == pytest.approx(
        0.1 - 0.2 + bare, abs=1e-9
    )


def test_withdrawal_step__a_satisfied_opener_goes_home_at_its_rate() -> None:
    """On the lines before, without a winner; just above the chance nothing happens."""
    day = going()
    changed = war().day(withdrawal_step, day)
    assert (changed["ending"], changed["ending_day"], changed["winner"]) == (Stop.WITHDRAWN, float(day), -1)
    world = war()
    world.day(withdrawal_step, day)
    assert list(world.st["handed"][:4]) == [1.0, 0.0, 0.0, 0.0]
    assert "ending" not in war().day(withdrawal_step, going(1e-9))


def test_withdrawal_step__who_stays() -> None:
    """A side with aims left, one for which holding is worth it, one in rout, unknown lines, a war that has stopped."""
    day = going()
    for fields in (
        {"aim": [0.5, 0.5]},
        {"reach_cost": [0.0, 0.0], "legitimacy_cost": 0.0},
        {"rout_left": [0.0, 3.0]},
        {"line_known": 0},
        {"ending": Stop.SETTLEMENT},
    ):
        assert "ending" not in war(**fields).day(withdrawal_step, day), fields


def test_withdrawal_step__an_opener_thrown_back_for_a_week_gives_up() -> None:
    """Having gained a tenth, seven days at the lines before: its threshold rises by a tenth, once, until it attacks."""
    world = war(aim=[0.9, 0.9], threshold=[0.4, 0.4])
    world.day(withdrawal_step, 1)
    assert (int(world.st["went_out"]), float(world.st["back_days"])) == (1, 0.0)
    world.set(share=[1.0, 0.4, 0.0, 0.0])
    for day in range(2, 8):
        world.day(withdrawal_step, day)
    assert (float(world.st["back_days"]), int(world.st["evicted"][0])) == (6.0, 0)
    world.day(withdrawal_step, 8)
    assert list(world.st["evicted"]) == [1, 0]
    assert list(world.st["threshold"]) == pytest.approx([0.5, 0.4])
    for day in range(9, 20):
        world.day(withdrawal_step, day)
    assert list(world.st["threshold"]) == pytest.approx([0.5, 0.4])
    world.st["phase"][0, 1] = 1
    world.day(withdrawal_step, 20)
    assert list(world.st["evicted"]) == [0, 0]


def test_withdrawal_step__who_never_got_far_is_not_thrown_back() -> None:
    """A week near the lines before without a gain of a tenth changes nothing; nor does a gain that is kept."""
    for share in ([1.0, 0.4, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]):
        world = war(aim=[0.9, 0.9], share=share)
        for day in range(1, 12):
            world.day(withdrawal_step, day)
        assert list(world.st["evicted"]) == [0, 0]
        assert float(world.st["back_days"]) == 0.0
