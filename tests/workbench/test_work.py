"""A server at work holds its folder, and ends its processes with itself."""

from __future__ import annotations

import pytest

from multipolar.errors import RunError
from multipolar.workbench.process import start
from multipolar.workbench.project import opened
from multipolar.workbench.work import at_work


def test_at_work__folder_and_processes_end_with_it(tmp_path):
    """Nobody else has the folder meanwhile; a process that was begun is gone afterwards."""
    with at_work(tmp_path / "case", "127.0.0.1:80") as bench:
        assert (bench.port, bench.seats.seats[0].rights) == (80, "write")
        start(bench.jobs.worker)
        process = bench.jobs.worker.process
        with pytest.raises(RunError, match="another workbench"):
            opened(tmp_path / "case")
    assert process.poll() is not None
    opened(tmp_path / "case").close()
