"""Run folders: written as they go, resumed after a kill, never laid over something else."""

from __future__ import annotations

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
from multipolar.errors import RunError

TESTS = Path(__file__).resolve().parent.parent
ASKED = {"scenario_digest": "s", "seed": 7, "members": 1000, "twins": 200, "version": "0", "off": []}


def written(folder, *, chunk=250):
    store = disk.create(folder, ASKED, {"scenario.yaml": "id: x\n", "patches/a.yaml": "b\n"})
    simulate(job(), chunks_of(job(), chunk), disk.writer(store, job()), threads=2, runner=runner)
    return store


def test_store__holds_what_was_lived(tmp_path):
    """Outcomes, twins, days and digest read back are those that were written, whatever the chunks."""
    written(tmp_path / "run", chunk=170)
    store = disk.open_store(tmp_path / "run", verify=True)
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
        child = subprocess.Popen(
            [sys.executable, str(script), str(tmp_path / "run")], stdout=subprocess.PIPE, text=True, env=env
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        for _ in range(k % 2):
            child.stdout.readline()
        time.sleep(0.004 * k)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    done = subprocess.run([sys.executable, str(script), str(tmp_path / "run")], env=env, capture_output=True, text=True, check=True)
    store = disk.open_store(tmp_path / "run", verify=True)

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

    assert len(todo) == 1
    assert disk.run_digest(disk.open_store(tmp_path / "run", verify=True)) == digest_of(population()[:1000])


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

    with pytest.raises(RunError, match="--resume"):
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


def test_write_safely__leaves_no_half_file(tmp_path):
    """Nothing but the file itself is left behind."""
    disk.write_safely(tmp_path / "a.json", b"1")
    disk.write_safely(tmp_path / "a.json", b"2")

    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_bytes() == b"2"
