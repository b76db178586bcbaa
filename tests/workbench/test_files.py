"""Files of the project: read, written over what was read only, kept while typed, taken back."""

from __future__ import annotations

import json

import pytest

from multipolar.workbench.files import with_endings_of
from multipolar.workbench.journal import digest_of
from workbench_stage import SMALL, stage


def test_read__text_kind_and_digest(at):
    """What the page needs to show a file and to save it later."""
    at.write("war.yaml", SMALL)
    found = at.get("/api/file", path="war.yaml")
    assert (found["text"], found["kind"], found["digest"]) == (SMALL, "scenario", digest_of(SMALL))
    assert found["autosave"] is None


def test_write__only_over_what_was_read(at):
    """A file that somebody else changed meanwhile is not written over; its text is told."""
    at.write("war.yaml", "id: a\n")
    base = at.get("/api/file", path="war.yaml")["digest"]
    done = at.put("/api/file", path="war.yaml", text="id: b\n", base_digest=base)
    assert (at.folder / "war.yaml").read_text() == "id: b\n"
    assert done["digest"] == digest_of("id: b\n")
    at.write("war.yaml", "id: c\n")
    document = at.refused("PUT", "/api/file", 409, path="war.yaml", text="id: d\n", base_digest=done["digest"])
    assert (document["text"], document["digest"]) == ("id: c\n", digest_of("id: c\n"))
    assert (at.folder / "war.yaml").read_text() == "id: c\n"


def test_write__a_file_that_has_gone_is_said(at):
    """Deleted on disk while open."""
    document = at.refused("PUT", "/api/file", 404, path="war.yaml", text="", base_digest="")
    assert "is not there (any more)" in document["message"]


def test_create__never_writes_over(at):
    """A second file of the name is refused; folders are made."""
    at.post("/api/file", path="new/war.yaml", text="id: a\n")
    assert (at.folder / "new" / "war.yaml").read_text() == "id: a\n"
    assert "kept" in at.refused("POST", "/api/file", 409, path="new/war.yaml", text="id: b\n")["message"]
    assert (at.folder / "new" / "war.yaml").read_text() == "id: a\n"


def test_autosave__lies_beside_the_file_until_it_is_saved(at):
    """What was typed is kept on disk, is told with the file, and is dropped once it is saved."""
    at.write("war.yaml", "id: a\n")
    at.post("/api/autosave", path="war.yaml", text="id: typed\n")
    assert (at.folder / "war.yaml").read_text() == "id: a\n"
    found = at.get("/api/file", path="war.yaml")
    assert found["autosave"]["text"] == "id: typed\n"
    at.put("/api/file", path="war.yaml", text="id: typed\n", base_digest=found["digest"])
    assert at.get("/api/file", path="war.yaml")["autosave"] is None


def test_autosave__survives_the_server(tmp_path):
    """A server that was killed finds what was typed; a spoiled one is left out."""
    folder = tmp_path / "case"
    with stage(folder) as first:
        first.write("war.yaml", "id: a\n")
        first.post("/api/autosave", path="war.yaml", text="id: typed\n")
    with stage(folder) as second:
        assert second.get("/api/file", path="war.yaml")["autosave"]["text"] == "id: typed\n"
        for place in (folder / ".multipolar" / "autosave").iterdir():
            place.write_text(json.dumps(["cut off"]))
        assert second.get("/api/file", path="war.yaml")["autosave"] is None


def test_undo_and_redo__over_all_files_and_after_a_restart(tmp_path):
    """One stack: the last change of any file is taken back first, also by the next server."""
    folder = tmp_path / "case"
    with stage(folder) as first:
        first.post("/api/file", path="a.yaml", text="id: a\n")
        digest = first.post("/api/file", path="b.yaml", text="id: b\n")["digest"]
        first.put("/api/file", path="b.yaml", text="id: bb\n", base_digest=digest, what="rename the war")
    with stage(folder) as second:
        assert second.get("/api/project")["undo"]["undo_text"] == "rename the war"
        done = second.post("/api/undo")
        assert (done["path"], done["text"], done["what"]) == ("b.yaml", "id: b\n", "undone: rename the war")
        assert second.post("/api/undo")["text"] is None
        assert not (folder / "b.yaml").exists()
        assert second.post("/api/redo")["text"] == "id: b\n"
        assert second.post("/api/redo")["text"] == "id: bb\n"
        assert "nothing is left" in second.refused("POST", "/api/redo", 409)["message"]
        for _ in range(3):
            second.post("/api/undo")
        assert "nothing is left" in second.refused("POST", "/api/undo", 409)["message"]
        assert list(folder.glob("*.yaml")) == []


def test_undo__leaves_a_file_that_was_changed_elsewhere(at):
    """It is said, and both the file and the journal stay as they are."""
    at.post("/api/file", path="a.yaml", text="id: a\n")
    at.write("a.yaml", "id: other\n")
    assert "changed elsewhere" in at.refused("POST", "/api/undo", 409)["message"]
    assert (at.folder / "a.yaml").read_text() == "id: other\n"
    assert at.get("/api/project")["undo"]["can_undo"]


def test_undo__a_change_after_it_forgets_what_was_taken_back(at):
    """As in every editor."""
    digest = at.post("/api/file", path="a.yaml", text="id: a\n")["digest"]
    at.put("/api/file", path="a.yaml", text="id: b\n", base_digest=digest)
    at.post("/api/undo")
    at.put("/api/file", path="a.yaml", text="id: c\n", base_digest=digest)
    assert at.refused("POST", "/api/redo", 409)
    assert at.post("/api/undo")["text"] == "id: a\n"


def test_undo__after_a_kill_between_journal_and_file(at):
    """The journal is written first: a change that never reached its file can be taken back all the same."""
    digest = at.post("/api/file", path="a.yaml", text="id: a\n")["digest"]
    at.put("/api/file", path="a.yaml", text="id: b\n", base_digest=digest)
    at.write("a.yaml", "id: a\n")
    assert at.post("/api/undo")["text"] == "id: a\n"


def test_write__keeps_the_line_ends_of_the_file(at):
    """Browsers know one kind of line end; a file of the other kind keeps its own."""
    assert with_endings_of("a\nb\n", "x\r\ny\r\n") == "a\r\nb\r\n"
    assert with_endings_of("a\nb\n", "x\ny\n") == "a\nb\n"
    at.write("war.yaml", "id: a\r\ntitle: b\r\n")
    base = at.get("/api/file", path="war.yaml")["digest"]
    at.put("/api/file", path="war.yaml", text="id: a\ntitle: c\n", base_digest=base)
    assert (at.folder / "war.yaml").read_bytes() == b"id: a\r\ntitle: c\r\n"


@pytest.mark.parametrize("text", ["\ud800", "a\udfff"])
def test_write__half_of_a_sign_is_refused(at, text):
    """It could not be read again."""
    body = json.dumps({"path": "a.yaml", "text": text})
    found = at.page.post("/api/file", content=body, headers={"content-type": "application/json"})
    assert (found.status_code, "half of a sign" in found.json()["message"]) == (400, True)
    assert not (at.folder / "a.yaml").exists()


def test_write__a_full_disk_is_said_and_nothing_is_lost(at, monkeypatch):
    """The old file stays."""
    at.write("war.yaml", "id: a\n")
    base = at.get("/api/file", path="war.yaml")["digest"]

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("multipolar.workbench.files.write_safely", full)
    document = at.refused("PUT", "/api/file", 409, path="war.yaml", text="id: b\n", base_digest=base)
    assert "No space left on device" in document["message"]
    assert (at.folder / "war.yaml").read_text() == "id: a\n"
