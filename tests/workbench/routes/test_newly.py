"""A project is begun over HTTP."""

from __future__ import annotations

from answered import CIVIL


def test_new__questions_and_a_war_from_answers(at):
    """As the page asks."""
    assert len(at.get("/api/new/questions")["questions"]) == 8
    assert at.post("/api/new", answers=CIVIL, name="rising")["path"] == "rising.yaml"
    assert at.refused("POST", "/api/new", 409, answers=CIVIL, name="rising")["message"]


def test_new__faults_of_answers_are_problems(at):
    """422 with each fault and its fix."""
    told = at.refused("POST", "/api/new", 422, answers={"who": "A side\nB side", "ground": "Ridge; hill; A"}, name="war")
    assert "Did you mean 'hilly'?" in {row["hint"] for row in told["problems"]}


def test_new__needs_the_right_to_write(at):
    """A student may read the questions and write nothing."""
    page = at.seat("play")
    assert page.get("/api/new/questions").status_code == 200
    assert page.post("/api/new", json={"template": "blank", "name": "x"}).status_code == 403
