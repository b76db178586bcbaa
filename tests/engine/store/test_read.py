"""Run folders are read as they were written."""

from __future__ import annotations

import numpy as np
import pytest

from invented import days, population, war
from multipolar.engine import store as disk
from multipolar.engine.ensemble import digest_of
from multipolar.engine.store import read
from multipolar.errors import RunError
from stored_run import ASKED, lines_of, written


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


def test_outcomes__of_a_small_run_are_parsed_once_and_checked_each_time(tmp_path, monkeypatch):
    """A second reader gets the same records, which nobody can change, but a file that was changed meanwhile is still told."""
    written(tmp_path / "run", chunk=500)
    store = disk.open_store(tmp_path / "run")
    first = list(disk.outcomes_in_parts(store, war().model))
    monkeypatch.setattr(read, "read_parquet", lambda path: pytest.fail(f"{path} is parsed again"))

    assert all(a is b for a, b in zip(first, disk.outcomes_in_parts(store, war().model), strict=True))
    with pytest.raises(ValueError, match="read-only"):
        first[0]["label"][0] = 1
    next((tmp_path / "run" / "outcomes").iterdir()).write_bytes(b"other")
    with pytest.raises(RunError):
        list(disk.outcomes_in_parts(store, war().model))


def test_outcomes__of_a_large_run_are_not_kept(tmp_path, monkeypatch):
    """Memory stays bounded: beyond a few thousand members nothing is held."""
    monkeypatch.setattr(read, "HELD_MEMBERS", 999)
    written(tmp_path / "run", chunk=500)
    store = disk.open_store(tmp_path / "run")
    assert sum(len(part) for part in disk.outcomes_in_parts(store, war().model)) == 1000
    assert not store.held


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
    rows = lines_of(tmp_path / "run")
    store.lines = [line for line in store.lines if line.chunk.first < 500 or line.chunk.kind == "twin"]
    stamp = {"sha256": "0" * 64, "written": "now"}
    disk.finish(store, {"digest": "0" * 64, "members_done": 500, "stamp": stamp}, status="interrupted")
    (tmp_path / "run" / disk.JOURNAL).write_text("".join(rows))

    assert disk.open_store(tmp_path / "run").members == 500
    store.release()
