"""Belligerents, powers and their ties as written."""

from __future__ import annotations

from multipolar.scenario.document.actors import Belligerent, Interest, Issue, Power, Tie
from scenario.blocks import faults, read

SIDE = "id: AAA\nname: Aland\nwill: 0.5\nquality: 0.6\npopulation: 3e6\n"
POWER = "id: EAST\nname: East\ntie_A: 0.2\ntie_B: -0.2\noptions: [mediate]\n"


def test_belligerent__is_fully_committed_and_draws_optimism_where_nothing_is_said():
    """What a file leaves out is a constant of the block, or left to the register."""
    side = read(Belligerent, SIDE)

    assert side.commitment.distribution.median() == side.aim.distribution.median() == 1.0
    assert (side.optimism, side.readiness, side.weakness, side.economy.war_cost) == (None, None, None, None)
    assert faults(Belligerent, SIDE.replace("will: 0.5\n", "")) == {("missing-key", "will")}


def test_power__stays_out_unless_the_file_says_otherwise():
    """A power without a level is out; another level is refused."""
    assert read(Power, POWER).level == "out"
    assert faults(Power, POWER + "level: neutral\n") == {("not-allowed", "level")}
    assert faults(Power, POWER + "base_in: [C]\n") == {("not-allowed", "base_in.0")}


def test_power__salience_belongs_to_the_standard_issues():
    """An issue that no power weighs is refused by its name."""
    assert read(Power, POWER + "salience: {rival: 0.5}\n").salience["rival"].distribution.median() == 0.5
    assert {path.split(".")[0] for _, path in faults(Power, POWER + "salience: {weather: 0.5}\n")} == {"salience"}


def test_issue__ground_is_a_list_of_sectors_or_a_word():
    """Ground names sectors, all or none."""
    assert read(Issue, "id: status\n").ground == "none"
    assert read(Issue, "id: status\nground: [MID]\n").ground == ["MID"]
    assert faults(Issue, "id: status\nground: some\n") == {("not-allowed", "ground")}


def test_interest_and_tie__need_every_number():
    """Position, salience and tie have no default."""
    assert faults(Interest, "issue: status\nposition: 1\n") == {("missing-key", "salience")}
    assert faults(Tie, "a: EAST\nb: WEST\n") == {("missing-key", "tie")}
