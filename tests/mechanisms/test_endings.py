"""Laws and steps of `mechanisms/endings.py`."""

from __future__ import annotations

from typing import Any

import pytest

from known_theatre import Theatre, known_theatre
from multipolar.codes import Ending, Paper, Stop, Truce, WarPhase
from multipolar.mechanisms import endings as e


@pytest.mark.parametrize(
    ("code", "winner", "handed", "changed", "net", "label"),
    [
        (Stop.COLLAPSE, 0, 0.0, 0.5, 0.5, Ending.KNOCKOUT_A),
        (Stop.DRIVEN_OUT, 1, 0.0, 0.5, -0.5, Ending.KNOCKOUT_B),
        (Stop.SETTLEMENT, -1, 0.1, 0.6, 0.5, Ending.KNOCKOUT_A),
        (Stop.SETTLEMENT, -1, -0.1, 0.3, -0.2, Ending.KNOCKOUT_B),
        (Stop.SETTLEMENT, -1, 0.09, 0.3, 0.3, Ending.GAINS_A),
        (Stop.SETTLEMENT, -1, -0.09, 0.3, 0.3, Ending.GAINS_A),
        (Stop.TRUCE_HELD, -1, 0.3, 0.3, -0.2, Ending.GAINS_B),
        (Stop.TRUCE_HELD, -1, -0.3, 0.3, 0.2, Ending.GAINS_A),
        (Stop.PETERED_OUT, -1, 0.0, 0.1, 0.1, Ending.STATUS_QUO),
        (Stop.PETERED_OUT, -1, 0.0, 0.11, 0.1, Ending.GAINS_A),
        (Stop.PETERED_OUT, -1, 0.0, 0.11, -0.1, Ending.GAINS_B),
        (Stop.PETERED_OUT, -1, 0.0, 0.3, 0.09, Ending.FROZEN),
        (Stop.PETERED_OUT, -1, 0.0, 0.3, -0.09, Ending.FROZEN),
        (Stop.HORIZON, -1, 0.0, 0.9, 0.9, Ending.ONGOING),
    ],
)
def test_label_of__follows_the_taxonomy(code: int, winner: int, handed: float, changed: float, net: float, label: int) -> None:
    """Knock-out before status quo before gains before stalemate; what goes on is ongoing."""
    assert e.label_of(code, winner, handed, changed, net, 1) == label


def test_label_of__nobody_returns_to_lines_that_nobody_knows() -> None:
    """Where the lines before the round are unknown, a halt near the lines of the as-of date is a stalemate."""
    assert e.label_of(Stop.PETERED_OUT, -1, 0.0, 0.05, 0.05, 1) == Ending.STATUS_QUO
    assert e.label_of(Stop.PETERED_OUT, -1, 0.0, 0.05, 0.05, 0) == Ending.FROZEN
    assert e.label_of(Stop.TRUCE_HELD, -1, 0.0, 0.05, 0.2, 0) == Ending.GAINS_A


@pytest.mark.parametrize(
    ("own", "lost", "out"),
    [(0.2, 0.3, True), (0.1, 0.8, True), (0.1, 0.29, False), (0.21, 0.6, False), (0.1, -0.05, False)],
)
def test_driven_out__means_little_left_and_much_lost(own: float, lost: float, out: bool) -> None:
    """A thin foothold that loses a little is not beaten, nor is a side that keeps a quarter."""
    assert bool(e.driven_out(own, lost)) is out


def test_stop__keeps_code_day_and_winner() -> None:
    """Three fields and no other."""
    world = known_theatre()
    before = world.state.copy()[0]
    e.stop(world.st, Stop.TRUCE_HELD, 12.0, -1)

    assert {n: float(v) for n, v in world.changed_since(before).items()} == {
        "ending": Stop.TRUCE_HELD,
        "ending_day": 12.0,
        "winner": -1.0,
    }


def running(share: float = 0.5, was: float = 0.5, gained: float = 0.0, **fields: Any) -> Theatre:
    """Return a theatre in which A holds ``share`` of everything, held ``was`` yesterday and has gained that much before."""
    world = known_theatre()
    world.st["share"][:9] = share
    world.st["weight_now"], world.st["net_gain"] = was, gained
    world.st["men_start"][:] = 3500.0
    world.st["last_assault_day"], world.st["winner"] = 20.0, 7
    for name, value in fields.items():
        world.st[name] = value
    return world


def ended(world: Theatre, day: int = 30) -> tuple[int, float, int]:
    """Return ending, its day and the winner after a day."""
    world.run(e.endings_step, day)
    return int(world.st["ending"]), float(world.st["ending_day"]), int(world.st["winner"])


def test_endings_step__a_war_that_goes_on_keeps_its_books() -> None:
    """The share of today, what was gained since the as-of date, days without assaults."""
    world = running(0.55, 0.5, 0.1)
    changed = world.change(e.endings_step, 30)

    assert set(changed) == {"weight_now", "net_gain", "quiet_run"}
    assert [changed["weight_now"], changed["net_gain"], changed["quiet_run"]] == pytest.approx([0.55, 0.15, 10.0])
    assert running(0.55, ending=4).change(e.endings_step, 30) == {}


def test_endings_step__a_truce_that_holds_thirty_days_ends_the_war_on_its_first() -> None:
    """Not a day sooner, not one that has run out, and never a pause for the wounded."""
    for kind in (Truce.FORCED, Truce.AGREED):
        assert ended(running(truce_kind=kind, truce_left=0.5, truce_start=1.0), 31) == (Stop.TRUCE_HELD, 1.0, -1)
        assert ended(running(truce_kind=kind, truce_left=0.5, truce_start=1.0, last_assault_day=0.0), 30) == (0, 0.0, 7)
        assert ended(running(truce_kind=kind, truce_left=0.0, truce_start=1.0), 31) == (0, 0.0, 7)
        assert ended(running(truce_kind=kind, truce_left=0.5, truce_start=0.0), 30) == (Stop.TRUCE_HELD, 0.0, -1)
    assert ended(running(truce_kind=Truce.PAUSE, truce_left=0.5, truce_start=1.0), 31) == (0, 0.0, 7)


def test_endings_step__without_low_intensity_three_weeks_without_an_assault_end_a_war() -> None:
    """The day after the last assault; not under a truce."""
    assert ended(running().off("low_state"), 41) == (Stop.PETERED_OUT, 21.0, -1)
    assert ended(running().off("low_state"), 40) == (0, 0.0, 7)
    assert ended(running(truce_left=0.5, truce_start=35.0).off("low_state"), 41) == (0, 0.0, 7)
    assert ended(running(calm_days=90.0, war_phase=WarPhase.LOW).off("low_state"), 40) == (0, 0.0, 7)


def test_endings_step__a_war_of_low_intensity_ends_after_ninety_calm_days() -> None:
    """On the day after the last assault or the first calm one; under a truce alike, not while the war is active."""
    for phase in (WarPhase.LOW, WarPhase.TRUCE):
        late = running(calm_days=90.0, calm_start=33.0, war_phase=phase, last_assault_day=12.0)
        assert ended(late, 123) == (Stop.PETERED_OUT, 13.0, -1)
        late = running(calm_days=90.0, calm_start=12.0, war_phase=phase, last_assault_day=12.0)
        assert ended(late, 123) == (Stop.PETERED_OUT, 12.0, -1)
        assert ended(running(calm_days=90.0, calm_start=33.0, war_phase=phase), 123) == (Stop.PETERED_OUT, 21.0, -1)
        assert ended(running(calm_days=89.0, calm_start=33.0, war_phase=phase), 122) == (0, 0.0, 7)
    assert ended(running(calm_days=90.0, calm_start=33.0), 123) == (0, 0.0, 7)


def test_endings_step__a_month_of_low_intensity_is_enough_on_the_last_day() -> None:
    """Day 123 of 124; on the day before it takes ninety calm days, and an active war goes on. Under a truce a calm month."""

    def last(day: int, **fields: Any) -> tuple[int, float, int]:
        world = running(**fields)
        world.sc["horizon"] = 124
        return ended(world, day)

    over, on = (Stop.PETERED_OUT, 21.0, -1), (0, 0.0, 7)
    assert last(123, war_phase=WarPhase.LOW, phase_day=94.0, calm_start=124.0) == over
    assert last(122, war_phase=WarPhase.LOW, phase_day=93.0, calm_start=124.0) == on
    assert last(123, war_phase=WarPhase.LOW, phase_day=94.5, calm_start=124.0, calm_days=40.0) == on
    assert last(123, war_phase=WarPhase.TRUCE, phase_day=1.0, calm_days=30.0, calm_start=93.0) == over
    assert last(123, war_phase=WarPhase.TRUCE, phase_day=1.0, calm_days=29.0, calm_start=94.0) == on
    assert last(123, phase_day=1.0, calm_days=40.0, calm_start=83.0) == on


@pytest.mark.parametrize(
    ("assault", "calm", "fire", "end"),
    [(12.0, 33.0, 0.0, 13.0), (12.0, 9.0, 0.0, 9.0), (12.0, 33.0, 20.0, 20.0), (12.0, 9.0, 10.0, 10.0)],
)
def test_faded_on__not_before_the_fire_was_out(assault: float, calm: float, fire: float, end: float) -> None:
    """The day after the last assault, or the first calm one, but never sooner than the fire."""
    assert e.faded_on(assault, calm, fire) == end


def test_endings_step__no_war_has_faded_while_a_month_sees_more_than_one_death_a_day() -> None:
    """Thirty days after the fire it has, dated to its last; ninety calm days and the last day alike."""
    calm = {"calm_days": 90.0, "calm_start": 33.0, "war_phase": WarPhase.LOW}
    assert ended(running(**calm, fire_until=94.0), 123) == (Stop.PETERED_OUT, 94.0, -1)
    assert ended(running(**calm, fire_until=94.5), 123) == (0, 0.0, 7)
    for fire, found in ((94.0, (Stop.PETERED_OUT, 94.0, -1)), (94.5, (0, 0.0, 7))):
        world = running(war_phase=WarPhase.LOW, phase_day=41.0, calm_start=124.0, fire_until=fire)
        world.sc["horizon"] = 124
        assert ended(world, 123) == found


def test_endings_step__a_stage_of_rout_is_left_to_end_by_itself() -> None:
    """No petering out and no truce that has held while a side is beaten; the books are kept."""
    for left in ([3.0, 0.0], [0.0, 3.0]):
        assert ended(running(rout_left=left), 41) == (0, 0.0, 7)
        assert ended(running(truce_left=0.5, truce_start=1.0, truce_kind=1, rout_left=left), 31) == (0, 0.0, 7)
        assert ended(running(calm_days=99.0, war_phase=WarPhase.LOW, rout_left=left), 31) == (0, 0.0, 7)
        assert running(rout_left=left).change(e.endings_step, 41)["quiet_run"] == 21.0


def test_endings_step__powers_that_forced_a_ceasefire_are_its_brokers() -> None:
    """When it has held; one that both sides came to has none."""
    world = running(truce_left=0.5, truce_start=1.0, truce_kind=Truce.FORCED)
    world.sc["n_powers"] = 3
    world.st["forced_by"][:3] = 0, 1, 1
    world.run(e.endings_step, 31)
    assert (world.st["broker"][:3].tolist(), int(world.st["paper"])) == ([0, 1, 1], Paper.FORCED)
    world.st["ending"], world.st["truce_kind"], world.st["paper"] = Stop.RUNNING, Truce.AGREED, 0
    world.st["broker"][:] = 0
    world.run(e.endings_step, 31)
    assert (world.st["broker"][:3].tolist(), int(world.st["paper"])) == ([0, 0, 0], Paper.CEASEFIRE)
