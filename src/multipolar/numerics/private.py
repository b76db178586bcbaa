"""Folders whose files are trusted as code: the user's own, and writable by nobody else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

__all__ = ["make_private", "why_not_private"]

OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
OTHERS_ENTER = stat.S_IXGRP | stat.S_IXOTH
NOBODY = 65534
"""The owner that a container shows for folders of the machine around it."""


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner alone.

    Raises
    ------
    OSError : if it cannot be made.
    """
    if not folder.parent.is_dir():
        make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def why_not_private(folder: Path, base: Path) -> str:
    """Return why files of ``folder``, which lies in ``base``, are not to be trusted; nothing if they are.

    Base, folder and everything in it belong to the user and can be written by nobody else; no folder above can be written by
    others who could put another in its place (a shared one with the sticky bit keeps them from that).
    """
    if not hasattr(os, "getuid"):
        return ""  # Windows keeps the user's folders by lists of access, which say nothing here
    user, folder, base = os.getuid(), folder.resolve(), base.resolve()
    for path in (folder, *folder.parents):
        found = path.stat()
        above = not path.is_relative_to(base)
        if found.st_uid != user and not (above and found.st_uid in {0, NOBODY}):
            return f"{path} belongs to another user"
        if found.st_mode & OTHERS_WRITE and not (above and found.st_mode & stat.S_ISVTX):
            return f"{path} can be written by others (chmod go-w {path})"
    return _why_not_inside(folder, user)


def _why_not_inside(folder: Path, user: int) -> str:
    open_to_others = folder.stat().st_mode & OTHERS_ENTER
    for path in folder.rglob("*"):
        found = path.lstat()
        if found.st_uid != user or stat.S_ISLNK(found.st_mode):
            return f"{path} is not a file of this user"
        if open_to_others and found.st_mode & OTHERS_WRITE:
            return f"{path} can be written by others"
    return ""
