"""Routes of offers."""

from __future__ import annotations

import pytest

from multipolar import api


@pytest.mark.compiled
def test_offer__is_tested_on_the_same_courses_and_kept(at):
    """Beside the designs of the war, which stay as they are; it is set against each, and can be saved and tested again."""
    run = api.run("krajina_1995", members=40, seed=3, out=at.folder / "runs" / "one", report=False)
    found = at.get("/api/offer", run="one")
    assert [one["id"] for one in found["designs"]] == [one.id for one in run.war.scenario.document.settlements]
    offer = {**found["designs"][0], "id": "tried_here", "what": "tried here"}
    text = at.post("/api/offer", design=offer)["text"]
    assert at.post("/api/file", path="designs/tried_here.yaml", text=text)["path"] == "designs/tried_here.yaml"
    job = at.post("/api/offer/test", run="one", design=offer, members=40)["id"]
    last = [line for line in at.page.get(f"/api/jobs/{job}/events").text.splitlines() if line.startswith("event:")][-1]
    assert last == "event: done"
    document = at.get(f"/api/jobs/{job}")["document"]
    (tried,) = [one for one in document["designs"] if one["tried"]]
    assert tried["id"] == "tried_here"
    known = api.settle(run, members=40, keep=False).to_json()["designs"]
    assert [one for one in document["designs"] if not one["tried"]] == known
    day = tried["days"][0]
    for one in known:
        gap = day["against"][one["id"]]["difference"]
        assert gap == pytest.approx(day["signed"] - one["days"][0]["signed"], abs=2e-6)
    assert not (at.folder / "runs" / "one" / "settlement.json").exists()
    assert "already" in at.refused("POST", "/api/offer/test", 400, run="one", design=found["designs"][0])["message"]
    assert "members" in at.refused("POST", "/api/offer/test", 400, run="one", design=offer, members=5)["message"]
    assert at.refused("GET", "/api/offer", 404, run="gone")
