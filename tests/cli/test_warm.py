"""`multipolar warm`."""

from __future__ import annotations

from cli_fakes import fake_api
from cli_stage import call
from multipolar.studies import paired, warm


def test_warm__compiles_for_the_flagship_and_lives_two_courses(capsys, monkeypatch, tmp_path):
    """Whatever the first courses would compile is compiled too."""
    calls = fake_api(monkeypatch, tmp_path)
    lived, analysed = [], []
    monkeypatch.setattr(paired, "live_variant", lambda name, war, **how: lived.append((war.id, how["members"])))
    monkeypatch.setattr(warm, "warm_analyses", lambda war, seed: analysed.append((war.id, seed)))
    said = call(capsys, "warm")
    assert (said.status, said.out) == (0, "")
    assert (calls["compiled"][0], lived) == ("karabakh_2020", [("invented_pass", 2)])
    assert analysed == [("invented_pass", 2020)]
    assert "ready after" in said.err
