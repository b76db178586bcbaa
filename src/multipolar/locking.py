"""One writer per folder: a lock that the system takes back when its process dies, however it dies.

The lock is that of the system on the file ``.lock`` of the folder (``flock``, on network file systems carried to the server;
``msvcrt`` on Windows); the file stays and tells who holds it. Within one process a table keeps threads apart, since some
network file systems lock for whole processes. Where a file system has no locks at all, a file that only one can make stands
in: it outlives its process, and whoever meets it is told what to do.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import os
import socket
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multipolar.errors import RunError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = ".lock"
STAND_IN = ".lock.held"
TRIES = 8
PAUSE = 0.05
FAR = 2**30
"""Byte that is locked on Windows, where a locked byte cannot be read: far behind the text."""
NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL}
_held: set[str] = set()
_guard = threading.Lock()


@dataclass(slots=True)
class Lock:
    """A run folder held for writing; ``release`` gives it back, and so does the end of the process."""

    folder: Path
    handle: int
    key: str
    stand_in: bool = False

    def release(self) -> None:
        """Give the folder back; a second time does nothing."""
        if self.handle < 0:
            return
        with contextlib.suppress(OSError):
            os.ftruncate(self.handle, 0)
        with contextlib.suppress(OSError):
            _unlock(self.handle)
        os.close(self.handle)
        self.handle = -1
        if self.stand_in:
            (self.folder / STAND_IN).unlink(missing_ok=True)
        with _guard:
            _held.discard(self.key)

    def __del__(self) -> None:
        """Give the folder back when nobody holds the lock any more."""
        self.release()


def hold(folder: Path) -> Lock:
    """Return the lock of a folder that exists.

    Raises
    ------
    RunError : naming who holds it. OSError : if nothing can be written there.
    """
    key = str(folder.resolve())
    with _guard:
        if key in _held:
            raise RunError(_said(folder, "this process, in another thread or a run that is still open"))
        _held.add(key)
    try:
        return _hold(folder, key)
    except BaseException:
        with _guard:
            _held.discard(key)
        raise


def _hold(folder: Path, key: str) -> Lock:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(folder / LOCK, flags, 0o644)
    try:
        stand_in = _take(folder, handle)
        with contextlib.suppress(OSError):  # a full disk: the folder is held all the same
            os.ftruncate(handle, 0)
            os.write(handle, json.dumps(_me()).encode())
    except BaseException:
        os.close(handle)
        raise
    return Lock(folder, handle, key, stand_in)


def _take(folder: Path, handle: int) -> bool:
    """Take the lock and tell whether a file had to stand in for it."""
    try:
        free = _locked(handle)
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
        _stand_in(folder)
        return True
    if not free:
        raise RunError(_said(folder, _told(folder)))
    return False


def holder(folder: Path) -> str:
    """Return who holds a folder for writing, in words; nothing if nobody does."""
    with _guard:
        if str(folder.resolve()) in _held:
            return "this process"
    if (folder / STAND_IN).exists():
        return _told(folder)
    try:
        handle = os.open(folder / LOCK, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return ""
    try:
        free = _locked(handle, shared=True, tries=1)
        if free:
            _unlock(handle)
    except OSError:
        free = True  # no locks here: nobody can be told apart, and readers write nothing
    finally:
        os.close(handle)
    return "" if free else _told(folder)


def being_written(folder: Path) -> str:
    """Return a sentence when a folder is being written by a process that lives; nothing otherwise."""
    who = holder(folder)
    return _said(folder, who) if who else ""


def _said(folder: Path, who: str) -> str:
    return f"{folder}: is being written by {who}. Wait until it is done, or name another folder with out=..."


def _me() -> dict[str, Any]:
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")}


def _told(folder: Path) -> str:
    """Return who wrote their name into the lock."""
    stand_in = folder / STAND_IN
    try:
        with (stand_in if stand_in.exists() else folder / LOCK).open("rb") as handle:
            found = json.loads(handle.read(1000))
        pid, host, since = int(found["pid"]), str(found["host"])[:80], str(found["since"])[:40]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "another process"
    mine = pid == os.getpid() and host == socket.gethostname()
    who = f"{'this process' if mine else 'process'} {pid} on {host} since {since}"
    return f"{who} (if that process is gone, delete {stand_in})" if stand_in.exists() else who


def _stand_in(folder: Path) -> None:
    try:
        with (folder / STAND_IN).open("x", encoding="utf-8") as handle:
            handle.write(json.dumps(_me()))
    except FileExistsError:
        raise RunError(_said(folder, _told(folder))) from None


def _locked(handle: int, *, shared: bool = False, tries: int = TRIES) -> bool:
    """Take the system's lock; a moment of patience, since whoever asks who holds it takes it for a moment, too."""
    for i in range(tries):
        if i:
            time.sleep(PAUSE)
        try:
            _lock(handle, shared=shared)
        except (BlockingIOError, PermissionError):
            continue
        return True
    return False


if sys.platform == "win32":

    def _lock(handle: int, *, shared: bool) -> None:  # noqa: ARG001  this system knows one kind of lock
        os.lseek(handle, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

    def _unlock(handle: int) -> None:
        os.lseek(handle, FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:

    def _lock(handle: int, *, shared: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
