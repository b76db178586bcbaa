"""Results of verbs: mappings over their documents, with named parts and plain values."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.results import Discovery, Drivers, LedgerEntry, Replay, Result, Score, StudyTable

COURSE = {
    "schema": "multipolar-course/1", "scenario": "x", "as_of": "2030-01-02", "member": 3, "ending": "knockout_A",
    "length_days": 4.0, "events": [{"day": 1}],
}  # fmt: skip


def test_result__is_read_as_its_document():
    """Keys, length and equality are those of the document; to_json is a copy that changes nothing behind it."""
    result = Result(COURSE)
    assert (dict(result), len(result), "member" in result) == (COURSE, len(COURSE), True)
    assert result == Result(dict(COURSE))
    assert result != Result(COURSE | {"member": 4})
    plain = result.to_json()
    plain["events"][0]["day"] = 9
    assert result["events"][0]["day"] == 1
    with pytest.raises(KeyError):
        _ = result["nothing"]


def test_replay__has_named_parts():
    """The parts of a course carry their types."""
    course = Replay(COURSE)
    assert (course.schema, course.scenario, course.as_of) == ("multipolar-course/1", "x", dt.date(2030, 1, 2))
    assert (course.member, course.ending, course.length_days, course.events) == (3, "knockout_A", 4.0, [{"day": 1}])
    assert repr(course) == "Replay(scenario='x', as_of='2030-01-02')"


def test_result__is_frozen():
    """A result cannot be given another document, nor a part."""
    with pytest.raises(AttributeError):
        Score({"members": 1}).document = {}
    with pytest.raises(TypeError):
        Score({"members": 1})["members"] = 2


def test_study_table__finds_its_rows_by_kind():
    """Rows stand under the name that the document gives them; an interrupted study says so."""
    assert StudyTable({"mechanisms": {"drones": 1}, "complete": False}, "mechanisms", "").rows == {"drones": 1}
    assert not StudyTable({"rows": [], "complete": False}, "prior", "").complete
    assert StudyTable({"rows": [1]}, "targets", "").complete


def test_ledger_entry__is_a_forecast_or_a_question():
    """A question has updates and no single forecast."""
    assert LedgerEntry({"forecasts": [{"id": 1}]}).forecast == {"id": 1}
    question = LedgerEntry({"updates": [{"p": 0.5}]})
    assert (question.forecast, question.updates) == (None, [{"p": 0.5}])


def test_drivers__has_named_parts():
    """The parts of drivers, what is not known as None, and further targets as results of their own."""
    part = {
        "target": "ending", "members": 900, "effective": 850.5, "headline": {"value": 0.4}, "luck": {"value": 0.7}, "pairs": [],
        "drivers": [{"key": "tempo"}], "research": [{"key": "R1"}], "crux": {"sentence": "s"},
    }  # fmt: skip
    nothing = part | {"target": "Q1", "luck": None, "pairs": None, "crux": None}
    head = {"schema": "multipolar-drivers/1", "version": "0", "scenario": "x", "as_of": "2030-01-02", "digest": "d", "seed": 7}
    found = Drivers(head | part | {"others": [nothing]})
    assert (found.target, found.members, found.effective, found.headline) == ("ending", 900, 850.5, {"value": 0.4})
    assert (found.luck, found.pairs, found.crux) == ({"value": 0.7}, [], {"sentence": "s"})
    assert (found.drivers, found.research) == ([{"key": "tempo"}], [{"key": "R1"}])
    other = found.others[0]
    assert (other.target, other.scenario, other.luck, other.pairs, other.crux, other.others) == ("Q1", "x", None, None, None, [])


def test_discovery__has_named_parts():
    """Target, answer, base rate, boxes and the steps of the peeling."""
    document = {"scenario": "x", "as_of": "2030-01-02", "target": "Q1", "answer": "Q1: yes", "members": 900, "base": {"value": 0.4}}
    found = Discovery(document | {"boxes": [{"mass": 0.2}], "trajectory": [{"step": 0}]})
    assert (found.target, found.answer, found.members, found.base) == ("Q1", "Q1: yes", 900, {"value": 0.4})
    assert (found.boxes, found.trajectory) == ([{"mass": 0.2}], [{"step": 0}])
