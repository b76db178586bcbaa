"""`multipolar cite`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call

SOURCE = {"key": "k", "text": "A survey of passes", "grade": "B", "seen": False, "numbers": 12}
CITED = {
    "schema": "multipolar-cite/1", "scenario": "invented_pass", "as_of": "2030-04-20", "software": "multipolar, version 0.1.0",
    "sources": [SOURCE], "priors": [{"source": "CDB90", "parameters": ["P01", "P02"]}],
}  # fmt: skip


def test_cite__tells_what_was_not_seen(capsys, monkeypatch, tmp_path):
    """A source from memory says so; shared priors stand apart."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "cite", CITED)
    text = " ".join(call(capsys, "cite", "war.yaml").out.split())
    assert [word for word in ("A survey of passes", "from memory", "CDB90", "P01, P02", "version 0.1.0") if word not in text] == []
    assert calls["cite"][0] == ("war.yaml",)


def test_cite__a_folder_is_opened_as_a_run(capsys, monkeypatch, tmp_path):
    """Folders are runs; anything else is a scenario."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "cite", CITED)
    assert call(capsys, "cite", str(tmp_path), "--json").document == CITED
    assert calls["cite"][0][0].war.id == "invented_pass"
