"""Laws and steps of `diplomacy/pressure.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import KEY, Blank, blank_world
from multipolar.codes import Stop, Truce
from multipolar.diplomacy import pressure as pr
from multipolar.diplomacy.decide.draw import DECISION
from multipolar.numerics.random import exponential, uniform

UNIT = hs.floats(0, 1)
EQUIVALENT = {
    ("keep_strongest", "decision.weight[q, 0] <= 0.0: <= -> <"): "nothing adds nothing, and the pair must be stronger than the one",
    ("keep_strongest", "decision.weight[j, 0] <= 0.0: <= -> <"): "the same",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""


def test_laws__worked_values() -> None:
    """Each by hand."""
    assert pr.eagerness(0.05) == pytest.approx(0.5)
    assert (pr.eagerness(-0.1), pr.eagerness(0.1), pr.eagerness(0.3)) == (0.0, 1.0, 1.0)
    assert pr.pressure_of(0.8, 0.5, 0.02, 0.5) == pytest.approx(0.8 * 0.5 * 0.4 * 0.5)
    assert pr.pressure_of(0.8, 0.5, 0.2, 0.5) == pytest.approx(0.8 * 0.5 * 0.5)
    assert pr.urgency(0.0, 0.0) == pytest.approx(0.02)
    assert pr.urgency(0.4, 0.01) == pytest.approx(0.02 + 0.98 * 0.4)
    assert pr.urgency(0.1, -0.02) == pytest.approx(0.02 + 0.98 * 0.5)
    assert pr.urgency(0.1, 0.2) == pytest.approx(1.0)
    assert pr.grown(0.3, 30.0, 1.0) == pytest.approx(0.6)
    assert pr.grown(0.3, 15.0, 1.0) == pytest.approx(0.3 * math.sqrt(2.0))
    assert pr.grown(0.3, 300.0, 0.0) == pytest.approx(0.3)
    assert pr.grown(0.3, 300.0, 1.0) == 2.0
    assert pr.forced_rate(0.5, 0.4, 0.15, 25.0) == pytest.approx(0.2 * (0.15 / math.e + 0.005))
    assert pr.forced_rate(0.5, 0.4, 0.15, 2.0) > 0.0
    assert pr.forced_rate(0.5, 0.4, 0.15, 1.9) == 0.0
    assert pr.refuses(0.7, 0.6, 0.09)
    assert not pr.refuses(0.7, 0.6, 0.11)


@given(UNIT, UNIT, hs.floats(2, 300), UNIT, UNIT)
def test_forced_rate__rises_with_pressure_and_urgency_and_falls_with_days(
    strength: float, urgent: float, days: float, early: float, more: float
) -> None:
    """Never negative; the crisis of a new war fades."""
    rate = pr.forced_rate(strength, urgent, early, days)
    assert 0.0 <= rate <= pr.forced_rate(strength + more, urgent, early, days) + 1e-15
    assert rate <= pr.forced_rate(strength, urgent + more, early, days) + 1e-15
    assert rate >= pr.forced_rate(strength, urgent, early, days + 10 * more) - 1e-15


def war(powers: int = 2, **fields: object) -> Blank:
    """Return two sectors worth 4 and 6, A holding 0.4 before the round and 0.7 now, with powers that can press."""
    world = blank_world(sectors=2, powers=powers)
    world.set(
        contested=[1, 1],
        value=[4.0, 6.0],
        line_before=[1.0, 0.0],
        share=[1.0, 0.5],
        value_share=0.7,
        own_share=[0.7, 0.7],
        opener=0,
    )
    world.set(leverage=[[0.4, 0.8]] * powers, attention_now=[0.5] * powers, ceasefire_hazard=0.5, effort_recovery=45.0)
    world.p["capability"][2 : 2 + powers] = 0.1
    world.set(**fields)
    return world


def test_losing_side__by_the_lines_of_the_week_then_of_the_round() -> None:
    """Moving lines name it; steady ones leave it to what was lost since the round began."""
    assert pr.losing_side(*war(value_rate=0.002).all) == 1
    assert pr.losing_side(*war(value_rate=-0.002).all) == 0
    assert pr.losing_side(*war(value_rate=-0.0009).all) == 1
    assert pr.losing_side(*war(value_share=0.2).all) == 0
    assert pr.losing_side(*war(value_share=0.4).all) == -1


def test_hold_of__the_mean_of_both_sides_or_that_on_the_winner() -> None:
    """0.4 and 0.8: a patron of the loser counts with its hold on the winner."""
    world = war()
    assert pr.hold_of(*world.all, 0, 1, 8) == pytest.approx(0.6)
    o, _ = world.option(0, "arm", level=1, favours=1)
    world.running(0, o)
    world.set(level=[1, 0])
    assert pr.hold_of(*world.all, 0, 1, 8) == pytest.approx(0.4)
    assert pr.hold_of(*world.all, 0, 0, 8) == pytest.approx(0.6)
    assert pr.hold_of(*world.all, 0, -1, 8) == pytest.approx(0.6)
    assert pr.hold_of(*world.all, 1, 1, 8) == pytest.approx(0.6)
    world = war()
    o, _ = world.option(0, "arm", level=1, favours=0)
    world.running(0, o)
    world.set(level=[1, 0])
    assert pr.hold_of(*world.all, 0, 0, 8) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("weights", "tie", "pressure", "imposers"),
    [
        ([0.3, 0.2, 0.0], 0.0, 0.5, [1, 1, 0]),
        ([0.3, 0.2, 0.0], -0.1, 0.3, [1, 0, 0]),
        ([0.1, 0.0, 0.4], 0.5, 0.5, [1, 0, 1]),
        ([0.0, 0.0, 0.4], 0.5, 0.4, [0, 0, 1]),
        ([0.0, 0.0, 0.0], 0.5, 0.0, [0, 0, 0]),
    ],
)
def test_keep_strongest__one_power_or_two_that_stand_together(
    weights: list[float], tie: float, pressure: float, imposers: list[int]
) -> None:
    """Two add where neither stands against the other."""
    world = war(3)
    world.st["tie"][2:5, 2:5] = tie
    decision = np.zeros(1, DECISION)
    decision[0]["weight"][:3, 0] = weights
    pr.keep_strongest(world.sc, world.st, decision[0])
    assert float(world.st["pressure"]) == pytest.approx(pressure)
    assert world.st["imposer"][:3].tolist() == imposers


def weighed(world: Blank) -> Blank:
    """Return a world after the powers have weighed an end."""
    world.set(foresight=[20.0] * 2, movable_share=0.0)
    pr.weigh_pressure(*world.all, np.empty(1, DECISION), 8)
    return world


def test_weigh_pressure__a_power_that_loses_by_going_on_presses() -> None:
    """B will collapse soon: the power that wants B to hold gains by an end today, the one that wants A to win does not."""
    fields = {"side_collapse": 1e9, "breaks": [0.0, 3.0], "public_share": 0.7, "men_start": [100.0, 100.0]}
    fields |= {"salience": [[1.0] + [0.0] * 6] * 2, "position": [[0.0] * 7, [1.0] + [0.0] * 6]}
    world = weighed(war(**fields))
    assert world.st["imposer"][:2].tolist() == [1, 0]
    assert float(world.st["pressure"]) == pytest.approx(0.5 * 0.6 * 1.0 * 1.0)
    assert weighed(war(**{**fields, "awake": [0.0, 1.0]})).st["pressure"] == 0.0
    assert weighed(war(**{**fields, "attention_now": [0.0, 0.0]})).st["pressure"] == 0.0
    half = weighed(war(**{**fields, "salience": [[0.05 / 0.7] + [0.0] * 6] * 2}))
    assert 0.0 < float(half.st["pressure"]) < 0.3


def day_of(rate: float, *, below: bool) -> int:
    """Return a day, none on which powers weigh, whose draw lies just below (above) the chance of a rate."""
    chance = 1.0 - math.exp(-rate)
    for day in range(2, 20000):
        u = float(uniform(KEY, day, pr.PRESSURE, 0))
        if day % 4 and ((0.97 * chance < u < chance) if below else (chance <= u < 1.03 * chance)):
            return day
    raise AssertionError


RATE = 2.0 * (0.02 + 0.98 * 0.5) * 0.005
"""Of a war in which A gains 0.02 a day, half decided by its lines, under full pressure, long after it began."""


def pressed(**fields: object) -> Blank:
    """Return a war under pressure by power 1, its early part switched off."""
    world = war(value_rate=0.02, pressure=2.0, imposer=[0, 1], fight_value=[0.6, 0.6], early_pressure=0.0, ceasefire_hazard=1e-6)
    world.set(line_before=[1.0, 0.5])
    world.set(**fields)
    return world


def test_pressure_step__forces_a_ceasefire_at_its_rate() -> None:
    """Just below the chance it begins and names who forced it; just above nothing happens."""
    day = day_of(RATE, below=True)
    changed = pressed().day(pr.pressure_step, day)
    assert set(changed) == {"truce_left", "truce_start", "truce_kind", "forced_by"}
    assert changed["truce_kind"] == Truce.FORCED
    assert changed["forced_by"][:2].tolist() == [0, 1]
    assert changed["truce_start"] == day
    assert pressed().day(pr.pressure_step, day_of(RATE, below=False)) == {}
    for fields in ({"truce_left": 1.0}, {"rout_left": [1.0, 0.0]}, {"ending": Stop.SETTLEMENT}, {"pressure": 0.0}):
        assert pressed(**fields).day(pr.pressure_step, day) == {}
    world = pressed()
    world.switch("pressure", 0.0)
    assert world.day(pr.pressure_step, day) == {}


def test_pressure_step__counts_the_days_for_which_the_front_stalls() -> None:
    """A day more, less one for every 0.001 moved either way; never less than none."""
    assert pressed(value_rate=0.0, stalled=3.0, pressure=0.0).day(pr.pressure_step, 9)["stalled"] == 4.0
    for rate in (0.0025, -0.0025):
        assert pressed(value_rate=rate, stalled=3.0, pressure=0.0).day(pr.pressure_step, 9)["stalled"] == pytest.approx(1.5)
    assert pressed(value_rate=-0.009, stalled=3.0, pressure=0.0).day(pr.pressure_step, 9)["stalled"] == 0.0


def test_demand_halt__who_gains_is_told_and_may_go_on_at_a_price() -> None:
    """A gains and thinks 0.8 worth more than the 0.7 it has: at a price of 0.075 it goes on, at 0.105 it stops."""
    world = pressed(fight_value=[0.8, 0.9])
    changed = world.changed_by(pr.demand_halt, 0.075, KEY, 9)
    assert set(changed) == {"defied"}
    assert changed["defied"].tolist() == pytest.approx([0.075, 0.0])
    changed = pressed(fight_value=[0.8, 0.9]).changed_by(pr.demand_halt, 0.105, KEY, 9)
    assert changed["truce_kind"] == Truce.FORCED
    # B gains: B is told.
    changed = pressed(fight_value=[0.9, 0.4], value_rate=-0.02).changed_by(pr.demand_halt, 0.075, KEY, 9)
    assert changed["defied"].tolist() == pytest.approx([0.0, 0.075])
    # The front stands: both are told, and both may refuse.
    changed = pressed(fight_value=[0.8, 0.4], value_rate=0.0).changed_by(pr.demand_halt, 0.075, KEY, 9)
    assert changed["defied"].tolist() == pytest.approx([0.075, 0.075])


def test_price_now__grows_with_the_pressure() -> None:
    """0.45 against full pressure; twice that once a stalled month has doubled it."""
    fields = {"defiance_price": 0.45, "pressure": 0.5, "stall_growth": 1.0}
    assert pr.price_now(war(**fields).p, war(**fields).st) == pytest.approx(0.225)
    late = war(**fields, stalled=30.0)
    assert pr.price_now(late.p, late.st) == pytest.approx(0.45)


def test_pressure_step__refusing_costs_the_price_of_the_day() -> None:
    """A side that goes on pays the price times the pressure."""
    day = day_of(RATE, below=True)
    changed = pressed(fight_value=[9.0, 0.9], defiance_price=0.2).day(pr.pressure_step, day)
    assert changed["defied"].tolist() == pytest.approx([0.4, 0.0])


def test_demand_halt__a_ceasefire_that_fails_at_once_only_counts() -> None:
    """With a hazard that mounts up to a million in thirty days."""
    changed = pressed(ceasefire_hazard=1e6).changed_by(pr.demand_halt, 0.105, KEY, 9)
    assert set(changed) == {"failed_truces", "forced_by"}
    assert exponential(KEY, 9, 74, 0) > 0.0
