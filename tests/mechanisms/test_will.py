"""Laws and steps of `mechanisms/will.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import outlook_twin as twin
from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.will import casualty_term, project_will, will_logit, will_step
from multipolar.numerics.elementary import logistic
from random_outlook import PLACES, assert_agrees, random_picture, random_war


def logit(x: float) -> float:
    """Return the log-odds of a share."""
    return math.log(x / (1.0 - x))


@given(st.floats(0.05, 0.95))
def test_will__starts_where_it_was_stated(start: float) -> None:
    """With every term at zero, will is the stated will."""
    assert logistic(will_logit(start, 0.0, 0.0, 0.0, 0.0, 0.0)) == pytest.approx(start)


def test_will_logit__worked_by_hand() -> None:
    """Victory and rally raise it; casualties, strain and lost symbols wear it."""
    assert will_logit(0.75, 0.1, 0.02, 0.003, 0.0004, 0.00005) == pytest.approx(
        math.log(3.0) + 0.1 - 0.02 - 0.003 + 0.0004 - 0.00005
    )


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_casualty_term__grows_with_announced_losses(dead: float, more: float) -> None:
    """Tenfold losses weigh one unit of the weight; more never weigh less."""
    assert casualty_term(0.8, dead, 3e6) <= casualty_term(0.8, dead + more, 3e6)


def test_casualty_term__worked_by_hand() -> None:
    """Nine in ten thousand weigh the weight itself; a people of less than ten thousand counts as one of ten thousand."""
    assert casualty_term(0.8, 2700.0, 3e6) == pytest.approx(0.8)
    assert casualty_term(0.8, 9.0, 5000.0) == pytest.approx(0.8)
    assert casualty_term(0.8, 0.0, 3e6) == 0.0


def weary_theatre() -> Theatre:
    """Return a theatre ten days into a war with losses, strain, hopes and two symbols lost by B."""
    world = known_theatre()
    world.p["will_start"][:] = (0.6, 0.8)
    for name, value in (("victory", 2.0), ("rally", 0.5), ("strain", 1.5), ("symbol", 0.4), ("casualty", 0.7)):
        world.p[f"will_{name}"] = value
    world.p["own_loss_reporting"], world.p["population"][:] = 0.5, (5e6, 2e6)
    world.sc["day_before"] = 6
    world.sc["symbolic"][:9] = (0, 0, 0, 0, 8, 6, 0, 0, 0)
    world.st["dead"][:] = (1000.0, 3000.0)
    world.st["belief"][:], world.st["prior"][:] = (0.7, 0.3), (0.5, 0.4)
    world.st["strain"][:2] = (0.1, 0.2)
    world.st["place"][[4, 5]] = 0
    world.st["fell_day"][[4, 5]] = 0.0, 3.0
    world.st["concede_day"][[4, 5]] = 8.0, 9.0
    return world


def expected(day: int, symbols: tuple[float, float], start: tuple[float, float] = (0.6, 0.8)) -> tuple[list[float], list[float]]:
    """Return will and resolve of both sides by the formulas."""
    rally = 0.5 * (math.exp(-(day + 6) / 30.0) - math.exp(-6 / 30.0))
    will, resolve = [], []
    for b in range(2):
        told = 0.5 * (1000.0, 3000.0)[b]
        losses = 0.7 * math.log10(1.0 + told / (500.0, 200.0)[b])
        worn = 1.5 * (0.1, 0.2)[b] + 0.4 * symbols[b]
        hope = 2.0 * (0.2, -0.1)[b]
        will.append(1.0 / (1.0 + math.exp(-(logit(start[b]) + hope - losses - worn + rally))))
        resolve.append(1.0 / (1.0 + math.exp(-(logit(start[b]) - worn))))
    return will, resolve


def test_will_step__worked_by_hand() -> None:
    """Squares of symbolic weight in tenths add up, 0.64 + 0.36; resolve is worn by strain and symbols only."""
    changed = weary_theatre().change(will_step, 9)
    will, resolve = expected(9, (0.0, 1.0))

    assert set(changed) == {"will", "resolve"}
    assert changed["will"] == pytest.approx(will)
    assert changed["resolve"] == pytest.approx(resolve)


def felt(world: Theatre, day: int = 9) -> list[float]:
    """Return the resolve of both sides after a day."""
    world.run(will_step, day)
    return list(world.st["resolve"])


def test_will_step__symbols_are_felt_once_their_loss_is_admitted() -> None:
    """Not before it is conceded, not what never fell, not what fell to one's own side; no more than one and a half."""
    assert felt(weary_theatre(), 8) == pytest.approx(expected(8, (0.0, 0.64))[1])
    assert felt(weary_theatre(), 7) == pytest.approx(expected(7, (0.0, 0.0))[1])
    world = weary_theatre()
    world.st["fell_day"][4] = -1.0
    assert felt(world) == pytest.approx(expected(9, (0.0, 0.36))[1])
    world = weary_theatre()
    world.st["place"][4] = 1
    assert felt(world) == pytest.approx(expected(9, (0.64, 0.36))[1])
    world = weary_theatre()
    world.sc["symbolic"][4] = 30.0
    assert felt(world) == pytest.approx(expected(9, (0.0, 1.5))[1])
    world = weary_theatre()
    world.sc["symbolic"][[4, 5]] = 0.9, -6.0
    assert felt(world) == pytest.approx(expected(9, (0.0, 0.0081))[1])


def test_will_step__no_people_is_all_will_or_none() -> None:
    """Stated wills of 0 and 1 are taken as 0.02 and 0.98."""
    world = weary_theatre()
    world.p["will_start"][:] = (0.0, 1.0)
    will, resolve = expected(9, (0.0, 1.0), (0.02, 0.98))
    world.run(will_step, 9)

    assert world.st["will"] == pytest.approx(will)
    assert world.st["resolve"] == pytest.approx(resolve)


def test_will_step__switched_off_will_stays_as_stated() -> None:
    """Both of it, for both sides."""
    world = weary_theatre().off("will")
    world.run(will_step, 9)

    assert list(world.st["will"]) == list(world.st["resolve"]) == [0.6, 0.8]


@pytest.mark.parametrize("off", ["", "will"])
def test_project_will__agrees_with_a_slow_twin(off: str) -> None:
    """Will after a stride on random wars, for both sides, on and off."""
    assert_agrees(
        lambda world, b, w: project_will(world.p, world.st, b, w, PLACES),
        lambda world, b, view: twin.bear(world.p, world.st, b, view),
        off,
    )


def test_project_will__a_resolve_of_nothing_or_all_counts_as_two_percent_from_there() -> None:
    """0.02 and 0.98, where no strain has come since."""
    world, w = random_war(1), random_picture(1)
    world.set(resolve=[0.0, 1.0], strain=[0.2, 0.2])
    w["strain"][:] = 0.2
    for b in range(2):
        project_will(world.p, world.st, b, w, 1)
    assert w["will"][:, 0] == pytest.approx([0.02, 0.98])
