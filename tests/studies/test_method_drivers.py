"""Claims of the method among the drivers of a run."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from multipolar.studies import kept
from multipolar.studies.method_drivers import ANALYSES, method_drivers, rows_of

METHODS = {
    "answer": "the chance of each design", "draws": 100, "inputs": 0.2, "together": 0.1, "more_than_inputs": ["METHOD_VICTORY"],
    "claims": [
        {"claim": "METHOD_ELECTION", "question": "how it is elected", "holds": "Conditional", "text": "t", "share": 0.1,
         "rivals": [{"setting": "MarkovUniform", "text": "t"}]},
        {"claim": "METHOD_VICTORY", "question": "who wins", "holds": None, "text": None, "share": 0.6,
         "rivals": [{"setting": "Linear", "text": "t"}, {"setting": "Square", "text": "t"}]},
    ],
}  # fmt: skip


def answers(monkeypatch, **found):
    """Let a run have kept these answers; a text stands for the note on one that is not shown."""
    by_file = {ANALYSES[name][0]: one for name, one in found.items()}

    def read(run, name, schema):
        one = by_file.get(name)
        return kept.Kept(None, one or "") if not isinstance(one, dict) else kept.Kept(one, "")

    monkeypatch.setattr(kept, "kept", read)
    return SimpleNamespace(folder="x", digest="d")


def test_rows_of__claims_and_courses_by_what_they_move():
    """The largest share first, the courses among them, all settings of a claim with the one that is held in front."""
    told = rows_of(METHODS)
    assert [(row["key"], row["share"]) for row in told["drivers"]] == [
        ("METHOD_VICTORY", 0.6), ("courses", 0.2), ("METHOD_ELECTION", 0.1)
    ]  # fmt: skip
    assert [row["above_courses"] for row in told["drivers"]] == [True, False, False]
    assert [row["settings"] for row in told["drivers"]] == [["Linear", "Square"], [], ["Conditional", "MarkovUniform"]]
    assert sum(row["share"] for row in told["drivers"]) + told["together"] == pytest.approx(1.0)


def test_method_drivers__of_every_analysis_kept_and_a_note_on_the_others(monkeypatch):
    """The election's stand with the settlement; what was never asked is named by its command, what is stale by its note."""
    run = answers(monkeypatch, powers={"methods": METHODS}, election={"election": {"methods": METHODS}})
    found, notes = method_drivers(run)
    assert [one["analysis"] for one in found] == ["powers", "election"]
    assert notes == ["What claims of the method move is told once it was asked: multipolar stability RUN."]
    found, notes = method_drivers(answers(monkeypatch, powers="powers.json is not shown", election={"zone": []}))
    assert found == []
    assert notes[0] == "powers.json is not shown"
    assert "multipolar stability RUN, multipolar settle RUN --election" in notes[1]
