"""`multipolar condition`."""

from __future__ import annotations

from cli.test_timeline_text import document as timeline_of
from cli_fakes import fake_api, give
from cli_stage import call, forecast
from multipolar.codes import ENDINGS
from multipolar.results import Conditioned, Timeline

FACTS = {
    "schema": "multipolar-conditioned/1", "scenario": "invented_pass", "as_of": "2030-04-20", "until": "2030-04-28", "ess": 900.4,
    "ancestors": 321, "refused": None, "run": "runs/given",
    "evidence": [{
        "id": "R7", "date": "2030-04-25", "published": "2030-04-26", "kind": "event", "text": "The pass is cut.", "surprise": 2.34,
        "ess": 901.0, "log_evidence": -1.6,
    }],
}  # fmt: skip


def timeline():
    """Return a timeline of two days whose forecasts have all endings."""
    told = timeline_of(schema="multipolar-timeline/1")
    for row in told["days"]:
        row["day"] = 1
        for name in ("conditioned", "unconditioned"):
            if row[name] is not None:
                row[name] = row[name] | {"endings": dict.fromkeys(ENDINGS, 1.0 / len(ENDINGS))}
        row |= {"outlasting": None, "outside": None}
    return told


def test_condition__tells_what_each_report_did_and_the_forecast(capsys, monkeypatch, tmp_path):
    """Options reach the verb; one document with --json."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "condition", Conditioned(forecast() | FACTS))
    said = call(capsys, "condition", str(tmp_path), "--evidence", "e.yaml", "--until", "2030-04-28", "--out", str(tmp_path / "o"))
    assert said.status == 0
    words = ("reports until 2030-04-28", "The pass is cut.", "2.3", "901", "900", "321", "How it may end")
    assert [w for w in words if w not in said.out] == []
    assert calls["condition"][0][1:] == ("e.yaml",)
    assert calls["condition"][1]["until"] == "2030-04-28"
    assert call(capsys, "condition", str(tmp_path), "--json").document == forecast() | FACTS


def test_condition__a_refusal_says_why_and_fails(capsys, monkeypatch, tmp_path):
    """Nothing is printed as a forecast."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "condition", Conditioned(FACTS | {"refused": "too few", "run": None}))
    said = call(capsys, "condition", str(tmp_path))
    assert said.status == 1
    assert "no forecast: too few" in said.err
    assert "How it may end" not in said.out


def test_condition__daily_asks_for_the_timeline_and_writes_its_table(capsys, monkeypatch, tmp_path):
    """Options reach the verb; a day without a forecast alone fails."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "timeline", Timeline(timeline()))
    table = tmp_path / "t.csv"
    said = call(capsys, "condition", str(tmp_path), "--daily", "--every", "3", "--until", "2030-04-28", "--csv", str(table))
    assert said.status == 0
    assert calls["timeline"][1] == {
        "until": "2030-04-28", "days": 3, "outcome": None, "threads": None, "progress": calls["timeline"][1]["progress"],
    }  # fmt: skip
    assert "Mean scores" in said.out
    assert table.read_text(encoding="utf-8").startswith("date,day,reports")
    assert call(capsys, "condition", str(tmp_path), "--daily", "--csv", str(table)).status != 0
    assert call(capsys, "condition", str(tmp_path), "--daily", "--json").document == timeline()
    refused = timeline()
    refused["days"] = refused["days"][1:]
    give(monkeypatch, calls, "timeline", Timeline(refused))
    said = call(capsys, "condition", str(tmp_path), "--daily", "--json")
    assert said.status == 1
    assert "no forecast on any day: too few" in said.err


def test_condition__options_of_a_timeline_go_with_daily_alone(capsys, monkeypatch, tmp_path):
    """And a folder does not go with it; both name what is out of place."""
    fake_api(monkeypatch, tmp_path)
    for words, told in ((("--every", "2", "--csv", "x"), "--every, --csv"), (("--daily", "--out", "x"), "--out")):
        said = call(capsys, "condition", str(tmp_path), *words)
        assert said.status == 2
        assert told in said.err
