"""In what two wars differ, value by value, and in words when nothing that a course reads does."""

from __future__ import annotations

import numpy as np
import pytest

import small_document
from multipolar.model.build import build
from multipolar.model.records import zeros
from multipolar.session.war import Recipe, War
from multipolar.studies.differing import input_differences, moved_records, standstill, value_differences


def war(chosen=(), off=(), **changes):
    """Return a small war with claims chosen, mechanisms off, and blocks replaced."""
    scenario = small_document.scenario(tuple(chosen), **changes)
    return War(Recipe("small", off=tuple(off)), scenario, build(scenario))


BASE = war()
ALIKE = (zeros("OUTCOME", 4), zeros("OUTCOME", 4))


def test_value_differences__name_the_value_by_its_address():
    """Items of lists go by their id; what stands in one of the two only is none in the other."""
    a = {"x": [{"id": "p", "v": 1}, {"id": "q", "v": 2}], "y": 3}
    b = {"x": [{"id": "p", "v": 5}], "y": 3, "z": "new"}

    assert list(value_differences(a, b)) == [("x[p].v", "1", "5"), ("x[q]", "{'id': 'q', 'v': 2}", "none"), ("z", "none", "new")]


def test_input_differences__hold_dates_values_and_switches_either_way():
    """A value, a date or a mechanism that differs is told, whichever of the two has it."""
    other = war(horizon_days=30, off=["drones"])

    for one, two in ((BASE, other), (other, BASE)):
        assert {row["what"] for row in input_differences(one, two)} == {"horizon_days", "mechanism drones"}
    assert input_differences(BASE, BASE) == []


def test_input_differences__a_drawn_pair_is_told_on_both_sides():
    """Turning off a claim of a drawn pair shows it off, and its rival in force instead of drawn."""
    rows = {row["what"]: (row["base"], row["value"]) for row in input_differences(BASE, war(["K3=off"]))}

    assert rows == {"claim K3": ("0.14, drawn", 0.0), "claim K4": ("0.36, drawn", 0.5)}


@pytest.mark.parametrize("choice", ["K1=off", "K2=off", "K3=off", "K3=on", "K4=off", "K3=K4"])
def test_moved_records__a_switched_claim_moves_what_members_draw(choice):
    """Every switch of a claim with an effect moves a drawn number, in a pair or out of one."""
    assert moved_records(BASE, war([choice]), 64, 1)


def test_standstill__says_why_nothing_can_move():
    """A claim without effects moves nothing, and that is said with the reason its author gave."""
    claims = [*small_document.BASE["claims"], {"id": "K9", "text": "a saying", "kind": "FOR", "inert_reason": "Only a saying."}]
    on, off = war(claims=claims), war(["K9=off"], claims=claims)

    told = standstill((on, off), ALIKE, 1, input_differences(on, off))

    assert told == "Identical in every course: no number that a course reads differs. Only a saying."


def test_standstill__numbers_that_moved_no_course_are_named():
    """Records that differ while the courses do not are named."""
    other = war(["K1=off"])

    assert "armed_drones differ" in standstill((BASE, other), ALIKE, 1, input_differences(BASE, other))


def test_standstill__courses_that_differ_without_an_input_are_never_called_the_same():
    """When digests differ and no stored input does, that is said."""
    moved = ALIKE[1].copy()
    moved["deaths"] = np.float32(7)

    assert "Courses differ although no input does" in standstill((BASE, BASE), (ALIKE[0], moved), 1, [])
    assert standstill((BASE, BASE), (ALIKE[0], moved), 1, [{"what": "horizon_days"}]) == ""
