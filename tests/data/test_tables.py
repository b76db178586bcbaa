"""Tables are found, read whole, and refused with every fault at once."""

from __future__ import annotations

import math

import pytest

from multipolar.data.tables import as_number, find_table, read_table, refuse
from multipolar.errors import DataError, FaultyFileError, exit_code


def test_read_table__cells_lines_and_digest(tmp_path):
    """Cells are stripped, empty lines skipped, lines counted as in the file, columns that are not there are empty."""
    path = tmp_path / "t.csv"
    path.write_bytes('\ufeffa,b\r\n1, x \r\n\r\n2,\r\n,"y\r\nz"\r\n3,\r\n'.encode())
    table = read_table(path, ("a",))
    assert table.columns == {"a": ["1", "2", "", "3"], "b": ["x", "", "y\r\nz", ""]}
    assert table.lines == [2, 4, 5, 7]
    assert table.text("c") == [""] * 4
    assert list(table.number("a")) == pytest.approx([1.0, 2.0, math.nan, 3.0], nan_ok=True)
    assert len(table.digest) == 64


FAULTY = {
    "a,b\n1,2\n1\n1,2,3\n": ["line 3: found 1 cells, the head has 2", "line 4: found 3 cells, the head has 2"],
    "a,a,\n1,2,3\n": ["line 1, a: the column 'a' is there twice", "line 1: column 3 has no name"],
    "a;b\n1;2\n": ["no column a; found a;b. The cells are parted by semicolons"],
    "a\tb\n1\t2\n": ["parted by tabs"],
    'a,b\n1,2\n1,"2\n1,2\n': ["line 3: not a row"],
    "": ["no column a; found nothing"],
}


@pytest.mark.parametrize("text", FAULTY)
def test_read_table__every_fault_of_the_form_is_told(tmp_path, text):
    """Rows of another length, doubled or nameless columns, other marks between cells, open quotes: all told, none mended."""
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyFileError) as told:
        read_table(tmp_path / "t.csv", ("a",))
    assert [said for said in FAULTY[text] if said not in str(told.value)] == []
    assert len(told.value.problems) == len(FAULTY[text])
    assert exit_code(told.value) == 3


def test_number__what_is_no_number_is_refused_with_its_line(tmp_path):
    """An empty cell is missing; 7,5 and NA are no numbers, and 1,250 is one."""
    (tmp_path / "t.csv").write_text('a\n"1,250"\n"7,5"\nNA\n', encoding="utf-8")
    with pytest.raises(FaultyFileError, match="2 faults") as told:
        read_table(tmp_path / "t.csv").number("a")
    assert "line 3, a: found '7,5', expected a number; write a decimal with a point" in str(told.value)
    assert [(p.line, p.column, p.path) for p in told.value.problems] == [(3, 1, "a"), (4, 1, "a")]
    assert as_number("1,250") == 1250.0
    assert math.isnan(as_number(" "))


def test_read_table__names_all_missing_columns(tmp_path):
    """What is missing stands in one message."""
    (tmp_path / "t.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(DataError, match="no column b, c; found a"):
        read_table(tmp_path / "t.csv", ("a", "b", "c"))


def test_read_table__no_text_is_a_sentence(tmp_path):
    """Bytes that are no UTF-8 are refused with the fix."""
    (tmp_path / "t.csv").write_bytes(b"a\n\xff\xfe\n")
    with pytest.raises(FaultyFileError, match="byte 0xff on line 2 is no UTF-8"):
        read_table(tmp_path / "t.csv")
    (tmp_path / "t.csv").write_bytes("a\n1\n".encode("utf-16"))
    with pytest.raises(FaultyFileError, match="saved as UTF-16"):
        read_table(tmp_path / "t.csv")
    (tmp_path / "t.csv").write_bytes(b"a\n1\0\n")
    with pytest.raises(FaultyFileError, match="null byte on line 2"):
        read_table(tmp_path / "t.csv")
    with pytest.raises(FaultyFileError, match="cannot be read as a table"):
        read_table(tmp_path / "nowhere.csv")


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
