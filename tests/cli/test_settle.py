"""`multipolar settle`."""

from __future__ import annotations

from pathlib import Path

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.results import Settlement

SIDE = {"signs": 0.4, "leader": 0.3, "public": 0.6, "turned_by": {"guarantor": 0.5, "leader": 0.1, "patron": 0.0, "face": 0.0},
        "short": [0.02, 0.05, 0.1]}  # fmt: skip
DAY = {"day": 10, "both": 0.31, "signed": 0.29, "share": 0.4, "veto": {"BBB": 0.6, "RUS": 0.2}, "sides": {"AAA": SIDE, "BBB": SIDE}}
FOUND = {
    "schema": "multipolar-settlement/1", "version": "1", "scenario": "invented", "as_of": "2030-04-20", "members": 100,
    "sides": ["AAA", "BBB"],
    "designs": [
        {"id": "patrols", "what": "patrols", "tried": True, "ends_the_war": True, "known": 1.0, "durability": 0.81,
         "face": {"AAA": 0.1, "BBB": -0.1}, "enforcement": 0.5, "days": [DAY]},
    ],
    "zone": [
        {"day": 10, "running": 0.9, "p": 0.33, "both": 0.35, "gap": 0.5, "need": {"of": "AAA", "quartiles": [0.3, 0.4, 0.5]},
         "give": {"of": "BBB", "quartiles": [0.2, 0.45, 0.6]}, "refuses": {"AAA": 0.2, "BBB": 0.55}},
    ],
    "mediators": [
        {"power": "RUS", "leverage": {"AAA": 0.4, "BBB": 0.7}, "both": 0.53, "skill": 0.6, "acceptance": 1.0, "brokers": None},
    ],
    "remedies": {"guarantor": "g", "leader": "l", "patron": "p", "face": "f"},
}  # fmt: skip


def test_settle__tells_zone_designs_remedies_and_mediators(capsys, monkeypatch, tmp_path):
    """Options reach the verb; one document with --json."""
    monkeypatch.setenv("COLUMNS", "140")
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "settle", Settlement(FOUND))
    said = call(capsys, "settle", str(tmp_path), "--design", "own.yaml", "--members", "50")
    words = ("90 %", "33 %", "40 (30–50)", "patrols (tried)", "29 %", "BBB 60 %", "81 %", "50 %", "0.05", "0.53")
    assert [w for w in words if w not in said.out] == []
    assert calls["settle"][0][1:] == (Path("own.yaml"),)
    assert calls["settle"][1]["members"] == 50
    assert call(capsys, "settle", str(tmp_path), "--json").document == FOUND


def test_settle__too_few_courses_are_wrong_usage(capsys, tmp_path):
    """Twenty at least."""
    assert call(capsys, "settle", str(tmp_path), "--members", "5").status == 2


ELECTED = {
    "day": 12, "courses": 90, "draws": 400, "rule": "Conditional", "law": "Linear", "vote": "Proportional",
    "actors": [
        {"actor": "RUS", "influence": 0.28, "likes_best": "joint_patrols"},
        {"actor": "AAA", "influence": 0.72, "likes_best": "x"},
    ],
    "options": [
        {"design": "joint_patrols", "share": 0.41, "p": 0.63, "low": 0.55, "high": 0.7, "switches": {
            rule: {"Linear": 0.63, "Square": 0.77, "Quartic": 0.93} for rule in ("Conditional", "MarkovIncentive", "MarkovUniform")
        }},
    ],
    "expected": 0.39, "averages": {"mean": 0.45, "weighted_mean": 0.34, "median": 0.22, "weighted_median": 0.13},
    "warnings": ["the method moves the answer more"],
}  # fmt: skip


def test_settle__an_election_is_one_table_more(capsys, monkeypatch, tmp_path):
    """After the others, with averages beside it and the warning; without the option there is none."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "settle", Settlement(FOUND | {"election": ELECTED}))
    said = " ".join(call(capsys, "settle", str(tmp_path), "--election", "--election-day", "12").out.split())
    words = ("joint patrols", "41 %", "63 %", "55–70 %", "63/77/93", "AAA 72 % for x, RUS 28 %", "elected 39 %", "median 13 %")
    assert [w for w in words if w not in said] == []
    assert "note: the method" in said
    assert said.index("brokers") < said.index("63/77/93")
    assert (calls["settle"][1]["election"], calls["settle"][1]["election_day"]) == (True, 12)
    give(monkeypatch, calls, "settle", Settlement(FOUND))
    assert "elected" not in call(capsys, "settle", str(tmp_path)).out
    assert calls["settle"][1]["election"] is False
