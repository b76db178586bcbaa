"""Routes that look at a scenario."""

from __future__ import annotations

from workbench_stage import SMALL


def test_map_and_ties__of_file_and_draft(at):
    """And an edit of the map is one step of the journal."""
    at.write("war.yaml", SMALL)
    assert at.post("/api/map", path="war.yaml")["sectors"]
    assert at.post("/api/ties", path="war.yaml", text=SMALL)["links"]
    done = at.post("/api/map/edit", path="war.yaml", op="rename", id="TOWN", name="Old town")
    assert done["what"] == "TOWN renamed to Old town"
    assert "name: Old town" in (at.folder / "war.yaml").read_text()
    assert at.post("/api/undo")["text"] == SMALL
    assert at.post("/api/map/edit", path="war.yaml", text=SMALL, op="cut", id="HILL-TOWN")["lines"] == []
    assert (at.folder / "war.yaml").read_text() == SMALL


def test_openapi__describes_every_route(at):
    """With a sentence each."""
    found = at.get("/api/openapi.json")
    assert "/api/preview" in found["paths"]
    calls = [call for path in found["paths"].values() for call in path.values()]
    assert all(call["description"] for call in calls)
