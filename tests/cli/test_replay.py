"""`multipolar replay`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.cli.replay import causes_of, exemplar_text, few, head_text, rows_of, short_date

EVENT = {
    "day": 3, "date": "2030-04-23", "kind": "place_falls", "sector": "S10", "text": "Aland takes Pass",
    "rule": "mechanisms.control.capture_place", "because": "Ground changes hands by share.", "claims": ["C1", "C2", "C3"],
    "source": "half of CDB90", "actors": ["AAA"],
}  # fmt: skip
COURSE = {
    "schema": "multipolar-course/1", "title": "The invented war", "scenario": "invented_pass", "as_of": "2030-04-20", "seed": 7,
    "member": 4, "ending": "knockout_A", "ending_title": "Outright victory of Aland", "length_days": 31.0, "events": [EVENT],
    "claims": {"C1": "Towns fall", "C2": "Roads decide", "C3": "Nobody comes"},
    "told": [
        {"first": 0, "last": 2, "date": "2030-04-20", "until": "2030-04-22", "quiet": True, "sentences": ["Quiet."]},
        {"first": 3, "last": 3, "date": "2030-04-23", "until": "2030-04-23", "quiet": False, "sentences": ["Aland takes Pass."]},
    ],
}  # fmt: skip


def told_by(capsys, monkeypatch, tmp_path, document, *words):
    """Call the command with a course in place of one that is lived; return what it says and how the verb was called."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "replay", document)
    return call(capsys, "replay", "war.yaml", *words), calls


def test_replay__tells_days_in_sentences(capsys, monkeypatch, tmp_path):
    """Every line says what happened in words; quiet days stand in one; no code is printed."""
    said, calls = told_by(capsys, monkeypatch, tmp_path, COURSE, "--member", "4", "--seed", "7", "--claim", "C1=off")
    assert said.status == 0
    assert calls["replay"][0] == ("war.yaml", 4)
    assert calls["replay"][1]["claims"] == ("C1=off",)
    wanted = ("0–2", "20 Apr – 22 Apr", "Quiet.", "23 Apr", "Aland takes Pass.", "31 days: Outright victory of Aland", "--why")
    assert [word for word in wanted if word not in said.out] == []
    assert [word for word in ("C2", "capture_place", "S10", "CDB90") if word in said.out] == []


def test_replay__why_says_rule_claims_and_source(capsys, monkeypatch, tmp_path):
    """Under a day stand the rule in words, the first claims with how many more, and the source."""
    said, _ = told_by(capsys, monkeypatch, tmp_path, COURSE, "--why")
    out = " ".join(said.out.split())
    wanted = ("Ground changes hands by share.", "C1 Towns fall; C2 Roads decide (+1)", "Source: half of CDB90.")
    assert [word for word in wanted if word not in out] == []
    plain = causes_of(COURSE | {"events": [EVENT | {"claims": [], "source": None}]}, 3)
    assert plain == ["· Ground changes hands by share. No claim acts on it."]
    assert causes_of(COURSE, 2) == []


def test_replay__exemplar_says_why_it_was_chosen(capsys, monkeypatch, tmp_path):
    """An exemplar and how often another is wanted go to the verb; the reason stands above the course."""
    chosen = {"kind": "early", "title": "An early end", "why": "nearest to the tenth", "another": 2, "distance": 0.4, "group": 1200}
    said, calls = told_by(
        capsys, monkeypatch, tmp_path, COURSE | {"exemplar": chosen}, "--exemplar", "early", "--another", "--another"
    )  # fmt: skip
    assert (calls["replay"][1]["exemplar"], calls["replay"][1]["another"]) == ("early", 2)
    assert calls["replay"][0] == ("war.yaml", None)
    assert "An early end: nearest to the tenth, number 3 by distance; one of 1,200 courses." in said.out
    assert exemplar_text(chosen | {"another": 0}) == "An early end: nearest to the tenth; one of 1,200 courses."


def test_replay__json_is_the_course(capsys, monkeypatch, tmp_path):
    """The document goes out as it came."""
    said, _ = told_by(capsys, monkeypatch, tmp_path, COURSE, "--json")
    assert said.document == COURSE


def test_words__of_heads_and_dates():
    """The head names war, date, course and seed; dates are day and month."""
    assert head_text(COURSE) == "The invented war (invented_pass) as of 2030-04-20, course 4, seed 7"
    assert short_date("2030-04-03") == "3 Apr"
    assert list(rows_of(COURSE))[1] == ("3", "23 Apr", "Aland takes Pass.")
    assert few(["a", "b", "c"]) == ["a", "b"]
