"""Plays as the server holds them."""

from __future__ import annotations

import json

from multipolar.workbench import plays


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
