"""Runs on disk: the same numbers whatever the threads, kept when interrupted, scored only after the stamp."""

from __future__ import annotations

import io
import json
import shutil
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from multipolar import api
from multipolar.cli.printed import print_forecast
from multipolar.engine import ensemble
from multipolar.engine import store as disk
from multipolar.errors import ArgumentError, FolderError, QuestionError, RunError, ScenarioError
from multipolar.forecast import outcome as truth
from multipolar.forecast.features import FEATURES
from multipolar.report import of_run
from multipolar.scenario.files import library_dir
from multipolar.session import run as runs
from multipolar.session.run import check_order, open_run, run_war, score_if_known, score_run
from multipolar.session.run_files import Order, now, stamp_in
from multipolar.session.war import Recipe, load_war

MEMBERS = 60


@pytest.fixture(scope="module")
def war():
    return load_war(Recipe("karabakh_2020"))


@pytest.fixture(scope="module")
def done(war, tmp_path_factory):
    return run_war(war, Order(MEMBERS, 11, tmp_path_factory.mktemp("run") / "r", chunk=25, command="x"))


def test_run_war__gives_the_same_digest_on_any_thread_and_chunk(war, done, tmp_path):
    """Cut in other pieces on one thread, every outcome is the same to the last bit."""
    again = run_war(war, Order(MEMBERS, 11, tmp_path / "r", threads=1, chunk=60))

    assert again.digest == done.digest
    assert again.forecast["endings"] == done.forecast["endings"]


def test_run_war__another_seed_is_another_run(war, done, tmp_path):
    """The seed moves the outcomes."""
    assert run_war(war, Order(MEMBERS, 12, tmp_path / "r")).digest != done.digest


def test_run_war__writes_a_folder_that_speaks_for_itself(done):
    """Manifest, scenario, patch, forecast, daily summary: all there, all readable."""
    manifest = json.loads((done.folder / "manifest.json").read_text())
    daily = json.loads((done.folder / "summary" / "daily.json").read_text())

    assert manifest["status"] == "complete"
    assert manifest["digest"] == done.digest
    assert manifest["scenario_digest"] == done.war.scenario.digest
    assert (done.folder / "scenario.yaml").exists()
    assert (done.folder / "patches" / "karabakh_2020@2020-10-16.yaml").exists()
    assert daily["members"] == MEMBERS
    assert len(daily["area_km2"]["q50"]) == 181


def test_open_run__finds_the_same_forecast(done):
    """A run opened again has the forecast that was written, and counts to the same."""
    again = open_run(done.folder)

    assert again.forecast == done.forecast
    assert again.complete
    assert np.array_equal(again.sample.tally.codes["ending"], done.sample.tally.codes["ending"])
    assert again.outcomes.shape == (MEMBERS,)


def test_open_run__a_scenario_that_was_edited_is_refused(done, tmp_path):
    """A run whose scenario no longer reads as it was run is not opened."""
    copy = tmp_path / "copy"
    shutil.copytree(done.folder, copy)
    text = (copy / "scenario.yaml").read_text()
    (copy / "scenario.yaml").write_text(text.replace("horizon_days: 180", "horizon_days: 170"))

    with pytest.raises((RunError, ScenarioError)):
        open_run(copy)


def test_resume__a_finished_run_is_counted_again_and_the_same(war, done, tmp_path):
    """Resuming what is complete computes nothing and changes no number."""
    copy = tmp_path / "copy"
    shutil.copytree(done.folder, copy)
    again = run_war(war, Order(MEMBERS, 11, copy, resume=True))

    assert again.digest == done.digest


def test_resume__after_an_interruption_gives_the_digest_of_an_undisturbed_run(war, done, tmp_path, monkeypatch):
    """Stopped by Ctrl-C, what is done is kept and counted; resumed, the answer is the undisturbed one."""
    watched = ensemble._watch

    def stop(waiting, total, progress):
        wait(waiting, return_when=FIRST_COMPLETED)
        raise KeyboardInterrupt

    monkeypatch.setattr(ensemble, "_watch", stop)
    half = run_war(war, Order(MEMBERS, 11, tmp_path / "r", threads=1, chunk=10))
    monkeypatch.setattr(ensemble, "_watch", watched)

    assert half.complete is False
    assert 0 < half.sample.tally.n < MEMBERS
    assert half.forecast["members"] == half.sample.tally.n
    assert any("interrupted" in note for note in half.forecast["quality"]["notes"])
    whole = run_war(war, Order(MEMBERS, 11, tmp_path / "r", resume=True))
    assert whole.complete
    assert whole.digest == done.digest


def test_run_war__never_overwrites(war, done):
    """The folder of a run is not written over without being asked to go on."""
    before = (done.folder / "manifest.json").read_bytes()

    for order in (Order(MEMBERS, 12, done.folder), Order(MEMBERS, 12, done.folder, resume=True)):
        with pytest.raises(RunError, match=r"another run \(seed: 11 there, 12 asked for\)\. .*out="):
            run_war(war, order)
    with pytest.raises(RunError, match="members: 60 there, 61 asked for"):
        run_war(war, Order(MEMBERS + 1, 11, done.folder))
    assert (done.folder / "manifest.json").read_bytes() == before


def test_score_run__opens_the_outcome_only_after_the_stamp(done):
    """A scored run carries the stamp that was made before."""
    scores = score_run(done)

    assert scores["schema"] == "multipolar-score/1"
    assert scores["stamp"] == done.store.manifest["stamp"]["sha256"]
    assert scores["digest"] == done.digest


def test_score_run__a_forecast_touched_up_afterwards_is_refused(done, tmp_path):
    """A probability improved by hand is not scored."""
    copy = tmp_path / "copy"
    shutil.copytree(done.folder, copy)
    path = copy / "forecast.json"
    document = json.loads(path.read_text())
    document["questions"]["Q05"]["p"] = 0.99
    path.write_text(json.dumps(document))

    with pytest.raises(FolderError, match="stamped"):
        open_run(copy)
    with pytest.raises(FolderError, match="stamped"):
        score_run(replace(done, store=disk.open_store(copy)))


@pytest.mark.parametrize("text", [None, "complete nonsense: [", "end: {label: knockout_B}\n"])
def test_run__its_digest_does_not_know_what_happened(war, done, tmp_path, monkeypatch, text):
    """With outcomes deleted or filled with nonsense the run is the same; only the scores are missing."""

    class Empty:
        @staticmethod
        def is_dir():
            return text is not None

        @staticmethod
        def iterdir():
            return iter([Path("karabakh_2020.yaml")])

        def __truediv__(self, name):
            path = tmp_path / name
            path.write_text(text or "")
            return path

    monkeypatch.setattr(truth, "library_dir", lambda *parts: Empty())
    again = run_war(war, Order(MEMBERS, 11, tmp_path / "r"))
    score_if_known(again)

    assert again.digest == done.digest
    assert again.forecast["questions"] == done.forecast["questions"]
    assert again.scores is None


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order(members=0), "members"), (Order(seed=-1), "seed"), (Order(chunk=0), "chunk"), (Order(threads=0), "threads"),
        (Order(members=10**9 + 1), "members"), (Order(members=1.5), "members"), (Order(seed=None), "seed"),
    ],
)  # fmt: skip
def test_check_order__refuses_what_cannot_be_run(order, said):
    """Impossible numbers are named, with what is allowed."""
    with pytest.raises(ArgumentError, match=said):
        check_order(order)


def test_check_order__an_unknown_mechanism_has_a_nearest_name():
    """A mechanism misspelt is not silently left on."""
    with pytest.raises(ArgumentError, match="Did you mean 'drones'"):
        check_order(Order(), ("drons",))


def test_files__of_a_run_are_plain_parquet(done):
    """Anybody's reader of Parquet sees members, endings and places by name."""
    import duckdb

    path = str(done.folder / "outcomes" / "*.parquet")
    rows = duckdb.sql(f"SELECT count(*), count(DISTINCT member), max(\"deaths[AZE]\") > 0 FROM '{path}'").fetchone()

    assert rows == (MEMBERS, MEMBERS, True)
    assert now().endswith("+00:00")
    assert disk.FORMAT == "multipolar-run/2"


def _fails(*given):
    raise RuntimeError("no such luck")


@pytest.fixture
def small():
    return load_war(Recipe(str(library_dir("templates") / "border_war.yaml")))


def test_run_war__a_question_that_fails_leaves_the_forecast_standing_and_says_so(small, tmp_path, monkeypatch):
    """The run is kept; forecast, terminal, brief and page name the question and the reason."""
    monkeypatch.setitem(FEATURES._entries, "holder_end", replace(FEATURES["holder_end"], compute=_fails))
    done = api.run(small, members=4, seed=3, out=tmp_path / "r", threads=1)
    said = "could not be answered: RuntimeError: no such luck"
    out = Console(file=io.StringIO(), width=200)
    print_forecast(out, api.run_document(done), done.scores)

    assert done.complete
    assert done.forecast["questions"] == {}
    assert done.forecast["unanswered"]["Q1"]["reason"] == "RuntimeError: no such luck"
    assert sum(done.forecast["endings"][name]["p"] for name in done.forecast["endings"]) == pytest.approx(1.0, abs=1e-5)
    assert stamp_in(done.store).sha256
    assert said in out.file.getvalue()
    assert said in (done.folder / "report.html").read_text(encoding="utf-8")
    assert open_run(done.folder).forecast == done.forecast


def test_run_war__a_question_that_cannot_be_asked_is_refused_before_the_first_course(small, tmp_path):
    """Nobody waits for a run whose question names nothing."""
    question = small.scenario.document.questions[0].model_copy(update={"feature": "holder_end[NOWHERE]"})
    document = small.scenario.document.model_copy(update={"questions": [question]})
    war = replace(small, scenario=replace(small.scenario, document=document))

    with pytest.raises(QuestionError, match="NOWHERE"):
        run_war(war, Order(4, 3, tmp_path / "r", threads=1))
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("where", "name", "said"),
    [(runs, "summary", "not summed up by day"), (runs, "score_run", "not scored"), (of_run, "write_report", "no page was written")],
)  # fmt: skip
def test_run__what_fails_after_the_courses_is_a_note_and_the_run_is_kept(small, tmp_path, monkeypatch, where, name, said):
    """Daily summary, scores and page may fail: the stamped forecast is there all the same."""
    monkeypatch.setattr(where, name, _fails)
    monkeypatch.setattr(runs, "outcome_names", lambda: ("border_war",))
    done = api.run(small, members=4, seed=3, out=tmp_path / "r", threads=1)

    assert any(said in note and "no such luck" in note for note in done.notes)
    assert json.loads((done.folder / "forecast.json").read_text())["members"] == 4
    assert stamp_in(open_run(done.folder).store).sha256 == stamp_in(done.store).sha256
