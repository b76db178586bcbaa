"""`multipolar drivers`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.results import Drivers

PART = {
    "target": "ending", "target_text": "how the war ends", "target_kind": "name", "unit": "probability", "members": 1_000,
    "effective": 1_000.0, "headline": {"answer": "knockout_A", "text": "Outright victory of Northland", "value": 0.6, "low": 0.55,
    "high": 0.65}, "luck": None, "twin_pairs": 0, "drivers": [], "explained": None, "pairs": None, "research": [], "crux": None,
    "notes": ["ending never varies"],
}  # fmt: skip
FOUND = {
    "schema": "multipolar-drivers/1", "version": "0", "scenario": "invented_pass", "as_of": "2030-04-20", "digest": "d", "seed": 7,
    "interrupted": None, **PART, "others": [PART | {"target": "length_days"}],
}  # fmt: skip


def faked(monkeypatch, tmp_path):
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "drivers", Drivers(FOUND))
    return calls


def test_drivers__hands_targets_on_and_prints_one_part_each(capsys, monkeypatch, tmp_path):
    """Targets may be repeated; pairs are looked for unless they are declined; without targets the default is the verb's."""
    calls = faked(monkeypatch, tmp_path)
    said = call(capsys, "drivers", str(tmp_path), "--target", "ending", "--target", "length_days", "--no-pairs")
    assert said.status == 0
    assert [said.out.count(f"what moves {name} ") for name in ("ending", "length_days")] == [1, 1]
    what, given = calls["drivers"]
    assert (what[1], given["pairs"]) == (["ending", "length_days"], False)
    call(capsys, "drivers", str(tmp_path))
    assert (calls["drivers"][0][1], calls["drivers"][1]["pairs"]) == (None, True)


def test_drivers__json_is_the_document(capsys, monkeypatch, tmp_path):
    """Exactly one document on stdout."""
    faked(monkeypatch, tmp_path)
    assert call(capsys, "drivers", str(tmp_path), "--json").document == FOUND


def test_drivers__wrong_words_are_wrong_usage(capsys, monkeypatch, tmp_path):
    """No run, no inputs to print, and what is no option."""
    faked(monkeypatch, tmp_path)
    for words in ((), (str(tmp_path), "--top", "0"), (str(tmp_path), "--targets", "ending")):
        assert call(capsys, "drivers", *words).status == 2


def test_drivers__a_folder_without_a_run_is_refused(capsys, tmp_path):
    """Nothing is read from a folder that holds no run."""
    said = call(capsys, "drivers", str(tmp_path))
    assert said.status == 3
    assert "run" in said.err
