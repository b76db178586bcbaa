"""`multipolar post-mortem`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call

SCORE = {"base": 0.7, "value": 0.8, "difference": 0.1, "error": 0.01, "sure": True}
FACTS = {
    "members": 100, "effective_members": 10.0, "numbers": 50, "over_two_errors": 1, "by_chance": {"mean": 2.3, "q95": 5.0},
    "rows": [{"number": "tempo", "said": "too low", "shift": 0.8, "error": 0.2, "certain": True, "prior_mean": 0.4,
              "weighted_mean": 0.5, "source": []}],
}  # fmt: skip
FOUND = {
    "schema": "multipolar-postmortem/1", "scenario": "invented_pass", "as_of": "2030-04-20", "members": 100, "complete": False,
    "claims": [
        {"claim": "C01", "verdict": "helps", "score": SCORE, "targets": {"ending": SCORE}, "text": "a sponsor"},
        {"claim": "C02", "verdict": "not told", "score": SCORE, "targets": {}, "text": "a rumour"},
    ],
    "silent": ["C03"], "facts": FACTS, "notes": ["a note"],
}  # fmt: skip


def test_post_mortem__what_helped_what_is_not_told_and_what_was_put_too_low(capsys, monkeypatch, tmp_path):
    """Only sure claims stand in the table; an interruption is said; options reach the verb."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "post_mortem", FOUND)
    said = call(capsys, "post-mortem", str(tmp_path), "--only", "C01", "--members", "50", "--quiet")
    text = " ".join(said.out.split())
    assert said.status == 130
    wanted = ("+0.1000 ± 0.0100", "ending +0.10", "No difference told: C02. Silent: C03.", "Interrupted", "too low, certain")
    assert [word for word in wanted if word not in text] == []
    assert "a rumour" not in text
    assert (calls["post_mortem"][1]["only"], calls["post_mortem"][1]["members"]) == (["C01"], 50)


def test_post_mortem__json_is_the_document(capsys, monkeypatch, tmp_path):
    """The document goes out as it came."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "post_mortem", FOUND)
    assert call(capsys, "post-mortem", str(tmp_path), "--json").document == FOUND
