"""The scorecard: every denominator beside its number, the worst miss first, answers closed in a copy for teaching."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.synthetic import invented_war

from multipolar.report import scorecard as s
from multipolar.report.brief import markdown_brief
from multipolar.report.figures.scorecard import SCORECARD
from multipolar.report.page import page_html


def question(p, **more):
    """Return a yes-or-no question of a forecast."""
    return {"text": f"Is it {p}?", "type": "binary", "p": p, "outside": False, "closes": "2030-11-15", **more}


def scored(p, happened):
    """Return the scored row of a yes-or-no question."""
    return {"model": (p - happened) ** 2, "uniform": 0.25, "authors": {}, "said": p, "happened": bool(happened), "rule": "Brier"}


QUESTIONS = {
    "Q1": question(0.9), "Q2": question(0.4), "Q3": question(0.1), "Q4": question(0.5), "Q5": question(0.7),
    "Q6": question(None, outside=True, base_rate=0.3), "Q7": {"text": "How many?", "type": "continuous", "quantiles": {}},
}  # fmt: skip
SCORES = {
    "questions": {"Q1": scored(0.9, 1), "Q2": scored(0.4, 1), "Q3": scored(0.1, 1), "Q6": scored(0.3, 0)},
    "unscored": {"Q4": "void: nobody counted"},
}


@pytest.fixture
def inp():
    """Return a resolved forecast with all four states of an answer."""
    base = invented_war(300)
    return replace(
        base, forecast={**base.forecast, "questions": QUESTIONS, "scores": SCORES}, backing={"stated": {"Q2": {"the_paper": 0.8}}}
    )


def test_marks__the_worst_miss_first_then_open_and_void(inp):
    """States, due dates, reasons and authors' chances are those of the forecast; numbers are no yes-or-no questions."""
    found = s.marks(inp)

    assert [m.id for m in found] == ["Q3", "Q2", "Q6", "Q1", "Q5", "Q4"]
    assert [m.answer for m in found] == ["yes", "yes", "no", "yes", "open", "void"]
    assert [m.better for m in found] == [False, False, True, True, None, None]
    assert (found[4].why, found[5].why) == ("due 15 Nov 2030", "nobody counted")
    assert found[1].stated == {"the_paper": 0.8}


def test_verdict__says_every_denominator(inp):
    """What no mechanism reaches, what is void and what is open is not counted, and is said."""
    assert s.verdict(inp) == (
        "Better than a coin on 1 of 3 yes-or-no questions (mean Brier 0.39 against 0.25 of a coin); 6 shown, "
        "1 of them answered by a base rate outside the model, 1 of them void and not counted, 1 of them still open."
    )


def test_verdict__is_nothing_before_an_answer_and_a_sentence_of_few_courses(inp):
    """No score of 20 courses; no section before anything is known."""
    unknown = replace(inp, forecast={**inp.forecast, "scores": {}})
    few = replace(inp, forecast={**inp.forecast, "run_facts": {"members": 20}})

    assert (s.verdict(unknown), s.marks(unknown)) == ("", [])
    assert s.verdict(few) == "Only 20 courses: too few for a score."
    assert s.scorecard(few).rows == []


def test_misses__names_the_two_worst(inp):
    """Named are those that a coin would have beaten, with what happened."""
    assert s.misses(s.marks(inp)) == (
        "Worst misses: 10 in 100 for “Is it 0.1”, which happened; 40 in 100 for “Is it 0.4”, which happened."
    )
    assert "No yes-or-no question" in s.misses(s.marks(inp)[3:])


def test_scorecard__is_a_whole_table_without_a_script(inp):
    """Every state has its row; the figure's data are the same questions in the same order."""
    table = s.scorecard(inp)
    by_question = {row[0]: row[1:] for row in table.rows}

    assert by_question["Is it 0.4?"] == ("40 %", "the paper 80 %", "yes", "0.36", "worse")
    assert by_question["Is it 0.5?"] == ("50 %", "", "void (nobody counted)", "", "not counted")
    assert by_question["Is it None?"][0] == "30 %, base rate"
    assert [m["id"] for m in SCORECARD.data(inp)["marks"]] == [m.id for m in s.marks(inp)]


def test_teaching_copy__keeps_answers_and_scores_closed(inp):
    """Nothing of the scores stands outside the closed part of the page, nor in the brief."""
    shown = {k: v for k, v in inp.forecast.items() if k != "scores"}
    copy = replace(inp, forecast=shown, apart=SCORES)
    body = page_html(copy).split("<main")[1].split("</main>")[0]
    before, closed = body.split('<details class="answers">')

    assert "Show answers" in closed
    assert "Better than a coin on 1 of 3" in closed
    assert "which happened" in closed
    assert "Better than a coin" not in before
    assert "What happened</th>" not in before
    assert "Better than a coin" in page_html(inp)
    assert "Than a coin" in markdown_brief(inp)
    assert "Than a coin" not in markdown_brief(copy)
