"""Inputs in words: no key of the flagship reaches a reader."""

from __future__ import annotations

import re

import pytest

from invented import war
from multipolar.model.register import REGISTER
from multipolar.report.input_words import GRADES, SHARES, UNITS, grade_words, input_words, names_in, value_words
from multipolar.studies.driver_inputs import described_input

PLAIN = {
    "", "share", "probability", "days", "persons", "batteries", "km", "years", "persons/100 rounds", "kg/soldier-day",
    "items/drone-day",
}  # fmt: skip
"""Units that a reader takes as they stand."""


@pytest.fixture(scope="module")
def told():
    """Return every input of the flagship with its words."""
    found = war("2020-10-16")
    names = names_in(found.scenario.document)
    grades = {prior.field: prior.grade for prior in REGISTER}
    described = [described_input(one, grades) for one in found.model.plan.inputs]
    ids = {key for key in names if re.search(r"[A-Z]{2}|_", key)}
    return [(one, input_words(one.label, names)) for one in described], ids


def test_input_words__name_no_identifier(told):
    """No underline, no identifier of a place, power, report, road or option as a word of its own."""
    inputs, ids = told
    assert len(inputs) > 400
    raw = [(one.key, text) for one, text in inputs if "_" in text or ids & set(re.findall(r"[A-Za-z_0-9]+", text))]
    assert raw == []


def test_input_words__say_what_is_meant(told):
    """Ties by both powers, roads by their ends, acts by what they do, reports by place, teller and day."""
    by_key = {one.key: text for one, text in told[0]}
    assert by_key["tie[AZE,TUR]"] == "alignment at the as-of date: Azerbaijan, Turkey"
    assert by_key["edge_capacity[GOR-LAC]"] == "capacity in good weather: the road from Goris to Lachin"
    assert "“delivers arms and shells to Azerbaijan”" in by_key["option_size[arm_AZE,munitions]"]
    assert by_key["lead:claim_MAD"].endswith("report on Madagiz by Azerbaijan of 3 October")
    assert input_words("plain words", {}) == "plain words"


def test_units_and_grades__of_the_flagship_all_have_words(told):
    """A unit or grade that no table knows would reach the reader as a code."""
    units = {one.unit for one, _ in told[0]}
    assert units - set(UNITS) - PLAIN == set()
    grades = {grade for one, _ in told[0] for grade in one.graded.split("/")}
    assert grades - set(GRADES) == set()
    assert SHARES <= PLAIN


def test_value_words__tell_shares_in_per_cent():
    """A share is per cent, another number has three figures, its sign and its unit."""
    assert value_words(0.25, "share") == "25 %"
    assert value_words(-1.8, "sd") == "−1.8 standard deviations"
    assert value_words(12_345.0, "persons") == "12,300 persons"
    assert value_words(3.0, "") == "3.0"


def test_grade_words__name_each_grade_once():
    """Several grades are joined by or."""
    assert grade_words("E/J") == "estimated from data or judgement"
    assert grade_words("none") == "no source"
