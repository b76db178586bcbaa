"""Patches that follow their scenario from version to version."""

from __future__ import annotations

from multipolar.scenario.files import load
from workbench_stage import SMALL

DATED = SMALL.replace("round_start:", "as_of_dates: {2024-06-01: later, 2024-05-01: base}\nround_start:")
LATER = """format: multipolar-patch/1
id: later
title: A month later
base: border_war
base_digest: "{digest}" # of the scenario
as_of: 2024-06-01
changes:
  - {{op: set, path: phase, value: escalation, reason: the war goes on}}
"""


def test_rebind__a_saved_scenario_takes_its_patches_along(at):
    """Edit, undo and redo: the patch of a date stays bound, and everything of the patch but the digest stays as it is."""
    at.write("war.yaml", DATED)
    at.write("patches/later.yaml", LATER.format(digest=load(at.folder / "war.yaml", as_of="2024-05-01").digest))
    base = at.get("/api/file", path="war.yaml")["digest"]
    draft = DATED.replace("tanks: 250 items", "tanks: 240 items")
    assert at.post("/api/check", path="war.yaml", text=draft)["problems"] == [], "a draft keeps the patches of its file"
    done = at.put("/api/file", path="war.yaml", text=draft, base_digest=base)
    assert done["bound"] == ["patches/later.yaml"]
    digest = load(at.folder / "war.yaml", as_of="2024-05-01").digest
    assert (at.folder / "patches" / "later.yaml").read_text() == LATER.format(digest=digest)
    for step in ("undo", "redo", "undo"):
        at.post(f"/api/{step}")
        assert at.post("/api/check", path="war.yaml")["problems"] == []
        assert load(at.folder / "war.yaml", as_of="2024-06-01").problems == []


def test_rebind__a_patch_of_another_version_is_left_alone(at):
    """Somebody has to look at it, and the check says so."""
    at.write("war.yaml", DATED)
    at.write("patches/later.yaml", LATER.format(digest="0" * 64))
    base = at.get("/api/file", path="war.yaml")["digest"]
    done = at.put("/api/file", path="war.yaml", text=DATED.replace("250 items", "240 items"), base_digest=base)
    assert done["bound"] == []
    assert (at.folder / "patches" / "later.yaml").read_text() == LATER.format(digest="0" * 64)
    assert [row["code"] for row in at.post("/api/check", path="war.yaml")["problems"]] == ["patch-base"]


def test_rebind__comments_alone_move_nothing(at):
    """The digest is of the values."""
    at.write("war.yaml", DATED)
    at.write("patches/later.yaml", LATER.format(digest=load(at.folder / "war.yaml", as_of="2024-05-01").digest))
    base = at.get("/api/file", path="war.yaml")["digest"]
    assert at.put("/api/file", path="war.yaml", text="# more\n" + DATED, base_digest=base)["bound"] == []
