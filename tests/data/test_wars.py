"""Tables of wars are found by name, and dates are read."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.data.wars import date_of, day_of, read_wars
from multipolar.errors import DataError


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
    assert date_of("-8", "1", "1") is None
    assert day_of("2020-09-27 00:00:00") == dt.date(2020, 9, 27)
    assert day_of("") is None
