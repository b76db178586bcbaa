"""How likely powers are to start or stop an option: `diplomacy/decide/weights.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.decide.weights import (
    base_weight,
    base_weight_of_start,
    candidate_weight,
    entry_weight,
    host_accepts,
    host_turns,
    is_available,
    level_count,
    named_answer,
    rival_factor,
)
from multipolar.diplomacy.red_lines import PENDING
from option_menu import menu
from powers_toy import PATRON, toy_world


def test_entry_weight__worked_values() -> None:
    """1 - 0.4^(4/60), at most as for one in 10^9."""
    assert entry_weight(0.6, 4.0) == pytest.approx(1.0 - 0.4 ** (4.0 / 60.0))
    assert entry_weight(1.0, 4.0) == pytest.approx(1.0 - 1e-9 ** (4.0 / 60.0))


def test_level_count__standing_still_is_no_option() -> None:
    """Of two words, two kinds of arms and an entry; a level without options counts one."""
    world = menu("stay_out", "statement", "mediate")
    for level in (1, 1, 2):
        world.option(1, "arm", level=level)
    assert [level_count(world.sc, 1, level) for level in range(4)] == [2, 2, 1, 1]
    assert level_count(world.sc, 0, 0) == 1


@pytest.mark.parametrize(
    ("verb", "level", "near", "weight"),
    [
        ("signal_elsewhere", 1, 1, 1.0 - math.exp(-0.02)),
        ("air", 2, 1, (1.0 - 0.4 ** (4.0 / 60.0)) / 2.0),
        ("air", 2, 0, (1.0 - 0.7 ** (4.0 / 60.0)) / 2.0),
        ("air", 3, 1, (1.0 - 0.4 ** (4.0 / 60.0)) / 1.0),
        ("arm", 1, 1, 0.1),
        ("statement", 0, 1, 0.15),
        ("mediate", 0, 1, 0.15),
        ("sanction", 0, 1, 0.05),
    ],
)
def test_base_weight__propensities_shared_over_a_level(verb: str, level: int, near: int, weight: float) -> None:
    """Two options of a level share its propensity; words come three times as often; signals elsewhere by their monthly rate."""
    world = menu("stay_out", verb, "custom", level=level)
    world.set(neighbour=[1, near], link_signal_rate=0.15)
    assert base_weight(world.sc, world.p, 1, 1) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("verb", "columns", "change", "is_open"),
    [
        ("stay_out", {}, {}, False),
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


ENTRY = 1.0 - 0.4 ** (4.0 / 60.0)


@pytest.mark.parametrize(
    ("verb", "columns", "change", "weight"),
    [
        ("statement", {}, {}, 0.3),
        ("statement", {}, {"until": 15.0}, 0.5),
        ("statement", {}, {"until": 19.0}, 0.5),
        ("statement", {}, {"until": 14.0}, 0.3),
        ("air", {"level": 2}, {"until": 17.0}, ENTRY),
        ("statement", {}, {"attention_now": [0.0, 0.8]}, 0.3 * 1.6),
        ("statement", {}, {"attention": [0.0, 0.01]}, 0.3 * 10.0),
        ("statement", {}, {"boldness": 1.3}, 0.3 * 1.3),
        ("statement", {}, {"option_weight": [[1.0], [0.7]]}, 0.3 * 0.7),
        ("statement", {"target": 2}, {"rival_response": 0.8}, 0.3 * math.exp(0.8)),
        ("air", {"level": 2, "favours": 1}, {}, ENTRY),
        ("air", {"level": 2, "favours": 1}, {"n_treaties": 1}, ENTRY * 0.25),
        ("air", {"level": 2, "target": 1}, {"n_treaties": 1}, ENTRY),
        ("air", {"level": 2, "favours": 0}, {"n_treaties": 1}, ENTRY),
        ("arm", {"level": 1, "favours": 1}, {"n_treaties": 1}, 0.2),
        ("air", {"level": 2, "favours": 1}, {"n_treaties": 1, "treaty_state": [3]}, 0.5),
        ("statement", {}, {"n_redlines": 1}, 2.0),
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
    assert base_weight_of_start(*world.all, 1, 0, 0, 19) == pytest.approx(ENTRY / 2.0)


def test_candidate_weight__starting_stopping_and_what_ends_by_itself() -> None:
    """Starting as by its law where open; stopping 0.4 shared over two options; no stop before it began or if it wears off."""
    world = menu("statement", "stay_out")
    assert candidate_weight(*world.all, 1, 0, 0, False, 19) == pytest.approx(0.3)
    assert candidate_weight(*world.all, 1, 1, 1, False, 19) == 0.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == pytest.approx(0.2)
    world.st["since"][1, 0] = 19.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == pytest.approx(0.2)
    world.st["since"][1, 0] = 20.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == 0.0
    world.st["since"][1, 0], world.sc["opt_wear"][0] = 3.0, 20.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == 0.0
    world.sc["n_options"][1], world.sc["opt_wear"][0] = 0, 0.0
    assert candidate_weight(*world.all, 1, 0, 0, True, 19) == pytest.approx(0.4)


@given(hs.floats(0.0, 0.6))
def test_entry_weight__adds_up_to_the_base_rate_of_sixty_days(p60: float) -> None:
    """Fifteen decisions at the per-decision hazard give the stated chance."""
    assert 1.0 - (1.0 - entry_weight(p60, 4.0)) ** 15 == pytest.approx(p60, abs=1e-9)


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
