"""Writing the folder of a run: new or resumed, chunk by chunk, each with its line in the journal after its files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from multipolar.engine.chunk import Batch, Job
from multipolar.engine.columns import Columns, outcome_columns, series_columns, write_parquet
from multipolar.engine.ensemble import member_digests
from multipolar.engine.sketch import NAMES, count_in, empty_sketch
from multipolar.engine.store.files import digest_of_file, is_intact, sync, write_safely, writing
from multipolar.engine.store.journal import JOURNAL, Store, journal_of, record, row_of, table_of
from multipolar.engine.store.manifest import (
    FORMAT,
    MANIFEST,
    Line,
    disjoint,
    must_be_plain,
    must_match,
    read_manifest,
    write_manifest,
)
from multipolar.errors import FolderError, RunError
from multipolar.locking import LOCK, STAND_IN, hold

FOLDERS = ("outcomes", "twins", "series", "digests", "sketches", "summary")


def started(folder: Path) -> bool:
    """Tell whether a folder holds a run of ours, be it one that was killed before its first course."""
    return any(os.path.lexists(folder / name) for name in (MANIFEST, LOCK))


def create(folder: Path, manifest: Mapping[str, Any], texts: Mapping[str, str]) -> Store:
    """Open a new run folder for writing, with its manifest and the texts of scenario and patches.

    Raises
    ------
    RunError : if the folder holds anything, is being written by somebody else, or cannot be made.
    """
    for name in texts:
        must_be_plain(folder, name)
    _must_be_free(folder)
    with writing(folder, fix="name another folder with out=..."):
        folder.mkdir(parents=True, exist_ok=True)
        lock = hold(folder)
        try:
            _must_be_free(folder)
            digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
            document = write_manifest(folder, {"format": FORMAT, "status": "running", **manifest, "texts": digests})
            _lay_out(folder, texts)
        except BaseException:
            lock.release()
            raise
    return Store(folder, document, lock=lock)


def _must_be_free(folder: Path) -> None:
    """Refuse a folder that holds anything but what a run leaves that was killed before it began."""
    if not os.path.lexists(folder):
        return
    try:
        inside = folder.iterdir() if folder.is_dir() else ()
        held = [path.name for path in inside if path.name not in {LOCK, STAND_IN} and not _is_aside(path)]
    except OSError as error:
        raise RunError(f"{folder}: cannot be read ({error.strerror or error})") from error
    if folder.is_dir() and not held:
        return
    ours = MANIFEST in held
    what = "a run" if ours else "something that is no run of ours"
    fix = "Go on with resume=True, or name another folder with out=..." if ours else "Name another folder with out=..."
    raise RunError(f"{folder}: already holds {what}; nothing was written. {fix}")


def _is_aside(path: Path) -> bool:
    return path.name.startswith(".") and path.name.endswith((".part", ".part.npz"))


def _lay_out(folder: Path, texts: Mapping[str, str]) -> None:
    """Make the folders of a run and write its texts; none of the folders may be a link that leads elsewhere."""
    for name in (*FOLDERS, *{str(Path(name).parent) for name in texts}):
        if (folder / name).is_symlink():
            raise FolderError(f"{folder / name}: is a link; a run writes nothing outside its folder. Remove the link.")
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_safely(folder / name, text.encode())


def resume(folder: Path, manifest: Mapping[str, Any], texts: Mapping[str, str] | None = None) -> Store:
    """Open a run folder to go on with it: chunks that are whole are kept, all others are done again.

    ``texts`` replace those of the folder that were lost or changed.

    Raises
    ------
    RunError : naming what differs, if the folder belongs to another run; or who is writing it.
    """
    read_manifest(folder)
    with writing(folder):
        lock = hold(folder)
        try:
            there = read_manifest(folder)
            must_match(folder, there, manifest)
            lost = _lost_texts(folder, there, texts or {})
            _lay_out(folder, lost)
            if lost:
                digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in lost.items()}
                there = write_manifest(folder, there | {"texts": there["texts"] | digests})
            known = [*table_of(there)[0], *journal_of(folder, there)[0]]
            intact = [line for line in known if all(is_intact(folder / name, digest) for name, digest in line.files.items())]
            store = Store(folder, there, disjoint(intact)[0], lock)
            _sweep(store)
            write_safely(folder / JOURNAL, "".join(row_of(line) for line in store.lines).encode())
        except BaseException:
            lock.release()
            raise
    return store


def _lost_texts(folder: Path, there: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    return {name: texts[name] for name, digest in there["texts"].items() if name in texts and not is_intact(folder / name, digest)}


def _sweep(store: Store) -> None:
    """Remove what killed writers left: files that no line names would be counted by whoever reads all files of a folder."""
    named = store.digests()
    for name in FOLDERS[:-1]:
        for path in (store.folder / name).iterdir():
            if f"{name}/{path.name}" not in named and (path.is_symlink() or path.is_file()):
                path.unlink()
    for path in [p for p in store.folder.iterdir() if _is_aside(p)]:
        path.unlink()


def writer(store: Store, job: Job) -> Any:
    """Return a sink that writes batches into the folder.

    Raises
    ------
    RunError : from the sink, when the disk is full or cannot be written; what is finished is kept.
    """

    def sink(batch: Batch) -> None:
        with writing(store.folder):
            files = _write_batch(store.folder, job, batch)
            record(store, Line(batch.chunk, files))

    return sink


def _write_batch(folder: Path, job: Job, batch: Batch) -> dict[str, str]:
    chunk, labels = batch.chunk, job.model.labels
    kind = "outcomes" if chunk.kind == "main" else "twins"
    tables: dict[str, Columns] = {f"{kind}/{chunk.name}.parquet": outcome_columns(labels, batch.outcomes, chunk.first)}
    files: dict[str, str] = {}
    if chunk.kind == "main":
        kept = max(0, min(chunk.count, job.series - chunk.first))
        if kept:
            tables[f"series/{chunk.name}.parquet"] = series_columns(labels, batch.series[:kept], chunk.first)
        files |= _write_small(folder, job, batch, kept)
    for name, table in tables.items():
        aside = folder / f"{name}.tmp"
        write_parquet(aside, table)
        sync(aside)
        aside.replace(folder / name)
        files[name] = digest_of_file(folder / name)
    return files


def _write_small(folder: Path, job: Job, batch: Batch, kept: int) -> dict[str, str]:
    digests, sketches = f"digests/{batch.chunk.name}.sha256", f"sketches/{batch.chunk.name}.npz"
    write_safely(folder / digests, member_digests(batch.outcomes))
    files = {digests: digest_of_file(folder / digests)}
    if kept < batch.chunk.count:
        sketch = empty_sketch(job.model)
        count_in(sketch, batch.series[kept:])
        aside = folder / f"sketches/.{batch.chunk.name}.part.npz"
        arrays: dict[str, Any] = {n: sketch.counts[n].astype(np.int32) for n in NAMES}
        np.savez_compressed(aside, members=np.array(sketch.members), **arrays)
        sync(aside)
        aside.replace(folder / sketches)
        files[sketches] = digest_of_file(folder / sketches)
    return files


def finish(store: Store, facts: Mapping[str, Any], *, status: str) -> None:
    """Close a run: status, digest and table of chunks go into the manifest."""
    table = [line.plain() for line in sorted(store.lines, key=lambda line: line.chunk)]
    store.manifest = write_manifest(store.folder, store.manifest | {"status": status, **facts, "chunks": table})
