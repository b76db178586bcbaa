"""`multipolar freeze`."""

from __future__ import annotations

from cli_stage import call
from multipolar import api
from multipolar.errors import DataError, RunError

FROZEN = {
    "schema": "multipolar-frozen/1", "scenario": "invented_pass", "as_of": "2030-04-20", "frozen": "2030-04-21",
    "sha256": "ab" * 32, "questions": [{"id": "Q05"}], "members": 60, "wanted": 60,
}  # fmt: skip


def test_freeze__says_where_and_how_it_is_scored(capsys, monkeypatch, tmp_path):
    """File, questions, digest, and the command for later; --out reaches the verb."""
    seen = []
    monkeypatch.setattr(api, "freeze", lambda run, out: (seen.append((run, out)), (FROZEN, tmp_path / "f.json"))[1])
    said = call(capsys, "freeze", "runs/x", "--out", str(tmp_path / "f.json"))
    assert seen == [("runs/x", tmp_path / "f.json")]
    assert "1 questions of invented_pass" in said.out
    assert "multipolar score" in said.out
    assert call(capsys, "freeze", "runs/x", "--json").document == FROZEN


def test_freeze__an_interrupted_run_says_so(capsys, monkeypatch, tmp_path):
    """Whoever freezes a part of a run is told that it is one."""
    monkeypatch.setattr(api, "freeze", lambda run, out: (FROZEN | {"members": 12}, tmp_path / "f.json"))
    assert "interrupted: 12 of 60 courses" in call(capsys, "freeze", "runs/x").out


def test_freeze__an_unstamped_or_changed_run_is_a_faulty_input(capsys, monkeypatch):
    """Both refusals leave with status 3 and their reason."""
    for error in (RunError("holds no stamped forecast"), DataError("not the one that was stamped")):

        def refuse(run, out, error=error):
            raise error

        monkeypatch.setattr(api, "freeze", refuse)
        said = call(capsys, "freeze", "runs/x")
        assert (said.status, str(error) in said.err) == (3, True)


def test_freeze__what_is_no_run_is_a_faulty_input(capsys, tmp_path):
    """An empty folder."""
    assert call(capsys, "freeze", str(tmp_path)).status == 3
    assert list(tmp_path.iterdir()) == []
