"""Where a call comes from, how large it is, and what answers say to the browser."""

from __future__ import annotations

import pytest

from multipolar.workbench.guard import MOST_BYTES, refusal
from workbench_stage import HOST, ORIGIN, browser


def scope(path="/api/project", method="GET", **headers):
    """Return a call as the server sees it."""
    rows = {"host": HOST, **{k.replace("_", "-"): v for k, v in headers.items()}}
    return {"type": "http", "path": path, "method": method, "headers": [(k.encode(), v.encode()) for k, v in rows.items()]}


HOSTS = ["evil.example", "evil.example:4711", "127.0.0.1", "127.0.0.1:80", "localhost:4711", "[::1]:4711", ""]


@pytest.mark.parametrize("host", HOSTS)
def test_refusal__another_host(host):
    """A name that somebody has pointed at this machine is refused, on the page as well."""
    assert "host" in refusal(scope("/", host=host), HOST)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:4711", "http://127.0.0.1:4712", ""])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_refusal__another_origin(origin, method):
    """A page of somebody else is refused, whatever it asks."""
    assert "comes from" in refusal(scope(method=method, origin=origin), HOST)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_refusal__a_write_says_where_it_comes_from(method):
    """Without Origin and Sec-Fetch-Site a write is refused, and so is a stream of events."""
    assert refusal(scope(method=method), HOST)
    assert refusal(scope(method=method, sec_fetch_site="same-site"), HOST)
    assert refusal(scope("/api/runs/x/events"), HOST)
    assert refusal(scope(method=method, origin=ORIGIN), HOST) == ""
    assert refusal(scope(method=method, sec_fetch_site="same-origin"), HOST) == ""
    assert refusal(scope("/api/runs/x/events", sec_fetch_site="same-origin"), HOST) == ""


def test_refusal__reading_from_another_site():
    """A picture or frame of another page cannot read; an address typed in can."""
    assert refusal(scope(sec_fetch_site="cross-site"), HOST)
    assert refusal(scope(sec_fetch_site="none"), HOST) == ""
    assert refusal(scope(), HOST) == ""


def test_guard__refusals_are_documents_with_all_headers(at):
    """A refused call is answered like any failure, and never reaches a route."""
    found = browser(at.bench, origin="http://evil.example").post("/api/undo")
    assert (found.status_code, found.json()["schema"]) == (403, "multipolar-error/1")
    assert "script-src 'self'" in found.headers["content-security-policy"]


def test_guard__headers_of_every_answer(at):
    """The page may run its own scripts and call its own server, nothing else; nobody may frame it."""
    for path in ("/", "/api/project", "/nothing.js", "/api/nothing"):
        found = at.page.get(path)
        policy = found.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["referrer-policy"] == "no-referrer"
        assert found.headers["cross-origin-opener-policy"] == "same-origin"
        assert found.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in found.headers


def test_guard__nonce_is_fresh(at):
    """Two answers have two nonces."""
    policies = {at.page.get("/").headers["content-security-policy"] for _ in range(3)}
    assert len(policies) == 3


def test_guard__bodies_are_bounded(at):
    """A body that is too large is refused by what it says, and cut off where it said less."""
    found = at.page.post("/api/autosave", content=b"x" * (MOST_BYTES + 1))
    assert (found.status_code, found.json()["schema"]) == (413, "multipolar-error/1")

    def endless():
        for _ in range(MOST_BYTES // 1_000_000 + 2):
            yield b" " * 1_000_000

    assert at.page.post("/api/autosave", content=endless()).status_code != 200


def test_refusal__a_shared_server_has_more_than_one_address():
    """Its own addresses are let in, each with its own origin; names that others point here are not."""
    others = ("192.168.1.7:4711",)

    def call(host, origin, path="/api/check", method="POST"):
        headers = [(b"host", host.encode()), *([(b"origin", origin.encode())] if origin else [])]
        return refusal({"type": "http", "method": method, "path": path, "headers": headers}, "127.0.0.1:4711", others)

    assert call("192.168.1.7:4711", "http://192.168.1.7:4711") == ""
    assert call("127.0.0.1:4711", "http://127.0.0.1:4711") == ""
    assert call("192.168.1.7:4711", "", "/api/runs/one/events", "GET") == ""
    assert "expected http://192.168.1.7:4711" in call("192.168.1.7:4711", "http://127.0.0.1:4711")
    assert "this server is" in call("evil.example:4711", "http://evil.example:4711")
    assert "does not say" in call("127.0.0.1:4711", "", "/api/runs/one/events", "GET")
