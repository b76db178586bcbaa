"""Laws and steps of `diplomacy/attention.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import blank_world
from multipolar.diplomacy.attention import attention_next, attention_step, boldness_of, concentration, regional_weight, weigh_region
from powers_toy import toy_world

EQUIVALENT = {
    ("weigh_region", "p.awake[j] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""

UNIT = hs.floats(0, 1)


@pytest.mark.parametrize(
    ("now", "base", "news", "tomorrow"),
    [(0.6, 0.3, 0.0, 0.59), (0.6, 0.3, 0.1, 0.63), (0.3, 0.6, 0.0, 0.31), (0.2, 0.2, 2.0, 1.0), (0.1, 0.0, -0.5, 0.0)],
)
def test_attention_next__worked_values(now: float, base: float, news: float, tomorrow: float) -> None:
    """A thirtieth of the way back to the base, a part of what is left up by news, within [0, 1]."""
    assert attention_next(now, base, news) == pytest.approx(tomorrow)


def test_regional_weight__worked_value() -> None:
    """0.2 exp(-1000/500) x 0.5 x 0.3; a scale below one counts as one."""
    assert regional_weight(0.2, 1000.0, 500.0, 0.5, 0.3) == pytest.approx(0.03 * math.exp(-2.0))
    assert regional_weight(0.2, 3.0, 0.5, 0.5, 0.3) == pytest.approx(0.03 * math.exp(-3.0))


def test_concentration__worked_values() -> None:
    """Weights 3 and 1: sqrt((0.625 - 0.5) / 0.5) = 0.5; one power, or none that weighs anything, is all there is."""
    assert concentration(4.0, 10.0, 2.0) == pytest.approx(0.5)
    assert concentration(4.0, 7.9, 2.0) == 0.0
    assert concentration(4.0, 10.0, 1.0) == 1.0
    assert concentration(0.0, 0.0, 3.0) == 1.0
    assert concentration(0.5, 0.25 * 0.625, 2.0) == pytest.approx(0.5)


@pytest.mark.parametrize(("effect", "con", "power"), [(2.0, 0.3, 0.5), (2.0, 0.65, -0.2), (100.0, 0.3, 3.0), (100.0, 0.9, -3.0)])
def test_boldness_of__worked_values(effect: float, con: float, power: float) -> None:
    """exp(2 x (0.55 - 0.3)) = exp(0.5), within exp(-3) and exp(3)."""
    assert boldness_of(effect, con) == pytest.approx(math.exp(power))


def test_weigh_region__counts_the_powers_that_are_awake() -> None:
    """Of three powers two are awake: weights 0.3 and 0.1 make 0.5; the third would make it more even."""
    world = blank_world(powers=3)
    world.set(capability=[0.0, 0.0, 0.6, 0.5, 9.0], attention_now=[0.5, 0.4, 1.0], access=[1.7, 0.5, 1.0], distance_scale=500.0)
    world.set(awake=[1.0, 1.0, 0.0], distance=[0.0, 0.0, 0.0])
    assert weigh_region(*world.all) == pytest.approx(0.5)
    world.set(distance=[500.0 * math.log(3.0), 0.0, 0.0])
    assert weigh_region(*world.all) == pytest.approx(0.0, abs=1e-6)


def test_attention_step__moves_attention_by_news_and_breaches_of_yesterday() -> None:
    """0.04 for an event and 0.1 for each line crossed the day before, of what is left; an event alarms."""
    world = blank_world(powers=1)
    world.set(attention_now=[0.5], attention=[0.2], n_redlines=3, red_crossed=[6.0, 8.0, 5.0], concentration_effect=2.0)
    assert world.day(attention_step, 10)["attention_now"][0] == pytest.approx(0.49)
    world.set(attention_now=[0.5], mediation_due=1)
    changed = world.day(attention_step, 10)
    assert changed["attention_now"][0] == pytest.approx(0.51)
    assert changed["decision_due"] == 1
    world.set(attention_now=[0.5], mediation_due=0, decision_due=0)
    assert world.day(attention_step, 7)["attention_now"][0] == pytest.approx(0.54)
    assert world.st["decision_due"] == 0
    assert world.st["concentration"] == 1.0
    assert world.st["boldness"] == pytest.approx(math.exp(-0.9))


def test_attention_step__switched_off_attention_stays_at_its_base() -> None:
    """Without the mechanism every power keeps the attention of the scenario, event or not."""
    world = blank_world(powers=2)
    world.set(attention_now=[0.5, 0.1], attention=[0.2, 0.7], mediation_due=1)
    world.switch("attention", 0.0)
    assert np.array_equal(world.day(attention_step, 3)["attention_now"][:2], [0.2, 0.7])


@given(UNIT, UNIT, UNIT)
def test_attention_next__stays_a_share_and_rises_with_news(now: float, base: float, news: float) -> None:
    """News raises attention, its absence lets it sink back to its base."""
    assert 0.0 <= attention_next(now, base, news) <= 1.0
    assert attention_next(now, base, news) >= attention_next(now, base, 0.0) - 1e-12
    assert abs(attention_next(now, base, 0.0) - base) <= abs(now - base) + 1e-12


@given(hs.lists(hs.floats(0.01, 1), min_size=2, max_size=8))
def test_concentration__is_one_for_a_monopoly_and_zero_for_equals(weights: list[float]) -> None:
    """The index runs from 0 among equals to 1 when one has everything."""
    n = float(len(weights))
    assert -1e-9 <= concentration(sum(weights), sum(w * w for w in weights), n) <= 1.0 + 1e-9
    assert concentration(n, n, n) == pytest.approx(0.0, abs=1e-7)
    assert concentration(1.0, 1.0, n) == pytest.approx(1.0)


def test_boldness_of__emptiness_emboldens() -> None:
    """At the reference concentration nothing changes; below it powers act more readily, by the claim's strength."""
    assert boldness_of(1.0, 0.55) == pytest.approx(1.0)
    assert boldness_of(1.0, 0.30) > 1.0 > boldness_of(1.0, 0.80)
    assert boldness_of(0.0, 0.10) == 1.0
    assert regional_weight(0.1, 0.0, 2500.0, 1.0, 1.0) > regional_weight(0.1, 5000.0, 2500.0, 1.0, 1.0)


def test_attention_step__events_draw_eyes() -> None:
    """An event raises attention above a day without one; the concentration is a share."""
    world, calm = toy_world(), toy_world()
    world.st["mediation_due"] = 1
    world.run(attention_step, 2)
    calm.run(attention_step, 2)
    assert (world.st["attention_now"][:3] > calm.st["attention_now"][:3]).all()
    assert 0.0 <= world.st["concentration"] <= 1.0
