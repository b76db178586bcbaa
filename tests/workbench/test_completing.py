"""What can be written at a place, and what stands there."""

from __future__ import annotations

from multipolar.workbench.completing import complete, hover
from workbench_stage import SMALL


def labels(text, mark="‸"):
    """Return what is offered at a mark."""
    at = text.index(mark)
    head = text[:at]
    found = complete(text.replace(mark, ""), head.count("\n") + 1, at - head.rfind("\n"))
    return [row["label"] for row in found["options"]]


def test_complete__keys_that_are_not_there_yet():
    """With what must be there first said so; those that are written are not offered again."""
    found = labels(SMALL.replace("    tanks: 120 items\n", "    tanks: 120 items\n    mi‸\n"))
    assert found == ["missiles"]
    assert "tanks" not in labels(SMALL.replace("    tanks: 120 items\n", "    tanks: 120 items\n    ‸\n"))


def test_complete__words_and_names_of_the_file():
    """Fixed words, sectors, sources, options, features, and numbers of the model."""
    assert labels(SMALL.replace("phase: start ", "phase: s‸ ")) == ["start"]
    assert labels(SMALL.replace("source: staff}", "source: s‸}", 1)) == ["staff"]
    assert labels(SMALL.replace("distribution: {FORD: 0,", "distribution: {FORD: 0, T‸,")) == ["TOWN"]
    assert "mediate" in labels(SMALL.replace("options: [stay_out, statement, arm_NOR", "options: [stay_out, m‸"))
    assert "holder_end" in labels(SMALL.replace('feature: "holder_end[TOWN]"', "feature: holder‸"))
    assert "armed_drones" in labels(SMALL.replace('target: "armed_drones[A]"', "target: armed‸"))
    assert labels(SMALL.replace("neighbour: true", "neighbour: t‸")) == ["true"]


def test_complete__where_it_goes():
    """The word that is being typed is replaced, the rest of the line stays."""
    text = SMALL.replace("phase: start ", "phase: star ")
    at = text.index("phase: star") + len("phase: st")
    head = text[:at]
    found = complete(text, head.count("\n") + 1, at - head.rfind("\n"))
    assert text[found["from"] : found["to"]] == "star"


def test_hover__of_a_key_and_inside_its_number():
    """Meaning, unit, range, and past wars; nothing between."""
    line = next(i for i, row in enumerate(SMALL.splitlines(), 1) if "in_theatre: {v: [30000" in row)
    for column in (6, 24, 45):
        found = hover(SMALL, line, column)
        assert (found["key"], found["unit"]) == ("forces.A.in_theatre", "persons")
    assert found["typical"]["wars"] > 4
    assert found["allowed"] == {"low": 0.0, "high": 1e8}
    assert hover(SMALL, 1, 1) is None
    assert hover("id: [", 1, 1) is None
