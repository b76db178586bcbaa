"""Which chunks of a run are done: the lines of its journal while it is written, the table in its manifest afterwards."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock as Mutex
from typing import Any

from multipolar.engine.chunk import Chunk
from multipolar.engine.store.files import parse_json, read_file
from multipolar.engine.store.manifest import Line, disjoint, line_of
from multipolar.errors import FolderError
from multipolar.locking import Lock
from multipolar.numerics.arrays import Records

JOURNAL = "journal.jsonl"


@dataclass(slots=True)
class Store:
    """An open run folder: the manifest, the chunks that are done, the lock while it is written, what was read of a small run."""

    folder: Path
    manifest: dict[str, Any]
    lines: list[Line] = field(default_factory=list)
    lock: Lock | None = None
    mutex: Any = field(default_factory=Mutex)
    held: dict[tuple[str, Any], Records] = field(default_factory=dict)

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


def table_of(manifest: Mapping[str, Any]) -> tuple[list[Line], list[str]]:
    """Return the sound lines of the table of chunks in a closed manifest, and what is wrong with the others."""
    return _sound([(f"chunk {i + 1} of the manifest", entry) for i, entry in enumerate(manifest.get("chunks", []))], manifest)


def journal_of(folder: Path, manifest: Mapping[str, Any]) -> tuple[list[Line], list[str]]:
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


def row_of(line: Line) -> str:
    """Return a finished chunk as a line of the journal."""
    return json.dumps(line.plain(), sort_keys=True) + "\n"


def record(store: Store, line: Line) -> None:
    """Write the line of a finished chunk; one that cannot be written whole leaves no half behind."""
    with store.mutex:
        with (store.folder / JOURNAL).open("ab") as handle:
            before = handle.tell()
            try:
                handle.write(row_of(line).encode())
                handle.flush()
                os.fsync(handle.fileno())
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle.fileno(), before)
                raise
        store.lines.append(line)
