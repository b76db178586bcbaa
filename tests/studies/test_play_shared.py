"""What plays of one run share: worked out once, copied by whoever goes on, and other runs have their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from multipolar.engine.chunk import Job, params_of
from multipolar.engine.payoffs import lived_payoffs
from multipolar.studies import play_shared as s
from multipolar.studies.play import begin

pytestmark = pytest.mark.compiled


def held(records):
    """Return what records hold, field by field: what lies between the fields is nobody's and not copied."""
    return [records[name].tobytes() for name in records.dtype.names]


def test_morning__is_left_as_it_was_by_whoever_goes_on(lived):
    """Two plays that begin on one day share their past, and neither sees what the other does."""
    one, other = begin(lived, "RUS", from_day=6), begin(lived, "RUS", from_day=6)
    start = s.morning(s.source_of(lived), one.member, 6)
    before, fresh = (held(start.states), held(start.params)), held(other.states)
    assert one.before is other.before is start.events
    assert held(one.states) == fresh
    one.choose("peacekeepers")
    one.choose()
    assert (held(start.states), held(start.params)) == before
    assert held(other.states) == fresh != held(one.states)
    assert held(begin(lived, "RUS", from_day=6).states) == fresh


def test_morning__of_another_day_or_course_is_another_one(lived):
    """A day later the course has moved on."""
    source = s.source_of(lived)
    number = begin(lived, "RUS", from_day=6).member
    assert held(s.morning(source, number, 7).states) != held(s.morning(source, number, 6).states)


def test_worth__is_worked_out_once_for_a_run(lived, monkeypatch):
    """Whatever power is played; a run with another digest is asked anew."""
    s.worth.cache_clear()
    asked = []
    monkeypatch.setattr(s, "lived_payoffs", lambda *given, **more: asked.append(1) or lived_payoffs(*given, **more))
    source, model = s.source_of(lived), lived.war.model
    found, lasted = s.worth(source, 40)
    assert s.worth(s.source_of(lived), 40)[0] is found
    assert asked == [1]
    expected, _ = lived_payoffs(model.sc, params_of(Job(model, 40, 11), 0, 40), seed=11, capacity=model.capacity)
    assert np.array_equal(found, expected)
    assert np.array_equal(lasted, np.minimum(lived.outcomes["length_days"], model.sc["horizon"][0]))
    s.worth(replace(source, key=("another", *source.key[1:])), 40)
    assert asked == [1, 1]
