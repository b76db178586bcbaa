"""A run against an own table of deaths: days, months and totals in the forecast, beside zero and persistence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from invented import days, war
from multipolar.errors import DataError, QuestionError
from multipolar.forecast.outcome import Stamp
from multipolar.reading import Days, read_days
from multipolar.studies import deaths
from multipolar.studies.deaths import choice_of, death_scores, last_month, last_week, name_of, names_of, side_rows

AS_OF = dt.date(2020, 9, 28)


def day(offset):
    found = AS_OF + dt.timedelta(days=offset)
    return Days(found, found)


def daily(members=20, length=100):
    """Return courses in which 2 die on every day."""
    return np.full((members, length), 2.0)


def test_side_rows__a_day_of_a_course_is_that_many_days_after_the_as_of_date():
    """Place 0 is the first day after it; a certain forecast has the distance as its score."""
    values = np.tile(np.arange(1.0, 11.0), (5, 1))
    left: list[str] = []
    rows = side_rows("A", {day(1): 1.0, day(3): 5.0}, values, AS_OF, left)

    row = rows["deaths_A_per_day"]
    assert (row["periods"], row["from"], row["to"]) == (2, "2020-09-29", "2020-10-01")
    assert row["single"] == {
        "2020-09-29": {"recorded": 1.0, "q50": 1.0, "crps": 0.0}, "2020-10-01": {"recorded": 5.0, "q50": 3.0, "crps": 2.0},
    }  # fmt: skip
    assert (row["score"], row["baselines"]) == (1.0, {"zero": 3.0})
    total = rows["deaths_A_total_of_days"]
    assert (total["value"], total["forecast"]["q50"], total["score"], total["baselines"]["zero"]) == (6.0, 4.0, 2.0, 6.0)
    assert left == ["deaths of side A by day: persistence left out, the table does not tell what went before"]


def test_side_rows__months_are_whole_and_what_lies_outside_is_told():
    """October has 31 days; the month of the as-of date and one that the horizon cuts are not scored."""
    left: list[str] = []
    months = {read_days(name): 60.0 for name in ("2020-08", "2020-09", "2020-10", "2020-11", "2021-01")}
    rows = side_rows("all", months, daily(length=63), AS_OF, left)

    row = rows["deaths_all_per_month"]
    assert {name: single["q50"] for name, single in row["single"].items()} == {"2020-10": 62.0, "2020-11": 60.0}
    assert row["baselines"] == {"zero": 60.0, "persistence": 0.0}
    assert rows["deaths_all_total_of_months"]["value"] == 120.0
    assert [said for said in left if "2020-08, 2020-09" in said]
    assert [said for said in left if "2021-01" in said]


def test_side_rows__persistence_is_the_last_week():
    """Seven days up to the as-of date are an ensemble; a total is as many times a day of it."""
    recorded = {day(i): 4.0 for i in range(-6, 3)}
    left: list[str] = []
    rows = side_rows("B", recorded, daily(), AS_OF, left)

    assert rows["deaths_B_per_day"]["baselines"] == {"zero": 4.0, "persistence": 0.0}
    assert rows["deaths_B_total_of_days"]["baselines"] == {"zero": 8.0, "persistence": 0.0}
    assert left == ["7 rows of side B (2020-09-22 to 2020-09-28) not scored: before the forecast's first day, or around it"]


def test_last_week_and_month__are_none_where_a_day_is_missing():
    """Missing is not zero."""
    assert last_week({day(i): 1.0 for i in range(-6, 0)}, AS_OF) is None
    assert last_month({read_days("2020-07"): 5.0}, AS_OF) is None
    assert last_month({read_days("2020-09"): 5.0}, dt.date(2020, 9, 30)) == np.array([5.0])
    assert (name_of(day(0)), name_of(read_days("2020-10"))) == ("2020-09-28", "2020-10")


def fake_run():
    store = SimpleNamespace(manifest={"version": "0.1.0"})
    return SimpleNamespace(war=war(), store=store, folder=Path("run"), series=(np.arange(50), days()[:50].copy()), digest="ab")


def test_death_scores__of_a_table_by_the_names_of_the_sides(monkeypatch, tmp_path):
    """Each side's deaths are the differences of what courses keep cumulated; both together are their sum."""
    monkeypatch.setattr(deaths, "stamp_in", lambda store: Stamp("ab" * 32, "now"))
    run = fake_run()
    as_of = run.war.scenario.as_of
    first = (as_of + dt.timedelta(days=1)).isoformat()
    path = tmp_path / "d.csv"
    second = run.war.model.labels.sides[1]
    path.write_text(f"date,side,deaths\n{first},{second},30\n{first},all,70\n1999-01-01,A,3\n", encoding="utf-8")
    found = death_scores(run, path)
    dead = np.asarray(run.series[1]["dead"], np.float64)

    assert found["schema"] == "multipolar-deaths/1"
    assert sorted(found["targets"]) == [f"deaths_{s}_{kind}" for s in ("B", "all") for kind in ("per_day", "total_of_days")]
    own = np.median(dead[:, 1, 1] - dead[:, 1, 0])
    assert found["targets"]["deaths_B_per_day"]["forecast"]["q50"] == pytest.approx(own, abs=0.01)
    both = (dead[:, :, 1] - dead[:, :, 0]).sum(axis=1)
    assert found["targets"]["deaths_all_per_day"]["forecast"]["q50"] == pytest.approx(np.median(both), abs=0.01)
    assert any("1999-01-01" in note for note in found["notes"])
    path.write_text("date,side,deaths\n1999-01-01,A,3\n", encoding="utf-8")
    with pytest.raises(DataError, match="no day or month of it lies in the forecast"):
        death_scores(run, path)


def test_death_scores__nothing_is_opened_before_the_stamp(monkeypatch, tmp_path):
    """An unfinished forecast is not scored, whatever lies in the table."""

    def unstamped(store):
        raise DataError("no stamp")

    monkeypatch.setattr(deaths, "stamp_in", unstamped)
    with pytest.raises(DataError, match="no stamp"):
        death_scores(fake_run(), tmp_path / "missing.csv")


def test_names_of__letter_id_and_name():
    """A table may call the sides as the scenario does."""
    found = names_of(fake_run())
    assert (found["A"], found["B"]) == ("A", "B")
    assert {found[label] for label in war().model.labels.sides} == {"A", "B"}


def test_names_of__a_name_that_both_sides_bear_is_none():
    """Nobody could tell whom it means; the letters always do."""
    sides = {"A": SimpleNamespace(id="b", name="Union"), "B": SimpleNamespace(id="EAST", name="union")}
    document = SimpleNamespace(belligerents=sides)
    model = SimpleNamespace(labels=SimpleNamespace(sides=("b", "EAST")))
    found = names_of(SimpleNamespace(war=SimpleNamespace(scenario=SimpleNamespace(document=document), model=model)))
    assert found == {"A": "A", "B": "B", "EAST": "B"}


def test_choice_of__words_of_the_command_line():
    """The same column twice is any of both; a word without a value is refused."""
    found = choice_of(("country=E", "country=F", "name= a=b "), ("W",))
    assert (found.where, found.side_a) == ({"country": ("E", "F"), "name": ("a=b",)}, ("W",))
    for word in ("country", "country=", "=E"):
        with pytest.raises(QuestionError, match="COLUMN=VALUE"):
            choice_of((word,))
    with pytest.raises(QuestionError, match="expected a list of texts"):
        choice_of("country=E")
    with pytest.raises(QuestionError, match="'day' or 'month'"):
        choice_of(by="week")
