"""What a run folder says of itself: the manifest with its own digest, and the table of finished chunks."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from multipolar.engine.chunk import SERIES_MEMBERS, Chunk
from multipolar.engine.store.files import digest_of_document, is_there, parse_json, read_file, reason, write_json
from multipolar.errors import FolderError, RunError

FORMAT = "multipolar-run/2"
MANIFEST = "manifest.json"
SEAL = "sha256"
MUST_MATCH = (
    "scenario_digest", "as_of", "bundle", "changes", "seed", "members", "twins", "series", "off", "version", "code",
)  # fmt: skip
"""What makes a run this run and no other: two that agree in all of it have the same outcomes, member by member."""
_PART = r"[^/\\:*?\"<>|\x00-\x1f\x7f.][^/\\:*?\"<>|\x00-\x1f\x7f]{0,120}"
TEXT_NAME = re.compile(rf"(?:{_PART}/)?{_PART}")
SHA256 = r"^[0-9a-f]{64}$"


class _Block(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, defer_build=True)


class _Stamp(_Block):
    sha256: str = Field(pattern=SHA256)
    written: str


class _Recipe(_Block):
    source: str = ""
    as_of: str | None = None
    bundle: str | None = None
    claims: list[str] = []
    settings: list[str] = []
    patches: list[str] = []
    off: list[str] = []


class _Manifest(_Block):
    """The keys that readers of a run folder rely on."""

    status: Literal["running", "interrupted", "complete"]
    version: str
    scenario_digest: str
    seed: int = Field(ge=0, lt=2**63)
    members: int = Field(ge=1)
    twins: int = Field(ge=0)
    series: int = Field(default=SERIES_MEMBERS, ge=0)
    off: list[str]
    as_of: str = ""
    recipe: _Recipe = _Recipe()
    texts: dict[str, str] = {}
    command: str = ""
    changes: list[dict[str, Any]] = []
    stamp: _Stamp | None = None
    digest: str | None = Field(default=None, pattern=SHA256)
    members_done: int | None = None
    wall_s: float | None = None
    chunks: list[Any] = []


@dataclass(frozen=True, slots=True)
class Line:
    """One finished chunk in the journal: its members, and the digest of every file written for it."""

    chunk: Chunk
    files: Mapping[str, str]

    def plain(self) -> dict[str, Any]:
        """Return the line as plain values."""
        chunk = self.chunk
        return {"kind": chunk.kind, "first": chunk.first, "count": chunk.count, "files": dict(self.files)}


def sealed(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a manifest with the digest of everything else in it."""
    plain: dict[str, Any] = json.loads(json.dumps({k: v for k, v in document.items() if k != SEAL}, allow_nan=False))
    return plain | {SEAL: digest_of_document(plain)}


def write_manifest(folder: Path, document: Mapping[str, Any]) -> dict[str, Any]:
    """Write a manifest with its digest and return it."""
    whole = sealed(document)
    write_json(folder / MANIFEST, whole)
    return whole


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a run folder, which is as it was written.

    Raises
    ------
    FolderError : if the folder holds no run, or its manifest was cut off, changed or written in another format.
    """
    path = folder / MANIFEST
    try:
        if not stat.S_ISDIR(os.stat(folder).st_mode):  # noqa: PTH116 raises what stands in the way
            raise FolderError(f"{folder}: is not a run folder, it is a file")
    except FileNotFoundError as error:
        raise FolderError(f"{folder}: is not a run folder, nothing is there") from error
    except (OSError, ValueError) as error:
        raise FolderError(f"{folder}: cannot be read ({reason(error)})") from error
    if not is_there(path):
        raise FolderError(f"{folder}: is not a run folder, it holds no {MANIFEST}")
    found = parse_json(path, read_file(path))
    if not isinstance(found, dict) or not isinstance(found.get("format"), str):
        raise FolderError(f"{path}: is not the manifest of a run ({FORMAT})")
    if found["format"] != FORMAT:
        version = found.get("version")
        raise FolderError(f"{path}: is {found['format']!r} of version {version!r}, expected {FORMAT!r}; run the war again")
    if found.get(SEAL) != _seal_of(path, found):
        raise FolderError(f"{path}: is not as it was written; the run folder was changed or damaged. Run the war again.")
    try:
        _Manifest.model_validate(found)
        dt.date.fromisoformat(found.get("as_of") or "2000-01-01")
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FolderError(f"{path}: {where}: {first['msg']}; run the war again") from error
    except ValueError as error:
        raise FolderError(f"{path}: as_of: {error}; run the war again") from error
    for name in found.get("texts", {}):
        must_be_plain(folder, name, error=FolderError)
    return {"series": SERIES_MEMBERS, **found}


def _seal_of(path: Path, found: Mapping[str, Any]) -> str:
    try:
        return digest_of_document({key: value for key, value in found.items() if key != SEAL})
    except (ValueError, RecursionError) as error:
        raise FolderError(f"{path}: is damaged ({error}); run the war again") from error


def must_be_plain(folder: Path, name: str, *, error: type[RunError] = RunError) -> None:
    """Refuse a name of a text that could lead out of the run folder.

    Raises
    ------
    RunError : naming it and what is allowed.
    """
    if not TEXT_NAME.fullmatch(name):
        shown = repr(name) if len(name) < 80 else f"{name[:60]!r}..."
        allowed = "expected a plain name that starts with no dot, in the folder or one below it"
        raise error(f"{folder}: found the file name {shown}; {allowed}")


def must_match(folder: Path, there: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
    """Refuse a folder that belongs to another run.

    Raises
    ------
    RunError : naming what differs.
    """
    other = [key for key in MUST_MATCH if there.get(key) != asked.get(key)]
    if other:
        said = "; ".join(_difference(key, there.get(key), asked.get(key)) for key in other)
        raise RunError(f"{folder}: belongs to another run ({said}). Name another folder with out=...")


def _difference(key: str, there: Any, asked: Any) -> str:
    if key == "changes":
        return "changes: other settings, patches or claims"
    return f"{key}: {_short(there)} there, {_short(asked)} asked for"


def _short(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return value[:8] if isinstance(value, str) and len(value) > 24 else str(value)


def identity(manifest: Mapping[str, Any]) -> str:
    """Return a digest over all that makes a run this run and no other."""
    return digest_of_document({key: manifest.get(key) for key in MUST_MATCH})


def files_of(chunk: Chunk, series: int) -> tuple[str, ...]:
    """Return the files of a chunk in a run that keeps the days of its first ``series`` members."""
    if chunk.kind == "twin":
        return (f"twins/{chunk.name}.parquet",)
    names = [f"outcomes/{chunk.name}.parquet", f"digests/{chunk.name}.sha256"]
    kept = max(0, min(chunk.count, series - chunk.first))
    if kept:
        names.append(f"series/{chunk.name}.parquet")
    if kept < chunk.count:
        names.append(f"sketches/{chunk.name}.npz")
    return tuple(names)


def line_of(entry: Any, manifest: Mapping[str, Any]) -> Line:
    """Return a line of journal or table.

    Raises
    ------
    ValueError : saying why it is none: members outside the run, files that are not those of its chunk.
    """
    if not isinstance(entry, dict) or set(entry) != {"kind", "first", "count", "files"}:
        raise ValueError("is no line of a journal")
    kind, first, count, files = entry["kind"], entry["first"], entry["count"], entry["files"]
    if (kind != "main" and kind != "twin") or type(first) is not int or type(count) is not int:
        raise ValueError("names no members")
    most = manifest["members"] if kind == "main" else manifest["twins"]
    if first < 0 or count < 1 or first + count > most:
        raise ValueError(f"names members {first} to {first + count - 1} of {most}")
    chunk = Chunk(kind, first, count)
    if not isinstance(files, dict) or set(files) != set(files_of(chunk, manifest["series"])):
        raise ValueError(f"names other files than those of its members {first} to {first + count - 1}")
    if not all(isinstance(digest, str) and re.fullmatch(SHA256, digest) for digest in files.values()):
        raise ValueError("holds digests that are none")
    return Line(chunk, files)


def disjoint(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Return lines of which no member is counted twice, in member order, and those left out; the same line again is no fault."""
    kept: list[Line] = []
    left: list[Line] = []
    for line in sorted(lines, key=lambda line: line.chunk):
        last = kept[-1] if kept else None
        if last is not None and last.chunk == line.chunk and dict(last.files) == dict(line.files):
            continue
        same_kind = last is not None and last.chunk.kind == line.chunk.kind
        overlaps = same_kind and last is not None and last.chunk.first + last.chunk.count > line.chunk.first
        (left if overlaps else kept).append(line)
    return kept, left
