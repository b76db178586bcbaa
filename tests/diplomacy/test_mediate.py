"""Laws and steps of `diplomacy/mediate.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from multipolar.diplomacy.mediate import choose_mediators, closing_chance, mediation_exponent
from powers_toy import FAR, PATRON, SPONSOR, toy_world

UNIT = hs.floats(0, 1)


@given(UNIT, UNIT, UNIT, UNIT)
def test_mediation_exponent__needs_leverage_on_both(a: float, b: float, use: float, more: float) -> None:
    """Leverage on one side alone is worth nothing, on both it helps."""
    assert mediation_exponent(a, 0.0, use) == 0.0
    assert mediation_exponent(a + more, b, use) >= mediation_exponent(a, b, use) - 1e-12


def test_closing_chance__matches_the_stated_ends() -> None:
    """From a base of 0.15, full leverage on both and an odds ratio of 4 make 0.6; rivals cut it by a fifth each."""
    assert closing_chance(0.15, 4.0, 0.0, 0.0) == pytest.approx(0.15)
    assert closing_chance(0.15, 4.0, 1.0, 0.0) == pytest.approx(0.6)
    assert closing_chance(0.15, 4.0, 1.0, 2.0) == pytest.approx(0.6 * 0.64)
    assert closing_chance(0.15, 100.0, 1.0, 0.0) == pytest.approx(0.9)


@given(hs.floats(0.01, 0.5), hs.floats(0, 2), hs.integers(0, 4))
def test_closing_chance__rises_with_its_base(base: float, exponent: float, rivals: int) -> None:
    """A readier world closes more often, never beyond nine in ten."""
    assert closing_chance(base, 4.0, exponent, float(rivals)) <= closing_chance(1.2 * base, 4.0, exponent, float(rivals)) <= 0.9


def test_choose_mediators__takes_the_one_with_a_hold_on_both_or_a_friendly_pair() -> None:
    """Nobody mediates: nobody brokers. One alone is its own pair; a friendly pair pools, a hostile one does not."""
    world = toy_world()

    def chosen() -> tuple[int, int]:
        first, second, _, _ = choose_mediators(world.sc, world.p, world.st, 5)
        return int(first), int(second)

    assert chosen() == (-1, -1)
    world.st["mediators"][PATRON] = 1
    assert chosen() == (PATRON, PATRON)
    world.st["mediators"][FAR] = 1
    first, second, exponent, rivals = choose_mediators(world.sc, world.p, world.st, 5)
    assert (first, second) == (PATRON, PATRON)
    assert rivals == 1
    world.st["mediators"][SPONSOR] = 1
    first, second, pooled, _ = choose_mediators(world.sc, world.p, world.st, 5)
    assert (first, second) == (SPONSOR, PATRON) or pooled == pytest.approx(exponent)
    world.p["on"][22] = 0.0
    assert chosen() == (-1, -1)
