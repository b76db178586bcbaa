"""The folder of a run: written as it goes, safe against a kill at any point, never laid over somebody else's files.

A chunk counts once its line stands in the journal; the line is written after its files are on disk under their final
names. Whatever a killed run left half done has no line and is written again. When a run is closed, the table of its chunks
goes into the manifest: readers of a closed run go by that table, so that nobody who resumes it changes what they see.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock as Mutex
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.chunk import Batch, Chunk, Job
from multipolar.engine.columns import (
    Columns,
    outcome_columns,
    outcome_records,
    read_parquet,
    series_columns,
    series_records,
    write_parquet,
)
from multipolar.engine.ensemble import DIGEST_BYTES, digest_of_parts, member_digests
from multipolar.engine.sketch import NAMES, Sketch, count_in, empty_sketch, merge
from multipolar.engine.store_files import (
    AGAIN,
    digest_of_file,
    is_intact,
    is_there,
    must_be_intact,
    parse_json,
    read_file,
    read_json,
    sync,
    write_json,
    write_safely,
    writing,
)
from multipolar.engine.store_lock import LOCK, STAND_IN, Lock, being_written, hold
from multipolar.engine.store_manifest import (
    FORMAT,
    MANIFEST,
    MUST_MATCH,
    Line,
    disjoint,
    identity,
    line_of,
    must_be_plain,
    must_match,
    read_manifest,
    write_manifest,
)
from multipolar.errors import FolderError, RunError
from multipolar.model.build import Model
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records

__all__ = [
    "FORMAT", "JOURNAL", "LOCK", "MANIFEST", "MUST_MATCH", "Line", "Store", "being_written", "create", "digest_of_file", "finish",
    "identity", "must_match", "open_store", "outcomes_in_parts", "read_json", "read_manifest", "read_texts", "resume", "run_digest",
    "series_of", "sketch_of", "started", "twins_of", "write_json", "write_safely", "writer", "writing",
]  # fmt: skip


JOURNAL = "journal.jsonl"
FOLDERS = ("outcomes", "twins", "series", "digests", "sketches", "summary")


@dataclass(slots=True)
class Store:
    """An open run folder: the manifest, the chunks that are done, and the lock while it is written."""

    folder: Path
    manifest: dict[str, Any]
    lines: list[Line] = field(default_factory=list)
    lock: Lock | None = None
    mutex: Any = field(default_factory=Mutex)

    @property
    def done(self) -> list[Chunk]:
        """The chunks that are done."""
        return [line.chunk for line in self.lines]

    def of(self, kind: str) -> list[Chunk]:
        """Return the finished chunks of one kind in member order."""
        return sorted(chunk for chunk in self.done if chunk.kind == kind)

    @property
    def members(self) -> int:
        """The number of members that are done."""
        return sum(chunk.count for chunk in self.of("main"))

    def digests(self) -> dict[str, str]:
        """Return the digest of every file of a finished chunk by its name."""
        return {name: digest for line in self.lines for name, digest in line.files.items()}

    def release(self) -> None:
        """Give the folder back to other writers."""
        if self.lock is not None:
            self.lock.release()
            self.lock = None


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


def open_store(folder: Path | str) -> Store:
    """Open an existing run folder for reading: a closed run by the table in its manifest, one that was killed by its journal.

    Raises
    ------
    FolderError : if it is no run folder or is damaged. RunError : if its first courses are being lived right now.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    if manifest["status"] != "running":
        lines, faults = _table(manifest)
        if not faults and sum(line.chunk.count for line in lines if line.chunk.kind == "main") != manifest["members_done"]:
            faults = ["counts other members than are done"]
    else:
        busy = being_written(folder)
        if busy:
            raise RunError(busy)
        lines, faults = _journal(folder, manifest)
    if faults:
        raise FolderError(f"{folder}: the run is damaged: {faults[0]}. {AGAIN}.")
    _complain_about_missing(folder, lines)
    return Store(folder, manifest, lines)


def _table(manifest: Mapping[str, Any]) -> tuple[list[Line], list[str]]:
    return _sound([(f"chunk {i + 1} of the manifest", entry) for i, entry in enumerate(manifest.get("chunks", []))], manifest)


def _journal(folder: Path, manifest: Mapping[str, Any]) -> tuple[list[Line], list[str]]:
    """Return the sound lines of a journal, and what is wrong with the others; a last line cut off by a kill is no fault."""
    path = folder / JOURNAL
    data = read_file(path) if os.path.lexists(path) else b""
    rows = data.split(b"\n")
    entries: list[tuple[str, Any]] = []
    for i, row in enumerate(rows[:-1]):
        try:
            entries.append((f"line {i + 1} of {JOURNAL}", parse_json(path, row) if row.strip() else None))
        except FolderError:
            entries.append((f"line {i + 1} of {JOURNAL}", None))
    return _sound(entries, manifest)


def _sound(entries: list[tuple[str, Any]], manifest: Mapping[str, Any]) -> tuple[list[Line], list[str]]:
    lines, faults = [], []
    for where, entry in entries:
        try:
            lines.append(line_of(entry, manifest))
        except ValueError as error:
            faults.append(f"{where} {error}")
    kept, left = disjoint(lines)
    faults += [f"members {c.first} to {c.first + c.count - 1} would be counted twice" for c in (line.chunk for line in left)]
    return kept, faults


def _complain_about_missing(folder: Path, lines: list[Line]) -> None:
    named = [name for line in lines for name in line.files]
    missing = [name for name in named if not (is_there(folder / name) and os.path.isfile(folder / name))]  # noqa: PTH113 no error
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise FolderError(f"{folder}: the run is damaged: {missing[0]}{more} is missing. {AGAIN}.")


def read_texts(store: Store) -> dict[str, Path]:
    """Return the files of scenario and patches by name, each as it was written.

    Raises
    ------
    FolderError : if one is missing or was changed.
    """
    found = {}
    for name, digest in store.manifest["texts"].items():
        path = store.folder / name
        if hashlib.sha256(read_file(path)).hexdigest() != digest:
            said = "is not the text that was run; the run folder was changed or damaged"
            raise FolderError(f"{path}: {said}. The same run with resume=True writes it again.")
        found[name] = path
    return found


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
            known = [*_table(there)[0], *_journal(folder, there)[0]]
            intact = [line for line in known if all(is_intact(folder / name, digest) for name, digest in line.files.items())]
            store = Store(folder, there, disjoint(intact)[0], lock)
            _sweep(store)
            write_safely(folder / JOURNAL, "".join(_row(line) for line in store.lines).encode())
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


def _row(line: Line) -> str:
    return json.dumps(line.plain(), sort_keys=True) + "\n"


def writer(store: Store, job: Job) -> Any:
    """Return a sink that writes batches into the folder.

    Raises
    ------
    RunError : from the sink, when the disk is full or cannot be written; what is finished is kept.
    """

    def sink(batch: Batch) -> None:
        with writing(store.folder):
            files = _write_batch(store.folder, job, batch)
            _record(store, Line(batch.chunk, files))

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


def _record(store: Store, line: Line) -> None:
    """Write the line of a finished chunk; one that cannot be written whole leaves no half behind."""
    with store.mutex:
        with (store.folder / JOURNAL).open("ab") as handle:
            before = handle.tell()
            try:
                handle.write(_row(line).encode())
                handle.flush()
                os.fsync(handle.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle.fileno(), before)
                raise
        store.lines.append(line)


def outcomes_in_parts(store: Store, model: Model, kind: str = "main") -> Iterator[Records]:
    """Yield the outcomes of a run chunk by chunk in member order, so that memory stays bounded; each file as it was written.

    Raises
    ------
    FolderError : if a file is missing, was changed or cannot be read.
    """
    digests, folder = store.digests(), "outcomes" if kind == "main" else "twins"
    for chunk in store.of(kind):
        name = f"{folder}/{chunk.name}.parquet"
        table = read_parquet(must_be_intact(store.folder / name, digests[name]))
        with _readable(store.folder / name):
            records = outcome_records(model, table)
        if records.shape[0] != chunk.count:
            raise FolderError(f"{store.folder / name}: holds {records.shape[0]} members, expected {chunk.count}; run the war again")
        yield records


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what an unfit content of a file does to its reader into one sentence."""
    try:
        yield
    except (KeyError, ValueError, TypeError, IndexError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise FolderError(f"{path}: does not hold what it should ({error}); run the war again") from error


def twins_of(store: Store, model: Model) -> Records:
    """Return the outcomes of all twins (member,); empty when there are none."""
    parts = list(outcomes_in_parts(store, model, "twin"))
    return np.concatenate(parts) if parts else zeros("OUTCOME", 0, model.capacity)


def series_of(store: Store, model: Model) -> tuple[NDArray[np.int64], Records]:
    """Return the numbers of the members whose days were kept, and their days.

    Raises
    ------
    FolderError : if a file is missing, was changed or cannot be read.
    """
    members, parts, digests = [], [], store.digests()
    for chunk in store.of("main"):
        name = f"series/{chunk.name}.parquet"
        if name in digests:
            table = read_parquet(must_be_intact(store.folder / name, digests[name]))
            with _readable(store.folder / name):
                parts.append(series_records(model, table))
            members.append(np.arange(chunk.first, chunk.first + parts[-1].shape[0]))
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0)
    return np.concatenate(members), np.concatenate(parts)


def sketch_of(store: Store, model: Model, series: Records) -> Sketch:
    """Return the daily counts of all members: those kept by day, and those that were only counted.

    Raises
    ------
    FolderError : if a file is missing, was changed or cannot be read.
    """
    sketch, digests = empty_sketch(model), store.digests()
    if series.shape[0]:
        count_in(sketch, series)
    for chunk in store.of("main"):
        name = f"sketches/{chunk.name}.npz"
        if name in digests:
            data = read_file(must_be_intact(store.folder / name, digests[name]))
            with _readable(store.folder / name), np.load(io.BytesIO(data)) as kept:
                part = Sketch(sketch.edges, {n: kept[n].astype(np.int64) for n in NAMES}, int(kept["members"]))
            merge(sketch, part)
    return sketch


def run_digest(store: Store) -> str:
    """Return the digest over the outcomes of all members in member order.

    Raises
    ------
    FolderError : if a file of digests was cut off or changed.
    """
    return digest_of_parts(_digests(store))


def _digests(store: Store) -> Iterator[bytes]:
    digests = store.digests()
    for chunk in store.of("main"):
        name = f"digests/{chunk.name}.sha256"
        part = read_file(must_be_intact(store.folder / name, digests[name]))
        if len(part) != DIGEST_BYTES * chunk.count:
            raise FolderError(f"{store.folder / name}: is damaged. {AGAIN}.")
        yield part


def finish(store: Store, facts: Mapping[str, Any], *, status: str) -> None:
    """Close a run: status, digest and table of chunks go into the manifest."""
    table = [line.plain() for line in sorted(store.lines, key=lambda line: line.chunk)]
    store.manifest = write_manifest(store.folder, store.manifest | {"status": status, **facts, "chunks": table})
