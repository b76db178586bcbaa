"""`multipolar condition`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call, forecast
from multipolar.results import Conditioned

FACTS = {
    "schema": "multipolar-conditioned/1", "scenario": "invented_pass", "as_of": "2030-04-20", "until": "2030-04-28", "ess": 900.4,
    "ancestors": 321, "refused": None, "run": "runs/given",
    "evidence": [{
        "id": "R7", "date": "2030-04-25", "published": "2030-04-26", "kind": "event", "text": "The pass is cut.", "surprise": 2.34,
        "ess": 901.0, "log_evidence": -1.6,
    }],
}  # fmt: skip


def test_condition__tells_what_each_report_did_and_the_forecast(capsys, monkeypatch, tmp_path):
    """Options reach the verb; one document with --json."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "condition", Conditioned(forecast() | FACTS))
    said = call(capsys, "condition", str(tmp_path), "--evidence", "e.yaml", "--until", "2030-04-28", "--out", str(tmp_path / "o"))
    assert said.status == 0
    words = ("reports until 2030-04-28", "The pass is cut.", "2.3", "901", "900", "321", "How it may end")
    assert [w for w in words if w not in said.out] == []
    assert calls["condition"][0][1:] == ("e.yaml",)
    assert calls["condition"][1]["until"] == "2030-04-28"
    assert call(capsys, "condition", str(tmp_path), "--json").document == forecast() | FACTS


def test_condition__a_refusal_says_why_and_fails(capsys, monkeypatch, tmp_path):
    """Nothing is printed as a forecast."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "condition", Conditioned(FACTS | {"refused": "too few", "run": None}))
    said = call(capsys, "condition", str(tmp_path))
    assert said.status == 1
    assert "no forecast: too few" in said.err
    assert "How it may end" not in said.out
