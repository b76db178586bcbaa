"""Laws and steps of `diplomacy/bargain.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import Blank, blank_world, drawn, drawn_normal
from multipolar.diplomacy.bargain import (
    bargain_step,
    cession,
    empty_handed,
    gain_from,
    offer_today,
    offer_value,
    pass_chance,
    punished,
    sponsor_voice,
    surplus,
    target_share,
    yielding_side,
)
from multipolar.numerics.random import member_key
from powers_toy import KEY, PATRON, toy_world

EQUIVALENT = {
    ("bargain_step", "range(2): 2 -> 3"): "a third paper would be the second once more, refused as before",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""

SHARE = hs.floats(0, 1)


@pytest.mark.parametrize(
    ("now", "rate", "a", "b", "target"),
    [
        (0.4, 0.0, 0.5, 0.3, 0.6),
        (0.7, 0.0009, 0.5, 0.3, 0.6),
        (0.7, 0.0012, 0.5, 0.3, 0.7),
        (0.4, 0.0012, 0.5, 0.3, 0.6),
        (0.4, -0.0009, 0.5, 0.3, 0.6),
        (0.4, -0.0012, 0.5, 0.3, 0.4),
        (0.7, -0.0012, 0.5, 0.3, 0.6),
        (0.4, 0.002, 1.4, 0.0, 1.0),
        (0.4, 0.0, 1.4, 0.0, 1.0),
        (0.4, -0.002, -0.5, 1.0, 0.0),
        (0.4, 0.0, -0.5, 1.0, 0.0),
    ],
)
def test_target_share__worked_values(now: float, rate: float, a: float, b: float, target: float) -> None:
    """Half of 0.5 + 1 - 0.3 is 0.6; the line of who gains more than 0.001 a day is the least it gets; 0 and 1 are bounds."""
    assert target_share(now, rate, a, b) == pytest.approx(target)


@pytest.mark.parametrize(
    ("rate", "x", "side"),
    [(0.0012, 0.1, 1), (-0.0012, 0.9, 0), (0.0009, 0.1, 0), (-0.0009, 0.9, 1), (0.0, 0.5, 1), (0.0, 0.6, 1), (0.0, 0.4, 0)],
)
def test_yields__the_loser_of_ground_or_who_gets_less_than_at_the_start(rate: float, x: float, side: int) -> None:
    """From a start of one half: moving lines name the side, steady ones leave it to the offer."""
    assert yielding_side(rate, x, 0.5, 0) == side
    assert yielding_side(rate, x, 0.5, 1) == (0 if rate == 0.0 and x == 0.5 else side)


@pytest.mark.parametrize(
    ("own", "start", "penalty"),
    [(0.6, 1.0, 0.2), (0.4, 0.5, 0.2), (0.43, 0.5, 0.2), (0.47, 0.5, 0.0), (0.16, 0.5, 0.2), (0.14, 0.5, 0.0), (0.6, 0.5, 0.0)],
)
def test_punished__window_of_moderate_defeats(own: float, start: float, penalty: float) -> None:
    """The winner's share must lie between what it had plus 0.05 and 0.85: then half of 0.4."""
    assert punished(0.4, own, start) == pytest.approx(penalty)


def test_small_laws__worked_values() -> None:
    """Cession 0.5 x 0.2, half of 0.4 below a gain of 0.05, and the sum of an offer's parts."""
    assert cession(0.5, 0.8, 0.6) == pytest.approx(0.1)
    assert cession(0.5, 0.6, 0.8) == 0.0
    assert empty_handed(0.4, 0.54, 0.5) == pytest.approx(0.2)
    assert empty_handed(0.4, 0.56, 0.5) == 0.0
    assert surplus(0.5, 0.1, 0.3, 0.07, 0.02) == pytest.approx(0.39)


def plain_world(powers: int = 0) -> Blank:
    """Return two sectors worth 4 and 6, A holding 0.4 before the round and 0.7 now, and one design: the lines as they are."""
    world = blank_world(sectors=2, powers=powers)
    world.set(contested=[1, 1], value=[4.0, 6.0], line_before=[1.0, 0.0], share=[1.0, 0.5], value_share=0.7, day_now=8.0)
    world.set(n_designs=1, final=[1], design_known=[1.0], design_enforcement=[0.4], opener=0, line_known=1)
    return world


def backed_world() -> Blank:
    """Return the plain world with a power that has armed A and thinks the design worth 0.5."""
    world = plain_world(powers=1)
    world.set(autonomy=[0.3, 0.6], face_weight=0.2, design_worth=[[0.5]])
    world.st["tie"][2, 0] = world.st["tie"][0, 2] = 0.6
    world.option(0, "arm", level=1, favours=0)
    return world


def test_sponsor_voice__counts_as_far_as_the_side_is_not_its_own_master() -> None:
    """(1 - 0.3) x 0.5 x 0.5 from the power that has armed the side, also once it has stopped; nothing without one."""
    world = backed_world()
    assert sponsor_voice(*world.all, 0, 0, 8) == 0.0
    world.st["first_use"][0, 0] = 2.0
    assert sponsor_voice(*world.all, 0, 0, 8) == pytest.approx(0.175)
    world.set(own_share=[0.2, 0.2], fight_value=[0.3, 0.0])
    assert sponsor_voice(*world.all, 0, 0, 8) == pytest.approx(0.175 - 0.7 * 0.6 * 0.1)
    assert sponsor_voice(*world.all, 0, 1, 8) == 0.0


@pytest.mark.parametrize(
    ("clause", "links", "value"),
    [
        (0, 0, 0.7 + 0.1 * (0.0 - 0.7)),  # no word of the status; shut links are no part of what A wants
        (0, 1, 0.7 + 0.1 * (1.0 - 0.7)),
        (1, 1, 0.7 + 0.2 * (0.6 - 0.7) + 0.03),  # an open status is 0.4 from the wish of 0.9
        (2, 1, 0.7 + 0.2 * (0.1 - 0.7) + 0.03),
    ],
)
def test_offer_value__issue_by_issue(clause: int, links: int, value: float) -> None:
    """A has 0.7 of the ground; its status weighs 0.2 with a wish of 0.9, links 0.1 with a wish of 1."""
    world = plain_world()
    world.set(handed=[0.7, 0.7], status_weight=[0.2, 0.0], status_wish=[0.9, 0.0], links_weight=[0.1, 0.0], links_wish=[1.0, 0.0])
    world.set(status_clause=[clause], transport_links=[links])
    assert offer_value(*world.all, 0, 0) == pytest.approx(value)
    assert offer_value(*world.all, 0, 1) == pytest.approx(0.3)
    world.set(map_weight=[[3.0, 0.0], [0.0, 1.0]], handed=[1.0, 0.5], status_weight=[0.0, 0.0], links_weight=[0.0, 0.0])
    assert offer_value(*world.all, 0, 0) == pytest.approx(1.0)
    assert offer_value(*world.all, 0, 1) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("change", "b", "x", "gain"),
    [
        ({}, 0, 0.9, 0.9 - 0.55),  # more than A holds: nothing ceded, nobody blames its leader
        ({}, 0, 0.6, 0.6 - 0.55 - 0.05),  # 0.5 x (0.7 - 0.6) for ceding
        ({}, 1, 0.6, 0.4 - 0.25 - 0.2),  # B yields: half of D
        ({}, 1, 0.9, 0.1 - 0.25 - 0.5 * 0.2),  # B cedes 0.2 of its 0.3 and is crushed: no moderate defeat
        ({"value_rate": -0.002}, 1, 0.6, 0.4 - 0.25),  # A loses ground: A yields
        ({"value_rate": -0.002}, 0, 0.6, 0.6 - 0.55 - 0.05),
        ({}, 0, 0.42, 0.42 - 0.55 - 0.5 * 0.28 - 0.1),  # the opener comes home with 0.02: half of its D of 0.2
        ({"line_known": 0}, 0, 0.42, 0.42 - 0.55 - 0.5 * 0.28),
        ({"opener": 1}, 0, 0.42, 0.42 - 0.55 - 0.5 * 0.28),
        ({"opener": 1}, 1, 0.42, 0.58 - 0.25 - 0.2),  # B opened and lost 0.02; too little for a defeat
        ({"face_weight": 0.2}, 0, 0.9, 0.9 - 0.55 + 0.2 * 0.5),
        ({"face_weight": 0.2, "value_rate": -0.002}, 1, 0.6, 0.4 - 0.25 - 0.2 * 0.3),
        ({"private_residual": [0.03, 0.04]}, 0, 0.9, 0.9 - 0.55 + 0.03),
    ],
)
def test_gain_from__worked_values(change: dict[str, object], b: int, x: float, gain: float) -> None:
    """Own share + face - V + residual + noise, less cession, empty hands and punishment, each by hand.

    In a war of commitment each side takes 0.32 / 2 x (1 - 0.75 x 0.4) x (1 - 1/2) off: the issue is half decided.
    """
    world = plain_world()
    world.set(fight_value=[0.55, 0.25], cession_cost=0.5, leader_punishment=[0.2, 0.4], design_face=[[0.5, -0.3]])
    world.set(**change)
    world.set(handed=[x, x])
    for noise in (0.0, 0.013):
        assert gain_from(*world.all, 0, x, b, noise, 8) == pytest.approx(gain + noise, abs=1e-9)
    world.set(kappa=0.32)
    assert gain_from(*world.all, 0, x, b, 0.0, 8) == pytest.approx(gain - 0.056, abs=1e-9)


def test_gain_from__hears_the_sponsor() -> None:
    """0.3 of its own gain and 0.7 of half the sponsor's part-worth of 0.5; B, whom nobody arms, is its own master."""
    world = backed_world()
    world.set(fight_value=[0.55, 0.25], handed=[0.9, 0.9], own_share=[0.6, 0.6])
    world.st["first_use"][0, 0] = 2.0
    assert gain_from(*world.all, 0, 0.9, 0, 0.0, 8) == pytest.approx(0.3 * 0.35 + 0.175)
    assert gain_from(*world.all, 0, 0.9, 1, 0.0, 8) == pytest.approx(0.1 - 0.25)


def test_offer_today__each_mediator_has_its_day_of_eight() -> None:
    """The first offers on days 0 and 8, the second three days before, the third on days 2 and 10."""
    days = [[d for d in range(16) if offer_today(d, j)] for j in range(3)]
    assert days == [[0, 8], [5, 13], [2, 10]]


def test_bargain_step__direct_talks_come_every_sixteen_days_or_when_an_event_calls() -> None:
    """Nobody mediates: day 16 of the round and the day of an event; an ended war, a rout and the switch ask nobody."""
    world = plain_world()
    world.set(fight_value=[0.8, 0.8], day_before=3.0)
    for day in (7, 12, 14):
        assert set(world.day(bargain_step, day)) == set()
    assert set(world.day(bargain_step, 13)) == {"offers", "refused_by", "handed"}
    assert world.st["refused_by"].tolist() == [1.0, 1.0]
    assert world.st["handed"][:2].tolist() == [1.0, 0.5]
    world.set(mediation_due=1)
    assert world.day(bargain_step, 9)["offers"] == 2.0
    assert world.st["mediation_due"] == 0
    for change in ({"ending": 5}, {"rout_left": [0.0, 2.0]}, {"off": 1}):
        other = plain_world()
        other.set(mediation_due=1)
        if "off" in change:
            other.switch("bargaining", 0.0)
        else:
            other.set(**change)
        assert set(other.day(bargain_step, 10)) == {"mediation_due"}


def mediating_world() -> Blank:
    """Return the plain world with two unfriendly mediators, of whom the second offers on day 5 of eight."""
    world = plain_world(powers=2)
    world.set(mediators=[1, 1], skill=[1.0, 1.0], acceptance=[1.0, 1.0], fight_value=[0.8, 0.8])
    world.set(leverage=[[0.1, 0.1], [0.4, 0.4]])
    world.st["tie"][2, 3] = world.st["tie"][3, 2] = -0.4
    return world


def test_bargain_step__each_mediator_makes_its_own_offers() -> None:
    """On day 8 the first, on day 13 the second, on day 9 none, after an event the one with most hold; asleep or off nobody."""
    for day, called, made in ((8, 0, [1.0, 0.0]), (13, 0, [0.0, 1.0]), (9, 0, [0.0, 0.0]), (9, 1, [0.0, 1.0]), (8, 1, [1.0, 1.0])):
        world = mediating_world()
        world.set(mediation_due=called)
        world.day(bargain_step, day)
        assert (world.st["offers_made"][:2].tolist(), world.st["offers"]) == (made, sum(made))
        assert world.st["offers_seen"][:2].tolist() == made
    world = mediating_world()
    world.set(awake=[0.0, 1.0])
    assert set(world.day(bargain_step, 8)) == set()
    world = mediating_world()
    world.switch("mediation", 0.0)
    assert set(world.day(bargain_step, 8)) == set()


@pytest.mark.parametrize(("factor", "passed"), [(0.999, False), (1.001, True)])
@pytest.mark.parametrize("side", [0, 1])
def test_bargain_step__the_patron_of_a_side_may_stop_an_offer(side: int, factor: float, passed: bool) -> None:
    """A stranger's offer passes each side's sponsor at its acceptance or its hold on the side; the sponsor's own always do."""
    world = mediating_world()
    world.set(leverage=[[0.0, 0.0], [0.4, 0.4]])
    world.option(1, "arm", level=1, favours=side)
    world.st["first_use"][1, 0] = 0.0
    world.st["tie"][3, side] = world.st["tie"][side, 3] = 0.5
    world.set(acceptance=[drawn(8, "OFFER_PASS", side) * factor, 0.0])
    world.day(bargain_step, 8)
    assert (world.st["offers_made"][0], world.st["offers_seen"][0], world.st["offers"]) == (1.0, float(passed), float(passed))
    world.day(bargain_step, 13)
    assert world.st["offers_seen"][1] == 1.0


@pytest.mark.parametrize(
    ("acceptance", "leverage", "chance"), [(0.2, 0.0, 0.2), (0.2, 0.5, 0.6), (0.0, 0.3, 0.3), (1.0, 0.7, 1.0), (0.5, 1.0, 1.0)]
)
def test_pass_chance__acceptance_or_a_hold_on_the_side(acceptance: float, leverage: float, chance: float) -> None:
    """Acceptance a and leverage l make a + (1 - a) l: nothing is refused to whoever has full leverage."""
    assert pass_chance(acceptance, leverage) == pytest.approx(chance)


@pytest.mark.parametrize("side", [0, 1])
def test_bargain_step__a_hold_on_the_side_goes_past_its_patron(side: int) -> None:
    """With an acceptance of nothing the leverage on that very side decides."""
    for factor, passed in ((0.999, False), (1.001, True)):
        world = mediating_world()
        world.option(1, "arm", level=1, favours=side)
        world.st["first_use"][1, 0] = 0.0
        world.st["tie"][3, side] = world.st["tie"][side, 3] = 0.5
        hold = [0.0, 0.0]
        hold[side] = drawn(8, "OFFER_PASS", side) * factor
        world.set(acceptance=[0.0, 0.0], leverage=[hold, [0.4, 0.4]])
        world.day(bargain_step, 8)
        assert (world.st["offers_made"][0], world.st["offers_seen"][0]) == (1.0, float(passed))


def test_bargain_step__no_paper_costs_a_side_more_face_than_it_bears() -> None:
    """A face of -0.5 is below a floor of -0.4: nothing is put; at -0.6 the sides are asked."""
    for floor, refused in ((-0.4, [0.0, 0.0]), (-0.6, [1.0, 1.0])):
        world = plain_world()
        world.set(fight_value=[0.9, 0.9], mediation_due=1, design_face=[[0.2, -0.5]], face_floor=floor)
        world.day(bargain_step, 9)
        assert world.st["refused_by"].tolist() == refused


@pytest.mark.parametrize(("before", "day", "offers"), [(0.0, 4, 0.0), (0.0, 5, 1.0), (3.0, 1, 0.0), (3.0, 2, 1.0)])
def test_bargain_step__nobody_talks_in_the_first_days_of_a_round(before: float, day: int, offers: float) -> None:
    """The fifth day of the round is the first on which a paper is put, whenever the forecast is made."""
    world = plain_world()
    world.set(day_before=before, mediation_due=1, fight_value=[0.8, 0.8])
    world.day(bargain_step, day)
    assert world.st["offers"] == offers


@pytest.mark.parametrize("b", [0, 1])
def test_bargain_step__who_refuses_is_counted(b: int) -> None:
    """Only the side that expects more from fighting on is booked as refusing."""
    world = plain_world()
    world.set(fight_value=[0.1, 0.1], mediation_due=1)
    world.st["fight_value"][b] = 0.9
    assert world.day(bargain_step, 8)["refused_by"].tolist() == [1.0 - b, float(b)]


@pytest.mark.parametrize("b", [0, 1])
@pytest.mark.parametrize("margin", [-1e-6, 1e-6])
def test_bargain_step__noise_of_the_day_shifts_what_an_offer_seems_worth(b: int, margin: float) -> None:
    """Each side has its own draw: an offer is refused once fighting on is worth more than the share and the noise."""
    world = plain_world()
    world.set(offer_noise=0.05, mediation_due=1, closing_base=0.0)
    own, stream = ((0.7, "OFFER_A"), (0.3, "OFFER_B"))[b]
    world.st["fight_value"][b] = own + 0.05 * drawn_normal(8, stream, 0) + margin
    world.st["fight_value"][1 - b] = -1.0
    world.day(bargain_step, 8)
    assert world.st["refused_by"].tolist() == [float(b == 0 and margin > 0), float(b == 1 and margin > 0)]


def test_bargain_step__without_an_open_design_an_offer_is_only_counted() -> None:
    """No design known to the powers: the offer counts, nobody refuses, nothing ends."""
    world = plain_world()
    world.set(design_known=[0.0], fight_value=[0.9, 0.9], mediation_due=1)
    assert world.day(bargain_step, 8) == {"mediation_due": 0, "offers": 1.0}


@pytest.mark.parametrize(("factor", "signed"), [(0.999, False), (1.001, True)])
def test_bargain_step__an_accepted_offer_is_signed_at_its_chance(factor: float, signed: bool) -> None:
    """Without a mediator the chance is 0.35 of the base; the war ends that day without winner and broker, by the design."""
    world, day = plain_world(), closing_day()
    base = factor * drawn(day, "OFFER_CLOSE", 0) / 0.35
    world.set(mediation_due=1, closing_base=base, leverage_effect=4.0, fight_value=[-1.0, -1.0])
    changed = world.day(bargain_step, day)
    ends = {"ending": 4, "ending_day": float(day), "winner": -1, "design": 0, "paper": 1}
    assert {name: changed.pop(name) for name in ends if name in changed} == (ends if signed else {})
    assert set(changed) == {"offers", "mediation_due", "handed"}


def brokered(hostile: bool, factor: float) -> dict[str, object]:
    """Return what changes when power 1 mediates, power 0 beside it as a friend or as a rival, at a chance beside the draw."""
    world = plain_world(powers=3)
    world.set(mediators=[1, 1, 0], skill=[1.0, 1.0, 1.0], acceptance=[1.0, 1.0, 1.0], mediation_due=1, fight_value=[-1.0, -1.0])
    world.set(leverage=[[0.0, 0.25], [0.25, 0.16], [0.0, 0.0]], leverage_effect=16.0, facilitation=1.5)
    world.st["tie"][2, 3] = world.st["tie"][3, 2] = -0.1 if hostile else 0.1
    chance = 1.5 * (16.0**0.2 * 0.8 if hostile else 16.0**0.25)
    world.set(closing_base=factor * drawn(9, "OFFER_CLOSE", 2 if hostile else 1) / chance)
    return world.day(bargain_step, 9)


def test_bargain_step__mediators_sign_by_their_leverage_and_are_booked() -> None:
    """Alone 16^0.2, root of 0.25 x 0.16, and 0.8 for the rival; together 16^0.25, both brokers; 1.5 for the skill of the draft."""
    for hostile, brokers in ((True, [0, 1, 0]), (False, [1, 1, 0])):
        assert "ending" not in brokered(hostile, 0.999)
        signed = brokered(hostile, 1.001)
        assert signed["ending"] == 4
        assert signed["broker"][:3].tolist() == brokers


@pytest.mark.parametrize(("apart", "second"), [(0.012, True), (0.008, False)])
def test_bargain_step__the_lines_are_put_only_where_they_differ_from_the_midpoint(apart: float, second: bool) -> None:
    """B refuses a midpoint of 0.7 + d and would take 0.7: within 0.01 of the lines there is no second paper."""
    world = plain_world()
    world.set(territory=[3], district=[0, 1], mediation_due=1, closing_base=0.9, private_residual=[0.2, 0.0])
    value_b = 0.3 - 0.5 * apart
    world.set(fight_value=[0.4 + 2.0 * apart + value_b, value_b])
    world.day(bargain_step, closing_day())
    assert world.st["refused_by"].tolist() == [0.0, 1.0]
    assert (world.st["ending"] == 4) == second
    assert world.st["handed"][1] == pytest.approx(0.5 if second else (0.3 + apart) / 0.6)


def closing_day() -> int:
    """Return a day whose draw of signing lies below 0.35 x 0.9."""
    return next(d for d in range(8, 100) if drawn(d, "OFFER_CLOSE", 0) < 0.3)


@given(SHARE, hs.floats(-0.05, 0.05), SHARE, SHARE)
def test_target_share__mirrors_and_never_falls_behind_the_gainers_line(now: float, rate: float, a: float, b: float) -> None:
    """The mediator's aim mirrors between sides and gives a gaining side at least what it holds."""
    x = target_share(now, rate, a, b)
    assert 0.0 <= x <= 1.0
    assert target_share(1.0 - now, -rate, b, a) == pytest.approx(1.0 - x, abs=1e-12)
    if rate > 0.001:
        assert x >= now - 1e-12


def test_punished__hits_moderate_defeats_only() -> None:
    """Tiny and crushing losses cost a leader nothing extra, those between cost half of D."""
    assert punished(0.4, 0.98, 1.0) == 0.0
    assert punished(0.4, 0.6, 1.0) == pytest.approx(0.2)
    assert punished(0.4, 0.1, 1.0) == 0.0


def test_small_laws__signs() -> None:
    """The losing side yields, and what fighting is worth counts against an offer."""
    assert yielding_side(0.01, 0.5, 0.5, 0) == 1
    assert yielding_side(-0.01, 0.5, 0.5, 0) == 0
    assert surplus(0.5, 0.0, 0.4, 0.0, 0.0) == pytest.approx(0.1)


def ripe_world():
    """Return a world in which both sides expect little from fighting on, with the patron mediating."""
    world = toy_world()
    world.p["private_residual"][:] = 0.0
    world.p["offer_noise"] = 0.0
    world.p["leader_punishment"][:] = 0.0
    world.p["leverage_effect"] = 1e6
    world.p["closing_base"] = 0.15
    world.p["cession_cost"] = 0.0
    world.p["leverage"][PATRON] = 1.0
    world.p["skill"][PATRON] = 1.0
    world.st["mediators"][PATRON] = 1
    world.st["fight_value"][:] = 0.2
    world.st["mediation_due"] = 1
    return world


def test_bargain_step__is_deterministic_given_beliefs_without_noise() -> None:
    """With no private residual and no noise, who refuses depends on beliefs alone, not on the key."""
    refused = []
    for member in range(4):
        world = ripe_world()
        world.st["fight_value"][:] = (0.9, 0.2)
        world.run(bargain_step, 8, member_key(np.uint64(5), np.int64(member)))
        refused.append(tuple(world.st["refused_by"]))
        assert world.st["ending"] == 0
    assert len(set(refused)) == 1


def test_bargain_step__both_willing_sign_and_the_mediator_is_the_broker() -> None:
    """A deal both prefer is signed in most weeks under full leverage, and names its broker and its lines."""
    signed = 0
    for member in range(20):
        world = ripe_world()
        world.run(bargain_step, 8, member_key(np.uint64(7), np.int64(member)))
        if world.st["ending"] == 4:
            signed += 1
            assert world.st["broker"][PATRON] == 1
            assert world.st["design"] >= 0
            assert np.isfinite(world.st["handed"]).all()
    assert 12 <= signed <= 20


def test_bargain_step__never_ends_a_war_that_both_prefer_or_with_bargaining_off() -> None:
    """While both expect more from fighting, or with bargaining off, nothing is signed."""
    world = ripe_world()
    world.st["fight_value"][:] = 0.9
    world.run(bargain_step, 8, KEY)
    assert world.st["ending"] == 0
    assert world.st["offers"] == 1.0
    world = ripe_world()
    world.p["on"][21] = 0.0
    world.run(bargain_step, 8, KEY)
    assert world.st["ending"] == 0
    assert world.st["offers"] == 0.0


@given(hs.floats(0, 0.5), SHARE, SHARE)
def test_cession__is_paid_for_held_ground_only(cost: float, held: float, own: float) -> None:
    """Getting ground costs nothing extra, giving it up in proportion."""
    assert cession(cost, held, own) >= 0.0
    assert cession(cost, held, max(held, own)) == 0.0
    assert cession(cost, 0.8, 0.5) == pytest.approx(0.3 * cost)


@pytest.mark.parametrize(("cost", "stays"), [(0.0, False), (50.0, True)])
def test_bargain_step__the_lines_as_they_stand_are_offered_where_the_midpoint_fails(cost: float, stays: bool) -> None:
    """Where ceding is dear the holder refuses the midpoint and both sign a halt in place; where it is free they meet halfway."""
    signed = 0
    for member in range(12):
        world = ripe_world()
        world.p["cession_cost"] = cost
        world.run(bargain_step, 8, member_key(np.uint64(11), np.int64(member)))
        assert world.st["offers"] == 1.0
        assert tuple(world.st["refused_by"]) == (0.0, 1.0 if stays else 0.0)
        if world.st["ending"] == 4:
            signed += 1
            assert (world.st["handed"][:9] == world.st["share"][:9]).all() == stays

    assert signed >= 6


@given(hs.floats(0, 1), SHARE, SHARE)
def test_empty_handed__is_paid_by_who_gains_next_to_nothing(punishment: float, own: float, start: float) -> None:
    """A gain of a twentieth frees the opener's leader, anything less costs half of what a defeat does."""
    assert empty_handed(punishment, own, start) == (0.0 if own - start >= 0.05 else 0.5 * punishment)


def test_gain_from__only_the_opener_pays_for_coming_home_empty_handed() -> None:
    """The same halt at the old lines is worth less to who began the round, whichever letter it has, if lines are known."""
    worth = {}
    for opener, known in ((0, 1), (1, 1), (0, 0)):
        world = ripe_world()
        world.sc["opener"], world.sc["line_known"] = opener, known
        world.p["leader_punishment"][:] = 0.4
        x = float(world.st["value_share"])
        worth[opener, known] = [float(gain_from(world.sc, world.p, world.st, 0, x, b, 0.0, 8)) for b in range(2)]

    assert worth[0, 1][0] == pytest.approx(worth[1, 1][0] - 0.2)
    assert worth[1, 1][1] == pytest.approx(worth[0, 1][1] - 0.2)
    assert worth[0, 0] == pytest.approx([worth[1, 1][0], worth[0, 1][1]])
