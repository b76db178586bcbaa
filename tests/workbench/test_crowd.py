"""Chances that people state: checked, kept, scored as forecasts are."""

from __future__ import annotations

import json

import pytest

from multipolar.forecast.consistency import Said
from multipolar.workbench import crowd
from multipolar.workbench.crowd import kept_in, record_document, stated_from
from multipolar.workbench.refusing import RefusedError

GOOD = {"forecaster": "Ada", "scenario": "libya_2020", "question": "Q1", "p": 0.8}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"forecaster": ""}, "forecaster"), ({"forecaster": "Model"}, "not 'model'"), ({"forecaster": "a\u202eb"}, "forecaster"),
        ({"forecaster": "x" * 61}, "at most 60"), ({"scenario": ""}, "scenario"), ({"p": 1.2}, "a chance from 0 to 1"),
        ({"p": None}, "a chance"), ({"p": True}, "a chance"), ({"question": ""}, "neither"),
        ({"endings": {"knockout_A": 1.0}}, "both"),
        ({"question": None, "endings": {"knockout_A": 0.5}}, "sum to 0.5"), ({"question": None, "endings": {"win": 1.0}}, "'win'"),
    ],
)  # fmt: skip
def test_stated_from__refuses_what_cannot_be(change, said):
    """With what was found."""
    with pytest.raises(RefusedError, match=said):
        stated_from({**GOOD, **change})


def test_record__people_beside_the_model(at, monkeypatch):
    """Same scores; the last word of a person counts; what nobody knows yet waits."""
    told = {"libya_2020:Q1": True, "libya_2020:Q2": "void"}
    monkeypatch.setattr(crowd, "answers_known", lambda _: told)
    monkeypatch.setattr(crowd, "resolved_chances", lambda _: [Said("libya_2020:Q1", "2020-01-03", 0.6, True)])
    at.write("ledger.sqlite3", "")
    for p in (0.1, 0.8):
        at.post("/api/crowd", **GOOD | {"p": p})
    at.post("/api/crowd", **GOOD | {"question": "Q2"})
    at.post("/api/crowd", forecaster="Ada", scenario="libya_2020", endings={"ceasefire_gains_B": 0.7, "knockout_B": 0.3})
    at.post("/api/crowd", forecaster="Bob", scenario="nowhere", endings={"ceasefire_gains_B": 1.0})
    found = at.get("/api/record")
    rows = {row["name"]: row for row in found["forecasters"]}
    assert (rows["model"]["n"], rows["model"]["brier"]) == (1, pytest.approx(0.16))
    assert (rows["Ada"]["n"], rows["Ada"]["brier"]) == (1, pytest.approx(0.04))
    assert (rows["Ada"]["endings"]["n"], rows["Bob"]["endings"]["n"]) == (1, 0)
    assert rows["Bob"]["brier"] is None
    assert (found["waiting"], found["post_mortem"]) == (2, None)


def test_kept_in__a_torn_line_is_left_out(tmp_path):
    """The others stand."""
    crowd.keep(tmp_path, stated_from(GOOD))
    with (tmp_path / crowd.FILE).open("a") as handle:
        handle.write(json.dumps(stated_from(GOOD).plain())[:20])
    assert [one.p for one in kept_in(tmp_path)] == [0.8]


def test_record__without_a_ledger_nobody_has_a_score(tmp_path):
    """Nothing is made up."""
    found = record_document(tmp_path, tmp_path / "none.sqlite3")
    assert found == {
        "forecasters": [{"name": "model", "n": 0, "brier": None, "log": None, "bins": [],
         "endings": {"n": 0, "brier": None, "log": None}}],
        "over_time": [], "waiting": 0,
    }  # fmt: skip
