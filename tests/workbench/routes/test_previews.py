"""The route of the preview with the real worker."""

from __future__ import annotations

import pytest

from workbench_stage import SMALL

pytestmark = pytest.mark.compiled


def test_preview__through_the_worker(at):
    """An edit beside the saved text; faults of the changes are told with their place."""
    at.write("war.yaml", SMALL)
    found = at.post("/api/preview", path="war.yaml", text=SMALL.replace("tanks: 250", "tanks: 150"), members=60)
    assert (found["members"], found["from"], found["superseded"]) == (60, "this text", False)
    assert found["endings"]["knockout_A"]["base"] is not None
    at.write("war.yaml", changed := SMALL.replace("tanks: 250", "tanks: 150"))
    assert (
        at.post("/api/preview", path="war.yaml", base={"path": "war.yaml"}, members=60)["endings"]["knockout_A"]["base"]
        == at.post("/api/preview", path="war.yaml", base={"path": "war.yaml", "text": changed}, members=60)["endings"][
            "knockout_A"
        ]["base"]
    )
    again = at.post("/api/preview", path="war.yaml", base={"path": "war.yaml", "text": SMALL}, members=60)
    assert again["endings"] == found["endings"]
    at.write("war.yaml", SMALL)
    bad = {"changes": [{"key": "forces.A.gunz", "value": 1}]}
    document = at.refused("POST", "/api/preview", 422, path="war.yaml", members=60, patch=bad)
    assert document["problems"][0]["code"] == "unknown-key"
    at.write("notes.md", "hello\n")
    assert at.refused("POST", "/api/preview", 404, path="nothing.yaml")
    assert at.refused("POST", "/api/preview", 400, path="war.yaml", members=0)
    at.write("reports.yaml", "format: multipolar-evidence/1\n")
    assert "kind evidence" in at.refused("POST", "/api/preview", 400, path="reports.yaml")["message"]
    at.write("patch.yaml", "format: multipolar-patch/1\nid: p\nbase: nowhere\n")
    assert "no such scenario" in at.refused("POST", "/api/preview", 404, path="patch.yaml")["message"]
