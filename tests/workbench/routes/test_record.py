"""Routes of the record."""

from __future__ import annotations

import pytest

from multipolar import api
from workbench_stage import SMALL


def test_ledger__an_empty_one_is_shown_as_such(at):
    """Nothing is made before the first forecast is added, and files outside are refused."""
    assert at.get("/api/ledger")["forecasts"] == []
    assert not (at.folder / "ledger.sqlite3").exists()
    assert at.refused("POST", "/api/ledger", 403, kind="add", what="../frozen.json")
    assert at.refused("POST", "/api/ledger", 400, kind="add")
    assert at.refused("POST", "/api/ledger", 400, kind="burn")


@pytest.mark.compiled
def test_ledger__a_frozen_forecast_is_added_and_shown(at):
    """As the command line does."""
    at.write("war.yaml", SMALL)
    done = api.run(at.folder / "war.yaml", members=40, seed=3, out=at.folder / "runs" / "one", report=False)
    api.freeze(done.folder)
    added = at.post("/api/ledger", kind="add", what="runs/one/frozen.json")
    assert (added["db"], added["forecasts"][0]["scenario"]) == ("ledger.sqlite3", "border_war")
    assert [row["id"] for row in at.get("/api/ledger")["forecasts"]] == [1]
    assert at.post("/api/ledger", kind="show", what="1")["answers"]
    assert at.post("/api/ledger", kind="calibration")["n"] == 0
    told = at.post("/api/ledger/lesson", run="one", text="Look at the roads first.")["lessons"]
    assert [(row["scenario"], row["digest"]) for row in told] == [("border_war", done.digest)]
    assert told[0]["text"] == "Look at the roads first."
    assert at.get("/api/ledger")["lessons"] == told
    assert "expected 1 to" in at.refused("POST", "/api/ledger/lesson", 400, run="one", text=" ")["message"]
    assert at.refused("POST", "/api/ledger/lesson", 404, run="gone", text="x")
    assert at.get("/api/project")["frozen"][0]["path"] == "runs/one/frozen.json"
