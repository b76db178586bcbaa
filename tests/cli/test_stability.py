"""`multipolar stability`."""

from __future__ import annotations

import json

import pytest

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.results import Stability

CONCEPTS = ("R", "GMR", "SMR", "SEQ")
STAY = {"concept": "R", "actor": "TUR", "stable": True, "text": "TUR stays.", "improvements": []}
WAY = {"to": "arm,arm", "sanction": []}
LEAVE = {"concept": "R", "actor": "RUS", "stable": False, "text": "RUS leaves.", "improvements": [WAY]}
FREE = LEAVE | {"concept": "GMR", "text": "RUS leaves unanswered."}
NOW = {
    "state": "stay_out,arm", "words": "RUS stay out, TUR arm", "payoffs": {"RUS": 0.1, "TUR": 0.2},
    "stable": {c: ["TUR"] for c in CONCEPTS}, "equilibrium": [], "p": dict.fromkeys(CONCEPTS, 0.08), "p_by_actor": {},
    "groups": dict.fromkeys(CONCEPTS), "reasons": [LEAVE, STAY, FREE],
}  # fmt: skip
HELD = NOW | {
    "state": "arm,arm", "words": "RUS arm, TUR arm", "equilibrium": list(CONCEPTS), "p": dict.fromkeys(CONCEPTS, 0.91),
    "groups": {c: {"stable": False, "group": ["RUS", "TUR"], "goes_to": "stay_out,stay_out"} for c in CONCEPTS}, "reasons": [],
}  # fmt: skip
CHANGE = {"total": 0.25, "holds": True, "by_actor": {"RUS": {"rise": 0.25, "ranks": 1}, "TUR": {"rise": 0.0, "ranks": 0}}}
METHODS = {
    "answer": "which states hold", "draws": 20, "inputs": 0.1, "together": 0.1, "more_than_inputs": ["METHOD_SANCTION"],
    "claims": [{"claim": "METHOD_SANCTION", "question": "what counts as an answer", "holds": "single", "text": "One move.",
                "rivals": [], "share": 0.8}],
}  # fmt: skip
FOUND = {
    "schema": "multipolar-stability/1", "version": "1", "scenario": "invented", "as_of": "2030-04-20", "file": None, "members": 50,
    "draws": 200, "tie": 1.645, "actors": ["RUS", "TUR"], "reading": "single", "reading_in_words": "an answer is one move",
    "count": 4, "status_quo": "stay_out,arm", "states": [HELD, NOW], "change": dict.fromkeys(CONCEPTS, CHANGE),
    "paths": [{"to": "arm,arm", "moves": [{"actor": "RUS", "to": "arm,arm"}]}, {"to": "arm,stay_out", "moves": None}],
    "methods": METHODS, "failures": [{"solver": "coalitions", "kind": "time", "message": "not done within 60 s"}],
}  # fmt: skip


def test_stability__tells_verdicts_reasons_changes_and_ways(capsys, monkeypatch, tmp_path):
    """Options reach the verb; one document with --json."""
    monkeypatch.setenv("COLUMNS", "140")
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "stability", Stability(FOUND))
    said = call(
        capsys, "stability", str(tmp_path), "--power", "RUS=stay_out,arm", "--posture", "TUR:both=mediate", "--reading", "single",
        "--members", "50", "--draws", "200", "--status-quo", "stay_out,arm",
    )  # fmt: skip
    words = (
        "holds 91 %", "no 8 %", "(now)", "RUS+TUR leave (R)", "R, GMR: RUS leaves unanswered.", "TUR stays.", "RUS by 0.25",
        "Here an answer is one move", "under R, GMR, SMR, SEQ: what it is worth rises",
        "Improvements lead to RUS arm, TUR arm: RUS to",
        "No improvements lead to 1 of the 2", "note: coalitions: not done",
        "note: what counts as an answer (METHOD_SANCTION, 80 % of the variance) moves which states hold more",
    )  # fmt: skip
    plain = " ".join(said.out.split())
    assert [w for w in words if w not in plain] == []
    assert plain.index("no 8 %") < plain.index("holds 91 %")
    given = calls["stability"][1]
    assert calls["stability"][0][1:] == (("RUS",),)
    assert given["postures"] == {"RUS": ("stay_out", "arm")}
    assert given["written"] == {"TUR": {"both": ("mediate",)}}
    assert (given["reading"], given["members"], given["draws"], given["status_quo"]) == ("single", 50, 200, "stay_out,arm")
    assert call(capsys, "stability", str(tmp_path), "--json").document == FOUND


@pytest.mark.parametrize("words", ["", "RUN --file x.json", "--file x.json --power RUS", "RUN --reading x"])
def test_stability__a_run_or_a_file(capsys, words):
    """Anything else is wrong usage."""
    assert call(capsys, "stability", *words.split()).status == 2


def test_stability__a_file_without_a_run(capsys, tmp_path):
    """Verdicts without probabilities; faults of the file are an input with faults."""
    file = tmp_path / "model.json"
    wants = {"patron": {"N": 1, "Y": 0}}
    file.write_text(json.dumps({"options": ["retreat"], "decision_makers": {"patron": ["retreat"]}, "payoffs": wants}))
    said = call(capsys, "stability", "--file", str(file))
    assert said.status == 0
    assert "N (no option taken)" in said.out
    assert "%" not in said.out
    file.write_text("{")
    assert call(capsys, "stability", "--file", str(file)).status == 3
