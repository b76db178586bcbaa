"""A whole project as one zip file, and such a file opened into an empty folder, its names, number and size checked first."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from multipolar.about import __version__
from multipolar.engine.store.files import writing
from multipolar.errors import FaultyFileError, RunError

SCHEMA = "multipolar-project/1"
SUFFIXES = frozenset({".yaml", ".yml", ".json", ".jsonl", ".md", ".csv", ".txt", ".parquet", ".sha256", ".html"})
"""What a project holds: texts, and of its runs the courses and the page. Nothing else is packed or unpacked."""
MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
LONGEST_NAME = 400
WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The time that every file of an archive has: the same project makes the same file."""
PIECE = 1 << 20
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})


def files_of(root: Path) -> Iterator[str]:
    """Yield the files of a project that are packed, named from its folder with slashes; hidden ones and links are left out."""
    for folder, names, files in os.walk(root):
        here = Path(folder)
        names[:] = sorted(name for name in names if not name.startswith(".") and not (here / name).is_symlink())
        for name in sorted(files):
            place = here / name
            if not name.startswith(".") and place.suffix.lower() in SUFFIXES and not place.is_symlink():
                yield place.relative_to(root).as_posix()


def write_archive(root: Path, out: IO[bytes]) -> list[str]:
    """Write a project as a zip file and return the names of what it holds.

    Raises
    ------
    RunError : if it holds more than an archive may.
    """
    names, size = list(files_of(root)), 0
    if len(names) > MOST_FILES:
        raise RunError(f"the project holds {len(names):,} files, an archive at most {MOST_FILES:,}; take old runs out")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            size += (root / name).stat().st_size
            if size > MOST_BYTES:
                raise RunError(f"the project holds more than {MOST_BYTES // 1_000_000:,} MB; take old runs out")
            info = zipfile.ZipInfo(name, WRITTEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with (root / name).open("rb") as source, packed.open(info, "w") as target:
                shutil.copyfileobj(source, target, PIECE)
    return names


def fault_of(info: zipfile.ZipInfo) -> str:
    """Return why an entry of an archive is not unpacked; empty for one that is."""
    name, mode = info.filename, info.external_attr >> 16
    parts = PurePosixPath(name).parts
    if name.startswith("/") or "\\" in name or "\0" in name or ".." in parts or any(":" in part for part in parts):
        return "leads out of the folder"
    if stat.S_ISLNK(mode) or (mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG)):
        return "is a link or no plain file"
    if not parts or len(name) > LONGEST_NAME or any(part.startswith(".") or part.rstrip(" .") != part for part in parts):
        return "has a name that is hidden, too long, or ends in a blank or point"
    if any(part.partition(".")[0].casefold() in RESERVED for part in parts):
        return "has a name that some systems keep for themselves"
    if PurePosixPath(name).suffix.lower() not in SUFFIXES:
        return f"is of no kind that a project holds ({', '.join(sorted(SUFFIXES))})"
    if info.flag_bits & 0x1:
        return "is encrypted"
    return ""


def entries_of(packed: zipfile.ZipFile, shown: str) -> list[zipfile.ZipInfo]:
    """Return the files of an archive, every one of which may be unpacked.

    Raises
    ------
    FaultyFileError : for a name that leads elsewhere, is there twice or is of no known kind, or for more than may be.
    """
    found = [info for info in packed.infolist() if not info.is_dir()]
    seen: set[str] = set()
    for info in found:
        why = fault_of(info) or ("is there twice" if info.filename.casefold() in seen else "")
        if why:
            raise FaultyFileError(f"{shown}: {info.filename[:80]!r} {why}; nothing was unpacked")
        seen.add(info.filename.casefold())
    total = sum(info.file_size for info in found)
    if not found or len(found) > MOST_FILES or total > MOST_BYTES:
        said = f"{len(found):,} files of {total / 1e6:,.0f} MB"
        raise FaultyFileError(f"{shown}: holds {said}, expected 1 to {MOST_FILES:,} of at most {MOST_BYTES // 1_000_000:,} MB")
    return found


def open_archive(source: Path | IO[bytes], into: Path, shown: str = "") -> dict[str, Any]:
    """Unpack a project into a new or empty folder (hidden files aside) and return what it holds: ``multipolar-project/1``.

    Raises
    ------
    FaultyFileError : if it is no zip file of a project; then nothing is written.
    RunError : if the folder holds something, or cannot be written.
    """
    shown = shown or str(source)
    if os.path.lexists(into) and (not into.is_dir() or any(not one.name.startswith(".") for one in into.iterdir())):
        raise RunError(f"{into}: holds something already and was kept. Name a new or empty folder with --into")
    try:
        packed = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise FaultyFileError(f"{shown}: is no zip file ({error})") from error
    with packed, writing(into, fix="name another folder with --into"):
        found, left = entries_of(packed, shown), MOST_BYTES
        for info in found:
            place = into.joinpath(*PurePosixPath(info.filename).parts)
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                with packed.open(info) as source_file, place.open("xb") as target:
                    left = _copied(source_file, target, left, shown)
            except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
                raise FaultyFileError(
                    f"{shown}: {info.filename[:80]!r} is damaged ({error}); what came before it lies in {into}"
                ) from error
    names = sorted(info.filename for info in found)
    runs = sorted({PurePosixPath(name).parts[1] for name in names if name.startswith("runs/") and name.count("/") > 1})
    return {"schema": SCHEMA, "version": __version__, "into": str(into), "files": names, "runs": runs}


def _copied(source: IO[bytes], target: IO[bytes], left: int, shown: str) -> int:
    """Copy a file whatever size it declared, and return how many bytes are left."""
    while piece := source.read(PIECE):
        left -= len(piece)
        if left < 0:
            raise FaultyFileError(f"{shown}: unpacks to more than {MOST_BYTES // 1_000_000:,} MB")
        target.write(piece)
    return left
