"""Sweeps: what is varied is understood, points are paired with the base, and what is finished is never lived again."""

from __future__ import annotations

import csv
from types import SimpleNamespace

import duckdb
import pytest

from invented import population, war
from multipolar.errors import ArgumentError, QuestionError, RunError, ScenarioError
from multipolar.model.records import zeros
from multipolar.scenario.files import library_dir
from multipolar.session.war import Recipe, load_war
from multipolar.studies import sweep
from multipolar.studies.paired import Variant
from multipolar.studies.sweep import axes_of, points_of, sweep_document

RECIPE = Recipe("karabakh_2020")
SMALL = Recipe(str(library_dir("templates") / "border_war.yaml"))
"""A war of two claims: every point of a sweep is loaded anew."""
CLAIM = "drones_decide"
VARY = {"C05": ["off", 0.5], "drones": ["off"]}


@pytest.fixture
def lived(monkeypatch):
    """Let variants be invented courses: with claim C05 off fewer are killed; return the names in the order they were lived."""
    names = []

    def live(name, found, *, members, seed, threads=None, progress=None):
        names.append(name)
        if name == getattr(live, "stop", None):
            raise KeyboardInterrupt
        out = population()[:members].copy()
        if "C05=off" in name:
            out["deaths"] *= 0.5
        return Variant(name, found, out, zeros("OUTCOME", 0, found.model.capacity), seed)

    monkeypatch.setattr(sweep, "live_variant", live)
    return SimpleNamespace(names=names, live=live)


def test_axes_of__knows_claims_mechanisms_bundles_and_keys():
    """A name is what there is by that name; a kind in front decides; truth values are on and off, numbers are text."""
    vary = {"C05": [True, 0.25], "drones": ["off"], "bundle": ["article"], "horizon_days": [60, 90.0], "key:weather.x": ["1"]}
    found = axes_of(war(), vary)
    assert [(axis.kind, axis.name) for axis in found] == [
        ("claim", "C05"), ("mechanism", "drones"), ("bundle", "bundle"), ("key", "horizon_days"), ("key", "weather.x"),
    ]  # fmt: skip
    assert (found[0].values, found[3].values) == (("on", "0.25"), ("60", "90"))
    assert [axis.changes(axis.values[0]) for axis in found[:4]] == [
        {"claims": ("C05=on",)}, {"off": ("drones",)}, {"bundle": "article"}, {"settings": ("horizon_days=60",)},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        ({}, "nothing is varied"),
        ({"C05": "off"}, "needs a list of values"),
        ({"C05": []}, "needs a list of values"),
        ({"C05": ["off", False]}, "names 'off' twice"),
        ({"drones": ["half"]}, "can be on or off"),
        ({"mechanism:dronez": ["off"]}, "a mechanism that there is"),
        ({"horizon_days": [{"v": 3}]}, "expected a number or a text"),
    ],
    ids=["nothing", "text", "empty", "twice", "half", "unknown", "mapping"],
)
def test_axes_of__refuses_what_cannot_be_varied(vary, said):
    """Each with what was found."""
    with pytest.raises(ArgumentError, match=said):
        axes_of(war(), vary)


def test_points_of__are_all_combinations_or_one_after_the_other():
    """Two values by two are four points, or two and two."""
    axes = axes_of(load_war(SMALL), {CLAIM: ["on", "off"], "horizon_days": [60, 90]})
    on, off, days = f"{CLAIM}=on", f"{CLAIM}=off", ("horizon_days=60", "horizon_days=90")
    assert [p.name for p in points_of(SMALL, axes, grid=True)] == [f"{claim}, {day}" for claim in (on, off) for day in days]
    assert [p.name for p in points_of(SMALL, axes, grid=False)] == [on, off, *days]


def test_points_of__tells_the_faults_of_all_axes_at_once():
    """A misspelt key does not hide a value that a claim cannot have."""
    axes = axes_of(load_war(SMALL), {CLAIM: ["on", "offf"], "horizon_dayss": [60]})
    with pytest.raises(ScenarioError) as told:
        points_of(SMALL, axes, grid=True)
    assert [word for word in ("horizon_days'", "offf") if word not in str(told.value)] == []


def test_sweep_document__pairs_every_point_with_the_base(lived, tmp_path):
    """One row per point and outcome; the base is lived once; the table holds what the document holds."""
    table = tmp_path / "deep" / "t.csv"
    found = sweep_document(RECIPE, VARY, members=300, seed=7, out=table, grid=True)
    assert lived.names == ["as it is", "C05=off, drones=off", "C05=0.5, drones=off"]
    row = next(r for r in found["rows"] if r["point"] == "C05=off, drones=off" and r["outcome"] == "deaths:A")
    assert row["difference"] == pytest.approx(-row["base"] / 2, rel=1e-4)
    assert (row["C05"], row["drones"], row["moved"]) == ("off", "off", True)
    assert {r["difference"] for r in found["rows"] if r["C05"] == "0.5"} == {0.0}
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(found["rows"])
    assert list(rows[0])[:4] == ["point", "C05", "drones", "outcome"]
    assert [path.name for path in table.parent.iterdir()] == ["t.csv"]


def test_sweep_document__goes_on_where_it_stopped(lived, tmp_path):
    """What was finished is not lived again, a line that a kill cut off is lived anew, and the table is the same."""
    whole = sweep_document(RECIPE, VARY, members=300, seed=7, out=tmp_path / "whole.csv", grid=False)
    lived.live.stop, lived.names[:] = "drones=off", []
    table = tmp_path / "t.csv"
    part = sweep_document(RECIPE, VARY, members=300, seed=7, out=table, grid=False)
    assert (part["complete"], part["missing"], part["file"], table.exists()) == (False, ["drones=off"], None, False)
    with (tmp_path / "t.csv.part").open("a", encoding="utf-8") as file:
        file.write('{"point": "x", "ro')
    lived.live.stop, lived.names[:] = None, []
    again = sweep_document(RECIPE, VARY, members=300, seed=7, out=table, grid=False)
    assert lived.names == ["as it is", "drones=off"]
    assert again["rows"] == whole["rows"]
    assert table.read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert not (tmp_path / "t.csv.part").exists()


def test_sweep_document__keeps_to_its_own_files(lived, tmp_path):
    """No table is written over; points of another seed are refused; only two forms are known. Nothing is lived for it."""
    (tmp_path / "there.csv").write_text("x", encoding="utf-8")
    with pytest.raises(RunError, match="is there already"):
        sweep_document(RECIPE, VARY, members=300, seed=7, out=tmp_path / "there.csv")
    with pytest.raises(QuestionError, match=r"\.csv or \.parquet"):
        sweep_document(RECIPE, VARY, members=300, seed=7, out=tmp_path / "t.xlsx")
    lived.live.stop = "drones=off"
    sweep_document(RECIPE, VARY, members=300, seed=7, out=tmp_path / "t.csv", grid=False)
    lived.names.clear()
    with pytest.raises(RunError, match=r"points of another sweep \(seed differ"):
        sweep_document(RECIPE, VARY, members=300, seed=8, out=tmp_path / "t.csv", grid=False)
    assert lived.names == []


def test_sweep_document__parquet_is_read_by_anybody(lived, tmp_path):
    """Texts, numbers and truth values arrive as such."""
    found = sweep_document(RECIPE, {"C05": ["off"]}, members=300, seed=7, out=tmp_path / "t.parquet")
    read = duckdb.sql(f"SELECT * FROM '{tmp_path}/t.parquet'")
    assert read.columns == ["point", "C05", "outcome", "base", "value", "difference", "error", "moved", "share"]
    assert [str(kind) for kind in read.types] == ["VARCHAR"] * 3 + ["DOUBLE"] * 4 + ["BOOLEAN"] * 2
    assert read.fetchone()[:3] == ("C05=off", "off", found["rows"][0]["outcome"])


def test_sweep_document__interrupted_before_a_point_is_an_interruption(lived):
    """There is nothing to tell."""
    lived.live.stop = "as it is"
    with pytest.raises(KeyboardInterrupt):
        sweep_document(RECIPE, VARY, members=300, seed=7)
