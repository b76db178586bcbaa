"""Scenarios found in a run: boxes in words, what is refused, and boxes one after the other."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multipolar.errors import QuestionError
from multipolar.inference.boxes import Cases, Limit
from multipolar.studies.discovery import asked_for, boxes_of, discovery_document, in_words, screened
from multipolar.studies.driver_inputs import InputTable, Uncertain, input_table
from multipolar.studies.driver_targets import target_of
from studies.driven_run import driven

MEMBERS = 4_000


def uncertain(key, kind="parameter", unit="days", **more):
    return Uncertain(key, f"what {key} is", kind, unit, "J", **more)


PAIR = uncertain("R1", "claim", "", names=("C1", "C2 and C3"), claims=(("C1",), ("C2", "C3")), credence=0.5)


def table_of(seed=1):
    rng = np.random.default_rng(seed)
    second = (rng.random(MEMBERS) < 0.5).astype(float)
    values = np.column_stack([second, rng.uniform(10, 20, MEMBERS), rng.normal(size=MEMBERS), second])
    start = uncertain("start:x", "start state")
    return InputTable((PAIR, uncertain("slope"), uncertain("idle"), start), values), rng


def test_boxes_of__the_second_lies_outside_of_the_first():
    """Two corners: each is a box, told as part of all courses; what lies between them is in neither."""
    table, rng = table_of()
    x = table.values
    chance = np.where((x[:, 0] == 1) & (x[:, 1] > 15), 0.9, np.where((x[:, 0] == 0) & (x[:, 1] < 12), 0.8, 0.03))
    hit = rng.random(MEMBERS) < chance
    cases = Cases(x[:, :3], hit, np.full(MEMBERS, 1 / MEMBERS), (2, 0, 0))
    found = boxes_of(cases, table.inputs[:3], "win", None)
    one, two = found["boxes"][:2]
    assert one["sentence"].startswith("win in ")
    assert "C2 and C3 hold" in one["sentence"]
    assert "slope (what slope is) is at least 1" in one["sentence"]
    assert next(limit["low"] for limit in one["limits"] if limit["key"] == "slope") == pytest.approx(15, abs=0.4)
    assert two["sentence"].startswith("Outside the boxes before: win in ")
    assert one["coverage"] + two["coverage"] == pytest.approx(0.95, abs=0.1)
    assert one["mass"] == pytest.approx(0.25, abs=0.03)
    assert one["courses"] == pytest.approx(1_000, abs=120)
    assert one["density_low"] < one["density"] < one["density_high"]
    assert one["held_out"]["density"] == pytest.approx(one["density"], abs=0.06)
    assert {limit["key"]: limit["again"] for limit in one["limits"]} == {"R1": 1.0, "slope": 1.0}
    assert found["trajectory"][0] == {
        "step": 0,
        "coverage": 1.0,
        "density": pytest.approx(hit.mean()),
        "mass": 1.0,
        "restricted": 0,
    }
    json.dumps(found, allow_nan=False)


def test_boxes_of__noise_has_none():
    """Where inputs do nothing no box is told, and that is said."""
    table, rng = table_of(2)
    cases = Cases(table.values[:, 1:3], rng.random(MEMBERS) < 0.5, np.full(MEMBERS, 1 / MEMBERS), (0, 0))
    found = boxes_of(cases, table.inputs[1:3], "win", None)
    assert found["boxes"] == []
    assert "No box tells win apart" in found["notes"][0]


def test_screened__keeps_what_moves_the_answer():
    """The pair and the slope come first; a start state follows from others and is left out."""
    table, rng = table_of(3)
    x = table.values
    yes = rng.random(MEMBERS) < 0.1 + 0.5 * x[:, 0] + 0.03 * (x[:, 1] - 10)
    assert screened(table, yes, np.full(MEMBERS, 1 / MEMBERS))[:2] == [0, 1]
    assert 3 not in screened(table, yes, np.full(MEMBERS, 1 / MEMBERS))


def test_in_words__says_limits_and_claims():
    """One bound, two bounds, and claims that hold."""
    days = uncertain("slope")
    assert in_words(days, Limit(low=2.5)) == "slope (what slope is) is at least 2.5 days"
    assert in_words(days, Limit(high=2.5)) == "slope (what slope is) is at most 2.5 days"
    assert in_words(days, Limit(1.0, 2.5)) == "slope (what slope is) lies between 1 and 2.5 days"
    assert in_words(PAIR, Limit(kept=frozenset({0}))) == "C1 holds"
    assert in_words(PAIR, Limit(kept=frozenset({1}))) == "C2 and C3 hold"


def test_asked_for__a_number_needs_one_bound(monkeypatch):
    """Names take none; the refusal names a value to begin with."""
    run = driven(monkeypatch)
    number, ending = target_of(run, "length_days"), target_of(run, "ending")
    said, yes = asked_for(number, 40.0, None, {})
    assert (said, yes.tolist()) == ("length_days above 40 days", (run.outcomes["length_days"] > 40).tolist())
    assert asked_for(number, None, 40.0, {})[1].sum() == (run.outcomes["length_days"] < 40).sum()
    assert asked_for(ending, None, None, {"knockout_A": "Victory"})[0] == "Victory"
    assert asked_for(target_of(run, "Q01"), None, None, {})[0] == "Q01: yes"
    for target, bounds in ((number, (None, None)), (number, (1.0, 2.0)), (ending, (1.0, None))):
        with pytest.raises(QuestionError, match="above"):
            asked_for(target, *bounds, {})


@pytest.mark.compiled
def test_discovery_document__finds_the_claims_that_decide(monkeypatch):
    """Where one rival pair decides the ending, the box is that pair's second claims; answers of all have none."""
    run = driven(monkeypatch)
    table = input_table(run.war.scenario, run.war.model, run.sample.members, run.sample.seed)
    second = table.values[:, [one.key for one in table.inputs].index("R1")]
    label = np.where(np.random.default_rng(6).random(1_000) < 0.1 + 0.8 * second, 0, 5)
    found = discovery_document(driven(monkeypatch, label=label), "knockout_A")
    assert (found["schema"], found["target"], found["members"]) == ("multipolar-discovery/1", "knockout_A", 1_000)
    assert found["base"]["value"] == pytest.approx((label == 0).mean())
    assert [limit["kept"] for limit in found["boxes"][0]["limits"]] == [["C72, C84 and C85"]]
    same = discovery_document(driven(monkeypatch, label=label), "knockout_B")
    assert same["boxes"] == []
    assert "no course answers so" in same["notes"][0]
    json.dumps(found, allow_nan=False)
