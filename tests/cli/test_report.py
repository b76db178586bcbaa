"""`multipolar report`."""

from __future__ import annotations

from cli_fakes import fake_api
from cli_stage import call


def test_report__prints_where_the_page_is(capsys, monkeypatch, tmp_path):
    """The path is the result; with --json it stands in a document."""
    calls = fake_api(monkeypatch, tmp_path)
    said = call(capsys, "report", "run", "--out", "page.html")
    assert said.out.strip().endswith("report.html")
    assert str(calls["report"][0][1]) == "page.html"
    assert call(capsys, "report", "run", "--json").document["report"] == said.out.strip()


def test_report__what_is_no_run_is_a_faulty_input(capsys, tmp_path):
    """A folder without a manifest: status 3."""
    assert call(capsys, "report", str(tmp_path)).status == 3


def test_report__a_copy_for_teaching_is_asked_for_by_name(capsys, monkeypatch, tmp_path):
    """Without the word the answers are shown."""
    calls = fake_api(monkeypatch, tmp_path)
    call(capsys, "report", "run")
    assert calls["report"][1]["teaching"] is False
    call(capsys, "report", "run", "--teaching")
    assert calls["report"][1]["teaching"] is True


def test_report__views_are_asked_for_by_name(capsys, monkeypatch, tmp_path):
    """All bundles, or those that are named, with as many courses as is said; alone such words are refused by the verb."""
    calls = fake_api(monkeypatch, tmp_path)
    call(capsys, "report", "run", "--views", "--only", "article", "--only", "grinding", "--members", "300")
    given = calls["report"][1]
    assert (given["views"], given["only"], given["members"]) == (True, ["article", "grinding"], 300)
    call(capsys, "report", "run", "--quiet")
    assert (calls["report"][1]["views"], calls["report"][1]["only"]) == (False, None)
    assert call(capsys, "report", "run", "--views", "--members", "0").status == 2
