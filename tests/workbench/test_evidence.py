"""Evidence files as the workbench shows them."""

from __future__ import annotations

from multipolar.workbench.evidence import evidence_document, phrases
from workbench_stage import SMALL

REPORTS = """\
format: multipolar-evidence/1
scenario: border_war
reports:
  # the first one
  - {id: R1, kind: holds, event_date: 2024-05-05, report_date: 2024-05-06, source: radio, reliability: B, credibility: 2,
     sector: TOWN, side: NOR}
  - {id: R2, kind: event, event_date: 2024-05-09, report_date: 2024-05-08, source: radio, reliability: A, credibility: 1}
"""


def test_evidence__reports_faults_and_names(at):
    """Reports are shown although one has faults, each told with its place; names come from the scenario of the project."""
    at.write("war.yaml", SMALL)
    found = evidence_document(at.bench.project, "reports.yaml", REPORTS)
    assert [row["id"] for row in found["reports"]] == ["R1", "R2"]
    assert {(row["code"], row["line"]) for row in found["problems"]} == {("bad-order", 7), ("missing-key", 7)}
    assert {"id": "TOWN", "name": "The valley town"} in found["names"]["sector"]
    assert [row["name"] for row in found["names"]["side"]] == ["Northland", "Southland"]
    acts = found["names"]["option"]["EAST"]
    assert acts
    assert all("_" not in row["name"] for row in acts)


def test_evidence__without_its_war_names_nothing(at):
    """A file on a war that nobody has is still shown."""
    found = evidence_document(at.bench.project, "reports.yaml", REPORTS.replace("border_war", "nowhere"))
    assert found["names"] == {}
    assert len(found["reports"]) == 2


def test_evidence__a_text_that_is_none(at):
    """Faults alone; nothing is made up."""
    found = evidence_document(at.bench.project, "reports.yaml", "format: [")
    assert (found["reports"], found["scenario"]) == ([], "")
    assert found["problems"]


def test_phrases__no_code_reaches_the_reader():
    """Every kind and every thing seen is told in words, without the capitals that stand for arguments."""
    told = phrases()
    for row in (*told["kinds"], *told["features"], *told["quantities"]):
        assert not any(word.isupper() and len(word) > 1 for word in row["text"].split()), row
