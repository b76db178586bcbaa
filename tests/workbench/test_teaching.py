"""The class of a project: opened, answered, sealed, shown, and there again after a crash."""

from __future__ import annotations

import pytest

from multipolar import api
from multipolar.workbench import teaching
from multipolar.workbench.lesson import ENDING
from multipolar.workbench.refusing import RefusedError
from workbench_stage import entered, stage

pytestmark = pytest.mark.compiled


@pytest.fixture(scope="module")
def past(tmp_path_factory):
    """Return a project with a small run of a past war."""
    folder = tmp_path_factory.mktemp("class") / "case"
    (folder / "runs").mkdir(parents=True)
    api.run("krajina_1995", members=40, seed=3, out=folder / "runs" / "one", report=False)
    return folder


def answers_to(questions):
    """Return an answer to every question of a class."""
    return {
        row["id"]: 0.5 if row["kind"] == "binary" else {option["id"]: 1 / len(row["options"]) for option in row["options"]}
        for row in questions
    }


def test_class__from_opening_to_results(past):
    """Students see nothing of the model until the teacher shows; then all is scored."""
    with stage(past) as at:
        made = at.post("/api/teach", run="one", seats=2)
        assert (made["state"], made["seats"], len(made["links"])) == ("open", 2, 2)
        assert at.refused("POST", "/api/teach", 409, run="one", seats=2)
        first, second = (entered(at.bench, row["link"].partition("#t=")[2]) for row in made["links"])
        told = first.get("/api/teach").json()
        assert told["mine"] is None
        assert not {"run", "outcome", "by_seat"} & set(told)
        for path in ("/api/runs/one", "/api/project", "/api/runs/one/page", "/runs/one/report.html", "/api/jobs"):
            assert first.get(path).status_code == 403
        assert first.get("/api/teach/results").status_code == 409
        assert first.post("/api/teach/show").status_code == 403
        assert first.post("/api/teach/answers", json={"answers": {ENDING: {}}}).status_code == 400
        said = answers_to(told["questions"])
        assert first.post("/api/teach/answers", json={"answers": said}).json()["answered"] == 1
        assert second.get("/api/teach").json()["mine"] is None
        assert at.get("/api/teach")["by_seat"] == [{"seat": 1, "answered": True}, {"seat": 2, "answered": False}]
        assert second.post("/api/teach/answers", json={"answers": said}).json()["state"] == "sealed"
        assert at.refused("POST", "/api/teach/answers", 400, answers=said)["message"]

        shown = at.post("/api/teach/show")
        rows = {row["name"]: row for row in shown["forecasters"]}
        assert set(rows) == {"seat 1", "seat 2", "class mean", "model", "outside view", "coin"}
        assert rows["seat 1"]["ending"]["brier"] == pytest.approx(rows["coin"]["ending"]["brier"])
        assert shown["truth"][ENDING]
        assert first.get("/api/teach/results").json()["forecasters"] == shown["forecasters"]
        assert first.get("/api/runs/one").status_code == 200


def test_class__is_there_again_after_a_crash(past):
    """The class that was shown is kept, and a new one can be opened; its seats get new links with the same numbers."""
    with stage(past) as at:
        assert at.get("/api/teach")["state"] == "shown"
        made = at.post("/api/teach", run="one", questions=[ENDING], seats=3)
        numbers = [row["seat"] for row in made["links"]]
        page = entered(at.bench, made["links"][0]["link"].partition("#t=")[2])
        page.post("/api/teach/answers", json={"answers": answers_to(made["questions"])})
        assert list((at.bench.project.own / "classes").glob("????????.json"))
    with stage(past) as at:
        assert at.get("/api/teach")["answered"] == 1
        assert [row["seat"] for row in at.get("/api/teach/links")["links"]] == numbers


def test_open_class__needs_a_run_and_somebody_who_knows(at, past):
    """A war that nobody knows the end of is no lesson."""
    assert at.refused("POST", "/api/teach", 404, run="none")
    assert at.refused("POST", "/api/teach/show", 404)
    assert at.refused("GET", "/api/teach/results", 404)
    assert at.get("/api/teach")["state"] == "none"
    assert at.refused("POST", "/api/teach/answers", 404, answers={})
    with pytest.raises(RefusedError, match="expected 1 to"):
        teaching.open_class(at.bench, "one", None, None, 0)
