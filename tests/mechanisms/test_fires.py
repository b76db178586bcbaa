"""Laws and steps of `mechanisms/fires.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import outlook_twin as twin
from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.fires import area_casualties, fires_step, lose, posture, project_fires
from random_outlook import PLACES, assert_agrees


@given(st.floats(0, 1e5), st.floats(0.1, 5), st.floats(-1, 1))
def test_area_casualties__are_linear_in_rounds_and_helped_by_the_air(rounds: float, k: float, air: float) -> None:
    """Twice the shells kill twice as many; an edge in the air never saves the enemy."""
    one = area_casualties(rounds, k, air, 0.6, 1.0)

    assert area_casualties(2 * rounds, k, air, 0.6, 1.0) == pytest.approx(2 * one)
    assert one >= area_casualties(rounds, k, -1.0, 0.6, 1.0)


def test_area_casualties__worked_by_hand() -> None:
    """200 rounds at 1.5 per hundred, half the sky, behind hasty cover, overcast; an enemy sky helps nobody; no fire, none."""
    assert area_casualties(200.0, 1.5, 0.5, 0.6, 0.7) == pytest.approx(3.0 * 1.4 * 0.6 * 0.7**0.3)
    assert area_casualties(200.0, 1.5, -0.5, 1.0, 1.0) == pytest.approx(3.0)
    assert area_casualties(0.0, 1.0, 0.5, 1.0, 1.0) == 0.0


@pytest.mark.parametrize("opener", [0, 1])
@pytest.mark.parametrize(("level", "exposed"), [(0.0, 0.7), (0.4, 0.7), (0.5, 0.6), (2.4, 0.6), (2.5, 0.5), (3.0, 0.5)])
def test_posture__falls_with_the_line_of_one_s_own(level: float, exposed: float, opener: int) -> None:
    """Hasty 0.7, dug in 0.6, fortified 0.5; the line belongs to who built it, and who attacks stands in the open.

    Of two halves the line is that of the side that did not open the round.
    """
    world = known_theatre()
    world.sc["opener"] = opener
    world.st["preparation_left"][:9], world.st["defence_line"][:9] = level, (0.4, 0.5, 1, 1, 1, 1, 1, 1, 1)
    seen = lambda b, s: posture(world.sc, world.st, b, s)
    assert [seen(1, 0), seen(0, 0)] == [exposed, 0.7]
    assert [seen(1, 1), seen(0, 1)] == ([exposed, 0.7] if opener == 0 else [0.7, exposed])
    world.st["phase"][1, 0] = 1
    assert [seen(1, 0), seen(0, 0)] == [1.0, 0.7]


def test_lose__worked_by_hand() -> None:
    """Of 200 casualties among 1,000 men 50 die; what was lost before and what is lost now multiply."""
    world = known_theatre()
    world.st["loss_share"][1, 4] = 0.5
    before = world.state.copy()[0]
    lose(world.p, world.st, 1, 4, 200.0, 3)
    changed = world.changed_since(before)
    assert set(changed) == {"men", "loss_share", "dead", "dead_by", "dead_today", "recovering"}
    assert changed["men"][1, 4] == 800.0
    assert changed["loss_share"][1, 4] == pytest.approx(0.6)
    for name in ("dead", "dead_today"):
        assert changed[name] == pytest.approx([0.0, 50.0])
    assert changed["dead_by"][1, 3] == changed["dead_by"].sum() == 50.0
    assert changed["recovering"] == pytest.approx([0.0, 150.0])


def test_lose__never_more_than_there_are() -> None:
    """All of them at most; the share of a single man's unit is not counted."""
    world = known_theatre()
    lose(world.p, world.st, 1, 4, 5000.0, 0)
    assert [world.st["men"][1, 4], world.st["loss_share"][1, 4], world.st["dead"][1]] == [0.0, 1.0, 250.0]
    for men, share in ((1.0, 0.0), (1.2, 0.5)):
        world = known_theatre()
        world.st["men"][1, 4] = men
        lose(world.p, world.st, 1, 4, men / 2.0, 0)
        assert world.st["loss_share"][1, 4] == pytest.approx(share)


def shelled_theatre() -> Theatre:
    """Return a theatre in which B fires 90 t and A 45 t a day, overcast, B with half the sky."""
    world = known_theatre()
    world.p["area_fire"] = 1.5
    world.st["fire_tonnes"][:] = (45.0, 90.0)
    world.st["air_balance"][:] = (-0.5, 0.5)
    world.st["weather"] = 1
    world.st["men"][0, :9] = (500, 0, 400, 1500, 0, 0, 0.9, 0, 0)
    return world


def test_fires_step__spreads_the_enemy_s_fire_over_the_men_in_contact() -> None:
    """2,000 rounds fall on A's 2,000.9 men at the front, 1,000 on B's 3,000; men behind and less than one man are spared."""
    world = shelled_theatre()
    world.st["phase"][0, 3] = 1
    before = world.st["men"].copy()
    changed = world.change(fires_step, 4)
    assert set(changed) == {"men", "loss_share", "dead", "dead_by", "dead_today", "recovering"}
    falls = lambda rounds, part, edge, cover: 1.5 * rounds * part / 100.0 * edge * cover * 0.7**0.3
    lost = np.zeros((2, 9))
    lost[0, 0] = falls(2000.0, 500.0 / 2000.9, 1.4, 0.7)
    lost[0, 3] = falls(2000.0, 1500.0 / 2000.9, 1.4, 1.0)
    lost[1, [1, 4, 7]] = falls(1000.0, 1.0 / 3.0, 1.0, 0.7)
    assert before[:, :9] - world.st["men"][:, :9] == pytest.approx(lost)
    assert changed["dead_by"][:, 0] == pytest.approx(lost.sum(axis=1) / 4.0)
    assert changed["dead"] == pytest.approx(lost.sum(axis=1) / 4.0)


def test_fires_step__no_day_costs_more_than_a_fifth_of_a_sector() -> None:
    """However many shells fall."""
    world = shelled_theatre()
    world.st["fire_tonnes"][:] = 1e9
    world.run(fires_step, 4)

    assert world.st["men"][0, :4] == pytest.approx([400.0, 0.0, 400.0, 1200.0])


def test_fires_step__one_man_in_contact_can_be_hit_and_less_cannot() -> None:
    """A sector with 1.2 men at the front is shelled, one with 0.9 is not."""
    for men, hit in ((1.2, True), (1.0, True), (0.9, False)):
        world = shelled_theatre()
        world.st["men"][:] = 0.0
        world.st["men"][0, 3] = men
        assert (world.change(fires_step, 4) != {}) is hit


def test_fires_step__switched_off_nothing_happens() -> None:
    """Not a man is hurt."""
    assert shelled_theatre().off("area_fire").change(fires_step, 4) == {}


@pytest.mark.parametrize("off", ["", "area_fire", "munitions"])
def test_bleed__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of area fire on random wars, for both sides, with every switch that it asks off."""
    assert_agrees(
        lambda world, b, w: project_fires(world.p, world.st, b, w, PLACES, 0.8),
        lambda world, b, view: twin.fire(world.p, world.st, b, view, 0.8),
        off,
    )
