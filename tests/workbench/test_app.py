"""The application: the page, its routes, and failures as documents."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute

from multipolar.report.typefaces import TYPEFACES, font_bytes
from multipolar.workbench import bench as benches
from multipolar.workbench import files
from multipolar.workbench.app import api_of
from multipolar.workbench.static_files import STATIC
from workbench_stage import browser

NEEDS = {benches.reading, benches.playing, benches.changing}
OPEN = {"/api/session"}


def routes():
    """Return the routes of the interface."""
    return [route for route in api_of().routes if isinstance(route, APIRoute) and route.path.startswith(("/api", "/runs"))]


def test_routes__all_say_whose_rights_they_need():
    """No route can be called without a seat, and every one that is no question needs more than reading."""
    for route in routes():
        needs = {d.call for d in route.dependant.dependencies} & NEEDS
        assert needs or route.path in OPEN, route.path
        if needs == {benches.reading}:
            assert route.methods <= {"GET"} or route.path.rpartition("/")[2] in ASKING, route.path


ASKING = {"check", "preview", "form", "complete", "hover", "claims", "map", "ties"}
"""Routes that are called by POST because a text is sent along, and that change nothing."""


def test_routes__refuse_who_has_no_seat(at):
    """Without the cookie nothing is told, whatever is called."""
    stranger = browser(at.bench)
    for route in routes():
        if route.path in OPEN:
            continue
        for method in route.methods:
            path = route.path.replace("{name}", "x").replace("{number}", "0")
            found = stranger.request(method, path, json={})
            assert (found.status_code, found.json()["schema"]) == (403, "multipolar-error/1"), (method, path)


def test_routes__refuse_rights_that_do_not_suffice(at):
    """Who may read may not write; who may play may not either."""
    at.write("war.yaml", "id: x\n")
    for rights in ("read", "play"):
        page = at.seat(rights)
        assert page.get("/api/file", params={"path": "war.yaml"}).status_code == 200
        found = page.put("/api/file", json={"path": "war.yaml", "text": "", "base_digest": ""})
        assert (found.status_code, found.json()["message"]) == (
            403,
            f"this seat may {rights}; the owner of the workbench may do this",
        )


def test_page__holds_no_secret(at):
    """The index is the same for everybody, its nonce aside."""
    found = browser(at.bench).get("/")
    assert found.status_code == 200
    assert "multipolar" in found.text
    assert at.bench.seats.seats[0].secret not in found.text
    assert "{{nonce}}" not in found.text


def test_static__nothing_else_of_the_package_is_served(at):
    """Names outside the table are unknown, also those that lead elsewhere."""
    for name in ("app.py", "static", "..%2Fapp.py", "workbench.css.map", "%2e%2e"):
        assert at.page.get(f"/{name}").status_code == 404
    assert set(STATIC) == {"index.html", "workbench.js", "chunk.js", "drawn.js", "workbench.css", "editor.js"}


def test_typefaces__are_those_of_the_report(at):
    """The page takes its two fonts from its own server, so that nothing is asked of another."""
    for _, file, _ in TYPEFACES:
        answer = at.page.get(f"/{file}")

        assert answer.status_code == 200
        assert answer.headers["content-type"] == "font/woff2"
        assert answer.content == font_bytes(file)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/api/nothing", 404), ("DELETE", "/api/project", 405), ("POST", "/api/file", 400)]
)
def test_failures__are_documents(at, method, path, status):
    """Also those that the framework finds."""
    assert at.refused(method, path, status)["exit"] == 2


def test_failures__that_should_not_happen_are_logged(at, monkeypatch):
    """The page is told that it is a fault of ours; where it broke stands in the log of the project."""

    def broken(*_):
        raise ZeroDivisionError("of our own")

    monkeypatch.setattr(files, "undo", broken)
    document = at.refused("POST", "/api/undo", 500)
    assert "this should not happen: ZeroDivisionError: of our own" in document["message"]
    assert "ZeroDivisionError" in (at.folder / ".multipolar" / "server.log").read_text()
