"""The document of drivers: ranks, intervals, what flips, what to find out next, the crux; of invented answers."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from multipolar.inference.given_data import Nulls, measure, measure_categories
from multipolar.inference.interactions import NoLearnerError, Together
from multipolar.inference.response import Estimate, response_of, response_of_numbers
from multipolar.studies import drivers
from multipolar.studies.driver_inputs import InputTable, Uncertain
from multipolar.studies.driver_targets import Target
from multipolar.studies.drivers import Row, crux, drivers_document, measured_rows, moves, of_target, plain_row, research
from studies.driven_run import driven

MEMBERS = 4_000
TITLES = {"win": "Victory of A", "halt": "Halt on the lines"}
KEYS = {
    "schema", "version", "scenario", "as_of", "digest", "seed", "interrupted", "target", "target_text", "target_kind", "unit",
    "members", "effective", "headline", "luck", "twin_pairs", "drivers", "explained", "pairs", "research", "crux", "notes",
    "others", "methods",
}  # fmt: skip
ROW = {
    "key", "label", "kind", "unit", "first_order", "total_variation", "null95", "bits", "at", "flips_at", "graded", "above_noise",
    "at_input", "flips_to", "categories", "intervals",
}  # fmt: skip


def uncertain(key, kind="parameter", graded="B", **more):
    return Uncertain(key, f"what {key} is", kind, "days", graded, **more)


PAIR = uncertain("R1", "claim", "J", names=("C1", "C2 and C3"), claims=(("C1",), ("C2", "C3")), credence=0.5)
SLOPE, IDLE = uncertain("slope", graded="J"), uncertain("idle", graded="none")
FACTOR = uncertain("factor:x|y", "common factor", "J")


@pytest.fixture(scope="module")
def table():
    rng = np.random.default_rng(1)
    values = np.column_stack(
        [
            (rng.random(MEMBERS) < 0.5).astype(float),
            rng.uniform(10, 20, MEMBERS),
            rng.normal(size=MEMBERS),
            rng.normal(size=MEMBERS),
        ]
    )
    return InputTable((PAIR, SLOPE, IDLE, FACTOR), values)


@pytest.fixture(scope="module")
def named(table):
    """P(win) = 0.2, or 0.8 under the second claims, and 0.3 more from low to high slope."""
    x = table.values
    chance = 0.05 + 0.6 * x[:, 0] + 0.3 * (x[:, 1] - 10) / 10
    win = np.random.default_rng(2).random(MEMBERS) < chance
    response = response_of(np.where(win, 0, 1), 2)
    leader = int(response.shares.argmax())
    return Target("ending", "how the war ends", "name", "probability", ("win", "halt"), response, leader, leader, None, 0)


@pytest.fixture(scope="module")
def number(table):
    y = 3 * (table.values[:, 1] - 15) + np.random.default_rng(3).normal(size=MEMBERS)
    return Target("length_days", "length", "number", "days", (), response_of_numbers(y), None, None, None, 0)


def test_measured_rows__the_strongest_first(table, named):
    """The pair moves most, the slope next; what does nothing comes last."""
    rows = measured_rows(named, table)
    assert [row.one.key for row in rows][:2] == ["R1", "slope"]
    assert [row.sure for row in rows][:2] == [True, True]
    assert rows[0].found.first_order.value == pytest.approx(0.36, abs=0.04)


def test_plain_row__says_numbers_and_their_intervals(table, named):
    """Of rivals the first claims are low and the second high; of a number the tenths, with the input there."""
    rows = {row.one.key: plain_row(row, named) for row in measured_rows(named, table)}
    assert [set(row) for row in rows.values()] == [ROW] * 4
    share = named.response.shares[named.told]
    pair, slope = rows["R1"], rows["slope"]
    win = 0 if named.names[named.told] == "win" else 1
    assert (pair["at"]["low"], pair["at"]["middle"], pair["at"]["high"]) == (
        pytest.approx(abs(win - 0.2), abs=0.03), None, pytest.approx(abs(win - 0.8), abs=0.03)
    )  # fmt: skip
    assert pair["at_input"] == {"low": "C1", "middle": None, "high": "C2 and C3"}
    assert pair["flips_at"] == pytest.approx(0.5, abs=0.05)
    assert pair["flips_to"] == named.names[1 - named.leader]
    assert pair["intervals"]["flips_at"][0] <= pair["flips_at"] <= pair["intervals"]["flips_at"][1]
    assert slope["at_input"]["low"] == pytest.approx(10.5, abs=0.1)
    for end in ("low", "middle", "high"):
        low, high = slope["intervals"]["at"][end]
        assert low < slope["at"][end] < high
    assert abs(slope["at"]["middle"] - share) < 0.06
    assert rows["idle"]["flips_at"] is None
    assert all(row["first_order"]["low"] <= row["first_order"]["value"] <= row["first_order"]["high"] for row in rows.values())
    json.dumps(rows, allow_nan=False)


def test_crux__is_what_moves_the_headline_most(table, named):
    """The rivals, as a sentence with both ends and the credence at which the lead changes."""
    found = crux(measured_rows(named, table), named, TITLES)
    assert (found["key"], found["kind"]) == ("R1", "claim")
    assert abs(found["difference"]) == pytest.approx(0.6, abs=0.04)
    assert "where C1 holds" in found["sentence"]
    assert "where C2 and C3 do." in found["sentence"]
    assert "At a credence of" in found["sentence"]
    assert f"the lead changes; beyond leads: {TITLES[named.names[1 - named.leader]]}." in found["sentence"]
    asked = replace(named, name="Q1", kind="yes or no", names=("yes", "no"), told=0)
    turned = "becomes likelier than not" if named.leader == 1 else "is no longer likelier than not"
    assert f"it {turned}." in crux(measured_rows(asked, table), asked, {})["sentence"]
    assert TITLES[named.names[named.leader]] in found["sentence"]


def test_crux__of_a_number_is_told_in_its_unit(table, number):
    """The input that moves the mean, from its low to its high tenth."""
    found = crux(measured_rows(number, table), number, {})
    assert found["key"] == "slope"
    assert found["difference"] == pytest.approx(27.0, abs=0.5)
    assert "length_days is on average -13.5 days at 10.5 days, 13.6 days at 19.5 days." in found["sentence"]


def test_crux__there_may_be_none(table):
    """Where nothing surely moves the answer, that is the result; factors and start states are never the crux."""
    response = response_of((np.random.default_rng(4).random(MEMBERS) < 0.5).astype(np.int64), 2)
    target = Target("Q1", "t", "yes or no", "probability", ("no", "yes"), response, 1, 1, None, 0)
    assert crux(measured_rows(target, table), target, {})["key"] is None
    follows = response_of((table.values[:, 3] > 0).astype(np.int64), 2)
    target = Target("Q1", "t", "yes or no", "probability", ("no", "yes"), follows, 1, 1, None, 0)
    assert "no single crux" in crux(measured_rows(target, table), target, {})["sentence"]


def test_research__lists_what_rests_on_judgement_by_the_value_of_knowing(table, named):
    """The pair before the slope; what does nothing or has a source is not worth it."""
    rows = measured_rows(named, table)
    found = research(rows, named)
    assert [row["key"] for row in found] == ["R1", "slope"]
    assert found[0]["bits"] > found[1]["bits"] > 0
    assert abs(found[1]["moves"]) == pytest.approx(0.27, abs=0.06)
    sourced = [Row(uncertain(row.one.key), row.found, row.column) for row in rows]
    assert research(sourced, named) == []


def test_moves__has_the_error_of_two_shares(table, named):
    """P (1 - p) / n of both ends, added."""
    row = next(row for row in measured_rows(named, table) if row.one.key == "R1")
    difference, error = moves(row, named)
    assert abs(difference) == pytest.approx(0.6, abs=0.04)
    assert error == pytest.approx(np.sqrt(2 * 0.16 / 2_000), rel=0.1)


def test_of_target__an_answer_that_never_varies_has_no_drivers(table):
    """It is said so, and nothing is ranked."""
    same = Target("Q1", "t", "yes or no", "probability", ("no", "yes"), response_of(np.zeros(MEMBERS, np.int64), 2), 0, 1, None, 0)
    found = of_target(same, table, {}, pairs=True)
    assert (found["drivers"], found["luck"], found["crux"], found["pairs"]) == ([], None, None, None)
    assert "never varies: all 4,000 courses agree" in found["notes"][0]


def test_of_target__pairs_need_a_learner(table, named, monkeypatch):
    """Without it the reason is noted; with it pairs above zero are told; they may be left out."""

    def missing(*_args, **_how):
        raise NoLearnerError

    monkeypatch.setattr(drivers, "together", missing)
    found = of_target(named, table, TITLES, pairs=True)
    assert found["pairs"] is None
    assert drivers.NO_LEARNER in found["notes"]
    assert drivers.NO_LEARNER not in of_target(named, table, TITLES, pairs=False)["notes"]

    def learned(x, response, **how):
        assert x.shape == (MEMBERS, 2)
        return Together(0.4, (), {(0, 1): Estimate(0.1, 0.05, 0.15)})

    monkeypatch.setattr(drivers, "together", learned)
    found = of_target(named, table, TITLES, pairs=True)
    assert (found["explained"], [(p["first"], p["second"]) for p in found["pairs"]]) == (0.4, [("R1", "slope")])


@pytest.mark.compiled
def test_drivers_document__of_a_run(monkeypatch):
    """All keys; the ending by default; further targets stand behind it; equal answers come from equal runs."""
    labels = np.random.default_rng(5).integers(0, 3, 1_000)
    run = driven(monkeypatch, label=labels, wanted=2_000)
    found = drivers_document(run, pairs=False)
    assert set(found) == KEYS
    assert (found["schema"], found["target"], found["members"]) == ("multipolar-drivers/1", "ending", 1_000)
    assert found["interrupted"] == "interrupted: 1000 of 2000 courses"
    assert found["luck"]["low"] <= found["luck"]["value"] <= found["luck"]["high"]
    assert len(found["drivers"]) > 400
    more = drivers_document(run, ["ending", "length_days", "ending"], pairs=False)
    assert [part["target"] for part in more["others"]] == ["length_days"]
    assert {key: more[key] for key in KEYS - {"others"}} == {key: found[key] for key in KEYS - {"others"}}
    json.dumps(more, allow_nan=False)


@pytest.mark.compiled
def test_drivers_document__finds_the_claim_that_decides(monkeypatch):
    """Where one rival pair decides the ending, it is first, is the crux, and flips the lead."""
    run = driven(monkeypatch)
    table = drivers.input_table(run.war.scenario, run.war.model, run.sample.members, run.sample.seed)
    second = table.values[:, [one.key for one in table.inputs].index("R1")]
    noise = np.random.default_rng(6).random(1_000)
    run = driven(monkeypatch, label=np.where(noise < 0.1 + 0.7 * second, 0, 5))
    found = drivers_document(run, pairs=False)
    assert found["drivers"][0]["key"] == found["crux"]["key"] == "R1"
    assert found["drivers"][0]["flips_at"] is not None


def test_measures__of_both_kinds_share_one_form():
    """Numbers have three places, categories one each."""
    rng = np.random.default_rng(7)
    response = response_of(rng.integers(0, 2, 500), 2)
    assert len(measure(rng.normal(size=500), response, Nulls(response)).places) == 3
    assert len(measure_categories(rng.integers(0, 4, 500), 4, response, Nulls(response)).places) == 4
