"""How likely powers are to start or stop an option: `diplomacy/decide/weights.py`."""

from __future__ import annotations

import math

import pytest

from blank_world import blank_world
from multipolar.diplomacy.decide.weights import (
    base_weight,
    base_weight_of_start,
    candidate_weight,
    host_accepts,
    host_turns,
    is_available,
    is_promised,
    named_answer,
    rival_factor,
    ways_to_fight,
)
from multipolar.diplomacy.red_lines import PENDING
from option_menu import menu
from powers_toy import PATRON, toy_world


@pytest.mark.parametrize(
    ("verb", "level", "weight"),
    [
        ("signal_elsewhere", 1, 1.0 - math.exp(-0.02)),
        ("air", 2, 0.3 * 0.6),
        ("air", 3, 0.3 * 0.6),
        ("arm", 1, 0.3 * 0.2),
        ("mediate", 0, 0.3 * 0.1),
        ("sanction", 0, 0.3 * 0.1),
    ],
)
def test_base_weight__the_verbs_rate_times_readiness(verb: str, level: int, weight: float) -> None:
    """A rate of 0.3 by the level's readiness, whatever else is on the list; signals elsewhere by their monthly rate."""
    world = menu("stay_out", verb, "custom", level=level)
    world.set(link_signal_rate=0.15)
    world.sc["opt_base"][:3] = (9.0, 0.3, 9.0)
    assert base_weight(world.sc, world.p, 1) == pytest.approx(weight)


def test_ways_to_fight__for_one_side() -> None:
    """Two ways for B, none for A: one at least."""
    world = menu("air", "ground", level=2, favours=1)
    world.option(1, "arm", level=1, favours=0)
    assert [ways_to_fight(world.sc, 1, b) for b in (0, 1)] == [1, 2]
    assert ways_to_fight(world.sc, 0, 1) == 1


def test_is_promised__named_answers_and_honoured_treaties() -> None:
    """An answer that the owner means to give; entry for the side of an honoured treaty; nothing else is promised."""
    world = menu("custom", "air", level=2, favours=1)
    world.set(n_treaties=1, treaty_power=[1], treaty_side=[1], treaty_state=[3])
    assert is_promised(*world.all, 1, 1)
    world.sc["opt_favours"][1] = 0
    assert not is_promised(*world.all, 1, 1)
    world.sc["opt_favours"][1], world.sc["opt_level"][1] = 1, 1
    assert not is_promised(*world.all, 1, 1)
    world.set(n_redlines=1, red_owner=[1], red_answered=[PENDING])
    world.sc["red_answer"][0, 1] = 1
    assert is_promised(*world.all, 1, 1)
    world.set(n_redlines=0)
    world.sc["opt_level"][1] = 2
    assert is_promised(*world.all, 1, 1)
    world.set(treaty_state=[2])
    assert not is_promised(*world.all, 1, 1)
    world.set(treaty_state=[3])
    world.switch("treaties", 0.0)
    assert not is_promised(*world.all, 1, 1)
    world.switch("treaties", 1.0)
    world.sc["opt_favours"][1] = -1
    assert not is_promised(*world.all, 1, 1)


@pytest.mark.parametrize(("wish", "binds"), [(0.0, True), (0.49, True), (0.5, False), (1.0, False)])
def test_is_promised__binds_only_who_wants_the_side_to_win(wish: float, binds: bool) -> None:
    """An answer for B, and entry under a pact with B, bind whoever wants B to win."""
    world = menu("air", level=2, favours=1)
    world.set(n_treaties=1, treaty_power=[1], treaty_side=[1], treaty_state=[3])
    world.p["position"][1, 0] = wish
    assert is_promised(*world.all, 1, 0) == binds
    world.set(n_treaties=0, n_redlines=1, red_owner=[1], red_answered=[PENDING])
    world.sc["red_answer"][0, 0] = 1
    assert is_promised(*world.all, 1, 0) == binds


@pytest.mark.parametrize(
    ("verb", "columns", "change", "is_open"),
    [
        ("stay_out", {}, {}, False),
        ("statement", {}, {}, False),
        ("mediate", {}, {"tie": (-0.49, -0.49)}, True),
        ("mediate", {}, {"tie": (-0.5, 0.9)}, False),
        ("mediate", {}, {"tie": (0.9, -0.5)}, False),
        ("signal_elsewhere", {}, {"linked": [0, 1]}, True),
        ("signal_elsewhere", {}, {"linked": [1, 0]}, False),
        ("border_show", {}, {}, True),
        ("border_show", {}, {"neighbour": [1, 0]}, False),
        ("border_show", {}, {"neighbour": [1, 0], "base_in": [[0, 0], [1, 0]]}, True),
        ("border_show", {}, {"neighbour": [1, 0], "base_in": [[0, 0], [0, 1]]}, True),
        ("deny_transit", {"target": 0}, {}, True),
        ("transit", {"target": 0}, {"neighbour": [1, 0]}, False),
        ("transit", {"target": 0}, {"neighbour": [1, 0], "access_kind": [0, 4]}, True),
        ("deny_transit", {"target": 0}, {"neighbour": [1, 0], "access_kind": [0, 4]}, True),
        ("deny_transit", {"target": 0}, {"neighbour": [1, 0]}, False),
        ("peacekeepers", {}, {"access": [0.0, 0.0]}, True),
        ("ground", {}, {"access": [0.0, 0.0]}, True),  # for nobody: nothing to check
        ("sanction", {"favours": 0}, {"tie": (-0.9, 0.0)}, True),
        ("threaten", {"favours": 0}, {"tie": (-0.9, 0.0)}, True),
        ("intel", {"favours": 0}, {"tie": (0.21, -0.9)}, True),
        ("intel", {"favours": 0}, {"tie": (0.2, 0.9)}, False),
        ("advise", {"favours": 1}, {"tie": (0.9, 0.2)}, False),
        ("advise", {"favours": 1}, {"tie": (-0.9, 0.21)}, True),
        ("arm", {"favours": 0}, {"tie": (-0.29, -0.9)}, True),
        ("arm", {"favours": 0}, {"tie": (-0.3, 0.9)}, False),
        ("arm", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("proxies", {"favours": 1}, {"tie": (0.9, -0.3)}, False),
        ("proxies", {"favours": 1}, {}, True),
        ("air", {"favours": 0}, {}, True),
        ("air", {"favours": 0}, {"access": [1.0, 0.05]}, False),
        ("air", {"favours": 0}, {"access": [0.0, 0.06]}, True),
        ("air", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("air", {"favours": 0}, {"access_kind": [0, 2]}, True),
        ("air_cover", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("covert_fire", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("strike", {"favours": 0}, {"access_kind": [0, 5]}, False),
        ("ground", {"favours": 0}, {}, True),
        ("ground", {"favours": 0}, {"tie": (-0.3, 0.9)}, False),
        ("air", {"favours": 1}, {"tie": (0.9, -0.3)}, False),
        ("air", {"favours": 1}, {"tie": (-0.9, -0.29)}, True),
        ("observers", {}, {"tie": (0.9, -0.5)}, False),
        ("observers", {}, {"tie": (-0.49, -0.49)}, True),
        ("ground", {"favours": 0}, {"access": [1.0, 0.05]}, False),
        ("ground", {"favours": 0}, {"access_kind": [0, 2]}, False),
        ("ground", {"favours": 0}, {"access_kind": [0, 4]}, False),
        ("ground", {"favours": 0}, {"access_kind": [0, 3]}, True),
        ("protectorate", {"favours": 0}, {"tie": (-0.31, 0.9)}, False),
        ("protectorate", {"favours": 0}, {"tie": (-0.29, -0.9)}, True),
        ("guarantee", {"favours": 0}, {"tie": (-0.9, -0.9)}, True),
    ],
)
def test_open_options__route_base_ties_and_consent(
    verb: str, columns: dict[str, int], change: dict[str, object], is_open: bool
) -> None:
    """What each verb needs of power 1, just met and just missed."""
    world = menu(verb, **columns)
    change = dict(change)
    world.st["tie"][3, :2] = change.pop("tie", (0.0, 0.0))
    world.set(**change)
    assert is_available(*world.all, 1, 0, 5) == is_open


def test_host_turns__to_who_stands_nearly_as_close_as_the_closest_other() -> None:
    """A tie 0.3 behind that of the closest other power that is awake is near enough; without others -0.3."""
    world = menu()
    world.st["tie"][2, 1], world.st["tie"][3, 1] = 0.6, 0.31
    assert host_turns(*world.all, 1, 1)
    world.st["tie"][3, 1] = 0.29
    assert not host_turns(*world.all, 1, 1)
    assert host_turns(*world.all, 0, 1)
    world.set(awake=[0.0, 1.0])
    assert host_turns(*world.all, 1, 1)
    world.set(awake=[1.0, 1.0])
    world.st["tie"][2, 0], world.st["tie"][3, 0] = -0.9, -0.29
    assert host_turns(*world.all, 1, 0)


@pytest.mark.parametrize(
    ("b", "seen", "will", "factor"),
    [
        (0, 0.4, 0.4, 0.5),  # need 0.1 + 0.5 x 0.2 = the price
        (1, 0.6, 0.4, 0.5),
        (0, 0.45, 0.4, 1.0 / (1.0 + math.e)),
        (0, 0.9, 0.1, 1.0 / (1.0 + math.exp(-1.0))),  # gains are no need: 0.25
        (1, 0.65, 0.9, 1.0 / (1.0 + math.e)),  # nor is a will above 0.6
    ],
)
def test_host_accepts__worked_values(b: int, seen: float, will: float, factor: float) -> None:
    """logistic((need - 0.2) / 0.05) with need = ground lost from 0.5 + half of what will lacks of 0.6."""
    world = menu()
    world.set(host_price=0.2, base_in=[[0, 0], [1, 1]], start_own=[0.5, 0.5])
    world.st["seen_share"][b], world.st["will"][b] = seen, will
    assert host_accepts(*world.all, 1, b, True) == pytest.approx(factor)
    assert host_accepts(*world.all, 1, b, False) == 1.0
    assert host_accepts(*world.all, 0, b, True) == 1.0
    assert host_accepts(*world.all, 1, -1, True) == 1.0


@pytest.mark.parametrize(
    ("columns", "change", "power"),
    [
        ({"target": 2}, {}, 0.8),
        ({"target": 2}, {"entry_day": [5.0, -1.0]}, 0.8),
        ({"target": 2}, {"entry_day": [4.0, -1.0]}, 0.0),
        ({"target": 2}, {"entry_day": [0.0, -1.0]}, 0.0),
        ({"target": 2}, {"entry_day": [-1.0, 10.0]}, 0.0),
        ({"target": 2}, {"weight": 0.0}, 0.0),
        ({"target": 2}, {"weight": 0.0, "tie": -0.1}, 0.8),
        ({"favours": 0}, {"sides": (0.1, 0.2)}, 0.8),
        ({"favours": 0}, {"sides": (0.2, 0.1)}, 0.0),
        ({"favours": 1}, {"sides": (0.2, 0.1)}, 0.8),
        ({}, {"sides": (0.2, 0.1)}, 0.0),
        ({"target": 2, "level": 2}, {"capability": [0.0, 0.0, 2.1, 1.0]}, -0.8),
        ({"target": 2, "level": 2}, {"capability": [0.0, 0.0, 1.9, 1.0]}, 0.8),
        ({"target": 2, "level": 1}, {"capability": [0.0, 0.0, 2.1, 1.0]}, 0.8),
    ],
)
def test_rival_factor__worked_values(columns: dict[str, int], change: dict[str, object], power: float) -> None:
    """e^0.8 against a rival that entered within a fortnight, e^-0.8 in arms against one of twice the capability."""
    world = menu("custom", **columns)
    change = dict(change)
    world.set(rival_response=0.8, entry_day=[15.0, -1.0], capability=[0.0, 0.0, 1.0, 1.0])
    world.p["rival_weight"][1, 2] = change.pop("weight", 0.5)
    world.st["tie"][3, 2] = change.pop("tie", 0.0)
    world.st["tie"][2, :2] = change.pop("sides", (0.0, 0.0))
    world.set(**change)
    assert rival_factor(*world.all, 1, 0, 19) == pytest.approx(math.exp(power))


def test_rival_factor__day_zero_of_the_war_counts() -> None:
    """An entry on the first day is answered like any other; one's own is not."""
    world = menu("custom", target=2)
    world.set(rival_response=0.8, entry_day=[0.0, -1.0])
    world.p["rival_weight"][1, 2] = 0.5
    assert rival_factor(*world.all, 1, 0, 9) == pytest.approx(math.exp(0.8))
    world = menu("custom", target=3)
    world.set(rival_response=0.8, entry_day=[-1.0, 1.0])
    world.p["rival_weight"][1, 3] = 0.5
    assert rival_factor(*world.all, 1, 0, 9) == 1.0


def test_named_answer__the_line_whose_owner_means_to_answer() -> None:
    """The second line of power 1 waits for this option; lines answered, of others, or with other answers do not."""
    world = menu("custom", "arm")
    world.set(n_redlines=3, red_owner=[0, 1, 1], red_answered=[PENDING, 7.0, PENDING])
    world.sc["red_answer"][:3, 0] = 1
    assert named_answer(world.sc, world.st, 1, 0) == 2
    assert named_answer(world.sc, world.st, 1, 1) == -1
    assert named_answer(world.sc, world.st, 0, 0) == 0
    world.set(n_redlines=2)
    assert named_answer(world.sc, world.st, 1, 0) == -1


ENTRY = 0.6


@pytest.mark.parametrize(
    ("verb", "columns", "change", "weight"),
    [
        ("humanitarian", {}, {}, 0.1),
        ("humanitarian", {}, {"until": 15.0}, 0.5),
        ("humanitarian", {}, {"until": 19.0}, 0.5),
        ("humanitarian", {}, {"until": 14.0}, 0.1),
        ("air", {"level": 2}, {"until": 17.0}, ENTRY),
        ("humanitarian", {}, {"attention_now": [0.0, 0.8]}, 0.1 * 1.6),
        ("humanitarian", {}, {"attention": [0.0, 0.01]}, 0.1 * 10.0),
        ("humanitarian", {}, {"boldness": 1.3}, 0.1 * 1.3),
        ("humanitarian", {}, {"option_weight": [[1.0], [0.7]]}, 0.1 * 0.7),
        ("humanitarian", {"target": 2}, {"rival_response": 0.8}, 0.1 * math.exp(0.8)),
        ("air", {"level": 2, "favours": 1}, {}, ENTRY),
        ("air", {"level": 2, "favours": 1}, {"n_treaties": 1, "position": [[0.0] * 7, [0.5] * 7]}, ENTRY * 0.25),
        ("air", {"level": 2, "favours": 1}, {"n_treaties": 1, "position": [[0.0] * 7, [0.4] * 7]}, ENTRY * 0.4),
        ("air", {"level": 2, "target": 1}, {"n_treaties": 1}, ENTRY),
        ("air", {"level": 2, "favours": 0}, {"n_treaties": 1}, ENTRY),
        ("arm", {"level": 1, "favours": 1}, {"n_treaties": 1}, 0.2),
        ("air", {"level": 2, "favours": 1}, {"n_treaties": 1, "treaty_state": [3]}, 0.5),
        ("humanitarian", {}, {"n_redlines": 1}, 2.0),
        ("air", {"level": 2, "favours": 1}, {"n_redlines": 1}, 0.5),
        ("air", {"level": 2, "favours": 1}, {"host_price": 0.2}, ENTRY / (1.0 + math.exp(4.0))),
        ("strike", {"level": 2, "favours": 1}, {"host_price": 0.2}, ENTRY),
        ("arm", {"level": 1, "favours": 1}, {"host_price": 0.2}, 0.2),
    ],
)
def test_start_weight__worked_values(verb: str, columns: dict[str, int], change: dict[str, object], weight: float) -> None:
    """Base weight, renewed at 0.5 within four days of lapsing, treaty, answer, attention, boldness, rival and host."""
    world = menu(verb, **columns)
    change = dict(change)
    world.st["until"][1, 0] = change.pop("until", -1.0)
    world.set(treaty_power=[1], treaty_side=[1], treaty_state=[2], red_owner=[1], red_answered=[PENDING], base_in=[[0, 0], [1, 1]])
    world.set(will=[1.0, 1.0], entry_day=[15.0, -1.0])
    world.sc["red_answer"][0, 0] = 1
    world.p["rival_weight"][1, 2] = 0.5
    world.set(**change)
    assert base_weight_of_start(*world.all, 1, 0, 0, 19) == pytest.approx(weight)


def test_start_weight__without_treaties_nothing_is_owed() -> None:
    """With the mechanism off an honoured treaty neither raises nor holds back."""
    world = menu("air", "air", level=2, favours=1)
    world.set(n_treaties=1, treaty_power=[1], treaty_side=[1], treaty_state=[3])
    assert base_weight_of_start(*world.all, 1, 0, 0, 19) == pytest.approx(0.25)
    world.switch("treaties", 0.0)
    assert base_weight_of_start(*world.all, 1, 0, 0, 19) == pytest.approx(ENTRY)


def test_candidate_weight__starting_stopping_and_what_ends_by_itself() -> None:
    """Starting as by its law, open or not; stopping at 0.4; no stop before it began or if it wears off."""
    world = menu("humanitarian", "stay_out")
    assert candidate_weight(*world.all, 1, 0, 0, False, 19) == pytest.approx(0.1)
    assert candidate_weight(*world.all, 1, 1, 1, False, 19) == pytest.approx(0.1)
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == pytest.approx(0.4)
    world.st["since"][1, 0] = 19.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == pytest.approx(0.4)
    world.st["since"][1, 0] = 20.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == 0.0
    world.st["since"][1, 0], world.sc["opt_wear"][0] = 3.0, 20.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == 0.0


def test_is_available__words_only_where_a_line_names_them() -> None:
    """A statement is said by the owner of a line that means to answer with it, and by nobody else."""
    world = menu("statement")
    world.set(n_redlines=1, red_owner=[1], red_answered=[PENDING])
    assert not is_available(*world.all, 1, 0, 5)
    world.sc["red_answer"][0, 0] = 1
    assert is_available(*world.all, 1, 0, 5)


@pytest.mark.parametrize("order", [(2.1, 0.5), (0.5, 2.1)])
def test_rival_factor__of_several_rivals_the_strongest_decides(order: tuple[float, float]) -> None:
    """Against two rivals, one of them much superior, open combat is put off whichever stands last in the list; arms are not."""
    world = blank_world(powers=3)
    world.option(0, "custom", level=2, favours=0)
    world.set(rival_response=0.8, entry_day=[-1.0, 9.0, 9.0], capability=[0.0, 0.0, 1.0, *order])
    world.p["rival_weight"][0, 3:5] = 0.5
    world.st["tie"][3:5, 0], world.st["tie"][3:5, 1] = 0.0, 0.5
    assert rival_factor(*world.all, 0, 0, 12) == pytest.approx(math.exp(-0.8))
    world.sc["opt_level"][0] = 1
    assert rival_factor(*world.all, 0, 0, 12) == pytest.approx(math.exp(0.8))


def test_host_accepts__a_price_closes_the_door_until_the_need_is_great() -> None:
    """No price, no gate; with one, only a host in need lets foreign aircraft in."""
    world = toy_world()

    def accepts() -> float:
        return float(host_accepts(world.sc, world.p, world.st, PATRON, 1, True))

    world.p["host_price"] = 0.2
    assert accepts() == 1.0  # no base on the host's soil, nothing to bargain over
    world.sc["base_in"][PATRON, 1] = 1
    assert accepts() < 0.1
    world.st["seen_share"][1] = 0.9
    assert accepts() > 0.9
    world.p["host_price"] = 0.0
    assert accepts() == 1.0
