"""Laws and steps of `diplomacy/red_lines.py`."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as hs

from blank_world import KEY, Blank, blank_world, drawn
from multipolar.diplomacy.options import options_step
from multipolar.diplomacy.red_lines import (
    PENDING,
    aimed_at,
    attack_cost,
    attacks_zone,
    behind_gate,
    believed_credibility,
    believed_spread,
    border_step,
    crossed_chance,
    decision_day,
    effective_threshold,
    entry_step,
    gate_worth,
    legal_cost,
    named_sector_threatened,
    own_forces_hit,
    presence,
    recognised_territory_struck,
    recognised_territory_taken,
    recognised_territory_threatened,
    red_lines_step,
    restraint_of,
    sector_step,
    step_against,
    step_worth,
    tripwire_cost,
    weigh_gates,
)
from powers_toy import PATRON, SPONSOR, toy_world

EQUIVALENT = {
    ("recognised_territory_threatened", "p.awake[j] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("red_lines_step", "p.awake[sc.red_owner[r]] > 0.5: 0.5 -> 0.75"): "a power is awake (1) or asleep (0)",
    ("border_step", "worst > 0.0: 0.0 -> 1.0"): "the step is 0, 2 or 4 there",
    ("weigh_gates", "range(4): 4 -> 5"): "a fifth round weighs the gate of 10 once more",
    (
        "red_lines_step",
        "recognised_territory_struck(sc, st, key, day, b) > 0.0: 0.0 -> 1.0",
    ): "a strike is of level 3 or 4, none is 0",
}
"""Changes of the source that change no result, with the reason; read by `verification.mutants`."""

LEVEL = hs.floats(0, 10)


def cdf(z: float) -> float:
    """Return the standard normal distribution function."""
    return 0.5 * (1.0 + math.erf(z / math.sqrt(2.0)))


def test_small_laws__worked_values() -> None:
    """P(step 7 >= N(6, 2)), with a spread of 0.05 at least; 6 + 1.5 x 0.5; 0.3 - 0.4 x 0.5 x 0.5 - 0.02 - 0.05."""
    assert crossed_chance(7.0, 6.0, 2.0) == pytest.approx(cdf(0.5), abs=1e-6)
    assert crossed_chance(6.05, 6.0, 0.0) == pytest.approx(cdf(1.0), abs=1e-6)
    assert effective_threshold(6.0, 0.75) == pytest.approx(6.75)
    assert step_worth(0.3, 0.4, 0.5, 0.02, 0.05) == pytest.approx(0.13)


@pytest.mark.parametrize(
    ("day", "event", "due"), [(8, 0, True), (10, 0, False), (10, 1, True), (9, 1, False), (9, 0, False), (12, 1, True)]
)
def test_decision_day__every_fourth_and_after_an_event_even_ones(day: int, event: int, due: bool) -> None:
    """Days 8 and 12 in any case, 10 after an event, 9 never."""
    assert decision_day(day, event) == due


def lines(kind: int, **values: object) -> Blank:
    """Return three sectors in a row, B's soil last behind a gate of 7, power 0 owning one line of a kind, power 1 beside it."""
    world = blank_world(sectors=3, powers=2)
    world.arcs([(0, 1), (1, 2)])
    world.set(soil=[-1, -1, 1], gate=[0, 0, 7], share=[1.0, 0.0, 0.0], contested=[1, 1, 0], value=[2.0, 3.0, 4.0])
    world.set(n_redlines=1, red_owner=[0], red_kind=[kind], red_credibility=[0.5], red_mean=[6.0], red_sd=[2.0])
    world.set(red_threshold=[6.0], restraint=[0.0, 0.0], legitimacy_cost=0.0, tacit_contract=0.0)
    world.sc["red_told"][:] = 1
    world.set(**values)
    return world


def test_believed_spread__of_those_told_and_of_others() -> None:
    """As unsure as the file says for whom it names; 3 at least for everybody else."""
    world = lines(0, red_sd=[2.0])
    world.sc["red_told"][0, 3] = 0
    assert [believed_spread(world.sc, world.st, 0, x) for x in (0, 3)] == [2.0, 3.0]
    world.set(red_sd=[4.0])
    assert [believed_spread(world.sc, world.st, 0, x) for x in (0, 3)] == [4.0, 4.0]


@pytest.mark.parametrize("kind", [0, 5])
def test_fear__of_a_side_that_was_not_told_is_of_a_vaguer_line(kind: int) -> None:
    """A line at 9 frightens A from a step of 6 by 0.5 P(z < -1) where only B was told of it, by P(z < -1.5) where A was."""
    for told, z in ((1, -1.5), (0, -1.0)):
        world = lines(kind, red_mean=[9.0])
        world.sc["red_told"][0, 0], world.sc["red_side"][0] = told, -1
        world.sc["red_sector"][0, 2] = 1
        fear = named_sector_threatened(*world.all, 0, 2, 6.0) if kind else recognised_territory_threatened(*world.all, 0, 6.0)
        assert fear == pytest.approx(0.5 * cdf(z), abs=1e-6)


def test_legal_cost__of_soil_and_of_the_zone_as_far_as_law_makes_them_alike() -> None:
    """All of it behind a gate; in the zone 0.4 of it by the sector's part of what the opener does not hold there."""
    world = lines(3, zone=[1, 1, 0], opener=0, legitimacy_cost=0.1, zone_legality=0.4, share=[1.0, 0.2, 0.0])
    cost = lambda b, s: legal_cost(*world.all, b, s)
    assert [cost(0, 2), cost(1, 2)] == pytest.approx([0.1, 0.1])
    assert [cost(0, 1), cost(1, 1)] == pytest.approx([0.04, 0.0])
    assert cost(0, 0) == pytest.approx(0.04 * 2.0 / 5.0)
    world.set(share=[0.0, 0.2, 0.0])
    assert cost(0, 1) == pytest.approx(0.04 * 3.0 / 5.0)
    assert attack_cost(*world.all, 0, 1) == pytest.approx(0.04 * 3.0 / 5.0)
    world.set(zone_legality=0.0)
    assert cost(0, 1) == 0.0
    world.set(zone_legality=0.4, zone=[0, 0, 0])
    assert cost(0, 1) == 0.0


def sponsored(world: Blank) -> Blank:
    """Let power 1 have armed both sides, with which it is wholly at one and which are not their own masters."""
    for b in range(2):
        o, _ = world.option(1, "arm", level=1, favours=b)
        world.st["first_use"][1, o] = 0.0
        world.st["tie"][3, b] = world.st["tie"][b, 3] = 1.0
    return world


def test_restraint_of__as_far_as_the_sponsor_is_a_friend_and_the_side_not_free() -> None:
    """0.3 x 0.5 x (1 - 0.6); nothing from nobody, from a power that never armed the side, or without a restraint."""
    world = sponsored(lines(0, restraint=[0.3, 0.3], autonomy=[0.6, 0.0]))
    world.st["tie"][3, 0] = 0.5
    assert restraint_of(*world.all, 0) == pytest.approx(0.06)
    assert restraint_of(*world.all, 1) == pytest.approx(0.3)
    world.set(restraint=[0.0, 0.3])
    assert restraint_of(*world.all, 0) == 0.0
    assert restraint_of(*lines(0, restraint=[0.3, 0.3]).all, 0) == 0.0


def test_attacks_zone__only_the_opener_and_only_in_the_zone() -> None:
    """An assault of the opener in the zone breaches the norm by half the part that counts; others and elsewhere do not."""
    for phase, breach in (([[0, 1, 0], [0, 0, 0]], 0.2), ([[1, 0, 0], [0, 1, 0]], 0.0)):
        world = lines(3, zone=[0, 1, 0], opener=0, zone_legality=0.4, phase=phase)
        assert attacks_zone(world.sc, world.st) == (breach > 0.0)
        world.day(red_lines_step, quiet_day() + 1)
        assert world.st["norm_breach"] == pytest.approx(breach)
        assert world.st["breached"] == pytest.approx([breach, 0.0])


@pytest.mark.parametrize("b", [0, 1])
def test_soil_strike__one_day_in_twenty_and_four_in_ten_on_a_town(b: int) -> None:
    """Below a draw of 0.05 a strike, level 4 below a second draw of 0.4; none in a truce or below an allowed 3."""
    world = lines(0)

    def day(low: float, high: float, town: tuple[float, float]) -> int:
        return next(
            d
            for d in range(200000)
            if low < drawn(d, "SOIL_STRIKE", b) < high and town[0] < drawn(d, "SOIL_STRIKE", 2 + b) < town[1]
        )

    town, site, middle, none = (
        day(0, 0.05, (0, 0.39)),
        day(0, 0.05, (0.61, 1)),
        day(0.03, 0.05, (0.41, 0.59)),
        day(0.051, 0.07, (0, 1)),
    )
    world.st["allowed"][b] = 2.9
    assert recognised_territory_struck(world.sc, world.st, KEY, town, b) == 0.0
    world.st["allowed"][b] = 3.0
    for when, level in ((town, 4.0), (site, 3.0), (middle, 3.0), (none, 0.0)):
        assert recognised_territory_struck(world.sc, world.st, KEY, when, b) == level
    world.set(truce_left=0.5)
    assert recognised_territory_struck(world.sc, world.st, KEY, town, b) == 0.0


def quiet_day(start: int = 4, step: int = 4) -> int:
    """Return a day on which neither side would strike soil."""
    return next(d for d in range(start, 4000, step) if min(drawn(d, "SOIL_STRIKE", 0), drawn(d, "SOIL_STRIKE", 1)) > 0.05)


def test_soil_taken__assaults_and_strikes_of_the_sides_the_line_is_aimed_at() -> None:
    """An assault on B's soil counts as its gate, at least 6; a strike as 3 or 4; side B's own doings there do not count."""
    world = lines(0)
    day = quiet_day()
    assert recognised_territory_taken(world.sc, world.st, KEY, day, 0) == 0.0
    world.st["phase"][0, 2] = 1
    assert recognised_territory_taken(world.sc, world.st, KEY, day, 0) == 7.0
    world.set(gate=[0, 0, 3])
    assert recognised_territory_taken(world.sc, world.st, KEY, day, 0) == 6.0
    world.set(red_side=[1])
    assert recognised_territory_taken(world.sc, world.st, KEY, day, 0) == 0.0
    world.set(red_side=[0])
    assert recognised_territory_taken(world.sc, world.st, KEY, day, 0) == 6.0
    world.st["phase"][:] = 0
    world.st["phase"][1, 2] = 1
    world.st["phase"][0, 1] = 1
    assert recognised_territory_taken(world.sc, world.st, KEY, day, 0) == 0.0
    strike = next(d for d in range(4000) if drawn(d, "SOIL_STRIKE", 0) < 0.05 and drawn(d, "SOIL_STRIKE", 2) < 0.4)
    world.set(allowed=[3.0, 0.0])
    assert recognised_territory_taken(world.sc, world.st, KEY, strike, 0) == 4.0
    world.st["phase"][0, 2] = 1
    assert recognised_territory_taken(world.sc, world.st, KEY, strike, 0) == 6.0
    assert [aimed_at(world.sc, 0, b) for b in range(2)] == [True, False]
    world = lines(0, soil=[0, -1, -1], gate=[8, 0, 0])
    world.st["phase"][1, 0] = 1
    assert recognised_territory_taken(world.sc, world.st, KEY, day, 0) == 8.0


@cache
def low_draws() -> dict[int, float]:
    """Return the days on which the draw of incidents of the first line is low, with that draw."""
    draws = {d: drawn(d, "STEP", 64) for d in range(3000)}
    return {d: u for d, u in draws.items() if u < 0.04}


@pytest.mark.parametrize(
    ("bases", "level", "rate"),
    [([1, 0], 1, 0.005), ([0, 1], 1, 0.005), ([0, 0], 1, 0.001), ([1, 0], 2, 0.02), ([0, 0], 2, 0.004), ([1, 0], 0, 0.0)],
)
def test_own_forces_hit__incidents_by_presence_and_level(bases: list[int], level: int, rate: float) -> None:
    """Half a percent a day with a base, a fifth of that without, four times in open combat: the day's draw decides."""
    world = lines(1)
    world.set(base_in=[bases], level=[level])
    draws = low_draws()
    steps = {d: own_forces_hit(world.sc, world.st, KEY, d, 0) for d in draws}
    assert steps == {d: 5.0 if u < rate else 0.0 for d, u in draws.items()}
    hit = [d for d, level in steps.items() if level > 0.0]
    world.set(truce_left=1.0)
    assert not any(own_forces_hit(world.sc, world.st, KEY, d, 0) for d in hit)


def test_entry_step__the_highest_open_step_of_the_power_named() -> None:
    """Arms for A count 2, an air group 8; covert fire, words and help for the other side do not, unless no side is named."""
    world = lines(2, red_entry=[1], red_entry_side=[0])
    slots = [
        world.option(1, "arm", level=1, favours=0, escalation=2)[0],
        world.option(1, "covert_fire", level=2, favours=0, escalation=9)[0],
        world.option(1, "statement", level=0, favours=0, escalation=9)[0],
        world.option(1, "air", level=2, favours=1, escalation=8)[0],
    ]
    assert entry_step(world.sc, world.st, 5, 0) == 0.0
    for o in slots:
        world.running(1, o)
    assert entry_step(world.sc, world.st, 5, 0) == 2.0
    world.set(red_entry_side=[-1])
    assert entry_step(world.sc, world.st, 5, 0) == 8.0
    world.set(red_entry_side=[1])
    assert entry_step(world.sc, world.st, 5, 0) == 8.0
    world.set(red_entry=[-1])
    assert entry_step(world.sc, world.st, 5, 0) == 0.0
    world.set(red_entry=[0])
    assert entry_step(world.sc, world.st, 5, 0) == 0.0


@pytest.mark.parametrize("b", [0, 1])
def test_border_step__contact_assault_and_fighters(b: int) -> None:
    """2 in contact, 4 under assault, one more with over 1,000 fighters for an owner who fears them; a truce stills it."""
    world = lines(4, border_of=[0, -1, 1], fighters_now=[600.0, 500.0])
    world.st["contact"][:, 1:3] = 1
    world.st["phase"][:, 1:3] = 1
    assert border_step(*world.all, 0) == 0.0
    world.st["contact"][b, 0] = 1
    assert border_step(*world.all, 0) == 2.0
    world.set(fighter_fear=[0.1])
    assert border_step(*world.all, 0) == 3.0
    world.set(fighters_now=[600.0, 300.0])
    assert border_step(*world.all, 0) == 2.0
    world.st["phase"][b, 0] = 1
    assert border_step(*world.all, 0) == 4.0
    world.st["contact"][b, 0] = 0
    assert border_step(*world.all, 0) == 4.0
    world.set(fighters_now=[1300.0, 300.0])
    assert border_step(*world.all, 0) == 5.0
    world.set(truce_left=1.0)
    assert border_step(*world.all, 0) == 0.0


def test_border_step__fighters_alone_are_no_step() -> None:
    """Without fighting on the border fighters elsewhere do not count."""
    world = lines(4, border_of=[0], fighters_now=[5000.0, 0.0], fighter_fear=[0.1])
    assert border_step(*world.all, 0) == 0.0


def test_sector_step__an_assault_on_a_named_sector() -> None:
    """The gate of the sector, at least 6, when a side the line is aimed at assaults it."""
    world = lines(5, red_side=[0])
    world.sc["red_sector"][0, 2] = 1
    world.st["phase"][0, 1] = 1
    world.st["phase"][1, 2] = 1
    assert sector_step(world.sc, world.st, 0) == 0.0
    world.st["phase"][0, 2] = 1
    assert sector_step(world.sc, world.st, 0) == 7.0
    world.set(gate=[0, 0, 2])
    assert sector_step(world.sc, world.st, 0) == 6.0
    world.st["phase"][0, 2] = 0
    world.set(red_side=[-1])
    assert sector_step(world.sc, world.st, 0) == 6.0


def test_step_against__asks_the_law_of_the_lines_kind() -> None:
    """The same day seen by each kind: soil 7, own forces nothing, entry 2, design nothing, border 4, sector 7."""
    day = quiet_day()
    found = []
    for kind in range(6):
        world = lines(kind, red_entry=[1], border_of=[0, 0, 0], level=[0, 1])
        world.running(1, world.option(1, "arm", level=1, favours=0, escalation=2)[0])
        world.sc["red_sector"][0, 2] = 1
        world.st["phase"][0, 2] = 1
        found.append(float(step_against(*world.all, KEY, day, 0)))
    assert found == [7.0, 0.0, 2.0, 0.0, 4.0, 7.0]
    hit = next(d for d in range(2000) if drawn(d, "STEP", 64) < 0.001)
    world = lines(1, level=[1])
    assert step_against(*world.all, KEY, hit, 0) == 5.0


def test_behind_gate__value_next_to_own_ground_that_gates_shut_off() -> None:
    """A holding the middle looks at 4 behind the gate, over a contested value of 5; a higher gate or a held one is none."""
    world = lines(0, share=[1.0, 0.8, 0.0])
    assert behind_gate(*world.all, 0, 7.0) == pytest.approx(0.8)
    assert behind_gate(*world.all, 0, 6.9) == 0.0
    assert behind_gate(*world.all, 1, 7.0) == 0.0
    for share in ([1.0, 0.4, 0.0], [1.0, 0.8, 0.6]):
        world.set(share=share)
        assert behind_gate(*world.all, 0, 7.0) == 0.0
    world.set(share=[1.0, 0.8, 0.0], gate=[0, 0, 0])
    assert behind_gate(*world.all, 0, 7.0) == 0.0


def test_behind_gate__counts_a_sector_once_and_goes_on_to_the_next() -> None:
    """Both neighbours of the gated middle are A's: its value counts once; what lies behind a second gate counts too."""
    world = lines(0, gate=[0, 7, 7], share=[1.0, 0.0, 0.0])
    world.arcs([(0, 1), (2, 1), (0, 2)])
    assert behind_gate(*world.all, 0, 7.0) == pytest.approx((3.0 + 4.0) / 5.0)
    world.set(gate=[0, 7, 0], share=[1.0, 0.0, 1.0])
    assert behind_gate(*world.all, 0, 7.0) == pytest.approx(3.0 / 5.0)


def test_soil_fear__the_worst_line_over_soil_against_that_side() -> None:
    """P(7 >= N(6, 2)) x 0.5, a guard adds its level to the step; other kinds, sides and sleepers frighten nobody."""
    world = lines(0)
    assert recognised_territory_threatened(*world.all, 0, 7.0) == pytest.approx(0.5 * cdf(0.5), abs=1e-6)
    world.set(guarded=[5.0, 1.0])
    assert recognised_territory_threatened(*world.all, 0, 7.0) == pytest.approx(0.5 * cdf(1.0), abs=1e-6)
    world.set(n_redlines=2, red_owner=[0, 1], red_kind=[0, 0], red_credibility=[0.5, 0.9], red_mean=[6.0, 6.0], red_sd=[2.0, 2.0])
    world.sc["red_side"][1] = 1
    assert recognised_territory_threatened(*world.all, 0, 7.0) == pytest.approx(0.5 * cdf(1.0), abs=1e-6)
    assert recognised_territory_threatened(*world.all, 1, 5.0) == pytest.approx(0.9 * cdf(2.0), abs=1e-6)
    world.sc["red_side"][1] = 0
    assert recognised_territory_threatened(*world.all, 0, 7.0) == pytest.approx(0.9 * cdf(1.0), abs=1e-6)
    world.set(awake=[1.0, 0.0])
    assert recognised_territory_threatened(*world.all, 0, 7.0) == pytest.approx(0.5 * cdf(1.0), abs=1e-6)
    world.set(red_kind=[2, 0])
    assert recognised_territory_threatened(*world.all, 0, 7.0) == 0.0


def test_gate_worth__worked_values() -> None:
    """Half of what lies behind, less fear x 0.5, legal cost and restraint; up to 3 a strike: 0.03, or 0.06 when hard pressed."""
    world = sponsored(lines(0, share=[1.0, 0.8, 0.0], legitimacy_cost=0.02, restraint=[0.1, 0.3]))
    fear = 0.5 * 0.5
    assert gate_worth(*world.all, 0, 7.0) == pytest.approx(0.4 - fear * cdf(0.5) - 0.02 - 0.1, abs=1e-6)
    world.set(red_mean=[3.0], seen_rate=[0.0015, -0.0015])
    for b, legal in ((0, 0.006 + 0.01), (1, 0.006 + 0.03)):
        world.set(red_side=[b])
        assert gate_worth(*world.all, b, 3.0) == pytest.approx(0.06 - fear * 0.5 - legal, abs=1e-6)
        world.st["seen_rate"][:] = (0.0025, -0.0025)
        assert gate_worth(*world.all, b, 3.0) == pytest.approx(0.03 - fear * 0.5 - legal, abs=1e-6)
        world.st["seen_rate"][:] = (0.0015, -0.0015)
    world.switch("red_lines", 0.0)
    assert gate_worth(*world.all, 0, 7.0) == pytest.approx(0.4 - 0.02)
    assert gate_worth(*world.all, 0, 3.0) == pytest.approx(0.06 - 0.006)
    assert gate_worth(*world.all, 0, 4.0) == pytest.approx(-0.02)


@pytest.mark.parametrize(("gate", "ready"), [(7, 10.0), (8, 10.0), (10, 10.0), (11, 3.0)])
def test_weigh_gates__the_highest_gate_worth_opening(gate: int, ready: float) -> None:
    """Without lines in the way every gate up to 10 that shuts value off is worth it; single strikes stand for 3."""
    world = lines(3, share=[1.0, 0.8, 0.0], gate=[0, 0, gate])
    weigh_gates(*world.all, 0)
    assert world.st["allowed"].tolist() == [ready, 0.0]
    world.set(tacit_contract=0.6)
    weigh_gates(*world.all, 0)
    assert world.st["allowed"][0] == 3.0
    world.set(opener=1)
    weigh_gates(*world.all, 0)
    assert world.st["allowed"][0] == ready
    world.set(tacit_contract=0.4, opener=0)
    weigh_gates(*world.all, 0)
    assert world.st["allowed"][0] == ready


@pytest.mark.parametrize(("mean", "ready"), [(7.5, 7.0), (9.0, 8.0), (11.0, 10.0), (3.5, 3.0), (2.0, 0.0)])
def test_weigh_gates__each_gate_on_its_own_merits(mean: float, ready: float) -> None:
    """A sharp line believed just above a gate shuts all that lie above it; one below 3 forbids even strikes."""
    world = lines(0, share=[1.0, 0.8, 0.0], gate=[0, 0, 7], red_mean=[mean], red_sd=[0.05], red_credibility=[1.0])
    weigh_gates(*world.all, 0)
    assert world.st["allowed"][0] == ready


def test_named_sector_threatened__by_the_greatest_answer_feared() -> None:
    """Half of P(6 >= N(6, 2)) where the line names the sector; not for another sector, kind or side, nor from a sleeper."""
    world = lines(5)
    world.sc["red_side"][0] = -1
    fear = lambda s=1, b=0: named_sector_threatened(*world.all, b, s, 6.0)
    assert fear() == 0.0
    world.sc["red_sector"][0, 1] = 1
    assert [fear(), fear(2)] == pytest.approx([0.25, 0.0])
    world.sc["red_side"][0] = 1
    assert [fear(), fear(1, 1)] == pytest.approx([0.0, 0.25])
    world.sc["red_side"][0] = -1
    world.set(awake=[0.0, 1.0])
    assert fear() == 0.0
    world.set(awake=[1.0, 1.0], red_kind=[0])
    assert fear() == 0.0
    world.set(n_redlines=2, red_kind=[5, 5], red_owner=[0, 1], red_mean=[6.0, 4.0], red_sd=[2.0, 2.0], red_credibility=[0.5, 0.9])
    world.sc["red_side"][1], world.sc["red_sector"][1, 1] = -1, 1
    assert fear() == pytest.approx(0.9 * cdf(1.0), abs=1e-6)


def test_attack_cost__of_named_sectors_and_of_soil_behind_a_gate() -> None:
    """Disputed ground is free unless a line names it; behind a gate half the feared answer, legality and restraint."""
    world = sponsored(lines(0, legitimacy_cost=0.1, restraint=[0.05, 0.0]))
    world.sc["red_side"][0] = -1
    assert attack_cost(*world.all, 0, 1) == 0.0
    fear = 0.5 * cdf(0.5)
    assert attack_cost(*world.all, 0, 2) == pytest.approx(0.5 * fear + 0.1 + 0.05, abs=1e-6)
    assert attack_cost(*world.all, 1, 2) == pytest.approx(0.1)
    world.switch("red_lines", 0.0)
    assert [attack_cost(*world.all, 0, s) for s in (1, 2)] == pytest.approx([0.0, 0.1])
    world = lines(5, legitimacy_cost=0.1)
    world.sc["red_side"][0] = -1
    world.sc["red_sector"][0, [1, 2]] = 1
    assert attack_cost(*world.all, 0, 1) == pytest.approx(0.5 * 0.25)
    assert attack_cost(*world.all, 0, 2) == pytest.approx(0.5 * fear + 0.1, abs=1e-6)


def test_red_lines_step__weighs_what_attacks_would_cost_on_decision_days() -> None:
    """For both sides and every sector; on other days the last weighing stands."""
    day = quiet_day()
    world = lines(3, legitimacy_cost=0.1)
    assert "step_cost" not in world.day(red_lines_step, day + 1)
    assert world.day(red_lines_step, day)["step_cost"][:, :3].tolist() == [[0.0, 0.0, 0.1], [0.0, 0.0, 0.1]]


def crossed_world(**values: object) -> Blank:
    """Return the line on soil with an assault on it and a threshold below any grey band."""
    world = lines(0, red_threshold=[1.0], reputation_loss=0.3, restraint=[9.0, 9.0], legitimacy_cost=1.0)
    world.st["phase"][0, 2] = 1
    world.set(**values)
    return world


def noted(world: Blank, day: int) -> dict[str, Any]:
    """Return what a day changes beside what attacks would cost, which has tests of its own."""
    changed = world.day(red_lines_step, day)
    return {name: value for name, value in changed.items() if name != "step_cost"}


def test_red_lines_step__a_crossed_line_is_answered_at_its_credibility() -> None:
    """First crossing: the day and an event; a draw below the credibility marks an answer, else belief and norm give way."""
    day = quiet_day()
    u = drawn(day, "RED_ANSWER", 0)
    changed = noted(crossed_world(red_credibility=[1.001 * u]), day)
    assert set(changed) == {"red_crossed", "red_answered", "mediation_due"}
    assert (changed["red_crossed"][0], changed["red_answered"][0], changed["mediation_due"]) == (float(day), -2.0, 1)
    changed = noted(crossed_world(red_credibility=[0.999 * u]), day)
    assert set(changed) == {"red_crossed", "red_unanswered", "red_mean", "norm_breach", "mediation_due"}
    assert changed["red_unanswered"][0] == 1.0
    assert changed["red_mean"][0] == pytest.approx(6.3)
    assert changed["norm_breach"] == pytest.approx(0.1)


def test_red_lines_step__crossed_again_three_tenths_of_the_credibility_are_left() -> None:
    """The first day stands; what was answered, or is about to be, is not drawn again."""
    day = quiet_day()
    u = drawn(day, "RED_ANSWER", 0)
    again = {"red_crossed": [0.0], "red_credibility": [1.001 * u / 0.3]}
    assert set(noted(crossed_world(**again), day)) == {"red_answered"}
    again["red_credibility"] = [0.999 * u / 0.3]
    assert set(noted(crossed_world(**again), day)) == {"red_unanswered", "red_mean", "norm_breach"}
    for answered in (PENDING, 0.0, 3.0):
        assert noted(crossed_world(**again, red_answered=[answered]), day) == {}


def test_let_pass__every_line_of_the_owner_is_believed_less() -> None:
    """Both lines of power 0 move up, the other power's stays; beliefs end at 10, the norm at 1; only soil wears the norm."""
    day = quiet_day()
    world = crossed_world(n_redlines=3, red_owner=[0, 0, 1], red_mean=[9.9, 5.0, 5.0], red_credibility=[0.0, 0.0, 0.0])
    world.set(red_kind=[0, 3, 3], norm_breach=0.95)
    changed = noted(world, day)
    assert changed["red_mean"][:3] == pytest.approx([10.0, 5.3, 5.0])
    assert changed["norm_breach"] == 1.0
    world = crossed_world(red_kind=[5], red_credibility=[0.0])
    world.sc["red_sector"][0, 2] = 1
    assert "norm_breach" not in noted(world, day)


def test_red_lines_step__steps_gather_until_the_next_decision_day() -> None:
    """An assault of yesterday counts on the decision day and is then forgotten; sleepers and the switch note nothing."""
    day = quiet_day()
    world = crossed_world(red_credibility=[1.0])
    assert set(noted(world, day + 1)) == {"step_now"}
    assert world.st["step_now"][0] == 7.0
    world.st["phase"][:] = 0
    assert set(noted(world, day)) == {"step_now", "red_crossed", "red_answered", "mediation_due"}
    assert world.st["step_now"][0] == 0.0
    world = crossed_world(awake=[0.0, 1.0])
    assert noted(world, day) == {}
    world = crossed_world()
    world.switch("red_lines", 0.0)
    assert "red_crossed" not in noted(world, day)


def test_red_lines_step__the_owner_draws_the_line_inside_its_grey_band() -> None:
    """The threshold moves by 1.5 (2 u - 1), with one draw for the whole war; a step of nothing crosses nothing."""
    day = quiet_day()
    shift = 1.5 * (2.0 * drawn(0, "STEP", 0) - 1.0)
    assert "red_crossed" in noted(crossed_world(red_threshold=[6.999 - shift]), day)
    assert "red_crossed" not in noted(crossed_world(red_threshold=[7.001 - shift]), day)
    world = lines(2, red_entry=[1], red_threshold=[-9.0], restraint=[9.0, 9.0])
    world.running(1, world.option(1, "advise", level=1, escalation=1)[0])
    assert "red_crossed" in noted(world, day)
    world = crossed_world(red_threshold=[-9.0])
    world.st["phase"][:] = 0
    assert noted(world, day) == {}


def test_red_lines_step__breaches_and_strikes_wear_the_norm() -> None:
    """Soil taken behind a gate of 7 wears it to one half, each strike day by 0.02, one at most; sides weigh both gates."""
    day = quiet_day(5, 4)
    for b, gates in enumerate(([7.0, 0.0], [0.0, 7.0])):
        world = lines(3, gate_used=gates)
        assert set(world.day(red_lines_step, day)) == {"norm_breach", "breached"}
        assert world.st["norm_breach"] == 0.5
        assert world.st["breached"].tolist() == [0.5 * (1 - b), 0.5 * b]
    assert lines(3, gate_used=[6.9, 6.9], norm_breach=0.2).day(red_lines_step, day) == {}
    assert lines(3, gate_used=[7.0, 7.0], norm_breach=0.8, breached=[0.8, 0.8]).day(red_lines_step, day) == {}
    strike = next(d for d in range(1, 4000, 4) if drawn(d, "SOIL_STRIKE", 0) < 0.05 < drawn(d, "SOIL_STRIKE", 1))
    world = lines(3, allowed=[3.0, 3.0], norm_breach=0.1)
    assert set(world.day(red_lines_step, strike)) == {"norm_breach", "breached"}
    assert world.st["norm_breach"] == pytest.approx(0.12)
    assert world.st["breached"] == pytest.approx([0.02, 0.0])
    world.set(norm_breach=0.99, breached=[0.99, 0.0])
    world.day(red_lines_step, strike)
    assert [world.st["norm_breach"], *world.st["breached"]] == [1.0, 1.0, 0.0]
    assert lines(3).day(red_lines_step, quiet_day())["allowed"].tolist() == [3.0, 3.0]


@given(LEVEL, LEVEL, hs.floats(0.1, 3), hs.floats(0, 3))
def test_crossed_chance__rises_with_the_step_and_falls_with_the_line(taken: float, mean: float, spread: float, more: float) -> None:
    """Higher steps are likelier to cross, higher lines are not."""
    chance = crossed_chance(taken, mean, spread)
    assert 0.0 <= chance <= 1.0
    assert crossed_chance(taken + more, mean, spread) >= chance - 1e-12
    assert crossed_chance(taken, mean + more, spread) <= chance + 1e-12


def test_effective_threshold__stays_in_the_grey_band() -> None:
    """The line lies within 1.5 of the private threshold."""
    assert effective_threshold(6.0, 0.0) == 4.5
    assert effective_threshold(6.0, 1.0) == 7.5
    assert decision_day(8, 0)
    assert decision_day(10, 1)
    assert not decision_day(9, 0)


def test_step_worth__every_cost_counts_against_the_step() -> None:
    """Fear, credibility, legal cost and restraint all lower the worth of a step."""
    free = step_worth(0.2, 0.0, 1.0, 0.0, 0.0)
    assert free == pytest.approx(0.2)
    for cost in ((0.5, 0.7, 0.0, 0.0), (0.0, 1.0, 0.1, 0.0), (0.0, 1.0, 0.0, 0.3)):
        assert step_worth(0.2, *cost) < free


def gated_world():
    """Return a world whose last column is B's recognised soil behind a gate of 7, next to ground that A holds."""
    world = toy_world()
    for s in range(2, 9, 3):
        world.sc["gate"][s], world.sc["soil"][s], world.sc["contested"][s] = 7, 1, 0
    for s in range(1, 9, 3):
        world.st["share"][s] = 1.0
    world.p["legitimacy_cost"] = 0.02
    return world


def test_red_lines_step__a_feared_line_keeps_the_gate_shut() -> None:
    """Without a line in the way the side would cross, with a believed one it does not; doubt opens the gate again."""
    world = gated_world()
    world.p["on"][18] = 0.0
    world.run(red_lines_step, 4)
    assert world.st["allowed"][0] >= 7.0
    world.p["on"][18] = 1.0
    world.p["red_credibility"][0] = 1.0
    world.st["red_mean"][0], world.st["red_sd"][0] = 5.0, 0.3
    world.run(red_lines_step, 8)
    assert world.st["allowed"][0] < 7.0
    world.st["red_mean"][0] = 10.0
    world.run(red_lines_step, 12)
    assert world.st["allowed"][0] >= 7.0


def test_red_lines_step__restraint_and_the_tacit_contract_hold_the_opener() -> None:
    """A sponsor's restraint, or a contract on aims, keeps the opener off recognised soil."""
    world = gated_world()
    world.p["on"][18] = 1.0
    world.st["red_mean"][0] = 10.0
    world.p["restraint"][0], world.p["autonomy"][0] = 0.7, 0.0
    world.sc["active_start"][SPONSOR, :] = 1
    world.run(red_lines_step, 4)
    assert world.st["allowed"][0] < 7.0
    world.p["restraint"][0], world.p["tacit_contract"] = 0.0, 1.0
    world.run(red_lines_step, 8)
    assert world.st["allowed"][0] <= 3.0


def test_red_lines_step__an_entry_crosses_and_is_answered_or_believed_less() -> None:
    """Open entry crosses the patron's line: certain credibility marks an answer, none lowers what others believe of it."""
    for credibility in (1.0, 0.0):
        world = toy_world()
        world.p["red_credibility"][1], world.p["red_threshold"][1], world.p["reputation_loss"] = credibility, 6.0, 0.3
        world.start(SPONSOR, "air", 0)
        world.run(options_step, 4)
        world.run(red_lines_step, 4)
        assert world.st["red_crossed"][1] == 4.0
        assert world.st["mediation_due"] == 1
        if credibility == 1.0:
            assert world.st["red_answered"][1] == PENDING
            assert world.st["red_mean"][1] == 7.0
        else:
            assert world.st["red_unanswered"][1] == 1.0
            assert world.st["red_mean"][1] > 7.0


def test_red_lines_step__signals_narrow_what_others_believe() -> None:
    """A specific threat makes the line better known: less spread, a lower mean."""
    world = toy_world()
    world.start(PATRON, "threaten", 0, since=3.0)
    world.run(options_step, 3)
    world.run(options_step, 4)
    assert world.st["red_sd"][0] == pytest.approx(1.5 * 0.65)
    assert world.st["red_mean"][0] == pytest.approx(5.5)


def test_presence__of_troops_that_stand_there() -> None:
    """Nothing without troops, 1 - 1/e at ten thousand."""
    assert presence(0.0) == 0.0
    assert presence(10000.0) == pytest.approx(0.632121, abs=1e-6)


@pytest.mark.parametrize("kind", [0, 5])
def test_believed_credibility__troops_take_half_of_the_doubt(kind: int) -> None:
    """A credibility of 0.5 rises by half of 0.5 times the presence, in what the sides fear as well; of the owner's troops only."""
    world = lines(kind)
    world.sc["red_side"][0] = -1
    world.sc["red_sector"][0, 2] = 1
    fear = lambda: named_sector_threatened(*world.all, 0, 2, 6.0) if kind else recognised_territory_threatened(*world.all, 0, 6.0)
    world.set(troops_near=[0.0, 10000.0])
    assert believed_credibility(world.sc, world.p, 0) == 0.5
    assert fear() == pytest.approx(0.25, abs=1e-6)
    world.set(troops_near=[10000.0, 0.0])
    assert believed_credibility(world.sc, world.p, 0) == pytest.approx(0.5 + 0.25 * 0.632121, abs=1e-6)
    assert fear() == pytest.approx(0.5 * (0.5 + 0.25 * 0.632121), abs=1e-6)


def test_tripwire_cost__of_soil_with_a_base_and_troops() -> None:
    """A tenth times the presence of the strongest power with a base there; not elsewhere, for the host, or from a sleeper."""
    world = lines(3, troops_near=[10000.0, 20000.0], base_in=[[0, 1], [0, 0]])
    cost = lambda b, s: tripwire_cost(world.sc, world.p, b, s)
    assert [cost(0, 2), cost(1, 2), cost(0, 1)] == pytest.approx([0.0632121, 0.0, 0.0], abs=1e-6)
    assert attack_cost(*world.all, 0, 2) == pytest.approx(0.0632121, abs=1e-6)
    world.set(base_in=[[0, 1], [0, 1]])
    assert cost(0, 2) == pytest.approx(0.0864665, abs=1e-6)
    world.set(awake=[1.0, 0.0])
    assert cost(0, 2) == pytest.approx(0.0632121, abs=1e-6)
    world.set(base_in=[[1, 0], [1, 0]])
    assert cost(0, 2) == 0.0
