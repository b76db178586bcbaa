"""Laws and steps of `diplomacy/alignment.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import Blank, blank_world
from multipolar.diplomacy.alignment import (
    alignment_step,
    arms_sponsor,
    atanh,
    backed_side,
    balance_of,
    denied_reports,
    has_armed,
    pair_pull,
    patron_of,
    sponsor_of,
    tanh,
    tie_next,
)
from powers_toy import FAR, PATRON, SPONSOR, toy_world

EQUIVALENT = {
    ("backed_side", "behind_a += 1: 1 -> 2"): "only whether it is above zero is asked",
    ("backed_side", "behind_b += 1: 1 -> 2"): "only whether it is above zero is asked",
    ("balance_of", "p.awake[z - 2] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("patron_of", "p.awake[j] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("sponsor_of", "p.awake[j] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("sponsor_of", "most = -1.0: 1.0 -> 1.5"): "no tie lies below -0.99",
    ("alignment_step", "p.awake[y - 2] < 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("alignment_step", "p.awake[x - 2] < 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("remember", "p.awake[j] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""

TIE = hs.floats(-0.95, 0.95)


def test_atanh__takes_ties_no_further_than_0_99() -> None:
    """A tie of one counts as 0.99, also below zero."""
    assert atanh(1.0) == pytest.approx(math.atanh(0.99))
    assert atanh(-1.0) == pytest.approx(math.atanh(-0.99))


def test_tie_next__worked_values() -> None:
    """tanh(atanh 0.5 + 0.1 - 0.05 (0.5 - 0.2) + 0.3 - 0.15 + 0.02), held within 0.99."""
    assert tie_next(0.5, 0.2, 0.1, 0.3, 0.15, 0.02) == pytest.approx(math.tanh(math.atanh(0.5) + 0.1 - 0.015 + 0.3 - 0.15 + 0.02))
    assert tie_next(0.5, 0.2, 9.0, 0.0, 0.0, 0.0) == 0.99
    assert tie_next(0.5, 0.2, -9.0, 0.0, 0.0, 0.0) == -0.99


def armed(powers: int = 1) -> Blank:
    """Return a world whose powers each have arms for A (slot 0), arms for B (1), words for A (2) and a plain act (3)."""
    world = blank_world(sectors=2, powers=powers)
    for j in range(powers):
        world.option(j, "arm", level=1, favours=0)
        world.option(j, "arm", level=1, favours=1)
        world.option(j, "statement", level=0, favours=0)
        world.option(j, "peacekeepers", level=1)
    return world


@pytest.mark.parametrize(("running", "side"), [((), -1), ((0,), 0), ((1,), 1), ((0, 1), -1), ((2,), -1), ((3,), -1), ((1, 3), 1)])
def test_backed_side__arms_for_one_side_alone(running: tuple[int, ...], side: int) -> None:
    """Arms for both, words, and what favours nobody back nobody; an act of tomorrow does not count today."""
    world = armed()
    for o in running:
        world.running(0, o, since=3.0)
    assert backed_side(world.sc, world.st, 0, 3.0) == side
    assert backed_side(world.sc, world.st, 0, 2.0) == -1


def tie(world: Blank, x: int, y: int, value: float) -> None:
    """Write a tie both ways."""
    world.st["tie"][x, y] = world.st["tie"][y, x] = value


def test_balance_of__is_the_mean_over_third_actors_that_are_awake() -> None:
    """Pair (A, power 0): B gives -0.8 x 0.5, power 1 gives 0.3 x 0.2; once it sleeps B alone counts; nobody counts as zero."""
    world = blank_world(powers=2)
    for x, y, value in ((0, 1, -0.8), (1, 2, 0.5), (0, 3, 0.3), (2, 3, 0.2), (0, 2, 0.9), (1, 3, 0.6)):
        tie(world, x, y, value)
    assert balance_of(world.sc, world.p, world.st["tie"], 0, 2) == pytest.approx(0.5 * (-0.4 + 0.06))
    assert balance_of(world.sc, world.p, world.st["tie"], 2, 3) == pytest.approx(0.5 * (0.9 * 0.3 + 0.5 * 0.6))
    world.set(awake=[1.0, 0.0])
    assert balance_of(world.sc, world.p, world.st["tie"], 0, 2) == pytest.approx(-0.4)
    world.set(n_powers=0)
    assert balance_of(world.sc, world.p, world.st["tie"], 0, 1) == 0.0


def test_denied_reports__counts_losses_of_the_week_that_are_not_conceded() -> None:
    """Places fallen on days 4, 3 and 8, seen on day 10: the second is a week old; conceded ones and gains do not count."""
    world = blank_world(sectors=5)
    world.set(fell_day=[4.0, 3.0, 8.0, 5.0, 0.0], place=[0, 0, 0, 1, 0], concede_day=[11.0, 30.0, 10.0, 30.0, 30.0])
    assert denied_reports(world.sc, world.st, 1, 10) == 1.0
    assert denied_reports(world.sc, world.st, 0, 10) == 1.0
    assert denied_reports(world.sc, world.st, 1, 9) == 3.0
    world.set(fell_day=[-1.0] * 5)
    assert denied_reports(world.sc, world.st, 1, 3) == 0.0
    world.set(fell_day=[0.0, -1.0, -1.0, -1.0, -1.0])
    assert denied_reports(world.sc, world.st, 1, 3) == 1.0


def test_patron_of__is_the_closest_power_that_is_awake() -> None:
    """The warmest positive tie; without one there is no patron."""
    world = blank_world(powers=3)
    for j, value in ((0, 0.2), (1, 0.6), (2, 0.9)):
        tie(world, 2 + j, 1, value)
    world.set(awake=[1.0, 1.0, 0.0])
    assert patron_of(*world.all, 1) == 1
    assert patron_of(*world.all, 0) == -1


def test_sponsor_of__arms_the_side_and_is_closest() -> None:
    """Among powers of level 1 or more that back B the warmest tie wins; sleepers, words and level 0 do not count."""
    world = armed(4)
    for j, value in ((0, -0.5), (1, -0.3), (2, 0.8), (3, 0.9)):
        tie(world, 2 + j, 1, value)
        world.running(j, 1)
    assert sponsor_of(*world.all, 1, 5.0) == -1
    world.set(level=[1, 1, 0, 2], awake=[1.0, 1.0, 1.0, 0.0])
    assert sponsor_of(*world.all, 1, 5.0) == 1
    assert sponsor_of(*world.all, 0, 5.0) == -1
    world.st["level"][1] = 0
    assert sponsor_of(*world.all, 1, 5.0) == 0
    world.set(level=[1, 1, 1, 0])
    for j, value in ((0, 0.2), (1, 0.6), (2, 0.4)):
        tie(world, 2 + j, 1, value)
    assert sponsor_of(*world.all, 1, 5.0) == 1


@pytest.mark.parametrize(
    ("levels", "x", "y", "pull"),
    [
        ((2, 1), 0, 2, 0.4),  # open combat for A: benefit 0.4 in full
        ((1, 1), 0, 2, 0.2),
        ((2, 1), 1, 2, -0.3 * 0.6),  # threat to B: 0.3 (0.5 + sqrt(0.04) exp(-ln 2))
        ((0, 1), 0, 2, 0.0),
        ((2, 1), 2, 3, -0.5 * 0.3 * (0.5 + 0.3)),  # the higher place is felt: power 1 is near and backs the other side
        ((2, 2), 2, 3, -0.3 * 0.8),
        ((2, 0), 2, 3, 0.0),
    ],
)
def test_pair_pull__worked_values(levels: tuple[int, int], x: int, y: int, pull: float) -> None:
    """Benefit for who is backed, threat for who is fought, by level and nearness; the order of a pair does not matter."""
    world = armed(2)
    world.set(level=list(levels), benefit_weight=0.4, threat_weight=0.3, capability=[0.0, 0.0, 0.04, 0.09])
    world.set(distance=[500.0 * math.log(2.0), 0.0], distance_scale=500.0)
    world.running(0, 0)
    world.running(1, 1)
    assert pair_pull(*world.all, x, y, 7) == pytest.approx(pull)
    assert pair_pull(*world.all, y, x, 7) == pytest.approx(pull)


def test_pair_pull__partners_in_arms_draw_together_and_the_idle_do_not_count() -> None:
    """Two who back A benefit by 0.4 x 1 x 1/2; once one backs nobody there is neither benefit nor threat."""
    world = armed(2)
    world.set(level=[2, 1], benefit_weight=0.4, threat_weight=0.3)
    assert pair_pull(*world.all, 0, 2, 7) == 0.0
    world.running(0, 0)
    assert pair_pull(*world.all, 2, 3, 7) == 0.0
    world.running(1, 0)
    assert pair_pull(*world.all, 2, 3, 7) == pytest.approx(0.2)
    world.st["since"][0, 0] = 99.0
    assert pair_pull(*world.all, 2, 3, 7) == 0.0


def test_pair_pull__bounds_of_nearness() -> None:
    """No capability is none, and a scale of distance below one counts as one."""
    world = armed()
    world.set(level=[2], threat_weight=0.3, capability=[0.0, 0.0, -4.0])
    world.running(0, 0)
    assert pair_pull(*world.all, 1, 2, 7) == pytest.approx(-0.15)
    world.set(capability=[0.0, 0.0, 4.0], distance=[math.log(2.0)])
    assert pair_pull(*world.all, 1, 2, 7) == pytest.approx(-0.3 * 1.5)


def test_alignment_step__worked_week() -> None:
    """One power that backs A moves both its ties by balance, memory, benefit and threat, from those of last week, both ways."""
    world = armed()
    world.set(level=[2], benefit_weight=0.4, threat_weight=0.3, balance_coupling=0.1)
    world.p["tie"][0, 2], world.p["tie"][1, 2] = 0.4, 0.1
    for x, y, value in ((0, 1, -0.8), (0, 2, 0.5), (1, 2, -0.2)):
        tie(world, x, y, value)
    world.running(0, 0)
    assert world.day(alignment_step, 0) == {}
    assert world.day(alignment_step, 8) == {}
    ties = world.day(alignment_step, 14)
    a = math.tanh(math.atanh(0.5) + 0.1 * 0.16 - 0.05 * 0.1 + 0.4)
    b = math.tanh(math.atanh(-0.2) + 0.1 * (-0.8 * 0.5) + 0.05 * 0.3 - 0.3 * 1.5 * 1.0 / 1.5 * 0.5)
    assert set(ties) == {"tie"}
    assert ties["tie"][:3, :3] == pytest.approx(np.array([[0.0, -0.8, a], [-0.8, 0.0, b], [a, b, 0.0]]))
    world.switch("alignment", 0.0)
    assert world.day(alignment_step, 14) == {}


def test_alignment_step__sleepers_keep_their_ties() -> None:
    """With power 0 asleep only the ties of power 1 with the belligerents move; among powers awake theirs moves too."""
    world = blank_world(powers=2)
    world.p["tie"][:] = 0.5
    world.set(awake=[0.0, 1.0])
    moved = world.day(alignment_step, 7)["tie"]
    step = math.tanh(0.025)
    assert {(x, y) for x in range(4) for y in range(4) if moved[x, y]} == {(0, 3), (1, 3), (3, 0), (3, 1)}
    assert moved[0, 3] == pytest.approx(step)
    world = blank_world(powers=2)
    world.p["tie"][:] = 0.5
    moved = world.day(alignment_step, 7)["tie"]
    assert moved[2, 3] == moved[3, 2] == pytest.approx(step)


def test_alignment_step__activism_and_denial_are_remembered() -> None:
    """Activism costs 0.05 with those who mind, whatever its sign; each denied loss costs 0.03 with the client's patron."""
    world = blank_world(sectors=2, powers=2)
    world.set(level=[1, 0], activism_cost=[-0.05, 0.2], denial_shock=-0.03)
    world.p["activism_minds"][0, 3] = world.p["activism_minds"][1, 0] = 1.0
    world.set(fell_day=[6.0, 7.0], concede_day=[30.0, 30.0], place=[0, 0])
    world.p["tie"][1, 2] = world.p["tie"][2, 1] = 0.4
    tie(world, 1, 2, 0.4)
    moved = world.day(alignment_step, 7)["tie"]
    assert moved[2, 3] == moved[3, 2] == pytest.approx(-0.05)
    assert moved[1, 2] == moved[2, 1] == pytest.approx(0.4 - 0.06)
    assert moved[0, 3] == 0.0
    tie(world, 2, 3, 0.0)
    world.set(level=[0, 1], denial_shock=0.0)
    world.p["activism_minds"][1, :2] = (0.0, 1.0)
    tie(world, 1, 3, 0.0)
    moved = world.day(alignment_step, 7)["tie"]
    assert moved[1, 3] == moved[3, 1] == pytest.approx(-0.2)
    assert moved[0, 3] == 0.0
    for level, awake in (([0, 0], [1.0, 1.0]), ([1, 0], [0.0, 0.0])):
        world.set(level=level, awake=awake)
        tie(world, 2, 3, 0.0)
        tie(world, 1, 2, 0.4)
        world.day(alignment_step, 7)
        assert world.st["tie"][2, 3] == 0.0
        assert world.st["tie"][1, 2] == pytest.approx(0.4)


@given(TIE)
def test_atanh__inverts_tanh(a: float) -> None:
    """Our own hyperbolic functions agree with the library's and undo each other."""
    assert tanh(atanh(a)) == pytest.approx(a, abs=1e-12)
    assert atanh(a) == pytest.approx(math.atanh(a), abs=1e-12)


@given(TIE, hs.floats(0, 0.3), hs.floats(0, 0.3))
def test_tie_next__benefit_draws_and_threat_repels(tie: float, benefit: float, threat: float) -> None:
    """Benefit raises a tie, threat lowers it, and it stays inside its bounds."""
    still = tie_next(tie, tie, 0.0, 0.0, 0.0, 0.0)
    assert still == pytest.approx(tie, abs=1e-12)
    assert tie_next(tie, tie, 0.0, benefit, 0.0, 0.0) >= still - 1e-12
    assert tie_next(tie, tie, 0.0, 0.0, threat, 0.0) <= still + 1e-12
    assert -1.0 < tie_next(tie, tie, 5.0, benefit, threat, 0.0) < 1.0


def test_alignment_step__moves_once_a_week_and_stays_symmetric() -> None:
    """Nothing on other days; on the seventh a sponsor's help warms its client and cools the enemy."""
    world = toy_world()
    world.start(SPONSOR, "arm", 0)
    world.st["level"][SPONSOR] = 1
    before = world.st["tie"].copy()
    world.run(alignment_step, 6)
    assert np.array_equal(before, world.st["tie"])
    world.p["benefit_weight"] = world.p["threat_weight"] = 0.3
    world.p["balance_coupling"] = 0.0
    world.run(alignment_step, 7)
    tie = world.st["tie"]
    assert tie[2 + SPONSOR, 0] > before[2 + SPONSOR, 0]
    assert tie[2 + SPONSOR, 1] < before[2 + SPONSOR, 1]
    assert np.array_equal(tie[:5, :5], tie[:5, :5].T)


def test_alignment_step__activism_and_denial_cost_ties() -> None:
    """Activism cools those who mind it; denying lost places cools the patron."""
    world = toy_world()
    world.st["level"][SPONSOR] = 1
    world.p["activism_cost"][SPONSOR], world.p["activism_minds"][SPONSOR, 2 + FAR] = 0.05, 1.0
    world.p["balance_coupling"] = 0.0
    world.p["denial_shock"] = 0.05
    world.st["place"][1], world.st["fell_day"][1], world.st["concede_day"][1] = 0, 10.0, 30.0
    far, patron = world.st["tie"][2 + SPONSOR, 2 + FAR], world.st["tie"][2 + PATRON, 1]
    world.run(alignment_step, 14)
    assert world.st["tie"][2 + SPONSOR, 2 + FAR] < far - 0.04
    assert world.st["tie"][2 + PATRON, 1] < patron - 0.04


def test_alignment_step__switched_off_ties_stand_still() -> None:
    """With alignment off no tie moves by itself."""
    world = toy_world()
    world.p["on"][19] = 0.0
    before = world.st["tie"].copy()
    world.run(alignment_step, 7)
    assert np.array_equal(before, world.st["tie"])


def test_arms_sponsor__largest_tie_times_share_of_the_arms() -> None:
    """Ties 0.9 and 0.4 with 10 and 40 of 50 tonnes: 0.18 against 0.32; without flows the tie decides; foes and sleepers do not."""
    for change, sponsor in (
        ({}, 1), ({"arms_flow": [[0.0, 0.0], [0.0, 0.0]]}, 0), ({"awake": [1.0, 0.0]}, 0), ({"awake": [0.0, 0.0]}, -1),
        ({"first_use": -1.0}, -1), ({"active": 1}, 0), ({"tie": -0.4}, 0),
    ):  # fmt: skip
        world = blank_world(powers=2)
        world.set(arms_flow=[[10.0, 0.0], [40.0, 0.0]])
        for j, tie in enumerate((0.9, change.pop("tie", 0.4))):
            world.option(j, "arm", level=1, favours=0)
            world.st["first_use"][j, 0] = 3.0
            world.st["tie"][2 + j, 0] = tie
        if "first_use" in change:
            world.st["first_use"][:, 0] = change.pop("first_use")
        if "active" in change:
            world.st["first_use"][:, 0] = -1.0
            world.sc["active_start"][0, 0] = change.pop("active")
        world.set(**change)
        assert arms_sponsor(*world.all, 0) == sponsor
        assert arms_sponsor(*world.all, 1) == -1


def test_has_armed__arms_or_more_for_the_side() -> None:
    """Words and help for the other side do not count."""
    world = blank_world(powers=1)
    world.option(0, "threaten", level=0, favours=0)
    world.option(0, "arm", level=1, favours=1)
    world.st["first_use"][0, :2] = 0.0
    assert (has_armed(world.sc, world.st, 0, 0), has_armed(world.sc, world.st, 0, 1)) == (False, True)
