"""Routes of runs and jobs with the real worker."""

from __future__ import annotations

import json

import pytest

from multipolar.workbench.jobs import of_run
from workbench_stage import SMALL

pytestmark = pytest.mark.compiled


def events(at, path):
    """Return the events of a job until its end."""
    found = []
    with at.page.stream("GET", path) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("event: "):
                found.append([line.removeprefix("event: "), None])
            elif line.startswith("data: "):
                found[-1][1] = json.loads(line.removeprefix("data: "))
    return found


def test_run__from_order_to_page_and_verb(at):
    """Begun, watched, read, asked, frozen."""
    at.write("war.yaml", SMALL)
    name = at.post("/api/runs", path="war.yaml", members=100, seed=3)["name"]
    assert name == "war-100-3"
    told = events(at, f"/api/runs/{name}/events")
    assert told[-1][0] == "done"
    assert [row["state"] for row in at.get("/api/project")["runs"]] == ["complete"]
    document = at.get(f"/api/runs/{name}")
    assert document["digest"] == told[-1][1]["document"]["digest"]
    assert document["report"] == f"/runs/{name}/report.html"
    assert at.get(f"/api/runs/{name}/page")["schema"] == "multipolar-page/2"
    page = at.page.get(f"/runs/{name}/report.html")
    assert page.headers["content-security-policy"].startswith("sandbox allow-scripts")
    assert "same-origin" not in page.headers["content-security-policy"]
    number = at.post("/api/jobs", verb="ask", run=name, options={"feature": "holder_end[TOWN]"})["id"]
    assert events(at, f"/api/jobs/{number}/events")[-1][1]["document"]["schema"] == "multipolar-answer/1"
    assert at.get(f"/api/jobs/{number}")["state"] == "done"
    assert [row["verb"] for row in at.get("/api/jobs")["jobs"]] == ["ask", "run"]
    assert at.refused("DELETE", f"/api/jobs/{number}", 409)
    assert at.refused("DELETE", f"/api/runs/{name}", 409)
    assert "complete" in at.refused("POST", f"/api/runs/{name}/resume", 409)["message"]
    assert at.post("/api/runs", path="war.yaml", members=100, seed=3)["name"] == f"{name}-2"
    at.page.delete(f"/api/runs/{name}-2")
    assert events(at, f"/api/runs/{name}-2/events")[-1][0] == "cancelled"


def test_run__a_faulty_scenario_fails_with_its_faults(at):
    """The event tells them with their places."""
    at.write("war.yaml", SMALL.replace("phase: start", "phase: strat"))
    name = at.post("/api/runs", path="war.yaml", members=100)["name"]
    kind, data = events(at, f"/api/runs/{name}/events")[-1]
    assert (kind, data["problems"][0]["code"], data["kept"]) == ("failed", "not-allowed", 0)
    assert of_run(at.bench.jobs, name).state == "failed"


def test_run__orders_that_cannot_be_are_refused(at):
    """Before anything is put into the line."""
    at.write("war.yaml", SMALL)
    for body, status in (
        ({"path": "nothing.yaml"}, 404), ({"path": "../war.yaml"}, 403), ({"path": "war.yaml", "members": 0}, 400),
        ({"path": "war.yaml", "members": 10**9}, 400), ({"path": "war.yaml", "name": "../x"}, 400),
        ({"path": "war.yaml", "patches": ["../p.yaml"]}, 403), ({"path": "war.yaml", "seed": -1}, 400),
    ):  # fmt: skip
        assert at.refused("POST", "/api/runs", status, **body)
    assert at.get("/api/jobs")["jobs"] == []


def test_run__one_that_is_not_there_is_said(at):
    """Also one that was deleted while it was open."""
    for path in ("", "/page", "/events"):
        assert "there is no run 'gone'" in at.refused("GET", f"/api/runs/gone{path}", 404)["message"]
    assert at.refused("DELETE", "/api/runs/gone", 404)
    assert at.refused("POST", "/api/runs/gone/resume", 404)
    assert at.refused("GET", "/runs/gone/report.html", 404)
