"""Laws and start of `diplomacy/commitment.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import Blank, blank_world
from multipolar.diplomacy.commitment import commitment_chance, commitment_cost, commitment_start, outlasted

UNIT = hs.floats(0, 1)
EQUIVALENT = {
    ("commitment_start", "p.on[COMMITMENT_SWITCH] > 0.5: 0.5 -> 0.75"): "a mechanism is on (1) or off (0)",
}


def sigma(x: float) -> float:
    """Return the logistic of a log odds."""
    return 1.0 / (1.0 + math.exp(-x))


@pytest.mark.parametrize(
    ("no_state", "aim", "pledged", "days", "logit"),
    [
        (0, 0.5, 0, 0, -0.4), (0, 0.8, 0, 0, -0.4), (0, 0.81, 0, 0, 0.4), (1, 0.5, 0, 0, 1.1), (1, 0.9, 1, 0, 1.1),
        (0, 0.5, 1, 0, -1.2), (0, 0.5, 0, 115, -0.2),
    ],
)  # fmt: skip
def test_commitment_chance__worked_values(no_state: float, aim: float, pledged: float, days: float, logit: float) -> None:
    """A side that is no state, total aims and days that the war has lasted make it likelier, a power on both sides less likely."""
    assert commitment_chance(no_state, aim, pledged, days) == pytest.approx(sigma(logit))


def test_outlasted__two_thousandths_a_day_from_the_fifteenth_to_a_year() -> None:
    """Nothing is learnt sooner, and nothing more later."""
    assert [outlasted(t) for t in (0.0, 15.0, 16.0, 115.0, 365.0, 3000.0)] == pytest.approx([0.0, 0.0, 0.002, 0.2, 0.7, 0.7])


def test_commitment_cost__worked_value_and_limits() -> None:
    """Half of 0.4 x 0.75 x 0.5; nothing with an enforcer, nothing once all is decided."""
    assert commitment_cost(0.4, 0.25, 0.5) == pytest.approx(0.075)
    assert commitment_cost(0.4, 1.0, 0.5) == commitment_cost(0.4, 0.25, 1.0) == commitment_cost(0.0, 0.0, 0.0) == 0.0


@given(UNIT, UNIT, UNIT, UNIT)
def test_commitment_cost__rises_with_distrust_and_falls_with_enforcement(kappa: float, e: float, d: float, more: float) -> None:
    """Monotone in each part, never a gain."""
    cost = commitment_cost(kappa, e, d)

    assert cost >= 0.0
    assert commitment_cost(kappa + more, e, d) >= cost
    assert commitment_cost(kappa, min(1.0, e + more), d) <= cost + 1e-15
    assert commitment_cost(kappa, e, min(1.0, d + more)) <= cost + 1e-15


def started(**change: object) -> Blank:
    """Return a world of two powers with a drawn type."""
    world = blank_world(sectors=2, powers=2)
    world.set(aim=[0.5, 1.0], opener=0, kappa_limited=0.03, kappa_commitment=0.35, type_draw=0.5)
    world.set(**change)
    commitment_start(*world.all)
    return world


@pytest.mark.parametrize(("factor", "kind"), [(0.999, 1), (1.001, 0)])
@pytest.mark.parametrize(
    ("change", "logit"),
    [
        ({}, -0.4),
        ({"opener": 1}, 0.4),
        ({"no_state": 1}, 1.1),
        ({"day_before": 90.0}, -0.25),
        ({"base_in": [[1, 0], [0, 1]]}, -0.4),
        ({"base_in": [[0, 0], [1, 1]]}, -1.2),
    ],
)  # fmt: skip
def test_commitment_start__the_type_falls_at_its_chance(change: dict[str, object], logit: float, factor: float, kind: int) -> None:
    """One power with troops on both sides is a pledge, two with one each are none; the weight is that of the type."""
    world = started(**change, type_draw=factor * sigma(logit))

    assert world.st["kappa"] == (0.35 if kind else 0.03)


def test_commitment_start__switched_off_nothing_is_distrusted() -> None:
    """A war of commitment weighs nothing either."""
    world = blank_world(sectors=2, powers=0)
    world.set(aim=[0.5, 1.0], kappa_limited=0.03, kappa_commitment=0.35, type_draw=0.0)
    world.switch("commitment", 0.0)
    commitment_start(*world.all)

    assert world.st["kappa"] == 0.0
