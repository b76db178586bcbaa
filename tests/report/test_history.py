"""Earlier issues: found beside the run and in the ledger, in the order of their dates, with what changed and why."""

from __future__ import annotations

import json
import shutil
from types import SimpleNamespace

import pytest
from tests.report.synthetic import invented_war

from multipolar import api
from multipolar.record.book import Ledger
from multipolar.report import history as h

MEMBERS = 60


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Return two runs of one war on its two dates in one folder, the first of them frozen."""
    folder = tmp_path_factory.mktemp("issues")
    first = api.run("karabakh_2020", "2020-09-27", members=MEMBERS, seed=5, out=folder / "first", report=False)
    second = api.run("karabakh_2020", "2020-10-16", members=MEMBERS, seed=5, out=folder / "second", report=False)
    api.freeze(first)
    return first, second


@pytest.fixture(autouse=True)
def no_ledger(monkeypatch, tmp_path):
    """Keep the reader's own ledger out."""
    monkeypatch.setenv("MULTIPOLAR_LEDGER", str(tmp_path / "none.sqlite3"))


@pytest.mark.compiled
def test_history_of__finds_frozen_issues_beside_the_run(runs):
    """The first issue has no history; the second names the first, the change of every ending, and the later date."""
    first, second = runs
    found = h.history_of(second)

    assert h.history_of(first) == []
    assert [one["digest"] for one in found] == [first.digest, second.digest]
    assert [one["kind"] for one in found] == ["frozen", "this page"]
    assert "instead of" in found[1]["reason"]
    for name, change in found[1]["change"].items():
        moved = second.forecast["endings"][name]["p"] - first.forecast["endings"][name]["p"]
        assert change == pytest.approx(moved)


@pytest.mark.compiled
def test_history_of__reads_the_ledger_and_passes_over_what_was_changed(runs, tmp_path, monkeypatch):
    """A frozen file that was altered is no issue; the ledger's copy is."""
    first, second = runs
    alone = tmp_path / "alone"
    shutil.copytree(second.folder, alone / "second")
    (alone / "spoiled").mkdir()
    document = json.loads((first.folder / h.FROZEN).read_text(encoding="utf-8"))
    (alone / "spoiled" / h.FROZEN).write_text(json.dumps(document | {"members": 61}), encoding="utf-8")
    run = SimpleNamespace(forecast=second.forecast, store=second.store, war=second.war, folder=alone / "second")

    assert h.history_of(run) == []
    monkeypatch.setenv("MULTIPOLAR_LEDGER", str(tmp_path / "l.sqlite3"))
    Ledger().add(first.folder / h.FROZEN)
    assert [one["digest"] for one in h.history_of(run)] == [first.digest, second.digest]


def issue(**more):
    """Return an issue of an invented war."""
    return {
        "as_of": "2030-04-20", "until": None, "digest": "ab" * 32, "kind": "frozen", "written": "2030-04-20T00:00:00",
        "endings": {"frozen": 0.4, "ongoing": 0.6}, "reports": 0, "members": 100, "seed": "1", "version": "1", "bundle": "default",
        "scenario_digest": "x", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"until": "2030-05-01", "reports": 9}, "9 reports taken in, public by 1 May 2030"),
        ({"as_of": "2030-05-02"}, "forecast as of 2 May 2030 instead of 20 Apr 2030"),
        ({"scenario_digest": "y"}, "the scenario or its choices were changed"),
        ({"members": 2000, "seed": "2"}, "2,000 courses instead of 100; another seed"),
        ({"version": "2"}, "version 2 instead of 1"),
        ({"bundle": "the_dissent"}, "another view of the war (the dissent)"),
        ({}, "other rules of the model"),
    ],
)
def test_reason__says_what_differs(more, said):
    """Whatever differs is named; where nothing does, the model's rules do."""
    assert h.reason(issue(), issue(**more)) == said


def test_timeline__shows_each_ending_with_its_change():
    """Endings that no issue gives a chance have no column."""
    issues = h.with_reasons([issue(), issue(as_of="2030-05-02", endings={"frozen": 0.55, "ongoing": 0.45}, kind="this page")])
    table = h.timeline(
        {**invented_war(40).forecast, "endings": {"frozen": {"p": 0.5}, "ongoing": {"p": 0.5}, "other": {"p": 0.0}}}, issues
    )

    assert len(table.head) == 2 + 2 + 2
    assert table.rows[0][0] == "20 April 2030"
    assert [cell for row in table.rows for cell in row if "%" in cell] == ["40 %", "60 %", "55 % (+15)", "45 % (−15)"]
