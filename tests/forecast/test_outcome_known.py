"""An outcome file against its scenario: every name is looked up, every answer has the type of its question."""

from __future__ import annotations

import pytest

from border_outcome import NAMES, TEXT
from multipolar.forecast.outcome import outcome_from
from multipolar.forecast.outcome_known import MEASURES
from multipolar.scenario.files import loaded_from
from multipolar.studies import targets


def problems(text):
    return outcome_from(loaded_from(text, "o.yaml"), NAMES)[1]


@pytest.mark.parametrize(
    ("was", "becomes", "path", "code", "near"),
    [
        ("scenario: border_war", "scenario: border_wars", "scenario", "other-war", "border_war"),
        ("EAST: {level: armed}", "EASTT: {level: armed}", "power_levels.EASTT", "unknown-name", "'EAST'"),
        ("[EAST, un]", "[EAST, un, WESTT]", "brokered_by[2]", "unknown-name", "'WEST'"),
        ("brokers_outside: [un]", "brokers_outside: [un, WEST]", "brokers_outside[1]", "unknown-name", ""),
        ("arrangement: observers", "arrangement: peacekeepers", "arrangement", "not-allowed", ""),
        ("design_reached: line", "design_reached: lines", "design_reached", "unknown-name", "'line'"),
        ('changed_share: {"2024-05-01"', 'changed_share: {"2024-05-02"', "changed_share.2024-05-02", "unknown-name", "2024-05-01"),
        ("sectors_end: {TOWN: 1", "sectors_end: {TWON: 1", "sectors_end.TWON", "unknown-name", "'TOWN'"),
        ("claims: {C01: partly}", "claims: {C10: partly}", "claims.C10", "unknown-name", "'C01'"),
        ("claims: {C01: partly}", "claims: {C01: partially}", "claims.C01", "not-allowed", "'partly'"),
        ("{id: Q2, answer: 40}", "{id: Q9, answer: 40}", "questions[Q9].id", "unknown-name", "Q"),
        ("{id: Q2, answer: 40}", "{id: Q2, answer: 400}", "questions[Q2].answer", "outside-bounds", ""),
        ("{id: Q2, answer: 40}", "{id: Q2, answer: '7,5'}", "questions[Q2].answer", "bad-number", ""),
        ("{id: Q2, answer: 40}", "{id: Q6, answer: -99}", "questions[Q6].answer", "missing-code", ""),
        ("{id: Q2, answer: 40}", "{id: Q5, answer: -1.5}", "questions[Q5].answer", "outside-bounds", ""),
        ("answer: other", "answer: EASTT", "questions[Q3].answer", "bad-answer", "'EAST'"),
        ('answer: "no"', "answer: perhaps", "questions[Q1].answer", "bad-answer", ""),
        ("resolved_on: 2024-06-10", "resolved_on: 2024-04-30", "questions[Q1].resolved_on", "bad-order", ""),
        ('"2024-05-01": 40,', '"2024-05-01": 400,', "end.length_days.2024-05-01", "outside-bounds", "censored_at_horizon"),
        ("date: 2024-06-10", "date: 2024-07-10", "end.length_days.2024-05-01", "bad-order", ""),
        ('measure: "deaths:A"', 'measure: "deaths:C"', "targets[0].measure", "unknown-name", "A, B"),
        ('measure: "deaths:A"', 'measure: "death:A"', "targets[0].measure", "unknown-name", "'deaths'"),
        ('measure: "deaths:A"', 'measure: "deaths"', "targets[0].measure", "unknown-name", "deaths:SIDE"),
        ('measure: "deaths:A"', 'measure: "area_km2:2020-01-01"', "targets[0].measure", "unknown-name", "2024-05-01"),
        ('measure: "deaths:A"', 'measure: "deaths_week:A:0"', "targets[0].measure", "unknown-name", "1 to 25"),
        ('measure: "deaths:A"', 'measure: "displaced_share:10"', "targets[0].measure", "unknown-name", "day10"),
        ('measure: "deaths:A"', 'measure: "equipment_lost:A:tanks"', "targets[0].measure", "unknown-name", "'tank'"),
        ('"lifeline_cut:M1"', '"lifeline_cut:M2"', "targets[1].measure", "unknown-name", "Known: M1"),
    ],
)
def test_known__one_unknown_name_is_one_fault_with_the_nearest(was, becomes, path, code, near):
    """What was misspelt stands with its place; before, it was silently not scored."""
    assert was in TEXT
    found = problems(TEXT.replace(was, becomes, 1))
    assert (found[0].path, found[0].code) == (path, code)
    assert near in f"{found[0].message} {found[0].hint}"
    assert {p.code for p in found} == {code}


def test_known__a_war_that_outlasted_the_forecast():
    """Days beyond the horizon are told with the label or the mark for it, and only then."""
    text = TEXT.replace("  date: 2024-06-10\n", "").replace('"2024-05-01": 40, "2024-06-01": 9', '"2024-05-01": 562')
    assert [p.code for p in problems(text)] == ["outside-bounds"]
    assert problems(text.replace("  soft:", "  censored_at_horizon: true\n  soft:")) == []


def test_known__brokers_who_are_members_of_a_side_are_known():
    """A party can broker; its members are named in the scenario."""
    assert problems(TEXT.replace("[EAST, un]", "[EAST, un, highlanders]")) == []


def test_known__deaths_counted_from_an_as_of_date_name_it():
    """Where there are several, it must be said which."""
    text = TEXT.replace("scenario: border_war\n", "scenario: border_war\nsince: as_of\n")
    assert [p.path for p in problems(text)] == ["since"]
    assert problems(text.replace("since: as_of\n", 'since: as_of\nas_of: "2024-06-01"\n')) == []


def test_measures__are_those_that_the_study_of_targets_reads():
    """One list here, one there: the same words."""
    assert set(MEASURES) == set(targets.MEASURES)
