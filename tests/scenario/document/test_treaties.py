"""Treaties, red lines and designs for the end as written."""

from __future__ import annotations

from multipolar.scenario.document.treaties import RedLine, Settlement, Treaty
from scenario.blocks import faults, read

LINE = """
id: RL1
owner: EAST
protects: its base
trigger: own_forces
threshold: 5
belief_sd: 1
answer: [arm_AAA]
credibility: 0.5
"""
DESIGN = "id: D1\nwhat: a truce\nterritory: line_of_contact\narrangement: none\nenforcement: 0.2\nface_A: 0\nface_B: 0\n"


def test_treaty__covers_no_ground_unless_the_file_says_so():
    """Scope is opted into."""
    treaty = read(Treaty, "id: PACT\nname: Pact\nparties: [EAST, AAA]\nkind: defence\n")

    assert (treaty.covers_disputed, treaty.covers_recognised, treaty.consultation) == (False, False, False)
    assert faults(Treaty, "id: PACT\nname: Pact\nkind: defence\n") == {("missing-key", "parties")}


def test_red_line__has_a_trigger_of_the_list():
    """What crosses a red line is one of the triggers the model watches."""
    assert read(RedLine, LINE).belief_mean is None
    assert faults(RedLine, LINE.replace("own_forces", "insult")) == {("not-allowed", "trigger")}


def test_settlement__is_final_and_without_troops_unless_the_file_says_so():
    """Territory and arrangement are of the lists; a design without enforcers has none."""
    design = read(Settlement, DESIGN)

    assert (design.final, design.enforcers, design.status_clause) == (True, [], "none")
    assert faults(Settlement, DESIGN.replace("line_of_contact", "half").replace("arrangement: none", "arrangement: police")) == {
        ("not-allowed", "territory"),
        ("not-allowed", "arrangement"),
    }
