"""Ties that options move."""

from __future__ import annotations

import numpy as np
import pytest

from acting import acting, effects
from blank_world import blank_world
from multipolar.diplomacy.effects.ties import shift_tie


def test_shift_tie__both_ways_within_0_99() -> None:
    """0.5 + 0.2; held within 0.99; nobody has a tie with itself."""
    world = blank_world(powers=1)
    world.st["tie"][0, 2] = 0.5
    shift_tie(world.st, 0, 2, 0.2)
    assert world.st["tie"][0, 2] == world.st["tie"][2, 0] == pytest.approx(0.7)
    shift_tie(world.st, 2, 0, 5.0)
    assert world.st["tie"][0, 2] == 0.99
    shift_tie(world.st, 2, 0, -5.0)
    assert world.st["tie"][0, 2] == world.st["tie"][2, 0] == -0.99
    shift_tie(world.st, 2, 2, 0.5)
    assert world.st["tie"][2, 2] == 0.0


def test_ties__with_a_target_with_the_enemy_and_with_those_who_fear() -> None:
    """On the first day only: the target; the enemy of the side helped; the powers that fear foreign fighters."""
    world, _ = acting("sanction", 1, target=0, sizes={"tie": -0.1})
    ties = effects(world)["tie"]
    assert ties[3, 0] == ties[0, 3] == pytest.approx(-0.1)
    assert np.count_nonzero(ties) == 2
    assert effects(world, 6) == {}
    world, _ = acting("arm", 1, favours=0, target=0, sizes={"tie_enemy": -0.1})
    ties = effects(world)["tie"]
    assert ties[3, 1] == pytest.approx(-0.1)
    assert np.count_nonzero(ties) == 2
    ties = effects(acting("arm", 1, favours=1, sizes={"tie_enemy": -0.1})[0])["tie"]
    assert ties[3, 0] == pytest.approx(-0.1)
    assert np.count_nonzero(ties) == 2
    world, _ = acting("proxies", 1, powers=4, favours=0, sizes={"tie_fearful": -0.1})
    world.set(fighter_fear=[0.5, 0.5, 0.0, 0.2])
    ties = effects(world)["tie"]
    assert {(x, y) for x in range(6) for y in range(6) if ties[x, y]} == {(3, 2), (2, 3), (3, 5), (5, 3)}


@pytest.mark.parametrize("effect", ["tie", "tie_enemy"])
def test_first_two__without_a_target_both_belligerents_are_meant(effect: str) -> None:
    """A statement moves the ties with A and with B."""
    ties = effects(acting("statement", 1, sizes={effect: 0.1})[0])["tie"]
    assert ties[3, 0] == ties[3, 1] == pytest.approx(0.1)
    assert np.count_nonzero(ties) == 4


@pytest.mark.parametrize(("verb", "tense"), [("signal_elsewhere", True), ("border_show", False)])
def test_first_two__a_signal_is_meant_for_the_main_rival(verb: str, tense: bool) -> None:
    """The rival of greatest weight; a signal elsewhere also raises the tension of its theatres by 0.1, one at most."""
    world, _ = acting(verb, 1, powers=4, sizes={"tie": -0.2})
    world.p["rival_weight"][1, 2:6] = (0.3, 9.0, 0.5, 0.4)
    world.set(n_links=4, link_a=[1, 0, 2, 1], link_b=[2, 1, 3, 3], tension=[0.2, 0.95, 0.5, 0.0])
    changed = effects(world)
    ties = changed.pop("tie")
    assert ties[3, 4] == pytest.approx(-0.2)
    assert np.count_nonzero(ties) == 2
    if tense:
        assert changed.pop("tension") == pytest.approx([0.3, 1.0, 0.5, 0.1])
    assert changed == {}
    world, _ = acting(verb, 1, sizes={"tie": -0.2})
    assert effects(world) == {}
