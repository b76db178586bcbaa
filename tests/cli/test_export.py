"""`multipolar export`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call

FOUND = {
    "schema": "multipolar-export/1", "isoab": "AZE", "country_id": 126, "draws": 500, "months": {"2020-10": 1445.2},
    "notes": ["even"],
}  # fmt: skip


def test_export__says_where_the_deaths_are_booked(capsys, monkeypatch, tmp_path):
    """Country, draws, months and what is assumed; options reach the verb."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "export", FOUND)
    words = ("--out", str(tmp_path / "v.parquet"), "--draws", "500", "--country", "AZE", "--month", "2020-10", "--format", "views")
    said = call(capsys, "export", str(tmp_path), *words)
    assert [w for w in ("booked to AZE (VIEWS id 126)", "2020-10: mean 1,445", "- even") if w not in said.out] == []
    given = {"months": ["2020-10"], "draws": 500, "country": "AZE", "country_number": None}
    assert calls["export"][1] == given
    assert call(capsys, "export", str(tmp_path), *words, "--json").document == FOUND


def test_export__another_format_is_wrong_usage(capsys, tmp_path):
    """Only what can be written is allowed, and a file must be named."""
    assert call(capsys, "export", str(tmp_path), "--format", "csv", "--out", "x").status == 2
    assert call(capsys, "export", str(tmp_path)).status == 2
