"""Plays as the server holds them."""

from __future__ import annotations

import json

import pytest

from multipolar import api
from multipolar.workbench import plays
from multipolar.workbench.refusing import WRONG, RefusedError


def test_play__one_that_is_not_there_is_said(at):
    """Whatever is asked of it."""
    for method, path in (("GET", ""), ("POST", ""), ("POST", "/undo"), ("GET", "/sheet")):
        for number in ("0" * 16, "..%2Fx"):
            assert at.page.request(method, f"/api/play/{number}{path}", json={}).status_code == 404


def test_play__its_run_may_have_gone(at):
    """Then that is said."""
    number = "a" * 16
    place = plays.place_of(at.bench, number)
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps({"run_name": "gone"}))
    assert "no run 'gone'" in at.refused("GET", f"/api/play/{number}", 404)["message"]
    assert "no run 'gone'" in at.refused("POST", "/api/play", 404, **{"run": "gone", "as": "X", "from_day": 5})["message"]


@pytest.mark.compiled
def test_play__what_is_listed_tells_a_class_nothing_of_the_forecast(at):
    """A student lists runs and its own plays, and plays; what all courses of the run say stays closed until the teacher shows."""
    api.run("krajina_1995", members=40, seed=3, out=at.folder / "runs" / "one", report=False)
    at.post("/api/teach", run="one", seats=2)
    student, other = at.seat("play"), at.seat("play")
    assert student.get("/api/project").status_code == 403
    listed = student.get("/api/play").json()
    (run,) = listed["runs"]
    assert set(run) == {"name", "scenario", "title", "as_of", "days", "powers"}
    power = run["powers"][0]
    assert set(power) == {"id", "name"}
    state = student.post("/api/play", json={"run": "one", "as": power["id"], "from_day": 5, "step": 60}).json()
    number = state["id"]
    ground = student.get(f"/api/play/{number}/ground").json()
    assert set(ground["sectors"][0]) == {"id", "name", "short", "point", "contested"}
    while not state["complete"]:
        state = student.post(f"/api/play/{number}", json={}).json()
    assert {"ending_title", "left_alone"} <= set(state["after"])
    assert not {"endings", "payoffs"} & set(state["after"])
    assert {"endings", "payoffs"} <= set(at.get(f"/api/play/{number}")["after"])
    (row,) = student.get("/api/play").json()["plays"]
    assert (row["id"], row["name"], row["complete"]) == (number, state["name"], True)
    assert other.get("/api/play").json()["plays"] == at.get("/api/play")["plays"] == []
    assert "others" not in other.get("/api/play").json()
    assert [(one["id"], one["seat"]) for one in at.get("/api/play")["others"]] == [(number, row["seat"])]
    assert at.get(f"/api/play/{number}")["mine"] is False
    assert student.get(f"/api/play/{number}").json()["mine"] is True
    assert "which alone decides" in at.refused("POST", f"/api/play/{number}/undo", 403)["message"]
    assert "which alone decides" in at.refused("POST", f"/api/play/{number}", 403)["message"]
    at.post("/api/teach/show")
    assert {"endings", "payoffs"} <= set(student.get(f"/api/play/{number}").json()["after"])


def test_play__a_class_is_not_told_how_long_the_wars_of_a_run_last(at, monkeypatch):
    """Neither by the day on which none goes on any more; the teacher is told it."""

    def too_late(*_):
        raise RefusedError(WRONG, "every war of the run is over by then; the last ends on day 164")

    (at.folder / "runs" / "one").mkdir(parents=True)
    monkeypatch.setattr(plays, "answer_of", too_late)
    student = at.bench.seats.add("play")
    for closed, said in ((False, "the last ends"), (True, "^no play can begin so; choose another power or an earlier day$")):
        monkeypatch.setattr(plays, "sealed", lambda *_, closed=closed: closed)
        with pytest.raises(RefusedError, match=said):
            plays.begin(at.bench, student, "one", "EAST", 170, None)
    with pytest.raises(RefusedError, match="the last ends"):
        plays.begin(at.bench, at.bench.seats.seats[0], "one", "EAST", 170, None)


@pytest.mark.compiled
def test_advised__in_a_class_only_where_the_teacher_allows_it(at):
    """The owner may always ask; a student of a class that forecasts once the teacher has allowed it; acts come with differences."""
    api.run("krajina_1995", members=40, seed=3, out=at.folder / "runs" / "one", report=False)
    power = at.get("/api/play")["runs"][0]["powers"][0]["id"]
    at.post("/api/teach", run="one", seats=2)
    student = at.seat("play")
    state = student.post("/api/play", json={"run": "one", "as": power, "from_day": 5}).json()
    path = f"/api/play/{state['id']}"
    assert state["may_ask"] is False
    assert at.get(path)["may_ask"] is True
    assert student.post(f"{path}/advice", json={"courses": 20}).status_code == 403
    assert at.get("/api/teach")["advice"] is False
    assert student.post("/api/teach/advice", json={"allowed": True}).status_code == 403
    assert at.post("/api/teach/advice", allowed=True)["advice"] is True
    assert student.get(path).json()["may_ask"] is True
    found = student.post(f"{path}/advice", json={"courses": 20}).json()
    assert (found["schema"], found["power"], found["courses"]) == ("multipolar-advice/1", power, 20)
    assert {row["option"] for row in found["acts"]} == {row["option"] for row in state["choices"] if row["option"]}
    student.post(path, json={})
    later = student.post(f"{path}/advice", json={"courses": 20}).json()
    assert later["day"] > found["day"]
    assert student.post(f"{path}/advice", json={"courses": 1}).status_code == 400
    at.post("/api/teach/advice", allowed=False)
    assert student.post(f"{path}/advice", json={"courses": 20}).status_code == 403
