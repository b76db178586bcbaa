"""Counting absurd turns: each on an invented course that has exactly it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from verification.absurdities import (
    ABSURDITIES,
    Courses,
    begun,
    changed,
    counts,
    fades_under_fire,
    untouched,
    within,
)

DAYS = 40


def calm() -> Courses:
    """Return two members of a war with two sectors, one power and four options in which nothing happens."""
    days = {
        "place": np.zeros((2, DAYS, 2), int),
        "phase": np.zeros((2, DAYS, 2, 2), int),
        "odds": np.full((2, DAYS, 2, 2), 0.6),
        "uses": np.zeros((2, DAYS, 1, 4), int),
        "level": np.zeros((2, DAYS, 1), int),
        "until": np.full((2, DAYS, 1, 4), -1.0),
        "dead_today": np.zeros((2, DAYS, 2)),
        "refused_by": np.zeros((2, DAYS, 2), int),
        "failed_truces": np.zeros((2, DAYS), int),
    }
    fields = [("uses", "i4", (1, 4)), ("refused_by", "i4", (2,)), ("failed_truces", "i4"), ("ending", "i1"), ("dead", "f8", (2,))]
    state = np.zeros(2, np.dtype(fields))
    state["ending"] = 7
    labels = SimpleNamespace(sides=("AAA", "BBB"), powers=("POW",), options=(("mediate", "arm_AAA", "arm_BBB", "statement"),))
    return Courses(days, state, np.full(2, DAYS - 1), labels, np.full((2, 2), 1000.0))  # type: ignore[arg-type]


def found(courses: Courses) -> dict[str, float]:
    """Return the turns that were counted at all, per hundred courses."""
    return {one.text: count for one, count in zip(ABSURDITIES, counts(courses), strict=True) if count}


def test_counts__nothing_in_a_calm_war() -> None:
    """A war in which nothing happens has no absurd turn."""
    assert found(calm()) == {}


def test_within__counts_events_in_a_moving_window() -> None:
    """Three events on days 0, 9 and 19 lie within twenty days, not within nineteen."""
    events = np.zeros((1, 60), int)
    events[0, [0, 9, 19]] = 1
    assert within(events, 20, 3).tolist() == [1]
    assert within(events, 19, 3).tolist() == [0]
    assert within(events[:, :10], 20, 2).tolist() == [1]


def test_changed_and_begun__against_the_day_before() -> None:
    """The first day is no change; what stands on the first day has begun."""
    values = np.array([[1, 1, 0, 2]])
    assert changed(values).tolist() == [[0, 0, 1, 1]]
    assert begun(values).tolist() == [[1, 0, 0, 1]]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (
            "a place changes hands three times in twenty days",
            lambda c: c.days["place"].__setitem__((0, slice(5, 9), 1), [1, 0, 1, 1]),
        ),
        ("an attack begins with a chance", lambda c: (c.days["phase"].__setitem__((0, 7, 0, 0), 1), c.days["odds"].fill(0.2))),
        ("five attacks of a side", lambda c: c.days["phase"].__setitem__((0, slice(1, 11, 2), 0, 0), 1)),
        ("a power begins to mediate", lambda c: c.state["uses"].__setitem__((0, 0, 0), 9)),
        ("a power makes twenty statements", lambda c: c.state["uses"].__setitem__((0, 0, 3), 20)),
        ("a side refuses sixty", lambda c: c.state["refused_by"].__setitem__((0, 1), 60)),
        ("six truces", lambda c: c.state["failed_truces"].__setitem__(0, 6)),
        ("a power arms both sides", lambda c: c.days["until"].__setitem__((0, 3, 0, slice(1, 3)), 9.0)),
        ("a power changes its level", lambda c: c.days["level"].__setitem__((0, slice(1, 7), 0), [1, 2, 1, 2, 1, 2])),
        ("a side collapses", lambda c: c.state["ending"].__setitem__(0, 1)),
    ],
)
def test_counts__each_turn_by_itself(text: str, change: object) -> None:
    """One of two courses has the turn: fifty per hundred, and no other row moves."""
    courses = calm()
    change(courses)  # type: ignore[operator]
    counted = found(courses)
    assert [name for name in counted if name.startswith(text)] == list(counted)
    assert list(counted.values()) == [50.0]


def test_untouched__not_after_real_losses() -> None:
    """A collapse after a tenth of the men is no wonder."""
    courses = calm()
    courses.state["ending"][:] = 1
    courses.state["dead"][1, 0] = 100.0
    assert untouched(courses).tolist() == [True, False]


def test_fades_under_fire__mean_of_the_last_thirty_days() -> None:
    """Fifteen dead on each of three days are more than one a day; the same long before the end are not."""
    courses = calm()
    courses.state["ending"][:] = 6
    courses.days["dead_today"][0, -3:, 0] = 15.0
    courses.days["dead_today"][1, :3, 0] = 15.0
    assert fades_under_fire(courses).tolist() == [True, False]
    courses.state["ending"][:] = 0
    assert fades_under_fire(courses).tolist() == [False, False]
