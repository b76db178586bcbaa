"""What a project holds, as the page lists it."""

from __future__ import annotations

import json
import time

import pytest

from multipolar import api
from multipolar.scenario.files import library_names
from multipolar.workbench.listing import headline_of, top_value
from workbench_stage import SMALL


def when(at, done):
    """Return the list of a project once something holds of it."""
    for _ in range(200):
        found = at.get("/api/project")
        if done(found):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_project__an_empty_one_shows_the_library(at):
    """Nothing is invented: no forecast of an example comes with the package."""
    found = at.get("/api/project")
    assert (found["name"], found["scenarios"], found["runs"]) == ("case", [], [])
    assert sorted(row["name"] for row in found["examples"]) == library_names()
    assert all(row["title"] and row["as_of_dates"] and row["endings"] is None for row in found["examples"])
    assert found["undo"] == {"can_undo": False, "can_redo": False, "undo_text": "", "redo_text": ""}


def test_project__files_by_kind_with_their_faults(at):
    """Faults are counted beside the call, and told once they are known; a changed file is looked at again."""
    at.write("war.yaml", SMALL)
    at.write("bad.yaml", SMALL.replace("phase: start", "phase: strat"))
    at.write("reports.yaml", "format: multipolar-evidence/1\nreports:\n  - id: a\n  - {id: b}\n")
    at.write("short.yaml", "format: multipolar-evidence/1\nreports: [{id: a, kind: holds}, {id: b, text: of c}, {id: c}]\n")
    at.write("patch.yaml", "format: multipolar-patch/1\nid: p\nbase: border_war\nchanges:\n  - {op: set}\n  - op: set\n")
    at.write(
        "out.json",
        json.dumps(
            {
                "schema": "multipolar-frozen/1",
                "as_of": "2024-05-01",
                "scenario": "border_war",
                "questions": [1],
                "stamp": {"sha256": "ab"},
            }
        ),
    )
    found = when(at, lambda found: all(row["faults"] is not None for row in found["scenarios"]))
    assert {row["path"]: row["faults"] for row in found["scenarios"]} == {"bad.yaml": 1, "war.yaml": 0}
    assert found["scenarios"][1]["title"] == "A border war between Northland and Southland"
    assert found["scenarios"][1]["as_of"] == "2024-05-01"
    assert [(row["path"], row["base"], row["changes"]) for row in found["patches"]] == [("patch.yaml", "border_war", 2)]
    assert [(row["path"], row["reports"]) for row in found["evidence"]] == [("reports.yaml", 2), ("short.yaml", 3)]
    assert [(row["path"], row["questions"], row["stamp"]) for row in found["frozen"]] == [("out.json", 1, "ab")]
    at.write("bad.yaml", SMALL)
    found = when(at, lambda found: found["scenarios"][0]["faults"] == 0)
    assert found["scenarios"][0]["digest"] == found["scenarios"][1]["digest"]


def test_project__a_file_that_cannot_be_read_is_named(at):
    """It is not passed over."""
    (at.folder / "latin.yaml").write_bytes(b"id: \xff\n")
    assert at.get("/api/project")["unreadable"] == [{"path": "latin.yaml"}]


def test_project__a_damaged_run_is_named(at):
    """Its manifest is cut off."""
    folder = at.folder / "runs" / "one"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"status": "comp')
    assert [(row["name"], row["state"]) for row in at.get("/api/project")["runs"]] == [("one", "damaged")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("title: A war", "A war"), ("title: A war # of old", "A war"), ('title: "A: war" # c', "A: war"),
        ("title: 'it''s'", "it's"),
        ("title: >-\n  A war", None), ("other: x", None), ("  title: inner", None), ("title: {a: b}", {"a": "b"}),
    ],
)  # fmt: skip
def test_top_value__of_one_line(text, value):
    """Enough for a list; a text over several lines is left to the check."""
    assert top_value(text + "\n", "title") == value


def test_headline_of__the_leading_ending():
    """The name that the report gives the likeliest ending, with the sides' own names, and its probability."""
    sides = {"A": {"name": "Northland"}, "B": {"name": "Southland"}}
    forecast = {"endings": {"ongoing_180": {"p": 0.2}, "knockout_A": {"p": 0.8}}, "sides": sides}
    assert headline_of(forecast) == {"label": "knockout_A", "text": "Outright victory of Northland", "p": 0.8}


@pytest.mark.compiled
def test_project__a_run_in_the_project_folder_is_a_run(at):
    """Not a heap of loose files: listed, read and played by its name; one below runs/ goes before it, a name of either is taken."""
    at.write("war.yaml", SMALL)
    api.run(at.folder / "war.yaml", members=40, seed=3, out=at.folder / "loose", report=False)
    at.write("notes/manifest.txt", "no run\n")
    found = at.get("/api/project")
    assert [(row["name"], row["state"], row["members"]) for row in found["runs"]] == [("loose", "complete", 40)]
    listed = [row["path"] for kind in ("scenarios", "texts", "unreadable", "frozen") for row in found[kind]]
    assert sorted(listed) == ["notes/manifest.txt", "war.yaml"]
    assert at.get("/api/runs/loose")["run"] == "loose"
    assert [row["name"] for row in at.get("/api/play")["runs"]] == ["loose"]
    assert "there already" in at.refused("POST", "/api/runs", 409, path="war.yaml", members=20, name="loose")["message"]
    api.freeze(at.folder / "loose")
    assert [row["path"] for row in at.get("/api/project")["frozen"]] == ["loose/frozen.json"]
