"""Run folders that a command line names."""

from __future__ import annotations

import pytest

from multipolar.cli.failures import BrokenRunError
from multipolar.cli.folders import is_run, opened


def test_opened__refuses_what_is_no_run(tmp_path):
    """The reason comes with the folder's name."""
    with pytest.raises(BrokenRunError, match="is not a run folder"):
        opened(tmp_path)


def test_is_run__folders_are_runs_and_names_are_scenarios(tmp_path):
    """A scenario's name or file is no folder."""
    assert is_run(tmp_path)
    assert not is_run("karabakh_2020")
    assert not is_run(tmp_path / "war.yaml")
