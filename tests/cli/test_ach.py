"""`multipolar ach`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.cli.ach import cell_text
from multipolar.results import Board

CELL = {"log10": -0.5, "error": 0.1, "on": 100, "off": 100, "rating": "CC", "agrees": False}


def board(**more):
    """Return a board of two reports."""
    rows = [
        {"id": name, "grade": "B2", "text": f"What {name} says.", "claims": [CELL], "bundles": [CELL | {"rating": None}],
         "headline": CELL, "diagnosticity": most, "without": {"headline": 0.41, "claims": [0.5], "effective": 123.0}}
        for name, most in (("R1", 0.2), ("R2", 0.5))
    ]  # fmt: skip
    return {
        "schema": "multipolar-ach/1", "scenario": "invented_pass", "as_of": "2030-04-20", "until": "2030-04-28",
        "claims": [{"id": "P1", "first": "C01", "second": "C02", "credence": 0.5}], "bundles": ["grinding"],
        "headline": "knockout_A", "refused": None, "posterior": {"headline": 0.63, "claims": [0.4], "effective": 900.0},
        "items": rows, **more,
    }  # fmt: skip


def test_ach__prints_the_most_telling_first(capsys, monkeypatch, tmp_path):
    """Options reach the verb; one document with --json."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "ach", Board(board()))
    said = call(capsys, "ach", str(tmp_path), "--bundle", "grinding", "--until", "2030-04-28", "--top", "1")
    assert said.status == 0
    assert calls["ach"][1]["bundles"] == ["grinding"]
    words = ("R2", "-0.50 (CC!)", "C01 (+) against C02 (-)", "grinding", "63 %", "41 %", "What R2 says.")
    assert [word for word in words if word not in said.out] == []
    assert "What R1 says." not in said.out
    assert call(capsys, "ach", str(tmp_path), "--json").document == board()


def test_ach__a_refusal_is_told_in_its_place(capsys, monkeypatch, tmp_path):
    """The cells stand all the same."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "ach", Board(board(refused="too few", posterior=None)))
    said = call(capsys, "ach", str(tmp_path))
    assert "Not told: too few." in said.out
    assert "-0.50" in said.out


def test_cell_text__says_nothing_within_the_error():
    """An agreeing rating has no mark."""
    assert cell_text({"log10": 0.1, "error": 0.1}) == "·"
    assert cell_text(CELL | {"agrees": True}) == "-0.50 (CC)"
