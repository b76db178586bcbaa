"""`multipolar discover`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.results import Discovery

LIMIT = {
    "key": "tempo", "label": "share of days", "kind": "parameter", "unit": "", "graded": "J", "low": 0.3, "high": None,
    "kept": None, "quasi_p": 3e-7, "again": 0.95, "sentence": "tempo (share of days) is at least 0.3",
}  # fmt: skip
BOX = {
    "sentence": "Victory in 63 % of the courses where tempo (share of days) is at least 0.3; 71 % of all such courses lie there.",
    "coverage": 0.71, "density": 0.63, "density_low": 0.61, "density_high": 0.645, "mass": 0.48, "courses": 4_976,
    "held_out": {"coverage": 0.7, "density": 0.59}, "limits": [LIMIT],
}  # fmt: skip
FOUND = {
    "schema": "multipolar-discovery/1", "version": "0", "scenario": "invented_pass", "as_of": "2030-04-20", "digest": "d",
    "seed": 7, "interrupted": None, "target": "knockout_A", "target_text": "t", "answer": "Victory", "members": 10_000,
    "effective": 9_000.0, "base": {"value": 0.42, "low": 0.41, "high": 0.43}, "inputs": 44, "boxes": [BOX], "step": 1,
    "notes": ["a note"],
    "trajectory": [{"step": i, "coverage": 1 - i / 10, "density": 0.42, "mass": 0.5, "restricted": i} for i in range(6)],
}  # fmt: skip


def test_discover__prints_boxes_in_words_and_the_steps(capsys, monkeypatch, tmp_path):
    """The sentence, measures with what unseen courses say, limits with quasi-p, and the chosen step marked."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "discover", Discovery(FOUND))
    words = ("--target", "length_days", "--above", "120", "--step", "4")
    said = call(capsys, "discover", str(tmp_path), *words)
    for word in (
        "where Victory is frequent (10,000 courses)", "In all courses: 42 % (41 % to 43 %); 44 inputs", "Box 1", "Victory in 63 %",
        "coverage 71 %, 4,976 courses", "density 59 %", "3e-07", "95 %", "1 *", "- a note",
    ):  # fmt: skip
        assert word in " ".join(said.out.split())
    assert calls["discover"][0][1] == "length_days"
    assert calls["discover"][1] == {"above": 120.0, "below": None, "step": 4}
    assert call(capsys, "discover", str(tmp_path), "--json").document == FOUND


def test_discover__without_a_box_prints_its_note(capsys, monkeypatch, tmp_path):
    """No heading of a table without rows."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "discover", Discovery(FOUND | {"boxes": [], "trajectory": [], "notes": ["No box tells it apart."]}))
    out = call(capsys, "discover", str(tmp_path)).out
    assert "- No box tells it apart." in out
    assert "quasi-p" not in out
    assert calls["discover"][0][1] == "ending"


def test_discover__wrong_words_are_wrong_usage(capsys, monkeypatch, tmp_path):
    """No run, a bound that is no number, a step below zero."""
    fake_api(monkeypatch, tmp_path)
    for words in ((), (str(tmp_path), "--above", "long"), (str(tmp_path), "--step", "-1")):
        assert call(capsys, "discover", *words).status == 2
