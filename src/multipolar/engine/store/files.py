"""Files of a run folder: written whole or not at all, read with their digest, every fault told with what to do."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from multipolar.errors import FolderError, RunError

AGAIN = "resume=True computes it again"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def write_safely(path: Path, data: bytes) -> None:
    """Write a file so that a kill or a full disk leaves either the old or the new one: aside, to disk, renamed."""
    aside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        aside.unlink(missing_ok=True)
        with aside.open("xb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        aside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all, its folder too.

    Raises
    ------
    FileExistsError : if something of this name is there; it is kept. OSError : if it cannot be written; then nothing is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    aside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new.part")
    try:
        write_safely(aside, data)
        try:
            os.link(aside, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links: the name is taken first, then filled at one stroke
            path.open("xb").close()
            aside.replace(path)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def write_json(path: Path, document: Any) -> None:
    """Write a JSON document safely."""
    write_safely(path, (json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode())


def sync(path: Path) -> None:
    """Wait until a file is on disk."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


@contextmanager
def writing(target: Path, *, fix: str = "") -> Iterator[None]:
    """Turn what a disk can do to a writer into one sentence: what failed, what is kept, how to go on.

    ``fix`` tells what else to do when the target is no run folder that could be gone on with.

    Raises
    ------
    RunError : in place of an error of the system.
    """
    kept = "" if fix else "; what is finished in it is kept"
    try:
        yield
    except OSError as error:
        room = "Make room" if error.errno in NO_ROOM else "Mend that"
        todo = f"{room}, or {fix}" if fix else f"{room}, then go on with resume=True, or name another folder with out=..."
        raise RunError(f"{target}: cannot be written ({error.strerror or error}){kept}. {todo}") from error
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        todo = f"Make room or mend that, {f'or {fix}' if fix else 'then go on with resume=True.'}"
        raise RunError(f"{target}: cannot be written ({said}){kept}. {todo}") from error


def reason(error: Exception) -> str:
    """Return why a file cannot be read, in few words."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "it nests too deep" if isinstance(error, RecursionError) else str(error)


def read_file(path: Path) -> bytes:
    """Return the content of a file of a run folder.

    Raises
    ------
    FolderError : if it is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FolderError(f"{path}: is missing; the run folder is damaged") from error
    except OSError as error:
        raise FolderError(f"{path}: cannot be read ({reason(error)})") from error


def parse_json(path: Path, data: bytes) -> Any:
    """Return the document that the bytes of a file spell.

    Raises
    ------
    FolderError : if they spell none.
    """
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise FolderError(f"{path}: cannot be read, it is no JSON ({reason(error)}); the run folder is damaged") from error


def read_json(path: Path) -> Any:
    """Return a JSON document of a run folder.

    Raises
    ------
    FolderError : if it is missing or cut off.
    """
    return parse_json(path, read_file(path))


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def digest_of_document(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a document as canonical JSON."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(path: Path, digest: str) -> bool:
    """Tell whether a file is there, is a file and no link, and has this digest."""
    try:
        return path.is_file() and not path.is_symlink() and digest_of_file(path) == digest
    except OSError:
        return False


def _way_out(error: OSError) -> str:
    """Return what to do about a file that cannot be read: to live courses again mends no permission."""
    return "Let it be read" if isinstance(error, PermissionError) else f"The run is damaged. {AGAIN}"


def is_there(path: Path) -> bool:
    """Tell whether something of this name is there.

    Raises
    ------
    FolderError : if its folder cannot be entered, so that nobody can tell.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise FolderError(f"{path}: cannot be read ({reason(error)}). {_way_out(error)}.") from error
    return True


def must_be_intact(path: Path, digest: str) -> Path:
    """Return the path of a file that has this digest.

    Raises
    ------
    FolderError : naming the file and the way out.
    """
    try:
        found = digest_of_file(path)
    except FileNotFoundError as error:
        raise FolderError(f"{path}: is missing; the run is damaged. {AGAIN}.") from error
    except OSError as error:
        raise FolderError(f"{path}: cannot be read ({reason(error)}). {_way_out(error)}.") from error
    if found != digest:
        raise FolderError(
            f"{path}: is not as it was written (digest {found[:8]}, {digest[:8]} in the journal); the run is damaged. {AGAIN}."
        )
    return path
