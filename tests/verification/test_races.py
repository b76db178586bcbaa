"""Random damage, as the verification does it."""

from __future__ import annotations

import random
from pathlib import Path

from verification import races


def test_damages__change_a_file(tmp_path: Path) -> None:
    """Each way leaves something else than was written, and nothing outside the folder."""
    for i, way in enumerate(dict.fromkeys(races.DAMAGES)):
        folder = tmp_path / str(i)
        folder.mkdir()
        (folder / "a").write_bytes(b"some bytes that were written")
        (folder / "b").write_bytes(b"others")
        way(folder / "a", random.Random(1))
        assert (folder / "a").read_bytes() != b"some bytes that were written", way
        assert (folder / "b").read_bytes() == b"others"


def test_going_on__asks_only_where_something_has_begun(tmp_path: Path) -> None:
    """A folder that was never begun is not gone on with, which would be refused."""
    assert races.going_on(tmp_path) == ()
    (tmp_path / ".lock").write_text("")
    assert races.going_on(tmp_path) == ("--resume",)
    assert "--resume" in races.command(tmp_path / "w.yaml", tmp_path, 10, 1, *races.going_on(tmp_path))
