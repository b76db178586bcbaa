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

import numpy as np
import pytest

from invented import days, job, population, runner, war
from multipolar.engine import store as disk
from multipolar.engine.chunk import chunks_of
from multipolar.engine.ensemble import digest_of, simulate
from multipolar.errors import FolderError, RunError

TESTS = Path(__file__).resolve().parent.parent
ASKED = {"scenario_digest": "s", "seed": 7, "members": 1000, "twins": 200, "version": "0", "off": [], "series": 300}


def written(folder, *, chunk=250):
    store = disk.create(folder, ASKED, {"scenario.yaml": "id: x\n", "patches/a.yaml": "b\n"})
    simulate(job(), chunks_of(job(), chunk), disk.writer(store, job()), threads=2, runner=runner)
    store.release()
    return store


def test_store__holds_what_was_lived(tmp_path):
    """Outcomes, twins, days and digest read back are those that were written, whatever the chunks."""
    written(tmp_path / "run", chunk=170)
    store = disk.open_store(tmp_path / "run")
    members, series = disk.series_of(store, war().model)

    assert digest_of(np.concatenate(list(disk.outcomes_in_parts(store, war().model)))) == disk.run_digest(store)
    assert disk.run_digest(store) == digest_of(population()[:1000])
    assert disk.twins_of(store, war().model).shape == (200,)
    assert np.array_equal(members, np.arange(300))
    assert np.array_equal(series["sector_share"], days()[:300]["sector_share"])
    assert disk.sketch_of(store, war().model, series).members == 1000
    assert (tmp_path / "run" / "patches" / "a.yaml").read_text() == "b\n"


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


def test_resume__after_a_kill_at_five_points_gives_the_same_digest(tmp_path):
    """Killed without warning five times, the run goes on each time and ends with the digest of an undisturbed one."""
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(KILLED.format(asked=ASKED)))
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, sys.path)])}
    for k in range(5):
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


def test_open_store__a_missing_file_is_told(tmp_path):
    """A folder of which a part was deleted is refused, with the way out."""
    written(tmp_path / "run")
    next((tmp_path / "run" / "series").iterdir()).unlink()

    with pytest.raises(RunError, match="is missing"):
        disk.open_store(tmp_path / "run")


@pytest.mark.parametrize("text", ["", "{", '{"format": "something else"}', "[]"])
def test_open_store__a_manifest_that_is_none_is_refused(tmp_path, text):
    """A manifest cut off, empty or of something else is an error, not an empty run."""
    (tmp_path / disk.MANIFEST).write_text(text)

    with pytest.raises(RunError):
        disk.open_store(tmp_path)


def test_open_store__an_ordinary_folder_is_no_run(tmp_path):
    """A folder without a manifest is named as such."""
    with pytest.raises(RunError, match="is not a run folder"):
        disk.open_store(tmp_path)


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


def test_journal__a_line_cut_off_is_not_done(tmp_path):
    """Half a line at the end of the journal, left by a kill, counts for nothing."""
    store = written(tmp_path / "run")
    path = tmp_path / "run" / disk.JOURNAL
    path.write_text(path.read_text()[:-40])

    assert len(disk.open_store(tmp_path / "run").lines) == len(store.lines) - 1


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


def journal_of(folder):
    return (folder / disk.JOURNAL).read_text().splitlines(keepends=True)


def test_journal__a_line_given_twice_counts_once(tmp_path):
    """Two writers of old, or a copy gone wrong: the same chunk again adds no member."""
    written(tmp_path / "run")
    rows = journal_of(tmp_path / "run")
    (tmp_path / "run" / disk.JOURNAL).write_text("".join([*rows, rows[0], rows[2]]))

    assert disk.open_store(tmp_path / "run").members == 1000
    assert disk.run_digest(disk.open_store(tmp_path / "run")) == digest_of(population()[:1000])


def mixed(tmp_path):
    """Return a run whose journal holds chunks of two cuts of the same members, all of their files whole."""
    written(tmp_path / "run")
    written(tmp_path / "other", chunk=170)
    for path in (tmp_path / "other").glob("*/part-*"):
        target = tmp_path / "run" / path.relative_to(tmp_path / "other")
        target.write_bytes(path.read_bytes())
    rows = [*journal_of(tmp_path / "run"), *journal_of(tmp_path / "other")]
    (tmp_path / "run" / disk.JOURNAL).write_text("".join(rows))
    return tmp_path / "run"


def test_journal__overlapping_chunks_are_refused_and_mended_by_resume(tmp_path):
    """Members that two chunks hold are counted by neither reader nor writer twice: read it is refused, resumed it is mended."""
    folder = mixed(tmp_path)
    with pytest.raises(FolderError, match=r"counted twice\. resume=True computes it again"):
        disk.open_store(folder)
    store = disk.resume(folder, ASKED)
    simulate(job(), chunks_of(job(), 250, store.done), disk.writer(store, job()), runner=runner)
    store.release()
    store = disk.open_store(folder)

    assert (store.members, sum(c.count for c in store.of("twin"))) == (1000, 200)
    assert disk.run_digest(store) == digest_of(population()[:1000])
    named = {name for line in store.lines for name in line.files}
    assert {p.relative_to(folder).as_posix() for p in folder.glob("*/part-*")} == named, "files that nobody counts were left"


@pytest.mark.parametrize("row", ["nonsense\n", "[]\n", "{}\n", "\n", '{"kind": "main"}\n', "[" * 9999 + "\n", "\0\n"])
def test_journal__a_line_that_is_none_is_damage(tmp_path, row):
    """Only a last line without its end is the trace of a kill; anything else is told, and mended by resume."""
    written(tmp_path / "run")
    rows = journal_of(tmp_path / "run")
    (tmp_path / "run" / disk.JOURNAL).write_text("".join([rows[0], row, *rows[1:]]))

    with pytest.raises(FolderError, match="line 2 of journal"):
        disk.open_store(tmp_path / "run")
    store = disk.resume(tmp_path / "run", ASKED)
    store.release()
    assert store.members == 1000


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


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("after", [0, 1, 5, 12, 20])
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


def test_store__reads_folders_with_signs_of_patterns_in_their_names(tmp_path):
    """Stars and brackets in the name of a folder are no pattern: no other folder is read in its place."""
    for name in ("r[1]", "r1", "a*b", "a{x,y}?"):
        written(tmp_path / name, chunk=500)
    (tmp_path / "axb").mkdir()
    for name in ("r[1]", "a*b", "a{x,y}?"):
        store = disk.open_store(tmp_path / name)
        assert sum(len(part) for part in disk.outcomes_in_parts(store, war().model)) == 1000


def test_open_store__a_closed_run_is_read_as_it_was_closed(tmp_path):
    """While somebody goes on with a run that was interrupted, its readers see what was counted then."""
    written(tmp_path / "run")
    store = disk.resume(tmp_path / "run", ASKED)
    rows = journal_of(tmp_path / "run")
    store.lines = [line for line in store.lines if line.chunk.first < 500 or line.chunk.kind == "twin"]
    stamp = {"sha256": "0" * 64, "written": "now"}
    disk.finish(store, {"digest": "0" * 64, "members_done": 500, "stamp": stamp}, status="interrupted")
    (tmp_path / "run" / disk.JOURNAL).write_text("".join(rows))

    assert disk.open_store(tmp_path / "run").members == 500
    store.release()
