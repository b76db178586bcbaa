"""Which chunks of a run folder are done: what is no line of its journal counts for nothing."""

from __future__ import annotations

import pytest

from invented import job, population, runner
from multipolar.engine import store as disk
from multipolar.engine.chunk import chunks_of
from multipolar.engine.ensemble import digest_of, simulate
from multipolar.errors import FolderError
from stored_run import ASKED, lines_of, written


def test_journal__a_line_cut_off_is_not_done(tmp_path):
    """Half a line at the end of the journal, left by a kill, counts for nothing."""
    store = written(tmp_path / "run")
    path = tmp_path / "run" / disk.JOURNAL
    path.write_text(path.read_text()[:-40])

    assert len(disk.open_store(tmp_path / "run").lines) == len(store.lines) - 1


def test_journal__a_line_given_twice_counts_once(tmp_path):
    """Two writers of old, or a copy gone wrong: the same chunk again adds no member."""
    written(tmp_path / "run")
    rows = lines_of(tmp_path / "run")
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
    rows = [*lines_of(tmp_path / "run"), *lines_of(tmp_path / "other")]
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
    rows = lines_of(tmp_path / "run")
    (tmp_path / "run" / disk.JOURNAL).write_text("".join([rows[0], row, *rows[1:]]))

    with pytest.raises(FolderError, match="line 2 of journal"):
        disk.open_store(tmp_path / "run")
    store = disk.resume(tmp_path / "run", ASKED)
    store.release()
    assert store.members == 1000
