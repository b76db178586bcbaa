"""`multipolar robust`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.results import Robust

CELL = {"mean": 0.5, "regret": 0.125, "error": 0.01}
TABLE = {
    "schema": "multipolar-robust/1", "scenario": "invented_pass", "as_of": "2030-04-20", "members": 2000, "target": "knockout_A",
    "wanted": "least", "too_few": None, "minimax": "C05=off",
    "rows": [{"policy": "C05=off", "worlds": {"grim": CELL}, "max_regret": 0.125, "mean_regret": 0.1, "worst_world": "grim",
              "satisfies": 0.75}],
}  # fmt: skip


def test_robust__levers_and_worlds_reach_the_verb(capsys, monkeypatch, tmp_path):
    """One document with --json."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "robust", Robust(TABLE))
    words = ("robust", "war.yaml", "--target", "knockout_A", "--lever", "C05=on,off", "--world", "grim", "--world", "C07=off")
    said = call(capsys, *words, "--least")
    assert said.status == 0
    assert calls["robust"][0][1] == {"C05": ["on", "off"]}
    assert calls["robust"][1]["worlds"] == ["grim", "C07=off"]
    assert calls["robust"][1]["least"] is True
    assert [word for word in ("C05=off", "0.125", "75 %", "grim 0.5") if word not in said.out] == []
    assert call(capsys, *words, "--json").document == TABLE


def test_robust__no_lever_is_told(capsys, monkeypatch, tmp_path):
    """By its own name."""
    fake_api(monkeypatch, tmp_path)
    said = call(capsys, "robust", "war.yaml", "--target", "knockout_A")
    assert said.status == 2
    assert "--lever KEY=VALUE" in said.err
