"""`multipolar ask`."""

from __future__ import annotations

from cli_fakes import fake_api, give
from cli_stage import call
from multipolar.results import Answer

HEAD = {
    "schema": "multipolar-answer/1", "version": "1", "scenario": "invented", "as_of": "2030-04-20", "members": 1_000,
    "too_few": None, "meaning": "A holds the key place of SECTOR at the end", "last": "to the end of the forecast",
}  # fmt: skip
SHARE = {"p": 0.31, "low": 0.28, "high": 0.34}


def test_ask__tells_both_shares(capsys, monkeypatch, tmp_path):
    """Published and counted stand side by side; the choices reach the verb."""
    calls = fake_api(monkeypatch, tmp_path)
    both = {"published": SHARE, "counted": {"p": 0.42, "low": 0.4, "high": 0.45}}
    give(monkeypatch, calls, "ask", Answer(HEAD | both | {"feature": "length_days", "kind": "yes or no", "unit": "probability"}))
    said = call(capsys, "ask", str(tmp_path), "length_days", "--threshold", "90", "--closes", "2030-06-01")
    assert [word for word in ("length_days above 90", "31 %", "28–34", "42 %", "40–45") if word not in said.out] == []
    assert calls["ask"][1] == {"threshold": 90.0, "closes": "2030-06-01", "options": None}
    assert call(capsys, "ask", str(tmp_path), "length_days", "--json").document["feature"] == "length_days"


def test_ask__tells_numbers_and_names(capsys, monkeypatch, tmp_path):
    """A number with its unit and quantiles; names with the likeliest first."""
    calls = fake_api(monkeypatch, tmp_path)
    number = {"mean": 41.5, "low": 40.0, "high": 43.0, "q05": 2.0, "q25": 11.0, "q50": 33.0, "q75": 70.0, "q95": 180.0}
    told = {"published": number, "counted": number, "feature": "length_days", "kind": "number", "unit": "days"}
    give(monkeypatch, calls, "ask", Answer(HEAD | told))
    out = call(capsys, "ask", str(tmp_path), "length_days").out
    assert [word for word in ("mean [days]", "40–43", "nineteen in twenty below", "180") if word not in out] == []
    names = {"options": {"none": SHARE, "RUS": SHARE | {"p": 0.6}}}
    told = {"published": names, "counted": names, "feature": "broker", "kind": "name", "unit": "1"}
    give(monkeypatch, calls, "ask", Answer(HEAD | told))
    out = call(capsys, "ask", str(tmp_path), "broker").out
    assert 0 < out.index("RUS") < out.index("none")
