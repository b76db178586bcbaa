"""Routes of play with the real worker."""

from __future__ import annotations

import pytest

from multipolar import api
from workbench_stage import SMALL

pytestmark = pytest.mark.compiled


def test_play__by_a_seat_that_may_only_play(at):
    """Begin, act, take back; the sheet that tells the truth is for the owner."""
    at.write("war.yaml", SMALL)
    api.run(at.folder / "war.yaml", members=40, seed=3, out=at.folder / "runs" / "one", report=False)
    student = at.seat("play")
    begun = student.post("/api/play", json={"run": "one", "as": "EAST", "from_day": 5, "step": 5})
    assert begun.status_code == 200, begun.text
    number = begun.json()["id"]
    assert len(student.post(f"/api/play/{number}", json={}).json()["log"]) == 1
    assert student.post(f"/api/play/{number}/undo").json()["log"] == []
    assert student.get(f"/api/play/{number}").json()["day"] == 5
    assert student.get(f"/api/play/{number}/sheet").status_code == 403
    assert "facilitator" in at.get(f"/api/play/{number}/sheet")["text"]
    refused = at.refused("POST", "/api/play", 400, **{"run": "one", "as": "ESAT", "from_day": 5})
    assert "expected one of EAST, WEST" in refused["message"]
