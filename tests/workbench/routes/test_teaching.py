"""Links for persons over HTTP."""

from __future__ import annotations

from workbench_stage import entered


def test_seats__links_are_the_owners_to_give(at):
    """A link to read reads, and gives no links itself."""
    row = at.post("/api/seats", rights="read", count=1)["links"][0]
    page = entered(at.bench, row["link"].partition("#t=")[2])
    assert page.get("/api/session").json()["rights"] == "read"
    assert page.post("/api/seats", json={"rights": "write"}).status_code == 403
    assert at.get("/api/seats") == {"links": [row], "share": False}
    assert at.refused("POST", "/api/seats", 400, rights="all")
