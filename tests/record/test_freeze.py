"""Freezing a run: only stamped and untouched ones, never over a file, scored later as the run would have been."""

from __future__ import annotations

import dataclasses
import json
import shutil

import pytest

from invented import job, resigned, runner, sample, war
from multipolar.engine import store as disk
from multipolar.engine.chunk import chunks_of
from multipolar.engine.ensemble import simulate
from multipolar.engine.store.manifest import write_manifest
from multipolar.errors import DataError, FolderError, QuestionError, RunError
from multipolar.record import freeze, ledger
from multipolar.record.freeze import freeze_run, months_of, score_frozen, untouched, views_of_frozen, views_of_run
from multipolar.record.frozen import frozen_document, frozen_from, read_frozen, text_of
from multipolar.session import run as runs
from multipolar.session.frozen_core import core_of
from multipolar.session.run import finish_run, score_run
from multipolar.session.run_files import Order, manifest_of, now

MEMBERS = 1000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder of a run of invented members, written and stamped as any other."""
    return written(tmp_path_factory.mktemp("run") / "r", MEMBERS)


@pytest.fixture(autouse=True)
def _as_in_the_library(monkeypatch):
    """Take the flagship of the library for the war of a folder."""
    monkeypatch.setattr(runs, "war_in", lambda store: war())


def copied(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "copy")
    return tmp_path / "copy"


def test_freeze_run__is_scored_later_as_the_run(folder, tmp_path):
    """The file alone gives the document of scores that the run gives, and deaths by month as well."""
    document, path = freeze_run(folder, tmp_path / "deep" / "f.json")
    run, _ = untouched(folder)
    assert read_frozen(path) == document
    assert score_frozen(read_frozen(path)) == score_run(run)
    assert views_of_frozen(document) == views_of_run(run)
    assert document["stamp"] == run.store.manifest["stamp"]


def test_freeze_run__never_writes_over_a_file(folder, tmp_path):
    """What was frozen stays as it was."""
    (tmp_path / "f.json").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="never written over"):
        freeze_run(folder, tmp_path / "f.json")
    assert (tmp_path / "f.json").read_text(encoding="utf-8") == "mine"


def test_untouched__an_unstamped_run_is_refused(folder, tmp_path):
    """No stamp, no freezing; nothing is stamped on the way."""
    copy = copied(folder, tmp_path)
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest.pop("stamp")
    write_manifest(copy, manifest)
    (copy / "forecast.json").unlink()
    with pytest.raises(RunError, match="no stamped forecast"):
        freeze_run(copy)
    assert not (copy / "forecast.json").exists()


def test_untouched__a_changed_forecast_is_refused(folder, tmp_path):
    """A probability made nicer after the stamp."""
    copy = copied(folder, tmp_path)
    forecast = json.loads((copy / "forecast.json").read_text(encoding="utf-8"))
    forecast["endings"]["knockout_A"]["p"] = 0.99
    (copy / "forecast.json").write_text(json.dumps(forecast), encoding="utf-8")
    with pytest.raises(FolderError, match="not the forecast that was stamped"):
        freeze_run(copy)


def test_untouched__changed_outcomes_are_refused(folder, tmp_path):
    """Other courses under the stamped forecast: their digest tells."""
    from multipolar.engine.columns import read_parquet, write_parquet

    copy = copied(folder, tmp_path)
    path = min((copy / "outcomes").glob("*.parquet"))
    table = read_parquet(path)
    table["label"] = 0 * table["label"]
    path.unlink()
    write_parquet(path, table)
    with pytest.raises(FolderError, match="not as it was written"):
        freeze_run(copy)
    manifest = disk.read_manifest(copy)
    name = f"outcomes/{path.name}"
    next(chunk for chunk in manifest["chunks"] if name in chunk["files"])["files"][name] = disk.digest_of_file(path)
    write_manifest(copy, manifest)
    with pytest.raises(RunError, match="not those of the stamped forecast"):
        freeze_run(copy)


def written(path, members, *, wanted=MEMBERS, series=MEMBERS):
    """Write a run of invented members, the first ``members`` of those wanted, and return its folder."""
    work = job(wanted, series=series)
    store = disk.create(path, manifest_of(war(), Order(wanted, 7, path), work), war().texts)
    chunks = [c for c in chunks_of(work, 250) if c.first + c.count <= members or c.kind == "twin"]
    simulate(work, chunks, disk.writer(store, work), threads=1, runner=runner)
    finish_run(war(), store, complete=members == wanted, wall_s=1.0)
    store.release()
    return path


def test_months_of__needs_days(tmp_path):
    """A run without daily series cannot place its dead in months, but can be frozen."""
    folder = written(tmp_path / "r", MEMBERS, series=0)
    run, _ = untouched(folder)
    with pytest.raises(QuestionError, match="no daily series"):
        months_of(run)
    document, _ = freeze_run(folder)
    assert document["country_months"] == {}
    with pytest.raises(DataError, match="holds no deaths for 2020-09"):
        views_of_frozen(document)


def test_freeze_run__an_interrupted_run_is_frozen_as_interrupted(tmp_path):
    """File and scores say of how many courses how many were lived; the scores are those of the run."""
    folder = written(tmp_path / "r", 500)
    document, path = freeze_run(folder)
    run, _ = untouched(folder)
    scores = score_frozen(read_frozen(path))

    assert (document["status"], document["members"], document["wanted"]) == ("interrupted", 500, 1000)
    assert scores == score_run(run)
    assert (scores["interrupted"], scores["wanted"]) == ("interrupted: 500 of 1,000 courses", 1000)


def test_freeze_run__a_stamp_that_does_not_hold_the_counts_is_refused(folder, tmp_path):
    """A run stamped without the digest of its counts cannot be proved from the file, and is not frozen."""
    copy = copied(folder, tmp_path)
    forecast = json.loads((copy / "forecast.json").read_text(encoding="utf-8"))
    forecast["run_facts"].pop("core")
    run, stamp = untouched(copy)
    with pytest.raises(DataError, match="run it again"):
        frozen_document(core_of(run.war, run.store, run.sample, digest=run.digest, status="complete"), forecast, stamp, now=now())


def test_views__say_what_they_are_about(folder):
    """Stamp, draws, country, bins and notes stand in the document."""
    run, stamp = untouched(folder)
    found = views_of_run(run, draws=500)
    assert (found["schema"], found["draws"], found["isoab"], found["stamp"]) == ("multipolar-views/1", 500, "AZE", stamp.sha256)
    assert sample(MEMBERS).tally.n == found["members"]
    assert freeze.NOTES[0] in found["notes"]


def given(folder, until):
    """Turn a run into one that was given reports until a day, stamped as that."""
    run = runs.open_run(folder)
    manifest = run.store.manifest | {
        "conditioned": {"until": until, "ess": 900.0, "ancestors": 500, "evidence": [], "origin": list(range(MEMBERS))}
    }
    store = dataclasses.replace(run.store, manifest=manifest)
    return finish_run(run.war, store, complete=True, wall_s=1.0)


def test_freeze_run__of_a_run_given_reports_knows_until_when(folder, tmp_path):
    """The file carries the day, is scored from there as the run is, and the ledger keeps it under that day."""
    where = copied(folder, tmp_path)
    run = given(where, "2020-11-01")
    document, path = freeze_run(where)
    again = read_frozen(path)
    scores = score_frozen(again)
    assert (document["as_of"], again["until"], scores["until"]) == ("2020-10-16", "2020-11-01", "2020-11-01")
    assert scores == score_run(run)
    assert ledger.add(again, tmp_path / "l.sqlite3")["forecasts"][0]["as_of"] == "2020-11-01"

    whole = score_frozen(freeze_run(folder, tmp_path / "plain.json")[0])
    late, early = (found["targets"]["length_days"] for found in (scores, whole))
    assert (late["value"], late["score"]) == (early["value"], early["score"])
    assert late["baselines"]["uniform"] != early["baselines"]["uniform"]
    assert "until" not in whole


def test_freeze_run__another_day_of_knowledge_is_seen(folder, tmp_path):
    """Neither another day nor one that is none passes, with every outer digest made anew."""
    where = copied(folder, tmp_path)
    given(where, "2020-11-01")
    document, _ = freeze_run(where)
    with pytest.raises(DataError, match=r"until is '2020-10-20', in the stamped forecast '2020-11-01'"):
        frozen_from(text_of(resigned(document, until="2020-10-20")), "x")
    old = {key: value for key, value in document.items() if key not in {"until", "sha256"}}
    assert score_frozen(frozen_from(text_of(resigned(old)), "x"))["until"] == "2020-11-01"
