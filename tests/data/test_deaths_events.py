"""Events of UCDP GED and ACLED as deaths of one war: chosen by the user, placed on days or months, nothing silent."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.data.deaths import read_deaths
from multipolar.data.deaths_events import ACLED, GED, day_of_event
from multipolar.data.deaths_series import Choice
from multipolar.errors import FaultyFileError, QuestionError
from multipolar.reading import Days, read_days

GED_HEAD = ",".join((*GED, "conflict_name", "country"))
ACLED_HEAD = ",".join((*ACLED, "country", "time_precision"))
WAR = Choice({"conflict_name": ("River",)})


def ged(number, days, dead, actors=("Govt of W", "Govt of E"), name="River"):
    start, end = days
    a, b, civilians, unknown = dead
    return f"{number},{start},{end},{actors[0]},{actors[1]},{a},{b},{civilians},{unknown},{a + b + civilians + unknown},{name},E"


def read(tmp_path, head, rows, choice):
    path = tmp_path / "e.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_deaths(path, {}, choice)


def day(text):
    return Days(dt.date.fromisoformat(text), dt.date.fromisoformat(text))


DAY1, DAY3 = ("1998-05-11", "1998-05-11"), ("1998-05-13 00:00:00.000", "1998-05-13 00:00:00.000")


def test_ged_series__sides_follow_the_actors_named_and_civilians_are_told(tmp_path):
    """Our side A may be either side of the event; the day without an event between two is zero, unknown counts for both."""
    turned = ged(2, DAY3, (10, 1, 0, 0), ("Govt of E", "Govt of W"))
    rows = [ged(1, DAY1, (3, 5, 7, 2)), turned, ged(3, DAY1, (9, 9, 9, 9), name="Lake")]
    found = read(tmp_path, GED_HEAD, rows, Choice({"conflict_name": ("River",)}, ("Govt of W",), ("Govt of E",)))

    days = [day("1998-05-11"), day("1998-05-12"), day("1998-05-13")]
    assert {side: [series.periods[d] for d in days] for side, series in found.sides.items()} == {
        "A": [3, 0, 1], "B": [5, 0, 10], "all": [10, 0, 11],
    }  # fmt: skip
    assert "7 civilians left out: the model counts soldiers" in found.notes
    assert "2 deaths of unknown side: counted in both sides together, in neither side alone" in found.notes
    assert set(read(tmp_path, GED_HEAD, rows, WAR).sides) == {"all"}


def test_ged_series__events_of_several_days_make_months_or_are_spread(tmp_path):
    """By default by month; by day they are spread evenly, and over the end of a month too: each is told."""
    rows = [ged(1, DAY1, (1, 1, 0, 0)), ged(2, ("1998-05-30", "1998-06-02"), (4, 4, 0, 0))]
    months = read(tmp_path, GED_HEAD, rows, WAR)
    assert months.sides["all"].periods == {read_days("1998-05"): 6.0, read_days("1998-06"): 4.0}
    assert "1 event over more than one month, 8 deaths: spread evenly over their days" in months.notes
    assert any(note.startswith("by month, because 1 event lasted several days") for note in months.notes)
    days = read(tmp_path, GED_HEAD, rows, Choice(WAR.where, by="day"))
    assert days.sides["all"].periods[day("1998-06-02")] == 2.0
    assert sum(days.sides["all"].periods.values()) == 10.0


def test_ged_series__other_actors_are_left_out_and_counted(tmp_path):
    """Only events between the two sides belong to the war; one side alone means all its enemies."""
    rows = [ged(1, DAY1, (1, 2, 0, 0)), ged(2, DAY1, (5, 5, 0, 0), ("Govt of W", "Rebels")), ged(3, DAY1, (7, 7, 0, 0), ("X", "Y"))]
    both = read(tmp_path, GED_HEAD, rows, Choice(side_a=("Govt of W",), side_b=("Govt of E",)))
    assert both.sides["all"].periods == {day("1998-05-11"): 3.0}
    assert "2 events between other actors left out" in both.notes
    alone = read(tmp_path, GED_HEAD, rows, Choice(side_b=("Govt of W",)))
    assert alone.sides["B"].periods == {day("1998-05-11"): 6.0}


def test_ged_series__faults_stand_with_their_line(tmp_path):
    """An event given twice, codes for missing, an end before the start, other notations of dates: all at once."""
    rows = [
        ged(1, DAY1, (3, 5, 0, 0)), ged(1, DAY1, (3, 5, 0, 0)), ged(2, DAY1, (-99, 5, 0, 0)),
        ged(3, ("1998-05-12", "1998-05-11"), (1, 1, 0, 0)),
        ged(4, ("11/05/1998", "1998-05-11"), (1, 1, 0, 0)), ged(5, DAY1, (1, 1, 0, 0)).replace(",1,1,0,", ",,1,0,"),
    ]  # fmt: skip
    with pytest.raises(FaultyFileError, match="5 faults") as told:
        read(tmp_path, GED_HEAD, rows, WAR)
    assert sorted(problem.line for problem in told.value.problems) == [3, 4, 5, 6, 7]
    assert "the event '1' stands on line 2 and on line 3" in str(told.value)


CHOICES = {
    "none": (Choice(), "say which events belong to the war.*conflict_name: 'River'"),
    "column": (Choice({"conflict": ("River",)}), "no such column"),
    "value": (Choice({"conflict_name": ("Rivr",)}), "did you mean 'River'"),
    "actor": (Choice(side_a=("Govt of Q",)), "in no event chosen.*did you mean"),
    "both": (Choice(side_a=("Govt of W",), side_b=("Govt of W",)), "named for both sides"),
    "nothing": (Choice({"conflict_name": ("River",), "country": ("F",)}), "country=F: no event"),
    "apart": (Choice(side_a=("Govt of W",), side_b=("Rebels",)), "in no event chosen"),
}


@pytest.mark.parametrize("name", CHOICES)
def test_chosen__what_fits_nothing_is_refused(tmp_path, name):
    """A column, value or actor that the table does not hold is never an empty war."""
    choice, said = CHOICES[name]
    with pytest.raises(QuestionError, match=said):
        read(tmp_path, GED_HEAD, [ged(1, DAY1, (1, 2, 0, 0))], choice)


def test_acled_series__fighting_only_and_both_sides_together(tmp_path):
    """Protests are left out and counted; the long date of its exports is read; two precisions make it months."""
    rows = [
        "E1,11 May 1998,Battles,Army W,Army E,12,Eland,1", "E2,1998-05-12,Protests,Crowd,,1,Eland,1",
        "E3,1998-05-13,Explosions/Remote violence,Army W,,3,Eland,1", "E4,1998-05-13,Battles,Army W,Army E,50,Wland,1",
    ]  # fmt: skip
    found = read(tmp_path, ACLED_HEAD, rows, Choice({"country": ("Eland",)}))
    assert found.sides["all"].periods == {day("1998-05-11"): 12.0, day("1998-05-12"): 0.0, day("1998-05-13"): 3.0}
    assert any("no fighting left out: 1 Protests" in note for note in found.notes)
    chosen = Choice({"country": ("Eland",), "event_type": ("Protests",)})
    assert sum(read(tmp_path, ACLED_HEAD, rows, chosen).sides["all"].periods.values()) == 1.0
    between = read(tmp_path, ACLED_HEAD, rows, Choice(side_a=("Army W",), side_b=("Army E",)))
    assert sum(between.sides["all"].periods.values()) == 62.0
    rows[0] = rows[0][:-1] + "3"
    vague = read(tmp_path, ACLED_HEAD, rows, Choice({"country": ("Eland",)}))
    assert vague.sides["all"].periods == {read_days("1998-05"): 15.0}
    assert any("dated to a week or a month only" in note for note in vague.notes)


@pytest.mark.parametrize("cell", ["11 Mai 1998", "31 February 1998", "05/11/1998", "1998", "", "1998-05-11 07:30", "11 may 1998"])
def test_day_of_event__other_notations_are_refused(cell):
    """Two notations that cannot be mistaken, and no other."""
    assert day_of_event("11 May 1998") == day_of_event("1998-05-11") == dt.date(1998, 5, 11)
    with pytest.raises(ValueError, match="found"):
        day_of_event(cell)
