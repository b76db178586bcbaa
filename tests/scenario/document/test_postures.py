"""Postures as written."""

from __future__ import annotations

from multipolar.scenario.document.postures import WrittenPosture
from scenario.blocks import faults, read


def test_posture__takes_nothing_else_unless_the_file_says_otherwise():
    """What is named alone; a claim and a source only where they are written."""
    one = read(WrittenPosture, "power: WEST\nname: talks\ntakes: [mediate]\n")

    assert (one.takes, one.never, one.rest, one.claim, one.source) == (["mediate"], [], "never", None, [])


def test_posture__has_a_power_a_plain_name_and_a_rest_of_the_list():
    """Anything else is a fault of its key."""
    assert faults(WrittenPosture, "name: talks\n") == {("missing-key", "power")}
    assert faults(WrittenPosture, "power: WEST\nname: 'a,b'\n") == {("bad-name", "name")}
    assert faults(WrittenPosture, "power: WEST\nname: a\nrest: maybe\n") == {("not-allowed", "rest")}
