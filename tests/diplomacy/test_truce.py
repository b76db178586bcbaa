"""Laws and steps of `diplomacy/truce.py`."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import KEY, Blank, blank_world, drawn
from multipolar.codes import Truce
from multipolar.diplomacy.truce import (
    any_contact,
    breakdown_rate,
    call_chance,
    ceasefire_life,
    ceasefire_now,
    ceasefire_rate,
    ceasefire_scale,
    decidedness,
    mediator_attention,
    start_ceasefire,
    truce_rate,
    truce_step,
)
from multipolar.numerics.random import member_key
from powers_toy import toy_world

EQUIVALENT = {
    ("mediator_attention", "p.awake[j] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""

UNIT = hs.floats(0, 1)


def test_breakdown_rate__worked_value() -> None:
    """0.1 exp(-2.5 x 0.2 - 1.2 x 0.3 - 0.6 x 0.4 - 0.5 x 0.5 + 1.4 x 0.6 + 0.6 x 0.7) = 0.1 exp(-0.09)."""
    assert breakdown_rate(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7) == pytest.approx(0.1 * math.exp(-0.09), rel=1e-9)


@pytest.mark.parametrize(
    ("share", "before", "decided"),
    [(0.7, 0.4, 0.5), (0.2, 0.4, 0.5), (1.0, 0.98, 0.25), (0.0, 0.02, 0.25), (1.0, 0.4, 1.0), (0.5, 0.4, 0.0), (0.35, 0.4, 0.0)],
)
def test_decidedness__counts_what_was_left_to_win_from_three_to_seven_tenths(share: float, before: float, decided: float) -> None:
    """Half of what was left is the middle of the ramp; little left to win counts as a twentieth; 0 and 1 are bounds."""
    assert decidedness(share, before) == pytest.approx(decided, abs=1e-9)


def test_call_chance__worked_values() -> None:
    """0.5 + attention of mediators, 1 without mediators, 2 at most: 1 - exp(-0.3 x factor)."""
    assert call_chance(0.3, 0.7, 1) == pytest.approx(1.0 - math.exp(-0.36))
    assert call_chance(0.3, 0.7, 0) == pytest.approx(1.0 - math.exp(-0.3))
    assert call_chance(0.3, 3.0, 2) == pytest.approx(1.0 - math.exp(-0.6))


def test_voices__awake_mediators_count() -> None:
    """Of four powers two mediate and are awake: their attention adds up to 1.3."""
    world = blank_world(powers=4)
    world.set(mediators=[1, 0, 1, 1], awake=[1, 1, 0, 1], attention_now=[0.5, 0.6, 0.7, 0.8])
    assert mediator_attention(*world.all) == (pytest.approx(1.3), 2)


def steady_world() -> Blank:
    """Return two sectors worth 4 and 6 in contact; the first was A's before the round, so lines at 0.4 decide nothing."""
    world = blank_world(sectors=2)
    world.set(contested=[1, 1], value=[4.0, 6.0], line_before=[1.0, 0.0], value_share=0.4, truce_hazard=0.3, truce_calls=1e6)
    world.st["contact"][0, 1] = 1
    return world


def test_any_contact__either_side_in_any_sector() -> None:
    """Contact of one side in one sector is contact."""
    world = steady_world()
    for b, s in ((0, 0), (1, 0), (1, 1)):
        world.st["contact"][:] = 0
        assert not any_contact(world.sc, world.st)
        world.st["contact"][b, s] = 1
        assert any_contact(world.sc, world.st)


def test_truce_rate__worked_values() -> None:
    """Every cause by itself on steady lines: 0.3 exp(weight x cause), with each cause capped at 1."""
    for change, exponent in (
        ({}, 0.0),
        ({"value_rate": 0.0004}, 1.4 * 0.4),
        ({"value_rate": -0.0004}, 1.4 * 0.4),
        ({"value_rate": 0.003}, 1.4),
        ({"fighters_now": [300.0, 500.0]}, 0.6 * 0.4),
        ({"fighters_now": [3000.0, 500.0]}, 0.6),
        ({"enforce_ext": 0.5, "concentration": 0.35}, -1.2 * 0.4),
        ({"enforce_ext": 2.0, "concentration": 0.35}, -1.2),
        ({"monitor": 0.5}, -0.6 * 0.5),
        ({"value_share": 0.7}, -2.5 * 0.5),
        ({"contact": [[0, 0]]}, -0.5),
    ):
        world = steady_world()
        world.set(**change)
        assert truce_rate(*world.all) == pytest.approx(0.3 * math.exp(exponent), rel=1e-6), change


def test_truce_step__a_truce_ages_by_a_day_and_its_end_is_booked() -> None:
    """A day goes from what is left; the last day counts a failure, a day of fighting and an event, and nothing else."""
    world = steady_world()
    world.set(truce_left=2.5, failed_truces=1.0)
    assert world.day(truce_step, 9) == {"truce_left": 1.5}
    assert world.day(truce_step, 10) == {"truce_left": 0.5}
    assert world.day(truce_step, 11) == {"truce_left": 0.0, "failed_truces": 2.0, "last_assault_day": 11.0, "mediation_due": 1}
    world.set(truce_left=1.0)
    assert world.day(truce_step, 12)["failed_truces"] == 3.0


def lasting_day(low: float = 0.2, high: float = 1.0) -> int:
    """Return a day on which both sides' draws of acceptance lie in the given range."""
    return next(d for d in range(5, 5000) if all(low < drawn(d, "TRUCE_ACCEPT", b) < high for b in range(2)))


def test_truce_step__a_call_starts_a_truce_of_the_drawn_length() -> None:
    """The length is a waiting time at the hazard of breakdown, with a floor of 10^-6; one below a day only counts."""
    day = lasting_day()
    waiting = -math.log(drawn(day, "TRUCE_LIFE", 0))
    for hazard, life in ((waiting / 1.2, 1.2), (0.0, waiting * 1e6)):
        world = steady_world()
        world.set(truce_hazard=hazard)
        assert world.day(truce_step, day) == {"truce_left": pytest.approx(life), "truce_start": float(day)}
    world.set(truce_hazard=waiting / 0.9, truce_left=0.0, failed_truces=4.0)
    assert world.day(truce_step, day) == {"failed_truces": 5.0}


def test_truce_step__nobody_calls_early_after_the_end_or_switched_off() -> None:
    """The fifth day of the round is the first for a call; an ended war and the switch allow none."""
    world = steady_world()
    assert world.day(truce_step, 4) == {}
    assert world.day(truce_step, 5) != {}
    world = steady_world()
    world.set(day_before=2.0)
    assert world.day(truce_step, 2) == {}
    assert world.day(truce_step, 3) != {}
    day = lasting_day()
    world = steady_world()
    world.switch("truces", 0.0)
    assert world.day(truce_step, day) == {}
    world.switch("truces", 1.0)
    world.set(ending=4, truce_left=0.0)
    assert world.day(truce_step, day) == {}
    world.set(truce_left=3.0)
    assert world.day(truce_step, day) == {}


def test_truce_step__a_call_comes_at_its_chance() -> None:
    """A call comes when the day's draw lies below 1 - exp(-rate (0.5 + attention))."""
    day = lasting_day()
    rate = -math.log(1.0 - drawn(day, "TRUCE_CALL", 0)) / 1.2
    for factor, comes in ((0.999, False), (1.001, True)):
        world = steady_world()
        world.set(n_powers=1, awake=[1.0], mediators=[1], attention_now=[0.7], truce_calls=factor * rate, truce_hazard=0.0)
        assert (world.day(truce_step, day) != {}) == comes


@pytest.mark.parametrize("b", [0, 1])
def test_call__one_in_five_who_gain_refuse(b: int) -> None:
    """A side that gains more than 0.001 a day refuses on a draw below 0.2; the other side and slow gains never do."""
    refusing = next(d for d in range(5, 5000) if drawn(d, "TRUCE_ACCEPT", b) < 0.2 < drawn(d, "TRUCE_ACCEPT", 1 - b))
    agreeing = next(d for d in range(5, 5000) if 0.2 < drawn(d, "TRUCE_ACCEPT", b) < 0.3)
    sign = 1.0 if b == 0 else -1.0
    for day, rate, agreed in (
        (refusing, 0.002, False),
        (refusing, 0.0012, False),
        (refusing, 0.0009, True),
        (refusing, -0.002, True),
        (agreeing, 0.002, True),
    ):
        world = steady_world()
        world.set(value_rate=sign * rate, truce_hazard=0.0)
        assert (world.day(truce_step, day) != {}) == agreed, (day, rate)


@given(UNIT, UNIT, UNIT, UNIT, UNIT, UNIT)
def test_breakdown_rate__enforcers_hold_and_gains_break(
    decided: float, enforcer: float, monitor: float, apart: float, gaining: float, spoilers: float
) -> None:
    """Decision, enforcers, monitors and distance hold a truce; an attacker still gaining and spoilers break it."""
    rate = breakdown_rate(0.5, decided, enforcer, monitor, apart, gaining, spoilers)
    assert breakdown_rate(0.5, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0) <= rate + 1e-12
    assert rate <= breakdown_rate(0.5, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0) + 1e-12


def test_small_laws__ends() -> None:
    """Even lines decide nothing, total victory does; a call is a probability that grows with its rate."""
    assert decidedness(0.5, 0.5) == 0.0
    assert decidedness(1.0, 0.5) == pytest.approx(1.0)
    assert 0.0 < call_chance(0.08, 0.0, 0) < call_chance(0.08, 2.0, 2) < 1.0


def run_calls(gaining: float, members: int = 30) -> tuple[float, float]:
    """Return how many truces held a day and how many failed at once when calls come daily."""
    held = failed = 0.0
    for member in range(members):
        world = toy_world()
        world.p["truce_calls"], world.p["truce_hazard"] = 50.0, 0.5
        world.st["value_rate"] = gaining
        world.run(truce_step, 10, member_key(np.uint64(3), np.int64(member)))
        held += world.st["truce_left"] > 0.0
        failed += world.st["failed_truces"]
    return held, failed


def test_truce_step__truces_fail_sooner_while_one_side_gains() -> None:
    """With steady lines most calls hold a day; while one side gains most do not."""
    calm, rough = run_calls(0.0), run_calls(0.01)
    assert calm[0] > rough[0]
    assert rough[1] > calm[1]


def test_truce_step__a_running_truce_ages_and_its_end_is_counted() -> None:
    """A truce of one and a half days lasts two mornings and then counts as failed; switched off none starts."""
    world = toy_world()
    world.st["truce_left"], world.st["truce_start"] = 1.5, 4.0
    world.run(truce_step, 5)
    assert world.st["truce_left"] == 0.5
    assert world.st["failed_truces"] == 0.0
    world.run(truce_step, 6)
    assert world.st["truce_left"] == 0.0
    assert world.st["failed_truces"] == 1.0
    world.p["on"][23] = 0.0
    world.p["truce_calls"] = 1e3
    world.run(truce_step, 7)
    assert world.st["failed_truces"] == 1.0
    assert world.st["truce_left"] == 0.0


def test_ceasefire_scale__worked_value() -> None:
    """0.5 exp(-1.2 x 0.3 - 0.6 x 0.4 - 0.5 x 0.5 - 2.5 x 0.2 + 4 x 0.1 + 0.6 x 0.7) = 0.5 exp(-0.53); odds below count not."""
    assert ceasefire_scale(0.5, 0.3, 0.4, 0.5, 0.2, 0.1, 0.7) == pytest.approx(0.5 * math.exp(-0.53))
    assert ceasefire_scale(0.5, 0.0, 0.0, 0.0, 0.0, -0.3, 0.0) == pytest.approx(0.5)


@given(hs.floats(0.01, 8), hs.floats(0.01, 5), UNIT)
def test_ceasefire_life__reaches_its_draw(drawn_life: float, scale: float, more: float) -> None:
    """H30 (t / 30)^0.4 is the draw at the life; who has less to fear holds longer."""
    life = ceasefire_life(drawn_life, scale)
    assert scale * (life / 30.0) ** 0.4 == pytest.approx(drawn_life)
    assert ceasefire_life(drawn_life, scale + more) <= life


def test_ceasefire_life__six_in_ten_hold_thirty_days_and_a_quarter_a_year() -> None:
    """At H30 of a half exp(-0.5) = 0.61, and exp(-0.5 (365 / 30)^0.4) = 0.26."""
    draws = -np.log((np.arange(20000) + 0.5) / 20000)
    lives = np.array([ceasefire_life(float(x), 0.5) for x in draws])
    assert (lives > 30.0).mean() == pytest.approx(0.61, abs=0.01)
    assert (lives > 365.0).mean() == pytest.approx(0.26, abs=0.01)


def test_ceasefire_now__every_cause_by_itself() -> None:
    """0.5 exp(weight x cause) on steady lines that decide nothing."""
    for change, exponent in (
        ({}, 0.0),
        ({"fighters_now": [300.0, 500.0]}, 0.6 * 0.4),
        ({"fighters_now": [3000.0, 500.0]}, 0.6),
        ({"enforce_ext": 0.5, "concentration": 0.35}, -1.2 * 0.4),
        ({"enforce_ext": 2.0, "concentration": 0.35}, -1.2),
        ({"monitor": 0.5}, -0.6 * 0.5),
        ({"contact": [[0, 0]]}, -0.5),
        ({"value_share": 0.7, "aim": [1.0, 1.0]}, 0.0),
        ({"value_share": 0.7, "aim": [0.5, 1.0], "seen_share": [0.71, 0.71], "start_own": [0.4, 0.4]}, -2.5 * 0.5),
        ({"value_share": 0.2, "aim": [1.0, 0.3], "seen_share": [0.2, 0.2], "start_own": [0.4, 0.4]}, -2.5 * 0.5),
        ({"best_odds": [0.7, 0.2], "threshold": [0.6, 0.5]}, 0.4),
        ({"best_odds": [0.1, 0.75], "threshold": [0.6, 0.5]}, 1.0),
        ({"best_odds": [0.1, 0.2], "threshold": [0.6, 0.5]}, 0.0),
    ):
        world = steady_world()
        world.set(ceasefire_hazard=0.5, aim=[1.0, 1.0], **{k: v for k, v in change.items() if k != "aim"})
        if "aim" in change:
            world.set(aim=change["aim"])
        assert ceasefire_now(*world.all) == pytest.approx(0.5 * math.exp(exponent), rel=1e-6), change


def test_start_ceasefire__lasts_as_drawn_or_fails_the_same_day() -> None:
    """The kind and the day are kept; a life below a day only counts as a failure; nothing lasts longer than any forecast."""
    waiting = -math.log(drawn(9, "CEASEFIRE_LIFE", 0))
    for life, hazard in ((20.0, waiting / (20.0 / 30.0) ** 0.4), (1e6, 1e-9)):
        world = steady_world()
        world.set(ceasefire_hazard=hazard, aim=[1.0, 1.0])
        changed = world.changed_by(start_ceasefire, Truce.FORCED, KEY, 9)
        assert changed == {"truce_left": pytest.approx(life), "truce_start": 9.0, "truce_kind": Truce.FORCED}
    world = steady_world()
    world.set(ceasefire_hazard=waiting / (0.99 / 30.0) ** 0.4, aim=[1.0, 1.0], failed_truces=2.0)
    assert world.changed_by(start_ceasefire, Truce.FORCED, KEY, 9) == {"failed_truces": 3.0}


def test_truce_step__nobody_calls_for_a_pause_in_a_rout() -> None:
    """While a side is beaten its stage runs on."""
    world = steady_world()
    world.set(rout_left=[0.0, 3.0])
    assert world.day(truce_step, lasting_day()) == {}


def test_ceasefire_rate__attention_helps_and_distrust_hinders() -> None:
    """0.03 (0.5 + attention), attention 1.5 at most; a fifth in wars of commitment."""
    assert [ceasefire_rate(attention, 0) for attention in (0.0, 0.5, 1.5, 9.0)] == pytest.approx([0.015, 0.03, 0.06, 0.06])
    assert ceasefire_rate(0.5, 1) == pytest.approx(0.006)


def test_truce_step__sides_without_an_attack_worth_making_come_to_a_ceasefire() -> None:
    """At its rate, before a call; not while either side has an axis, and not without a state of low intensity."""
    late = next(d for d in range(5, 5000) if drawn(d, "CEASEFIRE_CALL", 0) > 0.2 and drawn(d, "TRUCE_CALL", 0) < 0.9)
    early = next(d for d in range(5, 5000) if drawn(d, "CEASEFIRE_CALL", 0) < 1.0 - math.exp(-0.015))
    for day, agreed in ((late, False), (early, True)):
        world = steady_world()
        world.set(truce_calls=0.0)
        changed = world.day(truce_step, day)
        assert (changed.get("truce_kind", 0) == Truce.AGREED) == agreed
    for side in range(2):
        world = steady_world()
        world.set(truce_calls=0.0)
        world.st["chosen"][side, 1] = 1
        assert world.day(truce_step, early) == {}
    world = steady_world()
    world.set(truce_calls=0.0)
    world.switch("low_state", 0.0)
    assert world.day(truce_step, early) == {}
    for kind, at_rate in ((1, False), (0, True)):
        world = steady_world()
        world.set(truce_calls=0.0, of_commitment=kind)
        day = next(d for d in range(5, 9000) if 0.004 < drawn(d, "CEASEFIRE_CALL", 0) < 0.014)
        assert (world.day(truce_step, day).get("truce_kind", 0) == Truce.AGREED) == at_rate


def test_truce_step__nobody_calls_for_a_pause_in_a_lull() -> None:
    """Calls that come for certain in an active war."""
    day = lasting_day()
    for phase, called in ((2, False), (0, True)):
        world = steady_world()
        world.set(war_phase=phase, truce_hazard=0.0)
        world.st["chosen"][0, 1] = 1
        assert (world.day(truce_step, day) != {}) == called
