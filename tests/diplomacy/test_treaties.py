"""Laws and steps of `diplomacy/treaties.py`."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.treaties import HONOURED, IDLE, REFUSED, applies, gate_factor, request_chance, treaties_step
from powers_toy import PATRON, toy_world


@given(hs.integers(0, 1), hs.integers(0, 1), hs.integers(0, 1), hs.integers(0, 1))
def test_applies__only_for_the_territory_attacked(zone: int, soil: int, fought: int, attacked: int) -> None:
    """A treaty applies when ground it covers is attacked and for no other reason."""
    assert bool(applies(zone, soil, fought, attacked)) == bool((zone and fought) or (soil and attacked))


def test_request_chance__asks_in_full_only_once_help_is_due() -> None:
    """A host asks for help with its full propensity once it may, for consultation with a quarter, else never."""
    assert request_chance(0.4, 1, 0) == 0.4
    assert request_chance(0.4, 0, 1) == 0.1
    assert request_chance(0.4, 0, 0) == 0.0


def test_treaties_step__fighting_inside_the_zone_triggers_nothing() -> None:
    """While only disputed ground is fought over, a treaty for recognised soil stays idle."""
    world = toy_world()
    world.p["request_probability"] = 1.0
    for day in range(0, 40, 4):
        world.run(treaties_step, day)
    assert world.st["treaty_state"][0] == IDLE


def test_treaties_step__attack_on_soil_is_answered_once_and_moves_the_tie() -> None:
    """Once soil is attacked the host asks; a certain patron helps and is thanked, a hollow one refuses and is not."""
    for reliability, state, sign in ((1.0, HONOURED, 1.0), (0.0, REFUSED, -1.0)):
        world = toy_world()
        world.p["request_probability"], world.p["treaty_reliability"][0] = 1.0, reliability
        world.st["gate_used"][0] = 7.0
        before = world.st["tie"][2 + PATRON, 1]
        world.run(treaties_step, 4)
        world.run(treaties_step, 8)
        assert world.st["treaty_state"][0] == state
        assert np.sign(world.st["tie"][2 + PATRON, 1] - before) == sign
        assert world.st["treaty_day"][0] == 4.0


def test_treaties_step__switched_off_nobody_asks() -> None:
    """Without treaties the attack on soil calls nobody, and the gate holds nobody back."""
    world = toy_world()
    world.p["on"][17] = 0.0
    world.p["request_probability"] = 1.0
    world.st["gate_used"][0] = 7.0
    world.run(treaties_step, 4)
    assert world.st["treaty_state"][0] == IDLE


def test_gate_factor__a_duty_not_due_holds_back_and_an_honoured_one_frees() -> None:
    """The treaty gate: a quarter before and after refusal, full once honoured, full for powers without a duty."""
    world = toy_world()

    def gate(j: int) -> float:
        return float(gate_factor(world.sc, world.p, world.st, j, 1))

    assert gate(PATRON) == 0.25
    assert gate(0) == 1.0
    world.st["treaty_state"][0] = REFUSED
    assert gate(PATRON) == 0.25
    world.st["treaty_state"][0] = HONOURED
    assert gate(PATRON) == 1.0
