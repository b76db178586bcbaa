"""`multipolar replay`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.cli.replay import few, placed

EVENT = {
    "day": 3, "date": "2030-04-23", "sector": "S10", "text": "AAA takes the key place", "rule": "mechanisms.control.capture_place",
    "claims": ["C1", "C2", "C3", "C4", "C5"], "sources": [], "actors": ["AAA"],
}  # fmt: skip
COURSE = {
    "schema": "multipolar-course/1", "scenario": "invented_pass", "as_of": "2030-04-20", "seed": 7, "ending": "knockout_A",
    "length_days": 31.0, "events": [EVENT],
}  # fmt: skip


def test_replay__tells_day_rule_and_claims(capsys, monkeypatch, tmp_path):
    """Every line says what happened, by which rule and on which claims."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "replay", COURSE)
    said = call(capsys, "replay", "war.yaml", "--member", "4", "--seed", "7", "--claim", "C1=off")
    assert said.status == 0
    assert calls["replay"][0] == ("war.yaml", 4)
    assert calls["replay"][1]["claims"] == ("C1=off",)
    assert [
        word for word in ("2030-04-23", "S10: AAA takes", "capture_place", "C4 +1", "31 days: knockout A") if word not in said.out
    ] == []


def test_replay__json_is_the_course(capsys, monkeypatch, tmp_path):
    """The document goes out as it came."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "replay", COURSE)
    assert call(capsys, "replay", "war.yaml", "--json").document == COURSE


def test_placed__names_a_place_once():
    """A sentence that names its place needs no second mention."""
    assert placed("MRU", "AZE attacks in MRU (seen 60%)") == "AZE attacks in MRU (seen 60%)"
    assert placed("MRU", "the defence breaks") == "MRU: the defence breaks"
    assert placed(None, "a truce fails") == "a truce fails"


def test_few__says_how_many_more():
    """Long lists are cut and say so."""
    assert (few(["a", "b"]), few(["a", "b", "c"], most=1)) == ("a b", "a +2")
