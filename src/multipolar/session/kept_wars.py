"""Wars resolved before, kept by content beside the compiled code, so that the same scenario is read and measured once.

An entry is found by everything its war was made from: the recipe, the bytes of the scenario file and of the patches on top,
the package's own files (code, catalogue of options, fitted priors) and the versions of the libraries that make it. The bytes
of the patch of the date, whose name stands in the scenario, are compared when the entry is read. An entry is a pickle, which
can run code: the folder must belong to the user and be writable by nobody else, as the folder of compiled code must. Damage
is found by a digest; an entry that is not whole, or of other content, is left aside and the war is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import platform
import shutil
import sys
import tempfile
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic, TypeVar

from multipolar.about import LOADED, __version__
from multipolar.numerics.jit import CACHE_DIR, user_cache
from multipolar.numerics.private import make_private, why_not_private

__all__ = ["MADE_FROM", "Kept", "folder_for", "is_on", "kept"]

T = TypeVar("T")

SWITCH = "MULTIPOLAR_SCENARIO_CACHE"
"""Environment variable that keeps no wars when it is "off"."""
HEAD = b"multipolar-kept-war/1\n"
MADE_FROM = ("numpy", "numba", "pydantic", "scipy", "PyYAML")
"""Libraries whose version decides what a war is made into."""
DATA = ("*.py", "*.yaml")
"""Files of the package that decide what a scenario is resolved into."""
MOST_ENTRIES = 32
MOST_IN_MEMORY = 8
KEPT_FOLDERS = 3
UNREADABLE = (
    pickle.UnpicklingError, zlib.error, EOFError, AttributeError, ImportError, LookupError, TypeError, ValueError, ArithmeticError,
)  # fmt: skip
"""What reading a pickle raises when it is no pickle, or one of classes that are not there or are built otherwise."""
CLOCK_STEP = 0.1
"""How far the time stamp of a file may lag behind the clock [s]; a file written later than that is taken to have changed."""
_memory: OrderedDict[str, bytes] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """What an entry holds: its key, the digests of further files it was made from (None: there was none), and the war."""

    key: str
    further: Mapping[str, str | None]
    value: T


def is_on() -> bool:
    """Tell whether wars are kept."""
    return os.environ.get(SWITCH, "").lower() not in {"off", "0", "no"}


def kept(
    asked: Mapping[str, Any],
    files: Iterable[Path],
    make: Callable[[], T],
    further: Callable[[T], Iterable[Path] | None],
    kind: type[T],
) -> T:
    """Return what ``make`` makes, or an equal copy of what it made before from the same content.

    Parameters
    ----------
    asked : plain values that, with the bytes of ``files``, decide the result.
    files : files whose names are known beforehand.
    make : makes the result; its errors are the caller's, and nothing is kept of them.
    further : files that a result was made from besides, or would have been if they were there; None keeps it from being kept.
    kind : the type that an entry must hold.
    """
    package = package_digest() if is_on() else None
    if package is None:
        return make()
    known, started = list(files), time.time()
    key = _key(asked, known, package)
    found = _look_up(key, kind, package) if key is not None else None
    if found is not None:
        return found
    made = make()
    named = further(made)
    if named is not None and key is not None and key == _key(asked, known, package):
        others = sorted(set(named))
        if not any(_touched(place, started) for path in others for place in (path, path.parent)):
            _keep(Kept(key, {str(path): _digest(path) for path in others}, made), package)
    return made


def _key(asked: Mapping[str, Any], files: Iterable[Path], package: str) -> str | None:
    """Return the digest of all that decides a war; None where a file cannot be read, which is for ``make`` to say."""
    digests = [_digest(path) for path in files]
    if None in digests:
        return None
    text = json.dumps([package, asked, digests], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return None


def _touched(path: Path, since: float) -> bool:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return False
    return max(found.st_mtime, found.st_ctime) > since - CLOCK_STEP


def package_digest(root: Path | None = None, loaded: float = LOADED) -> str | None:
    """Return the digest of the package's files and of what else makes a war; None if a file changed since they were loaded.

    A process runs the code it has loaded: once a file is newer, what it makes belongs to no content that can be named.
    """
    root = root or Path(__file__).resolve().parent.parent
    paths = sorted(path for pattern in DATA for path in root.rglob(pattern))
    stats = [path.stat() for path in paths]
    if any(max(found.st_mtime, found.st_ctime) > loaded for found in stats):
        return None
    marks = tuple((str(path), found.st_mtime_ns, found.st_size) for path, found in zip(paths, stats, strict=True))
    if _last.get("marks") != marks:
        digest = hashlib.sha256(json.dumps(_surroundings(), sort_keys=True).encode())
        for path in paths:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        _last.update(marks=marks, digest=digest.hexdigest()[:16])
    return str(_last["digest"])


_last: dict[str, Any] = {}


def _surroundings() -> dict[str, Any]:
    """Return what besides the package's files makes a war: versions, machine, and which code is compiled."""
    return {
        "version": __version__, "python": sys.version, "machine": platform.machine(), "system": sys.platform,
        "libraries": {name: version(name) for name in MADE_FROM},
        "compiled": None if CACHE_DIR is None else CACHE_DIR.name,
    }  # fmt: skip


def folder_for(package: str) -> Path | None:
    """Return the folder of entries made by a state of the package, made if missing; None where it cannot be trusted."""
    base = user_cache()
    folder = base / f"wars-{package}"
    try:
        make_private(folder)
        if why_not_private(folder, base) or not os.access(folder, os.W_OK):
            return None
        others = sorted((path for path in base.glob("wars-*") if path != folder), key=lambda path: path.stat().st_mtime)
    except OSError:
        return None
    for path in others[:-KEPT_FOLDERS]:
        shutil.rmtree(path, ignore_errors=True)
    return folder


def _look_up(key: str, kind: type[T], package: str) -> T | None:
    content = _memory.get(key)
    if content is None:
        folder = folder_for(package)
        content = None if folder is None else _read(folder / f"{key}.war")
    entry = None if content is None else _entry(content)
    if content is None or entry is None or entry.key != key or not isinstance(entry.value, kind):
        return None
    if any(_digest(Path(name)) != digest for name, digest in entry.further.items()):
        return None
    _remember(key, content)
    return entry.value


def _read(path: Path) -> bytes | None:
    """Return the packed pickle in the file of an entry; None where there is none or it is not whole."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    start = len(HEAD) + hashlib.sha256().digest_size
    whole = content[: len(HEAD)] == HEAD and hashlib.sha256(content[start:]).digest() == content[len(HEAD) : start]
    return content[start:] if whole else None


def _entry(content: bytes) -> Kept[Any] | None:
    try:
        found = pickle.loads(zlib.decompress(content))  # noqa: S301  from a folder that is the user's alone
    except UNREADABLE:
        return None
    return found if isinstance(found, Kept) else None


def _remember(key: str, content: bytes) -> None:
    with _lock:
        _memory[key] = content
        _memory.move_to_end(key)
        while len(_memory) > MOST_IN_MEMORY:
            _memory.popitem(last=False)


def _keep(entry: Kept[Any], package: str) -> None:
    """Keep an entry in memory and, where it can be written, on disk; a failure costs time, never a result."""
    content = zlib.compress(pickle.dumps(entry, protocol=5), 1)
    _remember(entry.key, content)
    folder = folder_for(package)
    if folder is None:
        return
    with suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=".part-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(HEAD + hashlib.sha256(content).digest() + content)
            Path(name).replace(folder / f"{entry.key}.war")
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        rows = sorted(folder.glob("*.war"), key=lambda path: path.stat().st_mtime)
        for path in rows[:-MOST_ENTRIES]:
            path.unlink(missing_ok=True)
