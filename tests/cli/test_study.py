"""`multipolar study`."""

from __future__ import annotations

import json

from cli_fakes import difference, fake_api, give
from cli_stage import call
from multipolar.codes import ENDINGS
from multipolar.results import StudyTable
from multipolar.studies import ablations, bundles, mechanisms, targets, verbs
from multipolar.studies.mechanisms import SHOWN

CLAIMS = {"schema": "multipolar-claims/1", "rows": [{"claim": "C1"}], "markdown": "| claim |\n", "csv": "claim\nC1\n"}


def test_study__claims_are_written_in_three_forms(capsys, monkeypatch, tmp_path):
    """Markdown for people, CSV for tables, JSON for programs."""
    calls = fake_api(monkeypatch, tmp_path)
    plain = {key: CLAIMS[key] for key in ("schema", "rows")}
    give(monkeypatch, calls, "study_of_kind", StudyTable(plain, "claims", CLAIMS["markdown"], CLAIMS["csv"]), verbs)
    said = call(capsys, "study", "claims", "--only", "C1", "--out", str(tmp_path / "s"), "--quiet")
    assert (said.out, calls["study_of_kind"][1]["only"]) == ("| claim |\n", ["C1"])
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == ["claims.csv", "claims.json", "claims.md"]
    assert json.loads((tmp_path / "s" / "claims.json").read_text(encoding="utf-8"))["rows"] == CLAIMS["rows"]


def test_study__mechanisms_are_a_table_of_differences(capsys, monkeypatch, tmp_path):
    """One row per mechanism, differences in points and units."""
    calls = fake_api(monkeypatch, tmp_path)
    row = {"endings": {e: difference(0.5, 0.6) for e in ENDINGS}, "quantities": {q: difference(1.0, 2.0) for q in SHOWN}}
    found = {"mechanisms": {"drones": row}}
    give(monkeypatch, calls, "study_of_kind", StudyTable(found, "mechanisms", mechanisms.markdown(found)), verbs)
    said = call(capsys, "study", "mechanisms")
    assert "| drones | +10.0 ± 1.0 |" in said.out


def test_study__ablations_take_wars_and_fewer_members(capsys, monkeypatch, tmp_path):
    """Wars by --war or in the place of the scenario; by default all, and as many members as the kind of study takes."""
    calls = fake_api(monkeypatch, tmp_path)
    found = {"schema": "multipolar-ablations/1", "wars": {}, "never_help": ["weather"], "complete": True, "notes": ["n"]}
    give(monkeypatch, calls, "study_of_kind", StudyTable(found, "ablations", ablations.markdown(found)), verbs)
    said = call(capsys, "study", "ablations", "--war", "a_1999", "--war", "b_2001", "--out", str(tmp_path / "s"))
    assert (calls["study_of_kind"][1]["wars"], calls["study_of_kind"][1]["members"]) == (["a_1999", "b_2001"], None)
    assert "help in no war of these: weather" in said.out
    assert sorted(path.name for path in (tmp_path / "s").iterdir()) == ["ablations.json", "ablations.md"]
    call(capsys, "study", "ablations", "a_1999", "--members", "50")
    assert (calls["study_of_kind"][1]["wars"], calls["study_of_kind"][1]["members"]) == (["a_1999"], 50)
    call(capsys, "study", "ablations")
    assert calls["study_of_kind"][1]["wars"] is None


def test_study__an_unknown_kind_is_wrong_usage(capsys, monkeypatch, tmp_path):
    """The kinds there are stand in the message."""
    fake_api(monkeypatch, tmp_path)
    said = call(capsys, "study", "clams")
    assert said.status == 2
    assert "claims, mechanisms, bundles, targets, prior, ablations" in said.err


def test_study__bundles_and_targets_print_their_tables(capsys, monkeypatch, tmp_path):
    """Each kind is written by its own study."""
    calls = fake_api(monkeypatch, tmp_path)
    facts = {"scenario": "s", "as_of": "2030-04-20", "members": 10, "seed": 1}
    scored = {"target": "Q1", "rule": "Brier", "truth": True, "outside": False, "uniform": 0.25, "scores": {"article": 0.1}}
    found = {**facts, "bundles": ["article"], "means": {"article": {}}, "rows": [scored]}
    give(monkeypatch, calls, "study_of_kind", StudyTable(found, "bundles", bundles.markdown(found)), verbs)
    assert "| Q1 | Brier | yes | 0.250 | 0.100 * |" in call(capsys, "study", "bundles", "--quiet").out
    row = dict.fromkeys(("low", "high", "q05", "q25", "q50", "q75", "q95"), 1.0)
    row |= {"measure": "area", "unit": "km2", "truth": 1.0, "inside_50": True, "inside_90": True}
    found = {**facts, "known": 1, "inside_50": 1, "inside_90": 1, "rows": [row]}
    give(monkeypatch, calls, "study_of_kind", StudyTable(found, "targets", targets.markdown(found)), verbs)
    assert "| area | km2 | 1 |" in call(capsys, "study", "targets", "--quiet").out
