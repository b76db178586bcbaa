"""Own tables of deaths by day or month: missing is not zero, repeated days are refused with both lines."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.data.deaths import day_column, day_or_month, read_deaths
from multipolar.data.deaths_series import Choice
from multipolar.errors import FaultyFileError, QuestionError, exit_code
from multipolar.reading import Days, read_days

NAMES = {"A": "A", "AZE": "A", "Azerbaijan": "A", "B": "B", "ARM": "B", "Armenia": "B"}


def table(tmp_path, *lines, head="date,side,deaths"):
    path = tmp_path / "d.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def test_read_deaths__sides_by_letter_id_or_name_and_both_together(tmp_path):
    """Days and months by side; a number may have groups of three digits."""
    rows = ("2020-10-01,A,40", "2020-10-02,ARM,50", "2020-10-03,armenia,0", '2020-10,all,"1,445"', "2020-11,both,5991")
    found = read_deaths(table(tmp_path, *rows), NAMES)

    day = dt.date(2020, 10, 2)
    assert found.sides["B"].periods == {Days(day, day): 50.0, Days(dt.date(2020, 10, 3), dt.date(2020, 10, 3)): 0.0}
    assert found.sides["all"].periods == {read_days("2020-10"): 1445.0, read_days("2020-11"): 5991.0}
    assert (found.layout, found.notes, len(found.digest)) == ("own", (), 64)


def test_read_deaths__an_empty_cell_is_missing_and_not_zero(tmp_path):
    """It is left out by name."""
    found = read_deaths(table(tmp_path, "2020-10-01,A,40", "2020-10-02,A,"), NAMES)
    assert len(found.sides["A"].periods) == 1
    assert found.notes == ("2020-10-02 of side A: empty, so it is missing and not scored",)


def test_read_deaths__a_day_given_twice_is_refused_with_both_lines(tmp_path):
    """Whatever the numbers are, and whatever name the side has."""
    with pytest.raises(FaultyFileError, match="2 faults") as told:
        read_deaths(table(tmp_path, "2020-10-01,A,40", "2020-10-02,A,40", "2020-10-01,AZE,9999", "2020-10-02,A,"), NAMES)
    assert "the day 2020-10-01 stands on line 2 and on line 4" in str(told.value)
    assert "the day 2020-10-02 stands on line 3 and on line 5" in str(told.value)
    assert exit_code(told.value) == 3


FAULTS = {
    "27/09/2020,A,4": "found '27/09/2020', expected a date", "2020,A,4": "a whole year", "2020-10-32,A,4": "calendar",
    "2020-10-01,C,4": "found 'C', expected one of A, AZE, Azerbaijan, B", "2020-10-01,,4": "found ''",
    "2020-10-01,A,-99": "expected at least 0; leave the cell empty", "2020-10-01,A,many": "expected a number",
    '2020-10-01,A,"7,5"': "write a decimal with a point", "2020-10-01,A,nan": "expected a number", "2020-10-01,A": "found 2 cells",
    "2020-10-01,A,3,4": "found 4 cells",
}  # fmt: skip


@pytest.mark.parametrize("line", FAULTS)
def test_read_deaths__faults_stand_with_their_line(tmp_path, line):
    """Other notations of dates, unknown sides, codes for missing, text: refused, never dropped."""
    with pytest.raises(FaultyFileError) as told:
        read_deaths(table(tmp_path, "2020-09-30,A,1", line), NAMES)
    assert FAULTS[line] in str(told.value)
    assert [problem.line for problem in told.value.problems] == [3]


def test_read_deaths__other_columns_are_told_with_what_is_needed(tmp_path):
    """A misspelt head, semicolons, an empty table, and choices that an own table does not need."""
    with pytest.raises(FaultyFileError, match=r"no column deaths; .*is 'death' the deaths"):
        read_deaths(table(tmp_path, "2020-10-01,A,4", head="date,side,death"), NAMES)
    with pytest.raises(FaultyFileError, match="no column date, side, deaths"):
        read_deaths(table(tmp_path, "2020-10-01;A;4", head="date;side;deaths"), NAMES)
    with pytest.raises(FaultyFileError, match="no row below"):
        read_deaths(table(tmp_path), NAMES)
    with pytest.raises(QuestionError, match="for event tables"):
        read_deaths(table(tmp_path, "2020-10-01,A,4"), NAMES, Choice(by="day"))


def test_day_or_month__a_year_is_too_long():
    """Days and months only."""
    assert day_or_month("2020-10").last == dt.date(2020, 10, 31)
    with pytest.raises(ValueError, match="whole year"):
        day_or_month("2020")


def test_day_column__reads_days_and_refuses_repeats(tmp_path):
    """The form of tables of daily casualties; empty is missing."""
    path = table(tmp_path, "2020-10-01,90,1", "2020-10-02,,2", head="date,killed,missing")
    assert day_column(path, "date", "killed") == {dt.date(2020, 10, 1): 90.0}
    with pytest.raises(FaultyFileError, match="2020-10-01 stands on line 2 and on line 3"):
        day_column(table(tmp_path, "2020-10-01,90", "2020-10-01,9999", head="date,killed"), "date", "killed")
    for line in ("27/09/2020,4", "2020-10,4", "2020-10-01,-9", "2020-10-01,x", "2020-10-01,"):
        with pytest.raises(FaultyFileError):
            day_column(table(tmp_path, line, head="date,killed"), "date", "killed")
