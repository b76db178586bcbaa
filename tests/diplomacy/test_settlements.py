"""Laws and steps of `diplomacy/settlements.py`."""

from __future__ import annotations

import numpy as np
import pytest

from blank_world import KEY, Blank, blank_world, drawn
from multipolar.diplomacy.settlements import (
    agreed_outside,
    better_than_war,
    can_deliver,
    can_enforce,
    design_veto,
    draw_vetoes,
    enforcement_of,
    first_enforcer,
    grant_towards,
    mean_worth,
    nearest_design,
    nearest_saving,
    next_district,
    offers_troops,
    receiver_of,
    rival_inside,
    role_in,
    territory_after,
    war_hope,
    worth_to,
)
from powers_toy import FAR, PATRON, SPONSOR, toy_world

EQUIVALENT = {
    ("can_enforce", "p.awake[j] < 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("agreed_outside", "p.awake[j] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("agreed_outside", "p.design_consent[g, j] > 0.5: 0.5 -> 0.75"): "consent is needed (1) or not (0)",
    ("agreed_outside", "p.design_known[g] > 0.5: 0.5 -> 0.75"): "a design is known (1) or not (0)",
    ("next_district", "rank = -1.0: 1.0 -> 1.5"): "no rank is negative",
    ("nearest_design", "shares[code] = -1.0: 1.0 -> 1.5"): "only whether it is negative is asked",
    ("nearest_design", "least = 1000000000.0: 1000000000.0 -> 1500000000.0"): "no distance comes near either",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""


def designs(n: int = 1, powers: int = 2, **values: object) -> Blank:
    """Return four sectors worth 1 to 4, A holding the first and half of the third; ``n`` known, final designs of no arrangement."""
    world = blank_world(sectors=4, powers=powers)
    world.set(contested=[1, 1, 1, 1], value=[1.0, 2.0, 3.0, 4.0], share=[1.0, 0.0, 0.5, 0.0], line_before=[1.0, 0.0, 0.0, 0.0])
    world.set(n_designs=n, final=[1] * n, design_known=[1.0] * n, access=[1.0] * powers, value_share=0.25, zone=[0, 1, 1, 0])
    world.set(**values)
    return world


def test_role_in__troops_inside_or_an_office_outside() -> None:
    """1 with own troops, 0.6 outside the zone, nothing else."""
    world = designs(powers=3, enforcer=[[1, 0, 0]], outside_role=[[1, 1, 0]])
    assert [role_in(world.sc, 0, j) for j in range(3)] == [1.0, 0.6, 0.0]


def test_rival_inside__troops_of_a_rival_or_of_an_enemy() -> None:
    """A rival by interest or by tie counts when it enforces; the power itself and friends do not."""
    world = designs(powers=2, enforcer=[[1, 1]])
    assert not rival_inside(*world.all, 0, 0)
    world.st["tie"][2, 2:4] = (-0.9, -0.1)
    assert rival_inside(*world.all, 0, 0)
    assert not rival_inside(*world.all, 0, 1)
    world.st["tie"][:] = 0.0
    world.p["rival_weight"][1, 2] = 0.3
    assert rival_inside(*world.all, 0, 1)
    assert not rival_inside(*world.all, 0, 0)
    world.set(enforcer=[[0, 1]])
    assert not rival_inside(*world.all, 0, 1)


def test_design_veto__the_strongest_line_of_the_owner_against_designs() -> None:
    """0.3 x 0.8; other owners, other kinds of lines and lines against other designs do not count."""
    world = designs(n_redlines=5, red_owner=[0, 0, 1, 0, 0], red_kind=[3, 3, 3, 2, 3], red_credibility=[0.8, 0.5, 0.9, 1.0, 1.0])
    world.set(red_design=[[1], [1], [1], [1], [0]])
    assert design_veto(world.sc, world.p, 0, 0) == pytest.approx(0.24)
    world.set(n_redlines=0)
    assert design_veto(world.sc, world.p, 0, 0) == 0.0


def test_better_than_war__half_the_worth_less_what_the_friend_hopes_to_gain() -> None:
    """Power 0 is close to A (0.5), which holds 0.4 and expects 0.6: 0.1; power 1 to B, which expects to lose: nothing."""
    world = designs(powers=2, design_worth=[[0.5, 0.5]], own_share=[0.4, 0.4], fight_value=[0.6, 0.3])
    world.st["tie"][2, 0], world.st["tie"][3, 1], world.st["tie"][3, 0] = 0.5, 0.8, -0.5
    assert (war_hope(world.st, 0), war_hope(world.st, 1)) == (pytest.approx(0.1), 0.0)
    assert better_than_war(*world.all, 0, 0) == pytest.approx(0.15)
    assert better_than_war(*world.all, 0, 1) == pytest.approx(0.25)
    world.set(fight_value=[0.6, 0.8])
    assert war_hope(world.st, 1) == pytest.approx(0.16)


def test_worth_to__worked_values() -> None:
    """0.2 + 0.1 for troops; its own line takes 0.24, a rival inside joint patrols 0.6 of the guarantor; the stronger counts."""
    world = designs(powers=3, enforcer=[[0, 1, 1]], outside_role=[[1, 0, 0]], design_worth=[[0.2, 0.2, 0.2]], arrangement=[2])
    world.set(joint_patrol_penalty=-0.6, n_redlines=1, red_owner=[1], red_kind=[3], red_credibility=[0.8])
    assert worth_to(*world.all, 0, 1) == pytest.approx(0.3)
    world.set(red_design=[[1]])
    assert worth_to(*world.all, 0, 1) == pytest.approx(0.06)
    world.p["rival_weight"][1:3, 3:5] = 0.5
    assert [worth_to(*world.all, 0, j) for j in range(3)] == pytest.approx([0.26, 0.3 - 0.6, 0.3])
    world.set(joint_patrol_penalty=-0.2)
    assert worth_to(*world.all, 0, 1) == pytest.approx(0.3 - 0.24)
    world.set(joint_patrol_penalty=-0.6)
    world.set(arrangement=[1])
    assert worth_to(*world.all, 0, 1) == pytest.approx(0.06)
    world.set(guarantor_penalty=[1])
    assert worth_to(*world.all, 0, 1) == pytest.approx(0.3 - 0.6)


def test_first_enforcer__in_the_order_of_the_powers() -> None:
    """The first in the list, nobody without troops."""
    world = designs(powers=3, enforcer=[[0, 1, 1]])
    assert first_enforcer(world.sc, 0) == 1
    world.set(enforcer=[[0, 0, 0]])
    assert first_enforcer(world.sc, 0) == -1


@pytest.mark.parametrize(
    ("verb", "offers"),
    [("peacekeepers", 1), ("joint_patrols", 1), ("guarantee", 1), ("monitoring", 1), ("mediate", 0), ("ground", 0)],
)
def test_offers_troops__while_such_an_offer_stands(verb: str, offers: int) -> None:
    """Four verbs offer troops, patrols, monitors or a guarantee, from the day they take effect."""
    world = designs()
    o, _ = world.option(0, verb)
    world.running(0, o, since=5.0)
    assert offers_troops(world.sc, world.st, 0, 5) == offers
    assert offers_troops(world.sc, world.st, 0, 4) == 0


def test_can_enforce__awake_within_reach_present_and_willing() -> None:
    """Each of the four conditions alone keeps a power away; an offer of troops or a say stands for a seat at the table."""
    good = {"mediators": [1], "design_worth": [[0.1]], "access": [0.06], "awake": [1.0]}
    for change, able in (
        ({}, True),
        ({"awake": [0.0]}, False),
        ({"access": [0.05]}, False),
        ({"mediators": [0]}, False),
        ({"design_worth": [[0.0]]}, False),
    ):
        world = designs(**{**good, **change})
        assert can_enforce(*world.all, 0, 0, 5) == able, change
    world = designs(**{**good, "mediators": [0]})
    world.running(0, world.option(0, "peacekeepers")[0])
    assert can_enforce(*world.all, 0, 0, 5)
    for consent, able in ((0.5, True), (0.49, False)):
        world = designs(**{**good, "mediators": [0], "design_consent": [[consent]]})
        assert can_enforce(*world.all, 0, 0, 5) == able


def test_agreed_outside__enforcers_consent_and_knowledge() -> None:
    """Enforcers must be able, except in arrangements 3 and 4; those whose consent is needed must gain by it, while awake."""
    for change, agreed in (
        ({}, True),
        ({"enforcer": [[1, 0]], "design_worth": [[0.1, 0.1]]}, False),
        ({"enforcer": [[1, 0]], "design_worth": [[0.1, 0.1]], "arrangement": [3]}, True),
        ({"enforcer": [[1, 0]], "design_worth": [[0.1, 0.1]], "arrangement": [4]}, True),
        ({"enforcer": [[1, 0]], "design_worth": [[0.1, 0.1]], "mediators": [1, 0]}, True),
        ({"design_consent": [[0.0, 1.0]], "design_worth": [[0.1, -0.01]]}, False),
        ({"design_consent": [[0.0, 1.0]], "design_worth": [[0.1, 0.0]]}, True),
        ({"design_consent": [[0.0, 0.4]], "design_worth": [[0.1, -0.01]], "veto_draw": [0.0, 0.39]}, False),
        ({"design_consent": [[0.0, 0.4]], "design_worth": [[0.1, -0.01]], "veto_draw": [0.0, 0.41]}, True),
        ({"design_consent": [[0.0, 1.0]], "design_worth": [[0.1, -0.05]], "outside_role": [[0, 1]]}, True),  # a role buys it
        ({"design_consent": [[0.0, 1.0]], "design_worth": [[0.1, 0.1]]}, True),
        ({"design_consent": [[0.0, 1.0]], "awake": [1.0, 0.0]}, True),
        ({"design_known": [0.0]}, False),
        ({"final": [0]}, False),
    ):
        world = designs(**change)
        assert agreed_outside(*world.all, 0, 5) == agreed, change


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({}, 0.4),
        ({"arrangement": [1]}, 0.4),
        ({"arrangement": [2]}, 0.4 * 0.5),
        ({"outside_role": [[0, 1]]}, 0.4 * 0.5),
        ({"enforce_ext": 0.6}, 0.4),
        ({"arrangement": [1], "enforce_ext": 0.6}, 0.46),
        ({"arrangement": [1], "enforcer": [[0, 1]]}, 0.5),
        ({"arrangement": [1], "enforcer": [[1, 0]]}, 0.4),
        ({"enforcer": [[0, 1]]}, 0.4),
    ],
)
def test_enforcement_of__worked_values(change: dict[str, object], value: float) -> None:
    """0.4, half of it by compliance in joint designs, 0.1 for a standing offer of an enforcer, times 0.75 + 0.45 x 0.2 = 0.84."""
    world = designs(design_enforcement=[0.4], compliance=0.5, concentration=0.2)
    world.running(1, world.option(1, "peacekeepers")[0])
    world.set(**change)
    assert enforcement_of(*world.all, 0, 5) == pytest.approx(0.84 * value)


@pytest.mark.parametrize(("own", "share"), [(3.0, 1.0), (-1.0, 0.0)])
def test_enforcement_of__is_a_share(own: float, share: float) -> None:
    """Held in [0, 1]."""
    assert enforcement_of(*designs(design_enforcement=[own]).all, 0, 5) == share


@pytest.mark.parametrize(("now", "opener", "receiver"), [(0.25, 0, 0), (0.05, 0, 1), (0.1, 0, 0), (0.1, 1, 1), (0.1 + 4e-9, 1, 0)])
def test_receiver_of__who_has_gained_else_who_opened(now: float, opener: int, receiver: int) -> None:
    """A held 0.1 before the round; differences below 10^-9 are none."""
    assert receiver_of(*designs(value_share=now, opener=opener).all) == receiver


def test_next_district__most_nearly_held_then_most_valuable() -> None:
    """A gets its half-held third sector first, then the dearest; B begins with what A holds least of; held ones are done."""
    world = designs(district=[1, 1, 1, 1])
    sc, p, st = world.all
    assert next_district(sc, p, st, st["share"], 0) == 2
    assert next_district(sc, p, st, st["share"], 1) == 2
    world.set(share=[1.0, 0.0, 1.0, 0.0])
    assert next_district(sc, p, st, st["share"], 0) == 3
    world.set(district=[1, 1, 1, 0])
    assert next_district(sc, p, st, st["share"], 0) == 1
    world.set(share=[1.0, 0.3, 1.0, 0.0], value=[30.0, 2.0, 3.0, 4.0])
    assert next_district(sc, p, st, st["share"], 1) == 0
    world.set(district=[1, 0, 1, 0])
    assert next_district(sc, p, st, st["share"], 0) == -1
    world.set(share=[0.2, 0.35, 0.0, 0.0], value=[1.0, 2.0, 9.0, 9.0], district=[1, 1, 0, 0])
    assert next_district(sc, p, st, st["share"], 0) == 1
    world.set(share=[0.2, 0.0, 0.0, 0.0], value=[1.0, 2.5, 9.0, 9.0])
    assert next_district(sc, p, st, st["share"], 0) == 0
    world.set(share=[0.0, 0.0, 0.0, 0.0], value=[0.0, 0.0, 9.0, 9.0])
    assert next_district(sc, p, st, st["share"], 0) == 0


def handed_over(receiver: int, target: float) -> tuple[float, list[float]]:
    """Return the share reached from 0.25, and who holds what, when districts 1 to 3 may be handed over."""
    world = designs(district=[0, 1, 1, 1])
    world.st["handed"][:4] = world.st["share"][:4]
    x = grant_towards(*world.all, receiver, target)
    return float(x), world.st["handed"][:4].tolist()


@pytest.mark.parametrize(
    ("receiver", "target", "reached", "handed"),
    [
        (0, 0.25, 0.25, [1.0, 0.0, 0.5, 0.0]),
        (0, 0.2, 0.25, [1.0, 0.0, 0.5, 0.0]),
        (0, 0.31, 0.31, [1.0, 0.0, 0.7, 0.0]),  # 0.06 of 0.15: two fifths of the way
        (0, 0.4, 0.4, [1.0, 0.0, 1.0, 0.0]),
        (0, 0.6, 0.6, [1.0, 0.0, 1.0, 0.5]),
        (0, 1.0, 1.0, [1.0, 1.0, 1.0, 1.0]),
        (1, 0.25, 0.25, [1.0, 0.0, 0.5, 0.0]),
        (1, 0.19, 0.19, [1.0, 0.0, 0.3, 0.0]),
        (1, 0.0, 0.1, [1.0, 0.0, 0.0, 0.0]),  # no district of A is left
    ],
)
def test_grant_towards__district_by_district_the_last_in_part(
    receiver: int, target: float, reached: float, handed: list[float]
) -> None:
    """Whole districts while more is missing than they bring, a part of the last one, nothing beyond the target."""
    x, after = handed_over(receiver, target)
    assert x == pytest.approx(reached)
    assert after == pytest.approx(handed)


@pytest.mark.parametrize(
    ("territory", "change", "handed"),
    [
        (0, {}, [1.0, 0.0, 0.5, 0.0]),
        (1, {}, [1.0, 0.0, 0.0, 0.0]),
        (2, {}, [1.0, 1.0, 1.0, 1.0]),
        (2, {"value_share": 0.05}, [0.0, 0.0, 0.0, 0.0]),
        (3, {}, [1.0, 0.0, 0.7, 0.0]),
        (3, {"value_share": 0.05}, [1.0, 0.0, 0.5, 0.0]),
        (4, {}, [1.0, 1.0, 1.0, 0.0]),
        (4, {"value_share": 0.05}, [1.0, 0.0, 0.0, 0.0]),
    ],
)
def test_lay_out__every_kind_of_territory(territory: int, change: dict[str, object], handed: list[float]) -> None:
    """Lines as they are, as before, districts whole, districts up to a share of 0.31, the zone: all to the side that gained."""
    world = designs(territory=[territory], district=[1, 1, 1, 1], **change)
    x = territory_after(*world.all, 0, 0.31)
    assert world.st["handed"][:4] == pytest.approx(handed)
    assert x == pytest.approx(sum(v * h for v, h in zip((0.1, 0.2, 0.3, 0.4), handed, strict=True)))


def test_lay_out__seven_districts_at_most() -> None:
    """Of nine districts seven pass, the dearest first."""
    world = blank_world(sectors=9)
    world.set(contested=[1] * 9, value=[float(s + 1) for s in range(9)], district=[1] * 9, territory=[2])
    assert territory_after(*world.all, 0, 0.5) == pytest.approx(42.0 / 45.0)
    assert world.st["handed"][:9].tolist() == [0.0, 0.0] + [1.0] * 7


def test_mean_worth__of_two_of_one_and_of_nobody() -> None:
    """0.2 and 0.4 make 0.3; one who works alone counts once; nobody finds nothing in it."""
    world = designs(powers=3, design_worth=[[0.2, 0.4, 0.9]])
    assert mean_worth(*world.all, 0, 0, 1) == pytest.approx(0.3)
    assert mean_worth(*world.all, 0, 1, 0) == pytest.approx(0.3)
    assert mean_worth(*world.all, 0, 1, 1) == pytest.approx(0.4)
    assert mean_worth(*world.all, 0, 2, -1) == pytest.approx(0.9)
    assert mean_worth(*world.all, 0, -1, -1) == 0.0


def rivals(**values: object) -> Blank:
    """Return two designs: the lines as they are (0.25) and the lines before (0.1)."""
    return designs(n=2, powers=2, territory=[0, 1], **values)


@pytest.mark.parametrize(
    ("target", "brokers", "change", "best"),
    [
        (0.176, (-1, -1), {}, 0),
        (0.174, (-1, -1), {}, 1),
        (0.0, (-1, -1), {}, 1),
        (0.9, (-1, -1), {}, 0),
        (0.176, (-1, -1), {"design_known": [0.0, 1.0]}, 1),
        (0.176, (-1, -1), {"design_known": [0.0, 0.0]}, -1),
        (0.176, (0, 0), {"design_worth": [[0.0, 0.0], [0.021, 0.0]]}, 1),  # 0.0021 outweighs 0.002 of distance
        (0.176, (0, 0), {"design_worth": [[0.0, 0.0], [0.019, 0.0]]}, 0),
        (0.176, (0, 1), {"design_worth": [[0.0, 0.0], [0.021, 0.021]]}, 1),
        (0.176, (0, 1), {"design_worth": [[0.0, 0.0], [0.019, 0.019]]}, 0),
        (0.176, (-1, -1), {"design_enforcement": [0.0, 0.055]}, 1),  # 0.05 x 0.75 x 0.055 outweighs 0.002
        (0.176, (-1, -1), {"design_enforcement": [0.0, 0.052]}, 0),
        (0.176, (-1, -1), {"level": [1, 0], "design_worth": [[0.0, 0.0], [0.021, 0.0]]}, 1),  # the sponsor of A
        (0.176, (-1, -1), {"level": [1, 0], "design_worth": [[0.0, 0.0], [0.019, 0.0]]}, 0),
        (0.176, (-1, -1), {"level": [0, 1], "design_worth": [[0.0, 0.0], [0.0, 0.021]]}, 1),  # the sponsor of B
        (0.176, (-1, -1), {"level": [0, 1], "design_worth": [[0.0, 0.0], [0.0, 0.019]]}, 0),
    ],
)
def test_nearest_design__distance_less_worth_and_enforcement(
    target: float, brokers: tuple[int, int], change: dict[str, object], best: int
) -> None:
    """Midway between 0.25 and 0.1 the nearer one wins unless a tenth of worth or a twentieth of enforcement tips it."""
    world = rivals(**change)
    for j in range(2):
        world.option(j, "arm", level=1, favours=j)
        world.st["first_use"][j, 0] = 0.0 if world.st["level"][j] else -1.0
        world.st["tie"][2 + j, j] = 0.5
    assert nearest_design(*world.all, target, brokers, 5) == best


def test_can_deliver__what_a_power_minds_or_a_foe_would_have_to_keep_it_does_not_offer() -> None:
    """Worth of -0.01, or a foe's own troops; its own, a friend's and a force of many are no bar; nobody can offer all."""
    for change, able in (
        ({}, True),
        ({"design_worth": [[-0.01, 0.0]]}, False),
        ({"enforcer": [[0, 1]]}, True),
        ({"enforcer": [[1, 0]], "tie": [[0.0] * 4, [0.0] * 4, [0.0, 0.0, -1.0, 0.0]]}, True),
        ({"enforcer": [[0, 1]], "tie": [[0.0] * 4, [0.0] * 4, [0.0, 0.0, 0.0, -0.1]]}, False),
        ({"enforcer": [[0, 1]], "arrangement": [2], "tie": [[0.0] * 4, [0.0] * 4, [0.0, 0.0, 0.0, -0.1]]}, False),
        ({"enforcer": [[0, 1]], "arrangement": [3], "tie": [[0.0] * 4, [0.0] * 4, [0.0, 0.0, 0.0, -0.1]]}, True),
        ({"enforcer": [[0, 1]], "arrangement": [4], "tie": [[0.0] * 4, [0.0] * 4, [0.0, 0.0, 0.0, -0.1]]}, True),
    ):
        world = designs(powers=2)
        world.st["tie"][:] = 0.0
        tie = change.pop("tie", None)
        world.set(**change)
        if tie:
            world.st["tie"][2, :4] = tie[2]
        assert can_deliver(*world.all, 0, 0) == able, change
        assert can_deliver(*world.all, 0, -1)


def test_nearest_saving__leaves_out_what_costs_a_side_too_much_face() -> None:
    """The nearer design leaves B a face of -0.5: above a floor of -0.6 it is taken, above -0.4 the other."""
    world = rivals(design_face=[[0.2, -0.5], [0.0, 0.0]])
    assert nearest_saving(*world.all, 0.176, (-1, -1), -0.6, 5) == 0
    assert nearest_saving(*world.all, 0.176, (-1, -1), -0.4, 5) == 1
    world.set(design_face=[[-0.5, 0.2], [0.0, 0.0]])
    assert nearest_saving(*world.all, 0.176, (-1, -1), -0.4, 5) == 1
    assert nearest_design(*world.all, 0.176, (-1, -1), 5) == 0


def test_draw_vetoes__one_draw_a_power() -> None:
    """Each power has its own draw of the day; those that are not there have none."""
    world = designs(powers=2)
    draw_vetoes(world.sc, world.st, KEY, 6)
    assert world.st["veto_draw"][:3].tolist() == [drawn(6, "CONSENT", 0), drawn(6, "CONSENT", 1), 0.0]


def test_nearest_design__draws_each_kind_of_territory_once() -> None:
    """Two designs of one kind share what it would leave A; the first of equals is taken."""
    world = designs(n=3, territory=[1, 0, 0])
    assert nearest_design(*world.all, 0.25, (-1, -1), 5) == 1
    assert world.st["handed"][:4].tolist() == [1.0, 0.0, 0.5, 0.0]


def test_lay_out__line_of_contact_changes_nothing_and_lines_before_go_back() -> None:
    """A halt in place leaves every share; the status quo ante restores the lines before the round."""
    world = toy_world()
    world.st["share"][1] = 0.4
    world.st["value_share"] = 0.4
    territory_after(world.sc, world.p, world.st, 0, 0.5)
    assert np.array_equal(world.st["handed"], world.st["share"])
    x = territory_after(world.sc, world.p, world.st, 2, 0.5)
    assert np.array_equal(world.st["handed"][:9], world.sc["line_before"][:9])
    assert x == pytest.approx(1 / 3)


def test_lay_out__districts_pass_to_the_side_that_gained_until_the_target_is_met() -> None:
    """Districts are handed to the gainer towards the target, never beyond what there is, and never the other way."""
    world = toy_world()
    world.st["value_share"] = 0.4
    world.st["share"][1] = 0.6
    for target in (0.45, 0.55, 0.99):
        x = territory_after(world.sc, world.p, world.st, 1, target)
        assert x <= target + 1e-9 or x == pytest.approx(0.4, abs=0.01)
        assert (world.st["handed"][:9] >= world.st["share"][:9] - 1e-12).all()


def test_agreed_outside__an_enforcer_must_be_at_the_table_and_an_unknown_design_is_none() -> None:
    """A power that neither mediates, offers troops nor has a say enforces nothing; with it present the design is open."""
    world = toy_world()
    world.p["design_consent"][1, PATRON] = 0.0
    assert agreed_outside(world.sc, world.p, world.st, 0, 5)
    assert not agreed_outside(world.sc, world.p, world.st, 1, 5)
    world.st["mediators"][PATRON] = 1
    assert agreed_outside(world.sc, world.p, world.st, 1, 5)
    world.p["design_worth"][1, PATRON] = -0.5
    assert not agreed_outside(world.sc, world.p, world.st, 1, 5)
    world.p["design_known"][0] = 0.0
    assert not agreed_outside(world.sc, world.p, world.st, 0, 5)


def test_worth_to__the_guarantor_resents_rival_troops_in_its_zone() -> None:
    """Joint patrols with a rival cost the guarantor P56, and nobody else."""
    world = toy_world()
    world.sc["enforcer"][1, SPONSOR] = 1
    world.sc["enforcer"][1, PATRON] = 1
    world.sc["arrangement"][1] = 1
    plain = worth_to(world.sc, world.p, world.st, 1, SPONSOR), worth_to(world.sc, world.p, world.st, 1, FAR)
    world.sc["arrangement"][1] = 2
    world.p["joint_patrol_penalty"] = -0.6
    assert worth_to(world.sc, world.p, world.st, 1, SPONSOR) == pytest.approx(plain[0] - 0.6)
    assert worth_to(world.sc, world.p, world.st, 1, FAR) == pytest.approx(plain[1])


def test_enforcement_of__compliance_cuts_joint_designs_only() -> None:
    """Low compliance weakens joint patrols and leaves a single enforcer alone."""
    world = toy_world()
    world.p["compliance"] = 0.4
    single = enforcement_of(world.sc, world.p, world.st, 1, 5)
    world.sc["arrangement"][1] = 2
    assert enforcement_of(world.sc, world.p, world.st, 1, 5) < single


def test_nearest_design__none_when_no_design_is_open() -> None:
    """Without an open design there is no offer."""
    world = toy_world()
    assert nearest_design(world.sc, world.p, world.st, 0.4, (-1, -1), 5) >= 0
    world.p["design_known"][:] = 0.0
    assert nearest_design(world.sc, world.p, world.st, 0.4, (-1, -1), 5) == -1
