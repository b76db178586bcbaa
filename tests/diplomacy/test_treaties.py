"""Laws and steps of `diplomacy/treaties.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import KEY, Blank, blank_world, drawn
from multipolar.codes import TreatyState
from multipolar.diplomacy.treaties import (
    applies,
    gate_factor,
    honoured_for,
    losing,
    may_help,
    owes_help,
    recognised_territory_hit,
    request_chance,
    threatened,
    treaties_step,
    zone_fought,
)
from powers_toy import PATRON, toy_world

EQUIVALENT = {
    ("treaties_step", "p.awake[j] < 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    (
        "recognised_territory_hit",
        "recognised_territory_struck(sc, st, key, day, 1 - b) > 0.0: 0.0 -> 1.0",
    ): "a strike is of level 3 or 4, none is 0",
    (
        "treaties_step",
        "1 if applies(sc.treaty_zone[t], sc.treaty_soi ... tacked, recognised_territory_hit(sc, st, key, day, b)) else 0: 1 -> 2",
    ): "only whether it is zero is asked",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""


def pact(**values: object) -> Blank:
    """Return three sectors in a row, the zone in the middle, B's soil last, and a soil pact of power 0 with B, no opener in it."""
    world = blank_world(sectors=3, powers=1)
    world.arcs([(0, 1), (1, 2)])
    world.set(zone=[0, 1, 0], soil=[-1, -1, 1], contested=[0, 1, 0], share=[1.0, 0.0, 0.0], line_before=[1.0, 0.0, 0.0])
    world.set(n_treaties=1, treaty_power=[0], treaty_side=[1], treaty_soil=[1], request_probability=1.0, treaty_reliability=[1.0])
    world.set(start_own=[0.4, 0.4], seen_share=[0.4, 0.4])
    world.set(**values)
    return world


def striking_day(b: int, below: float = 0.05) -> int:
    """Return a decision day on which side ``b`` strikes recognised soil if it allows itself that much."""
    return next(d for d in range(4, 4000, 4) if drawn(d, "SOIL_STRIKE", b) < below)


@pytest.mark.parametrize("b", [0, 1])
def test_soil_hit__a_breach_on_the_ground_or_a_strike_of_the_day(b: int) -> None:
    """The enemy's use of a gate of 7 or more counts for good, a strike for its day unless it answers the round's opener."""
    world = pact(opener=1 - b)
    day = striking_day(0)  # the opener's place among the draws
    assert recognised_territory_hit(world.sc, world.st, KEY, day, b) == 0
    world.st["allowed"][1 - b] = 3.0
    assert recognised_territory_hit(world.sc, world.st, KEY, day, b) == 1
    world.set(opener=b)
    assert recognised_territory_hit(world.sc, world.st, KEY, day, b) == 0
    world.st["allowed"][:] = 0.0
    world.st["gate_used"][1 - b] = 7.0
    assert recognised_territory_hit(world.sc, world.st, KEY, day, b) == 1
    assert recognised_territory_hit(world.sc, world.st, KEY, day, 1 - b) == 0
    world.st["gate_used"][1 - b] = 6.9
    assert recognised_territory_hit(world.sc, world.st, KEY, day, b) == 0


@pytest.mark.parametrize("b", [0, 1])
def test_zone_fought__contact_of_either_side_inside_the_zone(b: int) -> None:
    """Contact in the zone counts, outside of it does not."""
    world = pact()
    assert zone_fought(world.sc, world.st) == 0
    world.st["contact"][b, 0] = 1
    assert zone_fought(world.sc, world.st) == 0
    world.st["contact"][b, 1] = 1
    assert zone_fought(world.sc, world.st) == 1


@pytest.mark.parametrize(
    ("b", "seen", "answer"), [(0, 0.29, 1), (0, 0.31, 0), (0, 0.6, 0), (1, 0.51, 1), (1, 0.49, 0), (1, 0.2, 0)]
)
def test_losing__sees_itself_a_tenth_behind(b: int, seen: float, answer: int) -> None:
    """From 0.4 on the as-of date: A loses below 0.3, B above 0.5."""
    world = pact()
    world.st["seen_share"][:] = 0.4
    world.st["seen_share"][b] = seen
    assert losing(world.st, b) == answer


def test_threatened__by_losing_or_by_an_enemy_newly_next_to_its_soil() -> None:
    """A in the contested sector next to B's soil threatens it, unless it stood there before or the ground is not contested."""
    world = pact()
    assert threatened(world.sc, world.st, 1) == 0
    world.set(seen_share=[0.4, 0.6])
    assert threatened(world.sc, world.st, 1) == 1
    world.set(seen_share=[0.4, 0.4], share=[1.0, 0.7, 0.0])
    assert threatened(world.sc, world.st, 1) == 1
    assert threatened(world.sc, world.st, 0) == 0
    for change in ({"share": [1.0, 0.4, 0.0]}, {"line_before": [1.0, 0.7, 0.0]}, {"contested": [0, 0, 0]}, {"soil": [1, -1, -1]}):
        other = pact(share=[1.0, 0.7, 0.0])
        other.set(**change)
        assert threatened(other.sc, other.st, 1) == (1 if "soil" in change else 0)
    alone = pact(share=[1.0, 0.7, 0.0], soil=[-1, 1, -1])
    assert threatened(alone.sc, alone.st, 1) == 0
    alone.set(contested=[1, 0, 0], line_before=[0.0, 0.0, 0.0])
    assert threatened(alone.sc, alone.st, 1) == 1


def test_duties__states_of_the_pact() -> None:
    """A duty holds back to a quarter until honoured; asked or honoured it is owed by who guarantees; others owe nothing."""
    world = pact(guarantees=[[0, 1]])
    world.p["position"][0, 0] = 0.5
    sc, p, st = world.all
    for state, factor, honoured, owed in (
        (TreatyState.IDLE, 0.25, 0, 0),
        (TreatyState.CONSULTED, 0.25, 0, 0),
        (TreatyState.ASKED, 0.25, 0, 1),
        (TreatyState.REFUSED, 0.25, 0, 0),
    ):
        world.set(treaty_state=[state])
        assert gate_factor(sc, p, st, 0, 1) == factor
        assert (honoured_for(sc, st, 0, 1), owes_help(sc, st, 0, 1)) == (honoured, owed)
    world.set(treaty_state=[TreatyState.HONOURED])
    assert (gate_factor(sc, p, st, 0, 1), honoured_for(sc, st, 0, 1), owes_help(sc, st, 0, 1)) == (1.0, True, True)
    world.set(guarantees=[[1, 1], [0, 1]])
    assert (honoured_for(sc, st, 0, 0), owes_help(sc, st, 0, 0)) == (False, False)
    assert (honoured_for(sc, st, 1, 1), owes_help(sc, st, 1, 1)) == (False, False)
    world.set(guarantees=[[1, 0]])
    assert not owes_help(sc, st, 0, 1)
    world.set(treaty_state=[TreatyState.REFUSED])
    assert gate_factor(sc, p, st, 0, 0) == 1.0
    assert gate_factor(sc, p, st, 1, 1) == 1.0
    world.switch("treaties", 0.0)
    assert gate_factor(sc, p, st, 0, 1) == 1.0


def breached() -> Blank:
    """Return the pact with B's soil attacked on the ground."""
    return pact(gate_used=[7.0, 0.0])


def test_treaties_step__a_host_attacked_on_its_soil_asks_and_the_patron_honours() -> None:
    """A certain request on a decision day: attention up by 0.1, tie by 0.2, the day noted, an event; later days add nothing."""
    world = breached()
    world.set(attention_now=[0.95])
    assert world.day(treaties_step, 5) == {}
    changed = world.day(treaties_step, 4)
    assert set(changed) == {"treaty_state", "treaty_day", "attention_now", "mediation_due", "tie"}
    assert (changed["treaty_state"][0], changed["treaty_day"][0], changed["attention_now"][0], changed["mediation_due"]) == (
        TreatyState.HONOURED,
        4.0,
        1.0,
        1,
    )
    assert changed["tie"][2, 1] == changed["tie"][1, 2] == pytest.approx(0.2)
    assert world.day(treaties_step, 8) == {}


def test_treaties_step__a_patron_that_will_not_refuses_once_and_for_all() -> None:
    """The tie falls by 0.15 and the norm wears by 0.2, one at most; the draw belongs to the treaty, not to the day."""
    for factor, state in ((0.999, TreatyState.REFUSED), (1.001, TreatyState.HONOURED)):
        world = breached()
        world.set(
            treaty_reliability=[factor * drawn(0, "TREATY_HONOUR", 0)], treaty_day=[2.0], norm_breach=0.5, attention_now=[0.3]
        )
        changed = world.day(treaties_step, 4)
        assert changed["treaty_state"][0] == state
        assert changed["attention_now"][0] == pytest.approx(0.4)
        assert "treaty_day" not in changed
    world = breached()
    world.set(treaty_day=[0.0])
    assert "treaty_day" not in world.day(treaties_step, 4)
    world = breached()
    world.set(treaty_side=[0], gate_used=[0.0, 7.0])
    assert world.day(treaties_step, 4)["tie"][2, 0] == pytest.approx(0.2)
    world = breached()
    world.set(treaty_reliability=[0.0], norm_breach=0.5)
    changed = world.day(treaties_step, 4)
    assert changed["norm_breach"] == pytest.approx(0.7)
    assert changed["tie"][2, 1] == pytest.approx(-0.15)
    world = breached()
    world.set(treaty_reliability=[0.0], norm_breach=0.9)
    assert world.day(treaties_step, 4)["norm_breach"] == 1.0


def test_treaties_step__a_threatened_host_consults_once() -> None:
    """Consultation comes at a quarter of the propensity: its day and attention, no event; then only an attack asks again."""
    day = next(d for d in range(4, 4000, 4) if drawn(d, "TREATY_REQUEST", 0) < 0.2)
    for factor, comes in ((0.999, False), (1.001, True)):
        world = pact(treaty_consult=[1], seen_share=[0.4, 0.6])
        world.set(request_probability=factor * 4.0 * drawn(day, "TREATY_REQUEST", 0))
        changed = world.day(treaties_step, day)
        assert set(changed) == ({"treaty_state", "treaty_day", "attention_now"} if comes else set())
    assert (changed["treaty_state"][0], changed["treaty_day"][0]) == (TreatyState.CONSULTED, float(day))
    world.set(request_probability=1.0)
    assert world.day(treaties_step, day) == {}
    world.set(gate_used=[7.0, 0.0])
    assert world.day(treaties_step, day)["treaty_state"][0] == TreatyState.HONOURED
    world = pact(seen_share=[0.4, 0.6])
    assert world.day(treaties_step, day) == {}


def test_treaties_step__inside_the_zone_only_a_loser_that_did_not_open_may_ask() -> None:
    """A zone pact: fighting there, the side losing, and the other side the opener."""
    for change, asked in (
        ({}, True),
        ({"opener": 1}, False),
        ({"seen_share": [0.4, 0.4]}, False),
        ({"contact": [[0, 0, 0]]}, False),
        ({"treaty_zone": [0]}, False),
        ({"awake": [0.0]}, False),
        ({"treaty_power": [-1]}, False),
        ({"treaty_side": [-1]}, False),
        ({"treaty_state": [TreatyState.REFUSED]}, False),
        ({"treaty_state": [TreatyState.ASKED]}, False),
    ):
        world = pact(treaty_zone=[1], treaty_soil=[0], seen_share=[0.4, 0.6], contact=[[0, 1, 0]])
        world.set(**change)
        changed = world.day(treaties_step, 4)
        assert (changed != {}) == asked, change
    world = pact(treaty_zone=[1], seen_share=[0.4, 0.6], contact=[[0, 1, 0]])
    world.switch("treaties", 0.0)
    assert world.day(treaties_step, 4) == {}


def test_treaties_step__an_event_brings_even_days_forward() -> None:
    """With an alarm hosts ask on every second day."""
    world = breached()
    assert world.day(treaties_step, 6) == {}
    world.set(decision_due=1)
    assert world.day(treaties_step, 6) != {}


@given(hs.integers(0, 1), hs.integers(0, 1), hs.integers(0, 1), hs.integers(0, 1))
def test_applies__only_for_the_territory_attacked(zone: int, soil: int, fought: int, attacked: int) -> None:
    """A treaty applies when ground it covers is attacked and for no other reason."""
    assert bool(applies(zone, soil, fought, attacked)) == bool((zone and fought) or (soil and attacked))


def test_request_chance__asks_in_full_only_once_help_is_due() -> None:
    """A host asks for help with its full propensity once it may, for consultation with a quarter, else never."""
    assert request_chance(0.4, 1, 0, False) == 0.4
    assert request_chance(0.4, 1, 0, True) == 1.0
    assert request_chance(0.4, 0, 0, True) == 0.0
    assert request_chance(0.4, 0, 1, False) == 0.1
    assert request_chance(0.4, 0, 0, False) == 0.0


def test_treaties_step__fighting_inside_the_zone_triggers_nothing() -> None:
    """While only disputed ground is fought over, a treaty for recognised soil stays idle."""
    world = toy_world()
    world.p["request_probability"] = 1.0
    for day in range(0, 40, 4):
        world.run(treaties_step, day)
    assert world.st["treaty_state"][0] == TreatyState.IDLE


def test_treaties_step__attack_on_soil_is_answered_once_and_moves_the_tie() -> None:
    """Once soil is attacked the host asks; a certain patron helps and is thanked, a hollow one refuses and is not."""
    for reliability, state, sign in ((1.0, TreatyState.HONOURED, 1.0), (0.0, TreatyState.REFUSED, -1.0)):
        world = toy_world()
        world.p["request_probability"], world.p["treaty_reliability"][0] = 1.0, reliability
        world.st["gate_used"][0] = 7.0
        before = world.st["tie"][2 + PATRON, 1]
        world.run(treaties_step, 4)
        world.run(treaties_step, 8)
        assert world.st["treaty_state"][0] == state
        assert np.sign(world.st["tie"][2 + PATRON, 1] - before) == sign
        assert world.st["treaty_day"][0] == 4.0


def test_treaties_step__switched_off_nobody_asks() -> None:
    """Without treaties the attack on soil calls nobody, and the gate holds nobody back."""
    world = toy_world()
    world.p["on"][17] = 0.0
    world.p["request_probability"] = 1.0
    world.st["gate_used"][0] = 7.0
    world.run(treaties_step, 4)
    assert world.st["treaty_state"][0] == TreatyState.IDLE


@pytest.mark.parametrize(("b", "position", "factor"), [(1, 0.0, 1.0), (1, 0.4, 0.4), (1, 0.5, 0.25), (1, 0.9, 0.25), (0, 0.8, 0.7)])
def test_gate_factor__holds_back_whoever_does_not_care_for_the_side(b: int, position: float, factor: float) -> None:
    """0.25 + 0.75 x (1 - 2 x distance of the wish from the side's success), a quarter at least."""
    world = pact(treaty_side=[b])
    world.p["position"][0, 0] = position
    assert gate_factor(*world.all, 0, b) == pytest.approx(factor)


def test_gate_factor__a_duty_not_due_holds_back_and_an_honoured_one_frees() -> None:
    """The treaty gate: a quarter before and after refusal, full once honoured, full for powers without a duty."""
    world = toy_world()
    world.p["position"][PATRON, 0] = 0.6

    def gate(j: int) -> float:
        return float(gate_factor(world.sc, world.p, world.st, j, 1))

    assert gate(PATRON) == 0.25
    assert gate(0) == 1.0
    world.st["treaty_state"][0] = TreatyState.REFUSED
    assert gate(PATRON) == 0.25
    world.st["treaty_state"][0] = TreatyState.HONOURED
    assert gate(PATRON) == 1.0


@pytest.mark.parametrize(("legality", "state"), [(0.0, TreatyState.IDLE), (0.49, TreatyState.IDLE), (0.5, TreatyState.HONOURED)])
def test_treaties_step__a_pact_on_soil_covers_the_zone_where_law_makes_them_alike(legality: float, state: TreatyState) -> None:
    """B loses in the zone: its pact on soil is called only where an attack there counts as half of one on soil at least."""
    world = pact(seen_share=[0.6, 0.6], opener=0, zone_legality=legality)
    world.st["contact"][0, 1] = 1
    world.day(treaties_step, 4)
    assert world.st["treaty_state"][0] == state


@pytest.mark.parametrize(
    ("several", "asked", "day", "may"),
    [(0, -1.0, 3.0, 1), (1, -1.0, 30.0, 0), (1, 4.0, 17.0, 0), (1, 4.0, 18.0, 1), (1, 0.0, 14.0, 1)],
)
def test_may_help__several_parties_consult_for_two_weeks(several: int, asked: float, day: float, may: int) -> None:
    """A pact of two may help at once; several parties need 14 days from the first request."""
    assert may_help(several, asked, day) == may


def test_treaties_step__a_pact_among_several_consults_first_and_helps_two_weeks_later() -> None:
    """The first request opens consultation; help comes on the first decision day a fortnight after."""
    world = pact(treaty_several=[1], seen_share=[0.6, 0.6], opener=0, treaty_zone=[1])
    world.st["contact"][0, 1] = 1
    states = {}
    for day in range(4, 24, 4):
        world.run(treaties_step, day, KEY)
        states[day] = int(world.st["treaty_state"][0])
    assert states == {4: TreatyState.CONSULTED, 8: 1, 12: 1, 16: 1, 20: TreatyState.HONOURED}
    assert world.st["treaty_day"][0] == 4.0


def test_treaties_step__a_pact_that_calls_by_itself_needs_no_request() -> None:
    """With no chance of a request, help comes where the member's draw lies below the pact's automaticity."""
    u = drawn(0, "TREATY_REQUEST", 64)
    for automatic, state in ((u + 1e-6, TreatyState.HONOURED), (u - 1e-6, TreatyState.IDLE)):
        world = pact(request_probability=0.0, treaty_automatic=[automatic], seen_share=[0.6, 0.6], opener=0, treaty_zone=[1])
        world.st["contact"][0, 1] = 1
        world.run(treaties_step, 4, KEY)
        assert world.st["treaty_state"][0] == state
