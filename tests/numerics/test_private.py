"""Folders whose files are trusted as code."""

from __future__ import annotations

import os

import pytest

from multipolar.numerics import private
from multipolar.numerics.private import make_private, why_not_private

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners and modes are those of POSIX")


@pytest.fixture
def kept(tmp_path):
    """Return a folder of trusted files in a base of its own, below a folder of the user."""
    make_private(tmp_path / "user" / "base" / "kept")
    (tmp_path / "user" / "base" / "kept" / "code").write_text("x")
    return tmp_path / "user" / "base" / "kept"


def test_private__what_was_made_is_trusted(kept, tmp_path):
    """A fresh folder is its owner's alone, and so are those above it that were made."""
    assert why_not_private(kept, kept.parent) == ""
    assert {path.stat().st_mode & 0o777 for path in (kept, kept.parent, kept.parent.parent)} == {0o700}


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o757, 0o722])
@pytest.mark.parametrize("place", ["kept", "base", "user"])
def test_private__a_place_that_others_can_write_is_named(kept, mode, place):
    """The folder, its base, or a folder above in which the base could be exchanged: any of them is enough."""
    path = {"kept": kept, "base": kept.parent, "user": kept.parent.parent}[place]
    path.chmod(mode)

    assert why_not_private(kept, kept.parent).startswith(f"{path} can be written by others")


def test_private__a_shared_folder_above_with_the_sticky_bit_is_no_danger(kept):
    """Where only owners may rename their own, as in a folder for temporary files, nobody can exchange the base."""
    kept.parent.parent.chmod(0o1777)
    assert why_not_private(kept, kept.parent) == ""
    kept.parent.chmod(0o1777)
    assert why_not_private(kept, kept.parent) != ""


@pytest.mark.parametrize("place", ["kept", "base", "user", "code"])
def test_private__what_belongs_to_somebody_else_is_named(kept, place, monkeypatch):
    """A folder above, the base, the folder or one file of another user: none of it is trusted."""
    path = {"kept": kept, "base": kept.parent, "user": kept.parent.parent, "code": kept / "code"}[place]
    real = private.Path.stat
    other = path.lstat()

    def stat(self, *, follow_symlinks=True):
        found = real(self, follow_symlinks=follow_symlinks)
        if self == path:
            return os.stat_result((*found[:4], other.st_uid + 4711, *found[5:]))
        return found

    monkeypatch.setattr(private.Path, "stat", stat)
    monkeypatch.setattr(private.Path, "lstat", lambda self: stat(self, follow_symlinks=False))

    assert str(path) in why_not_private(kept, kept.parent)


def test_private__a_file_that_others_can_write_or_a_link_is_named(kept):
    """In a folder that others may enter, a file that they may write counts as theirs; a link leads elsewhere."""
    kept.chmod(0o755)
    (kept / "code").chmod(0o666)
    assert "can be written by others" in why_not_private(kept, kept.parent)
    (kept / "code").chmod(0o644)
    assert why_not_private(kept, kept.parent) == ""
    (kept / "link").symlink_to(kept / "code")
    assert "is not a file of this user" in why_not_private(kept, kept.parent)
