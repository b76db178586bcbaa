"""`multipolar ledger`."""

from __future__ import annotations

from cli_stage import call

CHAIN = {"state": "whole", "rows": 0, "head": "0" * 64, "spoiled": [], "breaks": [], "notes": []}


def test_ledger__what_a_word_does_not_use_is_refused(capsys, tmp_path):
    """An outcome beside list, updates beside score, a forecast beside calibration: wrong usage, not passed over."""
    wrong = (("list", "--outcome", "o.yaml"), ("score", "--every"), ("calibration", "1"), ("add", "f.json", "--outcome", "o"))
    for words in wrong:
        found = call(capsys, "ledger", *words, "--db", str(tmp_path / "l"))
        assert (found.status, "can use" in found.err) == (2, True), words


def test_ledger__an_empty_place_is_told(capsys, tmp_path, monkeypatch):
    """Without a ledger the way to one is named; the environment says where it is looked for."""
    monkeypatch.setenv("MULTIPOLAR_LEDGER", str(tmp_path / "l.sqlite3"))
    said = call(capsys, "ledger")
    assert said.status == 1
    assert "multipolar ledger add" in said.err
    assert list(tmp_path.iterdir()) == []


def test_ledger__wrong_words_are_wrong_usage(capsys, tmp_path):
    """An unknown word, and a word without what it needs."""
    for words, said in ((("lst",), "add, list, show"), (("add",), "FILE"), (("show",), "WHAT")):
        found = call(capsys, "ledger", *words, "--db", str(tmp_path / "l"))
        assert (found.status, said in found.err) == (2, True)


def test_ledger__a_file_that_is_no_ledger_stays_as_it_is(capsys, tmp_path):
    """A text with that name is refused and left."""
    path = tmp_path / "l.sqlite3"
    path.write_text("mine " * 500, encoding="utf-8")
    said = call(capsys, "ledger", "list", "--db", str(path), "--json")
    assert (said.status, said.document["schema"]) == (3, "multipolar-error/1")
    assert path.read_text(encoding="utf-8") == "mine " * 500


def test_ledger__options_reach_the_verb(capsys, monkeypatch, tmp_path):
    """Word, what, place, outcome and every update."""
    from multipolar.record import book
    from multipolar.results import LedgerList

    calls = {}
    found = {"schema": "multipolar-ledger/1", "kind": "list", "db": "x", "forecasts": [], "chain": CHAIN}

    def ask(*given, **named):
        calls["ask_ledger"] = (given, named)
        return LedgerList(found)

    monkeypatch.setattr(book, "ask_ledger", ask)
    words = ("ledger", "calibration", "--db", str(tmp_path / "l"), "--every", "--outcome", str(tmp_path / "o"))
    said = call(capsys, *words)
    assert (said.status, "no forecast yet" in said.out) == (0, True)
    assert calls["ask_ledger"] == (("calibration", None), {"db": tmp_path / "l", "outcome": tmp_path / "o", "every": True})
