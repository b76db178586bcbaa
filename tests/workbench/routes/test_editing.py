"""Routes of the form and of edits."""

from __future__ import annotations

from workbench_stage import SMALL


def test_edit__into_the_file_with_a_line_in_the_journal(at):
    """What is written can be taken back."""
    at.write("war.yaml", SMALL)
    done = at.post("/api/edit", path="war.yaml", changes=[{"key": "horizon_days", "value": 90}])
    assert (at.folder / "war.yaml").read_text() == done["text"]
    assert at.get("/api/project")["undo"]["undo_text"] == "war.yaml: horizon_days"
    assert at.post("/api/undo")["text"] == SMALL


def test_edit__a_draft_is_not_written(at):
    """The page has it in its editor."""
    at.write("war.yaml", SMALL)
    done = at.post("/api/edit", path="war.yaml", text=SMALL + "# typed\n", changes=[{"key": "horizon_days", "value": 90}])
    assert done["text"].endswith("# typed\n")
    assert (at.folder / "war.yaml").read_text() == SMALL


def test_edit__as_lines_of_a_patch(at):
    """The scenario stays, the patch is made and grows; both are in the journal."""
    at.write("war.yaml", SMALL)
    for value in (90, 60):
        body = {
            "path": "war.yaml",
            "patch": "patches/mine.yaml",
            "changes": [{"key": "horizon_days", "value": value, "reason": "r"}],
        }
        done = at.post("/api/edit", **body)
    assert done["path"] == "patches/mine.yaml"
    assert (at.folder / "war.yaml").read_text() == SMALL
    assert at.post("/api/check", path="patches/mine.yaml")["problems"] == []
    assert at.get("/api/project")["patches"][0]["changes"] == 1
    at.post("/api/undo")
    at.post("/api/undo")
    assert not (at.folder / "patches" / "mine.yaml").exists()


def test_form_complete_hover_claims__answer_for_drafts(at):
    """Of a file that is not saved yet."""
    assert at.post("/api/form", path="war.yaml", text=SMALL)["sections"]
    assert at.post("/api/complete", path="war.yaml", text="pha", line=1, column=4)["options"][0]["label"] == "phase"
    assert at.post("/api/hover", path="war.yaml", text=SMALL, line=4, column=2)["key"] == "id"
    assert at.post("/api/claims", path="war.yaml", text=SMALL)["claims"]
    assert at.refused("POST", "/api/form", 404, path="war.yaml")
