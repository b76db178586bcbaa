"""The folder of a run: written as it goes, safe against a kill at any point, never laid over somebody else's files.

A chunk counts once its line stands in the journal; the line is written after its files are on disk under their final
names. Whatever a killed run left half done has no line and is written again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
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
from multipolar.errors import RunError
from multipolar.model.build import Model
from multipolar.model.records import zeros

Records = NDArray[Any]

FORMAT = "multipolar-run/1"
MANIFEST = "manifest.json"
JOURNAL = "journal.jsonl"
MUST_MATCH = ("scenario_digest", "seed", "members", "twins", "version", "off")
FOLDERS = ("outcomes", "twins", "series", "digests", "sketches", "summary")


@dataclass(frozen=True, slots=True)
class Line:
    """One finished chunk in the journal: its members, and the digest of every file written for it."""

    chunk: Chunk
    files: Mapping[str, str]


def write_safely(path: Path, data: bytes) -> None:
    """Write a file so that a kill leaves either the old or the new one: aside, to disk, renamed."""
    aside = path.with_name(f".{path.name}.part")
    with aside.open("wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    aside.replace(path)


def write_json(path: Path, document: Any) -> None:
    """Write a JSON document safely."""
    write_safely(path, (json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode())


def read_json(path: Path) -> Any:
    """Return a JSON document of a run folder.

    Raises
    ------
    RunError : if it is missing or cut off.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RunError(f"{path.parent}: is not a run folder, it holds no {path.name}") from error
    except (OSError, ValueError) as error:
        raise RunError(f"{path}: cannot be read ({error})") from error


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _sync(path: Path) -> None:
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


@dataclass(slots=True)
class Store:
    """An open run folder: the manifest, and the chunks that are done."""

    folder: Path
    manifest: dict[str, Any]
    lines: list[Line] = field(default_factory=list)
    lock: Any = field(default_factory=Lock)

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


def create(folder: Path, manifest: Mapping[str, Any], texts: Mapping[str, str]) -> Store:
    """Open a new run folder with its manifest and the texts of scenario and patches.

    Raises
    ------
    RunError : if the folder holds anything, or cannot be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        ours = (folder / MANIFEST).exists()
        what = "a run" if ours else "something that is no run of ours"
        fix = "Go on with --resume, or name another folder with --out." if ours else "Name another folder with --out."
        raise RunError(f"{folder}: already holds {what}; nothing was written. {fix}")
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            write_safely(folder / name, text.encode())
        document = {"format": FORMAT, "status": "running", **manifest}
        write_json(folder / MANIFEST, document)
    except OSError as error:
        raise RunError(f"{folder}: cannot be written ({error.strerror or error})") from error
    return Store(folder, document)


def open_store(folder: Path | str, *, verify: bool = False) -> Store:
    """Open an existing run folder.

    Parameters
    ----------
    verify : compare every file with the digest in the journal; chunks that do not agree count as not done.

    Raises
    ------
    RunError : if it is no run folder, or a file that the journal names is missing or of another size.
    """
    folder = Path(folder)
    manifest = read_json(folder / MANIFEST)
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise RunError(f"{folder / MANIFEST}: is not the manifest of a run ({FORMAT})")
    lines = list(_journal(folder))
    if verify:
        lines = [line for line in lines if _intact(folder, line)]
    else:
        _complain_about_missing(folder, lines)
    return Store(folder, manifest, lines)


def _journal(folder: Path) -> Iterator[Line]:
    path = folder / JOURNAL
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for row in text.splitlines():
        try:
            entry = json.loads(row)
            yield Line(Chunk(entry["kind"], int(entry["first"]), int(entry["count"])), entry["files"])
        except (ValueError, KeyError, TypeError):
            continue  # a line cut off by a kill: its chunk is done again


def _intact(folder: Path, line: Line) -> bool:
    paths = {folder / name: digest for name, digest in line.files.items()}
    return all(path.is_file() and digest_of_file(path) == digest for path, digest in paths.items())


def _complain_about_missing(folder: Path, lines: list[Line]) -> None:
    missing = [name for line in lines for name in line.files if not (folder / name).is_file()]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise RunError(f"{folder}: the run is damaged: {missing[0]}{more} is missing. --resume computes it again.")


def resume(folder: Path, manifest: Mapping[str, Any]) -> Store:
    """Open a run folder to go on with it.

    Raises
    ------
    RunError : naming what differs, if the folder belongs to another run.
    """
    store = open_store(folder, verify=True)
    other = [key for key in MUST_MATCH if store.manifest.get(key) != manifest.get(key)]
    if other:
        said = "; ".join(f"{key}: {store.manifest.get(key)} there, {manifest.get(key)} asked for" for key in other)
        raise RunError(f"{folder}: belongs to another run ({said}). Name another folder with --out.")
    for aside in folder.glob("*/.*.part"):
        aside.unlink()
    _rewrite_journal(store)
    return store


def _rewrite_journal(store: Store) -> None:
    rows = "".join(_row(line) for line in store.lines)
    write_safely(store.folder / JOURNAL, rows.encode())


def _row(line: Line) -> str:
    chunk = line.chunk
    entry = {"kind": chunk.kind, "first": chunk.first, "count": chunk.count, "files": dict(line.files)}
    return json.dumps(entry, sort_keys=True) + "\n"


def writer(store: Store, job: Job) -> Any:
    """Return a sink that writes batches into the folder."""

    def sink(batch: Batch) -> None:
        files = _write_batch(store.folder, job, batch)
        _record(store, Line(batch.chunk, files))

    return sink


def _write_batch(folder: Path, job: Job, batch: Batch) -> dict[str, str]:
    chunk, labels = batch.chunk, job.model.labels
    kind = "outcomes" if chunk.kind == "main" else "twins"
    tables: dict[str, Columns] = {
        f"{kind}/{chunk.name}.parquet": outcome_columns(labels, batch.outcomes, chunk.first)
    }
    files: dict[str, str] = {}
    if chunk.kind == "main":
        kept = max(0, min(chunk.count, job.series - chunk.first))
        if kept:
            tables[f"series/{chunk.name}.parquet"] = series_columns(labels, batch.series[:kept], chunk.first)
        files |= _write_small(folder, job, batch, kept)
    for name, table in tables.items():
        aside = folder / f"{name}.tmp"
        write_parquet(aside, table)
        _sync(aside)
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
        _sync(aside)
        aside.replace(folder / sketches)
        files[sketches] = digest_of_file(folder / sketches)
    return files


def _record(store: Store, line: Line) -> None:
    with store.lock:
        with (store.folder / JOURNAL).open("ab") as handle:
            handle.write(_row(line).encode())
            handle.flush()
            os.fsync(handle.fileno())
        store.lines.append(line)


def outcomes_in_parts(store: Store, model: Model, kind: str = "main") -> Iterator[Records]:
    """Yield the outcomes of a run chunk by chunk in member order, so that memory stays bounded."""
    folder = store.folder / ("outcomes" if kind == "main" else "twins")
    for chunk in store.of(kind):
        records = outcome_records(model, read_parquet(folder / f"{chunk.name}.parquet"))
        if records.shape[0] != chunk.count:
            raise RunError(f"{folder / chunk.name}.parquet: holds {records.shape[0]} members, expected {chunk.count}")
        yield records


def twins_of(store: Store, model: Model) -> Records:
    """Return the outcomes of all twins (member,); empty when there are none."""
    parts = list(outcomes_in_parts(store, model, "twin"))
    return np.concatenate(parts) if parts else zeros("OUTCOME", 0, model.capacity)


def series_of(store: Store, model: Model) -> tuple[NDArray[np.int64], Records]:
    """Return the numbers of the members whose days were kept, and their days."""
    members, parts = [], []
    for chunk in store.of("main"):
        path = store.folder / "series" / f"{chunk.name}.parquet"
        if path.is_file():
            parts.append(series_records(model, read_parquet(path)))
            members.append(np.arange(chunk.first, chunk.first + parts[-1].shape[0]))
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0)
    return np.concatenate(members), np.concatenate(parts)


def sketch_of(store: Store, model: Model, series: Records) -> Sketch:
    """Return the daily counts of all members: those kept by day, and those that were only counted."""
    sketch = empty_sketch(model)
    if series.shape[0]:
        count_in(sketch, series)
    for chunk in store.of("main"):
        path = store.folder / "sketches" / f"{chunk.name}.npz"
        if path.is_file():
            with np.load(path) as kept:
                part = Sketch(sketch.edges, {n: kept[n].astype(np.int64) for n in NAMES}, int(kept["members"]))
            merge(sketch, part)
    return sketch


def run_digest(store: Store) -> str:
    """Return the digest over the outcomes of all members in member order.

    Raises
    ------
    RunError : if a file of digests was cut off.
    """
    return digest_of_parts(_digests(store))


def _digests(store: Store) -> Iterator[bytes]:
    for chunk in store.of("main"):
        path = store.folder / "digests" / f"{chunk.name}.sha256"
        part = path.read_bytes() if path.is_file() else b""
        if len(part) != DIGEST_BYTES * chunk.count:
            raise RunError(f"{path}: is damaged; --resume computes it again")
        yield part


def finish(store: Store, facts: Mapping[str, Any], *, status: str) -> None:
    """Close a run: status, digest and table of chunks go into the manifest."""
    table = [
        {"kind": line.chunk.kind, "first": line.chunk.first, "count": line.chunk.count, "files": dict(line.files)}
        for line in sorted(store.lines, key=lambda line: line.chunk)
    ]
    store.manifest |= {"status": status, **facts, "chunks": table}
    write_json(store.folder / MANIFEST, store.manifest)
