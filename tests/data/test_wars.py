"""Tables of wars are found by name, and dates are read."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.data.wars import date_of, day_of, read_wars
from multipolar.errors import DataError, FaultyFileError


def test_read_wars__takes_what_is_there(tmp_path):
    """A folder may hold some of the tables, in folders of its own."""
    (tmp_path / "mid").mkdir()
    (tmp_path / "mid" / "gml_disputes.csv").write_text("dispnum,hostlev\n1,4\n", encoding="utf-8")
    assert list(read_wars(tmp_path)) == ["gml_disputes.csv"]


def test_read_wars__faults_of_all_tables_come_together(tmp_path):
    """Two tables without their columns are named at once; an empty folder says what it lacks."""
    for name in ("gml_disputes.csv", "wars.csv"):
        (tmp_path / name).write_text("x\n1\n", encoding="utf-8")
    with pytest.raises(DataError) as told:
        read_wars(tmp_path)
    assert "wars.csv: no column" in str(told.value)
    assert "gml_disputes.csv: no column" in str(told.value)
    with pytest.raises(DataError, match="found none of"):
        read_wars(tmp_path / "nowhere")


def test_dates__unknown_months_and_days_are_the_first():
    """Codes for unknown count as the first of the month; an unknown year is no date."""
    assert date_of("1999", "-9", "-9") == dt.date(1999, 1, 1)
    assert date_of("1999", "2", "31") == dt.date(1999, 2, 28)
    assert date_of("2000", "2", "29") == dt.date(2000, 2, 29)
    assert date_of("1998", "12", "31") == dt.date(1998, 12, 31)
    assert date_of("-8", "1", "1") is None
    assert day_of("2020-09-27 00:00:00") == dt.date(2020, 9, 27)
    assert (day_of(""), day_of(".")) == (None, None)
    for text in ("27/09/2020", "2020-09", "soon", "2020-02-30"):
        with pytest.raises(ValueError, match="found"):
            day_of(text)


def test_read_wars__cells_that_are_no_numbers_or_days_are_refused_with_their_lines(tmp_path):
    """Nothing becomes missing by being written wrongly; empty cells are missing."""
    text = 'war,start,days,n_late_joiners,initiator_outcome\n1,1990-01-01,7,,1\n2,1/1/1990,"7,5",0,x\n'
    (tmp_path / "wars.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FaultyFileError, match=r"wars\.csv: 3 faults") as told:
        read_wars(tmp_path)
    assert sorted((p.line, p.path) for p in told.value.problems) == [(3, "days"), (3, "initiator_outcome"), (3, "start")]


def test_read_wars__rows_need_their_code(tmp_path):
    """A state without its code could not be told from others."""
    (tmp_path / "nmc6.csv").write_text("ccode,year,milper\n,1990,5\n", encoding="utf-8")
    with pytest.raises(FaultyFileError, match="line 2, ccode: found nothing"):
        read_wars(tmp_path)
