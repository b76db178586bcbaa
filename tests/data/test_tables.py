"""Tables are found, read whole, and refused with every fault at once."""

from __future__ import annotations

import math

import pytest

from multipolar.data.tables import as_number, find_table, read_table, refuse
from multipolar.errors import DataError


def test_read_table__cells_lines_and_digest(tmp_path):
    """Cells are stripped, empty lines skipped, lines counted as in the file, columns that are not there are empty."""
    path = tmp_path / "t.csv"
    path.write_bytes("\ufeffa,b\r\n1, x \r\n\r\n2\r\n".encode())
    table = read_table(path, ("a",))
    assert table.columns == {"a": ["1", "2"], "b": ["x", ""]}
    assert table.lines == [2, 4]
    assert table.text("c") == ["", ""]
    assert list(table.number("a")) == [1.0, 2.0]
    assert len(table.digest) == 64


def test_read_table__names_all_missing_columns(tmp_path):
    """What is missing stands in one message."""
    (tmp_path / "t.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match="no column b, c; found a"):
        read_table(tmp_path / "t.csv", ("a", "b", "c"))


def test_read_table__no_text_is_a_sentence(tmp_path):
    """Bytes that are no UTF-8 are refused with the fix."""
    (tmp_path / "t.csv").write_bytes(b"a\n\xff\xfe\n")
    with pytest.raises(DataError, match="UTF-8"):
        read_table(tmp_path / "t.csv")


def test_find_table__file_folder_or_one_below(tmp_path):
    """A table is found by path, in a folder, and in a folder below; else it is said what was looked for."""
    below = tmp_path / "cdb90"
    below.mkdir()
    (below / "battles.csv").write_text("a\n", encoding="utf-8")
    assert find_table(tmp_path, "battles.csv") == find_table(below, "battles.csv") == find_table(below / "battles.csv")
    with pytest.raises(DataError, match=r"wars\.csv"):
        find_table(tmp_path, "wars.csv")


def test_refuse__counts_what_it_does_not_show():
    """Nothing to refuse is silent; many faults are cut with their number."""
    refuse("t.csv", [])
    with pytest.raises(DataError, match="50 faults") as told:
        refuse("t.csv", [f"fault {i}" for i in range(50)])
    assert "and 10 more" in str(told.value)
    assert math.isnan(as_number("x"))
