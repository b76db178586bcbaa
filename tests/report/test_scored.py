"""Scores as tables: what was said, what happened, and of how many."""

from __future__ import annotations

import pytest
from tests.report.synthetic import invented_war

from multipolar.report.scored import (
    happened,
    lost_text,
    said,
    score_authors,
    score_cells,
    score_means,
    score_targets,
    target_name,
    value_text,
)

FORECAST = invented_war(200).forecast


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "yes"),
        (False, "no"),
        (0.0, "0"),
        (12345.0, "12,300"),
        ("NOR", "Norland"),
        (["NOR", "SOU"], "Norland and Southia"),
        ([], "nobody"),
        ({"knockout_A": 0.6, "ceasefire_gains_A": 0.4}, "Outright victory of Aland 60 % or Halt with gains for Aland 40 %"),
        ({"q05": 1.0, "q50": 2.0, "q95": 30.0}, "2.0 (1.0–30)"),
        (None, ""),
    ],
)
def test_value_text__puts_every_kind_of_answer_into_words(value, text):
    """Yes and no, numbers, names and shares of names are all readable."""
    assert value_text(value, FORECAST) == text


def test_happened__tells_a_void_question_from_an_unknown_one():
    """What was called off is void, not scored as if it had happened."""
    assert happened({"state": "void", "happened": None}, FORECAST) == "void"
    assert happened({"happened": False}, FORECAST) == "no"
    assert happened({}, FORECAST) == "not known"


def test_lost_text__counts_over_the_scored_targets():
    """Lost ones are counted of all that were scored, not of the lost."""
    assert lost_text(FORECAST).startswith("On 1 of 3 scored targets the model did worse")
    even = {**FORECAST, "scores": {**FORECAST["scores"], "lost_to_uniform": []}}
    assert lost_text(even).startswith("On none of 3 scored targets")
    assert lost_text({}) == ""


def test_score_targets__show_what_stands_beside_the_questions():
    """The ending is scored too, and its row says how it ended."""
    (row,) = score_targets(FORECAST).rows

    assert row[0] == "How it ended"
    assert "Outright victory of Aland" in row


def test_target_name__names_powers_and_sides():
    """No key of the model reaches the reader."""
    assert target_name("level:NOR", FORECAST) == "Highest step of Norland"
    assert target_name("deaths:A", FORECAST).endswith("Aland")
    assert target_name("Q02:above_5", FORECAST) == "Q02: above 5"


def test_means_and_authors__say_over_how_many():
    """Each mean stands with its denominator."""
    assert score_means(FORECAST).rows[0][1] == "1 of 4 questions"
    assert score_authors(FORECAST).rows[0][1] == "1 of 3"


def test_score_cells__say_why_a_question_has_no_score():
    """A void question says void with its reason, a skipped one why; nothing is called answered."""
    why = {"Q02": "void: nobody counted", "brokers": "not scored: the outcome does not tell it"}
    scores = {**FORECAST["scores"], "unscored": why}
    f = {**FORECAST, "scores": scores}

    assert score_cells(f, "Q02") == ("void: nobody counted", "", "", "")
    assert score_cells(f, "Q04")[0] == "not resolved"
    assert any("not scored: the outcome does not tell it" in row for row in score_targets(f).rows)


def test_said__is_a_count_of_few_courses_and_nothing_of_fewer():
    """What was said of a target follows the rules of every other share on the page."""
    chance, shares = {"rule": "Brier", "said": 0.25}, {"said": {"knockout_A": 0.75, "knockout_B": 0.25}}
    few, fewer = ({**FORECAST, "run_facts": {"members": n}} for n in (60, 29))

    assert said(chance, FORECAST) == "25 %"
    assert said(chance, few) == "15 of 60"
    assert said(shares, few) == "Outright victory of Aland 45 of 60 · Outright victory of Borland 15 of 60"
    assert {said(row, fewer) for row in (chance, shares, {"said": {"q05": 1, "q50": 2, "q95": 3}})} == {"too few courses"}


def test_said__of_the_length_marks_what_lasts_to_the_horizon():
    """A length that the forecast's end cut off lasted that long or longer, as in the table of lengths."""
    horizon = FORECAST["horizon_days"]
    row = {"said": {"q05": 12.0, "q50": 55.4, "q95": float(horizon)}}

    assert said(row, FORECAST, "length_days") == f"55 (12–{horizon}+)"


def test_scores__of_too_few_courses_are_not_shown():
    """A score of a forecast that has no number would be one."""
    few = {**FORECAST, "run_facts": {"members": 29}}

    assert lost_text(few) == "Only 29 courses: too few for a score."
    assert score_means(few).rows == []
    assert score_authors(few).rows == []
    assert score_cells(few, "Q01")[:2] == ("yes", "too few courses")
    assert not any("(lost)" in cell for row in score_targets(few).rows for cell in row)


def test_said_and_happened__use_the_words_of_the_figures():
    """Steps of powers and arrangements are told as the figures call them, not by key."""
    row = {"said": {"armed": 0.9, "out": 0.1}, "happened": {"out": 1.0}}

    assert said(row, FORECAST, "level:NOR") == "Armed help, no open combat 90 % · Stays out of arms 10 %"
    assert happened(row, FORECAST, "level:NOR") == "Stays out of arms"
    assert happened({"happened": {"single_power": 1.0}}, FORECAST, "arrangement") == "Peacekeepers of one power"


def test_lost_text__says_so_where_a_base_rate_was_scored_beside():
    """Targets that no mechanism reaches are scored too, but are none of the model's: both denominators can be told apart."""
    rows = FORECAST["scores"]["questions"] | {"Q04": {"model": 0.1, "uniform": 0.25, "outside": True}}
    f = {**FORECAST, "scores": {**FORECAST["scores"], "questions": rows}}

    assert lost_text(f).startswith("On 1 of 3 scored targets (inside the model) the model did worse")
    assert score_authors(f).rows[0][1] == "1 of 4"
    assert score_authors(f).head[1] == "Targets with a stated chance, of all scored"
