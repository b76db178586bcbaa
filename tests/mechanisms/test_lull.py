"""Laws and step of `mechanisms/lull.py`, and what low intensity does to the steps that ask for it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from known_theatre import KEY, Theatre, known_theatre
from multipolar.codes import Level, Stop, WarPhase
from multipolar.mechanisms import lull
from multipolar.mechanisms.cohesion import cohesion_step
from multipolar.mechanisms.drones import drones_step
from multipolar.mechanisms.effort import threshold_now
from multipolar.mechanisms.munitions import munitions_step
from multipolar.mechanisms.tempo import tempo_step
from multipolar.numerics.random import normal, uniform

TEMPO, PHASE = 21, 22
"""Random streams of the tempo."""


def test_fire_left__falls_to_a_twentieth_in_fifteen_days_and_ebbs_away() -> None:
    """e^(-t/5), a twentieth at least, from the fifteenth day on e^(-(t-15)/40) of that; nothing falls before the first day."""
    assert [lull.fire_left(t, 0.0) for t in (-1.0, 0.0, 5.0, 10.0, 15.0, 55.0, 95.0)] == pytest.approx(
        [1.0, 1.0, math.exp(-1), math.exp(-2), 0.05, 0.05 * math.exp(-1), 0.05 * math.exp(-2)]
    )


def test_fire_left__does_not_ebb_where_no_promise_is_believed() -> None:
    """A war of commitment keeps a twentieth of its fire for as long as the lull lasts."""
    assert [lull.fire_left(t, 1.0) for t in (0.0, 10.0, 15.0, 55.0, 95.0)] == pytest.approx([1.0, math.exp(-2), 0.05, 0.05, 0.05])


def test_low_fire__reads_the_type_of_the_war() -> None:
    """Forty days into a lull a war of limited aims fires e^(-25/40) of what one of commitment fires."""
    world = war(60, phase_day=20.0)
    limited = lull.low_fire(world.st)
    world.st["of_commitment"] = 1
    assert lull.low_fire(world.st) == pytest.approx(0.05)
    assert limited == pytest.approx(0.05 * math.exp(-25 / 40))


def test_calm_rate__twenty_five_in_a_year_or_two_in_a_hundred() -> None:
    """0.07 a day; above 3.5 a day 2 % of the war's mean, one a day at most."""
    assert [lull.calm_rate(mean) for mean in (0.0, 3.4, 20.0, 50.0, 400.0)] == pytest.approx([0.07, 0.07, 0.4, 1.0, 1.0])


@pytest.mark.parametrize(
    ("before", "truce", "quiet", "on", "phase"),
    [
        (0, 0.0, 20.0, 1.0, WarPhase.ACTIVE),
        (0, 0.0, 21.0, 1.0, WarPhase.LOW),
        (0, 0.0, 21.0, 0.0, WarPhase.ACTIVE),
        (2, 0.0, 21.0, 0.0, WarPhase.ACTIVE),
        (2, 0.0, 1.0, 1.0, WarPhase.LOW),
        (2, 0.0, 0.0, 1.0, WarPhase.ACTIVE),
        (1, 0.0, 1.0, 1.0, WarPhase.ACTIVE),
        (0, 0.5, 0.0, 1.0, WarPhase.TRUCE),
        (2, 0.5, 99.0, 0.0, WarPhase.TRUCE),
    ],
)
def test_phase_of__three_weeks_without_an_assault_until_the_next(
    before: int, truce: float, quiet: float, on: float, phase: int
) -> None:
    """A truce goes before; an assault today ends low intensity; switched off there is none."""
    assert lull.phase_of(before, truce, quiet, on) == phase


def war(day: int, **fields: Any) -> Theatre:
    """Return a theatre that has been at low intensity since ten days before ``day``."""
    world = known_theatre()
    world.st["war_phase"], world.st["phase_day"], world.st["day_now"] = WarPhase.LOW, day - 10.0, day
    world.st["last_assault_day"] = day - 31.0
    world.sc["n_powers"] = 2
    for name, value in fields.items():
        world.st[name] = value
    return world


def test_small_laws__all_as_usual_in_an_active_war() -> None:
    """Fire, tempo, margin and rate of a relaunch change at low intensity alone, and the last only within its week."""
    world = war(40, stirred_until=[41.0, 40.0])
    assert lull.is_low(world.st)
    assert lull.low_fire(world.st) == pytest.approx(math.exp(-2))
    assert (lull.low_tempo(world.st, 0), lull.relaunch_margin(world.st)) == (0.15, 0.03)
    assert [lull.stirred(world.st, b, 40.0) for b in range(2)] == [3.0, 1.0]
    for phase in (WarPhase.ACTIVE, WarPhase.TRUCE):
        world.st["war_phase"] = phase
        assert not lull.is_low(world.st)
        assert (lull.low_fire(world.st), lull.low_tempo(world.st, 0), lull.relaunch_margin(world.st)) == (1.0, 1.0, 0.0)
        world.st["evicted"][:] = 0, 1
        assert [lull.low_tempo(world.st, b) for b in range(2)] == [1.0, 0.15]
        assert lull.stirred(world.st, 0, 40.0) == 1.0


def test_lull_step__enters_and_leaves_low_intensity() -> None:
    """The day is kept, marks are set anew; the state lasts until an assault; a war that has stopped stands still."""
    world = war(40, war_phase=0, phase_day=3.0, last_assault_day=19.0)
    world.st["received"][:], world.st["stirred_until"][:] = (7.0, 8.0), 99.0
    world.run(lull.lull_step, 40)
    assert (int(world.st["war_phase"]), float(world.st["phase_day"])) == (WarPhase.LOW, 40.0)
    assert (list(world.st["arms_mark"]), list(world.st["stirred_until"])) == ([7.0, 8.0], [0.0, 0.0])
    world.run(lull.lull_step, 41)
    assert float(world.st["phase_day"]) == 40.0
    world.st["last_assault_day"] = 42.0
    world.run(lull.lull_step, 42)
    assert (int(world.st["war_phase"]), float(world.st["phase_day"])) == (WarPhase.ACTIVE, 42.0)
    assert war(40, ending=Stop.SETTLEMENT).change(lull.lull_step, 40) == {}
    off = war(40).off("low_state")
    off.run(lull.lull_step, 40)
    assert int(off.st["war_phase"]) == WarPhase.ACTIVE


def test_lull_step__a_run_of_calm_days_begins_anew_with_too_many_dead() -> None:
    """Ninety days at 0.07 a day are 6.3 dead: with 6 the run goes on, with 7 the next one begins tomorrow."""
    for dead, start, days in ((6.0, 5.0, 46.0), (7.0, 51.0, 0.0)):
        world = war(50, calm_start=5.0, calm_dead=10.0)
        world.st["dead"][:] = 4.0, 6.0 + dead
        world.run(lull.lull_step, 50)
        assert (float(world.st["calm_start"]), float(world.st["calm_days"])) == (start, days)
        assert float(world.st["calm_dead"]) == (10.0 if dead < 6.5 else 10.0 + dead)


def test_lull_step__the_war_s_mean_counts_the_dead_before() -> None:
    """2,000 dead in 100 days: 0.4 a day, 36 in ninety days."""
    for dead, restarts in ((35.0, False), (37.0, True)):
        world = war(49, calm_start=5.0)
        world.sc["day_before"] = 50.0
        world.p["dead_before"][:] = 900.0, 1100.0 - dead
        world.st["dead"][0] = dead
        world.run(lull.lull_step, 49)
        assert (float(world.st["calm_start"]) == 50.0) == restarts
    first = war(0, calm_start=5.0, phase_day=-9.0)
    first.run(lull.lull_step, 0)
    assert float(first.st["calm_start"]) == 1.0


@pytest.mark.parametrize(
    ("dead", "since", "fire", "start"),
    [(30.0, 40.0, 7.0, 40.0), (30.5, 40.0, 51.0, 51.0), (30.0, 22.0, 7.0, 22.0), (30.0, 21.0, 7.0, 51.0), (30.5, 21.0, 51.0, 51.0)],
)
def test_lull_step__the_fire_lasts_while_a_month_sees_more_than_one_death_a_day(
    dead: float, since: float, fire: float, start: float
) -> None:
    """Day 50: with more than thirty dead it lasted until today; then, or after thirty days, the next month begins."""
    world = war(50, month_start=since, month_dead=10.0, fire_until=7.0)
    world.st["dead"][:] = 4.0, 6.0 + dead
    world.run(lull.lull_step, 50)
    assert (float(world.st["fire_until"]), float(world.st["month_start"])) == (fire, start)
    assert float(world.st["month_dead"]) == (10.0 if start == since else 10.0 + dead)


def invited(day: int = 40, **fields: Any) -> list[float]:
    """Return until when either side is invited to break the lull after a day."""
    world = war(day, **fields)
    world.p["munitions_use"][:] = 10.0
    world.run(lull.lull_step, day)
    return [float(x) for x in world.st["stirred_until"]]


def test_see_invitations__arms_for_ten_days_of_fire() -> None:
    """More than 100 t since they were last counted; they then count from there."""
    assert invited(received=[100.0, 0.0]) == [0.0, 0.0]
    assert invited(received=[101.0, 0.0]) == [48.0, 0.0]
    assert invited(received=[101.0, 150.0], arms_mark=[50.0, 20.0]) == [0.0, 48.0]
    world = war(40, received=[101.0, 5.0])
    world.p["munitions_use"][:] = 10.0
    world.run(lull.lull_step, 40)
    assert list(world.st["arms_mark"]) == [101.0, 0.0]
    world.st["war_phase"], world.st["last_assault_day"] = WarPhase.ACTIVE, 40.0
    assert invited(received=[500.0, 0.0], war_phase=WarPhase.ACTIVE, last_assault_day=40.0) == [0.0, 0.0]


def test_see_invitations__a_patron_that_leaves_invites_the_enemy() -> None:
    """A power in arms that has put them down, of the side nearer to it; its level is kept for tomorrow."""
    for mark, now, tie, found in (
        (Level.ARMED, Level.OUT, 0.5, [0.0, 48.0]),
        (Level.DIRECT, Level.OUT, 0.5, [0.0, 48.0]),
        (Level.ARMED, Level.OUT, -0.5, [48.0, 0.0]),
        (Level.ARMED, Level.ARMED, 0.5, [0.0, 0.0]),
        (Level.DIRECT, Level.ARMED, 0.5, [0.0, 0.0]),
        (Level.OUT, Level.OUT, 0.5, [0.0, 0.0]),
        (Level.ARMED, Level.OUT, 0.0, [0.0, 0.0]),
    ):
        world = war(40)
        world.p["munitions_use"][:] = 10.0
        world.st["tie"][3, 0], world.st["level_mark"][1], world.st["level"][1] = tie, mark, now
        world.run(lull.lull_step, 40)
        assert list(world.st["stirred_until"]) == found, (mark, now, tie)
        assert int(world.st["level_mark"][1]) == now


def test_see_invitations__the_season_opens_for_both() -> None:
    """On the day on which the snow line passes 2,100 m on its way up, 30 April in 40 degrees north; never without snow."""
    for doy, snow, found in ((120.0, 1, 0.0), (121.0, 1, 48.0), (122.0, 1, 0.0), (121.0, 0, 0.0), (320.0, 1, 0.0)):
        world = war(40) if snow else war(40).off("snow")
        world.sc["latitude"], world.sc["doy_start"] = 40.0, doy - 40.0
        world.p["munitions_use"][:] = 10.0
        world.run(lull.lull_step, 40)
        assert list(world.st["stirred_until"]) == [found, found], doy


def test_threshold_now__three_more_in_a_lull() -> None:
    """Whoever breaks it wants to be surer."""
    world = war(40, threshold=[0.5, 0.4])
    world.st["men_start"][:] = 1.0
    assert [threshold_now(world.p, world.st, b) for b in range(2)] == pytest.approx([0.53, 0.43])


def test_tempo_step__a_relaunch_is_rare_and_three_times_likelier_when_invited() -> None:
    """0.15 of the tempo over nine axes; side A has been invited."""
    for day in range(40, 240):
        world = war(day, stirred_until=[day + 1.0, 0.0])
        world.st["chosen"][:, :9], world.p["tempo"] = 1, 0.4
        world.run(tempo_step, day, KEY)
        pace = 0.15 / 9.0 * 0.75 * math.exp(0.35 * 0.9165 * normal(KEY, day, TEMPO, 0))
        start = pace * 0.33 / (1.0 - pace)
        drawn = np.array([[uniform(KEY, day, PHASE, 64 * b + s) for s in range(9)] for b in range(2)])
        assert (np.array(world.st["phase"][:, :9]) == (drawn < np.array([[3.0 * start], [start]]))).all()


def test_munitions_and_drones__a_part_of_the_fire() -> None:
    """Ten days on e^-2 of what would be fired, flown and spent."""
    world, usual = war(40), war(40, war_phase=WarPhase.ACTIVE)
    for one in (world, usual):
        one.p["munitions_use"][:], one.st["munitions"][:] = 100.0, 1e5
        one.p["loitering"][:], one.st["loiter"][:], one.st["visible"][:] = 450.0, 450.0, 1.0
        one.p["drone_kill"], one.st["drones"][:] = 5.0, 400.0
        one.st["equip_start"][:], one.st["equip"][:] = 300.0, 300.0
        one.run(munitions_step, 40)
        one.run(drones_step, 40)
    part = math.exp(-2)
    assert list(world.st["fire_tonnes"]) == pytest.approx([part * x for x in usual.st["fire_tonnes"]])
    assert [450.0 - x for x in world.st["loiter"]] == pytest.approx([part * (450.0 - x) for x in usual.st["loiter"]])
    assert 0.0 < world.st["hits"].sum() < 0.3 * usual.st["hits"].sum()


def test_cohesion_step__no_army_collapses_in_a_lull() -> None:
    """As under a truce."""
    for phase, falls in ((WarPhase.LOW, False), (WarPhase.ACTIVE, True)):
        world = war(40, war_phase=phase)
        world.p["side_collapse"] = 1e9
        world.st["breaks"][:], world.st["men_start"][:] = 9.0, 3500.0
        world.run(cohesion_step, 40)
        assert bool(world.st["rout_left"].any()) == falls
