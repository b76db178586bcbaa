"""The ground as a map."""

from __future__ import annotations

import pytest

from multipolar.errors import ScenarioError
from multipolar.scenario.files import library_dir
from multipolar.workbench.maps import degrees_at, map_document
from workbench_stage import SMALL


def test_map__sectors_edges_and_projection():
    """Points can be put back where they came from, to a hundred metres."""
    found = map_document(SMALL, "x.yaml")
    sectors = {row["id"]: row for row in found["sectors"]}
    assert (sectors["FORD"]["holder"], sectors["NBASE"]["holder"], sectors["FORD"]["forces"]) == ("B", "A", {"A": 0.0, "B": 8000.0})
    assert degrees_at(found["projection"], *sectors["TOWN"]["point"]) == pytest.approx((45.1, 20.2), abs=0.001)
    edge = next(row for row in found["edges"] if row["id"] == "TOWN-SBASE")
    assert (edge["from"], edge["to"], edge["lifeline"], edge["lifeline_of"]) == ("TOWN", "SBASE", "the valley road", "B")
    assert all(row["ok"] for row in found["checks"])
    assert found["outlines"] == []
    assert map_document((library_dir("scenarios") / "karabakh_2020.yaml").read_text(encoding="utf-8"), "x.yaml")["outlines"]


def test_map__checks_say_what_does_not_hold():
    """A sector that nothing leads to, and more men than there are."""
    cut = SMALL.replace("    - {id: TOWN-SBASE", "    # - {id: TOWN-SBASE").replace(
        "       lifeline_of: B, lifeline: the valley road}", ""
    )
    rows = map_document(cut, "x.yaml")["checks"]
    assert [row for row in rows if not row["ok"]]
    many = map_document(SMALL.replace("NBASE: 40000 persons", "NBASE: 90000 persons"), "x.yaml")["checks"]
    assert any(not row["ok"] and row["key"].startswith("forces.A") for row in many)


def test_map__ground_that_cannot_be_read_is_refused():
    """With the faults; other faults do not hide the map."""
    with pytest.raises(ScenarioError):
        map_document(SMALL.replace("lat: 45.3", "lat: north"), "x.yaml")
    assert map_document(SMALL.replace("phase: start", "phase: strat"), "x.yaml")["sectors"]


def test_degrees_at__nowhere_is_refused():
    """A point without an end."""
    with pytest.raises(ValueError, match="nowhere"):
        degrees_at(map_document(SMALL, "x.yaml")["projection"], float("inf"), 0.0)
