"""The page is opened: the secret of its address against a cookie."""

from __future__ import annotations

from workbench_stage import browser


def test_session__rights_and_names(at):
    """The page is told who it is and where."""
    assert at.get("/api/session") | {"version": ""} == {"rights": "write", "seat": 0, "name": "case", "version": "", "share": False}
    assert at.seat("play").get("/api/session").json()["rights"] == "play"
    assert browser(at.bench).post("/api/session", json={"token": "guess"}).status_code == 403


def test_session__cookie_is_kept_from_scripts_and_other_sites(at):
    """HttpOnly, SameSite=Strict."""
    found = browser(at.bench).post("/api/session", json={"token": at.bench.seats.seats[0].secret})
    cookie = found.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
