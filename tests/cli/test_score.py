"""`multipolar score`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.cli.score import truth

ROW = {"value": True, "score": 0.648, "baselines": {"uniform": 0.25}, "authors": {"article": 0.5625}, "rule": "Brier"}
AUTHOR = {"author_minus_model": 0.1, "standard_error": 0.05, "author": 0.3, "model": 0.2, "uniform": 0.25, "questions": ["Q05"]}
SCORES = {
    "schema": "multipolar-score/1", "scenario": "invented_pass", "as_of": "2030-04-20", "bundle": "default", "members": 300,
    "targets": {"Q05": ROW}, "lost_to_uniform": ["Q05"], "authors": {"article": AUTHOR},
    "means": {"binary_brier": {"model": 0.648, "uniform": 0.25, "questions": 1}}, "interrupted": None, "voids": [],
    "unresolved": [], "skipped": [], "not_used": [],
}  # fmt: skip


def test_score__the_uniform_forecast_and_the_authors_stand_beside(capsys, monkeypatch, tmp_path):
    """What was lost bears a star and is named."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "score", SCORES)
    said = call(capsys, "score", str(tmp_path))
    assert said.status == 0
    lost = "Lost to the uniform forecast (*): 1 of 1 targets: Q05"
    wanted = ("0.648*", "0.250", "article 0.562", lost, "author minus model +0.100 ± 0.050")
    text = " ".join(said.out.split())
    assert [word for word in wanted if word not in text] == []


def test_score__what_has_no_score_is_named(capsys, monkeypatch, tmp_path):
    """Void and unanswered questions, the rest with the reason, and that the forecast rests on a part of its courses."""
    calls = fake_api(monkeypatch, tmp_path)
    told = {
        "interrupted": "interrupted: 12 of 60 courses", "voids": [{"question": "Q07", "reason": "cancelled", "resolved_on": ""}],
        "unresolved": ["Q08"], "skipped": [{"target": "Q09", "why": "not asked"}, {"target": "Q10", "why": "not asked"}],
        "not_used": ["claims"],
    }  # fmt: skip
    give(monkeypatch, calls, "score", SCORES | told)
    text = " ".join(call(capsys, "score", str(tmp_path)).out.split())
    wanted = ("12 of 60 courses", "Void, not scored: Q07 (cancelled)", "Without an answer: Q08", "Not scored: Q09, Q10 (not asked)",
              "scored elsewhere or not at all: claims")  # fmt: skip
    assert [word for word in wanted if word not in text] == []


def test_score__json_is_the_document(capsys, monkeypatch, tmp_path):
    """The document goes out as it came."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "score", SCORES)
    assert call(capsys, "score", str(tmp_path), "--json").document == SCORES


def test_score__day_by_day_when_the_data_folder_is_given(capsys, monkeypatch, tmp_path):
    """The folder reaches the verb; what is scored by day is printed with its naive forecast and ranks."""
    monkeypatch.setenv("COLUMNS", "160")
    calls = fake_api(monkeypatch, tmp_path)
    row = {"days": 25, "value": 69.2, "forecast": {"q50": 71.8}, "score": 20.259, "baselines": {"persistence": 54.846},
           "pit": {"counts": [0, 4, 11, 7, 3]}, "rule": "CRPS [persons/day]"}  # fmt: skip
    daily = {"members": 60, "naive": "persistence: as last week", "targets": {"deaths_B_per_day": row}}
    give(monkeypatch, calls, "score", SCORES | {"daily": daily})
    said = call(capsys, "score", str(tmp_path), "--data", str(tmp_path))

    assert calls["score"][1] == {"data": tmp_path, "views": False}
    text = " ".join(said.out.split())
    assert [w for w in ("Day by day", "20.3", "54.8", "0 4 11 7 3", "as last week") if w not in text] == []


def test_score__what_is_no_run_is_a_faulty_input(capsys, tmp_path):
    """An empty folder, a cut-off manifest: status 3 and the reason, nothing written."""
    assert call(capsys, "score", str(tmp_path)).status == 3
    (tmp_path / "manifest.json").write_text('{"format": "multipolar-run/1", "sta', encoding="utf-8")
    said = call(capsys, "score", str(tmp_path))
    assert said.status == 3
    assert "cannot be read" in said.err
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_score__a_file_is_a_frozen_forecast_and_views_is_another_table(capsys, monkeypatch, tmp_path):
    """A file goes to the verb by its name, no folder is opened; --views reaches the verb."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "score", SCORES)
    (tmp_path / "f.json").write_text("{}", encoding="utf-8")
    assert call(capsys, "score", str(tmp_path / "f.json"), "--views", "--json").document == SCORES
    assert calls["score"] == ((str(tmp_path / "f.json"), None), {"data": None, "views": True})


def test_score__a_changed_frozen_forecast_is_refused(capsys, tmp_path):
    """The reason is told, nothing is scored."""
    (tmp_path / "f.json").write_text('{"schema": "multipolar-frozen/1"}', encoding="utf-8")
    said = call(capsys, "score", str(tmp_path / "f.json"))
    assert said.status == 3
    assert "version is missing" in said.err


def test_truth__in_words():
    """What happened, in a cell."""
    assert (truth(True), truth(44.0), truth(["RUS"]), truth([]), truth({"a": 1.0})) == ("yes", "44", "RUS", "nobody", "a")
    assert truth({"a": 0.6, "b": 0.4}) == "a 0.6, b 0.4"


DEATHS = {
    "schema": "multipolar-deaths/1", "scenario": "invented_pass", "as_of": "2030-04-20", "members": 300, "file": "d.csv",
    "baselines": "zero: nobody dies", "notes": ["2030-05-02 of side A: empty, so it is missing and not scored"],
    "targets": {"deaths_A_per_day": {
        "periods": 25, "from": "2030-04-21", "to": "2030-05-15", "value": 69.2, "forecast": {"q05": 3.0, "q50": 71.8, "q95": 210.0},
        "score": 20.259, "baselines": {"zero": 69.2}, "rule": "mean CRPS [persons/day]"}},
}  # fmt: skip


def test_score__an_own_table_of_deaths_is_its_own_table(capsys, monkeypatch, tmp_path):
    """Choices of events reach the verb; what is missing is printed; a baseline that is not told has an empty cell."""
    monkeypatch.setenv("COLUMNS", "170")
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "score", DEATHS)
    words = ("--where", "country=E", "--where", "year=2030", "--side-a", "Army", "--side-b", "Rebels", "--by", "month")
    said = call(capsys, "score", str(tmp_path), "--data", "d.csv", *words)

    given = calls["score"][1]
    assert given["where"] == ("country=E", "year=2030")
    assert (given["side_a"], given["side_b"], given["by"]) == (("Army",), ("Rebels",), "month")
    text = " ".join(said.out.split())
    wanted = ("deaths in d.csv", "71.8 3.000-210", "20.3", "2030-04-21 to 2030-05-15", "- 2030-05-02 of side A: empty")
    assert [word for word in wanted if word not in text] == []
    assert call(capsys, "score", str(tmp_path), "--by", "week").status == 2
