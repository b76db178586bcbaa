"""A run against what happened day by day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import yaml

from invented import days, war
from multipolar.errors import DataError
from multipolar.forecast.outcome import Series, Stamp
from multipolar.scenario.files import library_dir
from multipolar.studies import daily

AS_OF = dt.date(2020, 10, 16)


def test_scored__days_after_the_as_of_date_only():
    """Day d of a course is d days after the as-of date; what lies before is not scored."""
    values = np.tile(np.arange(6.0), (10, 1))
    truth = {AS_OF + dt.timedelta(days=i): float(i) for i in range(-3, 4)}
    row = daily.scored("x", "km2", values, truth, as_of=AS_OF, naive=np.array([0.0]))

    assert (row["days"], row["from"]) == (3, "2020-10-17")
    assert row["score"] == 0.0
    assert row["baselines"]["persistence"] == 2.0
    assert row["ranks"] == [0.5, 0.5, 0.5]
    assert row["forecast"]["q50"] == 2.0


def test_scored__nothing_to_score_is_no_row():
    """Days that the forecast does not reach have no score."""
    row = daily.scored("x", "km2", np.zeros((2, 3)), {AS_OF: 1.0}, as_of=AS_OF, naive=np.array([0.0]))

    assert (row["days"], row["ranks"]) == (0, [])


def test_last_week__is_what_was_seen_up_to_the_date():
    """Seven days are an ensemble; where they are not all there, nobody died yet."""
    truth = {AS_OF - dt.timedelta(days=i): float(i) for i in range(10)}

    assert sorted(daily.last_week(truth, AS_OF)) == [0, 1, 2, 3, 4, 5, 6]
    assert daily.last_week(truth, AS_OF - dt.timedelta(days=8)).tolist() == [0.0]


def test_area_rows__all_days_and_the_named_ones():
    """One row over all days and one per named day; from the first day of the war the naive ground is none."""
    series = Series(start="2020-10-15", area_km2=[10.0, 20.0, 30.0, 40.0], area_marks=["2020-10-18", "2021-01-01"])
    rows = daily.area_rows(series, np.full((5, 9), 30.0), AS_OF)

    assert [(row["target"], row["days"]) for row in rows] == [("area_km2", 2), ("area_km2:2020-10-18", 1)]
    assert rows[0]["score"] == 5.0
    assert rows[0]["baselines"]["persistence"] == 15.0
    start = daily.area_rows(series, np.full((5, 9), 30.0), dt.date(2020, 10, 15))
    assert start[0]["baselines"]["persistence"] == pytest.approx(30.0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "day,dead\n2020-10-17,4\n",
        "date,killed\nsoon,4\n",
        "date,killed\n2020-10-17,many\n",
        "date,killed\n2020-10-17,4\n2020-10-17,9999\n",
        "date,killed\n2020-10-17,-99\n",
    ],
)
def test_dated_deaths__a_faulty_file_is_named(tmp_path, text):
    """No file, other columns, no dates: an error, never an empty score."""
    path = tmp_path / "deaths.csv"
    if text:
        path.write_text(text)

    with pytest.raises(DataError, match=r"deaths\.csv"):
        daily.dated_deaths(path, 1.1)


def fake_run(name="karabakh_2020"):
    series = days()[:50].copy()
    found = SimpleNamespace(id=name, scenario=SimpleNamespace(as_of=AS_OF, document=war().scenario.document))
    return SimpleNamespace(war=found, store=None, folder=Path("run"), series=(np.arange(50), series))


def test_daily_scores__deaths_are_those_of_the_day(monkeypatch, tmp_path):
    """Courses keep deaths cumulated; a day's deaths are the difference. Ground comes from the outcome file."""
    monkeypatch.setattr(daily, "stamp_in", lambda store: Stamp("ab" * 32, "now"))
    folder = tmp_path / "nk2020_war"
    folder.mkdir()
    rows = "".join(f"{AS_OF + dt.timedelta(days=i)},{10 + i}\n" for i in range(-8, 20))
    (folder / "armenian_side_daily_casualties.csv").write_text("date,killed\n" + rows)
    run = fake_run()
    found = daily.daily_scores(run, tmp_path)
    dead = np.diff(run.series[1]["dead"][:, 1].astype(float), axis=1)[:, :19].mean(axis=1)

    assert found["targets"]["deaths_B_per_day"]["days"] == 19
    assert found["targets"]["deaths_B_per_day"]["forecast"]["q50"] == pytest.approx(np.median(dead), abs=0.01)
    assert found["targets"]["area_km2"]["days"] == 25
    assert "area_km2:2020-11-09" in found["targets"]
    assert "area_km2:2020-10-03" not in found["targets"]
    assert war().id == run.war.id


def test_daily_scores__a_war_nobody_counted_by_day_is_refused(monkeypatch, tmp_path):
    """Another war has no daily truth: said, with what is known."""
    monkeypatch.setattr(daily, "stamp_in", lambda store: Stamp("ab" * 32, "now"))

    with pytest.raises(DataError, match="known: karabakh_2020"):
        daily.daily_scores(fake_run("krajina_1995"), tmp_path)


def test_dated_deaths__of_the_flagship_fall_short_of_the_official_count_as_the_factor_says(tmp_path):
    """All dated deaths of the library's outcome, told as a table, times the factor come to the official 3,825."""
    told = yaml.safe_load((library_dir("outcomes") / "karabakh_2020.yaml").read_text(encoding="utf-8"))
    series, first = told["series"], dt.date.fromisoformat(told["series"]["start"])
    rows = "".join(f"{first + dt.timedelta(days=i)},{n}\n" for i, n in enumerate(series["dead_B_dated"]))
    (tmp_path / "deaths.csv").write_text("date,killed\n" + rows, encoding="utf-8")
    deaths = daily.dated_deaths(tmp_path / "deaths.csv", series["dead_B_factor"])

    assert (min(deaths), max(deaths)) == (dt.date(2020, 9, 27), dt.date(2020, 11, 10))
    assert sum(deaths.values()) == pytest.approx(told["deaths"]["B"]["v"][1], rel=0.05)
