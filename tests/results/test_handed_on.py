"""What is read on its own or handed on has named parts."""

from __future__ import annotations

import datetime as dt

from tests.results.test_result import COURSE

from multipolar.results import Replay


def test_replay__has_named_parts():
    """The parts of a course carry their types."""
    course = Replay(COURSE)
    assert (course.schema, course.scenario, course.as_of) == ("multipolar-course/1", "x", dt.date(2030, 1, 2))
    assert (course.member, course.ending, course.length_days, course.events) == (3, "knockout_A", 4.0, [{"day": 1}])
    assert repr(course) == "Replay(scenario='x', as_of='2030-01-02')"
