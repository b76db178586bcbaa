"""Keys that nothing reads where they stand are refused; those that the library writes are told."""

from __future__ import annotations

import pytest

from multipolar.scenario.unread import unread_in
from scenario.small import codes_after, document, problems_after

REPORT = "kind: announced_dead, date: 2024-03-08, known_on: 2024-03-09, side: B, value: 90 persons, source: staff"
DATES = "date: 2024-03-08, known_on: 2024-03-09"
LINE = "trigger: sector, sectors: [EAS]"


@pytest.mark.parametrize(
    "said",
    [
        "kind: announced_dead, {d}, side: B, value: 90, sector: MID",
        "kind: claimed_enemy_dead, {d}, side: B, value: 90, reliability: 0.5",
        "kind: claimed_place, {d}, sector: MID, side: A, value: 0.4",
        "kind: map_share, {d}, sector: MID, value: 0.4, reliability: 0.5",
        "kind: displaced, {d}, value: 0.2, trend_per_day: 0.1",
        "kind: fighters_present, {d}, side: A, value: 300, item: tank",
        "kind: signal, {d}, value: 3",
        "kind: refused_offer, {d}, side: A, reliability: 0.9",
    ],
)
def test_reports__say_nothing_that_is_not_counted(said):
    """What nothing counts is refused: deaths of one sector would be taken for those of the whole war."""
    problems = problems_after((REPORT, said.format(d=DATES)))

    assert [p.code for p in problems] == ["unused-key"]
    assert "Leave it out" in problems[0].hint


def test_reports__a_disproof_needs_the_claim():
    """A disproof of what nobody claimed moves nothing; with the claim it counts."""
    claim = f"kind: claimed_place, {DATES}, sector: MID, side: A"
    disproof = f"kind: disproved_claim, {DATES}, sector: MID, side: A"

    assert codes_after((REPORT, disproof)) == ["unused-key"]
    assert codes_after((REPORT, claim + "}\n  - {id: R2, " + disproof)) == []
    assert codes_after((REPORT, claim + "}\n  - {id: R2, " + disproof.replace("side: A", "side: B"))) == ["unused-key"]


def test_reports__of_a_war_that_begins_today_are_refused():
    """On the first day nothing is drawn from reports, so that one would be passed over."""
    start = (("phase: escalation", "phase: start"), ("round_start: 2024-03-01", "round_start: 2024-03-10"))

    assert codes_after(*start, (REPORT, f"kind: map_share, {DATES}, sector: MID, value: 0.4")) == ["unused-key"]
    assert codes_after(*start, (REPORT, f"kind: signal, {DATES}, item: words")) == []


@pytest.mark.parametrize("more", ["entry_of: EAST", "entry_side: A", "designs: [halt]"])
def test_red_lines__keys_of_another_trigger_are_refused(more):
    """Each of these keys belongs to one trigger."""
    assert codes_after((LINE, f"{LINE}, {more}")) == ["unused-key"]


def test_red_lines__are_drawn_against_sides():
    """A line against a power would count as one against both sides."""
    assert codes_after((LINE, f"{LINE}, against: [EAST]")) == ["unknown-name"]
    assert codes_after((LINE, f"{LINE}, against: [B]")) == []


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        ("red_lines[RL1].trigger=border_fighting", "red_lines[RL1].sectors"),
        ("treaties[PACT]={id: PACT, name: x, parties: [WEST, BBB], kind: pact}", "treaties[PACT]"),
        ("theatre.sectors[EAS].borders=[EAST, WEST]", "theatre.sectors[EAS].borders (WEST"),
    ],
)
def test_unread_in__tells_what_its_neighbours_make_idle(setting, word):
    """What the library writes too is no fault, but it is told by its address."""
    assert any(row.startswith(word) for row in unread_in(document(setting)))
    assert not any(row.startswith(word) for row in unread_in(document()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Eastland, tier: 3,", "name: Eastland, tier: 3, weight: 5 km2,"),
        ("{in_theatre: 18000 persons,", "{in_theatre: 18000 persons, munitions_resupply: 9 t/day,"),
        ("tie_B: -0.2,", "tie_B: -0.2, economy: {energy_dependence: 0.4},"),
        ("{id: WES-MID,", "{id: WES-MID, supplier: EAST,"),
        ("population: 5000000 persons,", "population: 5000000 persons, economy: {energy_dependence: 0.4},"),
    ],
)
def test_idle__numbers_that_move_nothing(old, new):
    """The weight of a place nobody contests, shells and energy that nobody brings, the supplier of a road inside."""
    assert codes_after((old, new)) == ["unused-key"]


def test_idle__resupply_comes_with_a_sponsor_at_work():
    """Who arms the side today brings it."""
    old, new = "armed_drones: 12 items}", "armed_drones: 12 items, munitions_resupply: 9 t/day}"

    assert codes_after((old, new)) == []
    assert codes_after((old, new), (", active: [arm_AAA]", "")) == ["unused-key"]
