"""Verbs as the server puts them into the line: what they work on and which options they take."""

from __future__ import annotations

import pytest

from multipolar.workbench import asking
from workbench_stage import SMALL


@pytest.fixture
def line(at, monkeypatch):
    """Return a server with a run and a scenario whose line only remembers what was put into it."""
    kept = []

    def submit(_jobs, task, given, asked):
        kept.append((task, given, asked))
        return type("Job", (), {"id": "x", "state": "waiting", "asked": asked})

    monkeypatch.setattr(asking, "submit", submit)
    at.write("war.yaml", SMALL)
    at.write("runs/one/manifest.json", "{}")
    at.write("runs/two/manifest.json", "{}")
    at.write("reports.yaml", "format: multipolar-evidence/1\n")
    at.kept = kept
    return at


def test_asked_verb__works_on_folders_and_files_of_the_project(line):
    """Runs become folders, files their places; a library's name stays one."""
    line.post("/api/jobs", verb="drivers", run="one", options={"target": ["knockout_A"], "pairs": False})
    line.post("/api/jobs", verb="compare", run=["one", "two"])
    line.post("/api/jobs", verb="ach", run="one", options={"evidence": "reports.yaml"})
    line.post("/api/jobs", verb="ach", run="one", options={"evidence": "karabakh_2020"})
    line.post("/api/jobs", verb="what-if", path="war.yaml", options={"claims": ["drones_decide=off"], "members": 100})
    given = [row[1] for row in line.kept]
    runs = line.folder / "runs"
    assert [row["what"] for row in given] == [
        str(runs / "one"), [str(runs / "one"), str(runs / "two")], str(runs / "one"), str(runs / "one"),
        str(line.folder / "war.yaml"),
    ]  # fmt: skip
    assert given[2]["options"]["evidence"] == str(line.folder / "reports.yaml")
    assert given[3]["options"]["evidence"] == "karabakh_2020"


def test_asked_verb__a_conditioned_run_has_a_folder_of_its_own(line):
    """It is listed as a run while it is made."""
    done = line.post("/api/jobs", verb="condition", run="one", options={"until": "2024-05-10"})
    assert done["makes"] == "one-given-reports"
    assert line.kept[0][1]["out"] == str(line.folder / "runs" / "one-given-reports")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"verb": "drvers", "run": "one"}, 400, "did you mean 'drivers'"), ({"verb": "drivers"}, 400, "run is missing"),
        ({"verb": "drivers", "run": ["one", "two"]}, 400, "run is missing"),
        ({"verb": "drivers", "run": "gone"}, 404, "no run 'gone'"),
        ({"verb": "what-if", "run": "one"}, 400, "path is missing"), ({"verb": "what-if", "path": "x.yaml"}, 404, "not there"),
        ({"verb": "drivers", "run": "one", "options": {"targt": "x"}}, 400, "did you mean 'target'"),
        ({"verb": "drivers", "run": "one", "options": {"pairs": "yes"}}, 400, "expected a flag"),
        ({"verb": "signposts", "run": "one", "options": {"top": True}}, 400, "expected a number"),
        ({"verb": "ach", "run": "one", "options": {"evidence": "../reports.yaml"}}, 403, "leads out"),
        ({"verb": "score", "run": "one", "options": {"outcome": "/etc/x.yaml"}}, 403, "leads out"),
        ({"verb": "what-if", "path": "war.yaml", "options": {"patches": "p.yaml"}}, 400, "a list of files"),
        ({"verb": "zzz", "run": "one"}, 400, "known: what-if"),
    ],
)  # fmt: skip
def test_asked_verb__refuses_what_cannot_be(line, body, status, said):
    """Nothing is put into the line, and nothing is passed over."""
    assert said in line.refused("POST", "/api/jobs", status, **body)["message"]
    assert line.kept == []


def test_asked_verb__a_frozen_run_is_not_frozen_again(line):
    """The frozen forecast is kept."""
    line.write("runs/one/frozen.json", "{}")
    assert "frozen already" in line.refused("POST", "/api/jobs", 409, verb="freeze", run="one")["message"]
