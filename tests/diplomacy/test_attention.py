"""Laws and steps of `diplomacy/attention.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.attention import attention_next, attention_step, boldness_of, concentration, regional_weight
from powers_toy import toy_world

UNIT = hs.floats(0, 1)


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
    world.st["trigger"] = 1
    world.run(attention_step, 2)
    calm.run(attention_step, 2)
    assert (world.st["att"][:3] > calm.st["att"][:3]).all()
    assert 0.0 <= world.st["concentration"] <= 1.0
