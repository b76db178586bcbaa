"""Reports and questions as written."""

from __future__ import annotations

import datetime as dt

from multipolar.scenario.document.questions import Question, Report
from scenario.blocks import faults, read

QUESTION = "id: Q1\ntext: Does it end?\ntype: binary\nas_of: [2024-03-10]\n"


def test_question__has_a_type_and_dates():
    """A question is binary, continuous or categorical, asked on dates of the calendar."""
    question = read(Question, QUESTION)

    assert question.as_of == [dt.date(2024, 3, 10)]
    assert (question.closes, question.base_rate, question.feature) == (None, None, "")
    assert faults(Question, QUESTION.replace("binary", "yes or no")) == {("not-allowed", "type")}
    assert faults(Question, QUESTION + "closes: 2024-02-30\n") == {("bad-date", "closes")}


def test_question__stated_forecasts_are_numbers_or_one_per_answer():
    """An author states one probability, or one for each answer."""
    assert read(Question, QUESTION + "stated: {me: 0.4, you: {AAA: 0.5}}\n").stated == {"me": 0.4, "you": {"AAA": 0.5}}


def test_report__needs_the_day_on_which_it_was_known():
    """A report has a kind of the list and two dates: what it tells of, and when it could be read."""
    text = "id: R1\nkind: map_share\ndate: 2024-03-01\nknown_on: 2024-03-02\n"

    assert read(Report, text).known_on == dt.date(2024, 3, 2)
    assert faults(Report, text.replace("map_share", "rumour")) == {("not-allowed", "kind")}
    assert faults(Report, text.replace("known_on: 2024-03-02\n", "")) == {("missing-key", "known_on")}
