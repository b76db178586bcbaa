"""Faults between the parts of an outcome file, each by one change of a file that has none."""

from __future__ import annotations

import pytest

from border_outcome import NAMES, TEXT
from multipolar.forecast.outcome import outcome_from
from multipolar.scenario.files import loaded_from


def codes(text):
    """Return address and code of every fault."""
    return [(p.path, p.code) for p in outcome_from(loaded_from(text, "o.yaml"), NAMES)[1]]


def test_rules__the_file_as_it_is_has_no_fault():
    """So that each change below is what is refused."""
    assert codes(TEXT) == []


@pytest.mark.parametrize(
    ("was", "becomes", "path", "code"),
    [
        ("frozen_stalemate: 0.3", "frozen_stalemate: 0.4", "end.soft", "bad-weights"),
        ("frozen_stalemate: 0.3", "frozen_stalemate: -0.3", "end.soft.frozen_stalemate", "outside-bounds"),
        ("label: ceasefire_gains_A", "label: frozen_stalemate", "end.soft", "bad-weights"),
        ("out: 0.5, armed: 0.5", "out: 0.5, armed: 0.2", "power_levels.WEST.soft", "bad-weights"),
        ("EAST: {level: armed}", "EAST: {}", "power_levels.EAST", "missing-key"),
        ("[100, 200, 400]", "[400, 200, 100]", "deaths.B.v", "bad-order"),
        ("[100, 200, 400]", "[100, 200]", "deaths.B.v", "wrong-type"),
        ("[100, 200, 400]", "[-9, 200, 400]", "deaths.B.v[0]", "missing-code"),
        ("[100, 200, 400]", "[.nan, 200, 400]", "deaths.B.v[0]", "bad-number"),
        ("low: 1000", "low: 2000", "targets[0]", "bad-order"),
        ('net_share_A: {"2024-05-01": 0.2}', 'net_share_A: {"2024-05-01": -0.4}', "net_share_A.2024-05-01", "bad-order"),
        ('"lifeline_cut:M1", value: 12', '"deaths:A", value: 12', "targets[1]", "duplicate-id"),
        ("{id: Q2, answer: 40}", "{id: Q1, answer: true}", "questions[Q1]", "duplicate-id"),
        ("brokered_by: [EAST, un]", "brokered_by: [EAST, un, EAST]", "brokered_by[2]", "duplicate-id"),
        ("{id: Q2, answer: 40}", "{id: Q2}", "questions[Q2]", "no-answer"),
        ("{id: Q2, answer: 40}", "{id: Q2, answer: }", "questions[Q2]", "no-answer"),
        ("{id: Q2, answer: 40}", "{id: Q2, answer: 40, void: true}", "questions[Q2].answer", "bad-answer"),
        ("date: 2024-06-10", "date: 10.06.2024", "end.date", "bad-date"),
        ("date: 2024-06-10", "date: 2024-06-31", "end.date", "bad-date"),
        ("resolved_on: 2024-06-10", "resolved_on: June", "questions[Q1].resolved_on", "bad-date"),
        ("resolved_on: 2024-06-10", "resolved_on: 2023", "questions[Q1].resolved_on", "bad-order"),
        ("resolved_on: 2024-06-10", "resolved_on: 10/06/2024", "questions[Q1].resolved_on", "bad-date"),
    ],
)
def test_rules__one_change_is_one_fault_at_its_place(was, becomes, path, code):
    """Address and code of what was changed, and nothing else."""
    assert TEXT.count(was) >= 1
    assert codes(TEXT.replace(was, becomes, 1)) == [(path, code)]


def test_check_days__when_it_ended_and_was_resolved_may_be_rough():
    """A month or a year, as the source has it; days that are counted from are days."""
    assert codes(TEXT.replace("date: 2024-06-10", "date: 2024-06").replace("resolved_on: 2024-06-10", "resolved_on: 2024")) == []
    assert {code for _, code in codes(TEXT.replace("date: 2024-06-10", "date: 2024-08"))} == {"bad-order"}


@pytest.mark.parametrize(
    ("series", "path", "code"),
    [
        ("{start: 2024-05-01, area_km2: [1, 2], area_km2_low: [0]}", "series.area_km2_low", "bad-order"),
        ("{start: 2024-05-01, area_km2: [1, 2], area_km2_high: [1, 1]}", "series.area_km2_high[1]", "bad-order"),
        ("{start: 2024-05-01, area_km2: [1, 2], area_marks: [2024-05-03]}", "series.area_marks[0]", "bad-date"),
        ("{start: 2024-05-01, area_km2: [1, -99]}", "series.area_km2[1]", "missing-code"),
        ("{start: 2024-05-01, dead_B_factor: 0}", "series.dead_B_factor", "outside-bounds"),
        ("{start: yesterday, area_km2: [1]}", "series.start", "bad-date"),
    ],
)
def test_check_series__days_agree(series, path, code):
    """Lengths, ranges, marks on their days, and no code in place of a day that nobody measured."""
    assert codes(f"{TEXT}series: {series}\n") == [(path, code)]


def test_check_sources__a_key_that_no_source_has():
    """Where sources stand, every key named has one."""
    told = TEXT.replace("EAST: {level: armed}", "EAST: {level: armed, s: [paper]}")
    assert codes(told) == []
    assert codes(f"{told}sources: {{book: {{name: A book}}}}\n") == [("power_levels.EAST.s[0]", "unknown-name")]


def test_rules__all_faults_come_at_once_with_line_and_column():
    """Three faults in three lines: three problems in their order."""
    text = TEXT.replace('A: {v: "1,250"}', 'A: {v: "7,5"}').replace("brokered_by", "broker_by")
    text = text.replace('answer: "no"', "answer: hm")
    problems = outcome_from(loaded_from(text, "o.yaml"), NAMES)[1]
    lines = text.splitlines()
    assert [p.code for p in problems] == ["unknown-key", "unknown-name", "bad-number", "bad-answer"]
    assert {p.file for p in problems} == {"o.yaml"}
    for problem, word in zip(problems, ("broker_by", "un", '"7,5"', "hm"), strict=True):
        assert lines[problem.line - 1][problem.column - 1 :].startswith(word)
