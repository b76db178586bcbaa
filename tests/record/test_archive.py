"""A project goes out as one file and comes in again; nothing leads out of the folder."""

from __future__ import annotations

import io
import zipfile

import pytest

from multipolar import api
from multipolar.errors import FaultyFileError, RunError
from multipolar.record import archive
from multipolar.record.archive import files_of, open_archive, write_archive
from multipolar.scenario.files import library_dir
from multipolar.session.given import as_run


def zipped(**files):
    """Return a zip file of texts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out


def packed(root):
    """Return the bytes of the archive of a project."""
    out = io.BytesIO()
    write_archive(root, out)
    return out.getvalue()


def test_files_of__hidden_files_links_and_other_kinds_stay_out(tmp_path):
    """What the workbench keeps for itself is not packed, and nothing that a link leads to."""
    (tmp_path / ".multipolar").mkdir()
    (tmp_path / ".multipolar" / "undo.jsonl").write_text("secret")
    (tmp_path / "war.yaml").write_text("id: x")
    (tmp_path / "tool.exe").write_text("x")
    (tmp_path / "away.yaml").symlink_to("/etc/hostname")
    assert list(files_of(tmp_path)) == ["war.yaml"]


@pytest.mark.compiled
def test_archive__a_run_has_the_same_digest_elsewhere(tmp_path):
    """The same project makes the same bytes; opened elsewhere, its run is whole, and its scenario runs to the same outcomes."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    (here / "war.yaml").write_bytes((library_dir("templates") / "blank.yaml").read_bytes())
    before = api.run(here / "war.yaml", members=20, seed=3, out=here / "runs" / "one", report=False)
    assert packed(here) == packed(here)
    found = open_archive(io.BytesIO(packed(here)), there)
    assert found["runs"] == ["one"]
    assert as_run(there / "runs" / "one").digest == before.digest
    assert api.run(there / "war.yaml", members=20, seed=3, report=False).digest == before.digest


@pytest.mark.parametrize(
    "name",
    [
        "../out.yaml", "/etc/out.yaml", "a/../../out.yaml", "C:/out.yaml", "a\\..\\out.yaml", ".multipolar/seats.json",
        "runs/.lock", "tool.exe", "noending", "con.yaml", "a /x.yaml", "x.yaml/", "n" * 500 + ".yaml",
    ],
)  # fmt: skip
def test_open_archive__names_that_lead_elsewhere_are_refused(tmp_path, name):
    """Nothing is written then, the good files beside neither."""
    with pytest.raises(FaultyFileError):
        open_archive(zipped(**{name: "x"} if name == "x.yaml/" else {"good.yaml": "x", name: "x"}), tmp_path / "new")
    assert not list(tmp_path.rglob("*.yaml"))


def test_open_archive__links_doubles_and_damage_are_refused(tmp_path):
    """A link, one name twice, no zip file, nothing in it."""
    link = io.BytesIO()
    with zipfile.ZipFile(link, "w") as made:
        info = zipfile.ZipInfo("a.yaml")
        info.external_attr = 0o120777 << 16
        made.writestr(info, "/etc/passwd")
    for wrong in (link, zipped(**{"a.yaml": "x", "A.yaml": "y"}), io.BytesIO(b"PK no zip"), zipped()):
        with pytest.raises(FaultyFileError):
            open_archive(wrong, tmp_path / "new", "p.zip")


def test_open_archive__size_is_bounded_whatever_is_declared(tmp_path, monkeypatch):
    """By the sizes told, and by what comes out."""
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000)
    with pytest.raises(FaultyFileError, match="MB"):
        open_archive(zipped(**{"a.yaml": "x" * 2_000}), tmp_path / "new")
    made = zipped(**{"a.yaml": "x" * 2_000}).getvalue()
    small = made.replace((2_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(FaultyFileError):
        open_archive(io.BytesIO(small), tmp_path / "newer")
    monkeypatch.setattr(archive, "MOST_FILES", 1)
    with pytest.raises(FaultyFileError, match="2 files"):
        open_archive(zipped(**{"a.yaml": "x", "b.yaml": "x"}), tmp_path / "newest")


def test_write_archive__is_bounded_too(tmp_path, monkeypatch):
    """What could not be opened again is not packed."""
    (tmp_path / "a.yaml").write_text("x" * 100)
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    with pytest.raises(RunError, match="take old runs out"):
        packed(tmp_path)
    monkeypatch.setattr(archive, "MOST_FILES", 0)
    with pytest.raises(RunError, match="1 files"):
        packed(tmp_path)


def test_open_archive__a_folder_that_holds_something_is_kept(tmp_path):
    """Nothing is ever written over."""
    (tmp_path / "mine.yaml").write_text("x")
    with pytest.raises(RunError, match="holds something already"):
        open_archive(zipped(**{"a.yaml": "x"}), tmp_path)
