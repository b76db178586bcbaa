"""Routes of files, as the page calls them; what they do is tested beside the functions behind them."""

from __future__ import annotations

from workbench_stage import SMALL


def test_check__a_file_that_is_not_there_is_said(at):
    """Nothing is checked in its place; a text given for it is."""
    assert "is not there" in at.refused("POST", "/api/check", 404, path="war.yaml")["message"]
    assert at.post("/api/check", path="war.yaml", text=SMALL)["problems"] == []


def test_file__life_of_one(at):
    """Made, read, saved, taken back, done again."""
    digest = at.post("/api/file", path="war.yaml", text=SMALL)["digest"]
    assert at.get("/api/file", path="war.yaml")["digest"] == digest
    changed = SMALL.replace("horizon_days: 180", "horizon_days: 90")
    after = at.put("/api/file", path="war.yaml", text=changed, base_digest=digest)["digest"]
    assert at.post("/api/undo")["digest"] == digest
    assert at.post("/api/redo")["digest"] == after
    assert [row["path"] for row in at.get("/api/project")["scenarios"]] == ["war.yaml"]
