"""Courses as labelled columns: names for codes, missing for never, and nothing lost on the way from the records."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.codes import Ending, Stop
from multipolar.errors import ArgumentError
from multipolar.model.fields import OUTCOME
from multipolar.session.labelled import course_columns, daily_columns, field_meaning, mark_dates, named_values, names_in

FIELDS = {field.name: field for field in OUTCOME}


def test_field_meaning__speaks_of_names_and_not_of_codes():
    """No column says what a code or a negative number means: there is none in it."""
    assert field_meaning(FIELDS["low_at_end"]) == ("yes or no", "whether the war goes on at low intensity on the last day")
    assert field_meaning(FIELDS["entry_day"]) == ("days", "day of open entry")
    assert field_meaning(FIELDS["label"]) == ("name", "ending label")
    assert field_meaning(FIELDS["stop"]) == ("name", "how it stopped")
    assert field_meaning(FIELDS["money"]) == ("M USD", "cost since the as-of date")
    assert [f.name for f in OUTCOME if any(word in field_meaning(f)[1] for word in ("negative", "-1", "0 ", "code"))] == []


def test_named_values__never_is_missing_and_yes_is_true():
    """A day that never came is no number; 0 and 1 are truth values; codes stay whole."""
    days = named_values(FIELDS["entry_day"], np.array([-1.0, 0.0, 12.0], np.float32))
    assert np.isnan(days[0])
    assert days[1:].tolist() == [0.0, 12.0]
    assert named_values(FIELDS["relapse"], np.array([0, 1], np.int8)).tolist() == [False, True]
    assert named_values(FIELDS["design"], np.array([-1, 2], np.int8)).dtype == np.int64


def test_course_columns__hold_every_outcome_and_every_answer(finished):
    """One row per course; endings by name, deaths as stored, answers as counted in the forecast, weights of mean one."""
    columns = {column.name: column for column in course_columns(finished)}
    out, labels = finished.outcomes, finished.war.model.labels
    assert {len(column.data) for column in columns.values()} == {40}
    assert columns["ending"].names == Ending.spellings()
    assert columns["ending"].data.tolist() == out["label"].tolist()
    assert columns[f"deaths[{labels.sides[1]}]"].data.tolist() == out["deaths"][:, 1].tolist()
    weight = columns["weight"].data
    assert weight.mean() == pytest.approx(1.0)
    assert weight.std() > 0.0
    asked = [item for item in finished.sample.questions if item.question.type == "binary" and not item.outside]
    for item in asked:
        share = np.average(columns[f"question[{item.question.id}]"].data, weights=weight)
        assert share == pytest.approx(finished.forecast["questions"][item.question.id]["p"], abs=1e-5)
    assert len(asked) > 10
    marks = [name for name in columns if name.startswith("share_mark")]
    assert marks == [f"share_mark[{day.isoformat()}]" for day in mark_dates(finished)]
    assert names_in(FIELDS["winner"], labels) == labels.sides


def test_course_columns__are_chosen_by_name_or_by_kind(finished):
    """A kind brings all its columns; a misspelt one is named with the nearest."""
    a, b = finished.war.model.labels.sides
    assert [c.name for c in course_columns(finished, ["deaths", "ending"])] == ["ending", f"deaths[{a}]", f"deaths[{b}]"]
    assert [c.name for c in course_columns(finished, [f"deaths[{b}]"])] == [f"deaths[{b}]"]
    with pytest.raises(ArgumentError, match="did you mean 'deaths'"):
        course_columns(finished, ["death"])


def test_daily_columns__are_one_row_per_course_and_day(finished):
    """The last day of a course holds what its outcome says; dates count from the as-of date."""
    columns = {column.name: column.data for column in daily_columns(finished)}
    side, out = finished.war.model.labels.sides[0], finished.outcomes
    assert {len(values) for values in columns.values()} == {40 * 181}
    last = columns["day"] == 180
    assert columns[f"dead[{side}]"][last] == pytest.approx(out["deaths_total"][:, 0], rel=1e-5)
    assert str(columns["date"][1]) == "2020-10-17"
    assert columns["course"][last].tolist() == list(range(40))
    going = columns["going_on"].reshape(40, 181).sum(axis=1)
    assert (going >= np.floor(out["length_days"])).all()
    told = np.isin(out["stop"], [Stop.SETTLEMENT, Stop.HORIZON])  # of the others some are dated back once they have held
    assert told.sum() > 5
    assert going[told] == pytest.approx(out["length_days"][told], abs=1.0)
