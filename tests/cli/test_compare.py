"""`multipolar compare`."""

from __future__ import annotations

from cli_fakes import comparison, fake_api, give
from cli_stage import call


def test_compare__bundles_of_a_scenario(capsys, monkeypatch, tmp_path):
    """Names that are no folders are bundles."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "compare", comparison())
    assert call(capsys, "compare", "article", "grinding", "--scenario", "war.yaml").status == 0
    assert calls["compare"][0] == ("article", "grinding")
    assert calls["compiled"][0] == "war.yaml"


def test_compare__folders_are_opened_as_runs(capsys, monkeypatch, tmp_path):
    """Two folders are two runs; nothing is compiled for them."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "compare", comparison())
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    found = call(capsys, "compare", str(tmp_path / "one"), str(tmp_path / "two"), "--json")
    assert found.document["schema"] == "multipolar-compare/1"
    assert [run.id for run in (r.war for r in calls["compare"][0])] == ["invented_pass"] * 2
    assert "compiled" not in calls
