"""A project goes out and comes in again over HTTP."""

from __future__ import annotations

import base64
import io
import zipfile

from workbench_stage import SMALL, stage


def test_archive__out_of_one_folder_into_another(at, tmp_path):
    """The same files; a folder that holds something is kept."""
    at.write("war.yaml", SMALL)
    found = at.page.get("/api/archive")
    assert found.headers["content-type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(found.content)).namelist() == ["war.yaml"]
    encoded = base64.b64encode(found.content).decode()
    assert "holds files" in at.refused("POST", "/api/archive", 409, content_base64=encoded)["message"]
    with stage(tmp_path / "other") as there:
        assert there.post("/api/archive", content_base64=encoded)["path"] == "war.yaml"
        assert (there.folder / "war.yaml").read_text(encoding="utf-8") == SMALL
        assert there.get("/api/project")["scenarios"][0]["id"] == "border_war"


def test_import__is_for_those_who_may_write(at):
    """A student takes nothing out and brings nothing in."""
    assert at.post("/api/import", name="war.yaml", text=SMALL)["path"] == "war.yaml"
    page = at.seat("play")
    assert page.get("/api/archive").status_code == 403
    assert page.post("/api/import", json={"name": "x.yaml", "text": SMALL}).status_code == 403
    assert at.refused("POST", "/api/import", 400, name="x.yaml")
