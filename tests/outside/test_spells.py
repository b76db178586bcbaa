"""Past wars read from a table."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.errors import DataError, FaultyFileError
from multipolar.outside.spells import COLUMNS, last_day, over_before, read_spells, with_length
from past_spells import many, spell, text_of, write

HEAD = ",".join(COLUMNS)


def test_read_spells__finds_them_in_a_folder_of_data_and_reads_them_back(tmp_path):
    """What was written is read; another table called wars.csv in a neighbouring folder does not stand in the way."""
    rows = many(30)
    write(tmp_path, rows)
    (tmp_path / "bargaining").mkdir()
    (tmp_path / "bargaining" / "wars.csv").write_text("war,start\n1,1900-01-01\n", encoding="utf-8")

    assert read_spells(tmp_path).rows == rows
    assert read_spells(tmp_path / "wars_outside").rows == rows


def test_read_spells__leaves_out_what_goes_on_and_takes_the_type_before_the_stroke(tmp_path):
    """A war without a last day may go on; one with foreign states is of the same type."""
    table = tmp_path / "wars.csv"
    lines = (
        "a,Going on,interstate,1990-01-01,,ongoing,,0,ongoing,,cow_inter_4.0",
        "b,Helped,intra-centre/intl,1990-01-01,1990-03-15,month,74,0,B,,cow_intra_4.1",
        "c,Listed,extra,1990-01-01,1990-12-31,year,365,0,A,4,ucdp_term_3",
    )
    table.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    helped, listed = read_spells(table).rows

    assert (helped.type, helped.over, helped.code, helped.ucdp) == ("intra-centre", dt.date(1990, 3, 31), 0, False)
    assert (listed.over, listed.code, listed.ucdp, listed.precise) == (dt.date(1990, 12, 31), 4, True, False)


def test_read_spells__names_every_faulty_cell(tmp_path):
    """A date that is none and a length in words are refused with their lines."""
    table = tmp_path / "wars.csv"
    table.write_text(f"{HEAD}\na,A,extra,soon,1990-01-02,day,long,1,A,0,cow\n", encoding="utf-8")
    with pytest.raises(FaultyFileError, match=r"2 faults[\s\S]*line 2, start[\s\S]*line 2, days"):
        read_spells(table)


def test_read_spells__without_the_table_says_what_was_looked_for(tmp_path):
    """An empty folder has no wars."""
    with pytest.raises(DataError, match=r"wars_outside/wars\.csv or wars\.csv"):
        read_spells(tmp_path)


def test_last_day__of_a_month_or_year_is_its_last():
    """A war of which only the year is known is over only when the year is."""
    day = dt.date(2000, 2, 15)
    assert [last_day(day, p) for p in ("day", "month", "year")] == [day, dt.date(2000, 2, 29), dt.date(2000, 12, 31)]


def test_over_before__the_day_itself_is_too_late():
    """A war that ends on the as-of date is not over before it."""
    rows = (spell("late", "2000-01-01", 10), spell("early", "1999-12-01", 10))
    assert [row.name for row in over_before(rows, dt.date(2000, 1, 10))] == ["early"]
    assert [row.name for row in over_before(rows, dt.date(2000, 1, 11))] == ["early", "late"]


def test_with_length__takes_precise_wars_of_the_type_since_1946():
    """The rest has no length to go by."""
    rows = (
        spell("in", "1946-01-01", 3),
        spell("old", "1945-12-31", 3),
        spell("vague", "1950-01-01", 3, precise=False),
        spell("other", "1950-01-01", 3, type="extra"),
    )
    assert [row.name for row in with_length(rows, "interstate")] == ["in"]
    assert text_of(rows).count("\n") == 5
