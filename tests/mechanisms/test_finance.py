"""Laws and steps of `mechanisms/finance.py`."""

from __future__ import annotations

import math

import pytest

import outlook_twin as twin
from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.finance import drained_next, finance_step, project_finance, strain_of, theatres_of
from random_outlook import PLACES, assert_agrees


def test_strain__of_the_richer_side_stays_small() -> None:
    """0.9 bn out of 51.5 bn is under two per cent; 0.35 bn out of 2.5 bn about thirteen (subject 9)."""
    assert strain_of(900.0, 51.5, 0.0) == pytest.approx(0.0173, abs=0.001)
    assert strain_of(350.0, 2.5, 0.0) == pytest.approx(0.13, abs=0.01)


def test_strain__worked_by_hand() -> None:
    """A billion out of two of reserves and three of credit; a tenth of a million of means is still means."""
    assert strain_of(1000.0, 2.0, 3.0) == pytest.approx(1.0 - math.exp(-0.2))
    assert strain_of(0.05, 0.0001, 0.0) == pytest.approx(1.0 - math.exp(-0.5))


def test_strain__without_means_is_not_a_number_game() -> None:
    """An actor whose means nobody stated shows no strain instead of an invented one."""
    assert strain_of(100.0, 0.0, 0.0) == 0.0
    assert strain_of(100.0, -2.0, 1.0) == 0.0


def test_drained_next__a_fortieth_a_month_and_theatre_of_what_is_left() -> None:
    """2.5 per cent a month in two theatres: 1/600 a day of what is left; never more than all."""
    assert drained_next(0.0, 0.025, 2.0) == pytest.approx(1.0 / 600.0)
    assert drained_next(0.4, 0.025, 2.0) == pytest.approx(0.4 + 0.6 / 600.0)
    assert drained_next(0.5, 20.0, 3.0) == 1.0


def test_theatres_of__here_while_it_arms_and_elsewhere_as_a_patron() -> None:
    """One for arms or combat here, one for every linked theatre of which the power is a patron."""
    world = paying_theatre()
    world.sc["n_links"] = 2
    world.sc["link_a"][:3], world.sc["link_b"][:3] = (1, 2, 1), (0, 1, 1)
    assert [theatres_of(world.sc, world.st, j) for j in range(3)] == [1.0, 3.0, 2.0]


def test_finance_step__theatres_eat_up_reserves() -> None:
    """A third of a month's drain of 30 per cent from what is left of two billion, on top of the running cost."""
    world = paying_theatre()
    world.sc["n_links"] = 0
    world.p["reserves_drain"][:3] = (0.3, 0.3, 0.0)
    world.st["drained"][1] = 0.2
    changed = world.change(finance_step, 3)
    assert changed["drained"][:3] == pytest.approx([0.0, 0.208, 0.0])
    assert changed["strain"][2:5] == pytest.approx([strain(400), strain(420 + 416), strain(430)])


def paying_theatre() -> Theatre:
    """Return a theatre with three powers: one stays out, one helps, one fights; a day costs the sides 100 and 50 M."""
    world = known_theatre()
    world.sc["n_powers"] = 3
    world.st["level"][:4] = (0, 1, 2, 2)  # the fourth is not in this war
    world.p["war_cost"][:6] = (100.0, 50.0, 10.0, 20.0, 30.0, 40.0)
    world.p["reserves_money"][:5], world.p["credit"][:5] = 2.0, 3.0
    world.p["strain_scale"] = 0.8
    world.st["cost"][:5] = 400.0
    world.st["strain_ext"][:] = (0.1, 0.25)
    return world


def strain(cost: float, beside: float = 0.0) -> float:
    """Return the strain of a cost out of five billion, at a scale of 0.8."""
    return 0.8 * (1.0 - math.exp(-cost / 5000.0)) + 0.8 * beside


def test_finance_step__worked_by_hand() -> None:
    """Sides pay in full, powers while they help or fight; strain from abroad adds to the sides' only."""
    changed = paying_theatre().change(finance_step, 3)

    assert set(changed) == {"cost", "strain"}
    assert changed["cost"][:6] == pytest.approx([500.0, 450.0, 400.0, 420.0, 430.0, 0.0])
    assert changed["strain"][:6] == pytest.approx([strain(500, 0.1), strain(450, 0.25), strain(400), strain(420), strain(430), 0.0])


def test_finance_step__half_under_a_truce() -> None:
    """A truce costs half."""
    world = paying_theatre()
    world.st["truce_left"] = 0.5

    assert world.change(finance_step, 3)["cost"][:5] == pytest.approx([450.0, 425.0, 400.0, 410.0, 415.0])


def test_finance_step__strain_is_a_share() -> None:
    """Between none and all, however much comes from abroad."""
    world = paying_theatre()
    world.st["strain_ext"][:] = (9.0, -9.0)

    assert list(world.change(finance_step, 3)["strain"][:2]) == [1.0, 0.0]


def test_finance_step__switched_off_costs_nothing() -> None:
    """Nothing changes."""
    assert paying_theatre().off("finance").change(finance_step, 3) == {}


@pytest.mark.parametrize("off", ["", "finance"])
def test_project_finance__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of costs on random wars, for both sides, on and off."""
    assert_agrees(
        lambda world, b, w: project_finance(world.p, b, w, PLACES),
        lambda world, b, view: twin.pay(world.p, b, view),
        off,
    )
