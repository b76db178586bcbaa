"""Run folders: written as they go, resumed after a kill, never laid over something else."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from invented import job, population, runner
from multipolar.engine import store as disk
from multipolar.engine.chunk import chunks_of
from multipolar.engine.ensemble import digest_of, simulate
from multipolar.errors import FolderError, RunError
from stored_run import ASKED, written

TESTS = Path(__file__).resolve().parents[2]
KILLED = """
    import sys, time
    from pathlib import Path
    from invented import job, runner
    from multipolar.engine import store as disk
    from multipolar.engine.chunk import chunks_of
    from multipolar.engine.ensemble import simulate
    asked = {asked!r}
    folder = Path(sys.argv[1])
    going_on = (folder / disk.MANIFEST).exists()
    store = disk.resume(folder, asked) if going_on else disk.create(folder, asked, {{"scenario.yaml": "x"}})
    sink = disk.writer(store, job())
    def slow(batch):
        sink(batch)
        print(batch.chunk.first, flush=True)
        time.sleep(0.02)
    print("ready", flush=True)
    simulate(job(), chunks_of(job(), 100, store.done), slow, threads=2, runner=runner)
    print("done", flush=True)
"""


@pytest.mark.parametrize("kills", [2, pytest.param(5, marks=pytest.mark.long)])
def test_resume__after_kills_gives_the_same_digest(tmp_path, kills):
    """Killed without warning again and again, the run goes on each time and ends with the digest of an undisturbed one."""
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(KILLED.format(asked=ASKED)))
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, sys.path)])}
    for k in range(kills):
        child = subprocess.Popen([sys.executable, str(script), str(tmp_path / "run")], stdout=subprocess.PIPE, text=True, env=env)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        for _ in range(k % 2):
            child.stdout.readline()
        time.sleep(0.004 * k)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    done = subprocess.run([sys.executable, str(script), str(tmp_path / "run")], env=env, capture_output=True, text=True, check=True)
    store = disk.open_store(tmp_path / "run")

    assert done.stdout.endswith("done\n")
    assert store.members == 1000
    assert disk.run_digest(store) == digest_of(population()[:1000])


def test_resume__a_damaged_chunk_is_done_again(tmp_path):
    """A file that no longer has the digest in the journal counts as not done."""
    store = written(tmp_path / "run")
    victim = next((tmp_path / "run" / "outcomes").iterdir())
    victim.write_bytes(b"nonsense")
    store = disk.resume(tmp_path / "run", ASKED)
    todo = chunks_of(job(), 250, store.done)
    simulate(job(), todo, disk.writer(store, job()), runner=runner)
    store.release()

    assert len(todo) == 1
    assert disk.run_digest(disk.open_store(tmp_path / "run")) == digest_of(population()[:1000])


def test_create__never_writes_into_a_foreign_folder(tmp_path):
    """A folder that holds anything is left exactly as it was."""
    (tmp_path / "diary.txt").write_text("mine")

    with pytest.raises(RunError, match="no run of ours; nothing was written"):
        disk.create(tmp_path, ASKED, {})

    assert [p.name for p in tmp_path.iterdir()] == ["diary.txt"]


def test_create__never_overwrites_a_run(tmp_path):
    """A run is never written over; resuming it is offered."""
    written(tmp_path / "run")

    with pytest.raises(RunError, match="resume=True"):
        disk.create(tmp_path / "run", ASKED, {})


@pytest.mark.parametrize(("key", "value"), [("seed", 8), ("members", 999), ("version", "1"), ("scenario_digest", "t")])
def test_resume__of_another_run_is_refused_by_what_differs(tmp_path, key, value):
    """Another seed, size, version or scenario cannot go on in this folder."""
    written(tmp_path / "run")

    with pytest.raises(RunError, match=key):
        disk.resume(tmp_path / "run", ASKED | {key: value})


def test_finish__lists_every_chunk_with_digests(tmp_path):
    """The closed manifest names every chunk and the digest of each of its files."""
    store = written(tmp_path / "run")
    disk.finish(store, {"digest": "d"}, status="complete")
    manifest = json.loads((tmp_path / "run" / disk.MANIFEST).read_text())

    assert manifest["status"] == "complete"
    assert sum(c["count"] for c in manifest["chunks"] if c["kind"] == "main") == 1000
    for chunk in manifest["chunks"]:
        for name, digest in chunk["files"].items():
            assert disk.digest_of_file(tmp_path / "run" / name) == digest


def test_create__one_of_two_writers_gets_the_folder(tmp_path):
    """Whoever comes second is told who is there; when the first is gone the folder is a run that was interrupted."""
    first = disk.create(tmp_path / "run", ASKED, {"scenario.yaml": "x"})
    for attempt in (
        lambda: disk.create(tmp_path / "run", ASKED, {"scenario.yaml": "x"}),
        lambda: disk.resume(tmp_path / "run", ASKED),
        lambda: disk.open_store(tmp_path / "run"),
    ):
        with pytest.raises(RunError, match=r"is being written by this process|already holds a run"):
            attempt()
    first.release()
    disk.resume(tmp_path / "run", ASKED).release()


def test_create__goes_on_where_a_killed_run_left_nothing_but_its_lock(tmp_path):
    """Killed between making the folder and writing the manifest, a run is no foreign folder."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / disk.LOCK).write_text("")
    (tmp_path / "run" / ".manifest.json.1-2.part").write_text("{")

    assert disk.started(tmp_path / "run")
    disk.create(tmp_path / "run", ASKED, {"scenario.yaml": "x"}).release()


def test_resume__writes_texts_again_that_a_killed_run_never_wrote(tmp_path):
    """The manifest comes first and knows the texts; what a kill kept from being written is written now."""
    texts = {"scenario.yaml": "id: x\n", "patches/a.yaml": "b\n"}
    disk.create(tmp_path / "run", ASKED, texts).release()
    (tmp_path / "run" / "scenario.yaml").unlink()
    (tmp_path / "run" / "patches" / "a.yaml").unlink()
    (tmp_path / "run" / "patches").rmdir()
    (tmp_path / "run" / "outcomes").rmdir()
    disk.resume(tmp_path / "run", ASKED, texts).release()

    assert sorted(disk.read_texts(disk.open_store(tmp_path / "run"))) == sorted(texts)


@pytest.mark.parametrize("name", ["../out.yaml", "/out.yaml", "patches/../../out.yaml"])
def test_create__writes_no_text_outside_the_folder(tmp_path, name):
    """A name from outside that leads out is refused before anything is made."""
    with pytest.raises(RunError, match="file name"):
        disk.create(tmp_path / "run", ASKED, {name: "x"})
    assert list(tmp_path.iterdir()) == []


def test_resume__never_writes_through_a_link(tmp_path):
    """A folder of the run that is a link to somewhere else is refused, and links in the place of files are not followed."""
    written(tmp_path / "run")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine")
    (tmp_path / "run" / disk.JOURNAL).unlink()
    (tmp_path / "run" / disk.JOURNAL).symlink_to(elsewhere)
    (tmp_path / "run" / "outcomes" / "part-000000000-000100.parquet.tmp").symlink_to(elsewhere)
    store = disk.resume(tmp_path / "run", ASKED)
    simulate(job(), chunks_of(job(), 100, store.done), disk.writer(store, job()), runner=runner)
    store.release()
    assert elsewhere.read_text() == "mine"
    assert disk.open_store(tmp_path / "run").members == 1000

    (tmp_path / "run" / "series").rename(tmp_path / "moved")
    (tmp_path / "run" / "series").symlink_to(tmp_path / "moved")
    with pytest.raises(FolderError, match="is a link"):
        disk.resume(tmp_path / "run", ASKED)


FULL = [(number, after) for number in (errno.ENOSPC, errno.EDQUOT) for after in (0, 1, 5, 12, 20)]
DAILY = [(errno.ENOSPC, 0), (errno.EDQUOT, 5), (errno.ENOSPC, 20)]


@pytest.mark.parametrize(
    ("number", "after"), [case if case in DAILY else pytest.param(*case, marks=pytest.mark.long) for case in FULL]
)
def test_writer__a_full_disk_keeps_what_is_done(tmp_path, monkeypatch, number, after):
    """Wherever the disk fills up, one sentence tells it, and with room again the run ends with the right digest."""
    store = disk.create(tmp_path / "run", ASKED, {"scenario.yaml": "x"})
    real, calls = os.fsync, iter(range(10_000))

    def full(handle):
        if next(calls) >= after:
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RunError, match=r"Make room, then go on with resume=True"):
        simulate(job(), chunks_of(job(), 100), disk.writer(store, job()), threads=2, runner=runner)
    monkeypatch.setattr(os, "fsync", real)
    store.release()
    store = disk.resume(tmp_path / "run", ASKED)
    done = store.members
    simulate(job(), chunks_of(job(), 100, store.done), disk.writer(store, job()), runner=runner)
    store.release()

    assert done < 1000
    assert disk.run_digest(disk.open_store(tmp_path / "run")) == digest_of(population()[:1000])
