"""The route of evidence files."""

from __future__ import annotations

from workbench_stage import SMALL


def test_evidence__of_the_file_or_of_a_draft(at):
    """The text that was sent counts; without one the file; a file that is not there is said."""
    at.write("war.yaml", SMALL)
    head = "format: multipolar-evidence/1\nscenario: border_war\n"
    at.write("reports.yaml", head + "reports: []\n")
    assert at.post("/api/evidence", path="reports.yaml")["reports"] == []
    draft = head + "reports:\n  - {id: R1, kind: note, event_date: 2024-05-05, report_date: 2024-05-06}\n"
    codes = [row["code"] for row in at.post("/api/evidence", path="reports.yaml", text=draft)["problems"]]
    assert "missing-key" in codes
    assert "is not there" in at.refused("POST", "/api/evidence", 404, path="none.yaml")["message"]
