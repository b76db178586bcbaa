"""Edits of the map that change several lines."""

from __future__ import annotations

import pytest

from multipolar.workbench.map_edits import map_edited
from multipolar.workbench.maps import map_document
from multipolar.workbench.refusing import RefusedError
from workbench_stage import SMALL


def drawn(text):
    """Return sectors and edges of a map by id."""
    found = map_document(text, "x.yaml")
    return {row["id"]: row for row in found["sectors"]}, {row["id"]: row for row in found["edges"]}, found


def test_move__two_numbers_in_one_line():
    """The sector lies where it was put; nothing else moves."""
    sectors, _, found = drawn(SMALL)
    x, y = sectors["TOWN"]["point"]
    after, lines, said = map_edited(SMALL, "x.yaml", "move", {"id": "TOWN", "x": x + 10, "y": y})
    assert (len(lines), said) == (1, "TOWN moved on the map")
    moved = drawn(after)[0]["TOWN"]
    plate, new = found["projection"], drawn(after)[2]["projection"]
    east = moved["point"][0] / (new["shrink"] * new["scale"]) + new["west"]
    assert east == pytest.approx(plate["west"] + (x + 10) / (plate["shrink"] * plate["scale"]), abs=0.001)


def test_connect_and_cut__a_road_comes_and_goes():
    """As long as the straight way, to be sourced; taken off again the text is what it was."""
    after, _, _ = map_edited(SMALL, "x.yaml", "connect", {"a": "FORD", "b": "HILL"})
    edge = drawn(after)[1]["FORD-HILL"]
    assert edge["length_km"] == pytest.approx(31.0, abs=1.0)
    assert "to be sourced" in after
    assert map_edited(after, "x.yaml", "cut", {"id": "FORD-HILL"})[0] == SMALL


def test_add_rename_remove__a_sector():
    """A new one has the middle of the others; one that goes takes its roads and men along."""
    after, _, _ = map_edited(SMALL, "x.yaml", "add", {"name": "New bridge", "x": 900, "y": 900})
    assert drawn(after)[0]["NEWBRI"]["name"] == "New bridge"
    named, _, _ = map_edited(after, "x.yaml", "rename", {"id": "NEWBRI", "name": "Old bridge"})
    assert drawn(named)[0]["NEWBRI"]["name"] == "Old bridge"
    assert map_edited(after, "x.yaml", "remove", {"id": "NEWBRI"})[0] == SMALL
    gone, _, _ = map_edited(SMALL, "x.yaml", "remove", {"id": "HILL"})
    assert "NBASE-HILL" not in gone
    assert "HILL: 6000" not in gone
    assert "HILL-TOWN" not in gone


@pytest.mark.parametrize(
    ("op", "given", "said"),
    [
        ("fly", {}, "expected one of move"), ("move", {"id": "X"}, "a sector of the map"),
        ("move", {"id": "TOWN", "x": "a", "y": 1}, "a number"),
        ("connect", {"a": "FORD", "b": "TOWN"}, "connected already"), ("connect", {"a": "FORD", "b": "FORD"}, "one place"),
        ("cut", {"id": "X"}, "a road"),
        ("add", {"name": " ", "x": 1, "y": 1}, "is called"), ("rename", {"id": "TOWN", "name": ""}, "is called"),
    ],
)  # fmt: skip
def test_map_edited__refuses_what_cannot_be(op, given, said):
    """With what was found."""
    with pytest.raises(RefusedError, match=said):
        map_edited(SMALL, "x.yaml", op, given)
