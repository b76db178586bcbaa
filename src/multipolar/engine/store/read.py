"""Reading the folder of a run: each file only as it was written, in the order of the members."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.columns import outcome_records, read_parquet, series_records
from multipolar.engine.ensemble import DIGEST_BYTES, digest_of_parts
from multipolar.engine.sketch import NAMES, Sketch, count_in, empty_sketch, merge
from multipolar.engine.store.files import AGAIN, is_there, must_be_intact, read_file
from multipolar.engine.store.journal import Store, journal_of, table_of
from multipolar.engine.store.manifest import Line, read_manifest
from multipolar.errors import FolderError, RunError
from multipolar.locking import being_written
from multipolar.model.build import Model
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records

HELD_MEMBERS = 10_000
"""Members at most of a run whose outcomes stay in memory once they are read: a page reads them six times, and they are small (3 to
9 kB a member)."""


def open_store(folder: Path | str) -> Store:
    """Open an existing run folder for reading: a closed run by the table in its manifest, one that was killed by its journal.

    Raises
    ------
    FolderError : if it is no run folder or is damaged. RunError : if its first courses are being lived right now.
    """
    folder = Path(folder)
    manifest = read_manifest(folder)
    if manifest["status"] != "running":
        lines, faults = table_of(manifest)
        if not faults and sum(line.chunk.count for line in lines if line.chunk.kind == "main") != manifest["members_done"]:
            faults = ["counts other members than are done"]
    else:
        busy = being_written(folder)
        if busy:
            raise RunError(busy)
        lines, faults = journal_of(folder, manifest)
    if faults:
        raise FolderError(f"{folder}: the run is damaged: {faults[0]}. {AGAIN}.")
    _complain_about_missing(folder, lines)
    return Store(folder, manifest, lines)


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


def outcomes_in_parts(store: Store, model: Model, kind: str = "main") -> Iterator[Records]:
    """Yield the outcomes of a run chunk by chunk in member order, so that memory stays bounded; each file as it was written.

    Raises
    ------
    FolderError : if a file is missing, was changed or cannot be read.
    """
    digests, folder = store.digests(), "outcomes" if kind == "main" else "twins"
    for chunk in store.of(kind):
        name = f"{folder}/{chunk.name}.parquet"
        path = must_be_intact(store.folder / name, digests[name])
        records = store.held.get((name, model.capacity))
        if records is None:
            table = read_parquet(path)
            with _readable(path):
                records = outcome_records(model, table)
            if records.shape[0] != chunk.count:
                raise FolderError(f"{path}: holds {records.shape[0]} members, expected {chunk.count}; run the war again")
            if store.members <= HELD_MEMBERS:
                records.flags.writeable = False
                store.held[name, model.capacity] = records
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
