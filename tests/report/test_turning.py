"""What an invented run turns on: parts as figures read them, and what an observer finds in its courses."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from invented import days, population
from multipolar.forecast.document import forecast_document
from multipolar.report import turning
from multipolar.report.turning import STATES, driver_of, drivers_part, flip_words, together, turning_of
from multipolar.studies.driver_inputs import input_table
from multipolar.studies.driver_targets import target_of
from multipolar.studies.drivers import measured_rows
from studies.driven_run import SEED, driven


@pytest.fixture
def run(monkeypatch):
    """Return an invented run in which a planted number decides on a victory."""
    found = driven(monkeypatch)
    table = input_table(found.war.scenario, found.war.model, np.arange(1_000), SEED)
    column = next(i for i, one in enumerate(table.inputs) if one.key == "will_strain")
    x = table.values[:, column]
    chance = np.where(x > np.quantile(x, 0.4), 0.85, 0.1)
    made = driven(monkeypatch, label=np.where(np.random.default_rng(3).random(1_000) < chance, 0, 5).astype(np.int8))
    made.forecast = forecast_document(made.sample)
    made.series = np.arange(1_000), days()[:1_000] if len(days()) >= 1_000 else days()
    return made


def test_drivers_part__tells_a_planted_number_in_words(run):
    """It stands with its ends in their unit, its grade in words, and where the lead changes; no key is its text."""
    found = drivers_part(run)
    row = next(row for row in found["drivers"] if row["key"] == "will_strain")
    assert found["leader"] == "knockout_A"
    assert row["text"] == "weight of financial strain in will"
    assert (row["grade"], row["unsourced"], row["sure"]) == ("judgement", True, True)
    assert row["low"]["p"] < 0.3
    assert row["high"]["p"] > 0.7
    assert row["low"]["at"].endswith("log-odds")
    assert row["flip"].startswith("Flips at ")
    assert "leads." in row["flip"]
    assert all("_" not in other["text"] for other in found["drivers"])
    grades = [other["unsourced"] for other in found["drivers"]]
    assert grades == sorted(grades, reverse=True)
    assert found["luck"] is not None


def test_turning_of__an_observer_finds_each_course_over_seen_or_not(run, monkeypatch):
    """On the day of a signpost a course is over, or goes on with the event seen or not; only the page's courses are told."""
    rows = [{"key": "a", "event": "it rains", "day": 20, "by": "2020-10-17"}]
    told = {"version": "0", "target": "knockout_A", "scenario": "x", "signposts": rows}
    seen = [np.arange(1_000) % 2 == 0]
    monkeypatch.setattr(turning, "signposts_seen", lambda run: (told, seen))
    run.folder = __import__("pathlib").Path("nowhere")
    found = turning_of(run, np.arange(100, 400))
    (answer,) = found.seen
    length = population()[100:400]["length_days"]
    wanted = np.where(length > 20, np.where(np.arange(100, 400) % 2 == 0, 1, 2), 0)
    assert (answer.id, tuple(answer.names)) == ("seen:s1", STATES)
    assert answer.values.tolist() == wanted.tolist()
    assert set(found.parts) == {"crux", "drivers", "signposts"}


def test_turning_of__of_too_few_courses_tells_nothing(monkeypatch, tmp_path):
    """Under two hundred courses there is no verdict."""
    few = driven(monkeypatch, 150, twins=20)
    few.folder = tmp_path
    assert (turning_of(few, np.arange(150)).parts, turning_of(few, np.arange(150)).seen) == ({}, ())


def test_flip_words__no_flip_is_a_result(run):
    """An input under which the same ending leads throughout is told so."""
    target = target_of(run, "knockout_A")
    table = input_table(run.war.scenario, run.war.model, np.arange(1_000), SEED)
    row = measured_rows(target, table)[0]
    assert flip_words(None, row, run.forecast) == "No flip inside its range."
    turned = {"flips_at": 0.25, "flips_to": "frozen_stalemate"}
    unit = SimpleNamespace(one=SimpleNamespace(names=(), unit="share"))
    assert flip_words(turned, unit, {}).startswith("Flips at 25 %: beyond it “")
    rivals = SimpleNamespace(one=SimpleNamespace(names=("C1", "C2 and C3"), unit=""))
    assert "a credence of 25 % in C2 and C3" in flip_words(turned, rivals, {})
    assert driver_of(row, target, {}, run.forecast, {})["flip"] == "No flip inside its range."


def test_together__tells_a_planted_pair_as_a_sentence(run, monkeypatch):
    """What one moves where the other is low and where it is high, both in words."""
    target = target_of(run, "knockout_A")
    table = input_table(run.war.scenario, run.war.model, np.arange(1_000), SEED)
    rows = measured_rows(target, table)[:2]
    pair = SimpleNamespace(first=0, second=1, where_low=-0.021, where_high=0.3)
    monkeypatch.setattr(turning, "acting_together", lambda x, response, told: [pair])
    (said,) = together(rows, target, table.values, {})
    assert "moves it by −2 points" in said
    assert said.endswith(("by +30 in the upper.", " do."))
