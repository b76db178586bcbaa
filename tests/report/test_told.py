"""Three courses for the page: what is shared stands once, partings are told in words, a list stands where no script runs."""

from __future__ import annotations

import json
from types import SimpleNamespace

import numpy as np
from tests.report.told_courses import told_courses, told_page

from invented import population, war
from multipolar.model.records import zeros
from multipolar.report.told import SHORT, capital, long_day, parting_of, same, told_html, told_of, why_text
from multipolar.session.telling import names_in
from multipolar.studies.exemplars import KINDS


def test_page_courses__hold_what_the_chart_draws():
    """Every event has its lane's kind, its words, a rule, known claims and a source that stands in the list."""
    page = told_page()
    assert json.loads(json.dumps(page, allow_nan=False)) == page
    assert [row["chosen"]["kind"] for row in page["courses"]] == list(KINDS) == list(SHORT)
    for row in page["courses"]:
        for event in row["events"]:
            assert page["rules"][event["rule"]]
            assert 0 <= event["source"] < len(page["sources"])
            assert set(event["claims"]) <= set(page["claims"])
            assert len(event["claims"]) <= 3
    assert page["courses"][0]["events"][1]["side"] == "A"
    assert page["sides"][0] == "Azerbaijan"
    assert len(page["sources"]) == len(set(page["sources"]))


def test_page_courses__name_the_command_for_another():
    """The command draws the one after the course that stands on the page."""
    commands = [row["command"] for row in told_page()["courses"]]
    assert commands[0] == "multipolar replay RUN --exemplar typical --another"
    assert commands[1] == "multipolar replay RUN --exemplar early --another --another"


def test_partings__say_the_first_day_and_what_happens_in_either():
    """The text holds day, date, what only one of them sees, and how both end."""
    partings = {tuple(row["pair"]): row for row in told_page()["partings"]}
    assert {pair: row["day"] for pair, row in partings.items()} == {(0, 1): 5, (0, 2): 4, (1, 2): 4}
    text = partings[0, 2]["text"]
    assert text.startswith(
        "They part on day 4, 20 October. In the typical course nothing of it happens. In the course in which the war"
    )
    assert "Turkey goes from arming a side to fighting with its own forces" in text
    assert text.endswith("ends on day 20 (still fighting at the horizon).")


def test_parting__of_a_course_with_itself_is_none():
    """Two courses that tell the same never part, and it is said."""
    one = told_courses()[0]
    found = parting_of([one, one], 0, 1, names_in(war().scenario.document, war().model.labels), war().scenario.as_of)
    assert (found["day"], found["text"]) == (None, "Both tell the same from first day to last.")


def test_told_html__is_a_list_of_days():
    """Title, reason and every stretch of days stand as plain text."""
    html = told_html(told_page())
    assert html.count('<ol class="daily">') == 3
    assert (
        "<h3>An early end</h3><p>Course 1 of the run: nearest to the tenth of the courses that end first; one of 40 courses.</p>"
        in html
    )
    assert "<li><b>Days 0 to 1</b>, 16 October. Quiet.</li>" in html
    assert "<li><b>Day 2</b>, 18 October. Azerbaijan attacks at Fuzuli; it sees a chance of 68 %.</li>" in html
    assert (told_html(None), told_html({"courses": [], "reason": "x"})) == ("", "")
    assert why_text(told_page()["courses"][0]).startswith("Course 0 of the run: ")


def test_told_of__says_why_there_is_none():
    """A run whose courses are put together of several tells none, and neither does one that lives again otherwise."""
    sample = SimpleNamespace(weighting=None, tally=SimpleNamespace(n=50))
    run = SimpleNamespace(store=SimpleNamespace(manifest={"conditioned": {}}), folder="folder", sample=sample, war=war())
    found = told_of(run)
    assert found["courses"] == []
    assert found["reason"] == "a course given reports is put together of several and cannot be lived again alone"


def test_same__compares_what_was_counted():
    """A course that ends otherwise than it was counted is another course."""
    out = population()[:2].copy()
    assert same(out[0], out[0])
    out["length_days"][1] = out["length_days"][0] + 1.0
    assert not same(out[0], out[1])
    assert same(*zeros("OUTCOME", 2, war().model.capacity))
    assert np.isfinite(out["length_days"]).all()


def test_words__of_dates_and_capitals():
    """Dates are day and month; a clause opens a sentence."""
    assert (long_day("2020-11-03"), capital("the end"), capital("")) == ("3 November", "The end", "")
