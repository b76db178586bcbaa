"""What verbs are given: scenarios by name or file, runs by themselves or by their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from multipolar.engine.store import Store
from multipolar.errors import ArgumentError, FolderError
from multipolar.session.given import as_run, folder_of, is_folder_of_run, named
from multipolar.session.run import Run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a run of which only the folder is known."""
    found = object.__new__(Run)
    found.store = Store(tmp_path / "r", {})
    return found


def test_named__a_scenario_by_name_or_file() -> None:
    """Both as text."""
    assert named("karabakh_2020") == "karabakh_2020"
    assert named(Path("a") / "war.yaml") == str(Path("a") / "war.yaml")


@pytest.mark.parametrize("source", [5, None, "", " ", "a\0b", b"x"])
def test_named__anything_else_is_refused(source: object) -> None:
    """The argument is named with what was found."""
    with pytest.raises(ArgumentError, match=r"source=\.\.\.: found .*, expected a bundled name or a scenario file"):
        named(source)


def test_folder__of_a_run_or_by_its_path(run: Run, tmp_path: Path) -> None:
    """A run is meant by itself or by a folder that is there, not by a file or a name."""
    assert folder_of(run) == tmp_path / "r"
    assert folder_of(str(tmp_path)) == tmp_path
    assert as_run(run) is run
    (tmp_path / "war.yaml").write_text("")
    assert [is_folder_of_run(what) for what in (run, tmp_path, str(tmp_path))] == [True] * 3
    assert [is_folder_of_run(what) for what in (tmp_path / "war.yaml", "karabakh_2020", "a\0b", 5)] == [False] * 4


@pytest.mark.parametrize("what", [5, None, "", " ", "a\0b"])
def test_folder__anything_else_is_refused(what: object) -> None:
    """The argument is named with what was found."""
    with pytest.raises(ArgumentError, match=r"what=\.\.\.: found .*, expected a run or its folder"):
        folder_of(what)


def test_as_run__a_folder_that_holds_no_run_is_refused(tmp_path: Path) -> None:
    """It is named as such."""
    with pytest.raises(FolderError, match="is not a run folder"):
        as_run(tmp_path)
