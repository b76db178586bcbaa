"""The project folder: paths that lead out of it, kinds of files, and one server at a time."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from multipolar.errors import RunError
from multipolar.workbench.project import files_of, inside, kind_of, opened, run_folder
from multipolar.workbench.refusing import RefusedError
from workbench_stage import SMALL


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("../x.yaml", 403), ("a/../../x.yaml", 403), ("/etc/hosts.yaml", 403), ("C:/x.yaml", 403), ("..\\x.yaml", 400), ("", 400),
        (" ", 400), ("a\0.yaml", 400), (".multipolar/undo.json", 403), ("a/.git/x.yaml", 403), ("x.sh", 403), ("x", 403),
        ("x.html", 403), ("link/x.yaml", 403), ("x.yaml/../../y.yaml", 403), ("a" * 500 + ".yaml", 400),
    ],
)  # fmt: skip
def test_inside__refuses_what_leads_elsewhere(at, tmp_path, path, status):
    """Also through a link, and hidden files and other kinds of files."""
    (tmp_path / "elsewhere").mkdir(exist_ok=True)
    (at.folder / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RefusedError) as error:
        inside(at.bench.project, path)
    assert error.value.status == status
    if "\0" not in path:
        at.refused("GET", "/api/file", status, path=path)
        at.refused("POST", "/api/file", status, path=path, text="id: x\n")


def test_inside__a_link_to_a_file_outside_is_refused(at, tmp_path):
    """Whether it is to be read or written."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("id: secret\n")
    (at.folder / "war.yaml").symlink_to(secret)
    at.refused("GET", "/api/file", 403, path="war.yaml")
    assert [place.name for place in files_of(at.bench.project)] == []


@pytest.mark.parametrize("name", ["..", ".", "a/b", "", "x\0", "gone", ".hidden"])
def test_run_folder__refuses_other_names(at, name):
    """A run lies below runs/ and nowhere else."""
    with pytest.raises(RefusedError):
        run_folder(at.bench.project, name)


@pytest.mark.parametrize(
    ("text", "suffix", "kind"),
    [
        (SMALL, ".yaml", "scenario"), ("format: multipolar-document/1\n", ".yaml", "scenario"),
        ("# c\nformat: 'multipolar-patch/1'\n", ".yaml", "patch"),
        ("format: multipolar-evidence/1\n", ".yml", "evidence"), ("schema: backtest-facts/1\n", ".yaml", "pack"),
        ("format: multipolar-outcome/1\n", ".yaml", "outcome"), ('{"schema": "multipolar-frozen/1"}', ".json", "frozen"),
        ("hello", ".md", "text"), ("a: b\n", ".yaml", "text"), ("", ".yaml", "text"),
    ],
)  # fmt: skip
def test_kind_of__by_format_else_by_keys(text, suffix, kind):
    """A file says what it is."""
    assert kind_of(text, suffix) == kind


def test_opened__a_second_server_is_refused_with_who_holds_it(at):
    """In this process and in another one, naming the process."""
    with pytest.raises(RunError, match="another workbench has this folder open"):
        opened(at.folder)
    code = "import sys; from pathlib import Path; from multipolar.workbench.project import opened; opened(Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(at.folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"process {os.getpid()} on " in done.stderr


def test_opened__a_folder_that_cannot_be_used_is_said(tmp_path):
    """A file in its place, or no right to write."""
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match=r"is a file, expected a folder|cannot write there"):
        opened(tmp_path / "file")
    if os.geteuid() != 0:
        (tmp_path / "closed").mkdir(mode=0o500)
        with pytest.raises(RunError, match="cannot write there"):
            opened(tmp_path / "closed")


def test_opened__a_folder_is_free_again_after_the_end(tmp_path):
    """The lock goes with the server."""
    opened(tmp_path / "case").close()
    opened(tmp_path / "case").close()
