"""`multipolar demo`."""

from __future__ import annotations

from cli_fakes import fake_api
from cli_stage import call


def test_demo__runs_the_flagship_as_of_the_analysis(capsys, monkeypatch, tmp_path):
    """No file is needed: 2,000 courses of the flagship into a folder of its own, with the page."""
    calls = fake_api(monkeypatch, tmp_path)
    said = call(capsys, "demo")
    assert said.status == 0
    assert calls["load"][0] == ("karabakh_2020",)
    assert calls["load"][1]["as_of"] == "2020-10-16"
    assert (calls["run"][1]["members"], calls["run"][1]["report"]) == (2_000, True)
    assert str(calls["run"][1]["out"]).startswith("runs")
    assert "report.html" in said.err
