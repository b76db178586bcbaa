"""`multipolar signposts`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.results import Signposts

ROW = {
    "key": "lifeline_cut[M12]", "event": "M12 is cut", "by": "2030-05-04", "day": 14, "running": 0.8, "p": 0.31, "seen": 0.5,
    "seen_low": 0.4, "seen_high": 0.6, "unseen": 0.2, "unseen_low": 0.1, "unseen_high": 0.3, "bits": 0.0512,
}  # fmt: skip
FOUND = {
    "schema": "multipolar-signposts/1", "version": "1", "scenario": "invented", "as_of": "2030-04-20", "target": "knockout_A",
    "sentence": "B collapses.", "p": 0.4, "telling": 9, "signposts": [ROW],
}  # fmt: skip


def test_signposts__tells_event_date_and_chances(capsys, monkeypatch, tmp_path):
    """Options reach the verb; files are written; one document with --json."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "signposts", Signposts(FOUND))
    ics, table = tmp_path / "s.ics", tmp_path / "s.csv"
    said = call(capsys, "signposts", str(tmp_path), "--target", "knockout_A", "--top", "1", "--ics", str(ics), "--csv", str(table))
    words = ("M12 is cut", "2030-05-04", "31 %", "50 % (40–60)", "20 % (10–30)", "51.2", "8 more events")
    assert [w for w in words if w not in said.out] == []
    assert calls["signposts"][0][1:] == ("knockout_A",)
    assert calls["signposts"][1] == {"top": 1}
    assert ics.read_text().startswith("BEGIN:VCALENDAR")
    assert table.read_text().startswith("key,event,by")
    assert call(capsys, "signposts", str(tmp_path), "--json").document == FOUND


def test_signposts__of_a_run_given_reports_name_the_day_of_these(capsys, monkeypatch, tmp_path):
    """The old as-of date is not the day of what is known."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "signposts", Signposts(FOUND | {"until": "2030-04-29"}))
    said = call(capsys, "signposts", str(tmp_path)).out
    assert "given reports until 2030-04-29" in said
    assert "By 2030-04-29 40 %" in said
    assert "2030-04-20" not in said


def test_signposts__none_asked_for_is_wrong_usage(capsys, tmp_path):
    """At least one is told."""
    assert call(capsys, "signposts", str(tmp_path), "--top", "0").status == 2
