"""The project folder: which files of it are shown, which path may be read or written, and who holds it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from multipolar.errors import RunError
from multipolar.locking import Lock, hold, holder
from multipolar.workbench.refusing import CONFLICT, FORBIDDEN, MISSING, TOO_LARGE, WRONG, RefusedError

Kind = Literal["scenario", "patch", "evidence", "outcome", "pack", "frozen", "text"]
OWN = ".multipolar"
"""Folder of the workbench itself inside the project: autosaves, the journal, plays."""
SUFFIXES = frozenset({".yaml", ".yml", ".json", ".md", ".csv", ".txt"})
"""What the workbench reads and writes; nothing else of the folder is shown."""
RUNS = "runs"
MOST_BYTES = 20_000_000
MOST_FILES = 2_000
LOOKED_AT = 20_000
"""Bytes at the head of a file that say what it is."""
LONGEST_PATH = 400
FORMATS: dict[str, Kind] = {
    "multipolar-document": "scenario", "multipolar-patch": "patch", "multipolar-evidence": "evidence",
    "multipolar-outcome": "outcome", "backtest-outcome": "outcome", "backtest-facts": "pack", "multipolar-frozen": "frozen",
}  # fmt: skip
_FORMAT = re.compile(r"^[\"']?(?:format|schema)[\"']?\s*:\s*[\"']?([a-z-]+)/[0-9]+", re.MULTILINE)
_JSON_SCHEMA = re.compile(r"\"schema\"\s*:\s*\"([a-z-]+)/[0-9]+\"")
_SCENARIO_KEYS = re.compile(r"^(?:belligerents|theatre|round_start)\s*:", re.MULTILINE)


@dataclass(slots=True)
class Project:
    """A project folder, and the lock by which this server alone writes there."""

    root: Path
    lock: Lock | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.root.name or str(self.root)

    @property
    def own(self) -> Path:
        """The folder of the workbench itself."""
        return self.root / OWN

    def close(self) -> None:
        """Give the folder back."""
        if self.lock is not None:
            self.lock.release()


def opened(folder: Path) -> Project:
    """Return a project folder, made if it is missing, held by this process alone.

    Raises
    ------
    RunError : if it is no folder, cannot be written, or another server holds it.
    """
    root = folder.resolve()
    try:
        root.mkdir(parents=True, exist_ok=True)
        own = root / OWN
        own.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError as error:
        raise RunError(f"{folder}: is a file, expected a folder. Name the folder in which the scenario lies") from error
    except OSError as error:
        said = f"{folder}: the workbench cannot write there ({error.strerror or error})"
        raise RunError(f"{said}. Every change is kept in the folder: make it writable, or name another") from error
    who = holder(own)
    if who:
        raise RunError(f"{folder}: another workbench has this folder open ({who}). Use that one, or close it first")
    try:
        return Project(root, hold(own))
    except OSError as error:
        said = f"{folder}: the workbench cannot write there ({error.strerror or error})"
        raise RunError(f"{said}. Every change is kept in the folder: make it writable, or name another") from error


def inside(project: Project, path: str) -> Path:
    """Return the place of a file of the project, named from its folder with slashes.

    Raises
    ------
    RefusedError : for a path that leads out of the folder (also through a link), a hidden file, or a kind that is not shown.
    """
    parts = PurePosixPath(path).parts
    if not path.strip() or "\0" in path or "\\" in path or len(path) > LONGEST_PATH:
        raise RefusedError(WRONG, f"found {path[:60]!r}, expected the path of a file in the project, such as mywar.yaml")
    if path.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", path):
        raise RefusedError(FORBIDDEN, f"{path}: leads out of the project folder; only files inside it are used")
    if any(part.startswith(".") for part in parts):
        raise RefusedError(FORBIDDEN, f"{path}: hidden files and folders are not used")
    place = project.root.joinpath(*parts)
    if not place.resolve().is_relative_to(project.root):
        raise RefusedError(FORBIDDEN, f"{path}: leads out of the project folder through a link; only files inside it are used")
    if place.suffix.lower() not in SUFFIXES:
        raise RefusedError(FORBIDDEN, f"{path}: found {place.suffix or 'no suffix'}, expected one of {', '.join(sorted(SUFFIXES))}")
    return place


def relative(project: Project, place: Path) -> str:
    """Return a place as it is named in the workbench: from the project folder, with slashes."""
    return place.relative_to(project.root).as_posix()


def run_folder(project: Project, name: str) -> Path:
    """Return the folder of a run of the project.

    Raises
    ------
    RefusedError : for a name that is none, or of which there is no run (any more).
    """
    if not re.fullmatch(r"[^/\\.\0][^/\\\0]{0,199}", name):
        raise RefusedError(WRONG, f"found {name[:60]!r}, expected the name of a run, a folder below {RUNS}/")
    folder, loose = project.root / RUNS / name, project.root / name
    if not folder.is_dir() and is_run(loose):
        folder = loose
    if not folder.resolve().is_relative_to(project.root):
        raise RefusedError(FORBIDDEN, f"{name}: leads out of the project folder through a link")
    if not folder.is_dir():
        raise RefusedError(MISSING, f"there is no run {name!r} (any more); {RUNS}/ and the project's own folder hold all there are")
    return folder


def is_run(folder: Path) -> bool:
    """Tell whether a folder is one of a run."""
    from multipolar.engine.store.manifest import MANIFEST  # reading it takes longer than the page may

    return (folder / MANIFEST).is_file() and not folder.is_symlink()


def run_folders(project: Project) -> list[Path]:
    """Return the folders of runs: those below ``runs/``, and those that lie in the project folder itself by another name."""
    below = [folder for folder in (project.root / RUNS).glob("*") if is_run(folder)]
    names = {folder.name for folder in below}
    loose = [folder for folder in project.root.glob("[!.]*") if folder.name not in {RUNS, *names} and is_run(folder)]
    return [*below, *loose]


def read_text(place: Path, name: str) -> str:
    """Return the text of a file.

    Raises
    ------
    RefusedError : if it is not there, is too large, is not UTF-8 or cannot be read.
    """
    try:
        with place.open("rb") as handle:
            content = handle.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RefusedError(MISSING, f"{name}: is not there (any more)") from error
    except OSError as error:
        raise RefusedError(CONFLICT, f"{name}: cannot be read ({error.strerror or error})") from error
    if len(content) > MOST_BYTES:
        raise RefusedError(TOO_LARGE, f"{name}: holds more than {MOST_BYTES // 1_000_000} million bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(WRONG, f"{name}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def kind_of(text: str, suffix: str) -> Kind:
    """Return what a file is, by the format that it names, else by its keys."""
    head = text[:LOOKED_AT]
    found = _JSON_SCHEMA.search(head) if suffix == ".json" else _FORMAT.search(head)
    if found is not None and found[1] in FORMATS:
        return FORMATS[found[1]]
    if suffix in {".yaml", ".yml"} and _SCENARIO_KEYS.search(text):
        return "scenario"
    return "text"


def files_of(project: Project) -> list[Path]:
    """Return the files of the project that are shown, hidden folders and runs left out, in the order of their names."""
    found: list[Path] = []
    for folder, names, files in os.walk(project.root):
        here = Path(folder)
        names[:] = sorted(
            n for n in names if not n.startswith(".") and not (here == project.root and (n == RUNS or is_run(here / n)))
        )
        found += [here / f for f in sorted(files) if not f.startswith(".") and Path(f).suffix.lower() in SUFFIXES]
        if len(found) > MOST_FILES:
            break
    return [place for place in found[:MOST_FILES] if place.resolve().is_relative_to(project.root)]
