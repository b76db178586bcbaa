"""Who calls, and whether it may."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("rights", "method", "path", "status"), [
    ("read", "GET", "/api/project", 200), ("read", "POST", "/api/check", 404), ("read", "POST", "/api/undo", 403),
    ("play", "POST", "/api/undo", 403), ("write", "POST", "/api/undo", 409),
])  # fmt: skip
def test_rights__by_seat(at, rights, method, path, status):
    """A call gets as far as its rights reach: 404 and 409 come from behind the door."""
    assert at.seat(rights).request(method, path, json={"path": "war.yaml"}).status_code == status


def test_seat_of__a_cookie_of_another_server_opens_nothing(at):
    """The name of the cookie holds the port, its value the secret."""
    at.page.cookies.clear()
    at.page.cookies.set("multipolar-4711", "guess")
    assert at.page.get("/api/project").status_code == 403
