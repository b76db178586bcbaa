"""Laws and steps of `mechanisms/cohesion.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as hs
from scipy.integrate import quad
from scipy.stats import norm

import outlook_twin as twin
from known_theatre import KEY, Theatre, known_theatre, rate_of_draw
from multipolar.mechanisms.cohesion import (
    adaptation_integral,
    adapted,
    cohesion_start,
    cohesion_step,
    collapse_rate,
    gate,
    lost_share,
    project_collapse,
    strain_on,
    surviving,
)
from multipolar.mechanisms.ground import theatre_ratio
from multipolar.mechanisms.readiness import unready
from multipolar.mechanisms.supply import side_supply
from random_outlook import PLACES, assert_agrees

COLLAPSE = 32
"""Random stream."""
DAY = 9
UNIT = hs.floats(0, 1)
EQUIVALENT = {
    ("surviving", "max(part, 1e-300): 1e-300 -> 1.5e-300"): "keeps a division by nothing away",
    ("lost_share", "max(st.men_start[b] + st.inflow[b], 1.0): 1.0 -> 1.5"): "no army has so few men",
    ("strain_on", "max(ratio, 1e-06): 1e-06 -> 1.5e-06"): "far below where the logarithm is cut",
}


def test_gate__worked_by_hand_and_shut_until_something_happens() -> None:
    """Half a break, a tenth dead, a fifth of hunger: 1 - exp(-(0.5 + 0.5 + 0.4) / 0.7)."""
    assert gate(0.5, 0.1, 0.2) == pytest.approx(1.0 - math.exp(-2.0))
    assert gate(0.0, 0.0, 0.0) == gate(-1.0, -1.0, -1.0) == 0.0


@given(hs.floats(0, 5), UNIT, UNIT, UNIT)
def test_gate__opens_with_all_that_an_army_suffers(breaks: float, dead: float, hunger: float, more: float) -> None:
    """Between nought and one, and rising in each."""
    found = gate(breaks, dead, hunger)

    assert 0.0 <= found <= 1.0
    for other in (gate(breaks + more, dead, hunger), gate(breaks, dead + more, hunger), gate(breaks, dead, hunger + more)):
        assert other >= found


def test_strain_on__worked_by_hand_term_by_term() -> None:
    """Will 0.4, a third of 0.15 lost, two breaks, twice the enemy, half hungry, a quarter dead, no shells: each by itself."""
    base = strain_on(0.65, 0.0, 0.0, 1.0, 0.0, 0.15, 1.0 - 0.57)
    assert base == pytest.approx(0.0)
    assert strain_on(0.4, 0.0, 0.0, 1.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(1.0)
    assert strain_on(0.65, 0.05, 0.0, 1.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(1.0 / 3.0)
    assert strain_on(0.65, 0.4, 0.0, 1.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(1.0)
    assert strain_on(0.65, -0.4, 0.0, 1.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(0.0)
    assert strain_on(0.65, 0.0, 2.0, 1.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(1.8)
    assert strain_on(0.65, 0.0, 7.0, 1.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(2.7)
    assert strain_on(0.65, 0.0, 0.0, 2.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(0.8 * math.log(2.0))
    assert strain_on(0.65, 0.0, 0.0, 100.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(1.2)
    assert strain_on(0.65, 0.0, 0.0, 0.0, 0.0, 0.15, 1.0 - 0.57) == pytest.approx(-1.2)
    assert strain_on(0.65, 0.0, 0.0, 1.0, 0.5, 0.15, 1.0 - 0.57) == pytest.approx(0.6)
    assert strain_on(0.65, 0.0, 0.0, 1.0, 0.0, 0.25, 1.0 - 0.57) == pytest.approx(0.3)
    assert strain_on(0.65, 0.0, 0.0, 1.0, 0.0, 0.15, 0.0) == pytest.approx(0.7 * (1.0 - 0.57))
    assert strain_on(0.65, 0.0, 0.0, 1.0, 0.0, 0.15, 1.0) == pytest.approx(-0.7 * 0.57)


def test_adapted__and_its_integral() -> None:
    """After 15 days -0.55 ln 2; the integral of the factor is that of quadrature."""
    assert adapted(15.0) == pytest.approx(-0.55 * math.log(2.0))
    assert adapted(0.0) == adapted(-3.0) == 0.0
    for days in (0.0, 5.0, 40.0, 900.0):
        assert adaptation_integral(days) == pytest.approx(quad(lambda t: math.exp(adapted(t)), 0.0, days)[0], rel=1e-6, abs=1e-9)


def test_collapse_rate__is_cut_at_the_top() -> None:
    """h0 G e^eta, eta at most 7.5."""
    assert collapse_rate(0.001, 0.5, 2.0) == pytest.approx(0.0005 * math.exp(2.0))
    assert collapse_rate(0.001, 0.5, 8.0) == pytest.approx(0.0005 * math.exp(7.5))


@pytest.mark.parametrize("hazard", [0.002, 0.05, 1.0, 30.0])
@pytest.mark.parametrize("drawn", [-2.0, -0.3, 0.0, 0.7, 2.4])
def test_surviving__keeps_the_rank_under_the_law_of_survivors(drawn: float, hazard: float) -> None:
    """Its share of the normal law is its share of the law weighted by the chance to have lived, by quadrature."""
    law = lambda z: norm.pdf(z) * math.exp(-hazard * math.exp(1.7 * z))
    found = surviving(drawn, 1.7, hazard)
    rank = quad(law, -6.0, found, limit=200)[0] / quad(law, -6.0, 6.0, limit=200)[0]

    assert rank == pytest.approx(norm.cdf(drawn), abs=0.01)
    assert found <= drawn + 0.01


@given(hs.floats(-3.3, 3.3), hs.floats(-3.3, 3.3), hs.floats(0, 20))
def test_surviving__is_the_draw_where_nothing_happened_and_keeps_order(one: float, two: float, hazard: float) -> None:
    """No hazard, no news; the weaker of two armies stays the weaker."""
    assert surviving(one, 1.7, 0.0) == pytest.approx(one, abs=1e-9)
    low, high = sorted((one, two))
    assert surviving(low, 1.7, hazard) <= surviving(high, 1.7, hazard) + 1e-9


def tried() -> Theatre:
    """Return a war in which both sides have lost some men, ground and breaks, and B was caught unready."""
    world = known_theatre()
    world.p["surprise"][:], world.p["ready"][:] = (0.75, 0.0), (0.9, 0.6)
    world.st["start_share"], world.st["value_share"] = 0.6, 0.66
    world.st["breaks"][:], world.st["resolve"][:], world.st["weakness"][:] = (0.5, 2.0), (0.55, 0.45), (0.3, -0.4)
    world.st["men_start"][:], world.st["inflow"][:] = (20000.0, 9000.0), (1000.0, 1000.0)
    world.st["dead"][:], world.st["permanent_losses"][:] = (300.0, 800.0), (120.0, 400.0)
    world.st["shell_state"][:] = 0.9, 0.3
    return world


def by_hand(world: Theatre, b: int, day: int) -> float:
    """Return the hazard of a side by its written law."""
    sc, p, st = world.sc, world.p, world.st
    dead, hunger = (
        (st["dead"][b] + st["permanent_losses"][b]) / (st["men_start"][b] + st["inflow"][b]),
        1.0 - side_supply(sc, st, b),
    )
    lost = (st["start_share"] - st["value_share"]) * (1 if b == 0 else -1)
    ratio, shells = theatre_ratio(sc, p, st, 1 - b), st["shell_state"][b]
    eta = st["weakness"][b] + strain_on(st["resolve"][b], lost, st["breaks"][b], ratio, hunger, dead, shells)
    elapsed = day + sc["day_before"]
    eta += adapted(elapsed) + (unready(p["surprise"][1 - b], p["ready"][b], elapsed) if b != sc["opener"] else 0.0)
    return float(p["side_collapse"] * gate(st["breaks"][b], dead, hunger) * math.exp(min(eta, 7.5)))


@pytest.mark.parametrize("b", [0, 1])
def test_cohesion_step__a_side_collapses_at_its_hazard(b: int) -> None:
    """Just below the hazard of the draw nothing happens, just above the side goes."""
    for scale in (0.999, 1.001):
        world = tried().off("rout_offer")
        world.st["resolve"][1 - b] = 50.0
        world.p["side_collapse"] = 1.0
        world.p["side_collapse"] = scale * rate_of_draw(DAY, COLLAPSE, b) / by_hand(world, b, DAY)
        changed = world.change(cohesion_step, DAY)
        if scale < 1.0:
            assert changed == {}
        else:
            assert set(changed) == {"ending", "ending_day"} | ({"winner"} if b == 0 else set())
            assert (world.st["ending"], world.st["ending_day"], world.st["winner"]) == (1, DAY, 1 - b)


def test_cohesion_step__collapse_comes_once_and_not_under_a_truce() -> None:
    """Where both would go, A goes first; an end, a truce, a rout and the switch keep it away, and so does peace."""
    world = tried().off("rout_offer")
    world.p["side_collapse"] = 1e9
    world.run(cohesion_step, DAY, KEY)
    assert (world.st["ending"], world.st["winner"]) == (1, 1)
    world = tried()
    world.p["side_collapse"] = 1e9
    changed = world.change(cohesion_step, DAY)
    assert set(changed) == {"rout_left", "rout_cause"}
    assert (changed["rout_left"].tolist(), changed["rout_cause"].tolist()) == ([10.0, 0.0], [1, 0])
    for name, value in (("ending", 4), ("truce_left", 0.5), ("rout_left", [0.0, 2.0]), ("side_collapse", 0)):
        world = tried()
        world.p["side_collapse"] = 1e9
        if name == "side_collapse":
            world.off(name)
        else:
            world.st[name] = value
        assert world.change(cohesion_step, DAY) == {}


def test_cohesion_step__no_army_collapses_before_anything_happened() -> None:
    """Fed, unbroken and without a loss the gate is shut, however weak it is."""
    world = tried()
    world.p["side_collapse"] = 1e9
    world.st["breaks"][:] = world.st["dead"][:] = world.st["permanent_losses"][:] = 0.0
    world.st["stock_days"][:] = 30.0
    world.st["weakness"][:] = 5.0
    assert world.change(cohesion_step, DAY) == {}


def test_lost_share__counts_who_will_not_come_back() -> None:
    """Dead, captured and unfit over all who served."""
    world = tried()
    assert lost_share(world.sc, world.st, 1) == pytest.approx(1200.0 / 10000.0)


def test_cohesion_start__an_army_that_has_stood_is_less_weak_than_one_that_nobody_tried() -> None:
    """On the first day as drawn; inside a war by the hazard it has lived through."""
    world = tried()
    world.p["weakness_drawn"][:], world.p["weakness_spread"], world.p["side_collapse"] = (1.5, -0.5), 1.7, 0.01
    world.sc["day_before"] = 0.0
    cohesion_start(world.sc, world.p, world.st)
    assert world.st["weakness"].tolist() == pytest.approx([1.7 * 1.5, 1.7 * -0.5])
    world.sc["day_before"] = 60.0
    cohesion_start(world.sc, world.p, world.st)
    for b in range(2):
        hazard = 0.01 * 0.5 * math.exp(4.0 * (0.65 - world.st["resolve"][b]) - 0.45) * adaptation_integral(60.0)
        assert world.st["weakness"][b] == pytest.approx(1.7 * surviving(world.p["weakness_drawn"][b], 1.7, hazard))
    assert world.st["weakness"][0] < 1.7 * 1.5


@pytest.mark.parametrize("off", ["", "side_collapse"])
def test_project_collapse__agrees_with_a_slow_twin(off: str) -> None:
    """A stride of collapses on random wars, for both sides, on and off."""
    for ahead in (0.0, 20.0):
        assert_agrees(
            lambda world, b, w, ahead=ahead: project_collapse(world.sc, world.p, world.st, b, w, PLACES, ahead),
            lambda world, b, view, ahead=ahead: twin.collapse(world.sc, world.p, world.st, b, view, ahead),
            off,
        )
