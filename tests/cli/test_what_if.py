"""`multipolar what-if`."""

from __future__ import annotations

from cli_fakes import comparison, fake_api, give
from cli_stage import call


def test_what_if__changes_reach_the_verb(capsys, monkeypatch, tmp_path):
    """Claims, values and mechanisms are handed on as they were written."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "what_if", comparison())
    said = call(capsys, "what-if", "war.yaml", "--claim", "C1=off", "--set", "a=1", "--off", "drones", "--members", "30")
    assert said.status == 0
    given, how = calls["what_if"]
    assert given == ("war.yaml", None)
    assert (how["claims"], how["settings"], how["off"], how["members"]) == (("C1=off",), ("a=1",), ("drones",), 30)
    assert "54 of 100" in said.out


def test_what_if__json_is_the_document(capsys, monkeypatch, tmp_path):
    """The document goes out as it came."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "what_if", comparison())
    assert call(capsys, "what-if", "war.yaml", "--off", "drones", "--json").document == comparison()
