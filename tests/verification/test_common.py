"""The table of results."""

from __future__ import annotations

import importlib
from pathlib import Path

from verification.common import README, SHOWS, keep, table


def test_keep__writes_the_result_and_the_table_between_its_marks(tmp_path: Path) -> None:
    """What stands around the table stays; a second result replaces the first."""
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- results -->\nstale row\n<!-- end of results -->\nafter\n", encoding="utf-8")
    for said in ("first words", "second words"):
        keep("memory", {"command": "python -m verification.memory", "sentence": said, "seconds": 3.0}, tmp_path / "r", readme)
    text = readme.read_text(encoding="utf-8")

    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "second words | 3.0 |" in text
    assert "first words" not in text
    assert "stale row" not in text


def test_readme__has_the_table_of_the_kept_results() -> None:
    """The README tells the results that lie in the folder, every command of it among them."""
    text = README.read_text(encoding="utf-8")

    assert table() in text
    for name in SHOWS:
        assert importlib.import_module(f"verification.{name}").main
