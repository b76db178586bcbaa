"""Two writers at once, a writer killed, readers beside a writer, runs in a pool of processes."""

from __future__ import annotations

import copy
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

import multipolar as mp
from multipolar import api
from multipolar.engine import store as disk
from multipolar.engine.store import write
from multipolar.errors import ArgumentError, FolderError, MultipolarError, RunError
from multipolar.scenario.files import library_dir
from multipolar.session.run import open_run, run_war
from multipolar.session.run_files import Order
from multipolar.studies.verbs import study_of_kind
from pooled import pooled

MEMBERS, SEED = 60, 3


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    """Return a small scenario file."""
    path = tmp_path_factory.mktemp("war") / "w.yaml"
    path.write_text((library_dir("templates") / "blank.yaml").read_text(encoding="utf-8"))
    return path


@pytest.fixture(scope="module")
def whole(scenario):
    """Return the run as it is when nobody disturbs it."""
    return api.run(scenario, members=MEMBERS, seed=SEED, out=scenario.parent / "whole", chunk=5, report=False)


ENV = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def command(scenario, folder, *more):
    words = ["run", str(scenario), "--members", str(MEMBERS), "--seed", str(SEED), "--chunk", "5", "--threads", "1"]
    return [sys.executable, "-m", "multipolar.cli", *words, "--out", str(folder), "--no-report", "--quiet", *more]


def kill_in_the_middle(scenario, folder):
    """Start a run and kill it when a few chunks are done."""
    child = subprocess.Popen(command(scenario, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENV)
    end = time.monotonic() + 120
    while time.monotonic() < end and child.poll() is None:
        journal = folder / disk.JOURNAL
        if journal.exists() and journal.read_bytes().count(b"\n") >= 2:
            break
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    child.wait()


@pytest.mark.slow
def test_resume__two_at_once_count_nobody_twice(scenario, whole, tmp_path):
    """A run killed in the middle and gone on with twice at once: each of the two ends well or is told who writes."""
    folder = tmp_path / "r"
    kill_in_the_middle(scenario, folder)
    children = [
        subprocess.Popen(
            command(scenario, folder, "--resume"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=ENV
        )
        for _ in range(2)
    ]
    ends = [(child.communicate()[1], child.returncode) for child in children]

    assert any(code == 0 for _, code in ends), ends
    assert all(code == 0 or re.search(r"is being written by process \d+", said) for said, code in ends), ends
    run = open_run(folder)
    assert (run.digest, run.sample.tally.n, run.complete) == (whole.digest, MEMBERS, True)


@pytest.mark.slow
def test_resume__after_a_kill_a_reader_counts_what_is_there(scenario, whole, tmp_path):
    """Killed without warning, the folder holds a run that can be read as far as it came, and gone on with."""
    folder = tmp_path / "r"
    kill_in_the_middle(scenario, folder)
    done = open_run(folder).sample.tally.n
    again = api.run(scenario, members=MEMBERS, seed=SEED, out=folder, resume=True, report=False)

    assert 0 < done <= MEMBERS
    assert again.digest == whole.digest


def test_reader__beside_a_writer_sees_the_closed_run_or_is_told(scenario, whole, tmp_path, monkeypatch):
    """While the first courses live, readers are told who writes; once a forecast is written it is theirs."""
    told = []
    war = api.load(scenario)
    real = write.record

    def watched(store, line):
        with pytest.raises(RunError, match="is being written by this process"):
            open_run(tmp_path / "r")
        told.append(line)
        real(store, line)

    monkeypatch.setattr(write, "record", watched)
    run_war(war, Order(MEMBERS, SEED, tmp_path / "r", chunk=20, threads=1))

    assert len(told) == 6
    assert open_run(tmp_path / "r").digest == whole.digest


def test_run__a_finished_run_is_opened_again(scenario, whole, monkeypatch, capsys):
    """The same cell a second time: the same run, no course lives, and a note says so; other courses get a folder of their own."""
    monkeypatch.chdir(scenario.parent)
    first = api.run(scenario, members=10, seed=SEED, report=False)
    monkeypatch.setattr("multipolar.session.run.simulate", lambda *a, **k: pytest.fail("simulated again"))
    again = api.run(scenario, members=10, seed=SEED, report=False, threads=1, command="another", resume=True)
    same = api.run(api.load(scenario), members=10, seed=SEED, out=first.folder, report=False)
    monkeypatch.undo()
    monkeypatch.chdir(scenario.parent)
    others = [
        api.run(scenario, members=11, seed=SEED, report=False),
        api.run(scenario, members=10, seed=SEED, off="drones", report=False),
    ]

    assert first.notes == []
    assert [note for note in again.notes if "opened, not simulated again" in note]
    assert again.forecast == same.forecast == first.forecast
    assert len({first.folder, *(other.folder for other in others)}) == 3
    with pytest.raises(RunError, match="off: nothing there, drones asked for"):
        api.run(scenario, members=10, seed=SEED, off="drones", out=first.folder)


def test_run__what_cannot_be_gone_on_with_is_refused(scenario, whole, tmp_path):
    """A folder that does not exist, or that holds nothing; nothing is made on the way."""
    (tmp_path / "empty").mkdir()
    for name in ("nope", "empty"):
        with pytest.raises(RunError, match="holds no run to go on with; leave out resume=True"):
            api.run(scenario, members=10, out=tmp_path / name, resume=True)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["empty"]


def test_run__an_interrupted_run_tells_how_to_go_on(scenario, whole, tmp_path):
    """Called again without resume, it says what the folder holds and what to write."""
    war = api.load(scenario)
    order = Order(MEMBERS, SEED, tmp_path / "r", chunk=5)
    disk.create(order.out, manifest(war, order), war.texts).release()
    with pytest.raises(RunError, match=r"holds this run, interrupted\. Go on with resume=True, or name another folder with out="):
        run_war(war, order)
    with pytest.raises(FolderError, match="no finished course yet; go on with resume=True"):
        open_run(order.out)


def manifest(war, order):
    from multipolar.session.run_files import job_of, manifest_of

    return manifest_of(war, order, job_of(war, order))


def test_run__pickles_copies_and_is_told_in_one_line(whole, scenario):
    """A run goes to another process as folder and digest, and comes back verified; its text is one line."""
    again = pickle.loads(pickle.dumps(whole))
    twin = copy.deepcopy(whole)

    assert again.forecast == twin.forecast == whole.forecast
    assert again.digest == whole.digest
    assert len(pickle.dumps(whole)) < 2000
    assert re.fullmatch(r"Run\(my_war as of 2024-01-01, 60 of 60 courses, seed 3, complete, '.*whole'\)", repr(whole))
    war = mp.load(scenario)
    assert re.fullmatch(r"War\(my_war as of 2024-01-01, stance default, digest [0-9a-f]{8}\)", repr(war))
    assert pickle.loads(pickle.dumps(war)).scenario.digest == war.scenario.digest


def test_run__unpickled_after_its_folder_changed_is_refused(scenario, tmp_path):
    """A folder written anew or gone is not passed off as the run that was sent."""
    import shutil

    run = api.run(scenario, members=10, seed=SEED, out=tmp_path / "r", report=False)
    sent = pickle.dumps(run)
    shutil.rmtree(tmp_path / "r")
    with pytest.raises(FolderError, match="nothing is there"):
        pickle.loads(sent)
    api.run(scenario, members=10, seed=SEED + 1, out=tmp_path / "r", report=False)
    with pytest.raises(FolderError, match="written anew"):
        pickle.loads(sent)


@pytest.mark.slow
def test_run__works_in_a_pool_of_fresh_processes(scenario, tmp_path):
    """Runs are made in processes that start from nothing, come back, and their refusals come back as they are."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        runs = list(pool.map(pooled, [(str(scenario), str(tmp_path / f"r{seed}"), seed) for seed in (1, 2)]))
        with pytest.raises(ArgumentError, match=r"seed=\.\.\.: found -1"):
            pool.submit(pooled, (str(scenario), str(tmp_path / "x"), -1)).result()
        with pytest.raises(MultipolarError, match=r"nope\.yaml"):
            pool.submit(pooled, ("nope.yaml", str(tmp_path / "x"), 1)).result()
    assert [run.sample.seed for run in runs] == [1, 2]
    assert runs[0].digest == api.run(scenario, members=10, seed=1, out=tmp_path / "mine", report=False).digest


def test_run__of_a_war_takes_no_second_date_or_choices(scenario, tmp_path):
    """What is given with a war that is loaded already would change nothing, and is refused."""
    with pytest.raises(ArgumentError, match=r"run\(\): as_of=\.\.\., claims=\.\.\. cannot be used"):
        api.run(api.load(scenario), as_of="2024-01-01", claims="C1=off", out=tmp_path / "r")
    assert list(tmp_path.iterdir()) == []


def test_verbs__refuse_what_a_run_cannot_use(whole, scenario):
    """A run has its own date, seed and members: given all the same, they are named and refused; so are misspelt keywords."""
    for call, said in (
        (lambda: api.replay(whole, 1, seed=5), r"replay\(\): seed=\.\.\."),
        (lambda: api.replay(whole, 1, claims="C1=off"), r"claims=\.\.\."),
        (lambda: api.replay(whole, 1.0), r"member=\.\.\.: found 1\.0"),
        (lambda: api.compare(whole, whole, members=5), r"members=\.\.\."),
        (lambda: study_of_kind("prior", scenario), r"source=\.\.\."),
        (lambda: study_of_kind("claims", scenario, wars=["x"]), r"wars=\.\.\."),
        (lambda: study_of_kind("clams"), r"did you mean 'claims'"),
        (lambda: api.run(scenario, member=5), r"unexpected keyword 'member'; did you mean 'members'\?"),
        (lambda: api.load(scenario, setting="x=1"), r"did you mean 'settings'\?"),
        (lambda: api.load(5), r"source=\.\.\.: found 5"),
        (lambda: api.load(whole), r"source=\.\.\.: found Run\("),
        (lambda: api.report(5), r"what=\.\.\.: found 5"),
        (lambda: api.freeze(None), r"what=\.\.\.: found None"),
        (lambda: api.export(whole, 5), r"path=\.\.\.: found 5"),
        (lambda: api.load(scenario, claims="C99=off"), r"claims=\['C99=off'\]"),
        (lambda: api.load(scenario, settings="nonsense"), r"settings=\['nonsense'\]"),
        (lambda: api.load(scenario, bundle="nope"), r"bundle='nope'"),
    ):
        with pytest.raises(MultipolarError, match=said) as caught:
            call()
        assert "--" not in str(caught.value)
