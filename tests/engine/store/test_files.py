"""Files of a run folder: whole or not at all, every fault in one sentence."""

from __future__ import annotations

import errno
import os

import duckdb
import pytest

from multipolar.engine.store import files as store_files
from multipolar.engine.store.files import (
    digest_of_document,
    is_intact,
    is_there,
    must_be_intact,
    read_json,
    write_json,
    write_new,
    write_safely,
    writing,
)
from multipolar.errors import FolderError, RunError


def test_write_safely__leaves_no_half_file(tmp_path):
    """Nothing but the file itself is left behind."""
    write_safely(tmp_path / "a.json", b"1")
    write_safely(tmp_path / "a.json", b"2")

    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_bytes() == b"2"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO])
def test_write_safely__a_disk_that_fails_leaves_the_old_file(tmp_path, monkeypatch, number):
    """A full disk, a quota, a disk gone read-only or broken: the old file stands whole, nothing lies beside it."""
    write_safely(tmp_path / "a.json", b"old")

    def fail(handle):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(store_files.os, "fsync", fail)
    with pytest.raises(RunError, match=os.strerror(number)), writing(tmp_path):
        write_safely(tmp_path / "a.json", b"new")

    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.json", b"old")]


def test_write_safely__never_follows_a_link(tmp_path):
    """A link in the place of the file is replaced; where it led stays as it was."""
    (tmp_path / "elsewhere").write_text("mine")
    (tmp_path / "a.json").symlink_to(tmp_path / "elsewhere")
    write_safely(tmp_path / "a.json", b"new")

    assert (tmp_path / "elsewhere").read_text() == "mine"
    assert (tmp_path / "a.json").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), r"No space left .* is kept\. Make room, then go on with resume=True"),
        (OSError(errno.EACCES, "Permission denied"), r"Permission denied.*Mend that, then go on with resume=True, or .*out="),
        (duckdb.IOException("IO Error: Could not write file"), r"Could not write file.*resume=True"),
    ],
)
def test_writing__says_what_is_kept_and_what_to_do(tmp_path, error, said):
    """One sentence, whoever failed."""
    with pytest.raises(RunError, match=said), writing(tmp_path):
        raise error


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"\0", b"[" * 100_000, b"1" * 5000, b"nope"])
def test_read_json__what_is_none_is_refused(tmp_path, data):
    """Cut off, empty, of another encoding, nested too deep, a number nobody can hold."""
    (tmp_path / "a.json").write_bytes(data)
    with pytest.raises(FolderError, match="cannot be read"):
        read_json(tmp_path / "a.json")


def test_read_json__a_missing_file_and_a_folder_are_refused(tmp_path):
    """The file is named."""
    (tmp_path / "b.json").mkdir()
    with pytest.raises(FolderError, match=r"a\.json: is missing"):
        read_json(tmp_path / "a.json")
    with pytest.raises(FolderError, match=r"b\.json: cannot be read"):
        read_json(tmp_path / "b.json")


def test_intact__knows_a_file_by_its_digest(tmp_path):
    """Another byte, a link, a folder, nothing: not the file that was written."""
    path = tmp_path / "a"
    path.write_bytes(b"x")
    digest = store_files.digest_of_file(path)
    (tmp_path / "link").symlink_to(path)

    assert is_intact(path, digest)
    assert must_be_intact(path, digest) == path
    assert not any(is_intact(p, digest) for p in (tmp_path / "link", tmp_path / "none", tmp_path))
    path.write_bytes(b"y")
    for place in (path, tmp_path / "none", tmp_path):
        with pytest.raises(FolderError, match="damaged"):
            must_be_intact(place, digest)


def test_write_json__is_read_back(tmp_path):
    """A document comes back as it was; the order of its keys makes no other digest."""
    write_json(tmp_path / "a.json", {"a": [1, "ü"], "b": None})
    assert read_json(tmp_path / "a.json") == {"a": [1, "ü"], "b": None}
    assert digest_of_document({"a": 1, "b": 2}) == digest_of_document({"b": 2, "a": 1})


def test_write_new__keeps_what_is_there_and_leaves_no_half_file(tmp_path, monkeypatch):
    """A file is new and whole, or nothing is left of it; a file or dangling link of the name is kept."""
    write_new(tmp_path / "deep" / "a.json", b"first")
    (tmp_path / "link.json").symlink_to(tmp_path / "nowhere")
    for name in ("deep/a.json", "link.json"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, b"second")
    assert (tmp_path / "deep" / "a.json").read_bytes() == b"first"

    def fail(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(store_files.os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_new(tmp_path / "b.json", b"data")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "link.json"]


def test_is_there__says_when_nobody_can_tell(tmp_path, monkeypatch):
    """A missing file is not there; a folder that may not be entered is an error that names the way out."""
    assert is_there(tmp_path)
    assert not is_there(tmp_path / "a.json")

    def forbidden(self):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(type(tmp_path), "lstat", forbidden)
    with pytest.raises(FolderError, match="Let it be read"):
        is_there(tmp_path / "a.json")
